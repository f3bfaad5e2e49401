// What every map of this console stands on: the library, loaded when a map comes into view; colours of the
// light and dark theme; the county's own outlines; tiles, where the operator has configured some.
const LIBRARY = "/static/vendor/maplibre/maplibre-gl";
const CHINESE = !document.documentElement.lang.startsWith("en");

export const t = (zh, en) => (CHINESE ? zh : en);

let loading;
export function library() {
  loading ??= (async () => {
    const [found] = await Promise.all([
      import(`${LIBRARY}.mjs`),
      ...[`${LIBRARY}.css`, "/static/cases/map.css"].map(styled),
    ]);
    return found;
  })();
  return loading;
}

function styled(address) {
  if (document.querySelector(`link[href^="${address}"]`)) return null;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = address;
  document.head.append(sheet);
  return new Promise((done) => (sheet.onload = sheet.onerror = done));
}

export async function read(address, signal) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, signal });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

// Calls `start` once, when the element is about to be seen.
export function whenSeen(element, start) {
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some((each) => each.isIntersecting)) return;
      watch.disconnect();
      start();
    },
    { rootMargin: "200px" },
  );
  watch.observe(element);
}

export const dark = () => document.documentElement.getAttribute("data-bs-theme") === "dark";
export function colours() {
  return dark()
    ? { land: "#111b2d", area: "#1b2940", border: "#7f96b8", thin: "#4a5f80", text: "#dfe8f6", halo: "#111b2d", block: "#6d86ab", pin: "#ff8c7a" }
    : { land: "#eef2f6", area: "#fbfcfd", border: "#54698a", thin: "#a3b3c9", text: "#22314a", halo: "#ffffff", block: "#8fa3c2", pin: "#c02f1d" };
}

// Layers of outlines: id, level, from which zoom, colour of the line, its width, size of the name (0: none).
const OUTLINES = [
  ["grid", 13.5, "thin", 0.8, 11],
  ["community", 11.5, "thin", 1.4, 12],
  ["township", 0, "border", 1.6, 13],
  ["county", 0, "border", 2.6, 0],
];

export function style(tiles) {
  const c = colours();
  const sources = { areas: { type: "geojson", data: { type: "FeatureCollection", features: [] } } };
  sources.names = { type: "geojson", data: { type: "FeatureCollection", features: [] } };
  const layers = [{ id: "land", type: "background", paint: { "background-color": c.land } }];
  if (tiles) {
    sources.tiles = { type: "raster", tiles: [tiles.url], tileSize: 256, maxzoom: 18, attribution: escaped(tiles.attribution) };
    layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  layers.push({
    id: "area", type: "fill", source: "areas", filter: ["==", ["get", "level"], "township"],
    paint: { "fill-color": c.area, "fill-opacity": tiles ? 0 : 1 },
  });
  for (const [level, zoom, colour, width, size] of OUTLINES) {
    const filter = ["==", ["get", "level"], level];
    layers.push({
      id: `line-${level}`, type: "line", source: "areas", minzoom: zoom, filter,
      paint: { "line-color": c[colour], "line-width": width },
    });
    if (!size) continue;
    const last = { township: 13, community: 15 }[level] ?? 24;
    layers.push({
      id: `name-${level}`, type: "symbol", source: "names", minzoom: zoom, maxzoom: last, filter,
      layout: { "text-field": ["get", "short"], "text-size": size, "text-font": ["sans"], "text-padding": 6 },
      paint: { "text-color": c.text, "text-halo-color": c.halo, "text-halo-width": 1.5 },
    });
  }
  return { version: 8, sources, layers };
}

// The names stand at one point of each area, so that none is repeated by tile.
export function fill(map, features) {
  map.getSource("areas")?.setData({ type: "FeatureCollection", features });
  map.getSource("names")?.setData({
    type: "FeatureCollection",
    features: features.map((each) => ({ type: "Feature", properties: each.properties, geometry: { type: "Point", coordinates: each.properties.at } })),
  });
}

export function escaped(text) {
  const box = document.createElement("span");
  box.textContent = text ?? "";
  return box.innerHTML;
}

// A map, or null where the browser cannot draw one: then `element` says so and all else goes on without.
export async function makeMap(element, options) {
  let found;
  try {
    found = await library();
    const map = new found.Map({
      container: element,
      attributionControl: false,
      localIdeographFontFamily: "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
      locale: CHINESE ? LOCALE : undefined,
      fadeDuration: 0,
      ...options,
    });
    map.getCanvas().setAttribute("aria-label", options.label ?? t("地图", "Map"));
    if (options.tiles) map.addControl(new found.AttributionControl({ compact: true }));
    return { map, library: found };
  } catch (error) {
    console.warn("map", error);
    element.replaceChildren();
    const note = document.createElement("p");
    note.className = "map-none";
    note.textContent = t("此浏览器无法显示地图（需要 WebGL）。", "This browser cannot show maps (WebGL is needed).");
    element.append(note);
    return null;
  }
}

// Runs again when the reader's theme changes (the automatic theme follows the system).
export function onTheme(change) {
  const watch = new MutationObserver(change);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
}

const LOCALE = {
  "NavigationControl.ResetBearing": "拖动旋转，点击朝北",
  "NavigationControl.ZoomIn": "放大",
  "NavigationControl.ZoomOut": "缩小",
  "AttributionControl.ToggleAttribution": "地图来源",
  "Popup.Close": "关闭",
  "Map.Title": "地图",
  "Marker.Title": "地图标记",
  "GeolocateControl.FindMyLocation": "我的位置",
  "GeolocateControl.LocationNotAvailable": "无法取得位置",
};
