// Two clicks on the map make a cut: they fill in the form beneath it and send it.
const form = document.querySelector("[data-cut]");
const box = document.querySelector(".map[data-kind=cut]");

if (form && box) {
  if (box.wanggeMap) begin(box.wanggeMap);
  else box.addEventListener("wangge:map", () => begin(box.wanggeMap), { once: true });
}

function begin({ map }) {
  const [from, to] = [form.querySelector("#cut-from"), form.querySelector("#cut-to")];
  const text = ({ lng, lat }) => `${lng.toFixed(7)},${lat.toFixed(7)}`;
  map.addSource("cut", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  map.addLayer({ id: "cut-line", type: "line", source: "cut", paint: { "line-color": "#c92a2a", "line-width": 3, "line-dasharray": [2, 1] } });
  map.addLayer({ id: "cut-dot", type: "circle", source: "cut", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 7, "circle-color": "#c92a2a", "circle-stroke-color": "#fff", "circle-stroke-width": 2 } });
  let first = null;
  const show = (last) => {
    const features = [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: first.toArray() } }];
    if (last) features.push({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: [first.toArray(), last.toArray()] } });
    map.getSource("cut").setData({ type: "FeatureCollection", features });
  };
  map.getCanvas().style.cursor = "crosshair";
  map.doubleClickZoom.disable();
  map.on("mousemove", (event) => first && show(event.lngLat));
  map.on("click", (event) => {
    if (!first) {
      first = event.lngLat;
      from.value = text(first);
      return show(null);
    }
    to.value = text(event.lngLat);
    show(event.lngLat);
    form.requestSubmit();
  });
}
