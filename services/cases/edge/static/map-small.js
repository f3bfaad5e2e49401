// A small map about one point, with the outlines of its community and grids.
import { colours, fill, makeMap, onTheme, read, style } from "./map-ground.js";

export async function smallMap(element, at, zoom, label) {
  const ground = await around(at);
  const box = document.createElement("div");
  box.className = "small-map";
  element.replaceChildren(box);
  const made = await makeMap(box, {
    style: style(ground.tiles), tiles: ground.tiles, center: at, zoom, maxZoom: 18.5, label,
    dragRotate: false, pitchWithRotate: false, cooperativeGestures: false, scrollZoom: false,
  });
  if (!made) return null;
  made.map.addControl(new made.library.NavigationControl({ showCompass: false }));
  made.map.touchZoomRotate.disableRotation();
  const put = () => fill(made.map, ground.areas.features);
  made.map.once("load", put);
  onTheme(() => {
    made.map.setStyle(style(ground.tiles));
    made.map.once("styledata", put);
  });
  return { ...made, show: async (point) => {
    const next = await around(point);
    ground.areas = next.areas;
    put();
  } };
}

export function pin(library, at, title) {
  const marker = new library.Marker({ color: colours().pin }).setLngLat(at);
  marker.getElement().setAttribute("aria-label", title);
  return marker;
}

async function around([longitude, latitude]) {
  try {
    return await read(`/cases/map/around.json?lon=${longitude}&lat=${latitude}`);
  } catch {
    return { areas: { type: "FeatureCollection", features: [] } };
  }
}
