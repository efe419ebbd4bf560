// Shows the parts of a question's form that belong to its kind. Without this all are there, each
// under a heading that says what it is for.
document.addEventListener("DOMContentLoaded", () => {
  const kind = document.getElementById("id_kind");
  if (!kind) return;
  const parts = document.querySelectorAll("fieldset[class*='for-']");

  const show = () => {
    for (const part of parts) {
      const whole = part.closest(".inline-group") ?? part;
      const isWrong = whole.querySelector(".errorlist") !== null;
      whole.hidden = !isWrong && !part.classList.contains(`for-${kind.value}`);
    }
  };

  kind.addEventListener("change", show);
  show();
});
