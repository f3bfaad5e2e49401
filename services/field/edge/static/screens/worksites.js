// Worksites and work sheds: the list of my grid, the safety check, the safety letter signed on the phone (POP-17, POP-19).
// Read with a network; a check may be recorded without one. Nothing of it is kept on the phone.
import { get, Offline, post, upload } from "../api.js";
import { button, empty, facts, field, fill, h, tag } from "../dom.js";
import { myGrids } from "../places.js";
import { beside, checkForm, naming, openDefects } from "../safety.js";
import { signature } from "../signature.js";
import { language, t } from "../texts.js";
import { back } from "../tools.js";

const STANDINGS = {
  COMMITMENT_STANDING_UNSIGNED: () => [t("未签承诺书", "Not signed"), "warm"],
  COMMITMENT_STANDING_SIGNED: () => [t("已签承诺书", "Signed"), "done"],
  COMMITMENT_STANDING_LAPSED: () => [t("承诺书已到期", "The letter is over"), "warm"],
  COMMITMENT_STANDING_DEFECT: () => [t("有隐患待整改", "Defects open"), "bad"],
};

export async function show(main, app, id = "") {
  const title = h("h1", {}, t("工地工棚", "Worksites"));
  try {
    if (id) await one(main, app, id);
    else await list(main, app, title);
  } catch (error) {
    if (!(error instanceof Offline)) throw error;
    fill(main, back("patrol"), title, empty("wifi-off", t("没有网络，工地要联网查看", "A network is needed here")));
  }
}

async function list(main, app, title) {
  const grids = await myGrids(app.who);
  const found = [];
  for (const grid of grids.slice(0, 10))
    found.push(...((await get("/worksites", { territoryCode: grid.code, pageSize: 100 })).worksites ?? []));
  fill(
    main,
    back("patrol"),
    title,
    beside(app.who, "worksites"),
    ...found.map((each) =>
      h(
        "a",
        { class: "card row", href: `#/worksites/${each.id}` },
        h("span", { class: "row-title" }, each.name),
        h("span", { class: "small" }, each.nextCheckOn ? t(`下次检查 ${each.nextCheckOn}`, `Next check ${each.nextCheckOn}`) : ""),
        h("span", { class: "row-tags" }, tag(...(STANDINGS[each.standing]?.() ?? [""]))),
      ),
    ),
    h("a", { class: "button wide", href: "/population/worksites/new" }, t("登记工地（打开网页）", "Register one (page)")),
    found.length ? null : empty("building-community", t("这里没有登记工地", "No worksite is registered here")),
  );
}

async function one(main, app, id) {
  const [worksite, commitment] = await Promise.all([get(`/worksites/${id}`), get(`/commitments/${id}`)]);
  const items = commitment.items ?? [];
  const named = naming(items);
  const again = () => app.go(`worksites/${id}`, { fresh: true });
  const letter = commitment.letters?.[0];
  fill(
    main,
    back("worksites"),
    h("h1", {}, worksite.name),
    facts([
      [t("安全承诺", "Commitment"), STANDINGS[commitment.standing]?.()[0]],
      [t("有效期至", "Valid until"), letter?.validUntil],
      [t("用人单位", "Employer"), worksite.employerName],
      [t("居住人数", "People housed"), worksite.housed],
      [t("已登记人数", "Signed in"), worksite.registered ?? 0],
    ]),
    ...openDefects(commitment.defects, named, `/commitments/${id}:rectify`, commitment.etag, again),
    commitment.over ? null : sign(commitment, again),
    commitment.over
      ? null
      : checkForm(
          app,
          items,
          named,
          { kind: "commitmentCheck", data: { boundId: id }, title: t("工地安全检查", "Safety check") },
          "worksites",
        ),
  );
}

/** Whoever answers for the worksite reads the letter and signs; renewed the same way. */
function sign(commitment, again) {
  const text = commitment.text;
  const name = h("input", { type: "text", maxlength: 60, autocomplete: "off" });
  const signed = signature(t("负责人签字：我知道并履行以上法定安全责任", "In charge: I know these statutory safety duties"));
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  async function save() {
    problem.hidden = !(signed.empty() || !name.value.trim());
    problem.textContent = t("请填写签字人姓名并签字", "Give the name and have it signed");
    if (!problem.hidden) return;
    const file = await upload("/registerEvidence", await signed.picture(), "signature.png", {
      request_id: crypto.randomUUID(),
    });
    await post(`/commitments/${commitment.id}:sign`, {
      textVersion: text.version,
      form: "LETTER_FORM_SCREEN",
      signedBy: name.value.trim(),
      fileId: file.id,
      etag: commitment.etag,
      requestId: crypto.randomUUID(),
    });
    again();
  }
  return h(
    "details",
    { class: "block", ...(commitment.letters?.length ? {} : { open: true }) },
    h("summary", {}, commitment.letters?.length ? t("续签承诺书", "Sign anew") : t("签订承诺书", "Sign the letter")),
    h("h2", {}, language === "zh" ? text.titleZh : text.titleEn),
    h("ol", {}, ...(language === "zh" ? text.dutiesZh : text.dutiesEn).map((each) => h("li", {}, each))),
    field(t("签字人姓名", "Who signs"), name),
    signed.box,
    problem,
    button(t("保存", "Save"), save, { kind: "primary big", symbol: "check" }),
  );
}
