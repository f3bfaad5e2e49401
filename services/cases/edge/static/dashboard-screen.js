// Turns the pages of the wall screen; stops by the button, and for those who asked for less motion (WCAG 2.2.2).
"use strict";
(() => {
  const REST = 15000; // milliseconds a page stays
  const button = document.querySelector("[data-turn]");
  const label = button.querySelector("span");
  let stopped = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let at = 0;
  let due = 0;

  const pages = () => [...document.querySelectorAll("[data-page]")];
  function show() {
    pages().forEach((each, index) => (each.hidden = index !== at));
    document.dispatchEvent(new CustomEvent("wangge:page"));
  }
  function next() {
    at = (at + 1) % Math.max(pages().length, 1);
    show();
    wait();
  }
  function wait() {
    clearTimeout(due);
    if (!stopped) due = setTimeout(next, REST);
  }
  function said() {
    button.setAttribute("aria-pressed", String(stopped));
    label.textContent = stopped ? button.dataset.play : button.dataset.pause;
    const use = button.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, stopped ? "#player-play" : "#player-pause"));
  }
  button.addEventListener("click", () => {
    stopped = !stopped;
    said();
    wait();
  });
  document.querySelector("[data-next-page]").addEventListener("click", next);
  document.body.addEventListener("htmx:afterSwap", show);
  said();
  show();
  wait();
})();
