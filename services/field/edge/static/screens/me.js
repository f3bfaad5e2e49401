// Me: who I am, the badge to be scanned, phones, language and theme, what the phone keeps, signing out (FLD-11).
import { deviceId, may, signOut } from "../account.js";
import { get, Offline, page, post } from "../api.js";
import { ask, button, choice, empty, facts, fill, h, icon, say, tag } from "../dom.js";
import { counts, MOST_BYTES, waitingBytes } from "../outbox.js";
import { pushCard } from "../push.js";
import { language, size, t, when } from "../texts.js";
import { clear, keep, recall, setMeta } from "../vault.js";
import { comingDuties } from "./log_week.js";

const YEAR = 31536000;

export async function show(main, app) {
  const { who } = app;
  const { account, posts = [] } = who.me;
  const unsent = await counts(who.id);
  const badge = h("section", { class: "card badge" });
  const devices = h("div", {}, h("p", { class: "small" }, t("正在读取…", "Loading…")));
  const storage = h("div");
  fill(
    main,
    h("h1", {}, t("我的", "Me")),
    h(
      "a",
      { class: `card row ${unsent.stuck ? "late" : ""}`, href: "#/unsent" },
      h(
        "span",
        { class: "row-title" },
        icon(unsent.waiting ? "cloud-upload" : "cloud-check"),
        " ",
        unsent.waiting
          ? t(`${unsent.waiting} 项未上传`, `${unsent.waiting} not yet sent`)
          : t("全部已上传", "Everything was sent"),
      ),
      unsent.stuck ? tag(t(`${unsent.stuck} 项需要您处理`, `${unsent.stuck} need you`), "bad") : null,
    ),
    badge,
    h(
      "section",
      { class: "card" },
      h("h2", {}, t("岗位", "Posts")),
      ...(posts.length
        ? posts.map((each) => h("p", {}, each.territoryName, " ", each.title))
        : [h("p", { class: "small" }, t("没有任职", "No post"))]),
    ),
    comingDuties(who),
    h(
      "section",
      { class: "card" },
      h("h2", {}, t("显示", "Appearance")),
      choice(
        t("语言", "Language"),
        "language",
        [
          ["zh", "中文"],
          ["en", "English"],
        ],
        language,
        (value) => remember("wangge_language", value),
      ),
      choice(
        t("主题", "Theme"),
        "theme",
        [
          ["auto", t("随系统", "System")],
          ["light", t("浅色", "Light")],
          ["dark", t("深色", "Dark")],
        ],
        theme(),
        (value) => remember("wangge_theme", value),
      ),
    ),
    pushCard(who),
    h("section", { class: "card" }, h("h2", {}, t("绑定的手机", "Bound phones")), devices),
    h(
      "section",
      { class: "card" },
      h("h2", {}, t("本机存储", "Kept on this phone")),
      storage,
      button(t("清除本机数据", "Clear this phone"), wipe, { symbol: "trash", kind: "wide" }),
    ),
    button(t("退出登录", "Sign out"), leave, { symbol: "logout", kind: "big" }),
    h(
      "p",
      { class: "small" },
      t("版本 ", "Version "),
      document.querySelector("meta[name=wangge-version]")?.content ?? "",
      " · ",
      h("a", { href: "/" }, t("打开电脑版", "Open the console")),
    ),
  );
  await Promise.all([drawBadge(), drawDevices(), drawStorage()]);

  async function drawBadge() {
    if (!may(who, "field.patrol.do")) {
      badge.remove();
      return;
    }
    let shown;
    try {
      const [facts, picture] = await Promise.all([
        get("/badge"),
        page("GET", "/field/badge.svg", "image/svg+xml"),
      ]);
      shown = await keep(who.id, "badge", { ...facts, picture: await picture.text() });
    } catch (error) {
      shown = (await recall(who.id, "badge"))?.value;
      if (!shown) {
        fill(
          badge,
          h("h2", {}, t("工作证", "Badge")),
          h(
            "p",
            { class: "small" },
            error instanceof Offline ? t("联网后显示", "Shown when there is a network") : error.message,
          ),
        );
        return;
      }
    }
    const qr = h("img", {
      class: "qr",
      src: `data:image/svg+xml;base64,${btoa(shown.picture)}`,
      alt: t("工作证二维码", "Code of the badge"),
    });
    fill(
      badge,
      h("h2", {}, t("网格工作证", "Badge")),
      account.photo
        ? h("img", {
            class: "portrait",
            src: `/api/v1/pictures/${account.photo}/data`,
            alt: t("工作照", "Work photo"),
          })
        : null,
      h(
        "p",
        { class: "name" },
        account.name,
        " ",
        shown.valid ? tag(t("有效", "Valid"), "done") : tag(t("无效", "Not valid"), "bad"),
      ),
      facts([
        [t("工号", "Work number"), account.workNumber || t("未登记", "None")],
        [t("岗位", "Post"), (shown.posts ?? [])[0]],
      ]),
      qr,
      h(
        "p",
        { class: "small" },
        t(
          "居民扫码可核验：只显示姓名、岗位和是否有效",
          "Whoever scans it sees name, post and whether it is valid, and no more",
        ),
      ),
    );
  }

  async function drawDevices() {
    try {
      const { devices: found = [] } = await get("/devices");
      const own = await deviceId(who.id);
      const words = {
        DEVICE_STATE_ACTIVE: ["使用中", "In use"],
        DEVICE_STATE_REMOVED: ["等待清除", "To be wiped"],
        DEVICE_STATE_WIPED: ["已清除", "Wiped"],
      };
      fill(
        devices,
        ...found.slice(0, 10).map((each) =>
          h(
            "div",
            { class: "person" },
            h("strong", {}, each.name),
            each.id === own ? tag(t("本机", "This one"), "done") : null,
            " ",
            tag(t(...words[each.state])),
            h("br"),
            h(
              "span",
              { class: "small" },
              t(`最近使用 ${when(each.lastSeenTime)}`, `Last seen ${when(each.lastSeenTime)}`),
            ),
            each.id !== own && each.state === "DEVICE_STATE_ACTIVE"
              ? button(t("移除并清除", "Remove and wipe"), () => lost(each), {
                  kind: "small",
                  symbol: "trash",
                })
              : null,
          ),
        ),
      );
      if (!found.length) fill(devices, h("p", { class: "small" }, t("没有绑定的手机", "No phone is bound")));
    } catch (error) {
      fill(
        devices,
        empty("wifi-off", error instanceof Offline ? t("没有网络", "No network") : error.message),
      );
    }
  }

  async function lost(each) {
    if (
      !(await ask(
        t("移除这台手机？", "Remove this phone?"),
        t(
          `“${each.name}”下次联网时会删除其中保存的全部数据，包括未上传的内容。`,
          `At its next contact "${each.name}" deletes all it keeps, also what was not sent.`,
        ),
        t("移除并清除", "Remove and wipe"),
        t("返回", "Back"),
        "danger",
      ))
    )
      return;
    await post(`/devices/${each.id}:remove`);
    await drawDevices();
  }

  async function drawStorage() {
    const bytes = await waitingBytes(who.id);
    const estimate = (await navigator.storage?.estimate?.()) ?? {};
    fill(
      storage,
      facts([
        [
          t("未上传的照片、语音和视频", "Photos, voice and video not yet sent"),
          t(`${size(bytes)}（上限 ${size(MOST_BYTES)}）`, `${size(bytes)} (of ${size(MOST_BYTES)})`),
        ],
        [t("共占用", "In all"), estimate.usage ? size(estimate.usage) : ""],
      ]),
      h("meter", {
        min: 0,
        max: MOST_BYTES,
        high: MOST_BYTES * 0.8,
        value: bytes,
        "aria-label": t("已用", "Used"),
      }),
      bytes > MOST_BYTES * 0.8
        ? h("p", { class: "problem" }, t("快存满了，请连网上传", "Nearly full; connect and send"))
        : null,
      h(
        "p",
        { class: "small" },
        t(
          "内容加密保存，只有本人登录后可用；任务副本最多保留 24 小时",
          "Kept encrypted for you alone; copies of tasks for 24 hours at most",
        ),
      ),
    );
  }

  async function wipe() {
    const { waiting } = await counts(who.id);
    const warning = waiting
      ? h(
          "p",
          { class: "problem" },
          t(
            `有 ${waiting} 项还没有上传，清除后将永远丢失！`,
            `${waiting} are not yet sent and would be lost for good!`,
          ),
        )
      : t(
          "手机里保存的任务副本、工作证等会删除，服务器上的不受影响。",
          "Copies of tasks, the badge and the like are deleted; nothing on the server is.",
        );
    if (
      !(await ask(
        t("清除本机数据？", "Clear this phone?"),
        [warning],
        t("清除", "Clear"),
        t("返回", "Back"),
        "danger",
      ))
    )
      return;
    await clear(who.id);
    await setMeta("account", undefined);
    location.replace("/field");
  }

  async function leave() {
    const { waiting } = await counts(who.id);
    if (
      waiting &&
      !(await ask(
        t("还有未上传的内容", "Something was not yet sent"),
        t(
          `有 ${waiting} 项未上传，会加密保留在本机，您再次登录后继续上传。`,
          `${waiting} stay on this phone, encrypted, and are sent when you sign in again.`,
        ),
        t("退出登录", "Sign out"),
        t("返回", "Back"),
      ))
    )
      return;
    try {
      await signOut();
      location.replace("/field");
    } catch (error) {
      say(
        error instanceof Offline
          ? t("没有网络，无法退出登录", "No network; you cannot be signed out")
          : error.message,
        "bad",
      );
    }
  }
}

const theme = () =>
  document.cookie
    .split("; ")
    .find((each) => each.startsWith("wangge_theme="))
    ?.slice(13) ?? "auto";

function remember(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  location.reload();
}
