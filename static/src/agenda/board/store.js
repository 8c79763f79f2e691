// What the board knows, what it tells the server, and what can be undone. One move after the other, each with the revision
// its organiser saw: what somebody else has changed meanwhile is never overwritten.
import { csrfToken } from "../../base/_controllers.js";
import { samePlace, wall } from "./model.js";

const KEEP = 100;

class Refused extends Error {
  constructor(message, present = false) {
    super(message);
    this.present = present; // the answer said where the session stands now
  }
}

export class Store extends EventTarget {
  constructor({ board, stamp, addresses, words }) {
    super();
    this.addresses = addresses;
    this.words = words;
    this.stamp = `"${stamp}"`;
    this.done = [];
    this.undone = [];
    this.pending = [];
    this.held = false; // somebody carries a session: news wait until it is put down
    this.queue = Promise.resolve();
    this.take(board);
  }

  take(board) {
    Object.assign(this, { days: board.days, rooms: board.rooms, tracks: board.tracks, conflicts: board.conflicts });
    this.sessions = new Map(board.sessions.map((session) => [session.code, session]));
  }

  get all() {
    return [...this.sessions.values()];
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  // --- what the server is asked

  async send(path, fields = {}) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    let answer, data;
    try {
      answer = await fetch(path, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": csrfToken() } });
      data = await answer.json();
    } catch {
      const { offline, failed, signedOut } = this.words;
      throw new Refused(!answer ? offline : answer.status < 500 ? signedOut : failed);
    }
    if (!answer.ok) {
      if (data.session) this.sessions.set(data.session.code, data.session);
      throw new Refused(data.message, Boolean(data.session));
    }
    if (data.session) this.learn(data);
    return data;
  }

  /** Take in where a session stands now; of everything else only what it clashes with can have changed. */
  learn({ session, conflicts }) {
    this.sessions.set(session.code, session);
    this.conflicts = [...this.conflicts.filter((one) => !one.codes.includes(session.code)), ...conflicts];
  }

  path(code, verb) {
    return this.addresses.session.replace("CODE", encodeURIComponent(code)) + verb;
  }

  times(place) {
    return { room: place.room, also_in: place.also_in, starts_at: wall(place.day, place.start), ends_at: wall(place.day, place.end) };
  }

  put(code, place, revision) {
    return place ? this.send(this.path(code, "place"), { ...this.times(place), revision }) : this.send(this.path(code, "unplace"), { revision });
  }

  // --- what can be done, and undone. An act has `run` and `back`; each names the sessions by `act.code`.

  placing(session, place) {
    const act = { code: session.code, title: session.title, before: session.place, after: place, seen: session.revision };
    act.run = () => this.put(act.code, act.after, act.seen);
    act.back = () => this.put(act.code, act.before, act.seen);
    return act;
  }

  holding(kind, title, place) {
    const act = { code: null, title, kind, after: place };
    act.run = () => this.send(this.addresses.hold, { kind, ...this.times(place) });
    act.back = () => this.send(this.path(act.code, "remove"), { revision: act.seen });
    return act;
  }

  removing(session) {
    const act = { code: session.code, title: session.title, kind: session.kind, before: session.place, seen: session.revision };
    act.run = () => this.send(this.path(act.code, "remove"), { revision: act.seen });
    act.back = () => this.send(this.addresses.hold, { kind: act.kind, ...this.times(act.before) });
    return act;
  }

  doubling(session) {
    const act = { code: null, title: session.title, source: session.code };
    act.run = () => this.send(this.path(act.source, "duplicate"));
    act.back = () => this.send(this.path(act.code, "remove"), { revision: act.seen });
    return act;
  }

  cancelling(session) {
    const act = { code: session.code, title: session.title, before: session.place, seen: session.revision };
    act.run = () => this.send(this.path(act.code, "cancel"), { revision: act.seen });
    act.back = async () => {
      const data = await this.send(this.path(act.code, "reinstate"), { revision: act.seen });
      return act.before ? this.put(act.code, act.before, data.session.revision) : data;
    };
    return act;
  }

  reinstating(session) {
    const act = { code: session.code, title: session.title, seen: session.revision };
    act.run = () => this.send(this.path(act.code, "reinstate"), { revision: act.seen });
    act.back = () => this.send(this.path(act.code, "cancel"), { revision: act.seen });
    return act;
  }

  get waiting() {
    return this.pending.length;
  }

  perform(act, way = "run") {
    this.pending.push(act);
    const done = this.queue.then(() => this.go(act, way));
    this.queue = done.catch(() => {});
    return done.finally(() => {
      this.pending.splice(this.pending.indexOf(act), 1);
      this.tell("settled");
    });
  }

  async go(act, way) {
    try {
      const data = await act[way]();
      if (data.removed) this.forget(data.removed);
      else this.rename(act, data.session.code, data.session.revision);
      (way === "run" ? this.done : this.undone).push(act);
      if (this.done.length > KEEP) this.done.shift();
      this.tell("done", { act, way, session: data.session });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const session = this.sessions.get(act.code);
      if (!error.present && session && way === "run" && "after" in act) this.sessions.set(act.code, { ...session, place: act.before });
      this.tell("refused", { act, way, message: error.message });
    }
  }

  /** What this organiser did last with a session is what the next undo expects to find; a break made anew has a new code. */
  rename(act, code, revision) {
    const old = act.code;
    for (const one of [act, ...this.done, ...this.undone, ...this.pending]) {
      if (one === act || (old && one.code === old)) Object.assign(one, { code, seen: revision });
    }
  }

  forget(code) {
    this.sessions.delete(code);
    this.conflicts = this.conflicts.filter((one) => !one.codes.includes(code));
  }

  /** Move at once on the page; the server is told behind it. */
  place(session, place) {
    if (samePlace(session.place, place)) return;
    const act = this.placing(session, place);
    this.sessions.set(session.code, { ...session, place });
    this.undone = [];
    return this.perform(act);
  }

  act(act) {
    this.undone = [];
    return this.perform(act);
  }

  undo() {
    const act = this.done.pop();
    return act ? this.perform(act, "back") : this.tell("nothing", { way: "back" });
  }

  redo() {
    const act = this.undone.pop();
    return act ? this.perform(act, "run") : this.tell("nothing", { way: "run" });
  }

  // --- what the others do

  async look() {
    if (this.held || this.waiting || document.hidden) return;
    let answer;
    try {
      answer = await fetch(this.addresses.board, { headers: { Accept: "application/json", "If-None-Match": this.stamp }, cache: "no-store" });
      if (answer.status !== 200) return;
      const board = await answer.json();
      if (this.held || this.waiting) return; // the next look will bring it
      this.stamp = answer.headers.get("ETag") ?? this.stamp;
      const before = this.sessions;
      this.take(board);
      const changed = this.all.filter((one) => before.get(one.code)?.revision !== one.revision);
      const gone = [...before.values()].filter((one) => !this.sessions.has(one.code));
      this.tell("news", { changed, gone, before });
    } catch {
      // no connection: the next look will tell
    }
  }
}
