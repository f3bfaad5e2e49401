// The view in three dimensions: registered buildings as blocks, of the townships in view.
import { colours, read, t } from "./map-ground.js";

const FROM = 14;

export function buildings(map, button, areas) {
  const known = new Map();
  const asked = new Set();
  let on = false;
  function draw() {
    const data = { type: "FeatureCollection", features: on ? [...known.values()].flat() : [] };
    if (map.getSource("blocks")) {
      map.getSource("blocks").setData(data);
      return;
    }
    map.addSource("blocks", { type: "geojson", data });
    map.addLayer({
      id: "blocks", type: "fill-extrusion", source: "blocks", minzoom: FROM,
      paint: { "fill-extrusion-color": colours().block, "fill-extrusion-height": ["get", "height"], "fill-extrusion-opacity": 0.85 },
    });
  }
  async function load() {
    if (!on || map.getZoom() < FROM) return;
    for (const town of areas.towns().slice(0, 4)) {
      const code = town.properties.code;
      if (asked.has(code)) continue;
      asked.add(code);
      const found = await read(`/cases/map/buildings.json?parent=${code}`).catch(() => null);
      if (found) known.set(code, found.features);
      else asked.delete(code);
    }
    draw();
  }
  if (!button) return { again() {} };
  map.on("moveend", load);
  button.addEventListener("click", () => {
    on = !on;
    button.setAttribute("aria-pressed", String(on));
    button.classList.toggle("btn-primary", on);
    map.easeTo(on ? { pitch: 55, bearing: -20, zoom: Math.max(map.getZoom(), FROM + 1) } : { pitch: 0, bearing: 0 });
    draw();
    load();
  });
  const popupless = (event) => {
    const found = event.features?.[0]?.properties;
    if (found) button.closest(".map-main").querySelector("[data-map-status]").textContent =
      [
        found.name,
        found.storeys ? t(`${found.storeys} 层`, `${found.storeys} storeys`) : "",
        t(`${found.households} 户`, `${found.households} households`),
      ].filter(Boolean).join(" · ");
  };
  map.on("mousemove", "blocks", popupless);
  return { again: () => on && draw() };
}
