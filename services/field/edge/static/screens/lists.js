// Checklists of a county's own: filled in for a grid once a period, with or without a network (POP-33).
import { get } from "../api.js";
import { button, empty, field, fill, h, say, tag } from "../dom.js";
import { fetched, staleness } from "../kept.js";
import { add, items } from "../outbox.js";
import { myGrids, pathOf } from "../places.js";
import { t } from "../texts.js";
import { back } from "../tools.js";

const PERIODS = {
  CHECKLIST_PERIOD_ONCE: ["只填一次", "Once"],
  CHECKLIST_PERIOD_WEEK: ["每周", "Every week"],
  CHECKLIST_PERIOD_MONTH: ["每月", "Every month"],
  CHECKLIST_PERIOD_QUARTER: ["每季度", "Every quarter"],
};

/** Those that run where I may fill them in, for grids: others are filled in at the office. */
export const fetchLists = (who) =>
  fetched(who, "lists", async () => {
    const { checklists = [] } = await get("/checklists", { view: "mine", standing: true, pageSize: 100 });
    return checklists.filter((each) => each.standing.level === "CHECKLIST_LEVEL_GRID");
  });

/** What my grids have attained in the period that runs. */
const fetchAttained = (who, id) => fetched(who, `lists/${id}`, () => get(`/checklists/${id}/attainment`));

const covered = (list, grids) => {
  const places = list.placeCodes?.length ? list.placeCodes : [list.territoryCode];
  return grids.filter((grid) => places.some((place) => grid.code.startsWith(pathOf(place))));
};

const waiting = async (who) => (await items(who.id)).filter((each) => each.kind === "checklistFill");

export async function show(main, app, id = "", grid = "") {
  const { who } = app;
  let answer;
  try {
    answer = await fetchLists(who);
  } catch (error) {
    const said = error.said ?? t("没有网络，手机里也没有保存", "No network, and nothing is kept on this phone");
    fill(main, back("patrol"), h("h1", {}, t("自定清单", "Checklists")), empty("wifi-off", said));
    return;
  }
  const one = answer.value.find((each) => each.id === id);
  if (!one) await all(main, app, answer);
  else if (grid) await sheet(main, app, one, grid);
  else await places(main, app, one);
}

async function all(main, app, answer) {
  fill(
    main,
    back("patrol"),
    h("h1", {}, t("自定清单", "Checklists")),
    staleness(answer.since),
    ...answer.value.map((each) =>
      h(
        "a",
        { class: "card row", href: `#/lists/${each.id}` },
        h("span", { class: "row-title" }, each.title),
        h("span", { class: "small" }, each.territoryName ?? ""),
        h("span", { class: "row-tags" }, tag(t(...(PERIODS[each.standing.period] ?? ["", ""])))),
      ),
    ),
    answer.value.length ? null : empty("checks", t("现在没有要填的清单", "There is no checklist to fill in now")),
  );
}

/** My grids with what they have handed in; one that has not leads to its form. */
async function places(main, app, list) {
  const { who } = app;
  const grids = covered(list, await myGrids(who));
  const here = (await waiting(who)).filter((each) => each.data.checklistId === list.id);
  const attained = await fetchAttained(who, list.id).catch(() => null);
  const rows = new Map((attained?.value.rows ?? []).map((each) => [each.code, each]));
  fill(
    main,
    back("lists"),
    h("h1", {}, list.title),
    attained ? staleness(attained.since) : null,
    list.note ? h("p", { class: "small" }, list.note) : null,
    ...grids.map((each) => {
      const row = rows.get(each.code);
      const sent = here.some((item) => item.data.territoryCode === each.code);
      const open = !sent && !row?.resultId;
      const state = sent
        ? tag(t("未上传", "Not sent"), "warm")
        : row?.resultId
          ? tag(row.review === "CONFIRMED" ? t("已确认", "Confirmed") : t("已填报", "Filled in"), "done")
          : row?.returned
            ? tag(t("已退回，请重填", "Returned: fill it in again"), "bad")
            : tag(t("未填报", "Not filled in"));
      const inside = [h("span", { class: "row-title" }, each.name), h("span", { class: "row-tags" }, state)];
      return open
        ? h("a", { class: "card row", href: `#/lists/${list.id}/${each.code}` }, ...inside)
        : h("div", { class: "card row" }, ...inside);
    }),
    grids.length ? null : empty("checks", t("您的网格不填这份清单", "Your grid does not fill it in")),
  );
}

/** An item with its control: {item, box, value()}. */
function question(item, number) {
  const title = `${number}. ${item.text}`;
  const hint = item.guidance ?? "";
  if (item.kind === "ITEM_KIND_TICK") {
    const input = h("input", { type: "checkbox" });
    const box = h(
      "div",
      { class: "block" },
      h("label", { class: "check" }, input, " ", title),
      hint ? h("p", { class: "small" }, hint) : null,
    );
    return { item, box, value: () => (input.checked ? "yes" : "") };
  }
  const numeric = item.kind === "ITEM_KIND_NUMBER";
  const input = numeric
    ? h("input", { type: "text", inputmode: "decimal", maxlength: 12, autocomplete: "off" })
    : h("textarea", { rows: 2, maxlength: 500 });
  const words = numeric
    ? hint
    : `${hint} ${t("不要填写居民姓名、电话和证件号码", "No names, phones or identity numbers of residents")}`.trim();
  return { item, box: h("section", { class: "block" }, field(title, input, words)), value: () => input.value.trim() };
}

async function sheet(main, app, list, code) {
  const { who } = app;
  const grid = covered(list, await myGrids(who)).find((each) => each.code === code);
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const refuse = (text, box) => {
    problem.textContent = text;
    problem.hidden = false;
    box.scrollIntoView({ block: "center" });
    box.querySelector("input,textarea")?.focus();
  };
  const questions = (list.items ?? []).map((item, index) => question(item, index + 1));

  async function save() {
    problem.hidden = true;
    const answers = [];
    for (const each of questions) {
      const value = each.value();
      if (!value && each.item.required)
        return refuse(t(`请填写：${each.item.text}`, `Please answer: ${each.item.text}`), each.box);
      if (value && each.item.kind === "ITEM_KIND_NUMBER" && !/^-?\d{1,11}(\.\d{1,4})?$/.test(value))
        return refuse(t(`请填数字：${each.item.text}`, `Give a number: ${each.item.text}`), each.box);
      if (value) answers.push({ itemId: each.item.id, value });
    }
    const data = { checklistId: list.id, resultId: crypto.randomUUID(), territoryCode: code, at: Date.now(), answers };
    await add(who.id, "checklistFill", data, { title: list.title.slice(0, 60) });
    app.sync();
    say(t("已保存", "Saved"));
    app.go(`lists/${list.id}`);
    return undefined;
  }

  if (!grid) {
    fill(main, back(`lists/${list.id}`), empty("checks", t("您的网格不填这份清单", "Your grid does not fill it in")));
    return;
  }
  fill(
    main,
    back(`lists/${list.id}`),
    h("h1", {}, list.title),
    h("p", { class: "small" }, grid.name),
    h(
      "form",
      { class: "form", on: { submit: (event) => event.preventDefault() } },
      ...questions.map((each) => each.box),
      problem,
      button(t("提交", "Hand in"), save, { kind: "primary big", symbol: "check", type: "submit" }),
    ),
  );
}
