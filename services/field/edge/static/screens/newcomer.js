// Somebody came to live here: a new resident of a household, or somebody known in another dwelling of my grids. Proposed
// on the spot and sent when there is a network; the community's clerk decides (POP-27).
import { may } from "../account.js";
import { get, Offline } from "../api.js";
import { button, choice, field, fill, h, say } from "../dom.js";
import { add, Full } from "../outbox.js";
import { myGrids } from "../places.js";
import { KINDS, REASONS, RELATIONS } from "../register_words.js";
import { t } from "../texts.js";

const PROPOSE = "population.proposal.make";
const SHOWN = 30;

const text = (more = {}) => h("input", { type: "text", maxlength: 200, autocomplete: "off", ...more });

/** A list of words of the contract whose values are those that proposals say. */
const words = (prefix, titles, first, without = "") =>
  h(
    "select",
    {},
    h("option", { value: "" }, first),
    ...Object.entries(titles)
      .filter(([name]) => name !== without)
      .map(([name, [zh, en]]) => h("option", { value: name.replace(prefix, "").toLowerCase() }, t(zh, en))),
  );

/** What is asked about a stay: {box, values(), problem()}. */
function stay(name, { relation = false } = {}) {
  const kind = choice(
    t("人口类别", "Category"),
    name,
    Object.entries(KINDS).map(([each, [zh, en]]) => [each.replace("RESIDENCE_KIND_", "").toLowerCase(), t(zh, en)]),
    "permanent",
  );
  const reason = words("STAY_REASON_", REASONS, t("（不是流入人口）", "(no incoming resident)"));
  const kin = words("RELATION_", RELATIONS, t("未填", "not said"), "RELATION_HEAD");
  const from = h("input", { type: "date" });
  const origin = text({ maxlength: 100 });
  return {
    box: [
      kind,
      field(t("居住事由", "Reason of stay"), reason, t("流入人口必填", "Of incoming residents")),
      relation ? field(t("与户主关系", "Relation to the head"), kin) : null,
      field(t("从哪天起", "From which day"), from, t("不填为今天", "Today when left empty")),
      field(t("从哪里来", "Came from"), origin),
    ],
    problem: () => (kind.value === "incoming" && !reason.value ? t("流入人口请选居住事由", "Choose the reason of stay") : ""),
    values: () => ({
      kind: kind.value,
      reason: kind.value === "incoming" ? reason.value : "",
      relation: relation ? kin.value : "",
      from_day: from.value,
      origin: origin.value.trim(),
    }),
  };
}

async function keep(app, kind, values, { personId = "", etag = "", reason }) {
  const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
  const data = { kind, values: said, proposalId: crypto.randomUUID(), personId, etag, reason, at: Date.now() };
  const title = kind === "register" ? t("提出登记住户", "A new resident, proposed") : t("提出迁入", "A move in, proposed");
  try {
    await add(app.who.id, "proposal", data, { title });
  } catch (error) {
    if (!(error instanceof Full)) throw error;
    say(t("手机里待发送的内容已满，请先联网发送", "The phone is full of unsent things; send them first"), "bad");
    return;
  }
  app.sync();
  say(t("已保存，联网后送社区审核", "Saved; it goes to review when there is a network"));
  app.go("lookup");
}

/** A box on a household's page; nothing for whoever may not propose. */
export function newcomer(app, household) {
  if (!may(app.who, PROPOSE) || household.toDay) return null;
  const name = text({ maxlength: 60 });
  const number = text({ maxlength: 30 });
  const born = h("input", { type: "date" });
  const phone = text({ inputmode: "tel", maxlength: 20 });
  const reason = text();
  const lives = stay("newcomer-kind", { relation: true });
  async function save() {
    const problem =
      (!name.value.trim() && t("请填写姓名", "Fill in the name")) ||
      (!number.value.trim() && !born.value && t("请填写证件号码或出生日期", "Fill in the document number or the birthday")) ||
      lives.problem();
    if (problem) {
      say(problem, "bad");
      return;
    }
    const document = number.value.trim();
    const values = {
      name: name.value.trim(),
      document_kind: document ? (/^[0-9]{17}[0-9Xx]$/.test(document) ? "identity_card" : "passport") : "none_yet",
      document_number: document,
      born_on: born.value,
      phone: phone.value.trim(),
      household_id: household.id,
      ...lives.values(),
    };
    await keep(app, "register", values, { reason: reason.value.trim() });
  }
  return h(
    "details",
    {},
    h("summary", {}, t("有人搬来，提出登记", "Somebody came: propose to register")),
    h("p", { class: "small" }, t("社区审核后才写入底数。", "The community reviews it before it stands in the register.")),
    field(t("姓名", "Name"), name),
    field(t("证件号码", "Document number"), number),
    field(t("出生日期", "Birthday"), born, t("填了身份证号码可不填", "Not needed with an identity card")),
    field(t("电话", "Phone"), phone),
    ...lives.box,
    field(t("依据", "On what grounds"), reason, t("如：查看了身份证", "Such as: the identity card was shown")),
    button(t("已核对，提交审核", "Checked, hand on for review"), save, { kind: "primary", symbol: "user-plus" }),
  );
}

/** A box on a resident's page: lives in another dwelling of my grids now. The dwelling is chosen with a network. */
export function arrival(app, person) {
  if (!may(app.who, PROPOSE) || !person.etag) return null;
  const door = h("input", { type: "search", maxlength: 60, autocomplete: "off", enterkeyhint: "search" });
  const homes = h("select", {}, h("option", { value: "" }, t("先查找房屋", "Look for the dwelling first")));
  const reason = text();
  const lives = stay("arrival-kind");
  async function look() {
    const asked = door.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = [];
    try {
      for (const grid of asked.length ? (await myGrids(app.who)).slice(0, 10) : [])
        found.push(...((await get("/dwellings", { territoryCode: grid.code, pageSize: 500 })).dwellings ?? []));
    } catch (error) {
      say(error instanceof Offline ? t("没有网络，联网后再查房屋", "No network to look for dwellings") : error.said, "bad");
      return;
    }
    const line = (each) =>
      [each.buildingName, each.unit && t(`${each.unit} 单元`, `unit ${each.unit}`), each.room].filter(Boolean).join(" ") ||
      each.address;
    const fits = found.filter((each) => {
      const whole = `${line(each)} ${each.address}`.toLowerCase();
      return asked.every((word) => whole.includes(word));
    });
    fill(
      homes,
      h("option", { value: "" }, fits.length ? t(`找到 ${fits.length} 套，请选择`, `${fits.length} found, choose one`) : t("没有找到", "None found")),
      ...fits.slice(0, SHOWN).map((each) => h("option", { value: each.id }, line(each))),
    );
  }
  async function save() {
    const problem = (!homes.value && t("请选择房屋", "Choose the dwelling")) || lives.problem();
    if (problem) {
      say(problem, "bad");
      return;
    }
    const values = { dwelling_id: homes.value, ...lives.values() };
    await keep(app, "move_in", values, { personId: person.id, etag: person.etag, reason: reason.value.trim() });
  }
  return h(
    "details",
    {},
    h("summary", {}, t("搬到别处，提出迁入", "Lives elsewhere now: propose the move")),
    h("p", { class: "small" }, t("只能选本网格的房屋；社区审核后才写入底数。", "Dwellings of my grids alone; the community reviews it.")),
    field(t("找房屋", "Dwelling"), door, t("楼栋和房号，如：1号楼 501", "Building and room, such as 1号楼 501")),
    button(t("查找房屋", "Look"), look, { symbol: "search" }),
    field(t("搬到哪套房屋", "To which dwelling"), homes),
    ...lives.box,
    field(t("依据", "On what grounds"), reason),
    button(t("已核对，提交审核", "Checked, hand on for review"), save, { kind: "primary", symbol: "home-plus" }),
  );
}
