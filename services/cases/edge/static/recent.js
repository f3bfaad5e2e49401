// Remembers the cases that this reader opened here for "my work": newest first, twenty at most, ids alone, since
// the device may be shared and a title may name somebody.
"use strict";
(() => {
  const shown = document.querySelector("[data-recent]");
  if (!shown) return;
  const KEY = shown.dataset.key;
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
    const id = shown.dataset.recent;
    const others = (Array.isArray(kept) ? kept : []).filter((each) => each && each.id !== id);
    localStorage.setItem(KEY, JSON.stringify([{ id }, ...others].slice(0, 20)));
  } catch {
    // Without storage the list stays as it is.
  }
})();
