// Parts marked data-live are read again when something changes, but never under the reader's hands: while
// something in them is ticked, open or focused, a button offers the news instead.
"use strict";
(() => {
  const busy = (part) =>
    part.contains(document.activeElement) || part.querySelector("input[type=checkbox]:checked, details[open]");
  const kept = new Map();

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const part = event.detail.elt;
    if (!part.matches?.("[data-live]") || part.dataset.asked) return;
    if (!busy(part)) return;
    event.preventDefault();
    const wait = part.querySelector(".live-wait");
    if (wait) wait.hidden = false;
  });
  document.addEventListener("click", (event) => {
    const now = event.target.closest("[data-live-now]");
    if (!now) return;
    const part = now.closest("[data-live]");
    part.dataset.asked = "1";
    htmx.trigger(part, "wangge:changed");
  });
  // Columns that scroll stay where they are.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    kept.clear();
    for (const each of event.detail.target.querySelectorAll("[data-scroll]"))
      kept.set(each.dataset.scroll, [each.scrollTop, each.scrollLeft]);
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    delete event.detail.target.dataset?.asked;
    for (const each of event.detail.target.querySelectorAll("[data-scroll]"))
      [each.scrollTop, each.scrollLeft] = kept.get(each.dataset.scroll) || [0, 0];
  });
})();
