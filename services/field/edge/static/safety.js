// What the safety screens share: open defects with "put right", the check by its items (POP-18, POP-19).
import { may } from "./account.js";
import { post } from "./api.js";
import { button, h, say, tag } from "./dom.js";
import { add } from "./outbox.js";
import { language, t } from "./texts.js";

/** What an item is called, in the reader's language. */
export const naming = (items) => (code) => {
  const item = items.find((each) => each.code === code);
  return item ? (language === "zh" ? item.titleZh : item.titleEn) : code;
};

/** Rented dwellings and worksites lie beside each other. */
export const beside = (who, current) =>
  h(
    "nav",
    { class: "segments", "aria-label": t("安全检查对象", "What is checked") },
    ...[
      ["rentals", t("出租房屋", "Rented dwellings"), "population.rental.edit"],
      ["worksites", t("工地工棚", "Worksites"), "population.worksite.edit"],
    ]
      .filter(([, , right]) => may(who, right))
      .map(([path, title]) =>
        h("a", { class: "segment", href: `#/${path}`, ...(path === current ? { "aria-current": "page" } : {}) }, title),
      ),
  );

/** Each open defect with its limit; ``address`` is where "put right" is sent. */
export const openDefects = (defects, named, address, etag, again) =>
  (defects ?? [])
    .filter((each) => !each.rectifiedOn)
    .map((each) =>
      h(
        "section",
        { class: "card" },
        h("p", {}, h("strong", {}, named(each.code)), " ", each.overdue ? tag(t("已逾期", "overdue"), "bad") : null),
        h("p", { class: "small" }, t(`整改期限 ${each.dueOn}`, `To be put right by ${each.dueOn}`)),
        button(
          t("复查合格", "Put right"),
          async () => {
            await post(address, { defectId: each.id, etag, requestId: crypto.randomUUID() });
            again();
          },
          { symbol: "check", kind: "wide" },
        ),
      ),
    );

/** The items of the list; what is ticked is kept and sent when there is a network. ``sent`` says of what it is. */
export function checkForm(app, items, named, sent, list) {
  const boxes = items.map((each) => h("input", { type: "checkbox", value: each.code }));
  async function save() {
    const failed = boxes.filter((each) => each.checked).map((each) => each.value);
    const data = { ...sent.data, checkId: crypto.randomUUID(), failed };
    await add(app.who.id, sent.kind, data, { title: sent.title });
    app.sync();
    say(t("已保存", "Saved"));
    app.go(list);
  }
  return h(
    "section",
    { class: "block" },
    h("h2", {}, t("安全检查", "Safety check")),
    h(
      "fieldset",
      {},
      h("legend", {}, t("勾选不合格的项目，全部合格就都不勾", "Tick what is not in order")),
      ...boxes.map((box) => h("label", { class: "check" }, box, " ", named(box.value))),
    ),
    button(t("保存检查", "Save the check"), save, { kind: "primary big", symbol: "check" }),
  );
}
