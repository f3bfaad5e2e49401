// Fills <div class="case-map" data-point="114.2,35.7" data-title="…"> with a small map, once it is in view.
import { t, whenSeen } from "./map-ground.js";

export function place(element) {
  const at = (element.dataset.point ?? "").split(",").map(Number);
  if (at.length !== 2 || !at.every(Number.isFinite)) return;
  element.textContent = t("正在读取地图……", "Loading the map …");
  whenSeen(element, async () => {
    const { pin, smallMap } = await import("./map-small.js");
    const title = element.dataset.title || t("事发地点", "Where it is");
    const made = await smallMap(element, at, 15, t("事发地点地图", "Map of the place"));
    if (made) pin(made.library, at, title).addTo(made.map);
  });
}

for (const each of document.querySelectorAll(".case-map[data-point]")) place(each);
