// Every page works without this; it only improves it.

import { createAll } from "govuk-frontend/dist/govuk/init.mjs";
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { Checkboxes } from "govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { NotificationBanner } from "govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs";
import { Radios } from "govuk-frontend/dist/govuk/components/radios/radios.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
import { openQuestions } from "./opening.js";
import { keepTyped } from "./typed.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
const components = [
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink,
];
for (const component of components) {
  createAll(component);
}
for (const form of document.querySelectorAll("form:has([data-when], template[data-waits])")) {
  openQuestions(form, (part) => {
    for (const component of components.filter((one) => one !== ErrorSummary)) {
      createAll(component, undefined, part);
    }
  });
}
document.querySelectorAll("form.portal-languages").forEach(keepTyped);
