// Helps with the register's forms: an identity number fills sex and birthday, shown values hide themselves.
// Forms work without it; the service checks everything again.
"use strict";
(() => {
  const chinese = !document.documentElement.lang.startsWith("en");
  const t = (zh, en) => (chinese ? zh : en);
  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const CHECK = "10X98765432";
  if (window.wanggeRegister) {
    window.wanggeRegister();
    return;
  }

  function known(number) {
    if (!/^\d{17}[\dX]$/.test(number)) return null;
    const total = [...number.slice(0, 17)].reduce((sum, digit, at) => sum + WEIGHTS[at] * Number(digit), 0);
    const day = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
    const real = !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
    return { fits: CHECK[total % 11] === number[17], day: real ? day : "", sex: Number(number[16]) % 2 ? "SEX_MALE" : "SEX_FEMALE" };
  }

  function say(field, text, bad) {
    let note = field.parentElement.querySelector("[data-told]");
    if (!note) {
      note = document.createElement("p");
      note.dataset.told = "";
      note.setAttribute("role", "status");
      field.after(note);
    }
    note.className = bad ? "invalid-feedback d-block" : "form-hint";
    note.textContent = text;
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.name?.endsWith("details.document_number")) return;
    const number = field.value.normalize("NFKC").replace(/\s/g, "").toUpperCase();
    if (number.includes("*") || number.length < 15) return say(field, "", false);
    if (number.length !== 18) return say(field, t(`已输入 ${number.length} 位，身份证为 18 位`, `${number.length} characters so far; an identity card has 18`), false);
    const form = field.form;
    const found = known(number);
    if (!found) return;
    if (!found.fits || !found.day) return say(field, t("校验位不符，请核对是否抄错", "The check digit does not fit; look for a typing error"), true);
    const prefix = field.name.replace("document_number", "");
    const kind = form.elements[`${prefix}document_kind`];
    if (kind && (!kind.value || kind.value === "DOCUMENT_KIND_NONE_YET")) kind.value = "DOCUMENT_KIND_IDENTITY_CARD";
    const born = form.elements[`${prefix}born_on`];
    if (born) born.value = found.day;
    for (const each of form.querySelectorAll(`input[name="${prefix}sex"]`)) each.checked = each.value === found.sex;
    say(field, t("已填好性别和出生日期", "Sex and birthday are filled in"), false);
  });

  // Whole values are on the screen for some minutes and never longer.
  function begin() {
    for (const box of document.querySelectorAll("[data-hide-after]:not([data-begun])")) {
      box.dataset.begun = "1";
      const end = Date.now() + Number(box.dataset.hideAfter) * 1000;
      const left = box.querySelector("[data-left]");
      const hide = () => {
        clearInterval(ticking);
        const note = document.createElement("p");
        note.textContent = box.dataset.hidden;
        box.replaceChildren(note);
      };
      const ticking = setInterval(() => {
        const rest = Math.ceil((end - Date.now()) / 1000);
        if (rest <= 0 || !box.isConnected) return hide();
        if (left) left.textContent = `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
      }, 1000);
      addEventListener("pagehide", hide, { once: true });
    }
    for (const button of document.querySelectorAll("[data-print][hidden]")) {
      button.hidden = false;
      button.addEventListener("click", () => print());
    }
  }
  window.wanggeRegister = begin;
  document.body.addEventListener("htmx:afterSwap", begin);
  begin();
})();
