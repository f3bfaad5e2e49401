// Puts the service worker onto the phone, and offers a new version when there is one.
import { button, h } from "./dom.js";
import { t } from "./texts.js";

/** Where browsers can; the handheld works without it as long as there is a network. */
export async function install() {
  if (!("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register("/field/sw.js", {
      scope: "/field",
      type: "module",
      updateViaCache: "none",
    });
    const offer = (worker) => {
      if (!worker || !navigator.serviceWorker.controller) return;
      const bar = h(
        "div",
        { class: "notice" },
        h("p", {}, t("有新版本", "There is a new version")),
        button(
          t("更新", "Update"),
          () => {
            worker.postMessage("take over");
            bar.remove();
          },
          { kind: "primary" },
        ),
      );
      document.getElementById("notices").append(bar);
    };
    offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker.addEventListener("statechange", () => {
        if (worker.state === "installed") offer(registration.waiting);
      });
    });
    const first = !navigator.serviceWorker.controller;
    let reloading = first;
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (!reloading) {
        reloading = true;
        location.reload();
      }
    });
  } catch (error) {
    console.warn("no service worker", error.message);
  }
}
