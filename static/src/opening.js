// Opens and closes questions on a page as soon as an answer asks for it. What isn't asked yet waits
// in a <template>; what is closed leaves the page, so that it isn't sent, and comes back as it was.

import { isAsked } from "./condition.js";

const chosen = (form, name) =>
  [...form.querySelectorAll(`[name="${CSS.escape(name)}"]:checked`)].map((box) => box.value);

const isMet = (form, { when, askedWhere, value }) =>
  isAsked(askedWhere, chosen(form, when), value);

// Takes what waits out of its template, and leaves a mark where it belongs.
const placed = (part, stands) => {
  const mark = document.createComment("");
  stands.before(mark);
  return { mark, part };
};

export const openQuestions = (form, prepare) => {
  const parts = [
    ...[...form.querySelectorAll("[data-when]")].map((part) => placed(part, part)),
    ...[...form.querySelectorAll("template[data-waits]")].map((template) =>
      placed(template.content.firstElementChild, template),
    ),
  ];

  const look = () => {
    for (const { mark, part } of parts) {
      if (!isMet(form, part.dataset)) {
        part.remove();
      } else if (!part.isConnected) {
        mark.after(part);
        prepare(part);
      }
    }
  };

  form.addEventListener("change", look);
  look();
};
