// Keeps what is being reported on this device until it is sent: a tunnel, a closed lid or a mistaken tap lose
// nothing. Who reported it (name, phone) and pictures are not kept: the device may be shared.
"use strict";
(() => {
  const say = (zh, en) => (document.documentElement.lang === "zh-CN" ? zh : en);
  const storage = (() => {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  })();

  const sent = document.querySelector("[data-draft-sent]");
  if (sent) storage?.removeItem(sent.dataset.draftSent);
  document.querySelector("[data-print]")?.addEventListener("click", () => window.print());

  const form = document.querySelector("form[data-draft]");
  if (!form || !storage) return;
  const KEY = form.dataset.draft;
  const KEPT = ["content", "title", "place.point", "place.address", "urgency", "channel", "occurred_time", "submit", "disposed_first", "settled", "measures"];
  const told = form.querySelector("[data-draft-told]");

  const fields = (name) => [...form.querySelectorAll(`[name="${name}"]`)];
  const value = (name) => {
    for (const each of fields(name)) {
      if (each.type === "radio" || each.type === "checkbox") {
        if (each.checked) return each.value;
      } else return each.value;
    }
    return "";
  };
  const set = (name, text) => {
    for (const each of fields(name)) {
      if (each.type === "radio" || each.type === "checkbox") each.checked = each.value === text;
      else each.value = text;
    }
  };

  let due = null;
  const keep = () => {
    const draft = { at: new Date().toISOString(), fields: Object.fromEntries(KEPT.map((name) => [name, value(name)])) };
    try {
      if (draft.fields.content || draft.fields["place.point"] || draft.fields["place.address"]) storage.setItem(KEY, JSON.stringify(draft));
      else storage.removeItem(KEY);
    } catch {
      // A full storage keeps no draft; the form itself is not touched.
    }
  };
  const later = () => {
    clearTimeout(due);
    due = setTimeout(keep, 400);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  addEventListener("pagehide", () => {
    if (!form.dataset.sent && !document.documentElement.dataset.signingOut) keep();
  });

  // Following a case that is there already leaves nothing to report.
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "follow") return;
    clearTimeout(due);
    storage.removeItem(KEY);
  });

  let draft = null;
  try {
    draft = JSON.parse(storage.getItem(KEY) || "null");
  } catch {
    storage.removeItem(KEY);
  }
  if (!draft?.fields || form.querySelector("[role=alert]") || value("content")) return;
  for (const name of KEPT) if (typeof draft.fields[name] === "string" && draft.fields[name]) set(name, draft.fields[name]);
  const box = document.createElement("p");
  box.className = "alert alert-info";
  const at = new Date(draft.at);
  const when = Number.isNaN(at.getTime()) ? "" : at.toLocaleString(document.documentElement.lang);
  box.append(say(`已恢复上次没有发出的内容（${when}）。照片和反映人需要重新填写。 `, `What was not sent last time (${when}) is back. Pictures and the reporter have to be given again. `));
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "btn btn-sm";
  drop.textContent = say("清空重写", "Start anew");
  drop.addEventListener("click", () => {
    storage.removeItem(KEY);
    form.reset();
    box.remove();
    form.querySelector("[name=content]").focus();
  });
  box.append(drop);
  told.append(box);
  // Suggestions follow what came back; the part of the page that asks for them listens from here on.
  addEventListener("load", () => {
    for (const name of ["content", "place.point"]) {
      fields(name)[0].dispatchEvent(new Event("input", { bubbles: true }));
      fields(name)[0].dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
})();
