// Dispute screening: what my community or township has to report, the nil report, disputes that were found (CASE-31).
import { get, Offline } from "../api.js";
import { button, choice, empty, facts, field, fill, h, say, tag } from "../dom.js";
import { fetched, staleness } from "../kept.js";
import { add, items } from "../outbox.js";
import { pathOf } from "../places.js";
import { t, when, whole } from "../texts.js";
import { back } from "../tools.js";

const STATES = {
  SCREENING_STATE_DUE: ["未报送", "Due"],
  SCREENING_STATE_IN_PROGRESS: ["排查中", "In progress"],
  SCREENING_STATE_REPORTED: ["已报送", "Reported"],
  SCREENING_STATE_ACCEPTED: ["审核通过", "Accepted"],
  SCREENING_STATE_RETURNED: ["退回重报", "Returned"],
};

/** "2026-W47" as people say it. */
function period(text) {
  const week = /^(\d{4})-W(\d\d)$/.exec(text);
  if (week) return t(`${week[1]} 年第 ${Number(week[2])} 周`, `week ${Number(week[2])} of ${week[1]}`);
  const half = /^(\d{4})-(\d\d)-([AB])$/.exec(text);
  if (!half) return text;
  return half[3] === "A"
    ? t(`${half[1]} 年 ${Number(half[2])} 月上半月`, `first half of ${half[2]}/${half[1]}`)
    : t(`${half[1]} 年 ${Number(half[2])} 月下半月`, `second half of ${half[2]}/${half[1]}`);
}

/** Those without a report, with the disputes recorded in their period. */
const fetchScreenings = (who) =>
  fetched(who, "screenings", async () => {
    const { screenings = [] } = await get("/screenings", { onlyWaiting: true, pageSize: 50 });
    const open = screenings.filter((each) => (each.actions ?? []).includes("report"));
    for (const each of open.slice(0, 10)) each.disputes = await disputes(each);
    return open;
  });

async function disputes(screening) {
  const path = pathOf(screening.territoryCode);
  const day = (moment) => new Date(Date.parse(moment) + 8 * 3600000).toISOString().slice(0, 10);
  const filter = [
    'category:"dispute"',
    `territory_code:"${path}"`,
    `create_time >= ${day(screening.periodStart)}`,
    `create_time <= ${day(screening.periodEnd)}`,
  ].join(" AND ");
  try {
    const { cases = [] } = await get("/cases", { filter, pageSize: 50 });
    return cases.map((each) => ({ id: each.id, title: `${each.number} ${each.title ?? ""}` }));
  } catch (error) {
    if (error instanceof Offline) throw error;
    return [];
  }
}

export async function show(main, app, id = "") {
  const { who } = app;
  let answer;
  try {
    answer = await fetchScreenings(who);
  } catch (error) {
    fill(
      main,
      back("patrol"),
      h("h1", {}, t("矛盾排查报送", "Dispute screening")),
      empty(
        "wifi-off",
        error instanceof Offline
          ? t("没有网络，手机里也没有保存", "No network, and nothing is kept on this phone")
          : error.said,
      ),
    );
    return;
  }
  const waiting = new Set(
    (await items(who.id)).filter((each) => each.kind === "screeningReport").map((each) => each.data.id),
  );
  const one = answer.value.find((each) => each.id === id);
  if (one && !waiting.has(id)) form(main, app, one);
  else list(main, answer, waiting);
}

function list(main, answer, waiting) {
  fill(
    main,
    back("patrol"),
    h("h1", {}, t("矛盾排查报送", "Dispute screening")),
    h(
      "p",
      { class: "small" },
      t("没有发现纠纷也要报送（零报告）", "Report even when no dispute was found (nil report)"),
    ),
    staleness(answer.since),
    ...answer.value.map((each) =>
      h(
        waiting.has(each.id) ? "div" : "a",
        { class: `card row ${each.overdue ? "late" : ""}`, href: waiting.has(each.id) ? undefined : `#/screening/${each.id}` },
        h("span", { class: "row-title" }, `${each.territoryName} ${period(each.period)}`),
        h(
          "span",
          { class: "row-tags" },
          waiting.has(each.id)
            ? tag(t("已填，等待上传", "Filled in, to be sent"), "warm")
            : tag(t(...(STATES[each.state] ?? ["", ""])), "ask"),
          each.overdue ? tag(t("超期", "Late"), "bad") : null,
        ),
        h("span", { class: "small" }, t(`截止 ${when(each.dueTime)}`, `Due ${when(each.dueTime)}`)),
        each.opinion ? h("span", {}, t(`审核意见：${each.opinion}`, `Opinion: ${each.opinion}`)) : null,
      ),
    ),
    answer.value.length
      ? null
      : empty("clipboard-list", t("没有要报送的排查", "Nothing is to be reported now")),
  );
}

function form(main, app, screening) {
  const number = (value = "") =>
    h("input", { type: "text", inputmode: "numeric", maxlength: 6, autocomplete: "off", value: value ? String(value) : "" });
  const places = number(screening.places);
  const found = number(screening.found);
  const settled = number(screening.settled);
  const words = h("textarea", { rows: 4, maxlength: 5000, value: screening.text ?? "" });
  const ticks = (screening.disputes ?? []).map((each) => {
    const tick = h("input", {
      type: "checkbox",
      value: each.id,
      checked: (screening.caseIds ?? []).includes(each.id),
    });
    return { tick, box: h("label", { class: "tick line" }, tick, h("span", {}, each.title)) };
  });
  const more = h(
    "div",
    { hidden: true },
    field(t("发现纠纷件数", "Disputes found"), found),
    field(t("其中已化解件数", "Of these settled"), settled),
    ticks.length
      ? h(
          "fieldset",
          { class: "block" },
          h("legend", {}, t("关联已登记的纠纷案件", "Cases of disputes")),
          ...ticks.map((each) => each.box),
        )
      : null,
    button(t("登记一件发现的纠纷", "Record a dispute"), () => app.go("report/dispute"), {
      symbol: "plus",
      kind: "wide",
    }),
  );
  const result = choice(
    t("本期排查结果", "What was found"),
    "nil",
    [
      ["nil", t("未发现（零报告）", "None (nil report)"), "good"],
      ["found", t("发现矛盾纠纷", "Disputes were found"), "warm"],
    ],
    screening.reportedAt ? (screening.nil ? "nil" : "found") : "",
    (value) => {
      more.hidden = value !== "found";
    },
  );
  more.hidden = result.value !== "found";
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const refuse = (text, control) => {
    problem.textContent = text;
    problem.hidden = false;
    (control ?? problem).scrollIntoView({ block: "center" });
    control?.focus?.();
  };
  const wholeNumber = (input) => (/^\d{1,5}$/.test(input.value.trim()) ? Number(input.value.trim()) : NaN);

  async function send() {
    problem.hidden = true;
    const nil = result.value === "nil";
    if (!result.value) return refuse(t("请选择排查结果", "Choose what was found"), result);
    const looked = wholeNumber(places);
    if (Number.isNaN(looked))
      return refuse(t("请填写排查了多少户（处）", "Say how many places were looked at"), places);
    const counts = nil ? [0, 0] : [wholeNumber(found), settled.value.trim() ? wholeNumber(settled) : 0];
    if (!nil && !(counts[0] > 0))
      return refuse(t("请填写发现几件；没有发现请选零报告", "Say how many; choose nil if none"), found);
    if (Number.isNaN(counts[1]) || counts[1] > counts[0])
      return refuse(t("已化解的不能多于发现的", "No more can be settled than were found"), settled);
    const data = {
      id: screening.id,
      etag: screening.etag,
      nil,
      places: looked,
      found: counts[0],
      settled: counts[1],
      text: words.value.trim(),
      caseIds: nil ? [] : ticks.filter((each) => each.tick.checked).map((each) => each.tick.value),
    };
    await add(app.who.id, "screeningReport", data, {
      title: `${screening.territoryName} ${period(screening.period)}`,
      group: `screening:${screening.id}`,
    });
    app.sync();
    say(
      navigator.onLine
        ? t("已保存，正在上传", "Saved; sending it")
        : t("已保存在手机上，有网络后自动上传", "Saved on this phone; it is sent later"),
    );
    app.go("screening");
    return undefined;
  }

  fill(
    main,
    back("screening"),
    h("h1", {}, t("报送排查情况", "Report the screening")),
    facts([
      [t("单位", "Place"), screening.territoryName],
      [t("期次", "Period"), period(screening.period)],
      [t("截止", "Due"), whole(screening.dueTime)],
      [t("审核意见", "Opinion"), screening.opinion],
    ]),
    h(
      "form",
      { class: "form", on: { submit: (event) => event.preventDefault() } },
      result,
      field(t("排查户（处）数", "Places looked at"), places),
      more,
      field(
        t("排查情况", "In words"),
        words,
        t("写明重点事项和化解措施；当事人不写全名和电话", "Main points and what was done; no full names or phones"),
      ),
      problem,
      button(t("报送", "Send"), send, { kind: "primary big", symbol: "send", type: "submit" }),
    ),
  );
}
