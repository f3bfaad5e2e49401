// Notices: sent by the platform while the app is closed (Web Push), shown by the app itself while it is open (FLD-03).
import { deviceId } from "./account.js";
import { call, get, Offline, Refused } from "./api.js";
import { button, fill, h, say } from "./dom.js";
import { options, words } from "./push_words.js";
import { language, t } from "./texts.js";
import { meta, setMeta } from "./vault.js";

const EVERY = 60000;

const possible = () => "serviceWorker" in navigator && "Notification" in window;
const pushPossible = () => possible() && "PushManager" in window;

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const path = async (who) => `/devices/${await deviceId(who.id)}/push`;

async function subscription() {
  return (await navigator.serviceWorker.ready).pushManager.getSubscription();
}

async function register(who, key, quiet) {
  const ready = await navigator.serviceWorker.ready;
  const asked = { userVisibleOnly: true, applicationServerKey: bytes(key) };
  let made = await ready.pushManager.getSubscription();
  if (made && text(made.options.applicationServerKey ?? new ArrayBuffer(0)) !== key) {
    await made.unsubscribe(); // of another platform, or of this one before it was set up anew
    made = null;
  }
  made ??= await ready.pushManager.subscribe(asked);
  return call("POST", await path(who), {
    endpoint: made.endpoint,
    key: text(made.getKey("p256dh")),
    secret: text(made.getKey("auth")),
    quiet,
    language,
  });
}

/** At each opening: tells the platform that this phone is still in use, with the rights its worker has now. */
export async function renewPush(who) {
  if (!pushPossible() || Notification.permission !== "granted" || !(await meta(`push:${who.id}`))) return;
  try {
    const state = await get(await path(who));
    if (state.enabled) await register(who, state.publicKey, Boolean((await meta(`push:${who.id}`)).quiet));
  } catch (error) {
    console.warn("no notices", error.message);
  }
}

/** Before somebody signs out: whoever uses the phone next must not be told what waits for them. */
export async function dropPush(account) {
  if (!pushPossible() || !(await meta(`push:${account}`))) return;
  await setMeta(`push:${account}`, undefined);
  try {
    await (await subscription())?.unsubscribe();
    await call("DELETE", `/devices/${await deviceId(account)}/push`);
  } catch (error) {
    // The browser gave up its address: the platform learns it with the next notice.
    if (!(error instanceof Offline) && !(error instanceof Refused)) console.warn(error.message);
  }
}

/** While the app is open: what newly waits is shown, where that is allowed and the platform does not send it itself. */
export function watchTasks(who) {
  let known = null;
  const look = async () => {
    if (!navigator.onLine || !possible() || Notification.permission !== "granted") return;
    if (await meta(`push:${who.id}`)) return;
    let cases;
    try {
      cases = (await get("/cases:pending", { pageSize: 50 })).cases ?? [];
    } catch {
      return;
    }
    const ids = new Map(cases.map((each) => [`${each.case.id} ${each.ask ?? ""}`, each.case.number]));
    const fresh = known ? [...ids].filter(([id]) => !known.has(id)) : [];
    known = new Set(ids.keys());
    if (!fresh.length || document.visibilityState === "visible") return;
    const told = { kind: "task", count: fresh.length, number: fresh.length === 1 ? fresh[0][1] : "" };
    const ready = await navigator.serviceWorker.ready;
    await ready.showNotification(words(told).title, options(told));
  };
  const timer = setInterval(look, EVERY);
  look();
  return () => clearInterval(timer);
}

/** The switch on the screen "me": asks for the permission after a tap alone, and says how things stand. */
export function pushCard(who) {
  const card = h(
    "section",
    { class: "card" },
    h("h2", {}, t("任务提醒", "Notices of tasks")),
    h("p", { class: "small" }, t("正在读取…", "Loading…")),
  );
  const show = (...children) => fill(card, h("h2", {}, t("任务提醒", "Notices of tasks")), ...children);
  const small = (...said) => h("p", { class: "small" }, ...said);
  draw();
  return card;

  async function draw() {
    if (!possible()) {
      show(
        small(
          t(
            "这个浏览器不支持提醒。iPhone 请先“添加到主屏幕”，再从主屏幕打开。",
            "This browser cannot show notices. On an iPhone add the app to the home screen and open it there.",
          ),
        ),
      );
      return;
    }
    let state;
    try {
      state = await get(await path(who));
    } catch (error) {
      show(small(error instanceof Offline ? t("联网后显示", "Shown when there is a network") : error.message));
      return;
    }
    if (Notification.permission === "denied") {
      show(
        small(
          t(
            "您已禁止本应用发送通知。如需提醒，请在浏览器的网站设置里改为允许。",
            "Notices of this app are forbidden. To get them, allow them in the browser's settings of this site.",
          ),
        ),
      );
      return;
    }
    if (!state.enabled || !pushPossible()) {
      const why = state.enabled
        ? t("这个浏览器不支持推送，", "This browser takes no notices from outside; ")
        : t("本平台没有开通推送，", "This platform sends none to closed apps; ");
      show(
        small(why, t("打开手机端时显示提醒。", "they are shown while the app is open.")),
        Notification.permission === "granted"
          ? small(t("提醒已开启", "They are on"))
          : button(t("允许提醒", "Allow notices"), allow, { kind: "wide", symbol: "bell" }),
      );
      return;
    }
    const mine = Boolean(state.registered && (await subscription()));
    const quiet = h("input", { type: "checkbox", checked: mine ? Boolean(state.quiet) : true });
    quiet.addEventListener("change", async () => {
      if (mine) await on(state, quiet.checked);
    });
    show(
      small(
        t(
          "有新任务、退回、督办或快超时时提醒。只显示类别、数量和编号，没有内容和姓名。",
          "Tells of new and returned tasks, supervision and limits: what kind, how many and the number, no text and no name.",
        ),
      ),
      h(
        "label",
        { class: "tick" },
        quiet,
        h(
          "span",
          {},
          t("离岗和下班时间只提醒紧急事项", "Off duty and outside working hours urgent matters alone"),
        ),
      ),
      mine
        ? button(t("关闭提醒", "Switch off"), off, { kind: "wide", symbol: "bell-off" })
        : button(t("开启提醒", "Switch on"), () => on(state, quiet.checked), {
            kind: "primary wide",
            symbol: "bell",
          }),
    );
  }

  async function allow() {
    await Notification.requestPermission();
    await draw();
  }

  async function on(state, quiet) {
    try {
      if ((await Notification.requestPermission()) === "granted") {
        await register(who, state.publicKey, quiet);
        await setMeta(`push:${who.id}`, { quiet });
        say(t("提醒已开启", "Notices are on"));
      }
    } catch (error) {
      say(
        error instanceof Refused
          ? error.said
          : t(
              "无法开启：推送服务连接不上",
              "They cannot be switched on: the push service cannot be reached",
            ),
        "bad",
      );
    }
    await draw();
  }

  async function off() {
    await dropPush(who.id);
    say(t("提醒已关闭", "Notices are off"));
    await draw();
  }
}
