// The console's own behaviour: dialogs, keys, look-ups, live notices. Every page works without it, only slower.
"use strict";
(() => {
  const dialog = document.getElementById("dialog");
  const body = document.getElementById("dialog-body");
  const notices = document.getElementById("notices");
  const chinese = document.documentElement.lang === "zh-CN";
  const say = (zh, en) => (chinese ? zh : en);
  let opener = null;

  function notice(text, kind) {
    const box = document.createElement("div");
    box.className = "notice " + (kind || "");
    box.setAttribute("role", kind === "bad" ? "alert" : "status");
    box.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", say("关闭", "Close"));
    close.addEventListener("click", () => box.remove());
    box.append(close);
    notices.append(box);
    if (kind !== "bad") setTimeout(() => box.remove(), 8000);
  }
  window.wangge = { notice, say };

  // A link with data-dialog opens its form in the dialog instead of a page of its own.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-dialog]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      opener = link;
      htmx.ajax("GET", link.getAttribute("href") || link.dataset.dialog, { target: "#dialog-body", swap: "innerHTML" });
      return;
    }
    if (event.target.closest("[data-close]") && event.target.closest("dialog")) {
      event.preventDefault();
      event.target.closest("dialog").close();
      return;
    }
    const open = event.target.closest("[data-open]");
    if (open) document.getElementById(open.dataset.open).showModal();
    const row = event.target.closest("tr[data-href]");
    if (row && !event.target.closest("a,button,input,label,select") && !String(getSelection()))
      location.assign(row.dataset.href);
  });
  dialog?.addEventListener("close", () => {
    body.replaceChildren();
    if (!opener) return;
    // The link may be in a menu that has closed, or gone with a part of the page that was renewed.
    const back = opener.checkVisibility() ? opener : opener.closest("details")?.querySelector("summary");
    (back || document.getElementById("main")).focus();
  });
  document.querySelectorAll("dialog").forEach((each) =>
    each.addEventListener("click", (event) => {
      if (event.target === each && !each.querySelector("form.filled")) each.close();
    }),
  );

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== body) return;
    for (const form of body.querySelectorAll("form.filled")) {
      form.setAttribute("hx-post", form.getAttribute("action"));
      form.setAttribute("hx-target", "#dialog-body");
      form.setAttribute("hx-swap", "innerHTML");
      htmx.process(form);
    }
    if (!dialog.open) dialog.showModal();
    (body.querySelector(".is-invalid, [autofocus], input:not([type=hidden]), select, textarea") || body).focus();
  });
  document.body.addEventListener("htmx:responseError", (event) => {
    const part = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    notice((part.querySelector("[role=alert]") || part.body).textContent.trim().slice(0, 300), "bad");
  });
  document.body.addEventListener("htmx:sendError", () =>
    notice(say("无法连接服务器，请检查网络后重试", "The server cannot be reached; check the network and try again"), "bad"),
  );

  // Whoever signs out leaves nothing behind on a device that others use: no draft, no list of what was opened.
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") !== "/auth/sign-out") return;
    document.documentElement.dataset.signingOut = "1";
    for (const storage of [localStorage, sessionStorage])
      for (const key of Object.keys(storage)) if (key.startsWith("wangge.") || key.startsWith("htmx-")) storage.removeItem(key);
  });

  // A form is sent once; commands that cannot be taken back are asked about.
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (form.dataset.confirm && !confirm(form.dataset.confirm)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      if (!form.hasAttribute("data-once")) return;
      if (form.dataset.sent) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      form.dataset.sent = "1";
      setTimeout(() => delete form.dataset.sent, 5000);
    },
    true,
  );
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) delete form.dataset.sent;
  });

  // Keys, where nothing is being typed.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input,textarea,select,[contenteditable]") || document.querySelector("dialog[open]")) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("find")?.focus();
    } else if (event.key === "?") {
      document.getElementById("help")?.showModal();
    } else if (event.key === "n") {
      document.querySelector("[data-next]")?.click();
    }
  });

  // Ids picked from suggestions: <input data-lookup="/address" data-into="field">; the address answers
  // <li data-value="id">title</li> lines for ?q=.
  const waiting = new WeakMap();
  document.addEventListener("input", (event) => {
    const field = event.target.closest?.("[data-lookup]");
    if (!field) return;
    const list = document.getElementById(field.getAttribute("aria-controls"));
    const hidden = field.parentElement.querySelector(`input[type=hidden][name="${field.dataset.into}"]`);
    hidden.value = "";
    clearTimeout(waiting.get(field));
    waiting.set(
      field,
      setTimeout(async () => {
        const address = new URL(field.dataset.lookup, location.origin);
        address.searchParams.set("q", field.value);
        const answer = await fetch(address, { headers: { "HX-Request": "true" } });
        if (!answer.ok) return;
        list.innerHTML = await answer.text();
        list.querySelectorAll("li").forEach((each, index) => {
          each.id = `${list.id}-${index}`;
          each.setAttribute("role", "option");
        });
        list.hidden = !list.children.length;
        field.setAttribute("aria-expanded", String(!list.hidden));
      }, 200),
    );
  });
  function pick(field, option) {
    const list = document.getElementById(field.getAttribute("aria-controls"));
    const hidden = field.parentElement.querySelector(`input[type=hidden][name="${field.dataset.into}"]`);
    field.value = option.dataset.title || option.textContent.trim();
    hidden.value = option.dataset.value;
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  }
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest(".lookup-list li[data-value]");
    if (!option) return;
    event.preventDefault();
    pick(document.querySelector(`[aria-controls="${option.parentElement.id}"]`), option);
  });
  document.addEventListener("focusout", (event) => {
    const field = event.target.closest?.("[data-lookup]");
    if (field) document.getElementById(field.getAttribute("aria-controls")).hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("[data-lookup]");
    if (!field) return;
    const list = document.getElementById(field.getAttribute("aria-controls"));
    const options = [...list.querySelectorAll("li[data-value]")];
    const at = options.findIndex((each) => each.classList.contains("active"));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = options[(at + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length];
      options[at]?.classList.remove("active");
      next?.classList.add("active");
      if (next) field.setAttribute("aria-activedescendant", next.id);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (options.length) pick(field, options[Math.max(at, 0)]);
    } else if (event.key === "Escape") {
      // Left to itself, the browser would empty the field, and what was chosen with it.
      event.preventDefault();
      if (list.hidden) field.closest("dialog")?.close();
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
    }
  });

  // Live: when something changes within sight, lists that ask for it are read again, at most every 3 seconds.
  const stream = document.querySelector("[data-stream]:not([data-stream=''])");
  if (stream && "EventSource" in window) {
    const dot = stream.querySelector(".dot");
    let due = null;
    const source = new EventSource(stream.dataset.stream);
    const changed = () => {
      if (dot) dot.hidden = false;
      if (due) return;
      due = setTimeout(() => {
        due = null;
        document.body.dispatchEvent(new CustomEvent("wangge:changed"));
      }, 3000);
    };
    // Events of a stream bear the name of their message.
    for (const name of ["message", ...(stream.dataset.events || "CaseNotice").split(" ")]) source.addEventListener(name, changed);
    if (dot) stream.addEventListener("click", () => (dot.hidden = true));
    addEventListener("pagehide", () => source.close());
  }

  // One number on the bell: what the services count, together.
  const news = document.querySelector(".bell-news");
  news?.addEventListener("htmx:afterSettle", () => {
    const counts = [...news.querySelectorAll(".bell-new")].map((each) => each.firstChild.textContent.trim());
    const sum = counts.reduce((all, each) => all + (parseInt(each, 10) || 0), 0);
    const shown = news.parentElement.querySelector(".bell-sum");
    shown.hidden = !sum;
    shown.textContent = sum > 99 || counts.some((each) => each.endsWith("+")) ? "99+" : sum;
  });

  // What the open bell has shown is seen: told once for each reading of a service's list.
  for (const part of document.querySelectorAll("[data-seen]:not([data-seen=''])")) {
    const pop = part.closest("[popover]");
    const seen = async () => {
      const list = part.querySelector("[data-shown]");
      if (!list || !pop.matches(":popover-open")) return;
      const until = list.dataset.shown;
      list.removeAttribute("data-shown");
      await window.htmx.ajax("POST", part.dataset.seen, { source: part, swap: "none", values: { until } });
      document.body.dispatchEvent(new CustomEvent("wangge:seen"));
    };
    pop.addEventListener("toggle", seen);
    pop.addEventListener("htmx:afterSettle", seen);
  }

  // Sections of the menu stay as this reader left them; the one with this page is open in any case.
  for (const part of document.querySelectorAll(".side details[data-part]")) {
    const key = "menu:" + part.dataset.part, kept = localStorage.getItem(key);
    if (kept !== null && !part.querySelector("[aria-current=page]")) part.open = kept === "1";
    part.querySelector("summary").addEventListener("click", () => localStorage.setItem(key, part.open ? "0" : "1"));
  }

  // The menu is longer than the window: where the reader is has to be seen. The page itself does not move.
  const here = document.querySelector(".side [aria-current=page]");
  if (here) {
    const side = here.closest(".side");
    if (here.offsetTop + here.offsetHeight > side.clientHeight) side.scrollTop = here.offsetTop - side.clientHeight / 2;
  }

  for (const box of document.querySelectorAll("[data-all]"))
    box.addEventListener("change", () => {
      for (const each of document.querySelectorAll(box.dataset.all)) each.checked = box.checked;
      document.dispatchEvent(new CustomEvent("wangge:chosen"));
    });
})();
