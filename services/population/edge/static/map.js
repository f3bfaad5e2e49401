// The map of buildings: blocks with the number of people upon them; the list beside it says the same.
const box = document.querySelector("[data-register-map]");
const status = document.querySelector("[data-map-status]");
const button = document.querySelector("[data-map-3d]");
const CHINESE = !document.documentElement.lang.startsWith("en");
const t = (zh, en) => (CHINESE ? zh : en);
const LIBRARY = "/static/vendor/maplibre/maplibre-gl";
const dark = () => document.documentElement.dataset.bsTheme === "dark";
const COLOURS = { fresh: "#2f9e6a", ageing: "#d59a17", stale: "#d1493d", missing: "#8794a8" };
const NEAR = 15.2;

function style(data) {
  const night = dark();
  const sources = {
    areas: { type: "geojson", data: data.areas },
    blocks: { type: "geojson", data: data.buildings },
  };
  const layers = [{ id: "land", type: "background", paint: { "background-color": night ? "#111b2d" : "#eef2f6" } }];
  if (data.tiles) {
    sources.tiles = { type: "raster", tiles: [data.tiles.url], tileSize: 256, maxzoom: 18, attribution: data.tiles.attribution };
    layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  layers.push(
    { id: "area", type: "fill", source: "areas", filter: ["==", ["get", "role"], "self"], paint: { "fill-color": night ? "#1b2940" : "#fbfcfd", "fill-opacity": data.tiles ? 0 : 1 } },
    { id: "line", type: "line", source: "areas", paint: { "line-color": night ? "#7f96b8" : "#54698a", "line-width": ["case", ["==", ["get", "role"], "self"], 2.6, 1.2] } },
    { id: "name", type: "symbol", source: "areas", filter: ["==", ["get", "role"], "child"], maxzoom: NEAR + 1, layout: { "text-field": ["get", "name"], "text-size": 13, "text-font": ["sans"] }, paint: { "text-color": night ? "#dfe8f6" : "#22314a", "text-halo-color": night ? "#111b2d" : "#fff", "text-halo-width": 1.5 } },
    { id: "blocks", type: "fill-extrusion", source: "blocks", paint: { "fill-extrusion-color": ["match", ["get", "status"], "fresh", COLOURS.fresh, "ageing", COLOURS.ageing, "stale", COLOURS.stale, COLOURS.missing], "fill-extrusion-height": ["get", "height"], "fill-extrusion-opacity": 0.85 } },
  );
  return { version: 8, sources, layers };
}

function sheet() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = `${LIBRARY}.css`;
  document.head.append(link);
}

function boundsOf(library, data) {
  const bounds = new library.LngLatBounds();
  const walk = (value) => (typeof value[0] === "number" ? bounds.extend(value) : value.forEach(walk));
  const features = data.buildings.features.length ? data.buildings.features : data.areas.features;
  for (const each of features) walk(each.geometry.coordinates);
  return bounds;
}

// Of pins that would lie on each other the one with the most people is shown; the others come with zooming in.
function apart(map, pins) {
  const placed = [];
  for (const pin of pins) {
    const at = map.project(pin.at);
    pin.element.hidden = placed.some((each) => Math.abs(each.x - at.x) < 56 && Math.abs(each.y - at.y) < 34);
    if (!pin.element.hidden) placed.push(at);
  }
}

async function start() {
  let data, library, map;
  try {
    const answer = await fetch(box.dataset.registerMap, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    data = await answer.json();
    if (!data.buildings.features.length && !data.areas.features.length) {
      status.textContent = t("这里没有可以画出的楼栋。", "There is no building to draw here.");
      return;
    }
    library = await import(`${LIBRARY}.mjs`);
    sheet();
    map = new library.Map({
      container: box, style: style(data), attributionControl: Boolean(data.tiles), maxPitch: 65, maxZoom: 19,
      bounds: boundsOf(library, data), fitBoundsOptions: { padding: 60, maxZoom: 17 },
      localIdeographFontFamily: "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
      locale: CHINESE ? { "NavigationControl.ZoomIn": t("放大", "Zoom in"), "NavigationControl.ZoomOut": t("缩小", "Zoom out"), "NavigationControl.ResetBearing": t("朝北", "North up"), "Map.Title": t("地图", "Map") } : undefined,
    });
  } catch (error) {
    console.warn("map", error);
    status.textContent = t("地图无法显示，请看旁边的列表。", "The map cannot be shown; the list says the same.");
    return;
  }
  map.addControl(new library.NavigationControl({ visualizePitch: true }));
  map.addControl(new library.ScaleControl({ unit: "metric" }));
  const pins = [];
  for (const each of data.buildings.features) {
    const about = each.properties;
    const element = document.createElement("button");
    element.type = "button";
    element.className = `count-pin ${about.status}`;
    element.textContent = about.people;
    const said = t(
      `${about.name}：居住 ${about.people} 人，${about.households} 户，${about.dwellings} 套房屋，待核实 ${about.stale} 套`,
      `${about.name}: ${about.people} people, ${about.households} households, ${about.dwellings} dwellings, ${about.stale} to verify`,
    );
    element.title = said;
    element.setAttribute("aria-label", said);
    const tell = () => (status.textContent = said);
    element.addEventListener("mouseenter", tell);
    element.addEventListener("focus", tell);
    element.addEventListener("click", () => location.assign(`/population/building/${about.id}`));
    new library.Marker({ element, anchor: "bottom" }).setLngLat(about.at).addTo(map);
    pins.push({ element, at: about.at, people: about.people });
  }
  pins.sort((one, other) => other.people - one.people);
  const spread = () => apart(map, pins);
  map.on("moveend", spread);
  spread();
  const people = data.buildings.features.reduce((sum, each) => sum + each.properties.people, 0);
  status.textContent = t(`图上 ${data.buildings.features.length} 栋楼，居住 ${people} 人。`, `${data.buildings.features.length} buildings with ${people} people.`);
  let high = false;
  button.disabled = false;
  button.addEventListener("click", () => {
    high = !high;
    button.setAttribute("aria-pressed", String(high));
    map.easeTo(high ? { pitch: 58, bearing: -20, zoom: Math.max(map.getZoom(), NEAR + 0.6) } : { pitch: 0, bearing: 0 });
  });
  new MutationObserver(() => map.setStyle(style(data))).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
  document.addEventListener("click", (event) => {
    const to = event.target.closest("[data-map-to]");
    if (to) map.easeTo({ center: to.dataset.mapTo.split(",").map(Number), zoom: 17.5 });
  });
}
if (box) start();
