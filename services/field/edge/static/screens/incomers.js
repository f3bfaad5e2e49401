// Incoming residents of my grid: who is signed in, seen or not at a visit, signed out (FLD-08, POP-13). Read and written
// with a network; nobody's particulars are kept on the phone.
import { get, Offline, post } from "../api.js";
import { ask, button, empty, facts, fill, h, say, tag } from "../dom.js";
import { myGrids } from "../places.js";
import { t } from "../texts.js";
import { back } from "../tools.js";

const STATES = {
  CARD_STATE_REGISTERED: () => [t("已登记", "Registered"), "warm"],
  CARD_STATE_CARDED: () => [t("已发证", "Card issued"), "done"],
  CARD_STATE_TO_VERIFY: () => [t("待核实", "To verify"), "bad"],
  CARD_STATE_LEFT: () => [t("已离开", "Left"), ""],
};

export async function show(main, app, id = "") {
  const title = h("h1", {}, t("流动人口登记", "Incoming residents"));
  try {
    if (id) await one(main, app, id);
    else await list(main, app, title);
  } catch (error) {
    if (!(error instanceof Offline)) throw error;
    fill(main, back("patrol"), title, empty("wifi-off", t("没有网络，登记信息要联网查看", "A network is needed here")));
  }
}

async function list(main, app, title) {
  const found = [];
  for (const grid of (await myGrids(app.who)).slice(0, 10))
    found.push(...((await get("/incomerCards", { territoryCode: grid.code, pageSize: 100 })).cards ?? []));
  fill(
    main,
    back("patrol"),
    title,
    h("a", { class: "button wide", href: "/population/incomers/new" }, t("居住登记（打开网页）", "Sign somebody in (page)")),
    ...found.map((each) =>
      h(
        "a",
        { class: "card row", href: `#/incomers/${each.id}` },
        h("span", { class: "row-title" }, each.personName),
        h("span", { class: "small" }, each.address),
        h("span", { class: "row-tags" }, tag(...STATES[each.state]())),
      ),
    ),
    found.length ? null : empty("id", t("这里没有流动人口登记", "Nobody is signed in here")),
  );
}

async function one(main, app, id) {
  const card = await get(`/incomerCards/${id}`);
  const step = (name, more = {}) => async () => {
    await post(`/incomerCards/${id}:${name}`, { etag: card.etag, requestId: crypto.randomUUID(), ...more });
    say(t("已记录", "Recorded"));
    app.go(`incomers/${id}`, { fresh: true });
  };
  const seen = ["CARD_STATE_CARDED", "CARD_STATE_TO_VERIFY"].includes(card.state);
  fill(
    main,
    back("incomers"),
    h("h1", {}, card.personName),
    facts([
      [t("状态", "State"), STATES[card.state]()[0]],
      [t("住址", "Address"), card.address],
      [t("证号", "Number"), card.number],
      [t("到达", "Arrived"), card.arrivedOn],
      [t("有效期至", "Valid until"), card.validUntil],
    ]),
    seen ? button(t("见到了", "Found"), step("noteVisit", { found: "found" }), { kind: "primary big", symbol: "check" }) : null,
    seen ? button(t("未见到", "Not found"), step("noteVisit", { found: "missed" }), { kind: "big" }) : null,
    card.state === "CARD_STATE_REGISTERED"
      ? button(t("发居住登记卡", "Issue the card"), step("issue"), { kind: "primary big", symbol: "id" })
      : null,
    card.state === "CARD_STATE_LEFT"
      ? null
      : button(
          t("离开注销", "Sign out"),
          async () => {
            const sure = await ask(
              t("离开注销", "Sign out"),
              t("居住记录同时结束，居住登记卡失效。", "The residence ends, and the card is no longer valid."),
              t("确定注销", "Sign out"),
              t("取消", "Cancel"),
              "danger",
            );
            if (sure) await step("signOut")();
          },
          { kind: "big", symbol: "logout" },
        ),
  );
}
