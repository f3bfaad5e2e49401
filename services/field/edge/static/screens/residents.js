// Residents of my grid: look somebody up, see the family, confirm that nothing changed (FLD-06, FLD-07).
// Only with a network; nothing of it is kept on the phone. The worker's name stands across the screen.
import { may } from "../account.js";
import { get, Offline, post } from "../api.js";
import { button, empty, facts, field, fill, h, icon, say, tag } from "../dom.js";
import { KINDS, RELATIONS, SEXES } from "../register_words.js";
import { named, t, when } from "../texts.js";
import { back } from "../tools.js";
import { arrival, newcomer } from "./newcomer.js";
import { proposal } from "./proposal.js";

const PURPOSES = [
  ["入户走访", "A visit"],
  ["核实登记信息", "Verifying the register"],
  ["为居民办事", "A service to the resident"],
  ["应急处置", "An emergency"],
];
const SHOWN_FOR = 5 * 60000;

export async function show(main, app, kind = "", id = "") {
  const { who } = app;
  const body = h("div", { "aria-live": "polite" });
  fill(main, back("lookup"), h("h1", {}, t("居民", "Residents")), body, watermark(who.name));
  if (!may(who, "population.register.view")) {
    body.append(empty("lock", t("您没有查看居民底数的权限", "You may not see the register of residents")));
    return undefined;
  }
  try {
    if (kind === "person") return await person(body, app, id);
    if (kind === "household") return await household(body, app, id);
    search(body, app);
  } catch (error) {
    if (!(error instanceof Offline)) throw error;
    fill(body, empty("wifi-off", t("查看居民需要网络，手机里不保存居民信息", "Residents need a network; nothing of them is kept on the phone")));
  }
  return undefined;
}

// Across the whole screen, so that a photograph of it says whose phone it was.
function watermark(name) {
  const make = (tagName, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tagName);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const svg = make("svg", { class: "watermark", "aria-hidden": "true" });
  const pattern = make("pattern", { id: "watermark", width: 210, height: 130, patternUnits: "userSpaceOnUse", patternTransform: "rotate(-24)" });
  const text = make("text", { x: 8, y: 60 });
  const day = new Date(Date.now() + 8 * 3600000).toISOString();
  text.textContent = `${name} ${day.slice(0, 10)} ${day.slice(11, 16)}`;
  pattern.append(text);
  svg.append(pattern, make("rect", { width: "100%", height: "100%", fill: "url(#watermark)" }));
  return svg;
}

function search(body, app) {
  const words = h("input", { type: "search", maxlength: 100, autocomplete: "off", enterkeyhint: "search" });
  const purpose = h("select", {}, ...PURPOSES.map(([zh, en]) => h("option", { value: t(zh, en) }, t(zh, en))));
  const found = h("div", { "aria-live": "polite" });
  const look = async () => {
    const query = words.value.trim();
    if (!query) {
      fill(found, h("p", { class: "small" }, t("请输入姓名、拼音、电话或地址", "Type a name, pinyin, a phone number or an address")));
      return;
    }
    try {
      const answer = await post("/people:search", { query, purpose: purpose.value, pageSize: 30 });
      const people = answer.found ?? [];
      fill(
        found,
        people.length
          ? h("section", { class: "card" }, ...people.map((each) => row(each.person)))
          : empty("search", t("没有找到，只能找到本网格的居民", "Nobody found; only residents of your grid are")),
      );
    } catch (error) {
      fill(found, empty("alert-triangle", error instanceof Offline ? t("没有网络", "No network") : error.said));
    }
  };
  const form = h(
    "form",
    {
      class: "card",
      on: {
        submit: (event) => {
          event.preventDefault();
          look();
        },
      },
    },
    field(t("找谁", "Whom"), words, t("姓名、拼音、首字母、证件号码、电话、房号", "Name, pinyin, initials, document, phone, room")),
    field(t("用途", "What for"), purpose),
    button(t("查找", "Search"), null, { kind: "primary", symbol: "search", type: "submit" }),
  );
  fill(body, form, found);
}

function row(person) {
  const home = person.residence ?? {};
  return h(
    "a",
    { class: "row", href: `#/residents/person/${person.id}` },
    h("span", { class: "row-title" }, person.name || "—"),
    h("span", { class: "row-tags" }, home.kind ? tag(named(KINDS, home.kind)) : null),
    h("span", { class: "small" }, [about(person), home.territoryName, home.address].filter(Boolean).join(" · ")),
  );
}

const about = (person) => [named(SEXES, person.sex ?? ""), age(person.bornOn)].filter(Boolean).join(" · ");

function age(born) {
  if (!born) return "";
  const now = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
  const years = Number(now.slice(0, 4)) - Number(born.slice(0, 4)) - (now.slice(5) < born.slice(5) ? 1 : 0);
  return t(`${years} 岁`, `aged ${years}`);
}

const verified = (record) => {
  const { provenance } = record;
  if (!provenance) return "";
  return provenance.stale
    ? tag(t("超过 180 天未核实", "not verified for 180 days"), "late")
    : `${when(provenance.verifyTime)}`;
};

async function person(body, app, id) {
  const found = await get(`/people/${encodeURIComponent(id)}`);
  const home = found.residence ?? {};
  const whole = h("div", {});
  fill(
    body,
    h(
      "section",
      { class: "card" },
      h("h2", {}, found.name),
      facts([
        [t("性别年龄", "Sex, age"), about(found)],
        [t("类别", "Category"), named(KINDS, home.kind ?? "")],
        [t("与户主关系", "Relation"), named(RELATIONS, home.relation ?? "")],
        [t("证件号码", "Document"), found.documentNumber],
        [t("电话", "Phone"), found.phone],
        [t("住在", "Where"), [home.territoryName, home.address].filter(Boolean).join(" ")],
        [t("最近核实", "Verified"), verified(found)],
      ]),
      may(app.who, "population.person.reveal") && found.phone ? reveal(whole, id) : null,
      whole,
      confirmed(app, "person", id, t("信息无变化，确认", "Unchanged, confirm")),
      proposal(app, found),
      arrival(app, found),
    ),
    home.householdId
      ? h("a", { class: "button", href: `#/residents/household/${home.householdId}` }, icon("users"), h("span", {}, t("看全家", "The family")))
      : null,
  );
  const hide = () => document.visibilityState === "hidden" && whole.replaceChildren();
  document.addEventListener("visibilitychange", hide);
  return () => {
    document.removeEventListener("visibilitychange", hide);
    whole.replaceChildren();
  };
}

// The whole number for a purpose, hidden again after five minutes or when the screen is left.
function reveal(whole, id) {
  const purpose = h("select", {}, ...PURPOSES.map(([zh, en]) => h("option", { value: t(zh, en) }, t(zh, en))));
  const look = async () => {
    try {
      const answer = await post(`/people/${encodeURIComponent(id)}:reveal`, { fields: ["phone"], purpose: purpose.value });
      const number = answer.values?.phone ?? "";
      fill(
        whole,
        h("p", {}, h("a", { class: "call", href: `tel:${number.replace(/[^0-9+]/g, "")}` }, icon("phone"), number)),
        h("p", { class: "small" }, t("已留下查看记录，5 分钟后隐藏", "This was recorded; hidden in five minutes")),
      );
      setTimeout(() => whole.replaceChildren(), SHOWN_FOR);
    } catch (error) {
      say(error instanceof Offline ? t("没有网络", "No network") : error.said, "bad");
    }
  };
  return h(
    "details",
    {},
    h("summary", {}, t("查看完整电话", "Show the whole number")),
    field(t("用途", "What for"), purpose),
    button(t("查看", "Show"), look, { symbol: "eye" }),
  );
}

async function household(body, app, id) {
  const found = await get(`/households/${encodeURIComponent(id)}`);
  fill(
    body,
    h(
      "section",
      { class: "card" },
      h("h2", {}, t(`${found.headName ?? ""} 户`, `Household of ${found.headName ?? ""}`)),
      facts([
        [t("人数", "People"), found.people ?? 0],
        [t("地址", "Address"), found.address],
        [t("最近核实", "Verified"), verified(found)],
      ]),
      ...(found.members ?? []).map((each) =>
        h(
          "a",
          { class: "row", href: `#/residents/person/${each.person.id}` },
          h("span", { class: "row-title" }, each.person.name),
          h("span", { class: "row-tags" }, tag(named(RELATIONS, each.residence?.relation ?? "") || "—")),
          h("span", { class: "small" }, about(each.person)),
        ),
      ),
      found.toDay ? null : confirmed(app, "household", id, t("全户无变化，确认", "All unchanged, confirm")),
      newcomer(app, found),
    ),
  );
  return undefined;
}

function confirmed(app, recordType, recordId, text) {
  if (!may(app.who, "population.register.edit")) return null;
  const requestId = crypto.randomUUID();
  const confirm = async () => {
    try {
      const answer = await post("/register:verify", { recordType, recordId, requestId });
      say(t(`已核实 ${answer.records ?? 0} 条记录`, `${answer.records ?? 0} records verified`));
      app.go(`residents/${recordType}/${recordId}`, { fresh: true });
    } catch (error) {
      say(error instanceof Offline ? t("没有网络，请稍后再确认", "No network; confirm later") : error.said, "bad");
    }
  };
  return button(text, confirm, { kind: "primary", symbol: "circle-check" });
}
