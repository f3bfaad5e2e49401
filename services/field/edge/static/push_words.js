// What a notice says: what kind, how many, and the number of a single one; no text and no name (FLD-03).
import { language } from "./texts.js";

const WORDS = {
  task: ["您有新的待办", "Something new waits for you"],
  returned: ["有上报被退回补充", "A report was returned for more"],
  request: ["有申请等您审批", "A request waits for your decision"],
  due_soon: ["有任务即将超时", "A task is nearly due"],
  overdue: ["有任务已超时", "A task is overdue"],
  supervised: ["您有督办事项", "An order of supervision came"],
  handed_over: ["有首问事项移交给您", "A first receipt was handed over to you"],
};

/** What a notice says: what kind, how many, and the number of a single one. */
export function words({ kind = "task", count = 1, number = "", language: chosen = language }) {
  const [zh, en] = WORDS[kind] ?? WORDS.task;
  const many = Number(count) > 1;
  const title = chosen === "en" ? en : zh;
  const body = many
    ? chosen === "en"
      ? `${Number(count)} in all. Tap to open.`
      : `共 ${Number(count)} 件，点按查看`
    : [number, chosen === "en" ? "Tap to open." : "点按查看"].filter(Boolean).join(" · ");
  return { title, body };
}

export const options = (told) => ({
  body: words(told).body,
  icon: "/static/field/icon-192.png",
  badge: "/static/field/icon-192.png",
  tag: "wangge-tasks",
  renotify: true,
  data: { url: "/field#/tasks" },
});
