// Where something is: the phone's position with its accuracy, or a grid and an address chosen by hand.
import { button, field, h } from "./dom.js";
import { myGrids, nameOf } from "./places.js";
import { here } from "./position.js";
import { t } from "./texts.js";

/**
 * `value()` gives {point, gridCode, address, accuracy}, or null while nothing says where. `changed` is called with each
 * new position.
 */
export function placePicker(who, { changed = () => {}, onlyPoint = false } = {}) {
  let position = null;
  const said = h("p", { class: "where", role: "status" }, t("还没有定位", "Not located yet"));
  const locate = button(t("定位到这里", "Use my position"), find, {
    symbol: "current-location",
    kind: "wide",
  });
  const grid = h("select", {}, h("option", { value: "" }, t("请选择网格", "Choose a grid")));
  const address = h("input", {
    type: "text",
    maxlength: 200,
    placeholder: t("例如：3 号楼 2 单元门口", "For example: entrance 2 of building 3"),
    autocomplete: "off",
  });

  async function find() {
    said.textContent = t("正在定位…", "Locating…");
    try {
      position = await here();
    } catch (error) {
      position = null;
      said.textContent = error.message;
      return;
    }
    const exact = t(`已定位，精度约 ${position.accuracy} 米`, `Located to about ${position.accuracy} m`);
    said.textContent = exact;
    changed(position);
    try {
      const name = await nameOf(position.point);
      said.textContent = name
        ? `${exact}，${name}`
        : t(`${exact}，不在已划定的网格内`, `${exact}, in no grid that is drawn`);
    } catch {
      /* offline: the server finds the grid later */
    }
  }

  myGrids(who)
    .then((grids) => {
      for (const each of grids) grid.append(h("option", { value: each.code }, each.name));
      if (grids.length === 1) grid.value = grids[0].code;
    })
    .catch(() => {});
  navigator.permissions
    ?.query({ name: "geolocation" })
    .then((each) => {
      if (each.state === "granted") find();
    })
    .catch(() => {});

  const byHand = h(
    "details",
    { class: "more", open: false },
    h("summary", {}, t("手动选择网格、填写地址", "Choose the grid, write the address")),
    field(t("所在网格", "Grid"), grid),
    field(t("详细地址", "Address"), address),
  );
  const box = h(
    "section",
    { class: "block" },
    h("h2", {}, t("地点", "Place")),
    locate,
    said,
    onlyPoint ? null : byHand,
  );
  return {
    box,
    position: () => position,
    value() {
      if (position) return { point: position.point, address: address.value.trim() || undefined };
      if (!onlyPoint && grid.value)
        return { gridCode: grid.value, address: address.value.trim() || undefined };
      return null;
    },
    open: () => {
      byHand.open = true;
    },
  };
}
