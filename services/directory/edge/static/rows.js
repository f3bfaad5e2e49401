// Rows of a table that is a form: one more, one less. Empty rows are there without scripts, too.
"use strict";
(() => {
  const add = document.querySelector("[data-add-row]");
  const body = document.querySelector(".row-table tbody");
  if (!add || !body) return;
  const ready = (row) => row.querySelectorAll("[data-drop-row]").forEach((each) => (each.hidden = false));
  body.querySelectorAll("[data-fresh]").forEach(ready);
  add.hidden = false;
  add.addEventListener("click", () => {
    const row = body.querySelector("tr[data-fresh]:last-child").cloneNode(true);
    const number = body.rows.length + 1;
    for (const input of row.querySelectorAll("input")) {
      input.value = "";
      input.classList.remove("is-invalid");
      input.removeAttribute("aria-describedby");
    }
    row.querySelectorAll(".invalid-feedback").forEach((each) => each.remove());
    for (const each of row.querySelectorAll("[aria-label]"))
      each.setAttribute("aria-label", each.getAttribute("aria-label").replace(/\d+/, number));
    body.append(row);
    row.querySelector("input").focus();
  });
  body.addEventListener("click", (event) => {
    const drop = event.target.closest("[data-drop-row]");
    if (!drop) return;
    const row = drop.closest("tr");
    if (body.querySelectorAll("[data-fresh]").length > 1) row.remove();
    else row.querySelectorAll("input").forEach((each) => (each.value = ""));
    add.focus();
  });
})();
