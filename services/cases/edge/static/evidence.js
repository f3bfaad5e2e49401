// Forms about a place and with pictures: "use my position", when each picture was taken, templates of words.
"use strict";
(() => {
  if (window.wanggeEvidence) return;
  window.wanggeEvidence = true;
  const say = (zh, en) => (document.documentElement.lang === "zh-CN" ? zh : en);

  // A button beside each field of a position. Pages that have their own mark the field data-located.
  function equip(root) {
    for (const field of root.querySelectorAll("input[data-point]:not([data-located])")) {
      field.dataset.located = "1";
      if (!navigator.geolocation) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn mt-1";
      button.textContent = say("使用我的当前位置", "Use my position");
      const told = document.createElement("p");
      told.className = "form-hint";
      told.setAttribute("role", "status");
      button.addEventListener("click", () => locate(field, button, told));
      field.after(button, told);
    }
  }
  function locate(field, button, told) {
    button.disabled = true;
    told.textContent = say("正在定位……", "Finding the position …");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.disabled = false;
        field.value = `${coords.longitude.toFixed(6)},${coords.latitude.toFixed(6)}`;
        told.textContent = say(`已定位，误差约 ${Math.round(coords.accuracy)} 米`, `Found, to about ${Math.round(coords.accuracy)} m`);
        field.dispatchEvent(new Event("change", { bubbles: true }));
      },
      () => {
        button.disabled = false;
        told.textContent = say("无法定位，请检查定位权限，或手工填写“经度,纬度”", "No position; check the permission or type “longitude,latitude”");
      },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 },
    );
  }

  // The moment a file was made, for pictures that do not say it themselves; in the order of the files.
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.type !== "file" || !field.form) return;
    let times = field.form.querySelector(`input[type=hidden][name="${field.name}-times"]`);
    if (!times) {
      times = document.createElement("input");
      times.type = "hidden";
      times.name = `${field.name}-times`;
      field.form.append(times);
    }
    times.value = [...field.files].map((file) => new Date(file.lastModified).toISOString()).join(",");
  });

  // <button data-words="…" data-words-into="field"> puts a template's words into a field.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-words]");
    if (!button) return;
    const form = button.closest("form") || document.querySelector("#dialog-body form, form.filled");
    const name = button.dataset.wordsInto;
    const field = form && (name ? form.elements[name] : form.querySelector("textarea"));
    if (!field) return;
    field.value = field.value ? `${field.value}\n${button.dataset.words}` : button.dataset.words;
    field.focus();
  });
  // The menu of rare actions closes like any menu.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.case-more[open]")) if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector("details.case-more[open]");
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  equip(document);
  document.body.addEventListener("htmx:afterSwap", (event) => equip(event.target));
})();
