// Work log: what the platform knows of the day becomes entries with one tap; more is written; the day is finished.
import { ask, button, choice, empty, field, fill, h, icon, say, tag } from "../dom.js";
import { t, when } from "../texts.js";
import {
  clockOf,
  dayOf,
  enter,
  finishDay,
  later,
  momentOf,
  reopenDay,
  rewrite,
  todayInChina,
} from "../work_log.js";
import { dayName, planForm, weekView } from "./log_week.js";

const KINDS = [
  ["WORK_KIND_VISIT", () => t("走访", "Visit")],
  ["WORK_KIND_SERVICE", () => t("代办服务", "Service")],
  ["WORK_KIND_PATROL", () => t("巡查", "Patrol")],
  ["WORK_KIND_CASE", () => t("案件", "Case")],
  ["WORK_KIND_MEETING", () => t("会议", "Meeting")],
  ["WORK_KIND_OTHER", () => t("其他", "Other")],
];
const SHOWN = 4;
const kindName = (kind) => KINDS.find(([value]) => value === kind)?.[1]() ?? "";
const ACTS = {
  reported: () => t("上报案件", "Reported case"),
  settled: () => t("就地处置案件", "Settled on the spot, case"),
  progressed: () => t("登记进展，案件", "Added progress to case"),
  handled: () => t("办结反馈，案件", "Fed back on case"),
  verified: () => t("现场核查案件", "Verified on site, case"),
};

/** What the platform knows, as the entry will say it. */
function saying(each) {
  if (!each.patrolId) return `${ACTS[each.act]?.() ?? ""} ${each.caseNumber ?? ""}`.trim();
  const until = each.endTime ? `–${clockOf(each.endTime).time}` : "";
  return t(
    `巡查${each.territoryName ?? ""} ${clockOf(each.at).time}${until}，打卡 ${each.checkIns ?? 0} 处，发现问题 ${each.findings ?? 0} 个`,
    `Patrol ${each.territoryName ?? ""} ${clockOf(each.at).time}${until}, ${each.checkIns ?? 0} check-ins, ${each.findings ?? 0} findings`,
  );
}

export async function show(main, app, part = "", more = "") {
  const { who } = app;
  if (part === "week") return weekView(main, app, more);
  if (part === "plan") return planForm(main, app, more);
  const today = todayInChina();
  const day = /^\d{4}-\d\d-\d\d$/.test(part) && part <= today ? part : today;
  let changing = null;
  await draw();
  return app.onOutbox(() => {
    // Nobody loses what they are writing.
    if (!main.querySelector("textarea")?.value) draw();
  });

  async function draw() {
    const found = await dayOf(who, day);
    const open = !found.finished || found.weekClosed;
    fill(
      main,
      h("h1", {}, day === today ? t("今日日志", "Today's log") : t("工作日志", "Work log")),
      h(
        "nav",
        { class: "segments", "aria-label": t("日期", "Day") },
        h("a", { class: "segment", href: `#/log/${later(day, -1)}` }, t("前一天", "Day before")),
        h("a", { class: "segment", href: `#/log/${day}`, "aria-current": "date" }, dayName(day)),
        day < today
          ? h("a", { class: "segment", href: `#/log/${later(day, 1)}` }, t("后一天", "Day after"))
          : h("a", { class: "segment", href: "#/log/week" }, t("本周", "This week")),
      ),
      found.kept
        ? h("p", { class: "stale" }, t(`没有网络：这是 ${when(found.kept)} 的内容`, `No network: as of ${when(found.kept)}`))
        : null,
      stands(found),
      found.missingDays?.length && day === today
        ? h(
            "p",
            { class: "stale" },
            t("最近七天还没有日清：", "Not finished in the last seven days: "),
            ...found.missingDays.map((each) => h("a", { href: `#/log/${each}` }, dayName(each), " ")),
          )
        : null,
      open && found.proposals.length ? proposed(found) : null,
      written(found),
      open ? form(found) : null,
    );
  }

  function stands(found) {
    const planned = (found.planned ?? []).map((each) => `${each.begin}–${each.end}`).join(" ");
    return h(
      "section",
      { class: `card duty ${found.finished ? "on" : ""}` },
      h(
        "p",
        { class: "duty-state" },
        icon(found.finished ? "circle-check" : "writing"),
        " ",
        found.finished ? t("已日清", "Finished") : t("未日清", "Not finished"),
        found.late ? tag(t("补交", "late"), "warm") : null,
        found.unsent ? tag(t("未上传", "Not yet sent"), "warm") : null,
      ),
      planned ? h("p", { class: "small" }, t(`计划在岗 ${planned}`, `Planned duty ${planned}`)) : null,
      found.weekClosed
        ? h(
            "p",
            { class: "small" },
            t("本周已经周结，新写的会标为“补充”", "The week is summed up: what is written now is marked as added"),
          )
        : null,
      found.finished
        ? found.weekClosed
          ? null
          : button(t("重新打开", "Reopen"), reopen, { symbol: "lock-open", kind: "wide" })
        : button(day === today ? t("今日日清", "Finish the day") : t("补交日清", "Finish it, late"), () => end(found), {
            symbol: "checks",
            kind: "primary big",
          }),
    );
  }

  function proposed(found) {
    const take = async (some) => {
      for (const each of some)
        await enter(who, day, { kind: each.kind, text: saying(each), at: Date.parse(each.at), from: each });
      app.sync();
      await draw();
    };
    const line = (each) =>
      h(
        "li",
        {},
        h("span", { class: "small" }, `${clockOf(each.at).time} `),
        saying(each),
        h("br"),
        button(t("记入日志", "Enter it"), () => take([each]), { symbol: "plus", kind: "small" }),
      );
    const all = found.proposals;
    const rest = all.slice(SHOWN);
    return h(
      "section",
      { class: "card" },
      h("h2", {}, t("系统已记录的工作", "What is known already")),
      all.length > 1
        ? button(t(`全部记入（${all.length} 项）`, `Enter all ${all.length}`), () => take(all), {
            symbol: "checks",
            kind: "wide",
          })
        : null,
      h("ul", { class: "plain" }, ...all.slice(0, SHOWN).map(line)),
      rest.length
        ? h(
            "details",
            { class: "more" },
            h("summary", {}, t(`还有 ${rest.length} 项`, `${rest.length} more`)),
            h("ul", { class: "plain" }, ...rest.map(line)),
          )
        : null,
    );
  }

  function written(found) {
    return h(
      "section",
      { class: "card" },
      h("h2", {}, t("当天日志", "Entries")),
      found.entries.length
        ? h(
            "ul",
            { class: "plain" },
            ...found.entries.map((each) =>
              h(
                "li",
                {},
                h("strong", {}, clockOf(each.at).time),
                " ",
                tag(kindName(each.kind)),
                each.addition ? tag(t("补充", "added"), "warm") : null,
                each.withdrawn ? tag(t("已撤回", "taken back")) : null,
                each.unsent ? tag(t("未上传", "Not yet sent"), "warm") : null,
                h(each.withdrawn ? "s" : "span", { class: "content said" }, each.text),
                found.finished || found.weekClosed || each.unsent || !each.etag
                  ? null
                  : button(
                      t("修改", "Change"),
                      async () => {
                        changing = each;
                        await draw();
                        main.querySelector("textarea")?.focus();
                      },
                      { symbol: "edit", kind: "small", "aria-label": t(`修改：${each.text}`, `Change: ${each.text}`) },
                    ),
              ),
            ),
          )
        : empty("writing", t("还没有写", "Nothing yet")),
    );
  }

  function form(found) {
    const old = changing;
    const kind = choice(
      t("类型", "Kind"),
      "kind",
      KINDS.map(([value, text]) => [value, text()]),
      old?.kind ?? "WORK_KIND_VISIT",
    );
    const now = clockOf(Date.now());
    const time = h("input", {
      type: "time",
      required: true,
      value: old ? clockOf(old.at).time : day === now.day ? now.time : "12:00",
    });
    const text = h("textarea", { rows: 3, maxlength: 1000, value: old?.text ?? "" });
    const problem = h("p", { class: "problem", role: "alert", hidden: true });
    const back = h("input", { type: "checkbox", checked: old?.withdrawn ?? false });
    return h(
      "section",
      { class: "block form" },
      h("h2", {}, old ? t("修改这一条", "Change this entry") : t("写一条", "One more entry")),
      kind,
      field(t("时间", "Time"), time),
      field(
        t("做了什么", "What was done"),
        text,
        t(
          "可以用输入法的语音输入。只写工作和需求，不写居民的观点、信仰，不写证件号、电话。",
          "You may dictate by your keyboard. Work and needs only: nobody's opinions or beliefs, no identity or phone numbers.",
        ),
      ),
      old ? h("label", { class: "tick" }, back, t("撤回这一条（原文保留）", "Take it back (its text is kept)")) : null,
      problem,
      h(
        "div",
        { class: "buttons" },
        button(old ? t("保存修改", "Save") : t("记入日志", "Enter it"), save, { kind: "primary", symbol: "check" }),
        old
          ? button(t("不改了", "Leave it"), async () => {
              changing = null;
              await draw();
            })
          : null,
      ),
    );

    async function save() {
      const words = text.value.trim();
      if (!words || !time.value) {
        problem.hidden = false;
        problem.textContent = words ? t("请填写时间", "Give the time") : t("请填写做了什么", "Say what was done");
        (words ? time : text).focus();
        return;
      }
      const said = { kind: kind.value, text: words, at: momentOf(day, time.value), withdrawn: back.checked };
      if (old) await rewrite(who, day, old, said);
      else await enter(who, day, said);
      changing = null;
      text.value = "";
      app.sync();
      say(old ? t("已修改，原文保留", "Changed; its old text is kept") : t("已记入日志", "Entered"));
      await draw();
    }
  }

  async function end(found) {
    if (!found.entries.some((each) => !each.withdrawn)) {
      say(t("先写一条日志，再日清", "Write one entry before you finish the day"), "bad");
      return;
    }
    const left = found.proposals.length;
    if (
      left &&
      !(await ask(
        t("现在日清？", "Finish the day now?"),
        t(`还有 ${left} 项系统已记录的工作没有记入日志。`, `${left} of what is known already are not entered yet.`),
        t("日清", "Finish"),
        t("返回", "Back"),
      ))
    )
      return;
    await finishDay(who, day);
    app.sync();
    say(t("已日清", "The day is finished"));
    await draw();
  }

  async function reopen() {
    await reopenDay(who, day);
    app.sync();
    await draw();
  }
}
