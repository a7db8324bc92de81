// The filters of a listing: a sheet over the list where there is no room beside it, closed to see the results.

const sheet = document.querySelector("[data-filter-sheet]");
const form = document.getElementById("filters");

if (sheet && form) {
  const home = document.querySelector("[data-filters-home]");
  const wide = matchMedia("(min-width: 62rem)");
  let folds = new Map();

  document.querySelector("[data-opens-filters]").addEventListener("click", () => {
    sheet.querySelector("[data-filter-sheet-body]").append(form);
    sheet.showModal();
  });
  sheet.addEventListener("close", () => home.append(form));
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet && event.clientX < sheet.getBoundingClientRect().left) sheet.close();
  });
  wide.addEventListener("change", () => sheet.close());
  addEventListener("pagehide", () => sheet.close());
  form.addEventListener("submit", () => {
    if (!sheet.open) return;
    sheet.close();
    document.getElementById("listing").scrollIntoView();
  });

  // A field left empty says nothing, in an address neither.
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });

  // Counted anew, a group stays as folded as it was.
  const groups = () => form.querySelectorAll("details");
  document.addEventListener("htmx:beforeSwap", () => {
    folds = new Map([...groups()].map((group) => [group.id, group.open]));
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const group of groups()) group.open = folds.get(group.id) ?? group.open;
  });
}
