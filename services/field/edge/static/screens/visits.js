// Visits: whom to call at today in the order to walk, how far the day has come, and what came of each visit; recorded
// with or without a network (FLD-06, POP-22 to 25). The plan names doors, not people, and is kept for a day at most.
import { may } from "../account.js";
import { get, Offline, post, Refused } from "../api.js";
import { button, choice, empty, field, fill, h, icon, say, tag } from "../dom.js";
import { staleness } from "../kept.js";
import { add, items } from "../outbox.js";
import { myGrids } from "../places.js";
import { t } from "../texts.js";
import { back } from "../tools.js";
import { keep, recall } from "../vault.js";

const CAUSES = {
  VISIT_CAUSE_REQUESTED: () => [t("居民预约", "Asked for"), "warm"],
  VISIT_CAUSE_CARE: () => [t("关爱走访到期", "Promised visit due"), "warm"],
};
const SLOTS = {
  VISIT_SLOT_MORNING: () => t("上午", "Morning"),
  VISIT_SLOT_AFTERNOON: () => t("下午", "Afternoon"),
  VISIT_SLOT_EVENING: () => t("晚上或周末", "Evening or weekend"),
};
const OUTCOMES = {
  VISIT_OUTCOME_MET: () => [t("已见面", "Met"), "done"],
  VISIT_OUTCOME_REFUSED: () => [t("谢绝", "Refused"), "done"],
  VISIT_OUTCOME_ABSENT: () => [t("无人在家", "Nobody at home"), "warm"],
};
const CHANGES = () => [
  ["moved_in", t("有人搬入", "Somebody moved in")],
  ["moved_out", t("有人搬走", "Somebody moved out")],
  ["birth", t("有新生儿", "A birth")],
  ["death", t("有人去世", "A death")],
  ["phone", t("电话变了", "Phone")],
  ["dwelling", t("房屋情况变了", "The dwelling")],
  ["other", t("其他", "Other")],
];
// What a request is about: the community sums them up by kind, and sets them against what is offered.
const NEEDS = () => [
  ["JOB", t("就业招工", "Jobs and recruiting")],
  ["SCHOOL", t("入学教育", "School")],
  ["INSURANCE", t("社保医保", "Insurance")],
  ["HOUSING", t("住房", "Housing")],
  ["HEALTH", t("卫生健康", "Health")],
  ["LEGAL", t("法律调解", "Legal advice")],
  ["CARE", t("养老助残", "Care")],
  ["CHILDCARE", t("托幼托管", "Childcare")],
  ["ENVIRONMENT", t("环境卫生", "Cleanliness")],
  ["FACILITIES", t("公共设施", "Facilities")],
  ["SAFETY", t("安全", "Safety")],
  ["CULTURE", t("文体活动", "Culture and sport")],
  ["OTHER", t("其他", "Other")],
];
const HEARD = 3;

const door = (stop) =>
  stop.buildingName
    ? [stop.buildingName, stop.unit && t(`${stop.unit} 单元`, `unit ${stop.unit}`), stop.room].filter(Boolean).join(" ")
    : stop.address;

/** {plan, since}: `since` is when the copy was made, 0 for a fresh one. */
async function planOf(who, code) {
  const name = `visits:${code}`;
  try {
    return { plan: await keep(who.id, name, await post("/visitPlans:open", { territoryCode: code })), since: 0 };
  } catch (error) {
    if (error instanceof Refused && error.status < 500) throw error;
    const known = await recall(who.id, name);
    if (!known) throw error instanceof Refused ? error : new Offline();
    return { plan: known.value, since: known.at };
  }
}

/** What was recorded on this phone and waits to be sent, by household. */
const unsent = async (who) =>
  new Map((await items(who.id)).filter((each) => each.kind === "visit").map((each) => [each.data.householdId, each.data]));

export async function show(main, app, grid = "", household = "") {
  const { who } = app;
  const title = h("h1", {}, t("今日走访", "Visits today"));
  const grids = await myGrids(who);
  const code = grids.some((each) => each.code === grid) ? grid : grids[0]?.code;
  if (!code || !may(who, "population.visit.do")) {
    fill(main, back("patrol"), title, empty("map-pin", t("您没有负责的网格", "You hold no post in a grid")));
    return;
  }
  let found;
  try {
    found = await planOf(who, code);
  } catch (error) {
    const words =
      error instanceof Offline
        ? t("没有网络，手机里也没有今天的走访计划", "No network, and no plan of today on this phone")
        : error.said;
    fill(main, back("patrol"), title, empty("wifi-off", words));
    return;
  }
  const stop = (found.plan.stops ?? []).find((each) => each.householdId === household);
  if (stop) await record(main, app, code, stop);
  else await list(main, app, { ...found, code, grids, title });
}

async function list(main, app, { plan, since, code, grids, title }) {
  const waiting = await unsent(app.who);
  const outcomeOf = (stop) => waiting.get(stop.householdId)?.outcome ?? stop.outcome;
  const stops = plan.stops ?? [];
  const fresh = stops.filter(
    (each) => waiting.has(each.householdId) && !each.visitId && outcomeOf(each) !== "VISIT_OUTCOME_ABSENT",
  ).length;
  const done = (plan.done ?? 0) + fresh;
  const target = plan.target ?? 0;
  const select = h(
    "select",
    { on: { change: () => app.go(`visits/${select.value}`) } },
    ...grids.map((each) => h("option", { value: each.code, selected: each.code === code }, each.name)),
  );
  fill(
    main,
    back("patrol"),
    title,
    staleness(since),
    grids.length > 1 ? field(t("网格", "Grid"), select) : null,
    h(
      "section",
      { class: "card", "aria-label": t("走访进度", "Progress") },
      h("p", {}, h("strong", {}, t(`今天 ${done} / ${target} 户`, `${done} of ${target} households today`))),
      h("progress", { max: Math.max(target, 1), value: Math.min(done, target), "aria-label": t("今天的进度", "Today") }),
      h(
        "p",
        { class: "small" },
        t(
          `本周已走访 ${plan.daysThisWeek ?? 0} 天，至少 ${plan.daysTarget ?? 3} 天；全网格 ${plan.households ?? 0} 户`,
          `${plan.daysThisWeek ?? 0} of ${plan.daysTarget ?? 3} days this week; ${plan.households ?? 0} households in all`,
        ),
      ),
      plan.workingDay ? null : h("p", { class: "small" }, t("今天是休息日，没有走访任务", "A day of rest: nothing is asked for")),
    ),
    ...stops.map((stop) => row(stop, code, outcomeOf(stop), waiting.has(stop.householdId))),
    stops.length ? null : empty("circle-check", t("今天没有要走访的住户", "Nobody to visit today")),
  );
}

function row(stop, code, outcome, here) {
  const cause = CAUSES[stop.cause]?.();
  const result = OUTCOMES[outcome]?.();
  const days = stop.daysSinceVerified ?? 0;
  return h(
    "a",
    { class: "card row", href: `#/visits/${code}/${stop.householdId}` },
    h("span", { class: "row-title" }, `${stop.position}. ${door(stop)}`),
    h(
      "span",
      { class: "small" },
      days < 0 ? t("从未核实", "Never verified") : t(`${days} 天前核实`, `Verified ${days} days ago`),
    ),
    h(
      "span",
      { class: "row-tags" },
      result ? tag(...result) : null,
      here ? tag(t("未上传", "Not sent"), "warm") : null,
      cause ? tag(...cause) : null,
      SLOTS[stop.slot] ? tag(SLOTS[stop.slot]()) : null,
    ),
  );
}

/** Who belongs to the household, with a network alone; never kept on the phone. */
function members(id) {
  const box = h("div", { "aria-live": "polite" });
  get(`/households/${id}`)
    .then((found) => {
      const names = (found.members ?? []).map((each) => each.person?.name).filter(Boolean);
      fill(box, names.length ? h("p", {}, icon("users"), " ", t("登记的成员：", "Registered: "), names.join("、")) : null);
    })
    .catch(() => fill(box, h("p", { class: "small" }, t("没有网络，不显示成员", "No network: members are not shown"))));
  return box;
}

/** A line for something that was asked for; what it is about is asked once there is something. */
function request() {
  const kind = h("select", {}, h("option", { value: "UNSPECIFIED" }, t("请选择", "Choose")), ...NEEDS().map(([value, text]) => h("option", { value }, text)));
  const about = h("div", { hidden: true }, field(t("属于哪类", "What it is about"), kind));
  const text = h("input", {
    type: "text",
    maxlength: 500,
    autocomplete: "off",
    on: { input: () => (about.hidden = !text.value.trim()) },
  });
  return { text, kind, about };
}

async function record(main, app, code, stop) {
  const { who } = app;
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const refuse = (text) => {
    problem.textContent = text;
    problem.hidden = false;
    problem.scrollIntoView({ block: "center" });
  };
  const confirmed = h("input", { type: "checkbox", checked: true });
  const changes = CHANGES().map(([value, text]) => {
    const box = h("input", {
      type: "checkbox",
      value,
      on: {
        change: () => {
          // Something cannot be unchanged and changed at once.
          if (box.checked) confirmed.checked = false;
        },
      },
    });
    return { box, label: h("label", { class: "check" }, box, " ", text) };
  });
  confirmed.addEventListener("change", () => {
    if (confirmed.checked) for (const each of changes) each.box.checked = false;
  });
  const spoken = h(
    "section",
    { class: "block" },
    h("label", { class: "check" }, confirmed, " ", h("strong", {}, t("信息无变化", "Nothing has changed"))),
    h("fieldset", {}, h("legend", {}, t("有变化的", "What has changed")), ...changes.map((each) => each.label)),
  );
  const outcome = choice(
    t("走访结果", "Outcome"),
    "visit-outcome",
    Object.entries(OUTCOMES).map(([value, text]) => [value, text()[0]]),
    "VISIT_OUTCOME_MET",
    (value) => {
      spoken.hidden = value !== "VISIT_OUTCOME_MET";
      met.hidden = spoken.hidden;
      refused.hidden = value !== "VISIT_OUTCOME_REFUSED";
    },
  );
  const met = choice(
    t("见到了谁", "Who was met"),
    "visit-met",
    [
      ["head", t("户主", "The head")],
      ["member", t("家人", "A member")],
      ["other", t("其他人", "Somebody else")],
    ],
    "head",
  );
  const refused = h(
    "p",
    { class: "hint", hidden: true },
    t("居民有权谢绝，不影响其办理任何事项；本次计入走访。", "Anybody may refuse, and nothing follows from it; the visit counts."),
  );
  const heard = Array.from({ length: HEARD }, () => request());
  const note = h("textarea", { rows: 2, maxlength: 1000 });
  const slot = h(
    "select",
    {},
    h("option", { value: "" }, t("都可以", "Any time")),
    ...Object.entries(SLOTS).map(([value, text]) => h("option", { value }, text())),
  );

  async function save() {
    problem.hidden = true;
    const spokenTo = outcome.value === "VISIT_OUTCOME_MET";
    const changed = spokenTo ? changes.filter((each) => each.box.checked).map((each) => each.box.value) : [];
    if (spokenTo && !confirmed.checked && !changed.length)
      return refuse(t("请勾选“信息无变化”，或选择有变化的项目", "Tick that nothing has changed, or what has"));
    const said = heard.filter((each) => each.text.value.trim());
    const data = {
      visitId: crypto.randomUUID(),
      householdId: stop.householdId,
      at: Date.now(),
      purpose: stop.cause === "VISIT_CAUSE_OLDEST" ? "VISIT_PURPOSE_COLLECT" : stop.cause.replace("CAUSE", "PURPOSE"),
      outcome: outcome.value,
      met: spokenTo ? met.value : "",
      confirmed: spokenTo && confirmed.checked,
      changed,
      note: note.value.trim(),
      heard: said.map((each) => each.text.value.trim()),
      heardKinds: said.map((each) => `NEED_KIND_${each.kind.value}`),
      nextSlot: slot.value,
    };
    await add(who.id, "visit", data, { title: door(stop).slice(0, 60) });
    app.sync();
    say(t("已保存", "Saved"));
    if (data.heard.length) saved(main, app, code, stop, data);
    else app.go(`visits/${code}`);
    return undefined;
  }

  fill(
    main,
    back(`visits/${code}`),
    h("h1", {}, door(stop)),
    members(stop.householdId),
    h(
      "form",
      { class: "form", on: { submit: (event) => event.preventDefault() } },
      outcome,
      refused,
      met,
      spoken,
      ...heard.flatMap((each, at) => [
        field(
          at ? t(`诉求 ${at + 1}`, `Request ${at + 1}`) : t("听到的诉求", "What was asked for"),
          each.text,
          at ? "" : t("保存后点一下就能上报成案件", "After saving, one tap makes a case of it"),
        ),
        each.about,
      ]),
      field(t("备注", "Note"), note),
      field(t("下次什么时候来合适", "When to come next time"), slot),
      problem,
      button(t("保存", "Save"), save, { kind: "primary big", symbol: "check", type: "submit" }),
    ),
  );
}

/** What was heard becomes a case by one tap. */
function saved(main, app, code, stop, data) {
  fill(
    main,
    back(`visits/${code}`),
    h("h1", {}, door(stop)),
    h("p", { class: "saved" }, icon("circle-check"), " ", t("已保存", "Saved")),
    h("h2", {}, t("听到的诉求，点一下上报成案件", "What was asked for: one tap makes a case")),
    ...data.heard.map((text, at) =>
      h(
        "section",
        { class: "card" },
        h("p", {}, text),
        button(
          t("上报成案件", "Report it"),
          () => {
            sessionStorage.setItem("wangge.field.finding", text);
            app.go(`report/visit/${data.visitId}/${at}`);
          },
          { symbol: "send", kind: "wide" },
        ),
      ),
    ),
    button(t("下一户", "The next household"), () => app.go(`visits/${code}`), { kind: "primary big", symbol: "arrow-right" }),
  );
}
