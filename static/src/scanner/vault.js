// The names of a device: sealed until somebody types the PIN, and again after a while without touch. Five wrong PINs, or
// a day without the server, destroy the key; then the device scans on, and knows people only by their badges.

import { fold } from "../agenda/fold.js";
import { openByRole, personOf, unlock } from "./sealed.js";

const TRIES = 5;
const IDLE = 15 * 60_000;
const DAY = 86_400_000;
const AT_ONCE = 400;
const UMLAUTS = { Ä: "ae", ä: "ae", Ö: "oe", ö: "oe", Ü: "ue", ü: "ue" };

/** What a search looks in: the plain form, and the German spelling where it differs. As `core.text.search_key`. */
export function searchKey(...texts) {
  const whole = texts.filter(Boolean).join(" ");
  const spelt = whole.normalize("NFC").replace(/[ÄäÖöÜü]/g, (letter) => UMLAUTS[letter]);
  return spelt === whole ? fold(whole) : `${fold(whole)} ${fold(spelt)}`;
}

export class Vault {
  /** `told` hears: locked(), progress(done, all). */
  constructor({ store, judge, told, now = Date.now }) {
    Object.assign(this, { store, judge, told, now, key: null, people: new Map(), sorted: [], timer: null });
  }

  get open() {
    return this.key !== null;
  }

  /** Whether there is a key left to open; an old one is destroyed here. */
  async shut() {
    const lock = await this.store.get("lock");
    if (!lock) return "none";
    const contact = (await this.store.get("contact")) ?? 0;
    if (this.now() - contact < DAY) return "shut";
    await this.destroy();
    return "expired";
  }

  async destroy() {
    this.lock();
    await this.store.drop("lock");
  }

  /** Try a PIN. Resolves to "open", "wrong", "wiped", "expired" or "none". */
  async tryPin(pin) {
    const state = await this.shut();
    if (state !== "shut") return state;
    const lock = await this.store.get("lock");
    const tries = (lock.tries ?? 0) + 1;
    await this.store.put("lock", { ...lock, tries }); // counted first: closing the page does not give a try back
    try {
      this.key = await unlock(pin, lock);
    } catch {
      if (tries < TRIES) return "wrong";
      await this.destroy();
      return "wiped";
    }
    await this.store.put("lock", { ...lock, tries: 0 });
    this.touch();
    await this.fill();
    return this.open ? "open" : "shut";
  }

  /** Somebody is there. */
  touch() {
    if (!this.open) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lock(), IDLE);
    this.timer.unref?.();
  }

  lock() {
    clearTimeout(this.timer);
    const was = this.open;
    Object.assign(this, { key: null, people: new Map(), sorted: [] });
    if (was) this.told.locked();
  }

  /** Open the records that are new since the last time. */
  async fill() {
    const { key } = this;
    const { roster } = this.judge;
    if (!key || !roster) return;
    const people = new Map();
    const fresh = [];
    for (const [lookup, rest] of roster.records) {
      const known = this.people.get(lookup);
      if (known?.rest === rest) people.set(lookup, known);
      else fresh.push([lookup, rest]);
    }
    for (let at = 0; at < fresh.length; at += AT_ONCE) {
      const part = fresh.slice(at, at + AT_ONCE);
      const opened = await Promise.all(part.map(([, rest]) => openByRole(rest, key).catch(() => null)));
      part.forEach(([lookup, rest], index) => opened[index] && people.set(lookup, entry(lookup, rest, opened[index], roster.header)));
      this.told.progress(at + part.length, fresh.length);
    }
    if (this.key !== key) return;
    this.people = people;
    this.sorted = [...people.values()].sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  }

  /** Whoever has a valid badge and, for each word of `text`, a word that begins so. */
  find(text, most = 12) {
    const words = fold(text).split(" ").filter(Boolean).map((word) => ` ${word}`);
    if (fold(text).length < 2) return [];
    const found = [];
    for (const one of this.sorted) {
      if (!words.every((word) => one.key.includes(word)) || this.judge.roster.revoked.has(one.lookup)) continue;
      found.push(one);
      if (found.length === most) break;
    }
    return found;
  }

  /** The people of each delegation, by its code. */
  delegations() {
    const groups = new Map();
    for (const one of this.sorted) {
      const { delegation, admission } = one.person;
      if (!delegation || admission === "cancelled" || this.judge.roster.revoked.has(one.lookup)) continue;
      const group = groups.get(delegation.code) ?? { code: delegation.code, name: delegation.name, people: [] };
      group.people.push(one);
      groups.set(delegation.code, group);
    }
    return groups;
  }

  /** The sealed first-aid note of somebody; null when there is none. */
  async note(lookup) {
    const rest = this.judge.roster?.notes.get(lookup);
    return rest && this.key ? openByRole(rest, this.key) : null;
  }
}

function entry(lookup, rest, list, header) {
  const person = personOf(list, header);
  const places = Object.values(person.city);
  const plain = searchKey(person.name, ...new Set(places), person.organisation, person.delegation?.code, person.code);
  const parts = plain.replace(/[^\p{L}\p{N}]+/gu, " "); // both halves of a double name begin a word
  return { lookup, rest, person, key: parts === plain ? ` ${plain}` : ` ${plain} ${parts}`, order: fold(`${person.family_name} ${person.given_name}`) };
}
