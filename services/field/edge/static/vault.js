// What the phone keeps, in IndexedDB: sealed with a key of each account that no script can read out (FLD-10).
const NAME = "wangge-field";
let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 2);
    asked.onupgradeneeded = (event) => {
      const made = asked.result;
      if (event.oldVersion < 2) {
        // Videos, in pieces small enough to be sealed, sent and thrown away one by one.
        const pieces = made.createObjectStore("pieces", { keyPath: ["file", "number"] });
        pieces.createIndex("account", "account");
        pieces.createIndex("file", "file");
      }
      if (event.oldVersion >= 1) return;
      made.createObjectStore("meta");
      made.createObjectStore("keys");
      made
        .createObjectStore("outbox", { keyPath: "number", autoIncrement: true })
        .createIndex("account", "account");
      const photos = made.createObjectStore("photos", { keyPath: "id" });
      photos.createIndex("account", "account");
      const kept = made.createObjectStore("kept", { keyPath: "key" });
      kept.createIndex("account", "account");
      made
        .createObjectStore("track", { keyPath: "number", autoIncrement: true })
        .createIndex("account", "account");
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => {
        asked.result.close();
        opened = undefined;
      };
      resolve(asked.result);
    };
    asked.onerror = () => {
      opened = undefined;
      reject(asked.error);
    };
  });
  return opened;
}

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * One transaction; `work` gets the stores and must not wait for anything else. Resolves when it is on the disk, or,
 * for what the server has too, when it is with the system ("relaxed"): a slow disk then holds up nobody's page.
 */
export async function change(stores, work, durability = "strict") {
  const transaction = (await database()).transaction(stores, "readwrite", { durability });
  const finished = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("aborted"));
  });
  const result = work(...[stores].flat().map((each) => transaction.objectStore(each)));
  await finished;
  return result instanceof IDBRequest ? result.result : result;
}

export const read = async (store, key) =>
  done((await database()).transaction(store).objectStore(store).get(key));

export const all = async (store, account) =>
  done((await database()).transaction(store).objectStore(store).index("account").getAll(account));

export const meta = (name) => read("meta", name);

export const setMeta = (name, value) =>
  change("meta", (store) => {
    value === undefined ? store.delete(name) : store.put(value, name);
  });

async function keyOf(account) {
  const known = await read("keys", account);
  if (known) return known;
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  // Two tabs may make one at once: the first that is there stays.
  return change(
    "keys",
    (store) =>
      new Promise((resolve) => {
        const asked = store.get(account);
        asked.onsuccess = () => {
          if (!asked.result) store.put(fresh, account);
          resolve(asked.result ?? fresh);
        };
      }),
  );
}

/** Bytes that this account alone reads again. */
export async function sealBytes(account, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(account), bytes) };
}

export const openBytes = async (account, sealed) =>
  crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, await keyOf(account), sealed.data);

export const seal = (account, value) => sealBytes(account, new TextEncoder().encode(JSON.stringify(value)));

export const open = async (account, sealed) =>
  JSON.parse(new TextDecoder().decode(await openBytes(account, sealed)));

/** Keeps an answer of the server for a time that `recall` is told. */
export async function keep(account, name, value) {
  const sealed = await seal(account, value);
  const copy = { key: `${account}/${name}`, account, at: Date.now(), sealed };
  await change("kept", (store) => store.put(copy), "relaxed");
  return value;
}

/** What was kept no longer than `hours` ago, with the moment; undefined without. Older ones are deleted. */
export async function recall(account, name, hours = 24) {
  const found = await read("kept", `${account}/${name}`);
  if (!found) return undefined;
  if (Date.now() - found.at > hours * 3600000) {
    await forget(account, name);
    return undefined;
  }
  return { value: await open(account, found.sealed), at: found.at };
}

export const forget = (account, name) =>
  change("kept", (store) => {
    store.delete(`${account}/${name}`);
  });

/** Deletes what is older than a day, whoever's it is; what must last longer begins with "long:". */
export const forgetOld = () =>
  change(
    "kept",
    (store) => {
      store.openCursor().onsuccess = (event) => {
        const cursor = event.target.result;
        if (!cursor) return;
        const lasts = cursor.key.includes("/long:") ? 30 * 24 : 24;
        if (Date.now() - cursor.value.at > lasts * 3600000) cursor.delete();
        cursor.continue();
      };
    },
    "relaxed",
  );

/** Deletes everything of an account; without one, everything there is. `spare` keeps what waits to be sent. */
export async function clear(account, { spare = false } = {}) {
  const stores = spare ? ["kept", "track"] : ["kept", "track", "outbox", "photos", "pieces"];
  await change([...stores, "keys", "meta"], (...given) => {
    for (const store of given.slice(0, stores.length)) {
      if (!account) {
        store.clear();
        continue;
      }
      store.index("account").openKeyCursor(account).onsuccess = (event) => {
        const cursor = event.target.result;
        if (cursor) {
          store.delete(cursor.primaryKey);
          cursor.continue();
        }
      };
    }
    const [keys, known] = given.slice(stores.length);
    if (spare) return;
    if (account) {
      keys.delete(account);
      known.delete(`device:${account}`);
      known.delete(`push:${account}`);
    } else {
      keys.clear();
      known.clear();
    }
  });
}
