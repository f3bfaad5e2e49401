// Remembers the cases opened on this device for "my work": newest first, twenty at most, titles alone.
"use strict";
(() => {
  const shown = document.querySelector("[data-recent]");
  if (!shown) return;
  const KEY = "wangge.recent";
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
    const id = shown.dataset.recent;
    const others = (Array.isArray(kept) ? kept : []).filter((each) => each && each.id !== id);
    const now = { id, number: shown.dataset.number, title: shown.dataset.title, at: new Date().toISOString() };
    localStorage.setItem(KEY, JSON.stringify([now, ...others].slice(0, 20)));
  } catch {
    // Without storage the list stays as it is.
  }
})();
