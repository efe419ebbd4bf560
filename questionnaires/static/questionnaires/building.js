// Shows the parts of a question's form that belong to its kind. Without this all are there, each
// under a heading that says what it is for.

// Offers only the operators that suit the earlier question. Without this all are there, and one that
// doesn't suit is refused.
const offerWhatSuits = () => {
  const earlier = document.getElementById("id_show_if_question");
  const operator = document.getElementById("id_show_if_operator");
  if (!earlier || !operator) return;
  const suits = JSON.parse(operator.dataset.suits);

  const offer = () => {
    const suited = suits[earlier.value] ?? [];
    for (const option of operator.options) {
      const isOffered = option.value === "" || suited.includes(option.value);
      option.hidden = option.disabled = !isOffered;
      if (!isOffered && option.selected) operator.value = "";
    }
  };

  earlier.addEventListener("change", offer);
  offer();
};

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
  offerWhatSuits();
});
