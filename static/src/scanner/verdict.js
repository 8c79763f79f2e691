// What the door answers, and who is inside. The same rules as summitapp/checkin/rules.py, held to the same cases by
// tests/vectors/scan_verdicts.json. Told everything, asks nothing. Moments are milliseconds or RFC 3339.

import { dayBegins } from "./clock.js";

const OVERRIDABLE = new Set(["already_inside", "already_used", "not_approved", "wrong_point", "not_enrolled", "too_early", "too_late"]);

/** A desk may let somebody through against the list, a door where the organisers leave it to the door, a kiosk never. */
export const mayOverrule = (post = "desk", point = {}) => post === "desk" || (post === "door" && !point.desk_decides);

export const instant = (value) => (typeof value === "string" ? Date.parse(value) : value);

function obstacle(badge, point, attempt) {
  if (!badge) return "unknown";
  if (badge.admission === "cancelled") return "cancelled";
  if (!badge.active) return "revoked";
  if (attempt.direction === "out") return null; // nobody is ever locked in
  if (badge.admission === "pending") return "not_approved";
  if (point.categories?.length && !point.categories.includes(badge.category)) return "wrong_point";
  if (point.session && !badge.sessions?.includes(point.session)) return "not_enrolled";
  const at = instant(attempt.at);
  if (point.opens_at && at < instant(point.opens_at)) return "too_early";
  if (point.closes_at && at >= instant(point.closes_at)) return "too_late";
  return null;
}

/** By moment; in the same moment the keys decide. A passage without a key comes first, one that stands for all before last. */
const inOrder = (one, other) => instant(one.at) - instant(other.at) || ((one.key ?? "") < (other.key ?? "") ? -1 : (one.key ?? "") > (other.key ?? "") ? 1 : 0);
const latest = (passages) => passages.reduce((last, one) => (last && inOrder(last, one) >= 0 ? last : one), null);

function beenHere(point, history, attempt) {
  const at = instant(attempt.at);
  const from = point.counts_from ? instant(point.counts_from) : -Infinity;
  const counted = history.filter((one) => instant(one.at) >= from && (!attempt.offline || instant(one.at) <= at));
  if (point.reentry === false) return counted.some((one) => one.direction === "in") ? "already_used" : null;
  return latest(counted)?.direction === "in" ? "already_inside" : null;
}

/**
 * What the door says to one scan.
 * `badge` is null when the code is not one of this summit's; `history`: earlier scans here that let the person through.
 */
export function judgeScan(badge, point, history, attempt) {
  let reason = obstacle(badge, point, attempt);
  if (reason === null && attempt.direction === "out") return { verdict: "admitted", reason: "left" };
  reason ??= beenHere(point, history, attempt);
  if (reason === null) return { verdict: "admitted", reason: "admitted" };
  if (attempt.override?.trim() && OVERRIDABLE.has(reason) && mayOverrule(attempt.post, point)) return { verdict: "admitted", reason: "overridden", overridden: reason };
  return { verdict: reason.startsWith("already_") ? "already_inside" : "refused", reason };
}

/** Whether the desk may decide against this reason. */
export const mayOverride = (reason) => OVERRIDABLE.has(reason);

/** Whether somebody who stands so comes in although they are inside, or have used up their turn. */
function isDouble(stood, passage, { reentry = true, timezone = "" }) {
  const before = reentry ? (stood.inside ? stood.since : null) : stood.entered;
  return before !== null && (!timezone || instant(before) >= dayBegins(instant(passage.at), timezone));
}

/**
 * Where somebody stands after all passages, in the order in which they happened. A passage with `let_in` false was
 * turned away as already inside; put in its place in time it may have been an entry all the same.
 */
export function standingOf(passages, rhythm = {}) {
  let stood = { inside: false, since: null, entries: 0, doubles: 0, entered: null };
  for (const passage of [...passages].sort(inOrder)) {
    const { at, direction } = passage;
    if (direction === "out") stood = { ...stood, inside: false, since: at };
    else if (!isDouble(stood, passage, rhythm)) stood = { ...stood, inside: true, since: at, entered: at, entries: stood.entries + 1 };
    else if (passage.let_in !== false) stood = { ...stood, inside: true, since: stood.inside ? stood.since : at, doubles: stood.doubles + 1 };
  }
  return stood;
}
