// The REST API with the session's cookies. Runs in pages and in the service worker.
import { language } from "./texts.js";

/** No answer: no network, or the server is away. */
export class Offline extends Error {}

/** The server understood and refused; `detail` is in the reader's language. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || String(status));
    this.status = status;
    this.code = problem.code ?? "";
    this.errors = problem.errors ?? [];
    this.retryAfter = 0;
  }

  /** The words for people: the refusal and what is wrong with each field. */
  get said() {
    const more = this.errors.map((each) => each.message).filter((each) => each && each !== this.message);
    return [this.message, ...new Set(more)].join("；");
  }
}

const SAME = 30000; // milliseconds that clocks may differ
let skew = 0;

/** Milliseconds by which the server's clock is ahead of the phone's; 0 when they go alike. */
export const clockSkew = () => skew;

async function csrf() {
  for (const name of ["__Host-wangge_csrf", "wangge_csrf"]) {
    if (typeof document !== "undefined") {
      const found = document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
      if (found) return found.slice(name.length + 1);
    } else if (self.cookieStore) {
      const found = await self.cookieStore.get(name);
      if (found) return found.value;
    }
  }
  return "";
}

async function send(method, path, body, accept) {
  const headers = { Accept: accept, "Accept-Language": language === "zh" ? "zh-CN" : "en" };
  if (method !== "GET") headers["X-CSRF-Token"] = await csrf();
  if (body !== undefined && !(body instanceof FormData)) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers,
      body,
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
      // A piece of a video on a bad signal takes its time.
      signal: AbortSignal.timeout(body instanceof FormData ? 180000 : 60000),
    });
  } catch {
    throw new Offline();
  }
  const there = Date.parse(answer.headers.get("Date") ?? "");
  if (!Number.isNaN(there)) skew = Math.abs(there - Date.now()) > SAME ? there - Date.now() : 0;
  if (answer.ok) return answer;
  let problem = {};
  try {
    problem = await answer.json();
  } catch {
    /* not ours: a proxy's page */
  }
  if ([502, 504].includes(answer.status) && !problem.code) throw new Offline();
  const refused = new Refused(answer.status, problem);
  refused.retryAfter = Number(answer.headers.get("Retry-After")) || 0;
  throw refused;
}

/** JSON in, JSON out. `path` begins after /api/v1. Raises Offline or Refused. */
export async function call(method, path, body) {
  const answer = await send(method, `/api/v1${path}`, body, "application/json");
  const text = await answer.text();
  return text ? JSON.parse(text) : {};
}

export const get = (path, parameters = {}) => {
  const query = new URLSearchParams(
    Object.entries(parameters).filter(([, value]) => value !== "" && value !== undefined),
  );
  return call("GET", query.size ? `${path}?${query}` : path);
};

export const post = (path, body = {}) => call("POST", path, body);

/** A file with its fields; `fields` hold texts, or objects that are sent as JSON. */
export function upload(path, blob, name, fields) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields))
    if (value !== undefined && value !== null && value !== "")
      form.append(key, typeof value === "object" ? JSON.stringify(value) : String(value));
  form.append("data", blob, name);
  return call("POST", path, form);
}

/** A page of ours that is no API: signing out, the badge's picture. */
export const page = (method, path, accept = "*/*") => send(method, path, undefined, accept);
