// Draws one border on a map: click to add corners, drag to move them, undo; the text field holds the result.
const section = document.querySelector("[data-drawing]");
const field = section && document.getElementById(section.dataset.drawing);
const box = section?.querySelector(".map");
const chinese = document.documentElement.lang === "zh-CN";
const say = (zh, en) => (chinese ? zh : en);
const EARTH = 6371008.8;

if (section && field && box) {
  section.hidden = false;
  if (box.wanggeMap) begin(box.wanggeMap);
  else box.addEventListener("wangge:map", () => begin(box.wanggeMap), { once: true });
}

// Square metres of a ring of degrees on the sphere.
function areaOf(ring) {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i], ring[(i + 1) % ring.length]];
    sum += ((b[0] - a[0]) * Math.PI / 180) * (2 + Math.sin(a[1] * Math.PI / 180) + Math.sin(b[1] * Math.PI / 180));
  }
  return Math.abs(sum * EARTH * EARTH / 2);
}

function areaText(square) {
  return square >= 1e6 ? `${(square / 1e6).toFixed(2)} ${say("平方公里", "km²")}` : `${Math.round(square).toLocaleString()} ${say("平方米", "m²")}`;
}

function begin({ map }) {
  const button = (name) => section.querySelector(`[data-draw=${name}]`);
  const shown = section.querySelector(".draw-area");
  const round = ({ lng, lat }) => [Number(lng.toFixed(7)), Number(lat.toFixed(7))];
  // rings[0] and its like without the closing point; drawing: the ring being clicked, not closed yet.
  let rings = [], drawing = null, chosen = null, past = [], dragged = false;

  // Only a border of one outer line is changed by hand; others are shown and can be drawn anew or pasted.
  function read() {
    rings = [];
    try {
      const shape = JSON.parse(field.value);
      const parts = shape.type === "MultiPolygon" ? shape.coordinates : [shape.coordinates];
      rings = parts.flat().map((ring) => ring.slice(0, -1));
      if (parts.length > 1 || parts[0].length > 1) shown.textContent = say("该边界由多块组成，只能重新绘制或粘贴坐标", "This border has several parts; draw it anew or paste coordinates");
      several = parts.length > 1 || parts[0].length > 1;
    } catch {
      several = false;
    }
    paint();
  }
  let several = false;

  function keep() {
    past.push(JSON.stringify({ rings, drawing }));
    if (past.length > 100) past.shift();
  }

  function write() {
    if (!drawing && rings.length === 1 && rings[0].length >= 3)
      field.value = JSON.stringify({ type: "Polygon", coordinates: [[...rings[0], rings[0][0]]] });
    paint();
  }

  function paint() {
    const features = [];
    for (const ring of rings)
      features.push({ type: "Feature", properties: { role: "area" }, geometry: { type: "Polygon", coordinates: [[...ring, ring[0]]] } });
    if (drawing?.length > 1) features.push({ type: "Feature", properties: { role: "way" }, geometry: { type: "LineString", coordinates: drawing } });
    const corners = drawing ?? (several ? [] : (rings[0] ?? []));
    corners.forEach((each, index) => features.push({ type: "Feature", properties: { role: "corner", index, chosen: index === chosen }, geometry: { type: "Point", coordinates: each } }));
    if (!drawing && !several)
      corners.forEach((each, index) => {
        const next = corners[(index + 1) % corners.length];
        features.push({ type: "Feature", properties: { role: "middle", index }, geometry: { type: "Point", coordinates: [(each[0] + next[0]) / 2, (each[1] + next[1]) / 2] } });
      });
    map.getSource("drawn").setData({ type: "FeatureCollection", features });
    button("undo").disabled = !past.length;
    button("remove").disabled = chosen === null || corners.length <= (drawing ? 0 : 3);
    const total = rings.reduce((sum, ring) => sum + areaOf(ring), 0);
    if (drawing) shown.textContent = say(`已画 ${drawing.length} 个顶点`, `${drawing.length} corners so far`);
    else if (!several) shown.textContent = total ? say(`面积 ${areaText(total)}`, `Area ${areaText(total)}`) : "";
  }

  map.addSource("drawn", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  const of = (role) => ["==", ["get", "role"], role];
  map.addLayer({ id: "drawn-area", type: "fill", source: "drawn", filter: of("area"), paint: { "fill-color": "#1756a9", "fill-opacity": 0.2 } });
  map.addLayer({ id: "drawn-line", type: "line", source: "drawn", filter: ["in", ["get", "role"], ["literal", ["area", "way"]]], paint: { "line-color": "#1756a9", "line-width": 3 } });
  map.addLayer({ id: "drawn-middle", type: "circle", source: "drawn", filter: of("middle"), paint: { "circle-radius": 5, "circle-color": "#fff", "circle-stroke-color": "#1756a9", "circle-stroke-width": 1.5 } });
  map.addLayer({ id: "drawn-corner", type: "circle", source: "drawn", filter: of("corner"), paint: { "circle-radius": 8, "circle-color": ["case", ["get", "chosen"], "#e8590c", "#1756a9"], "circle-stroke-color": "#fff", "circle-stroke-width": 2 } });

  const cornerAt = (point) => map.queryRenderedFeatures([[point.x - 6, point.y - 6], [point.x + 6, point.y + 6]], { layers: ["drawn-corner"] })[0]?.properties.index;
  const middleAt = (point) => map.queryRenderedFeatures([[point.x - 5, point.y - 5], [point.x + 5, point.y + 5]], { layers: ["drawn-middle"] })[0]?.properties.index;

  function finish() {
    rings = [drawing];
    drawing = null;
    chosen = null;
    write();
  }

  map.on("click", (event) => {
    if (dragged) return void (dragged = false);
    const corner = cornerAt(event.point);
    if (drawing) {
      if (corner === 0 && drawing.length >= 3) {
        keep();
        return finish();
      }
      keep();
      drawing.push(round(event.lngLat));
      return paint();
    }
    if (corner !== undefined) {
      chosen = corner === chosen ? null : corner;
      return paint();
    }
    const middle = middleAt(event.point);
    if (middle !== undefined) {
      keep();
      rings[0].splice(middle + 1, 0, round(event.lngLat));
      chosen = middle + 1;
      return write();
    }
    if (!rings.length) {
      keep();
      drawing = [round(event.lngLat)];
      paint();
    }
  });

  function drag(event) {
    dragged = false;
    const corner = cornerAt(event.point);
    if (corner === undefined || drawing || (event.points && event.points.length > 1)) return;
    event.preventDefault();
    const before = JSON.stringify({ rings, drawing });
    let moved = false;
    const move = (now) => {
      if (!moved) past.push(before);
      moved = true;
      rings[0][corner] = round(now.lngLat);
      paint();
    };
    const stop = () => {
      map.off("mousemove", move);
      map.off("touchmove", move);
      dragged = moved;
      if (moved) write();
    };
    map.on("mousemove", move);
    map.on("touchmove", move);
    map.once("mouseup", stop);
    map.once("touchend", stop);
  }
  map.on("mousedown", drag);
  map.on("touchstart", drag);
  map.on("mousemove", (event) => (map.getCanvas().style.cursor = drawing ? "crosshair" : cornerAt(event.point) !== undefined ? "move" : middleAt(event.point) !== undefined ? "copy" : ""));
  map.doubleClickZoom.disable();

  button("start").addEventListener("click", () => {
    keep();
    rings = [];
    drawing = [];
    chosen = null;
    several = false;
    paint();
  });
  button("undo").addEventListener("click", () => {
    const before = past.pop();
    if (!before) return;
    ({ rings, drawing } = JSON.parse(before));
    chosen = null;
    write();
  });
  function remove() {
    if (chosen === null) return;
    keep();
    (drawing ?? rings[0]).splice(chosen, 1);
    chosen = null;
    write();
  }
  button("remove").addEventListener("click", remove);
  section.addEventListener("keydown", (event) => {
    if (event.key === "Delete" || event.key === "Backspace") remove();
    else if (event.key === "Escape" && drawing) button("undo").click();
    else return;
    event.preventDefault();
  });
  field.addEventListener("change", () => {
    keep();
    drawing = null;
    read();
  });
  read();
}
