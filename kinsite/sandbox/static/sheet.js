/* The wallet's sheet: tells the shop's page which button was pressed. */
const shop = document.querySelector("meta[name=shop-origin]").content;

document.getElementById("sheet").addEventListener("submit", (event) => {
  event.preventDefault();
  parent.postMessage({ kin: "sheet", answer: event.submitter.value }, shop);
});
