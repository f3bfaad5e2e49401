// The import wizard: says which file was chosen and how large it is, shows how much was sent, leads to the columns.
"use strict";
(() => {
  const form = document.querySelector(".import-form");
  if (!form) return;
  const chinese = document.documentElement.lang === "zh-CN";
  const file = form.querySelector("input[type=file]");
  const chosen = form.querySelector(".import-chosen");
  const bar = form.querySelector(".import-sent");
  const place = document.getElementById("import-columns");
  const start = place.querySelector("[name=step][value=columns]") ? null : place.innerHTML;

  file.addEventListener("change", () => {
    const one = file.files[0];
    chosen.textContent = one
      ? (chinese ? "已选择：" : "Chosen: ") + one.name + " · " + (one.size / 1e6).toFixed(one.size < 1e5 ? 2 : 1) + " MB"
      : "";
    // Columns belong to the file they were read from.
    if (start !== null) place.innerHTML = start;
    file.classList.remove("is-invalid");
  });
  form.addEventListener("change", (event) => {
    // Another kind of rows has other items: match the columns anew.
    if (event.target !== file && !place.contains(event.target) && start !== null) place.innerHTML = start;
  });
  form.addEventListener("htmx:xhr:progress", (event) => {
    bar.hidden = false;
    if (event.detail.lengthComputable) bar.value = (100 * event.detail.loaded) / event.detail.total;
    if (bar.value >= 100) bar.removeAttribute("value"); // sent; now it is being read
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.target === form) {
      bar.hidden = true;
      bar.value = 0;
    }
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== place) return;
    (place.querySelector(".is-invalid, [role=alert]") || place.querySelector("#import-columns-title"))?.focus();
    place.scrollIntoView({ block: "nearest" });
  });
})();
