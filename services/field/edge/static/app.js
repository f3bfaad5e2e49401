// Starts the handheld: who is here, which screen, what waits to be sent; keeps sending it.
import { may, removedFromAfar, whoIsHere } from "./account.js";
import { Offline, Refused } from "./api.js";
import { loadKinds } from "./catalogue.js";
import { button, empty, fill, h, icon, say } from "./dom.js";
import { current, load as loadDuty, onDutyChange, stopAll } from "./duty.js";
import { install } from "./install.js";
import { counts, onChange, sync, tidy } from "./outbox.js";
import { myGrids } from "./places.js";
import { renewPush, watchTasks } from "./push.js";
import { t } from "./texts.js";
import { forgetOld } from "./vault.js";
import { comingFrom, dayOf, todayInChina, watchLog } from "./work_log.js";

const TABS = [
  ["report", "plus", () => t("上报", "Report")],
  ["tasks", "list-details", () => t("任务", "Tasks")],
  ["patrol", "route", () => t("巡查", "Patrol")],
  ["log", "writing", () => t("日志", "Log"), "field.log.write"],
  ["lookup", "search", () => t("查询", "Look up")],
  ["me", "user", () => t("我的", "Me")],
];
// Screens without a place in the menu, with the one that they belong to.
const BESIDE = {
  task: "tasks",
  unsent: "me",
  guides: "lookup",
  team: "lookup",
  residents: "lookup",
  buildings: "lookup",
  checklists: "patrol",
  lists: "patrol",
  screening: "patrol",
  visits: "patrol",
  rentals: "patrol",
  worksites: "patrol",
  incomers: "patrol",
};
const SCREENS = new Set([...TABS.map(([name]) => name), ...Object.keys(BESIDE)]);
const main = document.getElementById("main");
const top = document.getElementById("top");
const tabs = document.getElementById("tabs");

const app = {
  who: null,
  go,
  sync: (options) => send(options),
  onOutbox: (listener) => onChange(listener),
  every,
};
let leave = null;
let turn = 0;
let unsent = { waiting: 0, stuck: 0 };
let logWaits = false;
let state = "done";
let retry = null;

/** Goes to a screen; `fresh` draws it anew even if it is the one at hand. */
function go(path, { fresh = false } = {}) {
  const address = `#/${path}`;
  if (location.hash === address && fresh) draw();
  else location.hash = address;
}

// What a button asked for may be refused or find no network: whoever pressed it is told, whichever screen it is on.
addEventListener("unhandledrejection", (event) => {
  const { reason } = event;
  if (!(reason instanceof Offline) && !(reason instanceof Refused)) return;
  event.preventDefault();
  say(reason instanceof Offline ? t("没有网络，请稍后再试", "No network; try again later") : reason.said, "bad");
});

/** Calls `action` again and again while the page is seen; the returned function ends it. */
function every(milliseconds, action) {
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") action();
  }, milliseconds);
  return () => clearInterval(timer);
}

async function draw() {
  const [name, ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  const screen = SCREENS.has(name) ? name : (may(app.who, "cases.case.report") ? "report" : "tasks");
  const mine = (turn += 1);
  leave?.();
  leave = null;
  drawTabs(BESIDE[screen] ?? screen);
  const place = h("div", { class: "screen" });
  fill(main, place);
  try {
    const { show } = await import(`./screens/${screen}.js`);
    const ended = await show(place, app, ...rest);
    if (mine === turn) leave = ended ?? null;
    else ended?.();
  } catch (error) {
    if (mine !== turn) return;
    if (!(error instanceof Offline) && !(error instanceof Refused)) console.error(error);
    const words =
      error instanceof Offline
        ? t("没有网络", "No network")
        : error instanceof Refused
          ? error.said
          : t("出了点问题，请重试", "Something went wrong; try again");
    fill(place, empty("alert-triangle", words, button(t("重试", "Try again"), draw, { kind: "primary" })));
    return;
  }
  if (mine === turn) {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
}

function drawTabs(chosen) {
  tabs.hidden = false;
  tabs.setAttribute("aria-label", t("主菜单", "Main menu"));
  fill(
    tabs,
    ...TABS.filter(([, , , needed]) => !needed || may(app.who, needed)).map(([name, symbol, text]) =>
      h(
        "a",
        { class: "tab", href: `#/${name}`, "aria-current": name === chosen ? "page" : undefined },
        icon(symbol),
        h("span", {}, text()),
        name === "me" && unsent.waiting
          ? h(
              "span",
              { class: `count ${unsent.stuck ? "stuck" : ""}` },
              String(unsent.waiting),
              h("span", { class: "unseen" }, t(" 项未上传", " not yet sent")),
            )
          : null,
        name === "log" && logWaits
          ? h("span", { class: "count" }, "!", h("span", { class: "unseen" }, t("今日未日清", "today is not finished")))
          : null,
      ),
    ),
  );
}

function drawTop() {
  const { onDuty, patrol } = current();
  const duty = may(app.who, "field.patrol.do")
    ? h(
        "a",
        { class: `duty-chip ${onDuty ? "on" : ""}`, href: "#/patrol" },
        icon(onDuty ? "player-play" : "player-pause"),
        patrol ? t("巡查中", "On patrol") : onDuty ? t("在岗", "On duty") : t("离岗", "Off duty"),
      )
    : null;
  fill(
    top,
    h(
      "span",
      { class: "brand" },
      h("img", { src: "/static/mark.svg", alt: "", width: 24, height: 24 }),
      app.who.name,
    ),
    navigator.onLine ? null : h("span", { class: "chip" }, icon("wifi-off"), t("离线", "Offline")),
    unsent.waiting
      ? h(
          "a",
          { class: `chip unsent-chip ${unsent.stuck ? "stuck" : ""}`, href: "#/unsent" },
          icon("cloud-upload"),
          t(`${unsent.waiting} 项未上传`, `${unsent.waiting} not sent`),
        )
      : null,
    duty,
  );
  document.getElementById("session")?.remove();
  if (state !== "signed-out" && state !== "other-account") return;
  const words =
    state === "signed-out"
      ? t(
          "登录已过期。未上传的内容会保留，请重新登录。",
          "Your session is over. What was not sent is kept; sign in again.",
        )
      : t(
          "本机现在登录的是另一个账号，请重新打开。",
          "Another account is signed in now; open the app again.",
        );
  const way =
    state === "signed-out"
      ? h("a", { class: "button primary", href: "/auth/sign-in?next=/field" }, t("登录", "Sign in"))
      : button(t("重新打开", "Open again"), () => location.reload(), { kind: "primary" });
  top.after(h("div", { id: "session", class: "session", role: "alert" }, h("p", {}, words), way));
}

async function refreshCounts() {
  unsent = await counts(app.who.id);
  drawTop();
  redrawTabs();
}

const redrawTabs = () =>
  drawTabs(document.querySelector(".tab[aria-current]")?.getAttribute("href").slice(2) ?? "");

async function send({ now = false, aloud = false, mobile = false } = {}) {
  clearTimeout(retry);
  if (!navigator.onLine && !now) {
    ask();
    await refreshCounts();
    return;
  }
  let answer;
  try {
    answer = await sync(app.who.id, { now, mobile });
  } catch (error) {
    console.error(error);
    return;
  }
  state = answer.state;
  await refreshCounts();
  if (answer.sent && !unsent.waiting) say(t("全部已上传", "Everything was sent"));
  else if (aloud && state === "offline")
    say(t("没有网络，稍后自动上传", "No network; it is sent later"), "bad");
  else if (unsent.stuck && aloud) say(t("有内容需要您处理", "Something needs you"), "bad");
  if (["offline", "later", "busy"].includes(state)) {
    ask();
    retry = setTimeout(() => send(), Math.min(Math.max((answer.next ?? 0) - Date.now(), 3000), 5 * 60000));
  }
}

/** Where browsers can, the worker sends it even if no page is open when the network is back. */
async function ask() {
  try {
    const registration = await navigator.serviceWorker?.ready;
    await registration?.sync?.register("outbox");
  } catch {
    /* the page itself sends it, then */
  }
}

/** Fetches what a day without a network needs; what fails is fetched when its screen is opened. */
async function prepare() {
  const { who } = app;
  const works = [
    loadKinds(who.id),
    myGrids(who),
    import("./screens/tasks.js").then((each) => each.fetchTasks(who)),
  ];
  works.push(import("./screens/guides.js").then((each) => each.fetchGuides(who)));
  if (may(who, "field.patrol.do"))
    works.push(
      import("./screens/patrol.js").then((each) => each.fetchRoute(who)),
      import("./screens/checklists.js").then((each) => each.fetchChecklists(who)),
    );
  if (may(who, "field.checklist.fill"))
    works.push(import("./screens/lists.js").then((each) => each.fetchLists(who)));
  if (may(who, "field.log.write")) works.push(dayOf(who, todayInChina()), comingFrom(who));
  await Promise.allSettled(works);
}

function signedOut(words) {
  tabs.hidden = true;
  fill(
    top,
    h(
      "span",
      { class: "brand" },
      h("img", { src: "/static/mark.svg", alt: "", width: 24, height: 24 }),
      t("网格手机端", "Wangge handheld"),
    ),
  );
  fill(
    main,
    h(
      "div",
      { class: "welcome" },
      h("img", { src: "/static/mark.svg", alt: "", width: 72, height: 72 }),
      h("h1", {}, t("网格手机端", "Wangge handheld")),
      h("p", {}, words),
      h(
        "a",
        { class: "button primary big", href: "/auth/sign-in?next=/field" },
        icon("login"),
        t("登录", "Sign in"),
      ),
    ),
  );
}

async function start() {
  if (!window.isSecureContext || !window.indexedDB || !crypto.subtle) {
    signedOut(
      t(
        "请用 HTTPS 地址打开：不加密的连接不能定位，也不能离线保存。",
        "Open it by HTTPS: without, phones neither locate nor keep anything offline.",
      ),
    );
    return;
  }
  install();
  await forgetOld();
  app.who = await whoIsHere();
  if (!app.who) {
    signedOut(
      navigator.onLine
        ? t(
            "请先登录。登录一次后，没有网络也能使用。",
            "Please sign in. After that it works without a network, too.",
          )
        : t("第一次使用需要联网登录。", "The first time you need a network to sign in."),
    );
    return;
  }
  if (app.who.online && app.who.signedIn) {
    try {
      if (await removedFromAfar(app.who.id)) {
        signedOut(
          t("本机已被移除，保存的数据已全部删除。", "This phone was removed and all it kept is deleted."),
        );
        return;
      }
    } catch (error) {
      if (error instanceof Refused && error.status !== 401) say(error.said, "bad");
    }
  }
  state = app.who.signedIn ? "done" : "signed-out";
  if (may(app.who, "field.patrol.do"))
    await loadDuty(app.who.id, app.who.online && app.who.signedIn).catch(() => {});
  await refreshCounts();
  onDutyChange(drawTop);
  onChange(refreshCounts);
  window.addEventListener("hashchange", draw);
  navigator.serviceWorker?.addEventListener("message", (event) => {
    if (event.data?.show === "tasks") go("tasks", { fresh: true });
  });
  navigator.connection?.addEventListener?.("change", () => send());
  window.addEventListener("online", () => {
    drawTop();
    send({ now: true });
  });
  window.addEventListener("offline", drawTop);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") send();
  });
  window.addEventListener("pagehide", (event) => {
    if (!event.persisted) stopAll();
  });
  navigator.storage?.persist?.();
  await draw();
  watchLog(app, (due) => {
    logWaits = due;
    redrawTabs();
  });
  if (!app.who.signedIn) return;
  watchTasks(app.who);
  await send();
  if (app.who.online) await prepare();
  if (app.who.online) await renewPush(app.who);
  await tidy(app.who.id);
}

start();
