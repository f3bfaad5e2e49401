// Duty and the running patrol as this phone knows them. What is done here counts at once and is sent when it can be;
// positions are taken while a patrol runs, on duty, and never else (Sens-10).
import { get } from "./api.js";
import { add, items } from "./outbox.js";
import { watch } from "./position.js";
import { all, change, keep, recall, seal, open } from "./vault.js";

const NAME = "long:duty";
const GROUP = "patrol";
const EACH = 60000; // milliseconds between batches of positions
const APART = 8000; // milliseconds between positions
const KINDS = new Set(["startDuty", "endDuty", "startPatrol", "checkIn", "finishPatrol"]);
let state = { onDuty: false, since: 0, patrol: null };
let stopWatching = null;
let timer = null;
const listeners = new Set();

export const current = () => state;
export const onDutyChange = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

async function set(account, fresh) {
  state = fresh;
  await keep(account, NAME, state);
  await follow(account);
  listeners.forEach((each) => each());
}

/** As the phone remembers it, then as the server knows it, unless something of it still waits here. */
export async function load(account, online) {
  state = (await recall(account, NAME, 24))?.value ?? { onDuty: false, since: 0, patrol: null };
  if (online && !(await items(account)).some((each) => KINDS.has(each.kind))) {
    const duty = await get("/field/duty");
    const patrol = duty.patrolId ? await get(`/patrols/${duty.patrolId}`) : null;
    const checkIns = (patrol?.checkIns ?? []).map((each) => ({
      id: each.id,
      at: Date.parse(each.at),
      name: each.checkpointName || "",
      code: each.checkpointCode || "",
      finding: each.finding || "",
    }));
    state = {
      onDuty: duty.onDuty ?? false,
      since: duty.startTime ? Date.parse(duty.startTime) : 0,
      place: duty.territoryName ?? "",
      patrol: patrol ? { id: patrol.id, at: Date.parse(patrol.startTime), checkIns } : null,
    };
    await keep(account, NAME, state);
  }
  await follow(account);
  listeners.forEach((each) => each());
}

export async function goOnDuty(account) {
  const at = Date.now();
  await add(account, "startDuty", { at }, { group: GROUP });
  await set(account, { onDuty: true, since: at, patrol: null });
}

export async function goOffDuty(account) {
  if (state.patrol) await finish(account, "");
  await add(account, "endDuty", { at: Date.now() }, { group: GROUP });
  await set(account, { onDuty: false, since: 0, patrol: null });
}

export async function begin(account) {
  const patrolId = crypto.randomUUID();
  const at = Date.now();
  await add(account, "startPatrol", { patrolId, at }, { group: GROUP });
  await set(account, { ...state, patrol: { id: patrolId, at, checkIns: [] } });
}

export async function checkIn(account, { code, name, position, finding, files }) {
  const { patrol } = state;
  const id = crypto.randomUUID();
  const at = Date.now();
  const data = {
    patrolId: patrol.id,
    checkInId: id,
    at,
    code,
    point: position?.point,
    accuracy: position?.accuracy,
    finding,
  };
  await add(account, "checkIn", data, { group: GROUP, files, title: name || code });
  await set(account, {
    ...state,
    patrol: { ...patrol, checkIns: [...patrol.checkIns, { id, at, code, name, finding }] },
  });
  return { checkInId: id, patrolId: patrol.id };
}

export async function finish(account, note) {
  const { patrol } = state;
  await batch(account);
  await add(account, "finishPatrol", { patrolId: patrol.id, at: Date.now(), note }, { group: GROUP });
  await set(account, { ...state, patrol: null });
}

/** Watches positions while a patrol runs, and at no other time. */
async function follow(account) {
  const wanted = state.onDuty && state.patrol !== null;
  if (wanted === Boolean(stopWatching)) return;
  if (!wanted) {
    stopWatching();
    clearInterval(timer);
    stopWatching = timer = null;
    await change("track", (store) => {
      store.index("account").openKeyCursor(account).onsuccess = (event) => {
        const cursor = event.target.result;
        if (cursor) {
          store.delete(cursor.primaryKey);
          cursor.continue();
        }
      };
    });
    return;
  }
  let latest = 0;
  stopWatching = watch(async ({ point, accuracy, at }) => {
    if (at - latest < APART || !state.patrol || at < state.patrol.at) return;
    latest = at;
    const sealed = await seal(account, { at: new Date(at).toISOString(), where: point, accuracy });
    const patrol = state.patrol?.id;
    if (patrol)
      await change("track", (store) => {
        store.add({ account, patrol, sealed });
      });
  });
  timer = setInterval(() => batch(account), EACH);
}

/** Puts the positions so far into the outbox; none is lost when the browser is closed in between. */
async function batch(account) {
  const rows = await all("track", account);
  if (!rows.length || !state.patrol) return;
  const points = [];
  for (const each of rows.slice(0, 500))
    if (each.patrol === state.patrol.id) points.push(await open(account, each.sealed));
  if (points.length)
    await add(
      account,
      "track",
      { patrolId: state.patrol.id, batchId: crypto.randomUUID(), points },
      { group: GROUP },
    );
  await change("track", (store) => {
    for (const each of rows.slice(0, 500)) store.delete(each.number);
  });
}

export const stopAll = () => {
  stopWatching?.();
  clearInterval(timer);
  stopWatching = timer = null;
};
