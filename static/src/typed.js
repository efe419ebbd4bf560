// What is typed on a page goes along when its language changes: it waits in the window's own
// storage until the page is shown again, and nowhere else.

const KEY = "typed";
const NOT_TYPED = new Set(["hidden", "file", "password", "submit", "button", "fieldset"]);

const controls = () =>
  [...document.querySelectorAll("main form")]
    .flatMap((form) => [...form.elements])
    .filter((control) => control.name && !NOT_TYPED.has(control.type));

const isBox = ({ type }) => type === "checkbox" || type === "radio";

// The value of each control, and beside it the how manieth of its name it is.
const numbered = (all) => {
  const times = new Map();
  return all.map((control) => {
    const name = isBox(control) ? `${control.name}=${control.value}` : control.name;
    times.set(name, (times.get(name) ?? 0) + 1);
    return [`${name}#${times.get(name)}`, control];
  });
};

const kept = () =>
  numbered(controls()).map(([key, control]) => [
    key,
    isBox(control) ? control.checked : control.value,
  ]);

const fill = (typed, wanted) => {
  for (const [key, control] of numbered(controls().filter(wanted))) {
    if (!typed.has(key)) continue;
    if (!isBox(control)) {
      control.value = typed.get(key);
    } else if (control.checked !== typed.get(key)) {
      control.checked = typed.get(key);
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
};

export const keepTyped = (languages) => {
  languages.addEventListener("submit", () => {
    sessionStorage.setItem(KEY, JSON.stringify({ page: location.href, typed: kept() }));
  });
  const found = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  sessionStorage.removeItem(KEY);
  if (found.page !== location.href) return;
  const typed = new Map(found.typed);
  fill(typed, isBox); // Which opens what else was typed in.
  fill(typed, (control) => !isBox(control));
};
