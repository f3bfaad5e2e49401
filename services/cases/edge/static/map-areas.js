// Outlines: counties and townships at once, communities and grids of the townships in view when near enough.
import { fill, read } from "./map-ground.js";

const NEAR = { community: 11.5, grid: 13.5 };
const DEPTH = { county: 0, township: 1, community: 2, grid: 3 };

export function loadAreas(map, first, open) {
  const known = new Map(first.map((each) => [each.properties.code, each]));
  const asked = new Set();
  const features = () => [...known.values()];
  const within = () => {
    const [[west, south], [east, north]] = map.getBounds().toArray();
    return features().filter((each) => {
      if (each.properties.level !== "township") return false;
      const [w, s, e, n] = boxOf(each);
      return w <= east && e >= west && s <= north && n >= south;
    });
  };
  async function load() {
    const zoom = map.getZoom();
    let news = false;
    for (const [level, from] of Object.entries(NEAR)) {
      if (zoom < from) continue;
      for (const town of within().slice(0, 12)) {
        const key = `${town.properties.code}/${level}`;
        if (asked.has(key)) continue;
        asked.add(key);
        try {
          const found = await read(`/cases/map/areas.json?parent=${town.properties.code}&level=${level}`);
          for (const each of found.features) known.set(each.properties.code, each);
          news ||= found.features.length > 0;
        } catch {
          asked.delete(key);
        }
      }
    }
    if (news) fill(map, features());
  }
  map.on("moveend", load);
  map.on("click", (event) => {
    const found = at(visible(features(), map.getZoom()), event.lngLat.toArray());
    if (found) open(found.properties.code, event.lngLat.toArray());
  });
  return {
    features,
    towns: within,
    begin() {
      fill(map, features());
      load();
    },
  };
}

export function nameAt(features, point) {
  const names = [];
  for (const level of ["township", "community", "grid"]) {
    const found = features.find((each) => each.properties.level === level && holds(each, point));
    if (found) names.push(found.properties.name);
  }
  return names.slice(-2).join(" · ");
}

function visible(features, zoom) {
  return features.filter((each) => zoom >= (NEAR[each.properties.level] ?? 0));
}
function at(features, point) {
  const found = features.filter((each) => holds(each, point));
  return found.sort((a, b) => DEPTH[b.properties.level] - DEPTH[a.properties.level])[0];
}
function polygons(feature) {
  const { type, coordinates } = feature.geometry;
  return type === "Polygon" ? [coordinates] : coordinates;
}
function boxOf(feature) {
  const points = polygons(feature).flatMap((each) => each[0]);
  const xs = points.map((each) => each[0]);
  const ys = points.map((each) => each[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
function holds(feature, [x, y]) {
  return polygons(feature).some((rings) => rings.reduce((inside, ring) => (crossed(ring, x, y) ? !inside : inside), false));
}
function crossed(ring, x, y) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
