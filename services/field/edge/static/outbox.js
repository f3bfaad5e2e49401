// What was done on the phone and waits to be sent: stored first, sent in order, once each, kept until it arrived.
//
// An item: {number, id, account, kind, group, state, tries, next, sealed}. `state` is "waiting", or "stuck" when the
// server refused it and its owner must decide. Items of one group (a case, the patrols) wait for those before them.
// The id is the request_id of what is sent: the server carries out the same id once, however often it comes.
import { get, Offline, Refused } from "./api.js";
import { send } from "./senders.js";
import { all, change, meta, open, openBytes, read, seal, sealBytes } from "./vault.js";
import { isVideo, network, PIECE } from "./video.js";

export const MOST_BYTES = 200 * 1024 * 1024;
const LOCK = "wangge-field-sync";
const changed = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("wangge-field");

/** The phone keeps no more; its owner must send or delete something first. */
export class Full extends Error {}

/** Calls `listener` whenever the outbox changed, in this tab or elsewhere. */
const listeners = new Set();
export const onChange = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
if (changed) changed.onmessage = () => listeners.forEach((each) => each());
function tell() {
  changed?.postMessage("changed");
  listeners.forEach((each) => each());
}

/** Calls `listener` with {item, file, sent, size} while a video is sent. */
const watchers = new Set();
export const onProgress = (listener) => {
  watchers.add(listener);
  return () => watchers.delete(listener);
};
const tellProgress = (progress) => watchers.forEach((each) => each(progress));

/** Bytes of photos and recordings that wait. */
export const waitingBytes = async (account) =>
  (await all("photos", account)).reduce((sum, each) => sum + each.bytes, 0);

/**
 * Stores an item and its files; they are on the disk when this resolves. `files` are {id, blob, name, takenAt, takenWhere, moment}.
 * Raises Full.
 */
export async function add(
  account,
  kind,
  data,
  { files = [], group = "", title = "", id = crypto.randomUUID(), wifi = false } = {},
) {
  const bytes = files.reduce((sum, each) => sum + each.blob.size, 0);
  if (bytes && (await waitingBytes(account)) + bytes > MOST_BYTES) throw new Full();
  const photos = [];
  for (const { blob, ...about } of files) {
    if (isVideo(blob.type)) {
      photos.push(await keptInPieces(account, id, blob, about));
      continue;
    }
    const sealed = await sealBytes(account, await blob.arrayBuffer());
    photos.push({
      id: about.id,
      account,
      item: id,
      bytes: blob.size,
      type: blob.type,
      sealed,
      about: await seal(account, about),
      attachment: "",
    });
  }
  const sealed = await seal(account, {
    title,
    data,
    files: files.map(({ blob, ...about }) => about),
    done: {},
    problem: null,
  });
  const at = Date.now();
  const number = await change(["outbox", "photos"], (outbox, store) => {
    for (const each of photos) store.put(each);
    return outbox.add({
      id,
      account,
      kind,
      group: group || id,
      state: "waiting",
      at,
      tries: 0,
      next: 0,
      wifi,
      sealed,
    });
  });
  tell();
  return { id, number };
}

/** A video goes onto the disk piece by piece, before the item that it belongs to. */
async function keptInPieces(account, item, blob, about) {
  const pieces = Math.ceil(blob.size / PIECE);
  for (let number = 0; number < pieces; number += 1) {
    const bytes = await blob.slice(number * PIECE, (number + 1) * PIECE).arrayBuffer();
    const sealed = await sealBytes(account, bytes);
    await change("pieces", (store) => {
      store.put({ file: about.id, number, account, at: Date.now(), sealed });
    });
  }
  return {
    id: about.id,
    account,
    item,
    bytes: blob.size,
    type: blob.type,
    pieces,
    sealed: null,
    about: await seal(account, about),
    attachment: "",
  };
}

const pieceOf = async (account, file, number) =>
  openBytes(account, (await read("pieces", [file, number])).sealed);

/** Deletes the pieces of videos whose item never came, as when the app was closed while they were stored. */
export async function tidy(account) {
  const files = new Set((await all("photos", account)).map((each) => each.id));
  await change("pieces", (store) => {
    store.index("account").openCursor(account).onsuccess = (event) => {
      const cursor = event.target.result;
      if (!cursor) return;
      // What another tab is storing just now has no item yet.
      if (!files.has(cursor.value.file) && Date.now() - cursor.value.at > 3600000) cursor.delete();
      cursor.continue();
    };
  });
}

/** The items of an account in their order, opened. */
export async function items(account) {
  const found = [];
  for (const { sealed, ...item } of await all("outbox", account)) {
    found.push({ ...item, ...(await open(account, sealed)) });
  }
  return found;
}

/** How many wait, and how many are stuck; without opening them. */
export async function counts(account) {
  const found = (await all("outbox", account)).filter((each) => each.kind !== "track");
  return { waiting: found.length, stuck: found.filter((each) => each.state === "stuck").length };
}

async function save(account, item, more = {}) {
  const { title, data, files, done, problem, ...row } = item;
  const sealed = await seal(account, { title, data, files, done, problem });
  await change("outbox", (store) => {
    // Deleted meanwhile by its owner: it does not come back.
    store.get(item.number).onsuccess = (event) => {
      if (event.target.result) store.put({ ...row, ...more, sealed });
    };
  });
}

/** Deletes items with their files: what was sent, or what its owner gave up. */
export async function remove(account, ...numbers) {
  const ids = new Set(
    (await all("outbox", account)).filter((each) => numbers.includes(each.number)).map((each) => each.id),
  );
  const photos = (await all("photos", account)).filter((each) => ids.has(each.item));
  await change(["outbox", "photos", "pieces"], (outbox, store, pieces) => {
    for (const number of numbers) outbox.delete(number);
    for (const each of photos) {
      store.delete(each.id);
      for (let number = 0; number < (each.pieces ?? 0); number += 1) pieces.delete([each.id, number]);
    }
  });
  tell();
}

/** Gives up an item; of a patrol also what happened on it, which could not be sent without. */
export async function discard(account, item) {
  const dependent = (await items(account)).filter(
    (each) =>
      each.kind !== "startDuty" && item.kind === "startPatrol" && each.data.patrolId === item.data.patrolId,
  );
  await remove(account, item.number, ...dependent.map((each) => each.number));
}

/** Tries a stuck item again: as it is, or with `changes` to its data, which makes it another request. */
export async function again(account, item, changes = null) {
  const fresh = { ...item, data: { ...item.data, ...(changes ?? {}) }, problem: null };
  // Other content under the same id would be refused; what earlier steps did stays done.
  if (changes) fresh.id = crypto.randomUUID();
  if (changes) {
    const photos = (await all("photos", account)).filter((each) => each.item === item.id);
    await change("photos", (store) => {
      for (const each of photos) store.put({ ...each, item: fresh.id });
    });
  }
  await save(account, fresh, { state: "waiting", tries: 0, next: 0 });
  tell();
}

/** The picture of an item, opened, for showing it. */
export async function fileOf(account, id) {
  const found = await read("photos", id);
  if (found?.account === account && found.pieces) {
    const parts = [];
    for (let number = 0; number < found.pieces; number += 1) parts.push(await pieceOf(account, id, number));
    return new Blob(parts, { type: found.type });
  }
  return found && found.account === account
    ? new Blob([await openBytes(account, found.sealed)], { type: found.type })
    : undefined;
}

const pause = (tries) => Math.min(15 * 60, 2 ** Math.min(tries, 10) * 3) * 1000 * (0.8 + Math.random() * 0.4);

/** What `send` needs besides the item: files of it with the ids the server gave them, remembered. */
function tools(account, item) {
  return {
    async file(id) {
      const found = await read("photos", id);
      if (found.pieces)
        return {
          attachment: found.attachment,
          video: { size: found.bytes, piece: (number) => pieceOf(account, id, number) },
        };
      return {
        blob: new Blob([await openBytes(account, found.sealed)], { type: found.type }),
        attachment: found.attachment,
      };
    },
    remember: (id, attachment) =>
      change("photos", (store) => {
        store.get(id).onsuccess = (event) => {
          if (event.target.result) store.put({ ...event.target.result, attachment });
        };
      }),
    at: (step) => item.done[step],
    sentBytes: (file, sent, size) => tellProgress({ item: item.id, file, sent, size }),
    async done(step, value) {
      item.done[step] = value;
      await save(account, item);
    },
  };
}

/**
 * Sends what waits, in order. Resolves to {sent, state}: "done", "offline", "signed-out", "other-account", "busy" (another
 * tab does it) or "later" (something waits for its next try, at `next`).
 */
export async function sync(account, { now = false, mobile = false } = {}) {
  if (!account || !(await all("outbox", account)).length) return { sent: 0, state: "done" };
  const run = (lock) => (lock ? pass(account, now, mobile) : { sent: 0, state: "busy" });
  return navigator.locks ? navigator.locks.request(LOCK, { ifAvailable: true }, run) : run(true);
}

async function pass(account, now, mobile) {
  let sent = 0;
  let state = "done";
  let next = Infinity;
  try {
    // Whoever is signed in now, never sends what somebody else did.
    if ((await get("/me")).account.id !== account) return { sent, state: "other-account" };
  } catch (error) {
    return { sent, state: error instanceof Refused && error.status === 401 ? "signed-out" : "offline" };
  }
  const waiting = new Set();
  const seen = new Set();
  for (;;) {
    // Read anew each time: items come and go while others are sent.
    const row = (await all("outbox", account)).find((each) => !seen.has(each.number));
    if (!row) break;
    seen.add(row.number);
    if (waiting.has(row.group)) continue;
    // What was chosen to wait for Wi-Fi goes on other networks only when its owner says so.
    if (row.wifi && row.state !== "stuck" && !mobile && network() !== "other") {
      waiting.add(row.group);
      continue;
    }
    if (row.state === "stuck" || (!now && row.next > Date.now())) {
      waiting.add(row.group);
      if (row.state !== "stuck") {
        state = "later";
        next = Math.min(next, row.next);
      }
      continue;
    }
    const { sealed, ...rest } = row;
    const item = { ...rest, ...(await open(account, sealed)) };
    try {
      const answer = await send(item, tools(account, item));
      await remove(account, item.number);
      sent += 1;
      changed?.postMessage({ sent: item.kind, answer: answer?.id });
    } catch (error) {
      waiting.add(row.group);
      if (error instanceof Offline) {
        const tries = item.tries + 1;
        await save(account, item, { tries, next: Date.now() + pause(tries) });
        return { sent, state: "offline", next: Date.now() + pause(tries) };
      }
      if (!(error instanceof Refused)) throw error;
      if (error.status === 401) return { sent, state: "signed-out" };
      if (error.status === 403 && error.code === "gateway.cross_site") return { sent, state: "signed-out" };
      if ([408, 425, 429].includes(error.status) || error.status >= 500) {
        const tries = item.tries + 1;
        const at = Date.now() + Math.max(pause(tries), error.retryAfter * 1000);
        await save(account, item, { tries, next: at });
        state = "later";
        next = Math.min(next, at);
        continue;
      }
      item.problem = {
        status: error.status,
        code: error.code,
        said: error.said,
        errors: error.errors,
        at: Date.now(),
      };
      await save(account, item, { state: "stuck", tries: item.tries + 1 });
      tell();
    }
  }
  return { sent, state, next };
}

/** For the service worker: sends for whoever used the phone last. */
export const syncLast = async () => sync(await meta("account"), { now: true });
