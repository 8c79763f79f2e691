// Carrying a session: by the pointer, or picked up with Enter and moved with the arrow keys. What is carried is drawn as a ghost
// until it is put down; Escape puts it back.
import { closedTimes, moved, resized, roomsOf, samePlace, shifted, snap, touches } from "./model.js";
import { fill } from "./draw.js";

const THRESHOLD = 4;
const EDGE = 9;
const RIM = 48;

export class Carry {
  constructor(board) {
    this.board = board;
    this.now = null;
    const { root } = board;
    root.addEventListener("pointerdown", (event) => this.press(event));
    document.addEventListener("pointermove", (event) => this.point(event));
    document.addEventListener("pointerup", (event) => this.release(event));
    document.addEventListener("pointercancel", () => this.now?.via === "pointer" && this.cancel());
    document.addEventListener("keydown", (event) => this.key(event), true);
    // The click that ends a drag is none.
    root.addEventListener("click", (event) => this.dragged && (event.stopPropagation(), event.preventDefault(), (this.dragged = false)), true);
  }

  get drawing() {
    return this.board.drawing;
  }

  // --- beginning and ending

  begin(session, via, more = {}) {
    this.now = { session, via, origin: session.place, place: session.place, mode: "move", ...more };
    this.board.store.held = true;
    this.board.root.classList.add("carrying");
    this.redraw();
  }

  redraw() {
    this.drawing.draw(this.board.day, this.now);
    this.board.root.classList.toggle("over-tray", Boolean(this.now) && this.now.via !== "keys" && !this.now.place && Boolean(this.now.origin));
  }

  end() {
    const { now } = this;
    this.now = null;
    this.pressed = null;
    cancelAnimationFrame(this.rolling);
    this.rolling = 0;
    this.board.store.held = false;
    this.board.root.classList.remove("carrying", "resizing");
    return now;
  }

  cancel() {
    const { session, via, kind } = this.end();
    if (session.place) this.board.day = session.place.day;
    this.board.draw();
    this.board.say(fill(kind ? this.board.words.notSet : this.board.words.back, { title: session.title }));
    if (via !== "pointer") this.board.focus(kind ? null : session.code);
  }

  drop() {
    const { session, origin, place, via, kind } = this.end();
    if (kind) {
      if (place) this.board.hold(kind, session.title, place);
      else this.board.draw();
      return;
    }
    if (samePlace(origin, place)) {
      this.board.draw();
      this.board.say(fill(this.board.words.back, { title: session.title }));
    } else this.board.place(session, place);
    if (via === "keys") this.board.focus(session.code);
  }

  // --- the pointer

  press(event) {
    if (this.now?.via === "hover") {
      if (event.button === 0 && this.drawing.at(event.clientX, event.clientY)) {
        event.preventDefault();
        this.dragged = true;
        this.follow(event);
        this.drop();
      }
      return;
    }
    const element = event.target.closest("[data-code]");
    if (!element || event.button !== 0 || this.now || !this.board.editable) return;
    const session = this.board.store.sessions.get(element.dataset.code);
    if (!session || session.cancelled) return;
    const box = element.getBoundingClientRect();
    const resize = element.classList.contains("board-block") && box.bottom - event.clientY <= Math.min(EDGE, box.height / 3);
    this.dragged = false;
    this.pressed = { session, resize, x: event.clientX, y: event.clientY, pointer: event.pointerId };
  }

  point(event) {
    if (this.pressed && !this.now) {
      const { session, resize, x, y, pointer } = this.pressed;
      if (Math.hypot(event.clientX - x, event.clientY - y) < THRESHOLD) return;
      const at = this.drawing.at(x, y);
      const { place } = session;
      const grab = place && at ? { minutes: at.minutes - place.start, column: at.column - this.drawing.columns.indexOf(place.room) } : { minutes: 10, column: 0 };
      this.board.root.setPointerCapture?.(pointer);
      this.board.root.classList.toggle("resizing", resize);
      this.begin(session, "pointer", { mode: resize ? "resize" : "move", grab });
    }
    if (this.now && this.now.via !== "keys") {
      event.preventDefault();
      this.follow(event);
    }
  }

  follow(event) {
    const { now } = this;
    now.x = event.clientX;
    now.y = event.clientY;
    const tab = document.elementFromPoint(now.x, now.y)?.closest("[data-day]");
    if (tab && now.mode === "move" && tab.dataset.day !== this.board.day) this.board.day = tab.dataset.day;
    this.aim();
    if (!this.rolling) this.roll();
  }

  aim() {
    const { now, drawing } = this;
    const at = drawing.at(now.x, now.y);
    const { step, day } = this.board;
    const before = now.place;
    if (now.mode === "resize") {
      if (at) now.place = resized(now.origin, snap(at.minutes, step), drawing.range[1]);
    } else if (at) {
      const base = now.place ?? now.origin ?? this.fresh(at.room);
      const placed = moved({ ...base, day }, this.times(base, snap(at.minutes - now.grab.minutes, step)), drawing.range);
      const primary = drawing.columns.indexOf(placed.room);
      const wanted = Math.min(Math.max(at.column - now.grab.column, 0), drawing.columns.length - 1);
      now.place = primary < 0 ? { ...placed, room: at.room, also_in: [] } : shifted(placed, drawing.columns, wanted - primary);
    } else now.place = now.kind ? null : this.outside(now);
    if (!samePlace(before, now.place) || !now.drawn) {
      now.drawn = true;
      this.redraw();
    }
  }

  /** Over the list of what has no time the session loses its own; anywhere else it stays where it was last. */
  outside({ x, y, origin, place }) {
    const box = this.board.tray.element.getBoundingClientRect();
    const over = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    return over ? null : origin ? place ?? origin : null;
  }

  times(base, start) {
    return { start, end: start + (base.end - base.start) };
  }

  fresh(room) {
    return { room, also_in: [], day: this.board.day, start: 0, end: this.now.length ?? 60 };
  }

  /** Near the rim of the frame the grid moves along. */
  roll() {
    this.rolling = requestAnimationFrame(() => {
      if (!this.now || this.now.via === "keys") return;
      const { frame } = this.drawing;
      const box = frame.getBoundingClientRect();
      const { x, y } = this.now;
      const inside = x > box.left && x < box.right && y > box.top - RIM && y < box.bottom + RIM;
      const pull = (near, far, at) => (at < near + RIM ? -8 : at > far - RIM ? 8 : 0);
      if (inside) {
        const before = [frame.scrollLeft, frame.scrollTop].join();
        frame.scrollBy(pull(box.left + 60, box.right, x), pull(box.top + 60, box.bottom, y));
        if (before !== [frame.scrollLeft, frame.scrollTop].join()) this.aim();
      }
      this.roll();
    });
  }

  release(event) {
    this.pressed = null;
    if (this.now?.via !== "pointer") return;
    this.follow(event);
    this.dragged = true;
    setTimeout(() => (this.dragged = false));
    this.drop();
  }

  // --- the keyboard

  key(event) {
    if (event.target.closest?.("dialog, input, select, textarea")) return;
    if (!this.now) {
      const element = event.target.closest?.("[data-code]");
      if (element && this.board.root.contains(element)) this.onBlock(event, element);
      return;
    }
    if (this.now.via === "pointer") {
      if (event.key === "Escape") this.stop(event, () => this.cancel());
      return;
    }
    if (event.key === "Tab") return this.cancel();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = this.keys(event.shiftKey)[event.key];
    if (act) this.stop(event, act);
  }

  stop(event, act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  onBlock(event, element) {
    const session = this.board.store.sessions.get(element.dataset.code);
    if (!session || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && !event.shiftKey && this.board.editable && !session.cancelled) this.stop(event, () => this.pickUp(session));
    else if (["e", "E", " ", "F2"].includes(event.key) || event.key === "Enter") this.stop(event, () => this.board.edit(session));
    else if (["Delete", "Backspace"].includes(event.key) && session.place && this.board.editable) {
      this.stop(event, () => {
        this.board.place(session, null);
        this.board.focus(session.code);
      });
    }
  }

  pickUp(session) {
    this.begin(session, "keys", { place: session.place ?? this.firstFree(session) });
    if (!session.place) this.drawing.lanes.focus({ preventScroll: true });
    this.board.say(`${fill(this.board.words.picked, { title: session.title, step: this.board.step })} ${this.where()}`);
    this.scrollTo();
  }

  /** A break or a blocker that has no place yet: it follows the pointer, or the arrow keys. */
  bring(kind, title) {
    const session = { code: null, title, kind, place: null, people: [], free: null };
    this.begin(session, "hover", { kind, length: 30, grab: { minutes: 0, column: 0 }, origin: null });
    this.now.place = this.firstFree(session, 30, this.drawing.topMinutes());
    this.redraw();
    this.drawing.lanes.focus({ preventScroll: true });
    this.board.say(`${fill(this.board.words.bring, { title, step: this.board.step })} ${this.where()}`);
    this.scrollTo();
  }

  /** The first time and room of the day against which nothing stands. */
  firstFree(session, length = 60, from = 0) {
    const { drawing, board } = this;
    const day = board.store.days.find((one) => one.day === board.day);
    const [opens, closes] = day?.doors ?? [540, 1080];
    const rooms = drawing.columns.filter(Boolean);
    for (let start = Math.max(opens, from); start + length <= closes; start += 15) {
      for (const room of rooms) {
        const place = { room, also_in: [], day: board.day, start, end: start + length };
        const taken = board.store.all.some((other) => other.place?.day === board.day && roomsOf(other.place).includes(room) && touches([other.place.start, other.place.end], place));
        const shut = [board.store.rooms.find((one) => one.code === room)?.open, session.free].some((open) => closedTimes(open, board.day, drawing.range).some((times) => touches(times, place)));
        if (!taken && !shut) return place;
      }
    }
    return { room: rooms[0] ?? "", also_in: [], day: board.day, start: opens, end: opens + length };
  }

  keys(shift) {
    const { step } = this.board;
    const { place } = this.now;
    const next = (minutes, way) => (way > 0 ? Math.floor(minutes / step) * step + step : Math.ceil(minutes / step) * step - step);
    const to = (made) => () => this.nudge(made);
    const range = this.drawing.range;
    const wide = [Math.min(range[0], place.start - step), Math.max(range[1], place.end + step)];
    const limits = [Math.max(wide[0], 0), wide[1]];
    const vertical = (way) => (shift ? resized(place, next(place.end, way), limits[1]) : moved(place, this.times(place, next(place.start, way)), limits));
    return {
      ArrowUp: to(() => vertical(-1)), ArrowDown: to(() => vertical(1)),
      ArrowLeft: to(() => shifted(place, this.drawing.columns, -1)), ArrowRight: to(() => shifted(place, this.drawing.columns, 1)),
      PageUp: () => this.otherDay(-1), PageDown: () => this.otherDay(1),
      Enter: () => this.drop(), " ": () => this.drop(), Escape: () => this.cancel(),
      Delete: () => this.takeOut(), Backspace: () => this.takeOut(),
    };
  }

  nudge(make) {
    this.now.place = make();
    this.redraw();
    this.board.say(this.where());
    this.scrollTo();
  }

  otherDay(way) {
    const days = this.board.store.days.map((one) => one.day);
    const day = days[days.indexOf(this.board.day) + way];
    if (!day) return;
    this.board.day = day;
    this.now.place = { ...this.now.place, day };
    this.redraw();
    if (!this.board.root.contains(document.activeElement)) this.drawing.lanes.focus({ preventScroll: true });
    this.board.say(`${this.drawing.dayName(day)}. ${this.where()}`);
  }

  takeOut() {
    if (this.now.kind) return this.cancel();
    this.now.place = null;
    this.drop();
  }

  where() {
    const { drawing, board, now } = this;
    const against = drawing.against(now.place);
    const taken = board.store.all.filter((other) => other.code !== now.session.code && other.place?.day === now.place.day
      && roomsOf(other.place).some((room) => room && roomsOf(now.place).includes(room)) && touches([other.place.start, other.place.end], now.place));
    const words = [fill(board.words.at, drawing.facts(now.session, now.place)), ...against, ...taken.map((other) => fill(board.words.taken, { title: other.title }))];
    return `${words.join(". ")}.`;
  }

  scrollTo() {
    const ghost = this.drawing.lanes.querySelector(".board-ghost");
    ghost?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

