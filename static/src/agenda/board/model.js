// The arithmetic of the board: minutes on the venue's clock, columns, what overlaps, what is closed. Nothing here touches the page.

export const DAY = 1440;
export const SHORTEST = 5;
const LONGEST = 16 * 60;

const two = (number) => String(number).padStart(2, "0");

/** "09:05"; what lies after midnight is shown on the clock of the next day. */
export const clock = (minutes) => `${two(Math.floor((((minutes % DAY) + DAY) % DAY) / 60))}:${two(((minutes % 60) + 60) % 60)}`;

/** The wall time a form sends, `2027-10-13T09:05`. */
export function wall(day, minutes) {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCMinutes(minutes);
  return moment.toISOString().slice(0, 16);
}

export const roomsOf = (place) => (place ? [place.room, ...place.also_in] : []);
export const samePlace = (one, other) => JSON.stringify(one) === JSON.stringify(other);
export const snap = (minutes, step) => Math.round(minutes / step) * step;

/** A place with other times, kept within the day that is drawn and the lengths there are. */
export function moved(place, { start = place.start, end = place.end }, [from, to]) {
  const length = Math.min(Math.max(end - start, SHORTEST), LONGEST, to - from);
  const first = Math.min(Math.max(start, from), to - length);
  return { ...place, start: first, end: first + length };
}

/** A place whose lower edge is somewhere else. */
export function resized(place, end, to) {
  return { ...place, end: Math.min(Math.max(end, place.start + SHORTEST), place.start + LONGEST, to) };
}

/** A place some columns further on; further rooms come along as long as all of them fit. */
export function shifted(place, columns, by) {
  const indices = roomsOf(place).map((code) => columns.indexOf(code) + by);
  if (!by || indices.some((index) => index < 0 || index >= columns.length)) return place;
  const [room, ...also_in] = indices.map((index) => columns[index]);
  if (also_in.length && (room === "" || also_in.includes(""))) return place;
  return { ...place, room, also_in };
}

/** The columns a place fills, as stretches of neighbours: [[0, 2], [4, 1]] are columns 0 and 1, and 4. */
export function runs(place, columns) {
  const indices = roomsOf(place).map((code) => columns.indexOf(code)).filter((index) => index >= 0).sort((one, other) => one - other);
  const found = [];
  for (const index of indices) {
    const last = found.at(-1);
    if (last && last[0] + last[1] === index) last[1] += 1;
    else found.push([index, 1]);
  }
  return found;
}

/** What of a day is drawn: an hour before the doors to two after, and everything that is planned. */
export function rangeOf(day, sessions) {
  const [opens, closes] = day?.doors ?? [9 * 60, 18 * 60];
  const held = sessions.filter((one) => one.place?.day === day?.day).map((one) => one.place);
  const from = Math.min(opens - 60, ...held.map((place) => place.start));
  const to = Math.max(closes + 120, ...held.map((place) => place.end));
  return [Math.max(Math.floor(from / 60) * 60, 0), Math.ceil(to / 60) * 60];
}

/** Beside whom each piece of a column stands: pieces that share a moment share the width. Sets `lane` and `lanes`. */
export function sideBySide(pieces) {
  const sorted = [...pieces].sort((one, other) => one.start - other.start || other.span - one.span || other.end - one.end);
  for (const piece of sorted) {
    const others = sorted.filter((other) => other !== piece && other.from < piece.from + piece.span && piece.from < other.from + other.span
      && other.start < piece.end && piece.start < other.end);
    const taken = new Set(others.filter((other) => other.lane !== undefined).map((other) => other.lane));
    piece.lane = 0;
    while (taken.has(piece.lane)) piece.lane += 1;
    piece.beside = others;
  }
  for (const piece of sorted) piece.lanes = Math.max(piece.lane, ...piece.beside.map((other) => other.lane)) + 1;
  return sorted;
}

/** The rest of a day, where only some stretches [day, from, to] are open; nothing is closed where nobody said when. */
export function closedTimes(open, day, [from, to]) {
  if (!open) return [];
  const own = open.filter((one) => one[0] === day).sort((one, other) => one[1] - other[1]);
  const found = [];
  let last = from;
  for (const [, start, end] of own) {
    if (start > last) found.push([last, Math.min(start, to)]);
    last = Math.max(last, end);
  }
  if (last < to) found.push([last, to]);
  return found.filter(([start, end]) => start < end);
}

/** The times of a day at which somebody of this session is in another one. */
export function busyTimes(session, sessions, day) {
  const own = new Set(session.people ?? []);
  if (!own.size) return [];
  return sessions
    .filter((other) => other.code !== session.code && other.place?.day === day && other.people.some((one) => own.has(one)))
    .map((other) => [other.place.start, other.place.end, other.title]);
}

/** Whether two stretches share a moment. */
export const touches = ([start, end], place) => start < place.end && place.start < end;

/** Folded so that "sisli" finds Şişli and "strasse" Straße, as the server folds what is searched. */
export const fold = (text) => text.replace(/[İIı]/g, "i").toLowerCase().replace(/ß/g, "ss").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").trim();
