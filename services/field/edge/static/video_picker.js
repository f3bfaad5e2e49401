// Short videos: recorded by the phone's own camera, with their size and length, and the choice to wait for Wi-Fi (FLD-02).
import { get } from "./api.js";
import { button, fill, h, icon } from "./dom.js";
import { lastKnown } from "./position.js";
import { size, t } from "./texts.js";
import { isVideo, network } from "./video.js";

const MOST_SECONDS = 60;
const MOST_BYTES = 50 * 1024 * 1024; // until the server has said otherwise
let most = 0;

/** Bytes of a video that the server takes. */
async function mostBytes() {
  if (most) return most;
  try {
    most = Number((await get("/evidence:rules")).videoBytes);
  } catch {
    return MOST_BYTES;
  }
  return most;
}

async function secondsOf(file) {
  const player = document.createElement("video");
  const address = URL.createObjectURL(file);
  try {
    player.preload = "metadata";
    return await new Promise((resolve) => {
      player.onloadedmetadata = () => resolve(Number.isFinite(player.duration) ? player.duration : 0);
      player.onerror = () => resolve(0);
      setTimeout(() => resolve(0), 5000);
      player.src = address;
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A control for one video; `files()` resolves to it, `wifi()` says whether it is to wait for Wi-Fi. */
export function videoPicker({ moment = "before" } = {}) {
  let taken = null;
  const shown = h("div", { class: "videos" });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const waits = h("input", { type: "checkbox", checked: network() === "cellular" });
  const input = h("input", { type: "file", accept: "video/*", capture: "environment", class: "over" });
  let working = Promise.resolve();
  input.addEventListener("change", () => {
    const [file] = input.files;
    input.value = "";
    if (file) working = working.then(() => take(file));
  });
  const refuse = (text) => {
    problem.textContent = text;
    problem.hidden = false;
  };
  async function take(file) {
    problem.hidden = true;
    const limit = await mostBytes();
    if (file.size > limit)
      return refuse(
        t(
          `视频 ${size(file.size)}，超过 ${size(limit)}，请拍短一些`,
          `The video has ${size(file.size)}, more than ${size(limit)}; record a shorter one`,
        ),
      );
    if (!file.size || !isVideo(file.type))
      return refuse(t("这不是可以上传的视频", "This is no video that can be sent"));
    taken = {
      id: crypto.randomUUID(),
      blob: file,
      name: file.name.slice(-80) || "video.mp4",
      takenAt: file.lastModified || Date.now(),
      takenWhere: lastKnown(),
      moment,
      seconds: await secondsOf(file),
    };
    draw();
    return undefined;
  }
  function draw() {
    if (!taken) {
      fill(shown);
      return;
    }
    const player = h("video", {
      controls: true,
      playsinline: true,
      preload: "metadata",
      "aria-label": t("录好的视频", "The video"),
    });
    player.src = URL.createObjectURL(taken.blob);
    fill(
      shown,
      player,
      h(
        "p",
        {},
        size(taken.blob.size),
        taken.seconds ? t(` · ${Math.round(taken.seconds)} 秒`, ` · ${Math.round(taken.seconds)} s`) : "",
      ),
      taken.seconds > MOST_SECONDS
        ? h(
            "p",
            { class: "hint" },
            t("建议不超过 60 秒，上传更快", "A minute at most is better: it is sent sooner"),
          )
        : null,
      button(
        t("删除视频", "Remove the video"),
        () => {
          URL.revokeObjectURL(player.src);
          taken = null;
          draw();
        },
        { kind: "small", symbol: "trash" },
      ),
      h(
        "label",
        { class: "tick" },
        waits,
        h("span", {}, t("等有 Wi-Fi 时再上传（整条一起等）", "Send it on Wi-Fi only (all of it waits)")),
      ),
      network()
        ? null
        : h(
            "p",
            { class: "hint" },
            t(
              "本机不告知网络类型：勾选后请在“未上传”里手动上传",
              "This phone does not tell its kind of network: ticked, it waits until you send it under “Not sent”",
            ),
          ),
    );
  }
  const box = h(
    "div",
    { class: "photo-picker video-picker" },
    h(
      "label",
      { class: "button wide file" },
      icon("video"),
      h("span", {}, t("拍视频（建议 60 秒内）", "Video (a minute at most)")),
      input,
    ),
    problem,
    shown,
  );
  const files = async () => {
    await working;
    return taken ? [taken] : [];
  };
  return { box, files, wifi: () => Boolean(taken) && waits.checked };
}
