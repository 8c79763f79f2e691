// The grid as it is drawn: lanes, hours, blocks and what is shaded. Elements are kept from one drawing to the next, so that the
// focus stays where it is; where things stand is set on the element, since the page may carry no styles of its own.
import { busyTimes, clock, closedTimes, rangeOf, roomsOf, runs, sideBySide, touches } from "./model.js";

export function make(tag, className, ...parts) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...parts.filter((part) => part !== null && part !== undefined));
  return element;
}

const icon = (name) => {
  const element = make("span", `icon icon-${name}`);
  element.setAttribute("aria-hidden", "true");
  return element;
};
// Named here so that the build brings them along: icon-exclamation-triangle icon-exclamation-circle icon-eye-slash icon-lock icon-cup-hot

export const fill = (words, facts) => words.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");

export class Drawing {
  constructor(root, store, words) {
    Object.assign(this, { root, store, words });
    this.head = root.querySelector("[data-heads]");
    this.lanes = root.querySelector("[data-lanes]");
    this.hours = root.querySelector("[data-hours]");
    this.frame = root.querySelector("[data-frame]");
    this.body = root.querySelector("[data-body]");
    this.blocks = new Map();
    this.hidden = new Set();
    this.fresh = new Set();
    this.minute = 1.5; // pixels
  }

  get columns() {
    const codes = this.store.rooms.map((room) => room.code).filter((code) => !this.hidden.has(code));
    return this.needsNoRoom() ? [...codes, ""] : codes;
  }

  needsNoRoom() {
    return !this.hidden.has("") || this.store.all.some((one) => one.place?.day === this.day && one.place.room === "");
  }

  get range() {
    return rangeOf(this.store.days.find((one) => one.day === this.day), this.carry?.place ? [...this.store.all, { place: this.carry.place }] : this.store.all);
  }

  roomName(code) {
    return code ? (this.store.rooms.find((room) => room.code === code)?.name ?? code) : this.words.noRoom;
  }

  dayName(day) {
    return this.store.days.find((one) => one.day === day)?.label ?? day;
  }

  facts(session, place = session.place) {
    return {
      title: session.title, day: place ? this.dayName(place.day) : "", start: place ? clock(place.start) : "", end: place ? clock(place.end) : "",
      room: place ? roomsOf(place).map((code) => this.roomName(code)).join(", ") : "", minutes: place ? place.end - place.start : 0,
    };
  }

  conflictsOf(code) {
    return this.store.conflicts.filter((one) => one.codes.includes(code));
  }

  /** Draw the day anew. `carry` is what somebody holds: its place is drawn as a ghost, its own block pales. */
  draw(day, carry = null) {
    this.day = day;
    this.carry = carry;
    const columns = this.columns;
    const [from, to] = this.range;
    this.from = from;
    this.root.style.setProperty("--rooms", columns.length);
    this.body.style.height = `${(to - from) * this.minute}px`;
    this.body.style.setProperty("--hour", `${60 * this.minute}px`);
    this.drawHeads(columns);
    this.drawHours(from, to);
    this.drawShades(columns, from, to);
    this.drawBlocks(columns);
  }

  drawHeads(columns) {
    const key = columns.join();
    if (this.heads === key) return;
    this.heads = key;
    this.head.replaceChildren(
      ...columns.map((code) => {
        const room = this.store.rooms.find((one) => one.code === code);
        const facts = [room?.seats && fill(this.words.seats, { seats: room.seats }), room?.languages.length && fill(this.words.booths, { languages: room.languages.join(" ") })];
        return make("div", "board-room", make("b", "", this.roomName(code)), make("small", "", facts.filter(Boolean).join(" · ") || room?.venue || ""));
      }),
    );
  }

  drawHours(from, to) {
    const hours = [];
    for (let hour = from; hour < to; hour += 60) {
      const mark = make("span", "", clock(hour));
      mark.style.top = `${(hour - from) * this.minute}px`;
      hours.push(mark);
    }
    this.hours.replaceChildren(...hours);
  }

  // --- what is shaded: outside of the doors always; a closed room, and people who cannot come, while something is carried

  shades(columns, from, to) {
    const found = [];
    const all = { column: 0, span: columns.length };
    const add = (times, where, kind, word) => times.forEach(([start, end, more]) => found.push({ ...where, start, end, kind, word: more ? `${word}: ${more}` : word }));
    const doors = this.store.days.find((one) => one.day === this.day)?.doors;
    if (doors) add(closedTimes([[this.day, ...doors]], this.day, [from, to]), all, "doors", this.words.doorsClosed);
    if (this.carry) {
      columns.forEach((code, column) => {
        const room = this.store.rooms.find((one) => one.code === code);
        add(closedTimes(room?.open, this.day, [from, to]), { column, span: 1 }, "closed", this.words.closed);
      });
      add(closedTimes(this.carry.session.free, this.day, [from, to]), all, "away", this.words.away);
      add(busyTimes(this.carry.session, this.store.all, this.day), all, "busy", this.words.busy);
    }
    return found;
  }

  drawShades(columns, from, to) {
    this.shaded = this.shades(columns, from, to);
    this.root.querySelectorAll(".board-shade").forEach((shade) => shade.remove());
    for (const shade of this.shaded) {
      const element = make("div", `board-shade ${shade.kind}`, make("span", "", shade.word));
      element.setAttribute("aria-hidden", "true");
      this.stand(element, shade, columns.length);
      this.lanes.prepend(element);
    }
  }

  /** What stands against a place while it is carried, in words. */
  against(place) {
    const columns = runs(place, this.columns);
    const hits = this.shaded.filter((shade) => touches([shade.start, shade.end], place) && columns.some(([first, span]) => first < shade.column + shade.span && shade.column < first + span));
    return [...new Set(hits.map((shade) => shade.word))];
  }

  stand(element, { column, span, start, end }, number, lane = 0, lanes = 1) {
    const width = 100 / number;
    const height = Math.max((end - start) * this.minute, 24);
    const gap = element.classList.contains("board-shade") ? 0 : 6;
    element.style.left = `calc(${(column + (span * lane) / lanes) * width}% + ${gap / 2}px)`;
    element.style.width = `calc(${(span * width) / lanes}% - ${gap}px)`;
    element.style.top = `${(start - this.from) * this.minute}px`;
    element.style.height = `${height}px`;
    element.style.setProperty("--lines", Math.max(Math.floor((height - (element.querySelector(".marks") ? 54 : 32)) / 20), 1));
  }

  // --- blocks

  drawBlocks(columns) {
    const sessions = this.store.all.filter((one) => one.place?.day === this.day);
    const pieces = sessions.flatMap((session) => this.pieces(session, session.place, columns));
    const kept = new Set();
    for (const piece of sideBySide(pieces)) {
      const element = this.element(piece);
      kept.add(piece.key);
      this.stand(element, { ...piece, column: piece.from }, columns.length, piece.lane, piece.lanes);
    }
    if (this.carry?.place?.day === this.day) {
      for (const piece of this.pieces(this.carry.session, this.carry.place, columns)) {
        const element = this.ghost(`ghost#${piece.from}`, piece);
        kept.add(`ghost#${piece.from}`);
        this.stand(element, { ...piece, column: piece.from }, columns.length);
      }
    }
    for (const [key, element] of this.blocks) {
      if (kept.has(key)) continue;
      element.remove();
      this.blocks.delete(key);
    }
    this.inOrder();
  }

  pieces(session, place, columns) {
    return runs(place, columns).map(([from, span], number) => ({ key: `${session.code}#${number}`, session, from, span, start: place.start, end: place.end, number }));
  }

  element(piece) {
    const { session } = piece;
    let element = this.blocks.get(piece.key);
    if (!element) {
      element = make("div", "board-block");
      element.setAttribute("role", "button");
      element.dataset.code = session.code;
      element.id = piece.number ? "" : `block-${session.code}`;
      element.tabIndex = piece.number ? -1 : 0;
      element.setAttribute("aria-describedby", "board-help");
      this.blocks.set(piece.key, element);
      this.lanes.append(element);
    }
    const mark = JSON.stringify([session, this.conflictsOf(session.code)]);
    if (element.dataset.mark !== mark) this.fillBlock(element, session);
    element.dataset.mark = mark;
    element.dataset.order = String(piece.start * 100 + piece.from);
    element.classList.toggle("lifted", this.carry?.session.code === session.code);
    element.classList.toggle("fresh", this.fresh.has(session.code));
    element.classList.toggle("short", piece.end - piece.start < 35);
    return element;
  }

  fillBlock(element, session) {
    const conflicts = this.conflictsOf(session.code);
    const clashes = conflicts.filter((one) => one.blocking).length;
    const facts = this.facts(session);
    const times = `${facts.start}–${facts.end}`;
    const languages = session.languages.join(session.interpreted ? " ⇄ " : ", ");
    element.classList.toggle("bad", clashes > 0);
    element.classList.toggle("warned", conflicts.length > clashes);
    for (const kind of ["break", "blocker"]) element.classList.toggle(kind, session.kind === kind);
    element.dataset.colour = this.store.tracks[session.track]?.[1] ?? "";
    const title = make("b", "", session.kind === "blocker" ? icon("lock") : session.kind === "break" ? icon("cup-hot") : null, session.title);
    if (session.lang) title.lang = session.lang;
    const about = [session.who.join(" · "), languages].filter(Boolean).join(" · ");
    // The visible words are the name; what is told by place and look is added for those who hear it.
    const told = fill(this.words.told, { kind: session.kindLabel, room: facts.room });
    element.replaceChildren(title, make("span", "visually-hidden", ` ${told} `), make("span", "about times", times));
    const marks = make("span", "marks");
    if (clashes) marks.append(make("span", "mark clash", icon("exclamation-triangle"), fill(this.words.clashes, { count: clashes })));
    else if (conflicts.length) marks.append(make("span", "mark", icon("exclamation-circle"), fill(this.words.notices, { count: conflicts.length })));
    if (session.notPublic) marks.append(make("span", "mark plain", icon("eye-slash"), session.notPublic));
    if (marks.childElementCount) element.append(marks);
    if (about) element.append(make("span", "about", about));
    element.title = [session.title, times, about].filter(Boolean).join("\n");
  }

  ghost(key, piece) {
    let element = this.blocks.get(key);
    if (!element) {
      element = make("div", "board-ghost", make("b"), make("span", "about"), make("span", "against"));
      element.setAttribute("aria-hidden", "true");
      this.blocks.set(key, element);
      this.lanes.append(element);
    }
    const against = this.against(this.carry.place);
    element.classList.toggle("against-it", against.length > 0);
    element.children[0].textContent = piece.session.title;
    element.children[1].textContent = `${clock(piece.start)}–${clock(piece.end)} · ${fill(this.words.minutes, { count: piece.end - piece.start })}`;
    element.children[2].textContent = against.join(" · ");
    element.dataset.order = "9999999";
    return element;
  }

  /** The Tab key walks by time, then by room: only what is out of order is moved, so that the focus stays. */
  inOrder() {
    const sorted = [...this.blocks.values()].sort((one, other) => Number(one.dataset.order) - Number(other.dataset.order));
    const focused = document.activeElement;
    let last = [...this.lanes.children].filter((child) => child.classList.contains("board-shade")).at(-1) ?? null;
    for (const element of sorted) {
      const next = last ? last.nextElementSibling : this.lanes.firstElementChild;
      if (next !== element) this.lanes.insertBefore(element, next);
      last = element;
    }
    if (focused && focused !== document.activeElement && this.lanes.contains(focused)) focused.focus({ preventScroll: true });
  }

  blockOf(code) {
    return this.blocks.get(`${code}#0`);
  }

  // --- from a point of the screen to a place

  at(x, y) {
    const box = this.lanes.getBoundingClientRect();
    const frame = this.frame.getBoundingClientRect();
    const inside = x >= Math.max(box.left, frame.left) && x <= Math.min(box.right, frame.right) && y >= frame.top && y <= frame.bottom;
    if (!inside) return null;
    const columns = this.columns;
    const column = Math.min(Math.max(Math.floor(((x - box.left) / box.width) * columns.length), 0), columns.length - 1);
    return { column, room: columns[column], minutes: this.from + (y - box.top) / this.minute };
  }

  /** The first quarter of an hour that is in sight. */
  topMinutes() {
    return Math.ceil((this.from + this.frame.scrollTop / this.minute) / 15) * 15;
  }

  show(code) {
    this.blockOf(code)?.scrollIntoView({ block: "center", inline: "center" });
  }
}
