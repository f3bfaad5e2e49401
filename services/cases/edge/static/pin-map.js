// Fills <div class="pin-map" data-into="point" data-point="114.2,35.7"> with a map to pick a point on. The
// point goes as "longitude,latitude" into the field with the id of data-into; or into two fields, whose ids
// data-into names with a comma between. A click or Enter on the map takes the point, the arrow keys move it.
import { t, whenSeen } from "./map-ground.js";

const STEP = 0.0001; // degrees, some ten metres
const ARROWS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

function fields(element) {
  return (element.dataset.into ?? "").split(",").map((id) => document.getElementById(id.trim())).filter(Boolean);
}
function written(element) {
  const text = fields(element).map((each) => each.value.trim()).join(",");
  const at = (text || element.dataset.point || "").split(",").map(Number);
  return at.length === 2 && at.every(Number.isFinite) && (at[0] || at[1]) ? at : null;
}
function write(element, at) {
  const values = at.map((each) => each.toFixed(6));
  const into = fields(element);
  const texts = into.length === 2 ? values : [values.join(",")];
  into.forEach((each, index) => {
    each.value = texts[index];
    each.dispatchEvent(new Event("change", { bubbles: true }));
  });
  element.dispatchEvent(new CustomEvent("wangge:pinned", { bubbles: true, detail: { longitude: at[0], latitude: at[1] } }));
}

async function start(element) {
  const [{ pin, smallMap }, { read }] = await Promise.all([import("./map-small.js"), import("./map-ground.js")]);
  const before = written(element);
  const ground = before ? null : await read("/cases/map/ground.json").catch(() => null);
  const box = ground?.own?.length ? ground.own : ground?.bounds;
  const middle = before ?? (box?.length ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : [114.2, 35.7]);
  const made = await smallMap(element, middle, before ? 15.5 : 12, t("在地图上选点", "Pick a point on the map"));
  if (!made) return;
  const { map, library } = made;
  if (!before && ground) map.once("load", () => made.show(middle));
  if (!before && box?.length) map.fitBounds(box, { padding: 20, animate: false });
  const said = document.createElement("p");
  said.className = "form-hint";
  said.setAttribute("role", "status");
  said.textContent = t(
    "点击地图选定位置，可拖动图钉；键盘：移到地图后按回车放下图钉，用方向键移动。",
    "Click the map to set the place, drag the pin to mend it. By keyboard: focus the map, Enter drops the pin, arrows move it.",
  );
  element.after(said);
  let marker = null;
  const put = (at, tell = true) => {
    if (!marker) {
      marker = pin(library, at, t("选定的位置", "The chosen place")).setDraggable(true).addTo(map);
      marker.on("dragend", () => put(marker.getLngLat().toArray()));
    }
    marker.setLngLat(at);
    if (!tell) return;
    write(element, at);
    made.show(at);
    said.textContent = t("已选定：", "Chosen: ") + at.map((each) => each.toFixed(5)).join(", ");
  };
  if (before) put(before, false);
  map.on("click", (event) => put(event.lngLat.toArray()));
  map.keyboard.disable();
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault(); // or the form would be sent
      put(map.getCenter().toArray());
    } else if (event.key in ARROWS && !event.altKey && !event.ctrlKey) {
      event.preventDefault();
      const [east, north] = ARROWS[event.key];
      const factor = event.shiftKey ? 10 : 1;
      const from = marker ? marker.getLngLat().toArray() : map.getCenter().toArray();
      const to = [from[0] + east * STEP * factor, from[1] + north * STEP * factor];
      put(to);
      if (!map.getBounds().contains(to)) map.panTo(to);
    } else if (event.key === "+" || event.key === "=") map.zoomIn();
    else if (event.key === "-") map.zoomOut();
  });
  for (const each of fields(element))
    each.addEventListener("change", () => {
      const at = written(element);
      const now = marker?.getLngLat();
      if (!at || (now && Math.abs(now.lng - at[0]) < 1e-6 && Math.abs(now.lat - at[1]) < 1e-6)) return;
      put(at, false);
      map.easeTo({ center: at, zoom: Math.max(map.getZoom(), 15) });
    });
}

for (const each of document.querySelectorAll(".pin-map[data-into]")) {
  each.textContent = t("正在读取地图……", "Loading the map …");
  whenSeen(each, () => start(each));
}
