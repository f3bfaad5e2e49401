// Draws boxes over faces and plates: drag on the picture; the text field holds left,top,width,height in pixels.
const stage = document.querySelector(".blur-stage");
const field = document.getElementById("f-boxes");
if (stage && field) {
  const image = stage.querySelector("img");
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("aria-hidden", "true");
  stage.append(svg);
  const boxes = () => field.value.split("\n").map((line) => line.split(",").map(Number)).filter((each) => each.length === 4 && each.every(Number.isFinite));

  function paint(extra) {
    svg.setAttribute("viewBox", `0 0 ${image.naturalWidth} ${image.naturalHeight}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.replaceChildren(
      ...[...boxes(), ...(extra ? [extra] : [])].map(([left, top, width, height]) => {
        const box = document.createElementNS(space, "rect");
        for (const [name, value] of Object.entries({ x: left, y: top, width, height })) box.setAttribute(name, value);
        return box;
      }),
    );
  }
  function at(event) {
    const seen = image.getBoundingClientRect();
    const scale = image.naturalWidth / seen.width;
    const within = (value, most) => Math.round(Math.min(Math.max(value, 0), most));
    return [within((event.clientX - seen.left) * scale, image.naturalWidth), within((event.clientY - seen.top) * scale, image.naturalHeight)];
  }
  stage.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    const [x, y] = at(event);
    const box = (now) => {
      const [u, v] = at(now);
      return [Math.min(x, u), Math.min(y, v), Math.abs(u - x), Math.abs(v - y)];
    };
    const move = (now) => paint(box(now));
    stage.addEventListener("pointermove", move);
    stage.addEventListener("pointerup", (now) => {
      stage.removeEventListener("pointermove", move);
      const made = box(now);
      if (made[2] > 3 && made[3] > 3) field.value = [...boxes().map(String), String(made)].join("\n");
      paint();
    }, { once: true });
  });
  field.addEventListener("input", () => paint());
  if (image.complete) paint();
  else image.addEventListener("load", () => paint());
}
