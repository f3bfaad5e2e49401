// What waits to be sent, and what the server refused: both sides are shown, and its owner decides. Nothing is lost
// silently (FLD-10).
import { get } from "../api.js";
import { ask, button, empty, facts, field, fill, h, icon, say, tag } from "../dom.js";
import { again, discard, fileOf, items, onProgress } from "../outbox.js";
import { CAUSES, named, STATES, t, VERBS, when, whole } from "../texts.js";

const TITLES = {
  report: ["上报", "Report"],
  follow: ["跟进", "Follow"],
  startDuty: ["上岗", "On duty"],
  endDuty: ["下岗", "Off duty"],
  startPatrol: ["开始巡查", "Start of patrol"],
  checkIn: ["打卡", "Check-in"],
  track: ["巡查位置", "Positions of the patrol"],
  finishPatrol: ["结束巡查", "End of patrol"],
  addEntry: ["工作日志", "Log entry"],
  changeEntry: ["修改日志", "Changed log entry"],
  finishDay: ["日清", "Day finished"],
  reopenDay: ["重新打开日志", "Day reopened"],
  planDuty: ["值班计划", "Planned duty"],
  checklistResult: ["专项排查", "Campaign sheet"],
  checklistFill: ["自定清单", "Checklist"],
  visit: ["入户走访", "Visit"],
  rentalCheck: ["出租房屋检查", "Rental check"],
  commitmentCheck: ["工地安全检查", "Worksite check"],
  proposal: ["信息更正申请", "Proposed correction"],
  screeningReport: ["矛盾排查报送", "Screening report"],
  ...VERBS,
};

export async function show(main, app) {
  const { who } = app;
  await draw();
  const ends = [app.onOutbox(draw), onProgress(drawProgress)];
  return () => ends.forEach((end) => end());

  function drawProgress({ item, sent, size: whole }) {
    const bar = main.querySelector(`progress[data-item="${item}"]`);
    if (!bar) return;
    bar.hidden = false;
    bar.max = whole;
    bar.value = sent;
  }

  async function draw() {
    const found = await items(who.id);
    fill(
      main,
      h("a", { class: "back", href: "#/me" }, icon("arrow-left"), t("返回", "Back")),
      h("h1", {}, t("未上传", "Not yet sent")),
      found.length
        ? button(
            t("立即上传", "Send now"),
            async () => {
              await app.sync({ now: true, aloud: true });
            },
            { kind: "primary big", symbol: "cloud-upload" },
          )
        : empty("cloud-check", t("全部已上传", "Everything was sent")),
      h("div", { class: "list" }, ...(await Promise.all(found.map(card)))),
    );
  }

  async function card(item) {
    const { data } = item;
    const own = facts([
      [t("内容", "Words"), data.content ?? data.words ?? data.finding ?? data.note ?? data.text ?? data.object],
      [
        t("结论", "Finding"),
        data.passed === undefined ? "" : data.passed ? t("通过", "Passed") : t("不通过", "Not passed"),
      ],
      [t("处置", "Settled"), data.settle],
      [t("点位", "Place"), data.code],
      [t("时间", "Time"), whole(item.at)],
      [t("文件", "Files"), item.files.length ? t(`${item.files.length} 个`, item.files.length) : ""],
      [t("已成案", "Became case"), item.done.number],
    ]);
    const thumbs = h("div", { class: "photos" });
    const videos = item.files.filter((each) => each.seconds !== undefined);
    for (const each of item.files.slice(0, 4)) {
      if (videos.includes(each)) continue; // not unsealed merely to be shown
      const blob = await fileOf(who.id, each.id);
      if (!blob?.type.startsWith("image/")) continue;
      const address = URL.createObjectURL(blob);
      thumbs.append(
        h("img", { src: address, alt: each.name, on: { load: () => URL.revokeObjectURL(address) } }),
      );
    }
    const box = h(
      "article",
      { class: `card ${item.state === "stuck" ? "stuck" : ""}` },
      h(
        "h2",
        {},
        named(TITLES, item.kind),
        item.title ? h("span", { class: "small" }, ` ${item.title}`) : null,
      ),
      h(
        "p",
        {},
        item.state === "stuck"
          ? tag(t("需要您处理", "Needs you"), "bad")
          : tag(t("未上传", "Not yet sent"), "warm"),
        item.state !== "stuck" && item.tries
          ? h("span", { class: "small" }, t(` 已试 ${item.tries} 次`, ` ${item.tries} tries`))
          : null,
      ),
    );
    if (videos.length)
      box.append(
        h("p", { class: "small" }, icon("video"), " ", t("含视频", "With a video")),
        h("progress", {
          "data-item": item.id,
          hidden: true,
          "aria-label": t("视频已上传", "Video sent"),
        }),
      );
    if (item.wifi && item.state !== "stuck")
      box.append(
        h("p", { class: "small" }, t("等有 Wi-Fi 时上传", "Waits for Wi-Fi")),
        button(
          t("现在用流量上传", "Send it now on this network"),
          () => app.sync({ now: true, aloud: true, mobile: true }),
          { kind: "small", symbol: "cloud-upload" },
        ),
      );
    if (item.state !== "stuck")
      box.append(
        own,
        thumbs,
        button(t("删除", "Delete"), () => drop(item), { kind: "small", symbol: "trash" }),
      );
    else await stuck(box, item, own, thumbs);
    return box;
  }

  /** Both sides: what the phone has, and what the server has now. */
  async function stuck(box, item, own, thumbs) {
    const { data, problem } = item;
    box.append(h("p", { class: "problem" }, problem.said));
    const about = data.caseId ?? item.done.caseId;
    let now = null;
    if (about) {
      try {
        now = await get(`/cases/${about}`);
      } catch {
        /* no network, or no longer to be seen */
      }
    }
    const theirs = now
      ? facts([
          [t("状态", "State"), named(STATES, now.state)],
          [t("办理单位", "With"), now.holderName],
          [t("更新时间", "Changed"), whole(now.updateTime)],
          [t("结果", "Result"), now.result],
        ])
      : h(
          "p",
          { class: "small" },
          about
            ? t("无法取得最新状态", "Its present state could not be fetched")
            : t("服务器没有收到这一项", "The server does not have it"),
        );
    box.append(
      h(
        "div",
        { class: "compare" },
        h("div", {}, h("h3", {}, t("您手机上的", "On your phone")), own, thumbs),
        h("div", {}, h("h3", {}, t("服务器上的", "On the server")), theirs),
      ),
    );
    const verb = VERBS[item.kind] ? item.kind : item.kind === "report" && item.done.caseId ? "settle" : "";
    const possible = !verb || !now || (now.actions ?? []).includes(verb);
    const cause = problem.errors.some((each) => /overrun/.test(each.field))
      ? h("select", {}, ...Object.entries(CAUSES).map(([value, text]) => h("option", { value }, t(...text))))
      : null;
    if (cause) box.append(field(t("超时原因", "Why it is late"), cause));
    const buttons = h("div", { class: "buttons" });
    if (verb && now && !possible)
      box.append(
        h(
          "p",
          { class: "small" },
          t(
            `此件现在是“${named(STATES, now.state)}”，不能再“${named(VERBS, verb)}”。内容仍保留在手机上，您可以抄录后放弃。`,
            `It is "${named(STATES, now.state)}" now and that can no longer be done. What you wrote is kept here until you discard it.`,
          ),
        ),
      );
    else if (verb && now)
      buttons.append(
        button(
          t("在最新状态上重做", "Redo on the new state"),
          async () => {
            await again(who.id, item, { etag: now.etag, ...(cause ? { overrunCause: cause.value } : {}) });
            app.sync({ now: true, aloud: true });
          },
          { kind: "primary", symbol: "refresh" },
        ),
      );
    else
      buttons.append(
        button(
          t("再试一次", "Try again"),
          async () => {
            await again(who.id, item, problem.code.endsWith("request_id_reused") ? {} : null);
            app.sync({ now: true, aloud: true });
          },
          { kind: "primary", symbol: "refresh" },
        ),
      );
    if (now)
      buttons.append(
        h(
          "a",
          { class: "button", href: `#/task/${about}` },
          icon("eye"),
          h("span", {}, t("查看此件", "Look at it")),
        ),
      );
    buttons.append(button(t("放弃", "Discard"), () => drop(item), { symbol: "trash" }));
    box.append(
      buttons,
      h("p", { class: "small" }, t(`${when(problem.at)} 被退回`, `Refused at ${when(problem.at)}`)),
    );
  }

  async function drop(item) {
    const more =
      item.kind === "startPatrol"
        ? t("本次巡查的打卡和位置会一并删除。", "Its check-ins and positions are deleted as well.")
        : "";
    if (
      !(await ask(
        t("放弃这一项？", "Discard this?"),
        [
          t(
            "放弃后无法恢复，内容和照片会从手机上删除。",
            "It cannot be brought back; words and photos are deleted from this phone.",
          ),
          more,
        ].filter(Boolean),
        t("放弃", "Discard"),
        t("保留", "Keep it"),
        "danger",
      ))
    )
      return;
    await discard(who.id, item);
    say(t("已删除", "Deleted"));
  }
}
