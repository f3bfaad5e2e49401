// Maps of areas without any tiles: <div class="map" data-map="address of GeoJSON" data-kind="show|draw|cut|gap">.
// What else works on a map waits for the event "wangge:map" on the element (or finds element.wanggeMap).
import * as maplibregl from "/static/vendor/maplibre/maplibre-gl.mjs";

const chinese = document.documentElement.lang === "zh-CN";
const say = (zh, en) => (chinese ? zh : en);
const dark = () => document.documentElement.dataset.bsTheme === "dark";
const COLOURS = ["#2f6fca", "#2b8a3e", "#c2571a", "#7a4fbf", "#0f7f8c", "#a8344f", "#6b6f1d", "#4b5c9e"];

export function boundsOf(features) {
  const bounds = new maplibregl.LngLatBounds();
  const walk = (value) => (typeof value[0] === "number" ? bounds.extend(value) : value.forEach(walk));
  features.forEach((each) => walk(each.geometry.coordinates));
  return bounds;
}

function style() {
  const text = dark() ? "#f2f5fa" : "#17233a";
  return {
    version: 8,
    sources: { places: { type: "geojson", data: { type: "FeatureCollection", features: [] } } },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": dark() ? "#1c2638" : "#eef2f7" } },
      { id: "fill", type: "fill", source: "places", filter: ["==", ["geometry-type"], "Polygon"],
        paint: { "fill-color": ["get", "colour"], "fill-opacity": ["get", "opacity"] } },
      { id: "line", type: "line", source: "places", filter: ["==", ["geometry-type"], "Polygon"],
        paint: { "line-color": ["get", "colour"], "line-width": ["get", "width"] } },
      { id: "dot", type: "circle", source: "places", filter: ["==", ["geometry-type"], "Point"],
        paint: { "circle-radius": 6, "circle-color": ["get", "colour"], "circle-stroke-width": 2, "circle-stroke-color": "#fff" } },
      { id: "label", type: "symbol", source: "places", filter: ["!=", ["get", "label"], ""],
        layout: { "text-field": ["get", "label"], "text-size": 14, "text-font": ["sans-serif"], "text-max-width": 8, "text-anchor": "center" },
        paint: { "text-color": text, "text-halo-color": dark() ? "#1c2638" : "#fff", "text-halo-width": 1.5 } },
    ],
  };
}

function dress(feature, index, alone) {
  const { role, name } = feature.properties;
  const child = role === "child" || role === "part";
  const colour = child ? COLOURS[index % COLOURS.length] : role === "gap" ? "#c92a2a" : role === "self" ? "#1756a9" : "#7c8797";
  return { ...feature, properties: { ...feature.properties, colour,
    opacity: role === "gap" ? 0.55 : child ? 0.22 : role === "self" && alone ? 0.18 : 0.03,
    width: role === "self" ? 3 : 1.5,
    label: child || role === "sibling" || alone ? name : "" } };
}

function draw(box) {
  if (box.dataset.ready) return;
  box.dataset.ready = "1";
  const note = box.querySelector(".map-note");
  const fail = () => {
    if (note) note.textContent = say("地图无法显示，请看表格中的内容。", "The map cannot be shown; the tables say the same.");
  };
  fetch(box.dataset.map)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then((data) => {
      const kind = box.dataset.kind;
      let features = data.features;
      const extra = box.closest("[data-gap]")?.dataset.gap;
      if (kind === "gap" && extra) features.push({ type: "Feature", geometry: JSON.parse(extra), properties: { role: "gap", name: "" } });
      if (kind === "cut")
        for (const part of document.querySelectorAll(".part[data-border^='{']"))
          features.push({ type: "Feature", geometry: JSON.parse(part.dataset.border), properties: { role: "part", name: part.dataset.name } });
      if (!features.length && kind !== "draw") {
        note.textContent = say("还没有边界，绘制后在这里显示。", "There is no border yet; it shows here once drawn.");
        box.classList.add("map-empty");
        return;
      }
      if (kind === "draw") features = features.filter((each) => each.properties.role !== "self");
      const alone = features.length === 1;
      features = features.map((each, index) => dress(each, index, alone));
      const map = new maplibregl.Map({
        container: box, style: style(), attributionControl: false, dragRotate: false, pitchWithRotate: false, maxPitch: 0,
        localIdeographFontFamily: "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif",
        bounds: data.features.length ? boundsOf(data.features) : [[73, 18], [135, 53]],
        fitBoundsOptions: { padding: 36, maxZoom: 17 }, cooperativeGestures: kind === "show",
        locale: chinese ? { "NavigationControl.ZoomIn": "放大", "NavigationControl.ZoomOut": "缩小", "Map.Title": "地图",
          "CooperativeGesturesHandler.WindowsHelpText": "按住 Ctrl 并滚动滚轮可缩放地图", "CooperativeGesturesHandler.MacHelpText": "按住 ⌘ 并滚动可缩放地图",
          "CooperativeGesturesHandler.MobileHelpText": "用两个手指移动地图" } : {},
      });
      map.touchZoomRotate.disableRotation();
      map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
      map.addControl(new maplibregl.ScaleControl({}), "bottom-left");
      map.on("load", () => {
        note?.remove();
        map.getSource("places").setData({ type: "FeatureCollection", features });
        if (kind === "show") walkable(map, box);
        box.wanggeMap = { map, maplibregl, features: data.features };
        box.dispatchEvent(new CustomEvent("wangge:map", { bubbles: true }));
      });
    })
    .catch(fail);
}

// A click on a place below leads to it.
function walkable(map, box) {
  const at = (event) => map.queryRenderedFeatures(event.point, { layers: ["fill", "dot"] }).find((each) => each.properties.role === "child");
  map.on("mousemove", (event) => (map.getCanvas().style.cursor = at(event) ? "pointer" : ""));
  map.on("click", (event) => {
    const address = at(event)?.properties.address;
    if (!address) return;
    if (document.getElementById("territory")) {
      htmx.ajax("GET", address, { target: "#territory", swap: "innerHTML" }).then(() => {
        history.pushState({}, "", address);
        document.body.dispatchEvent(new CustomEvent("htmx:pushedIntoHistory", { detail: { path: address } }));
      });
    } else location.assign(address);
  });
}

const begin = (root) => root.querySelectorAll(".map[data-map]").forEach(draw);
begin(document);
document.body.addEventListener("htmx:load", (event) => begin(event.detail.elt));
