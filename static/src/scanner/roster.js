// The sealed list of badges of a summit: read from bytes, kept up to date, written as bytes again.
//
// "SAR1" · u32 length · header (JSON) · records · notes · standings. A record or note: u16 length of the rest · 16 bytes
// look-up · sealed rest. A standing: 16 bytes look-up · u8 point · u8 bits · u32 seconds. Big endian. "SAR2" has sheets
// behind them: u8 point · a bit for each record that was here · one for each inside · u32 seconds for each that was here.

const MAGIC = 0x53415231;
const WITH_SHEETS = 0x53415232;
const STANDING = 22;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

export class Unreadable extends Error {}

function hex(bytes, at) {
  let text = "";
  for (let place = at; place < at + 16; place += 1) text += HEX[bytes[place]];
  return text;
}

const unhex = (text) => Uint8Array.from({ length: 16 }, (_, place) => parseInt(text.slice(2 * place, 2 * place + 2), 16));

function readFrames(view, bytes, at, count, into) {
  for (let left = count; left > 0; left -= 1) {
    const length = view.getUint16(at);
    if (length < 16 || at + 2 + length > bytes.length) throw new Unreadable("a record is cut");
    into.set(hex(bytes, at + 2), bytes.subarray(at + 18, at + 2 + length));
    at += 2 + length;
  }
  return at;
}

/** Read one answer of the server. Throws Unreadable. */
export function readRoster(buffer) {
  const bytes = new Uint8Array(buffer);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || ![MAGIC, WITH_SHEETS].includes(view.getUint32(0))) throw new Unreadable("this is no roster");
  const length = view.getUint32(4);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const records = new Map();
  const notes = new Map();
  let at = readFrames(view, bytes, 8 + length, header.records, records);
  at = readFrames(view, bytes, at, header.notes ?? 0, notes);
  const standings = new Map();
  for (let left = header.standings ?? 0; left > 0; left -= 1, at += STANDING) {
    if (at + STANDING > bytes.length) throw new Unreadable("a standing is cut");
    const place = header.points[bytes[at + 16]]?.code;
    const bits = bytes[at + 17];
    if (place) standings.set(`${hex(bytes, at)} ${place}`, { inside: Boolean(bits & 1), here: Boolean(bits & 2), since: view.getUint32(at + 18) * 1000 });
  }
  if (header.sheets) readSheets(view, bytes, at, header, [...records.keys()], standings);
  return { header, records, notes, standings };
}

function readSheets(view, bytes, at, { sheets, points }, people, into) {
  const size = Math.ceil(people.length / 8);
  const bit = (from, place) => Boolean(bytes[from + (place >> 3)] & (0x80 >> (place & 7)));
  for (let left = sheets; left > 0; left -= 1) {
    const here = at + 1;
    const code = points[bytes[at]]?.code;
    at = here + 2 * size;
    people.forEach((lookup, place) => {
      if (!bit(here, place)) return;
      if (at + 4 > bytes.length) throw new Unreadable("a sheet is cut");
      if (code) into.set(`${lookup} ${code}`, { inside: bit(here + size, place), here: true, since: view.getUint32(at) * 1000 });
      at += 4;
    });
  }
}

/** What a device knows of a summit's badges. */
export class Roster {
  constructor({ header, records, notes, standings }) {
    Object.assign(this, { header, records, notes, standings, revoked: new Set(header.revoked) });
  }

  static read(buffer) {
    return new Roster(readRoster(buffer));
  }

  /** Return this roster after an answer to `?since=`; a whole one takes its place. */
  after(buffer) {
    const news = readRoster(buffer);
    if (!news.header.since) return new Roster(news);
    for (const kind of ["records", "notes", "standings"]) for (const [key, value] of news[kind]) this[kind].set(key, value);
    for (const lookup of news.header.revoked) this.revoked.add(lookup);
    for (const lookup of news.header.gone) {
      this.records.delete(lookup);
      this.notes.delete(lookup);
    }
    for (const lookup of news.records.keys()) if (!news.notes.has(lookup)) this.notes.delete(lookup); // taken back
    for (const lookup of news.records.keys()) if (!news.header.revoked.includes(lookup)) this.revoked.delete(lookup);
    this.header = news.header;
    return this;
  }

  /** The whole roster as bytes, to be kept. */
  bytes() {
    const places = new Map(this.header.points.map((point, index) => [point.code, index]));
    const stood = [...this.standings].filter(([key]) => places.has(key.slice(33)));
    const counts = { records: this.records.size, notes: this.notes.size, standings: stood.length };
    const head = new TextEncoder().encode(JSON.stringify({ ...this.header, since: 0, gone: [], revoked: [...this.revoked], ...counts }));
    const frames = [...this.records, ...this.notes];
    const bytes = new Uint8Array(8 + head.length + frames.reduce((sum, [, rest]) => sum + 18 + rest.length, 0) + stood.length * STANDING);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, MAGIC);
    view.setUint32(4, head.length);
    bytes.set(head, 8);
    let at = 8 + head.length;
    for (const [lookup, rest] of frames) {
      view.setUint16(at, 16 + rest.length);
      bytes.set(unhex(lookup), at + 2);
      bytes.set(rest, at + 18);
      at += 18 + rest.length;
    }
    for (const [key, { inside, here, since }] of stood) {
      bytes.set(unhex(key), at);
      bytes[at + 16] = places.get(key.slice(33));
      bytes[at + 17] = (inside ? 1 : 0) | (here ? 2 : 0);
      view.setUint32(at + 18, since / 1000);
      at += STANDING;
    }
    return bytes;
  }
}
