// How long a text is while it is written; beyond what is shown of it, the count stands out.

function show(field) {
  const count = [...field.value].length;
  const { output } = field;
  output.textContent = field.dataset.countsWords.replace("*", count);
  output.classList.toggle("kin-count--over", count > Number(field.dataset.countsTo));
}

for (const field of document.querySelectorAll("[data-counts-to]")) {
  field.output = document.createElement("p");
  field.output.className = "kin-count help";
  field.after(field.output);
  field.addEventListener("input", () => show(field));
  show(field);
}
