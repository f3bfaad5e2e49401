// The work log on the phone: the day as the server told it, with what waits here to be sent laid over it (FLD-09).
import { get, Offline, Refused } from "./api.js";
import { may } from "./account.js";
import { say } from "./dom.js";
import { add, items } from "./outbox.js";
import { t } from "./texts.js";
import { keep, recall } from "./vault.js";

const GROUP = "log";
const MINE = new Set(["addEntry", "changeEntry", "finishDay", "reopenDay"]);
const REMIND = "17:30";
const inChina = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "short",
});

/** "2026-11-23" and "17:30" as clocks in China show a moment. */
export function clockOf(moment) {
  const [day, time] = inChina.format(new Date(moment)).split(" ");
  return { day, time };
}

export const todayInChina = () => clockOf(Date.now()).day;

/** The moment of a time on a day in China. */
export const momentOf = (day, time) => new Date(`${day}T${time}:00+08:00`).getTime();

/** "2026-W48": the ISO week of a day. */
export function weekOf(day) {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + 4 - (at.getUTCDay() || 7));
  const year = at.getUTCFullYear();
  const number = Math.ceil(((at - Date.UTC(year, 0, 1)) / 86400000 + 1) / 7);
  return `${year}-W${String(number).padStart(2, "0")}`;
}

/** A day some days later. */
export function later(day, days) {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** What was fetched, else what the phone kept; {value, at} with `at` set for what was kept, value undefined for none. */
async function fetched(who, name, path) {
  try {
    return { value: await keep(who.id, name, await get(path)) };
  } catch (error) {
    if (!(error instanceof Offline || (error instanceof Refused && error.status === 401))) throw error;
    return (await recall(who.id, name)) ?? {};
  }
}

/** A day with what waits here laid over it; `kept` is when it was fetched, if not just now. */
export async function dayOf(who, day) {
  const { value = {}, at } = await fetched(who, `log:${day}`, `/workDays/${day}`);
  const waiting = (await items(who.id)).filter((each) => MINE.has(each.kind) && each.data.day === day);
  let finished = value.state === "WORK_DAY_STATE_FINISHED";
  const entries = new Map((value.entries ?? []).map((each) => [each.id, each]));
  for (const { kind, data } of waiting) {
    if (kind === "finishDay") finished = true;
    else if (kind === "reopenDay") finished = false;
    else {
      const known = entries.get(data.entryId) ?? {};
      entries.set(data.entryId, {
        ...known,
        id: data.entryId,
        at: new Date(data.at).toISOString(),
        kind: data.kindOf,
        text: data.text,
        withdrawn: data.withdrawn,
        source: data.source,
        unsent: true,
      });
    }
  }
  const taken = new Set(waiting.map((each) => each.data.source).filter(Boolean));
  return {
    ...value,
    day,
    kept: at,
    known: value.day !== undefined,
    finished,
    unsent: waiting.length > 0,
    entries: [...entries.values()].sort((a, b) => a.at.localeCompare(b.at)),
    proposals: (value.proposals ?? []).filter((each) => !taken.has(sourceOf(each))),
  };
}

/** What tells one proposal of a day from another. */
export const sourceOf = (each) => each.patrolId || `${each.caseId} ${each.act}`;

/** A week of one's own with its planned duty; {value, at} as above. */
export const weekFrom = (who, week) => fetched(who, `log-week:${week}`, `/workWeeks/${week}`);

/** What comes next in one's organisations: meetings, training, inspections. */
export const comingFrom = (who) => fetched(who, "coming", "/recurringDuties:coming");

/** One more thing done; `from` is the proposal it was made of. */
export function enter(who, day, { kind, text, at, from = null }) {
  const data = {
    day,
    entryId: crypto.randomUUID(),
    kindOf: kind,
    text,
    at,
    linkedCase: from?.caseId,
    act: from?.act,
    patrolId: from?.patrolId,
    source: from ? sourceOf(from) : undefined,
  };
  return add(who.id, "addEntry", data, { group: GROUP });
}

/** Other words, or taken back. */
export const rewrite = (who, day, entry, { kind, text, at, withdrawn }) =>
  add(
    who.id,
    "changeEntry",
    { day, entryId: entry.id, etag: entry.etag, kindOf: kind, text, at, withdrawn },
    { group: GROUP },
  );

export const finishDay = (who, day) => add(who.id, "finishDay", { day, at: Date.now() }, { group: GROUP });

export const reopenDay = (who, day) => add(who.id, "reopenDay", { day }, { group: GROUP });

export const planDuty = (who, week, duties, etag) =>
  add(who.id, "planDuty", { week, duties, etag }, { group: GROUP });

/** Whether today's log is expected, not finished, and half past five has passed. */
async function waits(who) {
  const { day, time } = clockOf(Date.now());
  if (time < REMIND) return false;
  const found = await dayOf(who, day).catch(() => null);
  return Boolean(found?.due && !found.finished);
}

/** Looks every few minutes whether today's log waits; tells the menu, and the worker once a day. */
export async function watchLog(app, tell) {
  if (!may(app.who, "field.log.write")) return;
  let told = "";
  const look = async () => {
    const due = await waits(app.who);
    tell(due);
    const today = todayInChina();
    if (due && told !== today) {
      told = today;
      say(t("今天的工作日志还没有日清", "Today's work log is not finished yet"), "bad");
    }
  };
  app.every(5 * 60000, look);
  app.onOutbox(look);
  await look();
}
