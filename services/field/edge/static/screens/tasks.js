// Tasks: what waits for me, least time left first, and what I reported (FLD-03).
import { get, Offline } from "../api.js";
import { button, empty, fill, h, tag } from "../dom.js";
import { ASKS, left, named, STATES, t, URGENCIES, when } from "../texts.js";
import { keep, recall } from "../vault.js";

const LISTS = {
  pending: { path: "/cases:pending", parameters: { pageSize: 50 } },
  reported: {
    path: "/cases",
    parameters: { view: "reported_by_me", orderBy: "create_time desc", pageSize: 30 },
  },
};
const AHEAD = 8; // cases fetched before they are opened, so that they can be worked on without a network

/** The list of what waits and the first cases of it, for when the network is gone. */
export async function fetchTasks(who) {
  const answer = await keep(who.id, "list:pending", await get(LISTS.pending.path, LISTS.pending.parameters));
  for (const each of (answer.cases ?? []).slice(0, AHEAD)) await fetchCase(who, each.case);
  return answer;
}

async function fetchCase(who, { id, etag }) {
  const known = await recall(who.id, `case:${id}`);
  if (known?.value.etag === etag) return;
  try {
    await keep(who.id, `case:${id}`, await get(`/cases/${id}`));
  } catch {
    /* opened later, then */
  }
}

export async function show(main, app, chosen = "pending") {
  const { who } = app;
  const list = h("div", { class: "list", "aria-live": "polite" });
  const tabs = h(
    "div",
    { class: "segments" },
    ...[
      ["pending", t("待我办理", "Waiting for me")],
      ["reported", t("我上报的", "Reported by me")],
    ].map(([name, text]) =>
      h(
        "a",
        { href: `#/tasks/${name}`, class: "segment", "aria-current": name === chosen ? "page" : undefined },
        text,
      ),
    ),
  );
  fill(main, h("h1", {}, t("任务", "Tasks")), tabs, list);
  const name = LISTS[chosen] ? chosen : "pending";
  await load();
  return app.every(60000, load);

  async function load() {
    let answer;
    let since = 0;
    try {
      answer = await keep(who.id, `list:${name}`, await get(LISTS[name].path, LISTS[name].parameters));
    } catch (error) {
      const known = await recall(who.id, `list:${name}`);
      if (!known) {
        fill(
          list,
          empty(
            "wifi-off",
            error instanceof Offline
              ? t("没有网络，手机里也没有保存的任务", "No network, and no tasks are kept on this phone")
              : error.message,
          ),
        );
        return;
      }
      answer = known.value;
      since = known.at;
    }
    const cases = answer.cases ?? [];
    const rows = name === "pending" ? cases : cases.map((each) => ({ case: each }));
    fill(
      list,
      since
        ? h(
            "p",
            { class: "stale" },
            t(`没有网络：这是 ${when(since)} 的任务`, `No network: these are the tasks of ${when(since)}`),
          )
        : null,
      ...(rows.length
        ? rows.map(row)
        : [
            name === "pending"
              ? empty("checks", t("现在没有等您办理的任务", "Nothing waits for you now"))
              : empty(
                  "inbox",
                  t("您还没有上报过", "You have not reported anything yet"),
                  button(t("去上报", "Report something"), () => app.go("report"), { kind: "primary" }),
                ),
          ]),
    );
    if (name === "pending" && !since)
      for (const each of rows.slice(0, AHEAD)) await fetchCase(who, each.case);
  }

  function row({ case: each, ask, minutesLeft }) {
    const late = each.light === "LIGHT_RED";
    return h(
      "a",
      { class: `card row ${late ? "late" : ""}`, href: `#/task/${each.id}` },
      h("span", { class: "row-title" }, each.title),
      h(
        "span",
        { class: "row-tags" },
        ask ? tag(named(ASKS, ask), "ask") : tag(named(STATES, each.state)),
        each.urgency && each.urgency !== "URGENCY_NORMAL" ? tag(named(URGENCIES, each.urgency), "hot") : null,
        ask && each.dueTime
          ? tag(left(minutesLeft ?? 0), late ? "bad" : each.light === "LIGHT_AMBER" ? "warm" : "")
          : null,
      ),
      h("span", { class: "small" }, [each.gridName, each.address].filter(Boolean).join(" · ")),
      h("span", { class: "small" }, each.number, " · ", when(each.createTime)),
    );
  }
}
