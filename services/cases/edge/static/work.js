// What this browser alone knows: an unsent report, and the cases opened last (their ids; the server names
// those the reader may still see).
"use strict";
(() => {
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const card = document.getElementById("draft");
  const draft = card && read(card.dataset.key);
  const words = draft?.fields || draft || {};
  const text = words.title || words.content || words["place.address"];
  if (card && draft) {
    card.querySelector("[data-draft-title]").textContent = String(text || "").slice(0, 60);
    const saved = new Date(draft.at || draft.saved_at || NaN);
    if (!isNaN(saved)) card.querySelector("[data-draft-when]").textContent = saved.toLocaleString(document.documentElement.lang);
    card.hidden = false;
  }

  const opened = document.getElementById("opened");
  const ids = [].concat((opened && read(opened.dataset.key)) || []).map((each) => each?.id || each).filter((each) => typeof each === "string");
  if (opened && ids.length) {
    const address = new URL(opened.dataset.recent, location.origin);
    for (const id of ids.slice(0, 8)) address.searchParams.append("id", id);
    fetch(address, { headers: { "HX-Request": "true" } })
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((text) => {
        if (!text.trim()) return;
        opened.querySelector("[data-recent-list]").innerHTML = text;
        opened.hidden = false;
      });
  }

  // "Tick all" lives in a part that is read again, so it is heard from outside.
  document.addEventListener("change", (event) => {
    const box = event.target.closest("#waiting [data-all]");
    if (box) for (const each of document.querySelectorAll(box.dataset.all)) each.checked = box.checked;
  });
})();
