"use strict";
const form = document.getElementById("filter");
const cases = Array.from(document.querySelectorAll("details.case"));
const words = new Map(cases.map((one) => [one, one.textContent.toLowerCase()]));
function apply() {
  const wanted = new FormData(form);
  const text = wanted.get("text").trim().toLowerCase();
  let shown = 0;
  for (const one of cases) {
    const fits =
      ["state", "label", "dataset"].every((name) => !wanted.get(name) || one.dataset[name] === wanted.get(name)) &&
      (!wanted.get("kind") || JSON.parse(one.dataset.kinds).includes(wanted.get("kind"))) &&
      (!text || words.get(one).includes(text));
    one.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  document.getElementById("count").textContent = `${shown} of ${cases.length} ${cases.length === 1 ? "case" : "cases"}`;
}
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("reset", () => setTimeout(apply));
form.addEventListener("submit", (event) => event.preventDefault());
apply();
