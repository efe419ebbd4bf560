// Shows the parts of a question's form that belong to its kind. Without this all are there, each
// under a heading that says what it is for.
const showWhatBelongsToTheKind = () => {
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
};

// Shows the box for what a condition looks for where it is typed and not chosen. Without this the box
// is always there, and is not read where the condition needs none.
const showWhatIsTyped = () => {
  const condition = document.getElementById("id_condition");
  const row = document.querySelector(".field-show_if_value");
  if (!condition || !row) return;

  const show = () => {
    row.hidden = !condition.value.endsWith(":typed") && row.querySelector(".errorlist") === null;
  };

  condition.addEventListener("change", show);
  show();
};

// Lets the rows of a list be dragged, also from one list into another; `numbered` writes down where
// they are then. Without this there are the numbers and the buttons.
const letRowsBeDragged = (whole, rowSelector, numbered) => {
  let dragged = null;

  // Words in a row can still be selected, and boxes be typed in: the row moves by its handle.
  const addHandle = (row) => {
    // The admin puts its link to remove a row into the first element of the row.
    const head = row.querySelector(":scope > h3") ?? row;
    if (head.querySelector(":scope > .officers-handle")) return;
    const handle = document.createElement("span");
    handle.className = "officers-handle";
    handle.textContent = "⠿";
    handle.setAttribute("aria-hidden", "true");
    handle.draggable = true;
    head.prepend(handle);
  };
  const addHandles = () => whole.querySelectorAll(rowSelector).forEach(addHandle);

  whole.addEventListener("dragstart", (event) => {
    if (!event.target.classList?.contains("officers-handle")) return;
    dragged = event.target.closest(rowSelector);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(dragged, 0, 0);
  });
  whole.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const over = event.target.closest(rowSelector);
    const list = event.target.closest("[data-section]");
    if (over && over !== dragged) {
      const { top, height } = over.getBoundingClientRect();
      over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
    } else if (!over && list && !list.contains(dragged)) {
      list.append(dragged);
    }
  });
  whole.addEventListener("dragend", () => {
    if (dragged) numbered();
    dragged = null;
  });

  addHandles();
  whole.addEventListener("formset:added", addHandles);
};

const letQuestionsBeDragged = () => {
  const form = document.querySelector("[data-order]");
  if (!form?.querySelector("[name^='place-']")) return;

  letRowsBeDragged(form, "[data-section] > li", () => {
    for (const list of form.querySelectorAll("[data-section]")) {
      [...list.children].forEach((row, place) => {
        row.querySelector("[name^='place-']").value = place + 1;
        row.querySelector("[name^='section-']").value = list.dataset.section;
      });
    }
  });
};

// Choices, columns and sections: their rows carry a number each.
const letPartsBeDragged = () => {
  for (const group of document.querySelectorAll(".inline-group")) {
    if (!group.querySelector("[name$='-order']")) continue;
    const row = ".inline-related:not(.empty-form)";
    letRowsBeDragged(group, row, () => {
      [...group.querySelectorAll(row)].forEach((part, place) => {
        part.querySelector("[name$='-order']").value = place + 1;
      });
    });
  }
};

document.addEventListener("DOMContentLoaded", () => {
  showWhatBelongsToTheKind();
  showWhatIsTyped();
  letQuestionsBeDragged();
  letPartsBeDragged();
});
