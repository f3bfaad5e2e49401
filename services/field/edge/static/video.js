// Short videos are sent piece by piece, on from where a bad signal cut them off (FLD-02). Runs in pages and in the service
// worker.
import { post, Refused, upload } from "./api.js";

export const PIECE = 512 * 1024;

export const isVideo = (type) => type.startsWith("video/");

/** What kind of network the phone is on: "cellular", "other", or "" where browsers do not say. */
export function network() {
  const type = navigator.connection?.type;
  if (!type || type === "unknown" || type === "none") return "";
  return type === "cellular" ? "cellular" : "other";
}

const hex = (bytes) => [...new Uint8Array(bytes)].map((each) => each.toString(16).padStart(2, "0")).join("");

/**
 * Sends a video in pieces and resolves to its attachment's id. `file` gives {size, name, piece(number)}; what was done is
 * remembered by `tools`, so that a cut costs one piece. Raises Offline or Refused.
 */
export async function sendVideo(file, fields, requestId, tools, step) {
  const start = async () => {
    const round = tools.at(`${step}/round`) ?? 0;
    const upload = await post("/evidence", {
      ...fields,
      fileName: file.name,
      sizeBytes: file.size,
      requestId: await requestId(`start${round}`),
    });
    return { upload, round };
  };
  let begun;
  try {
    begun = await start();
  } catch (error) {
    // Forgotten by the server after a week on a phone without a network: it begins anew.
    if (!(error instanceof Refused && error.status === 404)) throw error;
    await tools.done(`${step}/round`, (tools.at(`${step}/round`) ?? 0) + 1);
    begun = await start();
  }
  const { id } = begun.upload;
  let at = Number(begun.upload.receivedBytes ?? 0);
  while (at < file.size) {
    const bytes = await file.piece(Math.floor(at / PIECE));
    const answer = await upload(`/evidence/${id}:addPiece`, new Blob([bytes]), file.name, {
      offset: at,
      digest: hex(await crypto.subtle.digest("SHA-256", bytes)),
    });
    const received = Number(answer.receivedBytes ?? 0);
    if (received <= at) throw new Error("a piece was taken and is not there");
    at = received;
    tools.sentBytes?.(step, at, file.size);
  }
  const made = await post(`/evidence/${id}:finish`, { requestId: await requestId(`finish${begun.round}`) });
  return made.id;
}
