// Rented dwellings: the list of my grid, the safety check by its items, the safety letter signed on the phone (FLD-08,
// POP-18). Read with a network; a check may be recorded without one. Nothing of it is kept on the phone.
import { get, Offline, post, upload } from "../api.js";
import { button, empty, facts, field, fill, h, tag } from "../dom.js";
import { myGrids } from "../places.js";
import { beside, checkForm, naming, openDefects } from "../safety.js";
import { signature } from "../signature.js";
import { t } from "../texts.js";
import { back } from "../tools.js";

const STATES = {
  RENTAL_STATE_REPORTED: () => [t("已申报", "Reported"), "warm"],
  RENTAL_STATE_VERIFIED: () => [t("已核实", "Verified"), "warm"],
  RENTAL_STATE_PLATED: () => [t("已挂牌", "Plated"), "done"],
  RENTAL_STATE_DEFECT: () => [t("有隐患待整改", "Defects open"), "bad"],
  RENTAL_STATE_RECTIFIED: () => [t("隐患已整改", "Rectified"), "done"],
};
const CHECKED = ["RENTAL_STATE_PLATED", "RENTAL_STATE_DEFECT", "RENTAL_STATE_RECTIFIED"];

export async function show(main, app, id = "") {
  const title = h("h1", {}, t("出租房屋", "Rented dwellings"));
  try {
    if (id) await one(main, app, id);
    else await list(main, app, title);
  } catch (error) {
    if (!(error instanceof Offline)) throw error;
    fill(main, back("patrol"), title, empty("wifi-off", t("没有网络，出租房屋要联网查看", "A network is needed here")));
  }
}

async function list(main, app, title) {
  const grids = await myGrids(app.who);
  const found = [];
  for (const grid of grids.slice(0, 10))
    found.push(...((await get("/rentals", { territoryCode: grid.code, pageSize: 100 })).rentals ?? []));
  fill(
    main,
    back("patrol"),
    title,
    beside(app.who, "rentals"),
    ...found.map((each) =>
      h(
        "a",
        { class: "card row", href: `#/rentals/${each.id}` },
        h("span", { class: "row-title" }, each.address),
        h("span", { class: "small" }, each.nextCheckOn ? t(`下次检查 ${each.nextCheckOn}`, `Next check ${each.nextCheckOn}`) : ""),
        h("span", { class: "row-tags" }, tag(...(STATES[each.state]?.() ?? [""]))),
      ),
    ),
    found.length ? null : empty("key", t("这里没有登记出租房屋", "No rented dwelling is registered here")),
  );
}

async function one(main, app, id) {
  const [rental, { items = [] }] = await Promise.all([get(`/rentals/${id}`), get("/rentalCheckItems")]);
  const named = naming(items);
  const again = () => app.go(`rentals/${id}`, { fresh: true });
  fill(
    main,
    back("rentals"),
    h("h1", {}, rental.address),
    facts([
      [t("状态", "State"), STATES[rental.state]?.()[0]],
      [t("门牌", "Plate"), rental.plate],
      [t("居住人数", "People"), rental.tenants],
    ]),
    ...openDefects(rental.defects, named, `/rentals/${id}:rectify`, rental.etag, again),
    rental.state === "RENTAL_STATE_REPORTED"
      ? button(
          t("已上门核实", "Verified on the spot"),
          async () => {
            await post(`/rentals/${id}:verify`, { etag: rental.etag, requestId: crypto.randomUUID() });
            again();
          },
          { kind: "primary big", symbol: "check" },
        )
      : null,
    rental.state === "RENTAL_STATE_VERIFIED" ? letter(rental, again) : null,
    CHECKED.includes(rental.state)
      ? checkForm(
          app,
          items,
          named,
          { kind: "rentalCheck", data: { rentalId: rental.id }, title: t("出租房屋安全检查", "Safety check") },
          "rentals",
        )
      : null,
  );
}

/** The landlord signs; then the plate hangs. */
function letter(rental, again) {
  const plate = h("input", { type: "text", maxlength: 30, autocomplete: "off" });
  const signed = signature(t("房东签字：我知道并履行出租房屋法定安全责任", "Landlord: I know my statutory safety duties"));
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  async function save() {
    problem.hidden = !(signed.empty() || !plate.value.trim());
    problem.textContent = t("请填写门牌编号并请房东签字", "Give the plate's number and have it signed");
    if (!problem.hidden) return;
    const file = await upload("/registerEvidence", await signed.picture(), "signature.png", {
      request_id: crypto.randomUUID(),
    });
    await post(`/rentals/${rental.id}:plate`, {
      plate: plate.value.trim(),
      letterFileId: file.id,
      etag: rental.etag,
      requestId: crypto.randomUUID(),
    });
    again();
  }
  return h(
    "section",
    { class: "block" },
    h("h2", {}, t("签责任书、挂牌", "Letter and plate")),
    field(t("门牌编号", "Number on the plate"), plate),
    signed.box,
    problem,
    button(t("保存", "Save"), save, { kind: "primary big", symbol: "check" }),
  );
}
