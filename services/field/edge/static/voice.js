// Spoken words: recorded by the browser, kept as WAV (16 kHz, one channel), which every phone and office can play.
import { button, fill, h, say } from "./dom.js";
import { size, t } from "./texts.js";

const RATE = 16000;
const MOST_SECONDS = 60;

async function wave(blob) {
  const context = new OfflineAudioContext(1, RATE * MOST_SECONDS, RATE);
  const sound = await context.decodeAudioData(await blob.arrayBuffer());
  const samples = sound.getChannelData(0);
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at, word) =>
    [...word].forEach((each, index) => view.setUint8(at + index, each.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + samples.length * 2, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((each, index) =>
    view.setInt16(44 + index * 2, Math.max(-1, Math.min(1, each)) * 0x7fff, true),
  );
  return new Blob([view], { type: "audio/wav" });
}

/** A control for one recording of at most a minute; `files()` resolves to it, and ends it if it still runs. Nothing where phones cannot record. */
export function voiceRecorder() {
  if (!navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === "undefined")
    return { box: null, files: async () => [] };
  let kept = null;
  let recorder = null;
  let finished = () => {};
  const box = h("div", { class: "voice" });
  const draw = () =>
    fill(
      box,
      recorder
        ? button(t("停止录音", "Stop recording"), () => recorder.stop(), {
            symbol: "player-stop",
            kind: "danger",
          })
        : kept
          ? h(
              "p",
              { class: "kept" },
              t("语音 ", "Voice "),
              size(kept.blob.size),
              " ",
              button(
                t("删除语音", "Remove the voice"),
                () => {
                  kept = null;
                  draw();
                },
                { kind: "small", symbol: "trash" },
              ),
            )
          : button(t("语音说明（最长 1 分钟）", "Add your voice (1 minute at most)"), start, {
              symbol: "microphone",
            }),
    );
  async function start() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      say(t("没有麦克风权限", "No permission to use the microphone"), "bad");
      return;
    }
    const pieces = [];
    recorder = new MediaRecorder(stream);
    const limit = setTimeout(() => recorder?.stop(), MOST_SECONDS * 1000);
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.onstop = async () => {
      clearTimeout(limit);
      stream.getTracks().forEach((each) => each.stop());
      const type = recorder.mimeType;
      recorder = null;
      try {
        kept = {
          id: crypto.randomUUID(),
          blob: await wave(new Blob(pieces, { type })),
          name: "voice.wav",
          takenAt: Date.now(),
          moment: "before",
        };
      } catch {
        say(t("录音失败，请重试", "Recording failed; try again"), "bad");
      }
      draw();
      finished();
    };
    recorder.start();
    draw();
  }
  draw();
  const files = async () => {
    if (recorder) {
      const ended = new Promise((resolve) => {
        finished = resolve;
      });
      recorder.stop();
      await ended;
    }
    return kept ? [kept] : [];
  };
  return { box, files };
}
