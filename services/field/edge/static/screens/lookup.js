// Look-up: the facts of my grid, who serves it and how to reach them, its open cases (FLD-01, FLD-12).
import { get, Offline } from "../api.js";
import { empty, facts, field, fill, h, icon, tag } from "../dom.js";
import { myGrids } from "../places.js";
import { named, STATES, t, when } from "../texts.js";
import { tools } from "../tools.js";
import { keep, recall } from "../vault.js";

const SETTLEMENTS = { SETTLEMENT_URBAN: ["城镇", "Urban"], SETTLEMENT_RURAL: ["农村", "Rural"] };

export async function show(main, app, chosen = "") {
  const { who } = app;
  const grids = await myGrids(who);
  const code = grids.some((each) => each.code === chosen) ? chosen : grids[0]?.code;
  const body = h("div", { "aria-live": "polite" });
  const select = h(
    "select",
    { on: { change: () => app.go(`lookup/${select.value}`) } },
    ...grids.map((each) => h("option", { value: each.code, selected: each.code === code }, each.name)),
  );
  fill(
    main,
    h("h1", {}, t("查询", "Look up")),
    tools(who, "residents", "guides", "team", "buildings"),
    grids.length > 1 ? field(t("网格", "Grid"), select) : null,
    body,
  );
  if (!code) {
    body.append(
      empty("map-pin", t("您没有网格岗位，请在电脑端查询", "You hold no post in a grid; use the console")),
    );
    return undefined;
  }
  let answer;
  let since = 0;
  try {
    const [territory, board, cases, buildings, roster] = await Promise.all([
      get(`/territories/${code}`),
      get(`/territories/${code}/noticeBoard`),
      get("/cases", {
        filter: `grid_code = "${code}" AND open = true`,
        pageSize: 20,
        orderBy: "create_time desc",
      }),
      get("/buildings", { territoryCode: code, pageSize: 200 }).catch(() => ({})),
      get(`/territories/${code}/roster`, { template: "six_staff" }).catch(() => ({})),
    ]);
    answer = await keep(who.id, `lookup:${code}`, {
      territory: { ...territory, boundary: "" },
      board: { ...board, boundary: "" },
      cases: cases.cases ?? [],
      buildings: buildings.buildings ?? [],
      slots: roster.slots ?? [],
    });
  } catch (error) {
    const known = await recall(who.id, `lookup:${code}`);
    if (!known) {
      body.append(
        empty(
          "wifi-off",
          error instanceof Offline
            ? t("没有网络，手机里也没有保存", "No network, and nothing is kept on this phone")
            : error.message,
        ),
      );
      return undefined;
    }
    answer = known.value;
    since = known.at;
  }
  const { territory, board, cases, buildings, slots } = answer;
  const phone = (number) =>
    number
      ? h("a", { class: "call", href: `tel:${number.replace(/[^0-9+]/g, "")}` }, icon("phone"), number)
      : h("span", { class: "small" }, t("未登记电话", "No phone"));
  const held = slots.filter((each) => each.posts?.some((post) => post.holders?.length));
  fill(
    body,
    since
      ? h(
          "p",
          { class: "stale" },
          t(`没有网络：这是 ${when(since)} 的内容`, `No network: this is from ${when(since)}`),
        )
      : "",
    h(
      "section",
      { class: "card" },
      h("h2", {}, territory.name),
      h("p", { class: "small" }, (board.chain ?? []).join(" › ")),
      facts([
        [t("户数", "Households"), territory.households],
        [t("类型", "Settlement"), named(SETTLEMENTS, territory.settlement ?? "")],
        [t("负责人", "In charge"), territory.personInCharge],
        [t("楼栋", "Buildings"), buildings.length ? buildings.map((each) => each.name).join("、") : ""],
        [t("网格编码", "Code"), h("span", { class: "small" }, territory.code)],
      ]),
    ),
    h(
      "section",
      { class: "card" },
      h("h2", {}, t("谁在服务本网格", "Who serves this grid")),
      ...((board.staff ?? []).length
        ? board.staff.map((each) =>
            h(
              "div",
              { class: "person" },
              h("strong", {}, each.workName),
              " ",
              each.postTitle,
              h("br"),
              phone(each.workPhone),
              each.serviceItems?.length ? h("p", { class: "small" }, each.serviceItems.join("、")) : null,
            ),
          )
        : [h("p", { class: "small" }, t("公示栏还没有人员", "Nobody is on the notice board yet"))]),
    ),
    held.length
      ? h(
          "section",
          { class: "card" },
          h("h2", {}, t("队伍", "Teams")),
          ...held.map((slot) =>
            h(
              "div",
              { class: "person" },
              h("strong", {}, slot.title),
              slot.onDuty ? tag(t("在岗", "On duty"), "done") : null,
              ...slot.posts.flatMap((post) =>
                (post.holders ?? []).map((holder) => h("p", {}, holder.name, " ", phone(post.workPhone))),
              ),
            ),
          ),
        )
      : "",
    h(
      "section",
      { class: "card" },
      h("h2", {}, t("网格内未办结案件", "Open cases in this grid")),
      ...(cases.length
        ? cases.map((each) =>
            h(
              "a",
              { class: "row", href: `#/task/${each.id}` },
              h("span", { class: "row-title" }, each.title),
              h("span", { class: "row-tags" }, tag(named(STATES, each.state))),
              h("span", { class: "small" }, when(each.createTime)),
            ),
          )
        : [h("p", { class: "small" }, t("没有未办结的案件", "No open cases"))]),
    ),
  );
  return undefined;
}
