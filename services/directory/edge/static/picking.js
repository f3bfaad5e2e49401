// A click on the map fills in the position above it and asks for the grid there.
"use strict";
document.addEventListener("wangge:map", (event) => {
  const box = event.target;
  const field = document.querySelector("input[data-point]");
  if (box.dataset.kind !== "pick" || !field) return;
  const { map } = box.wanggeMap;
  map.getCanvas().style.cursor = "crosshair";
  map.on("click", ({ lngLat }) => {
    field.value = `${lngLat.lng.toFixed(7)},${lngLat.lat.toFixed(7)}`;
    field.form.requestSubmit();
  });
});
