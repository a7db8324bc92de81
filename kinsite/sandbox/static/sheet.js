/* The wallet's sheet: tells the shop's page which button was pressed. */
const shop = document.querySelector("meta[name=shop-origin]").content;

const form = document.getElementById("sheet");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  parent.postMessage({ kin: "sheet", answer: event.submitter.value }, shop);
});
for (const button of form.elements) button.disabled = false;
