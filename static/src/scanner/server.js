// Whom the page talks to: as an enrolled device with its token, or as a person who is signed in.

import { Closed } from "./courier.js";

const PATIENT = 30_000;
const WHY = { 400: "page_too_old", 401: "signed_out", 403: "no_right", 404: "no_right", 410: "code_used" };

class Server {
  constructor({ clock, fetcher = (...given) => fetch(...given) }) {
    Object.assign(this, { clock, fetcher });
  }

  /** Ask, and wait no longer than `milliseconds`. */
  async ask(url, { milliseconds = PATIENT, fine = [], ...options } = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), milliseconds);
    try {
      const answer = await this.fetcher(url, { redirect: "manual", cache: "no-store", ...options, signal: stop.signal });
      this.clock.learn(answer.headers?.get("Date"));
      if (!fine.includes(answer.status)) await this.refusal(answer);
      // The body belongs to the wait: a page that trickles in is as slow as one that does not come.
      const reading = (answer.headers?.get("Content-Type") ?? "").includes("json") ? answer.json() : answer.arrayBuffer();
      return { status: answer.status, etag: answer.headers?.get("ETag"), body: answer.status === 304 ? null : await reading };
    } finally {
      clearTimeout(timer);
    }
  }

  json(url, body, headers = {}, milliseconds = PATIENT) {
    const all = { "Content-Type": "application/json", Accept: "application/json", ...headers };
    return this.ask(url, { method: "POST", headers: all, body: JSON.stringify(body), milliseconds }).then((answer) => answer.body);
  }

  /** Say by an error why an answer is none. */
  async refusal(answer) {
    if (answer.type === "opaqueredirect") throw new Closed("signed_out");
    if (answer.ok || answer.status === 304) return;
    const said = await answer.json().catch(() => null);
    if (!(answer.status in WHY)) throw Object.assign(new Error(`answer ${answer.status}`), { status: answer.status, said });
    if (said?.code === "device_revoked") throw new Closed("device_revoked");
    throw new Closed(answer.status === 401 && this.headers ? "device_unknown" : WHY[answer.status]);
  }
}

/** A device that was set up for this summit. */
export class DeviceServer extends Server {
  constructor({ slug, token, ...rest }) {
    super(rest);
    Object.assign(this, { token, base: `/api/v1/summits/${slug}`, headers: { Authorization: `Bearer ${token}` } });
  }

  /** Redeem the one-time code of a QR; throws Closed("code_used"). */
  static enrol(code, build, given) {
    return new Server(given).json("/api/v1/devices/enrol", { code, build });
  }

  post(body, milliseconds) {
    return this.json(`${this.base}/scans`, body, this.headers, milliseconds);
  }

  beat(body) {
    return this.json(`${this.base}/device`, body, this.headers, 8000);
  }

  /** The roster or what is new in it; 304 when nothing is, 404 while the first one is being made. */
  roster(since, etag) {
    const query = since ? `&since=${since}` : "";
    return this.ask(`${this.base}/roster?form=2${query}`, { headers: { ...this.headers, ...(etag ? { "If-None-Match": etag } : {}) }, fine: [404] });
  }

  /** The desk's search: {people: [{lookup, person}], categories}. */
  people(text) {
    return this.ask(`${this.base}/people?q=${encodeURIComponent(text)}`, { headers: this.headers, milliseconds: 5000 }).then((answer) => answer.body);
  }

  walkIn(body) {
    return this.json(`${this.base}/walk-ins`, body, this.headers);
  }
}

/** A person of the team, by the session of the browser. */
export class SessionServer extends Server {
  constructor({ place, ...rest }) {
    super(rest);
    Object.assign(this, { place, csrf: "" });
  }

  async open(milliseconds = 8000) {
    const { body } = await this.ask(`${this.place}scanner/open.json`, { headers: { Accept: "application/json" }, milliseconds });
    this.csrf = body.csrf;
    return body;
  }

  async post(body, milliseconds) {
    const send = () => this.json(`${this.place}scans/`, body, { "X-CSRFToken": this.csrf }, milliseconds);
    if (!this.csrf) await this.open();
    try {
      return await send();
    } catch (error) {
      if (error.why !== "page_too_old") throw error;
      await this.open();
      return send();
    }
  }

  /** Make this telephone a device; the answer is that of `enrol`. */
  enrolThis(body) {
    return this.json(`${this.place}scanner/enrol-this`, body, { "X-CSRFToken": this.csrf });
  }
}
