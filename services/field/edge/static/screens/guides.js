// Guides to tell residents: found by words, read without a network, passed on as plain text (FLD-12).
import { get, Offline } from "../api.js";
import { button, empty, facts, field, fill, h, icon, say, tag } from "../dom.js";
import { fetched, staleness } from "../kept.js";
import { language, t } from "../texts.js";
import { back } from "../tools.js";

const CATEGORIES = {
  GUIDE_CATEGORY_RESIDENCE: ["户籍居住", "Residence"],
  GUIDE_CATEGORY_ELDERLY: ["养老助老", "The elderly"],
  GUIDE_CATEGORY_ASSISTANCE: ["社会救助", "Social assistance"],
  GUIDE_CATEGORY_FAMILY: ["婚育家庭", "Family"],
  GUIDE_CATEGORY_DISABILITY: ["残疾人服务", "Disabilities"],
  GUIDE_CATEGORY_HEALTH: ["医保卫生", "Health"],
  GUIDE_CATEGORY_EMPLOYMENT: ["就业社保", "Work and insurance"],
  GUIDE_CATEGORY_HOUSING: ["住房保障", "Housing"],
  GUIDE_CATEGORY_EDUCATION: ["教育入学", "Education"],
  GUIDE_CATEGORY_VETERANS: ["退役军人", "Veterans"],
  GUIDE_CATEGORY_OTHER: ["其他", "Other"],
};

/** All that hold here, from the server or as the phone remembers them. */
export const fetchGuides = (who) =>
  fetched(who, "guides", async () => {
    const found = [];
    let pageToken = "";
    do {
      const answer = await get("/guides", { pageSize: 200, pageToken });
      found.push(...(answer.guides ?? []));
      pageToken = answer.nextPageToken ?? "";
    } while (pageToken && found.length < 2000);
    return found;
  });

const wordsOf = (guide) => (language === "en" && guide.en?.title ? guide.en : guide.zh);

/** A guide in effect today: a copy on the phone may have outlived it. */
function inEffect(guide) {
  const today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
  return (guide.effectiveFrom ?? "") <= today && (!guide.effectiveTo || today <= guide.effectiveTo);
}

const searched = (guide) =>
  [guide.zh, guide.en]
    .flatMap((each) => (each ? [each.title, each.audience, ...(each.papers ?? []), each.place, each.text] : []))
    .join(" ")
    .toLowerCase();

/** What is passed on to a resident. */
export function plain(guide) {
  const words = wordsOf(guide);
  const lines = [
    ["", words.title],
    [t("谁可以办", "Who it is for"), words.audience],
    [t("在哪里办", "Where"), words.place],
    [t("什么时间办", "When"), words.hours],
    [t("费用", "Fee"), words.fee],
    [t("多久办好", "How long"), words.duration],
    [t("咨询电话", "Phone"), guide.phone],
  ]
    .filter(([, value]) => value)
    .map(([name, value]) => (name ? `${name}${t("：", ": ")}${value}` : value));
  const papers = (words.papers ?? []).map((each, index) => `${index + 1}. ${each}`);
  if (papers.length) lines.push(t("要带的材料：", "Papers needed:"), ...papers);
  if (words.text) lines.push(words.text);
  return lines.join("\n");
}

export async function show(main, app, id = "") {
  const { who } = app;
  let answer;
  try {
    answer = await fetchGuides(who);
  } catch (error) {
    const words =
      error instanceof Offline
        ? t("没有网络，手机里也没有保存", "No network, and nothing is kept on this phone")
        : error.said;
    fill(main, back("lookup"), h("h1", {}, t("办事指南", "Guides")), empty("wifi-off", words));
    return;
  }
  const all = answer.value.filter(inEffect);
  const one = all.find((each) => each.id === id);
  if (id && one) {
    detail(main, one, answer.since);
    return;
  }
  const list = h("div", { class: "list", "aria-live": "polite" });
  const find = h("input", {
    type: "search",
    autocomplete: "off",
    placeholder: t("例如：居住证、户口簿、低保", "for example residence, card"),
  });
  const draw = () => {
    const wanted = find.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = all.filter((each) => wanted.every((word) => searched(each).includes(word)));
    fill(
      list,
      ...found.map((each) =>
        h(
          "a",
          { class: "card row", href: `#/guides/${each.id}` },
          h("span", { class: "row-title" }, wordsOf(each).title),
          wordsOf(each).audience ? h("span", { class: "small" }, wordsOf(each).audience) : null,
          h("span", { class: "row-tags" }, tag(t(...(CATEGORIES[each.category] ?? ["其他", "Other"])))),
        ),
      ),
      found.length
        ? null
        : empty(
            "search",
            all.length
              ? t("没有找到，换一个词试试", "Nothing was found; try another word")
              : t("还没有办事指南", "There are no guides yet"),
          ),
    );
  };
  find.addEventListener("input", draw);
  fill(
    main,
    back("lookup"),
    h("h1", {}, t("办事指南", "Guides")),
    staleness(answer.since),
    field(t("居民要办什么？", "What is to be done?"), find),
    list,
  );
  draw();
}

function detail(main, guide, since) {
  const words = wordsOf(guide);
  const phone = guide.phone
    ? h("a", { class: "call", href: `tel:${guide.phone.replace(/[^0-9+]/g, "")}` }, icon("phone"), guide.phone)
    : "";
  fill(
    main,
    back("guides"),
    h("h1", {}, words.title),
    staleness(since),
    h(
      "section",
      { class: "card" },
      facts([
        [t("谁可以办", "Who it is for"), words.audience],
        [t("在哪里办", "Where"), words.place],
        [t("什么时间办", "When"), words.hours],
        [t("费用", "Fee"), words.fee],
        [t("多久办好", "How long"), words.duration],
        [t("咨询电话", "Phone"), phone],
      ]),
    ),
    words.papers?.length
      ? h(
          "section",
          { class: "card" },
          h("h2", {}, t("要带的材料", "Papers needed")),
          h("ol", { class: "papers" }, ...words.papers.map((each) => h("li", {}, each))),
        )
      : null,
    words.text ? h("section", { class: "card content" }, words.text) : null,
    button(t("发给居民", "Pass it on"), () => passOn(guide), { symbol: "send", kind: "primary big" }),
  );
}

/** By the phone's own share sheet; where there is none, into the clipboard. */
async function passOn(guide) {
  const text = plain(guide);
  try {
    if (navigator.share) {
      await navigator.share({ title: wordsOf(guide).title, text });
      return;
    }
    await navigator.clipboard.writeText(text);
    say(t("已复制，可以粘贴到短信或微信", "Copied; paste it into a message"));
  } catch (error) {
    if (error?.name !== "AbortError") say(t("无法复制，请截图", "Could not copy; take a screenshot"), "bad");
  }
}
