// What this device keeps: a few settings, the roster, the scans that wait, and whom it let through. In IndexedDB, so
// that it outlives reloads, crashes and empty batteries; in memory alone where the browser refuses to keep anything.

const STRICT = { durability: "strict" };
const asked = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
const finished = (work) =>
  new Promise((done, failed) => {
    work.oncomplete = () => done();
    work.onabort = work.onerror = () => failed(work.error ?? new DOMException("not kept", "AbortError"));
  });

class Kept {
  constructor(db) {
    Object.assign(this, { db, lasting: true });
  }

  read(room) {
    return this.db.transaction(room).objectStore(room);
  }

  async write(room, change, options = {}) {
    const work = this.db.transaction(room, "readwrite", options);
    change(work.objectStore(room));
    await finished(work);
  }

  get(key) {
    return asked(this.read("settings").get(key));
  }

  put(key, value) {
    return this.write("settings", (room) => room.put(value, key));
  }

  drop(key) {
    return this.write("settings", (room) => room.delete(key));
  }

  /** Keep a scan that is to be sent; it is on the disk when this resolves. */
  enqueue(scan) {
    return this.write("queue", (room) => room.put(scan), STRICT);
  }

  /** The scans that wait, the oldest first. */
  async queued() {
    return (await asked(this.read("queue").getAll())).sort((a, b) => a.order - b.order);
  }

  unqueue(ids) {
    return this.write("queue", (room) => ids.forEach((id) => room.delete(id)), STRICT);
  }

  /** Change what is known of a scan, if it still waits. */
  amend(id, fields) {
    const change = (room) => {
      const found = room.get(id);
      found.onsuccess = () => found.result && room.put({ ...found.result, ...fields });
    };
    return this.write("queue", change);
  }

  /** How many wait, and since when the oldest does. */
  async backlog() {
    const room = this.read("queue");
    const [waiting, first] = await Promise.all([asked(room.count()), asked(room.index("order").openCursor())]);
    return { waiting, oldest: first?.value.scanned_at ?? null };
  }

  remember(passage) {
    return this.write("passages", (room) => room.put(passage));
  }

  remembered() {
    return asked(this.read("passages").getAll());
  }

  unremember(id) {
    return this.write("passages", (room) => room.delete(id));
  }

  forgetPassages() {
    return this.write("passages", (room) => room.clear());
  }
}

/** The same in memory; also what the tests use. */
export class Fleeting {
  constructor() {
    Object.assign(this, { lasting: false, settings: new Map(), queue: new Map(), passages: new Map() });
  }
  async get(key) {
    return this.settings.get(key);
  }
  async put(key, value) {
    this.settings.set(key, value);
  }
  async drop(key) {
    this.settings.delete(key);
  }
  async enqueue(scan) {
    this.queue.set(scan.scan_id, structuredClone(scan));
  }
  async queued() {
    return [...this.queue.values()].sort((a, b) => a.order - b.order);
  }
  async unqueue(ids) {
    ids.forEach((id) => this.queue.delete(id));
  }
  async amend(id, fields) {
    if (this.queue.has(id)) this.queue.set(id, { ...this.queue.get(id), ...fields });
  }
  async backlog() {
    const [first] = await this.queued();
    return { waiting: this.queue.size, oldest: first?.scanned_at ?? null };
  }
  async remember(passage) {
    this.passages.set(passage.scan_id, passage);
  }
  async remembered() {
    return [...this.passages.values()];
  }
  async unremember(id) {
    this.passages.delete(id);
  }
  async forgetPassages() {
    this.passages.clear();
  }
}

/** Open what is kept of one summit. `told(trouble)` hears "not_kept" when nothing lasts here. */
export async function openStore(name, told) {
  try {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("settings");
      opening.result.createObjectStore("queue", { keyPath: "scan_id" }).createIndex("order", "order");
      opening.result.createObjectStore("passages", { keyPath: "scan_id" });
    };
    const db = await asked(opening);
    db.onversionchange = () => db.close();
    if ((await navigator.storage?.persisted?.()) === false) await navigator.storage.persist?.();
    return new Kept(db);
  } catch {
    told("not_kept");
    return new Fleeting();
  }
}
