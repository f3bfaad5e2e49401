// The kinds of cases: asked of the server while there is a network, found in the phone's own copy else.
import { get, Offline } from "./api.js";
import { language } from "./texts.js";
import { keep, recall } from "./vault.js";

const NAME = "long:catalogue";
let leaves;

/** Fetches the catalogue when the copy is older than a day; without a network the old one serves for a month. */
export async function loadKinds(account) {
  const known = await recall(account, NAME, 30 * 24);
  if (known) leaves = known.value;
  if (known && Date.now() - known.at < 24 * 3600000) return;
  try {
    const catalogue = await get("/catalogue");
    const retired = (each) => each.retired || !each.leaf;
    leaves = (catalogue.items ?? [])
      .filter((each) => !retired(each))
      .map((each) => ({
        code: each.code,
        zh: each.titleZh,
        en: each.titleEn || each.titleZh,
        words: each.keywords ?? [],
        paper: each.paperworkOnly ?? false,
      }));
    await keep(account, NAME, leaves);
  } catch (error) {
    if (!(error instanceof Offline) && !leaves) leaves = [];
  }
}

export const titleOf = (leaf) => (language === "zh" ? leaf.zh : leaf.en);

export const leafOf = (code) => (leaves ?? []).find((each) => each.code === code);

/** The leaves of a branch. */
export const kindsBelow = (code) => (leaves ?? []).filter((each) => each.code.startsWith(`${code}.`));

/** Leaves whose words or title occur in the text, best first. */
function near(text) {
  return (leaves ?? [])
    .map((leaf) => ({
      leaf,
      score:
        leaf.words.reduce((sum, each) => sum + (text.includes(each) ? each.length : 0), 0) +
        (text.includes(leaf.zh) ? 4 : 0) +
        (text.toLowerCase().includes(leaf.en.toLowerCase()) ? 4 : 0),
    }))
    .filter((each) => each.score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, 5)
    .map((each) => each.leaf);
}

/** Leaves with a part of the title, for looking one up by hand. */
export const search = (text) => {
  const wanted = text.trim().toLowerCase();
  return wanted
    ? (leaves ?? [])
        .filter(
          (each) =>
            each.zh.includes(wanted) ||
            each.en.toLowerCase().includes(wanted) ||
            each.words.some((word) => word.includes(wanted)),
        )
        .slice(0, 20)
    : [];
};

/** What the words speak of: leaves, best first. */
export async function suggest(text) {
  if (navigator.onLine) {
    try {
      const answer = await get("/cases:suggestCategory", { words: text.slice(0, 1000) });
      const found = (answer.suggestions ?? []).map(
        (each) =>
          leafOf(each.category) ?? {
            code: each.category,
            zh: each.title,
            en: each.title,
            words: [],
            paper: false,
          },
      );
      if (found.length) return found;
    } catch {
      /* the phone's own copy serves */
    }
  }
  return near(text);
}
