// The service worker: keeps the shell on the phone, never an answer of the API, and sends what waits when the network is
// back although no page is open.
import { syncLast } from "./outbox.js";
import { options, words } from "./push_words.js";

/** Adds the listeners; called once, while the worker's script runs. */
export function serve(version, addresses) {
  const name = `wangge-field-${version}`;

  self.addEventListener("install", (event) => {
    const fresh = addresses.map((each) => new Request(each, { cache: "no-cache", credentials: "omit" }));
    event.waitUntil(caches.open(name).then((cache) => cache.addAll(fresh)));
  });

  self.addEventListener("activate", (event) => {
    const older = (each) => each.startsWith("wangge-field-") && each !== name;
    event.waitUntil(
      caches
        .keys()
        .then((keys) => Promise.all(keys.filter(older).map((each) => caches.delete(each))))
        .then(() => self.clients.claim()),
    );
  });

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname, search } = new URL(request.url);
    if (request.method !== "GET" || origin !== self.location.origin) return;
    if (request.mode === "navigate") {
      if (pathname === "/field" || pathname === "/field/") event.respondWith(kept("/field", request));
    } else if (!search && addresses.includes(pathname)) {
      event.respondWith(kept(pathname, request));
    }
  });

  self.addEventListener("sync", (event) => {
    if (event.tag === "outbox") event.waitUntil(syncLast());
  });

  self.addEventListener("push", (event) => {
    let told = {};
    try {
      told = event.data?.json() ?? {};
    } catch {
      /* whatever it is: something waits */
    }
    event.waitUntil(self.registration.showNotification(words(told).title, options(told)));
  });

  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(opened(event.notification.data?.url ?? "/field#/tasks"));
  });

  self.addEventListener("message", (event) => {
    if (event.data === "take over") self.skipWaiting();
  });

  /** The app, where it is open already, else a window of its own. */
  async function opened(address) {
    const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const app = windows.find((each) => /^\/field\/?$/.test(new URL(each.url).pathname));
    if (!app) return self.clients.openWindow(address);
    app.postMessage({ show: "tasks" });
    return app.focus();
  }

  async function kept(path, request) {
    const found = await (await caches.open(name)).match(path, { ignoreVary: true });
    return found ?? fetch(request);
  }
}
