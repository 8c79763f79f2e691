// Sending scans, and keeping what could not be sent. A kept scan has its first scan_id, so that the server stores it
// once however often it is sent, and names the badge by its look-up, so that no code lies in the browser's memory.

import { lookupOf, readCode } from "./token.js";

const TIMEOUT = 6000;
const RETRY = 10_000;
const MOST = 500;

/** The server answered, and the answer is that this page may not go on: signed out, too old, no right. */
export class Closed extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/** Post `body` and return the parsed answer. Throws Closed, or any other error when the scan is not known to be stored. */
export async function post(url, body, csrf, fetcher = fetch) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT);
  const answer = await fetcher(url, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify(body),
    signal: stop.signal,
  }).finally(() => clearTimeout(timer));
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new Closed("signed_out");
  if (answer.status === 400) throw new Closed("page_too_old");
  if (answer.status === 403 || answer.status === 404) throw new Closed("no_right");
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
  return answer.json();
}

/** The scans of this device that wait for the network. */
export class Waiting {
  constructor(name, store = localStorage) {
    this.name = name;
    this.store = store;
  }

  all() {
    try {
      return JSON.parse(this.store.getItem(this.name) ?? "[]");
    } catch {
      return [];
    }
  }

  async keep(scan) {
    const code = readCode(scan.badge);
    const badge = code ? `lookup:${await lookupOf(code)}` : scan.badge;
    const others = this.all().filter((item) => item.scan_id !== scan.scan_id);
    this.store.setItem(this.name, JSON.stringify([...others, { ...scan, badge, offline: true }]));
  }

  drop(ids) {
    const left = this.all().filter((item) => !ids.has(item.scan_id));
    if (left.length) this.store.setItem(this.name, JSON.stringify(left));
    else this.store.removeItem(this.name);
  }
}

/**
 * Sends one scan after the other, and what waits whenever there is hope.
 * `told` hears: count(n), closed(why), late(answers).
 */
export class Sender {
  constructor({ url, csrf, waiting, told, fetcher = fetch.bind(globalThis) }) {
    Object.assign(this, { url, csrf, waiting, told, fetcher, timer: null, busy: Promise.resolve() });
  }

  /** Send one scan; resolves to the answer, or to null when it had to be kept. */
  send(scan) {
    return this.inTurn(async () => {
      try {
        const { answer } = await this.ask({ ...scan, sent_at: new Date().toISOString() });
        return answer;
      } catch (error) {
        await this.waiting.keep(scan);
        this.report(error);
        return null;
      }
    });
  }

  /** Send what waits. */
  retry() {
    return this.inTurn(async () => {
      const scans = this.waiting.all().slice(0, MOST);
      if (!scans.length) return;
      try {
        const { answer } = await this.ask({ sent_at: new Date().toISOString(), scans });
        this.waiting.drop(new Set(answer.scans.map((item) => item.scan_id)));
        this.told.late(answer.scans);
        this.report(null);
      } catch (error) {
        this.report(error);
      }
    });
  }

  async ask(body) {
    return { answer: await post(this.url, body, this.csrf, this.fetcher) };
  }

  report(error) {
    if (error instanceof Closed) this.told.closed(error.why);
    const left = this.waiting.all().length;
    this.told.count(left);
    clearTimeout(this.timer);
    if (left && !(error instanceof Closed)) this.timer = setTimeout(() => this.retry(), RETRY);
  }

  inTurn(work) {
    const result = this.busy.then(work);
    this.busy = result.catch(() => {});
    return result;
  }
}
