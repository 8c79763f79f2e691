// Brings scans to the server. Each is kept before it is sent and dropped only when the server names it, under one
// scan_id, so that it is stored exactly once whatever happens on the way. A kept scan names its badge by the look-up.

const QUICK = 1500; // a slower answer counts as none
const PATIENT = 30_000;
const MOST = 500;
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60_000;

/** The server answered, and the answer is that this page may not go on: signed out, too old, no right, revoked. */
export class Closed extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/** Only what the server wants to know leaves the queue. */
function written({ scan_id, badge, point, direction, scanned_at, override, told }) {
  const said = told?.sure ? { told: told.verdict } : {};
  return { scan_id, badge, point, direction, scanned_at, offline: true, ...(override ? { override } : {}), ...said };
}

/** The browser's locks; where there are none, one page after the other has to do. */
const alone = (name, work) => (globalThis.navigator?.locks ? navigator.locks.request(name, work) : work());

/**
 * `post(body, milliseconds)` resolves to the answer, throws Closed, or any other error when nothing is known.
 * `told` hears: state({online, waiting, oldest}), closed(why), late(answer, scan), full().
 */
export class Courier {
  constructor({ name, store, post, told, now = Date.now, within = alone }) {
    Object.assign(this, { name, store, post, told, now, within, online: true, pause: FIRST_PAUSE, timer: null, shut: null, last: 0 });
  }

  /**
   * Keep one scan and send it; resolves to the answer, or to null when the device has to answer. Throws when it could
   * neither be kept nor sent: then it is lost, and somebody must be told. `code`, of the badge that is held there, is sent
   * once and never kept: whoever has it may be told whose it is.
   */
  async send(scan, code = null) {
    const kept = { ...scan, order: this.number(), flying: this.now() + QUICK };
    const { order: _order, flying: _flying, ...body } = kept;
    const isKept = await this.keep(kept).then(() => true, () => false);
    if (isKept && (!this.online || this.shut)) {
      await this.land(scan);
      this.flush();
      return null;
    }
    try {
      const answer = await this.post({ ...body, ...(code ? { badge: code } : {}), offline: false, sent_at: new Date(this.now()).toISOString() }, isKept ? QUICK : PATIENT);
      await this.store.unqueue([scan.scan_id]).catch(() => {});
      this.reached();
      return answer;
    } catch (error) {
      await this.land(scan);
      this.failed(error);
      if (!isKept) throw error;
      return null;
    }
  }

  /** Scans keep their order, also those of the same millisecond. */
  number() {
    this.last = Math.max(this.last + 1, this.now());
    return this.last;
  }

  /** Keep scans that need no answer at once, such as those of a tick list. */
  async add(scans) {
    for (const scan of scans) await this.keep({ ...scan, order: this.number(), flying: 0 });
    return this.flush();
  }

  /** Say what the device answered, so that a different answer of the server is noticed. */
  note(scanId, told) {
    return this.store.amend(scanId, { told });
  }

  async keep(scan) {
    try {
      await this.store.enqueue(scan);
    } catch (error) {
      this.told.full(error);
      throw error;
    }
  }

  /** From here on others may send it as well. */
  async land(scan) {
    await this.store.amend(scan.scan_id, { flying: 0 }).catch(() => {});
    await this.report();
  }

  /** Send what waits, one tab at a time. */
  flush() {
    clearTimeout(this.timer);
    this.flushing = (this.flushing ?? Promise.resolve()).then(() => this.within(`scans:${this.name}`, () => this.empty())).catch((error) => this.failed(error));
    return this.flushing;
  }

  async empty() {
    for (;;) {
      const ready = (await this.store.queued()).filter((one) => !(one.flying > this.now())).slice(0, MOST);
      if (!ready.length) break;
      const began = this.now();
      const body = { sent_at: new Date(began).toISOString(), scans: ready.map(written) };
      const { scans } = await this.post(body, PATIENT);
      const named = new Set(scans.map((one) => one.scan_id));
      const done = ready.filter((one) => named.has(one.scan_id));
      if (!done.length) throw new Error("the server named none of the scans");
      await this.store.unqueue(done.map((one) => one.scan_id));
      const told = new Map(done.map((one) => [one.scan_id, one]));
      for (const answer of scans) if (told.has(answer.scan_id)) this.told.late(answer, told.get(answer.scan_id));
      this.online = this.now() - began < QUICK || ready.length > 20;
    }
    this.shut = null;
    this.pause = FIRST_PAUSE;
    await this.report();
  }

  /** A batch is refused as a whole for one scan in it: send each alone. What is refused stays, for the device's next life. */
  async oneByOne() {
    for (const scan of await this.store.queued()) {
      try {
        await this.post({ sent_at: new Date(this.now()).toISOString(), scans: [written(scan)] }, PATIENT);
        await this.store.unqueue([scan.scan_id]);
      } catch (error) {
        if (!(error instanceof Closed)) return this.failed(error);
      }
    }
    return this.report();
  }

  /** The server was heard in time. */
  reached() {
    this.online = true;
    this.shut = null;
    this.pause = FIRST_PAUSE;
    this.report();
  }

  failed(error) {
    this.online = false;
    if (error instanceof Closed) {
      this.shut = error.why;
      this.told.closed(error.why);
    }
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    return this.report();
  }

  async report(quiet = false) {
    const { waiting, oldest } = await this.store.backlog();
    this.told.state({ online: this.online && !this.shut, waiting, oldest }, quiet);
    clearTimeout(this.timer);
    if (waiting) this.timer = setTimeout(() => this.flush(), this.pause * (0.8 + Math.random() * 0.4));
    this.timer?.unref?.(); // a test is over when its work is
  }
}
