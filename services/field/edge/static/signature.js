// A signature drawn with a finger: a canvas that gives a PNG.
import { button, h } from "./dom.js";
import { t } from "./texts.js";

/** {box, empty(), picture()}: `picture` resolves to a PNG. */
export function signature(label) {
  const canvas = h("canvas", { width: 600, height: 220, class: "signature", role: "img", "aria-label": label });
  const pen = canvas.getContext("2d");
  let drawn = false;
  let drawing = false;
  const clear = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    drawn = false;
  };
  clear();
  const at = (event) => {
    const place = canvas.getBoundingClientRect();
    return [
      ((event.clientX - place.left) * canvas.width) / place.width,
      ((event.clientY - place.top) * canvas.height) / place.height,
    ];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    pen.strokeStyle = "#000";
    pen.lineWidth = 4;
    pen.lineCap = "round";
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
    drawn = true;
  });
  for (const name of ["pointerup", "pointercancel"])
    canvas.addEventListener(name, () => {
      drawing = false;
    });
  return {
    box: h("div", { class: "field" }, h("p", {}, label), canvas, button(t("重签", "Sign again"), clear, { symbol: "refresh" })),
    empty: () => !drawn,
    picture: () => new Promise((resolve) => canvas.toBlob(resolve, "image/png")),
  };
}
