// The door's answer without the server: from the sealed roster, and from what this device has seen itself.

import { dayBegins } from "./clock.js";
import { judgeScan, standingOf } from "./verdict.js";
import { openRecord, personOf, recordKeyOf } from "./sealed.js";

// A place in a session may have been given since; an older list cannot refuse for want of one.
const STALE = 120_000;

/** Several doors of one place count together. */
export const placeOf = (point) => point?.counts_with || point?.code || "";

export class Judge {
  /** `post`: whose hands this device is in, "desk", "door" or "kiosk". */
  constructor({ clock, post = "door" }) {
    Object.assign(this, { clock, post, roster: null, synced: 0, passages: new Map() });
  }

  /** `passage`: {scan_id, lookup, place, direction, at}. */
  remember(passage) {
    const key = `${passage.lookup} ${passage.place}`;
    const others = (this.passages.get(key) ?? []).filter((one) => one.scan_id !== passage.scan_id);
    this.passages.set(key, [...others, passage]);
  }

  forget(scanId) {
    for (const [key, list] of this.passages) if (list.some((one) => one.scan_id === scanId)) this.passages.set(key, list.filter((one) => one.scan_id !== scanId));
  }

  history(lookup, point) {
    const key = `${lookup} ${placeOf(point)}`;
    const stood = this.roster?.standings.get(key);
    const past = [];
    if (stood?.here || stood?.inside) past.push({ at: stood.since - (stood.inside ? 0 : 1), direction: "in" });
    if (stood && !stood.inside) past.push({ at: stood.since, direction: "out", key: "~" });
    return [...past, ...(this.passages.get(key) ?? [])];
  }

  from(point, at) {
    return point.daily && this.roster ? dayBegins(at, this.roster.header.summit.timezone) : -Infinity;
  }

  /** Whether somebody is inside a point's place, as far as this device knows. */
  inside(lookup, point) {
    const { inside, since } = standingOf(this.history(lookup, point));
    return inside && since >= this.from(point, this.clock.now());
  }

  /** The person of a scanned code; null when this device does not know them. */
  async look(code, lookup) {
    const rest = this.roster?.records.get(lookup);
    if (!rest) return null;
    return personOf(await openRecord(rest, await recordKeyOf(code), this.roster.header.wrapped), this.roster.header);
  }

  /**
   * Judge one scan. `sure` says whether the server can hardly say otherwise; without it the guest is let in, to be
   * confirmed: nobody stands outside because a list is old.
   */
  judge(lookup, person, point, { direction, override = "" }) {
    const revoked = this.roster?.revoked.has(lookup) ?? false;
    if (!this.roster || (!person && !revoked)) return { verdict: "admitted", reason: this.roster ? "unlisted" : "unchecked", sure: false };
    const at = this.clock.now();
    const badge = { active: !revoked, admission: person?.admission ?? "confirmed", category: person?.category.code, sessions: person?.sessions };
    const door = { ...point, counts_from: this.from(point, at) };
    const judged = judgeScan(badge, door, this.history(lookup, point), { at, direction, override, post: this.post });
    if (judged.reason === "not_enrolled" && at - this.synced > STALE) return { verdict: "admitted", reason: "place_unsure", sure: false };
    return { ...judged, sure: true };
  }
}
