// What was patrolled: today, lately, and by the grids of a territory (FLD-05).
import { may } from "../account.js";
import { get, Offline } from "../api.js";
import { empty, fill, h, icon, tag } from "../dom.js";
import { t, when } from "../texts.js";
import { tools } from "../tools.js";

/** Whether the grids of mine were patrolled today; nothing without a network. */
export async function today() {
  try {
    const day = await get("/patrols:day");
    const done = (day.patrolled ?? 0) >= (day.grids ?? 0);
    return h(
      "section",
      { class: "card" },
      h("h2", {}, t("今日巡查", "Today")),
      day.grids
        ? h(
            "p",
            {},
            icon(done ? "circle-check-filled" : "alert-circle"),
            " ",
            day.grids === 1
              ? done
                ? t("本网格今天已巡查", "Your grid was patrolled today")
                : t(
                    "本网格今天还没有巡查，每天至少一次",
                    "Your grid was not patrolled today yet; once a day is due",
                  )
              : t(
                  `${day.grids} 个网格中已巡查 ${day.patrolled ?? 0} 个`,
                  `${day.patrolled ?? 0} of ${day.grids} grids were patrolled`,
                ),
          )
        : h("p", { class: "small" }, t("所在区域还没有网格", "There are no grids here yet")),
    );
  } catch (error) {
    return error instanceof Offline ? null : h("p", { class: "small" }, error.message);
  }
}

/** My last patrols; nothing without a network. */
export async function recent() {
  try {
    const { patrols = [] } = await get("/patrols", { pageSize: 5 });
    if (!patrols.length) return null;
    return h(
      "section",
      { class: "card" },
      h("h2", {}, t("最近巡查", "Recent patrols")),
      h(
        "ul",
        { class: "plain" },
        ...patrols.map((each) =>
          h(
            "li",
            {},
            when(each.startTime),
            each.finishTime ? ` – ${when(each.finishTime)}` : "",
            " ",
            each.state === "PATROL_STATE_LAPSED"
              ? tag(t("超时自动结束", "Ended by the clock"), "warm")
              : null,
            h("br"),
            h(
              "span",
              { class: "small" },
              t(
                `打卡 ${each.checkInCount ?? 0} 次，点位 ${each.checkpointsVisited ?? 0}/${each.checkpointCount ?? 0}，发现问题 ${each.findingCount ?? 0} 个`,
                `${each.checkInCount ?? 0} check-ins, ${each.checkpointsVisited ?? 0}/${each.checkpointCount ?? 0} places, ${each.findingCount ?? 0} findings`,
              ),
            ),
          ),
        ),
      ),
    );
  } catch {
    return null;
  }
}

/** For those who look and do not patrol: the grids of their territory today. */
export async function leaders(main, who) {
  if (!may(who, "field.patrol.view")) {
    fill(
      main,
      h("h1", {}, t("巡查", "Patrol")),
      tools(who, "screening"),
      empty("route", t("您的岗位没有巡查任务", "Your post has no patrols")),
    );
    return;
  }
  const box = h("div", { class: "list" });
  fill(main, h("h1", {}, t("今日巡查", "Patrols today")), tools(who, "screening"), box);
  try {
    const day = await get("/patrols:day");
    const mood = (each) => (each.finished ? "done" : each.running ? "warm" : "bad");
    const word = (each) =>
      each.finished
        ? t(`已巡查 ${each.finished} 次`, `${each.finished} finished`)
        : each.running
          ? t("巡查中", "On patrol")
          : t("未巡查", "None yet");
    box.append(
      h(
        "p",
        {},
        t(
          `${day.territoryName ?? ""}：${day.grids ?? 0} 个网格，已巡查 ${day.patrolled ?? 0} 个`,
          `${day.territoryName ?? ""}: ${day.patrolled ?? 0} of ${day.grids ?? 0} grids`,
        ),
      ),
      ...(day.rows ?? []).map((each) =>
        h(
          "div",
          { class: "card row" },
          h("span", { class: "row-title" }, [each.communityName, each.name].filter(Boolean).join(" ")),
          h("span", { class: "row-tags" }, tag(word(each), mood(each))),
          h(
            "span",
            { class: "small" },
            each.code,
            each.lastFinishTime ? ` · ${when(each.lastFinishTime)}` : "",
          ),
        ),
      ),
    );
  } catch (error) {
    box.append(empty("wifi-off", error instanceof Offline ? t("没有网络", "No network") : error.message));
  }
}
