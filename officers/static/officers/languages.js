// Words by language: fieldsets that stand beside each other become tabs. Without this script they
// stand under each other, with their headings.
"use strict";

function madeTabs(panels, number) {
  const list = document.createElement("div");
  list.className = "officers-tabs officers-languages";
  list.setAttribute("role", "tablist");
  const tabs = panels.map((panel, place) => {
    const heading = panel.querySelector(".fieldset-heading");
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `language-${number}-${place}`;
    tab.append(...heading.cloneNode(true).childNodes);
    tab.setAttribute("role", "tab");
    panel.id = `${tab.id}-words`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    tab.setAttribute("aria-controls", panel.id);
    heading.hidden = true;
    list.append(tab);
    return tab;
  });
  const show = (chosen) => {
    tabs.forEach((tab, place) => {
      tab.setAttribute("aria-selected", String(place === chosen));
      tab.tabIndex = place === chosen ? 0 : -1;
      panels[place].hidden = place !== chosen;
    });
  };
  tabs.forEach((tab, place) => {
    tab.addEventListener("click", () => show(place));
    tab.addEventListener("keydown", (event) => {
      const backwards = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      const step = event.key === backwards ? -1 : 1;
      const next = (place + step + tabs.length) % tabs.length;
      event.preventDefault();
      show(next);
      tabs[next].focus();
    });
  });
  panels[0].before(list);
  const wrong = panels.findIndex((panel) => panel.querySelector(".errorlist"));
  show(Math.max(0, wrong));
}

const groups = [];
for (const panel of document.querySelectorAll(".officers-language")) {
  // A row that a script copies would copy its tabs, which belong to the first.
  if (panel.closest(".empty-form")) continue;
  const before = panel.previousElementSibling;
  if (before?.classList.contains("officers-language")) groups.at(-1).push(panel);
  else groups.push([panel]);
}
groups.forEach(madeTabs);
