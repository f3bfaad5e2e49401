// One's own week: which days are finished, and the hours that are planned (错时, FLD-09).
import { button, empty, fill, h, icon, say, tag } from "../dom.js";
import { language, t, when } from "../texts.js";
import { comingFrom, dayOf, later, planDuty, todayInChina, weekFrom, weekOf } from "../work_log.js";

const DAY = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
  timeZone: "UTC",
  month: "numeric",
  day: "numeric",
  weekday: "short",
});
const SPANS = 2;

/** "11/23周一". */
export const dayName = (day) => DAY.format(new Date(`${day}T00:00:00Z`));

const chosen = (week) => (/^\d{4}-W\d\d$/.test(week) ? week : weekOf(todayInChina()));
const hoursOf = (plan, day) => (plan?.duties ?? []).filter((each) => each.day === day);

/** A week, day by day. */
export async function weekView(main, app, part) {
  const week = chosen(part);
  const today = todayInChina();
  const { value, at } = await weekFrom(app.who, week);
  const first = value?.days?.[0]?.day;
  fill(
    main,
    h("a", { class: "back", href: "#/log" }, icon("arrow-left"), t("返回今天", "Back to today")),
    h("h1", {}, t("我的一周", "My week")),
    at ? h("p", { class: "stale" }, t(`没有网络：这是 ${when(at)} 的内容`, `No network: as of ${when(at)}`)) : null,
    value
      ? h(
          "section",
          { class: "card" },
          value.closed
            ? h("p", { class: "small" }, t("社区已经周结", "The community has summed up the week"))
            : null,
          h("div", { class: "week" }, ...value.days.map((each) => line(each, value.plan, today))),
          h(
            "div",
            { class: "buttons" },
            h("a", { class: "button small", href: `#/log/week/${weekOf(later(first, -7))}` }, t("上一周", "Week before")),
            h("a", { class: "button small", href: `#/log/week/${weekOf(later(first, 7))}` }, t("下一周", "Week after")),
            h("a", { class: "button small", href: `#/log/plan/${week}` }, icon("calendar-time"), t("填写值班时间", "Plan my hours")),
          ),
        )
      : empty("wifi-off", t("没有网络，本机也没有保存这一周", "No network, and this week is not kept here")),
  );
  return undefined;
}

function line(each, plan, today) {
  const finished = each.state === "WORK_DAY_STATE_FINISHED";
  const hours = hoursOf(plan, each.day)
    .map((one) => `${one.begin}–${one.end}`)
    .join(" ");
  const facts = [
    h("span", { class: "row-title" }, dayName(each.day)),
    h(
      "span",
      { class: "row-tags" },
      finished
        ? tag(t("已日清", "Finished"), "done")
        : each.due && each.day <= today
          ? tag(t("未日清", "Not finished"), each.day < today ? "bad" : "warm")
          : each.due
            ? null
            : tag(t("不要求", "Not expected")),
      each.late ? tag(t("补交", "late"), "warm") : null,
      hours ? tag(hours, "ask") : null,
    ),
    h("span", { class: "small" }, t(`日志 ${each.entries ?? 0} 条`, `${each.entries ?? 0} entries`)),
  ];
  return each.day <= today
    ? h("a", { class: "row", href: `#/log/${each.day}` }, ...facts)
    : h("div", { class: "row" }, ...facts);
}

/** The hours of a week, up to two spans a day. */
export async function planForm(main, app, part) {
  const week = chosen(part);
  const { value } = await weekFrom(app.who, week);
  if (!value) {
    fill(
      main,
      h("h1", {}, t("值班时间", "Planned duty")),
      empty("wifi-off", t("没有网络，联网后再填写", "No network; plan it when there is one")),
    );
    return undefined;
  }
  const rows = value.days.map(({ day }) => {
    const known = hoursOf(value.plan, day);
    return {
      day,
      spans: Array.from({ length: Math.max(SPANS, known.length) }, (_, number) =>
        ["begin", "end"].map((end) =>
          h("input", {
            type: "time",
            value: known[number]?.[end]?.replace("24:00", "00:00") ?? "",
            "aria-label": `${dayName(day)} ${end === "begin" ? t("开始", "begins") : t("结束", "ends")} ${number + 1}`,
          }),
        ),
      ),
    };
  });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  fill(
    main,
    h("a", { class: "back", href: `#/log/week/${week}` }, icon("arrow-left"), t("返回", "Back")),
    h("h1", {}, t("值班时间", "Planned duty")),
    h(
      "p",
      { class: "small" },
      t(
        "不值班的日子留空。只在有班的日子要求日清。半夜 12 点结束填 00:00。",
        "Leave days off empty; logs are expected on planned days alone. An end at midnight is 00:00.",
      ),
    ),
    ...rows.map(({ day, spans }) =>
      h(
        "fieldset",
        { class: "block spans" },
        h("legend", {}, dayName(day)),
        ...spans.map(([begin, end]) => h("div", { class: "span" }, begin, "–", end)),
      ),
    ),
    problem,
    button(t("保存", "Save"), save, { kind: "primary big", symbol: "check" }),
  );
  return undefined;

  async function save() {
    const duties = [];
    for (const { day, spans } of rows)
      for (const [begin, end] of spans) {
        if (!begin.value && !end.value) continue;
        const until = end.value === "00:00" ? "24:00" : end.value;
        if (!begin.value || !until || until <= begin.value) {
          problem.hidden = false;
          problem.textContent = t(
            `${dayName(day)}：请填写开始和结束，结束要晚于开始`,
            `${dayName(day)}: give both, the end after the beginning`,
          );
          (begin.value ? end : begin).focus();
          return;
        }
        duties.push({ day, begin: begin.value, end: until });
      }
    await planDuty(app.who, week, duties, value.plan?.etag ?? "0");
    app.sync();
    say(t("值班时间已保存", "Planned duty is saved"));
    app.go(`log/week/${week}`);
  }
}

/** Shows what `made` resolves to once it is there; nothing when it fails or there is nothing. */
function shown(made) {
  const box = h("div");
  made.then((each) => each && fill(box, each)).catch(() => {});
  return box;
}

/** Today's planned hours, for the duty switch. */
export const plannedToday = (who) => shown(hoursToday(who));

/** Meetings and other duties to come in one's organisations. */
export const comingDuties = (who) => shown(duties(who));

async function hoursToday(who) {
  const { planned = [] } = await dayOf(who, todayInChina());
  const hours = planned.map((each) => `${each.begin}–${each.end}`).join(" ");
  if (!hours) return null;
  return h(
    "p",
    { class: "small" },
    icon("calendar-time"),
    " ",
    t(`今天计划在岗 ${hours}`, `Planned for today: ${hours}`),
  );
}

async function duties(who) {
  const { duties: found = [] } = (await comingFrom(who)).value ?? {};
  if (!found.length) return null;
  return h(
    "section",
    { class: "card" },
    h("h2", {}, t("近期会议和活动", "Meetings and duties to come")),
    h(
      "ul",
      { class: "plain" },
      ...found.map(({ duty, organisationName }) =>
        h(
          "li",
          {},
          h("strong", {}, dayName(duty.nextDue)),
          " ",
          duty.title,
          " ",
          duty.overdue ? tag(t("已过期", "Overdue"), "bad") : null,
          h("br"),
          h("span", { class: "small" }, organisationName),
        ),
      ),
    ),
  );
}
