// The service team of a grid: who does what, a tap to call, and group service asked for as a case (DIR-18, FLD-12).
import { may } from "../account.js";
import { get, Offline, Refused } from "../api.js";
import { button, empty, field, fill, h, icon, say, tag } from "../dom.js";
import { fetched, staleness } from "../kept.js";
import { myGrids } from "../places.js";
import { t } from "../texts.js";
import { back } from "../tools.js";

const TEAMS = [
  ["board", () => t("网格人员", "Grid staff")],
  ["service_team", () => t("服务团队", "Service team")],
  ["six_staff", () => t("六员", "Six staff")],
  ["eight_teams", () => t("八支队伍", "Eight teams")],
];

/** Who serves a grid: [{team, role, name, phone, onDuty}], those of its community too. Work data alone (Sens-9). */
const fetchTeam = (who, code) =>
  fetched(who, `team:${code}`, async () => {
    const board = await get(`/territories/${code}/noticeBoard`);
    const found = (board.staff ?? []).map((each) => ({
      team: "board",
      role: each.postTitle ?? "",
      name: each.workName ?? "",
      phone: each.workPhone ?? "",
      onDuty: false,
    }));
    const seen = new Set();
    for (const place of [code, code.slice(0, 12)])
      for (const [team] of TEAMS.slice(1)) {
        const roster = await get(`/territories/${place}/roster`, { template: team }).catch((error) => {
          // A team that is not set up here is no reason to show nothing.
          if (error instanceof Refused && error.status < 500) return {};
          throw error;
        });
        for (const slot of roster.slots ?? [])
          for (const post of slot.posts ?? [])
            for (const holder of post.holders ?? []) {
              const key = `${slot.code}/${post.id}/${holder.accountId ?? holder.name}`;
              if (seen.has(key)) continue;
              seen.add(key);
              found.push({
                team,
                role: slot.title,
                name: holder.name ?? "",
                phone: post.workPhone ?? "",
                onDuty: post.onDuty ?? false,
              });
            }
      }
    return found;
  });

export async function show(main, app, chosen = "") {
  const { who } = app;
  const grids = await myGrids(who);
  const code = grids.some((each) => each.code === chosen) ? chosen : grids[0]?.code;
  const select = h(
    "select",
    { on: { change: () => app.go(`team/${select.value}`) } },
    ...grids.map((each) => h("option", { value: each.code, selected: each.code === code }, each.name)),
  );
  const body = h("div");
  fill(
    main,
    back("lookup"),
    h("h1", {}, t("服务团队", "Service team")),
    grids.length > 1 ? field(t("网格", "Grid"), select) : null,
    body,
  );
  if (!code) {
    fill(body, empty("users-group", t("您没有网格岗位", "You hold no post in a grid")));
    return;
  }
  let answer;
  try {
    answer = await fetchTeam(who, code);
  } catch (error) {
    fill(
      body,
      empty(
        "wifi-off",
        error instanceof Offline
          ? t("没有网络，手机里也没有保存", "No network, and nothing is kept on this phone")
          : error.said,
      ),
    );
    return;
  }
  const wanted = new Set();
  const asks = may(who, "cases.case.report");
  const line = (each) => {
    const tick = h("input", {
      type: "checkbox",
      "aria-label": t(`选择 ${each.name}（${each.role}）`, `Choose ${each.name} (${each.role})`),
      on: { change: () => (tick.checked ? wanted.add(each) : wanted.delete(each)) },
    });
    return h(
      "div",
      { class: "person member" },
      asks ? h("label", { class: "tick" }, tick) : null,
      h(
        "div",
        {},
        h("strong", {}, each.name),
        " ",
        each.role,
        " ",
        each.onDuty ? tag(t("在岗", "On duty"), "done") : null,
        h("br"),
        each.phone
          ? h(
              "a",
              { class: "call", href: `tel:${each.phone.replace(/[^0-9+]/g, "")}` },
              icon("phone"),
              each.phone,
            )
          : h("span", { class: "small" }, t("未登记工作电话", "No work phone")),
      ),
    );
  };
  const teams = TEAMS.map(([team, title]) => [title(), answer.value.filter((each) => each.team === team)]);
  const what = h("textarea", {
    rows: 3,
    maxlength: 1000,
    placeholder: t("例如：3 号楼老人家中断电，需要供电和家庭医生一起上门", "What is needed, and where"),
  });
  fill(
    body,
    staleness(answer.since),
    ...teams
      .filter(([, members]) => members.length)
      .map(([title, members]) => h("section", { class: "card" }, h("h2", {}, title), ...members.map(line))),
    answer.value.length
      ? null
      : empty("users-group", t("还没有登记服务团队，请告诉社区", "No team is registered; tell your community")),
    answer.value.length && asks
      ? h(
          "section",
          { class: "card" },
          h("h2", {}, t("组团服务", "Group service")),
          h(
            "p",
            { class: "small" },
            t(
              "勾选要请的成员，写明需要什么；会转到上报页，由派遣员组织多个单位一起办理。",
              "Tick whom you need and say what for; it goes on as a report, which is handled jointly.",
            ),
          ),
          field(t("需要什么服务", "What is needed"), what),
          button(t("发起组团服务", "Ask for group service"), call, { kind: "primary big", symbol: "users-group" }),
        )
      : null,
  );

  function call() {
    if (!wanted.size || !what.value.trim()) {
      say(t("请勾选成员并写明需要什么服务", "Tick members and say what is needed"), "bad");
      return;
    }
    const roles = [...new Set([...wanted].map((each) => each.role))].join("、");
    sessionStorage.setItem(
      "wangge.field.finding",
      t(
        `【组团服务】请${roles}共同上门：${what.value.trim()}`,
        `[Group service] ${roles}: ${what.value.trim()}`,
      ),
    );
    app.go("report/team");
  }
}
