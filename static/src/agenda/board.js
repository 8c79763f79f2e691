// The organisers' board: a day as rooms and hours, to be planned by mouse, by finger or by keyboard, by several at once.
// Without a script, and on a narrow screen, the list and its forms do the same.
import { attach } from "../base/_controllers.js";
import { Carry } from "./board/carry.js";
import { Drawing, fill } from "./board/draw.js";
import { roomsOf } from "./board/model.js";
import { PlaceDialog } from "./board/place.js";
import { Faults, Tray } from "./board/side.js";
import { Store } from "./board/store.js";

const EVERY = 5000;
const SOON = 4000; // after the last move of one's own: a whole row of moves is followed by one look
const READ = 9000;

const kept = {
  get(name) {
    try {
      return localStorage.getItem(`agenda.${name}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`agenda.${name}`, value);
    } catch {
      // a browser that keeps nothing
    }
  },
};

class Board {
  constructor(root) {
    this.root = root;
    const { dataset } = root;
    this.words = JSON.parse(dataset.words);
    this.editable = "editable" in dataset;
    this.summit = dataset.summit;
    this.store = new Store({ board: JSON.parse(dataset.board), stamp: dataset.stamp, addresses: JSON.parse(dataset.addresses), words: this.words });
    this.drawing = new Drawing(root, this.store, this.words);
    this.tray = new Tray(this, root.querySelector("[data-tray-panel]"));
    this.faults = new Faults(this, root.querySelector("[data-faults-panel]"), root.querySelector("[data-bar]"));
    this.live = root.querySelector("[data-live]");
    this.alarm = root.querySelector("[data-alarm]");
    this.shownDay = dataset.chosen || this.store.days[0]?.day;
    this.carry = new Carry(this);
    const dialog = root.querySelector("dialog");
    this.dialog = dialog && new PlaceDialog(this, dialog);
    this.readSettings();
    this.listen();
    this.watch();
    this.draw();
    root.classList.add("ready");
    this.choose(kept.get("view") ?? "grid");
    this.scrollToWork();
  }

  // --- what is shown

  get day() {
    return this.shownDay;
  }

  set day(day) {
    if (day === this.shownDay) return;
    this.shownDay = day;
    const address = new URL(location.href);
    address.searchParams.set("day", day);
    history.replaceState(null, "", address);
    this.drawTabs();
    if (!this.carry.now) this.draw();
  }

  draw() {
    this.drawing.draw(this.day, this.carry.now);
    this.tray.draw();
    this.faults.draw();
    this.drawTabs();
    for (const [name, stack] of [["undo", this.store.done], ["redo", this.store.undone]]) {
      const button = this.root.querySelector(`[data-${name}]`);
      if (button) button.setAttribute("aria-disabled", String(!stack.length));
    }
  }

  drawTabs() {
    for (const tab of this.root.querySelectorAll("[data-day]")) {
      if (tab.dataset.day === this.day) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
      const count = tab.querySelector("[data-count]");
      if (count) count.textContent = this.store.all.filter((one) => one.place?.day === tab.dataset.day).length;
    }
    const name = this.store.days.find((one) => one.day === this.day)?.name ?? "";
    this.drawing.frame.setAttribute("aria-label", name);
  }

  /** Begin where the day begins, not at the hour before the doors. */
  scrollToWork() {
    const first = Math.min(...this.store.all.filter((one) => one.place?.day === this.day).map((one) => one.place.start));
    if (Number.isFinite(first)) this.drawing.frame.scrollTop = Math.max((first - this.drawing.from - 30) * this.drawing.minute, 0);
  }

  say(text) {
    this.live.textContent = text;
    clearTimeout(this.reading);
    if (!this.carry.now) this.reading = setTimeout(() => (this.live.textContent = ""), READ);
  }

  warn(text) {
    this.alarm.querySelector("p").textContent = text;
    this.alarm.hidden = !text;
  }

  focus(code) {
    if (!code) return;
    const session = this.store.sessions.get(code);
    if (session?.place && session.place.day !== this.day) this.day = session.place.day;
    const element = this.drawing.blockOf(code) ?? this.tray.itemOf(code);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Lead to a session from what is told of it. */
  go(code) {
    const wanted = new Set(roomsOf(this.store.sessions.get(code)?.place).filter((room) => this.drawing.hidden.has(room)));
    for (const box of this.root.querySelectorAll("[name=shown-room]")) if (wanted.has(box.value)) box.click();
    this.focus(code);
    this.drawing.show(code);
  }

  // --- what organisers do

  place(session, place) {
    this.warn("");
    this.store.place(session, place);
    this.draw();
  }

  hold(kind, title, place) {
    this.store.act(this.store.holding(kind, title, place));
    this.draw();
  }

  edit(session) {
    if (this.dialog) this.dialog.open(session);
    else if (this.editable) location.assign(this.store.path(session.code, ""));
  }

  listen() {
    const { root, store } = this;
    root.addEventListener("click", (event) => this.click(event));
    document.addEventListener("keydown", (event) => this.shortcut(event));
    store.addEventListener("done", ({ detail }) => this.wasDone(detail));
    store.addEventListener("refused", ({ detail }) => {
      this.warn(detail.message);
      this.draw();
    });
    store.addEventListener("nothing", ({ detail }) => this.say(detail.way === "back" ? this.words.nothingToUndo : this.words.nothingToRedo));
    store.addEventListener("news", ({ detail }) => this.news(detail));
    store.addEventListener("settled", () => this.lookSoon());
  }

  click(event) {
    const { target } = event;
    const block = target.closest("[data-code]");
    const tab = target.closest("[data-day]");
    const maker = target.closest("[data-bring]");
    const view = target.closest("[data-view]");
    if (tab && showsGrid(this.root)) {
      event.preventDefault();
      this.day = tab.dataset.day;
      this.scrollToWork();
    } else if (block && !this.carry.now) this.edit(this.store.sessions.get(block.dataset.code));
    else if (maker && showsGrid(this.root)) {
      event.preventDefault();
      if (this.carry.now) this.carry.cancel();
      this.carry.bring(maker.dataset.bring, maker.dataset.title);
    } else if (target.closest("[data-undo]")) this.store.undo();
    else if (target.closest("[data-redo]")) this.store.redo();
    else if (target.closest("[data-alarm-close]")) this.warn("");
    else if (view) this.choose(view.dataset.view, true);
  }

  shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || this.carry.now || !this.editable) return;
    if (event.target.closest?.("input, textarea, select, dialog") || !showsGrid(this.root)) return;
    const key = event.key.toLowerCase();
    if (key === "z") event.shiftKey ? this.store.redo() : this.store.undo();
    else if (key === "y") this.store.redo();
    else return;
    event.preventDefault();
  }

  wasDone({ act, way, session }) {
    const { words, drawing } = this;
    this.warn("");
    const now = session?.place ? fill(words.placed, drawing.facts(session)) : session?.cancelled ? fill(words.cancelledNow, { title: act.title }) : fill(words.unplaced, { title: act.title });
    const what = session ? now : fill(words.removed, { title: act.title });
    const clashes = session ? drawing.conflictsOf(session.code).filter((one) => one.blocking) : [];
    this.say([way === "back" ? `${words.undone} ` : "", what, ...clashes.map((one) => ` ${one.text}`)].join(""));
    if (way === "back" && session?.place) this.day = session.place.day;
    this.draw();
    if (act.kind || act.source) this.focus(session?.code);
  }

  // --- what the others do

  watch() {
    setInterval(() => this.soon || this.store.look(), EVERY);
    window.addEventListener("focus", () => this.store.look());
    document.addEventListener("visibilitychange", () => this.store.look());
  }

  lookSoon() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => {
      this.soon = 0;
      this.store.look();
    }, SOON);
  }

  news({ changed, gone }) {
    const { words, drawing } = this;
    for (const session of changed) drawing.fresh.add(session.code);
    this.draw();
    if (changed.length + gone.length > 2) this.say(fill(words.others, { count: changed.length + gone.length }));
    else {
      const told = changed.map((session) => fill(session.place ? words.otherMoved : words.otherOut, session.place ? drawing.facts(session) : { title: session.title }));
      this.say([...told, ...gone.map((session) => fill(words.otherOut, { title: session.title }))].join(" "));
    }
    clearTimeout(this.fading);
    this.fading = setTimeout(() => {
      drawing.fresh.clear();
      drawing.draw(this.day, this.carry.now);
    }, 4000);
  }

  // --- what this device remembers

  readSettings() {
    const { root } = this;
    const select = root.querySelector("[data-step]");
    const remembered = Number(kept.get("step"));
    this.step = [...select.options].some((option) => Number(option.value) === remembered) ? remembered : 15;
    select.value = String(this.step);
    select.addEventListener("change", () => {
      this.step = Number(select.value);
      kept.set("step", select.value);
    });
    const boxes = [...root.querySelectorAll("[name=shown-room]")];
    const left = new Set((kept.get(`rooms.${this.summit}`) ?? "").split("|").filter(Boolean).map((code) => code.slice(1)));
    for (const box of boxes) box.checked = !left.has(box.value);
    const read = () => {
      const hidden = boxes.filter((box) => !box.checked).map((box) => box.value);
      this.drawing.hidden = new Set(hidden.length === boxes.length ? [] : hidden);
      kept.set(`rooms.${this.summit}`, hidden.map((code) => `.${code}`).join("|"));
    };
    for (const box of boxes) box.addEventListener("change", () => (read(), this.draw()));
    read();
  }

  choose(view, asked = false) {
    this.root.classList.toggle("as-list", view === "list");
    for (const button of this.root.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
    if (!asked) return;
    kept.set("view", view);
    // The list was written by the server before anything was moved.
    if (view === "list" && this.store.done.length) location.reload();
  }
}

const showsGrid = (root) => root.querySelector("[data-grid]").offsetParent !== null;

attach("agenda-board", (root) => new Board(root));
