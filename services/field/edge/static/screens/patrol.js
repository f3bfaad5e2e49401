// Patrol: the duty switch, start and finish, check-ins by place or position, what was found (FLD-05, FLD-09).
import { get } from "../api.js";
import { may } from "../account.js";
import { ask, button, field, fill, h, icon, say, tag } from "../dom.js";
import { begin, current, finish, goOffDuty, goOnDuty } from "../duty.js";
import { t, when } from "../texts.js";
import { tools } from "../tools.js";
import { keep, recall } from "../vault.js";
import { checkInForm } from "./check_in.js";
import { comingDuties, plannedToday } from "./log_week.js";
import { leaders, recent, today } from "./patrol_days.js";

/** The places to call at, from the server or as the phone remembers them. */
export async function fetchRoute(who) {
  try {
    return await keep(
      who.id,
      "long:checkpoints",
      (await get("/checkpoints", { pageSize: 200 })).checkpoints ?? [],
    );
  } catch {
    return (await recall(who.id, "long:checkpoints", 30 * 24))?.value ?? [];
  }
}

export async function show(main, app, part = "") {
  const { who } = app;
  if (!may(who, "field.patrol.do")) {
    await leaders(main, who);
    return undefined;
  }
  const points = await fetchRoute(who);
  if (part === "check-in" && current().patrol) {
    checkInForm(main, app, points);
    return undefined;
  }
  await overview();
  return undefined;

  async function overview() {
    const { onDuty, since, place, patrol } = current();
    const seen = new Map(
      (patrol?.checkIns ?? []).filter((each) => each.code).map((each) => [each.code, each]),
    );
    fill(
      main,
      h("h1", {}, t("巡查", "Patrol")),
      tools(who, "visits", "incomers", "rentals", "checklists", "lists", "screening"),
      h(
        "section",
        { class: `card duty ${onDuty ? "on" : ""}` },
        h(
          "p",
          { class: "duty-state" },
          icon(onDuty ? "player-play" : "player-pause"),
          onDuty ? t("在岗", "On duty") : t("离岗", "Off duty"),
          onDuty && since
            ? h(
                "span",
                { class: "small" },
                t(` ${when(since)} 起 ${place ?? ""}`, ` since ${when(since)} ${place ?? ""}`),
              )
            : null,
        ),
        h(
          "p",
          { class: "small" },
          onDuty
            ? patrol
              ? t(
                  "巡查中：本机正在记录位置，仅用于本次巡查，保存 30 天",
                  "On patrol: this phone records its position, for this patrol alone, kept for 30 days",
                )
              : t("在岗但未巡查：不记录位置", "On duty, not on patrol: no position is recorded")
            : t("离岗时不记录任何位置", "Off duty no position is ever recorded"),
        ),
        may(who, "field.log.write") ? plannedToday(who) : null,
        onDuty
          ? button(t("下岗", "Go off duty"), off, { symbol: "logout", kind: "wide" })
          : button(
              t("上岗", "Go on duty"),
              async () => {
                await goOnDuty(who.id);
                app.sync();
                await overview();
              },
              { symbol: "login", kind: "primary big" },
            ),
      ),
      onDuty && !patrol
        ? button(
            t("开始巡查", "Start a patrol"),
            async () => {
              await begin(who.id);
              app.sync();
              await overview();
            },
            { symbol: "route", kind: "primary big" },
          )
        : null,
      patrol
        ? h(
            "section",
            { class: "card" },
            h("h2", {}, t("正在巡查", "On patrol")),
            h(
              "p",
              { class: "small" },
              t(
                `${when(patrol.at)} 开始，已打卡 ${patrol.checkIns.length} 处`,
                `Since ${when(patrol.at)}, ${patrol.checkIns.length} check-ins`,
              ),
            ),
            button(t("打卡 / 发现问题", "Check in / report a finding"), () => app.go("patrol/check-in"), {
              symbol: "map-pin-plus",
              kind: "primary big",
            }),
            patrol.checkIns.length
              ? h(
                  "ul",
                  { class: "plain" },
                  ...patrol.checkIns
                    .toReversed()
                    .map((each) =>
                      h(
                        "li",
                        {},
                        icon("circle-check"),
                        " ",
                        each.name || each.code || t("按位置打卡", "By position"),
                        " ",
                        h("span", { class: "small" }, when(each.at)),
                        each.finding ? h("p", { class: "finding" }, each.finding) : null,
                      ),
                    ),
                )
              : null,
            button(t("结束巡查", "Finish the patrol"), end, { symbol: "flag", kind: "wide" }),
          )
        : null,
      points.length && patrol
        ? h(
            "section",
            { class: "card" },
            h("h2", {}, t("点位", "Places to call at")),
            h(
              "ul",
              { class: "plain" },
              ...points.map((each) =>
                h(
                  "li",
                  {},
                  icon(seen.has(each.code) ? "circle-check" : "circle-dashed"),
                  " ",
                  each.name,
                  " ",
                  seen.has(each.code)
                    ? tag(t("已到", "Done"), "done")
                    : h("span", { class: "small" }, each.code),
                ),
              ),
            ),
          )
        : null,
      await today(),
      await recent(),
      comingDuties(who),
    );
  }

  async function off() {
    if (
      current().patrol &&
      !(await ask(
        t("现在下岗？", "Go off duty now?"),
        t("正在进行的巡查会一并结束。", "The patrol that runs ends with it."),
        t("下岗", "Go off duty"),
        t("返回", "Back"),
      ))
    )
      return;
    await goOffDuty(who.id);
    app.sync();
    await overview();
  }

  async function end() {
    const note = h("textarea", { rows: 3, maxlength: 1000 });
    if (
      !(await ask(
        t("结束本次巡查？", "Finish this patrol?"),
        [field(t("巡查小结（可不填）", "Summary (may be left empty)"), note)],
        t("结束巡查", "Finish"),
        t("继续巡查", "Go on"),
      ))
    )
      return;
    await finish(who.id, note.value.trim());
    app.sync();
    say(t("巡查已结束", "The patrol is finished"));
    await overview();
  }
}
