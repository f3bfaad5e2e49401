// Taking photos: shrunk on the phone to 1600 pixels, with time and place beside them; shown with a way to take them back.
import { button, fill, h, icon } from "./dom.js";
import { shotOf } from "./exif.js";
import { lastKnown } from "./position.js";
import { t, when } from "./texts.js";

const LONGEST = 1600;
const QUALITY = 0.8;

/** {id, blob, name, takenAt, takenWhere}; raises when the file is no picture that this phone can read. */
export async function shrunk(file) {
  const { takenAt, takenWhere } = shotOf(await file.slice(0, 256 * 1024).arrayBuffer());
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  const canvas = h("canvas", {
    width: Math.round(image.width * scale),
    height: Math.round(image.height * scale),
  });
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  const name = `${file.name.replace(/\.[^.]*$/, "").slice(0, 80) || "photo"}.jpg`;
  return {
    id: crypto.randomUUID(),
    blob,
    name,
    takenAt: takenAt ?? file.lastModified ?? Date.now(),
    takenWhere: takenWhere ?? lastKnown(),
  };
}

/**
 * A control for photos. `fresh` takes only those made since the screen was opened (FLD-04). `files()` resolves to
 * them.
 */
export function photoPicker(label, { most = 6, moment = "other", fresh = 0, hint = "" } = {}) {
  const taken = [];
  const shown = h("div", { class: "photos" });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const refuse = (text) => {
    problem.textContent = text;
    problem.hidden = false;
  };
  // With `capture` phones open the camera at once; a photo that is to be new cannot come from the album.
  const input = h("input", {
    type: "file",
    accept: "image/*",
    capture: fresh ? "environment" : undefined,
    multiple: !fresh,
    class: "over",
  });
  let working = Promise.resolve();
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    working = working.then(() => take(files));
  });
  async function take(files) {
    problem.hidden = true;
    for (const file of files) {
      if (taken.length >= most) {
        refuse(t(`最多 ${most} 张照片`, `${most} photos at most`));
        break;
      }
      try {
        const photo = { ...(await shrunk(file)), moment };
        if (fresh && photo.takenAt < fresh - 2000) {
          refuse(
            t("请现场拍摄新照片，不能使用旧照片", "Take a new photo on site; an older one does not count"),
          );
          continue;
        }
        taken.push(photo);
      } catch {
        refuse(
          t(
            "这张图片无法读取，请用相机重新拍照",
            "This picture cannot be read; take it again with the camera",
          ),
        );
      }
    }
    draw();
  }
  const draw = () =>
    fill(
      shown,
      ...taken.map((photo, index) => {
        const address = URL.createObjectURL(photo.blob);
        const picture = h("img", {
          src: address,
          alt: t(`照片 ${index + 1}`, `Photo ${index + 1}`),
          on: { load: () => URL.revokeObjectURL(address) },
        });
        const back = button(
          t("删除", "Remove"),
          () => {
            taken.splice(index, 1);
            draw();
          },
          {
            kind: "small",
            symbol: "trash",
            "aria-label": t(`删除照片 ${index + 1}`, `Remove photo ${index + 1}`),
          },
        );
        return h("figure", {}, picture, h("figcaption", {}, when(photo.takenAt)), back);
      }),
    );
  const box = h(
    "div",
    { class: "photo-picker" },
    h("label", { class: "button wide file" }, icon("camera"), h("span", {}, label), input),
    hint ? h("p", { class: "hint" }, hint) : null,
    problem,
    shown,
  );
  // Whoever sends before the last photo is ready sends it all the same.
  const files = async () => {
    await working;
    return taken;
  };
  return { box, files };
}
