// Lets the wall move slowly, and stop: by the button, under pointer or keyboard, and for those who asked their
// system for less motion (WCAG 2.2.2).
"use strict";
(() => {
  const SPEED = 28; // pixels a second
  const REST = 4000; // milliseconds at either end
  const button = document.querySelector("[data-motion-switch]");
  const label = button?.querySelector("[data-pause]");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let stopped = calm.matches;
  let last = 0;
  let restUntil = performance.now() + REST;
  let at = 0;

  const show = () => {
    if (!button) return;
    button.hidden = false;
    button.setAttribute("aria-pressed", String(stopped));
    label.textContent = stopped ? label.dataset.play : label.dataset.pause;
    const use = button.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, stopped ? "#player-play" : "#player-pause"));
  };
  button?.addEventListener("click", () => {
    stopped = !stopped;
    show();
  });
  calm.addEventListener("change", () => {
    stopped = calm.matches;
    show();
  });

  function move(now) {
    requestAnimationFrame(move);
    const passed = Math.min(100, now - last);
    last = now;
    const wall = document.querySelector("[data-motion]");
    if (!wall || stopped || document.hidden || wall.matches(":hover, :focus, :focus-within") || now < restUntil) {
      at = wall ? wall.scrollTop : 0;
      return;
    }
    if (Math.abs(wall.scrollTop - at) > 2) at = wall.scrollTop;
    const end = wall.scrollHeight - wall.clientHeight;
    if (end <= 0) return;
    if (at >= end - 1) {
      at = 0;
      restUntil = now + REST;
    } else {
      at = Math.min(end, at + (SPEED * passed) / 1000);
      if (at >= end - 1) restUntil = now + REST;
    }
    wall.scrollTop = at;
  }
  show();
  requestAnimationFrame(move);

  const clock = document.querySelector("[data-clock]");
  if (clock) {
    const digits = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    });
    setInterval(() => (clock.textContent = digits.format(new Date())), 5000);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector("[data-leave]")?.click();
  });
})();
