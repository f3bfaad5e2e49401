// Answers of the server that serve without a network, too: fetched when there is one, as the phone remembers them else.
import { Offline, Refused } from "./api.js";
import { keep, recall } from "./vault.js";
import { h } from "./dom.js";
import { t, when } from "./texts.js";

const MONTH = 30 * 24;

/** {value, since}: `since` is the moment of the copy, 0 for a fresh answer. Raises Offline without either. */
export async function fetched(who, name, ask) {
  try {
    return { value: await keep(who.id, `long:${name}`, await ask()), since: 0 };
  } catch (error) {
    if (error instanceof Refused && error.status < 500) throw error;
    const known = await recall(who.id, `long:${name}`, MONTH);
    if (!known) throw error instanceof Refused ? error : new Offline();
    return { value: known.value, since: known.at };
  }
}

/** Says that a page shows a copy; nothing for a fresh answer. */
export const staleness = (since) =>
  since
    ? h(
        "p",
        { class: "stale" },
        t(`没有网络：这是 ${when(since)} 的内容`, `No network: this is from ${when(since)}`),
      )
    : null;
