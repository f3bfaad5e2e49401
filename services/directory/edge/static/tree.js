// The tree of territories: opens and closes branches, moves by keys, keeps the chosen line marked.
"use strict";
(() => {
  const tree = document.querySelector(".tree");
  if (!tree) return;
  const branchOf = (button) => document.getElementById(button.getAttribute("aria-controls"));

  function turn(button, open) {
    button.setAttribute("aria-expanded", String(open));
    branchOf(button).hidden = !open;
  }
  // htmx fetches the lines at the first click; showing and hiding them is ours.
  tree.addEventListener("click", (event) => {
    const button = event.target.closest("button.tree-turn");
    if (button) turn(button, button.getAttribute("aria-expanded") !== "true");
    const link = event.target.closest(".tree-line a");
    if (link) mark(link.getAttribute("href"));
  });

  function mark(address) {
    for (const each of tree.querySelectorAll(".tree-line a")) {
      if (each.getAttribute("href") === address) each.setAttribute("aria-current", "page");
      else each.removeAttribute("aria-current");
    }
  }
  document.body.addEventListener("htmx:pushedIntoHistory", (event) => mark(event.detail.path));

  const seen = () => [...tree.querySelectorAll(".tree-line > a, .tree-more > a")].filter((each) => each.offsetParent);
  tree.addEventListener("keydown", (event) => {
    const lines = seen();
    const line = event.target.closest("li");
    const link = line?.querySelector("a");
    const at = lines.indexOf(link);
    const button = line?.querySelector(":scope > .tree-line > button.tree-turn");
    const open = button?.getAttribute("aria-expanded") === "true";
    if (event.key === "ArrowDown") lines[at + 1]?.focus();
    else if (event.key === "ArrowUp") lines[at - 1]?.focus();
    else if (event.key === "Home") lines[0]?.focus();
    else if (event.key === "End") lines.at(-1)?.focus();
    else if (event.key === "ArrowRight" && button && !open) button.click();
    else if (event.key === "ArrowRight" && open) lines[at + 1]?.focus();
    else if (event.key === "ArrowLeft" && open) button.click();
    else if (event.key === "ArrowLeft") line?.parentElement.closest("li")?.querySelector("a")?.focus();
    else return;
    event.preventDefault();
  });

  tree.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  scrollTo(0, 0);
})();
