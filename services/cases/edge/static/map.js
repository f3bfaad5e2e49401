// The map of cases: asks for the clusters of what is shown, keeps map, list and address in step.
import { loadAreas, nameAt } from "./map-areas.js";
import { buildings } from "./map-buildings.js";
import { spots } from "./map-clusters.js";
import { fill, makeMap, onTheme, read, style, t } from "./map-ground.js";

const box = document.querySelector("[data-map]");
const form = document.querySelector("[data-map-filters]");
const side = document.querySelector("[data-map-listed]");
const status = document.querySelector("[data-map-status]");
const button = (name) => document.querySelector(`[data-map-${name}]`);
const CHINA = [104, 35.5];

async function start() {
  const ground = await read("/cases/map/ground.json").catch(() => ({ areas: { features: [] }, bounds: [], own: [] }));
  const home = ground.own?.length ? ground.own : ground.bounds;
  const made = await makeMap(box, {
    style: style(ground.tiles), tiles: ground.tiles, hash: "at", maxZoom: 19, maxPitch: 65, label: t("案件地图", "Map of cases"),
    ...(home?.length ? { bounds: home, fitBoundsOptions: { padding: 30 } } : { center: CHINA, zoom: 4 }),
  });
  if (!made) {
    status.textContent = t("地图无法显示，请使用列表。", "The map cannot be shown; use the list.");
    form.addEventListener("change", () => form.requestSubmit());
    return;
  }
  const { map, library } = made;
  map.addControl(new library.NavigationControl({ visualizePitch: true }));
  map.addControl(new library.ScaleControl({ unit: "metric" }));
  map.addControl(new library.GeolocateControl({ positionOptions: { enableHighAccuracy: true } }));
  // The library names its button only when the browser has said whether there is a position at all.
  box.querySelector(".maplibregl-ctrl-geolocate")?.setAttribute("aria-label", t("我的位置", "My position"));
  const popup = new library.Popup({ maxWidth: "22rem", focusAfterOpen: true });
  const tell = async (address, at) => {
    popup.setLngLat(at).setHTML(`<p>${t("正在读取……", "Loading …")}</p>`).addTo(map);
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    popup.setHTML(answer.ok ? await answer.text() : `<p>${t("无法读取。", "It cannot be read.")}</p>`);
  };
  const closer = (at, zoom) => map.easeTo({ center: at, zoom: Math.min(zoom ?? map.getZoom() + 2.5, 18.5) });
  const drawn = spots(map, library, { open: (each) => tell(`/cases/map/case/${each.id}`, each.at), closer });
  const areas = loadAreas(map, ground.areas.features, (code, at) => tell(`/cases/map/area/${code}`, at));
  const blocks = buildings(map, button("3d"), areas);

  let asking = null;
  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(history.state, "", `/cases/map?${fields}${location.hash}`);
    const [[west, south], [east, north]] = map.getBounds().toArray();
    const section = new URLSearchParams(fields);
    const wrap = (value) => ((((value + 180) % 360) + 360) % 360) - 180;
    const whole = east - west >= 360;
    section.set("west", whole ? -180 : wrap(west));
    section.set("east", whole ? 180 : wrap(east));
    section.set("south", south);
    section.set("north", north);
    section.set("zoom", Math.max(0, Math.floor(map.getZoom())));
    try {
      const found = await read(`/cases/map/clusters.json?${section}`, asking.signal);
      drawn.show(found.clusters);
      side.innerHTML = found.listed;
      for (const each of side.querySelectorAll("[hidden]")) each.hidden = false;
      named();
      button("list").href = found.list_address;
      status.textContent = t(`图上 ${found.total} 件`, `${found.total} cases on the map`) + (found.limited ? t("（只统计最新的一部分）", " (only the newest are counted)") : "");
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = t("案件读取失败，请稍后再试。", "The cases could not be read; try again later.");
    }
  }
  function named() {
    for (const each of side.querySelectorAll("[data-near]"))
      each.textContent = nameAt(areas.features(), each.dataset.near.split(",").map(Number)) || each.textContent;
  }

  let due = 0;
  const soon = () => {
    clearTimeout(due);
    due = setTimeout(ask, 180);
  };
  map.on("moveend", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  document.body.addEventListener("wangge:changed", () => {
    if (!side.contains(document.activeElement)) soon();
  });
  side.addEventListener("click", (event) => {
    const to = event.target.closest("[data-map-to]");
    if (to) closer(to.dataset.mapTo.split(",").map(Number));
  });
  side.addEventListener("mouseover", (event) => drawn.mark(event.target.closest("[data-map-case]")?.dataset.mapCase));
  button("home").addEventListener("click", () => home?.length && map.fitBounds(home, { padding: 30 }));
  button("fit").addEventListener("click", async () => {
    const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const found = await read(`/cases/map/clusters.json?${fields}&zoom=6`);
    if (!found.clusters.length) return;
    const all = new library.LngLatBounds();
    for (const each of found.clusters) all.extend(each.at);
    map.fitBounds(all, { padding: 60, maxZoom: 15 });
  });
  for (const name of ["home", "fit", "3d"]) if (button(name)) button(name).disabled = false;
  onTheme(() => {
    map.setStyle(style(ground.tiles));
    map.once("styledata", () => {
      fill(map, areas.features());
      blocks.again();
    });
  });
  map.once("load", () => {
    areas.begin();
    ask();
  });
}

start();
