// Buildings of my grids and their plans, coloured by what a campaign has visited and never by people (FLD-12, POP-28).
import { get, Offline } from "../api.js";
import { empty, field, fill, h, icon } from "../dom.js";
import { fetched, staleness } from "../kept.js";
import { items } from "../outbox.js";
import { planOf } from "../plan.js";
import { myGrids } from "../places.js";
import { t } from "../texts.js";
import { back } from "../tools.js";
import { fetchChecklists } from "./checklists.js";

/** Buildings of a grid. */
export const fetchBuildings = (who, code) =>
  fetched(who, `buildings:${code}`, async () => {
    const found = [];
    let pageToken = "";
    do {
      const answer = await get("/buildings", { territoryCode: code, pageSize: 500, pageToken });
      found.push(...(answer.buildings ?? []));
      pageToken = answer.nextPageToken ?? "";
    } while (pageToken && found.length < 3000);
    return found;
  });

export async function show(main, app, chosen = "", id = "", campaign = "") {
  const { who } = app;
  const grids = await myGrids(who);
  const code = grids.some((each) => each.code === chosen) ? chosen : grids[0]?.code;
  if (!code) {
    fill(
      main,
      back("lookup"),
      h("h1", {}, t("楼栋平面图", "Building plans")),
      empty("building", t("您没有网格岗位", "You hold no post in a grid")),
    );
    return;
  }
  let answer;
  try {
    answer = await fetchBuildings(who, code);
  } catch (error) {
    fill(
      main,
      back("lookup"),
      h("h1", {}, t("楼栋平面图", "Building plans")),
      empty(
        "wifi-off",
        error instanceof Offline
          ? t("没有网络，手机里也没有保存", "No network, and nothing is kept on this phone")
          : error.said,
      ),
    );
    return;
  }
  const one = answer.value.find((each) => each.id === id);
  if (one) await plan(main, app, code, one, campaign, answer.since);
  else list(main, app, grids, code, answer);
}

function list(main, app, grids, code, answer) {
  const select = h(
    "select",
    { on: { change: () => app.go(`buildings/${select.value}`) } },
    ...grids.map((each) => h("option", { value: each.code, selected: each.code === code }, each.name)),
  );
  fill(
    main,
    back("lookup"),
    h("h1", {}, t("楼栋平面图", "Building plans")),
    staleness(answer.since),
    grids.length > 1 ? field(t("网格", "Grid"), select) : null,
    ...answer.value.map((each) =>
      h(
        "a",
        { class: "card row", href: `#/buildings/${code}/${each.id}` },
        h("span", { class: "row-title" }, each.name),
        h(
          "span",
          { class: "small" },
          each.storeys
            ? t(
                `${each.units || 1} 个单元，${each.storeys} 层`,
                `${each.units || 1} units, ${each.storeys} storeys`,
              )
            : t("未登记楼层", "Storeys are not registered"),
          each.households ? t(`，${each.households} 户`, `, ${each.households} households`) : "",
        ),
      ),
    ),
    answer.value.length
      ? null
      : empty("building", t("本网格还没有登记楼栋", "No building of this grid is registered")),
  );
}

/** By room: "seen", or "alarm" where something is still to be done; what waits on this phone counts. */
async function visits(who, checklist, building) {
  const found = new Map();
  try {
    let pageToken = "";
    do {
      const answer = await get(`/checklists/${checklist}/results`, {
        buildingId: building,
        pageSize: 500,
        pageToken,
      });
      for (const each of answer.results ?? [])
        if (!found.has(each.room))
          found.set(each.room, (each.alarms ?? 0) > (each.cases ?? 0) ? "alarm" : "seen");
      pageToken = answer.nextPageToken ?? "";
    } while (pageToken);
  } catch {
    /* without a network what waits here is all that is known */
  }
  for (const each of await items(who.id))
    if (
      each.kind === "checklistResult" &&
      each.data.checklistId === checklist &&
      each.data.buildingId === building
    )
      found.set(each.data.room, each.data.alarms ? "alarm" : "seen");
  return found;
}

async function plan(main, app, code, building, campaign, since) {
  const { who } = app;
  const made = planOf(building);
  const known = await fetchChecklists(who).catch(() => ({ value: [] }));
  const chosen = known.value.find((each) => each.id === campaign);
  const seen = chosen ? await visits(who, chosen.id, building.id) : new Map();
  const select = h(
    "select",
    { on: { change: () => app.go(`buildings/${code}/${building.id}/${select.value}`) } },
    h("option", { value: "" }, t("不显示", "None")),
    ...known.value.map((each) =>
      h("option", { value: each.id, selected: each.id === chosen?.id }, each.title),
    ),
  );
  const cell = (room) => {
    const name = room.split("-")[1] ?? room;
    if (!chosen) return h("td", {}, name);
    const visit = seen.get(room);
    const words = visit
      ? visit === "seen"
        ? t("已走访", "visited")
        : t("待处理", "to do")
      : t("未走访", "not yet");
    return h(
      "td",
      { class: visit ?? "" },
      h(
        "a",
        {
          href: `#/checklists/${chosen.id}/${code}/${building.id}/${encodeURIComponent(room)}`,
          "aria-label": `${name} ${words}`,
        },
        name,
        h("small", {}, visit === "seen" ? "✓ " : visit === "alarm" ? "! " : "", words),
      ),
    );
  };
  fill(
    main,
    back(`buildings/${code}`),
    h("h1", {}, building.name),
    staleness(since),
    known.value.length
      ? field(
          t("走访情况", "Visits of"),
          select,
          t("选一项专项排查后，点房号就可以填报", "Choose a campaign, then tap a room to fill in its sheet"),
        )
      : null,
    made.known
      ? null
      : h(
          "p",
          { class: "small" },
          icon("info-circle"),
          " ",
          t(
            "没有登记楼层和单元，只按户数排列；请告诉社区补填。",
            "Storeys and units are not registered; tell your community.",
          ),
        ),
    made.storeys.length
      ? h(
          "div",
          { class: "plan", tabindex: "0", role: "region", "aria-label": t("平面图", "Plan") },
          h(
            "table",
            {},
            made.known
              ? h(
                  "thead",
                  {},
                  h(
                    "tr",
                    {},
                    h("td"),
                    ...made.storeys[0].rooms.flatMap((unit, index) => [
                      index ? h("td", { class: "gap" }) : null,
                      h("th", { scope: "colgroup", colspan: unit.length }, t(`${index + 1} 单元`, `Unit ${index + 1}`)),
                    ]),
                  ),
                )
              : null,
            h(
              "tbody",
              {},
              ...made.storeys.map((storey) =>
                h(
                  "tr",
                  {},
                  made.known ? h("th", { scope: "row" }, t(`${storey.number} 层`, `${storey.number}`)) : null,
                  ...storey.rooms.flatMap((unit, index) => [
                    index ? h("td", { class: "gap" }) : null,
                    ...unit.map(cell),
                  ]),
                ),
              ),
            ),
          ),
        )
      : empty("building", t("没有可以画的资料，请告诉社区补填", "There is nothing to draw; tell your community")),
    h(
      "p",
      { class: "small" },
      t("颜色只表示走访情况，不表示住户的任何情况", "Colours tell visits alone, nothing about people"),
    ),
  );
}
