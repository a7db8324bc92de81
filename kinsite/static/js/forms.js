// Forms: one submit at a time with a button that says so; forms marked data-check are checked field by field.
// A script that answers a submit itself sends "settled" on the form when it is done.

const DONE_FOR = 1800;

function isGuarded(form) {
  return form instanceof HTMLFormElement && form.getAttribute("method")?.toLowerCase() === "post";
}

function relabel(button, text) {
  const label = button.querySelector(".button__label") ?? button;
  button.dataset.label ??= label.textContent;
  label.textContent = text ?? button.dataset.label;
}

function hold(form, button) {
  form.dataset.busy = "";
  form.setAttribute("aria-busy", "true");
  if (!button?.matches(".button")) return;
  button.dataset.state = "busy";
  button.setAttribute("aria-disabled", "true");
  if (button.dataset.busy) relabel(button, button.dataset.busy);
}

function release(form, succeeded) {
  delete form.dataset.busy;
  form.removeAttribute("aria-busy");
  for (const button of form.ownerDocument.querySelectorAll('.button[data-state="busy"]')) {
    if (button.form !== form) continue;
    delete button.dataset.state;
    button.removeAttribute("aria-disabled");
    if (!succeeded || !button.dataset.done) {
      relabel(button);
      continue;
    }
    relabel(button, button.dataset.done);
    setTimeout(() => relabel(button), DONE_FOR);
  }
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!isGuarded(form)) return;
    if ("busy" in form.dataset || !isSound(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    hold(form, event.submitter);
  },
  true,
);
addEventListener("settled", (event) => release(event.target, event.detail?.succeeded));
addEventListener("htmx:afterRequest", (event) => {
  // A form may also ask while it is filled in; only the answer to a submit ends the submit.
  // A refusal (409, 422) is swapped in like any answer, so htmx calls it successful: nothing was done all the same.
  const { successful, requestConfig, xhr } = event.detail;
  if (isGuarded(event.target) && requestConfig?.triggeringEvent?.type === "submit") {
    release(event.target, successful && xhr.status < 400);
  }
});
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-busy]").forEach((form) => release(form, false));
});

// Checking: on leaving a field, again while it is mended, and all at once on submit.

function controls(form) {
  const seen = new Set();
  return [...form.elements].filter((control) => {
    if (!control.willValidate || control.closest(".quantity")) return false;
    if (control.type !== "radio") return true;
    return !seen.has(control.name) && seen.add(control.name);
  });
}

function complain(control, message) {
  const field = control.closest(".field");
  if (!field) return;
  forgive(control);
  const error = document.getElementById("field-error-template").content.firstElementChild.cloneNode(true);
  error.id = `${control.id}_error`;
  error.lastElementChild.textContent = message;
  field.append(error);
  field.classList.add("field--wrong");
  control.setAttribute("aria-invalid", "true");
  const described = control.getAttribute("aria-describedby");
  control.setAttribute("aria-describedby", [described, error.id].filter(Boolean).join(" "));
}

function forgive(control) {
  const field = control.closest(".field");
  if (!field?.classList.contains("field--wrong")) return;
  const errors = [...field.querySelectorAll(".field__error")];
  const gone = new Set(errors.map((error) => error.id));
  errors.forEach((error) => error.remove());
  field.classList.remove("field--wrong");
  control.removeAttribute("aria-invalid");
  const kept = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !gone.has(id));
  if (kept.length) control.setAttribute("aria-describedby", kept.join(" "));
  else control.removeAttribute("aria-describedby");
}

function labelOf(control) {
  const group = control.type === "radio" && control.closest("fieldset");
  return (group ? group.querySelector("legend") : control.labels[0])?.textContent.trim() ?? "";
}

function isSound(form) {
  if (!form.matches("[data-check]")) return true;
  form.querySelector("[data-error-summary]")?.remove();
  const wrong = controls(form).filter((control) => !control.checkValidity());
  wrong.forEach((control) => complain(control, control.validationMessage));
  if (!wrong.length) return true;
  const summary = document.getElementById("error-summary-template").content.firstElementChild.cloneNode(true);
  summary.querySelector("ul").append(
    ...wrong.map((control) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${control.id}`;
      link.textContent = `${labelOf(control)}: ${control.validationMessage}`;
      item.append(link);
      return item;
    }),
  );
  form.prepend(summary);
  summary.focus();
  return false;
}

// A complaint moves what stands below. While a button is being pressed that would move it from under the finger.
let pressed = null;
addEventListener(
  "pointerdown",
  () => {
    pressed = new Promise((released) => {
      const end = () => setTimeout(released, 50);
      addEventListener("pointerup", end, { once: true, capture: true });
      addEventListener("pointercancel", end, { once: true, capture: true });
    });
  },
  true,
);

document.addEventListener("focusout", async ({ target: control }) => {
  if (!control.form?.matches("[data-check]") || !control.willValidate || control.type === "radio") return;
  await pressed;
  // An empty field that was only passed through is not wrong yet.
  if (control.checkValidity()) forgive(control);
  else if (control.value) complain(control, control.validationMessage);
});
document.addEventListener("input", (event) => {
  const control = event.target;
  if (control.form?.matches("[data-check]") && control.validity?.valid) forgive(control);
});

function greet(root) {
  root.querySelectorAll("form[data-check]").forEach((form) => (form.noValidate = true));
  root.querySelector("[data-error-summary]")?.focus();
}

greet(document);
addEventListener("htmx:load", (event) => greet(event.detail.elt.parentElement ?? document));
