// Who uses the phone, and whether this phone may still keep anything (FLD-10, FLD-11).
import { get, Offline, page, post, Refused } from "./api.js";
import { dropPush } from "./push.js";
import { clear, keep, meta, recall, setMeta } from "./vault.js";

/** The account, from the server or as the phone remembers it: {id, name, me, online, signedIn}; null for nobody. */
export async function whoIsHere() {
  const last = await meta("account");
  try {
    const me = await get("/me");
    const { id } = me.account;
    if (id !== last) await setMeta("account", id);
    await keep(id, "long:me", me);
    return { id, name: me.account.name, me, online: true, signedIn: true };
  } catch (error) {
    const signedIn = !(error instanceof Refused && error.status === 401);
    if (!last) return null;
    const known = await recall(last, "long:me", 30 * 24);
    if (!known) return null;
    return {
      id: last,
      name: known.value.account.name,
      me: known.value,
      online: !(error instanceof Offline),
      signedIn,
    };
  }
}

export const may = (who, permission) => (who.me.permissions ?? []).includes(permission);

function deviceName() {
  const brands =
    /(HUAWEI|HONOR|Redmi|Xiaomi|Mi |OPPO|vivo|iPhone|iPad|Android|Windows|Macintosh|Linux)[^;)]*/.exec(
      navigator.userAgent,
    );
  return (brands?.[0].trim() || "phone").slice(0, 60);
}

export async function deviceId(account) {
  const known = await meta(`device:${account}`);
  if (known) return known;
  const fresh = crypto.randomUUID();
  await setMeta(`device:${account}`, fresh);
  return fresh;
}

/** Says hello to the server; deletes everything when it answers that this phone was removed. True if it was. */
export async function removedFromAfar(account) {
  const id = await deviceId(account);
  const device = await post("/devices", { id, name: deviceName() });
  if (device.state === "DEVICE_STATE_ACTIVE") return false;
  await clear(account);
  await setMeta("account", undefined);
  if (device.state === "DEVICE_STATE_REMOVED") await post(`/devices/${id}:wiped`);
  await signOut();
  return true;
}

/** Ends the session; what waits to be sent stays, sealed, for when the same account comes back. */
export async function signOut() {
  const account = await meta("account");
  if (account) await dropPush(account);
  await page("POST", "/auth/sign-out", "application/json");
  if (account) await clear(account, { spare: true });
  await setMeta("account", undefined);
}
