// Ways to the screens that have no place in the menu below.
import { may } from "./account.js";
import { h, icon } from "./dom.js";
import { t } from "./texts.js";

const TOOLS = {
  residents: ["users", () => t("居民", "Residents"), (who) => may(who, "population.register.view")],
  guides: ["book", () => t("办事指南", "Guides"), () => true],
  team: ["users-group", () => t("服务团队", "Service team"), () => true],
  buildings: [
    "building",
    () => t("楼栋平面图", "Building plans"),
    (who) => may(who, "directory.territory.view"),
  ],
  visits: ["door", () => t("今日走访", "Visits today"), (who) => may(who, "population.visit.do")],
  rentals: ["key", () => t("出租房屋、工地", "Rentals, worksites"), (who) => may(who, "population.rental.edit")],
  incomers: [
    "id",
    () => t("流动人口登记", "Incoming residents"),
    (who) => may(who, "population.incomer.edit"),
  ],
  checklists: ["clipboard-check", () => t("专项排查", "Campaigns"), (who) => may(who, "field.patrol.do")],
  lists: ["checks", () => t("自定清单", "Checklists"), (who) => may(who, "field.checklist.fill")],
  screening: [
    "clipboard-list",
    () => t("矛盾排查报送", "Dispute screening"),
    (who) => may(who, "cases.screening.view") && may(who, "cases.screening.report"),
  ],
};

/** Links to those that the account may use; nothing when it may use none. */
export function tools(who, ...names) {
  const links = names
    .filter((name) => TOOLS[name][2](who))
    .map((name) =>
      h("a", { class: "button tool", href: `#/${name}` }, icon(TOOLS[name][0]), h("span", {}, TOOLS[name][1]())),
    );
  return links.length
    ? h("nav", { class: "tools", "aria-label": t("工具", "Tools") }, ...links)
    : null;
}

/** The way back to where a tool was opened. */
export const back = (path) =>
  h("a", { class: "back", href: `#/${path}` }, icon("arrow-left"), t("返回", "Back"));
