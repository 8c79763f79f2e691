// The scanner page: camera, typing scanner, picture, hand entry and tick list lead to the same place, and each scan is
// kept, judged by the server in time or by this device, and brought home exactly once.

import { attach } from "../base/_controllers.js";
import { Clock } from "./clock.js";
import { Courier } from "./courier.js";
import { BEAT, Device } from "./device.js";
import { Desk } from "./desk.js";
import { Display } from "./display.js";
import { Eyes } from "./eyes.js";
import { Judge, placeOf } from "./judge.js";
import { listen } from "./keyboard.js";
import { Kiosk, stayAwake } from "./kiosk.js";
import { Late, Status } from "./late.js";
import { Panels, part } from "./panels.js";
import { Place } from "./place.js";
import { DeviceServer, SessionServer } from "./server.js";
import { allowSound } from "./signal.js";
import { openStore } from "./store.js";
import { lookupOf, readCode } from "./token.js";
import { Vault } from "./vault.js";
import { mayOverrule } from "./verdict.js";
import { WalkIn } from "./walk-in.js";

const BUILD = /-(\w+)\.js/.exec(import.meta.url)?.[1] ?? "";
const POSTS = { desk: "desk", kiosk: "kiosk" }; // everybody else stands at a door
const CODE = /^#enrol=([\w-]{4,200})$/;

/** What is known of somebody: the server's word, and this device's own where the server leaves a name out. */
const known = (told, own) => (own && told && !told.name ? { ...told, ...own } : { ...own, ...told });

class Scanner {
  constructor(root) {
    Object.assign(this, { root, texts: JSON.parse(root.dataset.texts), slug: root.dataset.slug, home: root.dataset.place, turn: 0, last: null });
    this.panels = new Panels(root, this.texts);
    this.display = new Display(root, this.texts);
    this.late = new Late(root, this.display);
    this.status = new Status(root, this.texts, this.display.language);
    this.kiosk = new Kiosk(root, this.display, this.texts);
    this.clock = new Clock();
    this.judge = new Judge({ clock: this.clock });
    this.place = new Place(root, this.texts, (text) => this.display.said(text), () => this.placeChanged());
    this.display.mayOverrule = () => mayOverrule(this.judge.post, this.place.point);
    this.eyes = new Eyes(root, { found: (text) => this.scan(text), explain: (name) => this.panels.explain(name, "eyes"), settled: () => this.panels.explain("", "eyes") });
    this.tabs = new BroadcastChannel(`scanner:${this.slug}`);
    this.tabs.addEventListener("message", ({ data }) => this.heard(data));
  }

  // --- beginning ----------------------------------------------------------------------------------------------------

  async start() {
    const code = CODE.exec(location.hash)?.[1];
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
    this.store = await openStore(`scanner-${this.slug}`, (trouble) => this.panels.explain(trouble));
    this.connect();
    if (code) return this.offer(code);
    const kept = await this.store.get("device");
    if (await this.store.get("revoked")) return this.leave(kept);
    return kept ? this.asDevice(kept) : this.asPerson();
  }

  connect() {
    this.courier = new Courier({
      name: this.slug, store: this.store, post: (body, milliseconds) => this.server.post(body, milliseconds),
      told: {
        state: (state, quiet) => this.stateIs(state, quiet),
        closed: (why) => this.closed(why),
        late: (answer, scan) => {
          this.cameLate(answer, scan);
          this.tabs.postMessage({ kind: "late", answer, scan });
        },
        full: () => this.panels.explain("storage_full"),
      },
    });
  }

  /** A link may be opened by a preview; a button is pressed by a person. */
  offer(code) {
    this.panels.show("enrol");
    part(this.root, "enrol").addEventListener("click", async () => {
      this.panels.explain("");
      try {
        await this.become(await DeviceServer.enrol(code, BUILD, { clock: this.clock }));
      } catch (error) {
        this.panels.explain(error.why === "code_used" ? "code_used" : "enrol_failed");
      }
    });
  }

  /** Keep the answer of an enrolment and begin anew as that device. */
  async become({ token, device, summit, lock }) {
    const store = summit === this.slug ? this.store : await openStore(`scanner-${summit}`, (trouble) => this.panels.explain(trouble));
    for (const key of ["revoked", "roster", "session", "place"]) await store.drop(key);
    await store.forgetPassages();
    if (lock) await store.put("lock", { ...lock, tries: 0 });
    else await store.drop("lock");
    await store.put("contact", Date.now());
    await store.put("device", { token, device });
    location.assign(location.pathname.replace(`/${this.slug}/`, `/${summit}/`));
  }

  async asDevice({ token, device }) {
    this.server = new DeviceServer({ slug: this.slug, token, clock: this.clock });
    this.role = device.role;
    this.judge.post = POSTS[device.role] ?? "door";
    this.vault = new Vault({ store: this.store, judge: this.judge, told: { locked: () => this.desk.locked(), progress: () => {} } });
    this.desk = new Desk(this.root, {
      ...this, greet: (one) => this.greet(one), checkIn: (people) => this.checkIn(people), back: () => this.panels.show("scan"),
      ask: (text) => this.server.people(text).then(({ people }) => people, () => []),
    });
    this.device = new Device({
      store: this.store, server: this.server, judge: this.judge, courier: this.courier, build: BUILD,
      told: { roster: (roster) => this.rosterIs(roster), revoked: () => this.leave({ token }), replaced: () => location.reload(), contact: () => this.store.put("contact", Date.now()), rekeyed: () => this.vault.lock() },
    });
    await this.device.load();
    if (!this.judge.roster) await this.device.sync().catch((error) => this.device.lost(error));
    this.ready({ code: device.point, direction: device.direction, ...(await this.store.get("place")) });
    part(this.root, "device").textContent = device.name;
    if (this.role === "kiosk") this.kiosk.start({ store: this.store, ended: () => this.device.revoke() });
    const desk = part(this.root, "to-desk");
    desk.hidden = !["desk", "aid"].includes(this.role);
    desk.addEventListener("click", () => {
      this.panels.show("desk");
      this.desk.show();
    });
    if (this.role === "desk") this.walkIn = new WalkIn(this.root, { ...this, greet: (one) => this.greet(one) });
    this.pulse(() => this.device.beat());
  }

  async asPerson() {
    this.server = new SessionServer({ place: this.home, clock: this.clock });
    let opened;
    try {
      const { csrf: _csrf, ...rest } = await this.server.open();
      opened = rest;
      await this.store.put("session", opened);
    } catch (error) {
      if (error.why) await this.store.drop("session");
      opened = error.why ? null : await this.store.get("session");
      this.courier.failed(error.why ? new Error(error.why) : error);
      if (!opened) return this.panels.show("setup");
    }
    this.judge.post = opened.post ?? "door";
    this.place.know(opened.points);
    if (!opened.points.length) return this.panels.show("empty");
    const asked = new URLSearchParams(location.search);
    this.ready({ ...(await this.store.get("place")), ...(asked.has("point") ? { code: asked.get("point") } : {}), ...(asked.has("direction") ? { direction: asked.get("direction") } : {}) });
    part(this.root, "to-find").hidden = !opened.may.find;
    part(this.root, "to-watch").hidden = !opened.may.watch;
    this.offerThis(opened.may.enrol);
    this.pulse(() => this.server.open().then(({ points }) => {
      this.place.know(points);
      this.courier.reached();
    }).catch((error) => this.courier.failed(error)));
  }

  /** One tap makes this telephone a device, with a list of its own. */
  offerThis(may) {
    const button = part(this.root, "enrol-this");
    button.hidden = !may;
    button.addEventListener("click", async () => {
      const { code, direction } = this.place;
      await this.server.enrolThis({ point: code, direction, build: BUILD }).then((answer) => this.become(answer)).catch(() => this.panels.explain("enrol_failed"));
    });
  }

  ready(place) {
    this.place.set(place);
    this.panels.show("scan");
    this.root.dataset.ready = "";
    stayAwake();
    this.courier.report();
    this.courier.flush();
    this.eyes.open(this.place.camera || (this.role === "kiosk" ? "user" : "environment"));
  }

  /** Look for the server now and then, and whenever there is hope. */
  pulse(beat) {
    beat();
    setInterval(() => document.visibilityState === "visible" && beat(), BEAT);
    for (const kind of ["online", "pageshow"]) addEventListener(kind, () => this.courier.flush().then(beat));
    addEventListener("offline", () => this.courier.failed(new Error("offline")));
  }

  // --- a scan -------------------------------------------------------------------------------------------------------

  async scan(text, { override = "" } = {}) {
    if (this.panels.now !== "scan") return;
    if (/^https?:/i.test(text)) return this.display.note(this.texts.not_a_badge, this.texts.turn_over);
    const code = readCode(text);
    const lookup = code && (await lookupOf(code));
    const person = code ? await this.judge.look(code, lookup).catch(() => null) : null;
    await this.take({ code, lookup, person, override, unreadable: !code });
  }

  /** Take one scan: kept first, then answered by the server in time, else by this device. */
  async take({ code: badge = null, lookup, person, override = "", unreadable = false }) {
    const { point, code, direction } = this.place;
    const turn = (this.turn += 1);
    this.last = { code: badge, lookup, person, unreadable };
    const scan = {
      scan_id: crypto.randomUUID(), badge: unreadable ? "unreadable" : `lookup:${lookup}`, point: code, direction,
      scanned_at: new Date().toISOString(), ...(override ? { override } : {}),
    };
    this.display.asking();
    const own = unreadable ? { verdict: "refused", reason: "unknown", sure: true } : this.judge.judge(lookup, person, point, { direction, override });
    let answer;
    try {
      answer = await this.courier.send(scan, badge);
    } catch {
      return this.display.note(this.texts.lost, this.texts.lost_help);
    }
    const shown = answer ? { ...answer, person: known(answer.person, person) } : { ...own, person, local: true };
    if (!answer) this.courier.note(scan.scan_id, { verdict: own.verdict, sure: own.sure });
    if (shown.verdict === "admitted" && lookup) this.passed({ scan_id: scan.scan_id, lookup, place: placeOf(point), direction, at: this.clock.now() });
    if (turn !== this.turn) return; // somebody else stands there by now
    this.display.answer(shown);
    this.kiosk.shown();
  }

  again(override) {
    if (this.last) return this.take({ ...this.last, override });
  }

  passed(passage) {
    this.judge.remember(passage);
    this.store.remember(passage);
    this.tabs.postMessage({ kind: "passage", passage });
  }

  /** One person, without a badge in hand; the answer is shown as after a scan. */
  greet({ lookup, person }) {
    this.panels.show("scan");
    return this.take({ lookup, person });
  }

  /** One scan for each person of a tick list. */
  checkIn(people) {
    const { point, code, direction } = this.place;
    const scans = people.map(({ lookup, person }) => {
      const own = this.judge.judge(lookup, person, point, { direction });
      const scan = { scan_id: crypto.randomUUID(), badge: `lookup:${lookup}`, point: code, direction, scanned_at: new Date().toISOString(), told: own };
      if (own.verdict === "admitted") this.passed({ scan_id: scan.scan_id, lookup, place: placeOf(point), direction, at: this.clock.now() });
      return scan;
    });
    return this.courier.add(scans);
  }

  // --- what others say ----------------------------------------------------------------------------------------------

  cameLate(answer, scan) {
    if (answer.verdict !== "admitted") {
      this.judge.forget(scan.scan_id);
      this.store.unremember(scan.scan_id);
    }
    this.late.add(answer, scan);
  }

  stateIs(state, quiet) {
    const changed = state.waiting !== this.status.now.waiting;
    this.status.show(state);
    part(this.root, "retry").hidden = !state.waiting;
    if (state.online) this.panels.settled("signed_out", "page_too_old", "no_right", "device_unknown");
    if (changed && !quiet) this.tabs.postMessage({ kind: "queue" });
  }

  closed(why) {
    if (why === "device_revoked" && this.device && !this.leaving) this.device.revoke();
    else if (!this.leaving) this.panels.explain(why);
  }

  /** The device was taken out of service: nobody is known here any more; what waits is brought home. */
  async leave(kept) {
    if (this.leaving) return;
    this.leaving = true;
    this.tabs.postMessage({ kind: "revoked" });
    this.vault?.lock();
    this.last = null;
    this.eyes.close();
    this.display.forget();
    this.late.clear();
    this.place.know([]);
    this.panels.explain("");
    this.panels.show("gone");
    part(this.root, "anew").addEventListener("click", () => this.store.drop("revoked").then(() => location.reload()));
    if (kept && !this.device) {
      this.server = new DeviceServer({ slug: this.slug, token: kept.token, clock: this.clock });
      this.device = new Device({ store: this.store, server: this.server, judge: this.judge, courier: this.courier, told: {} });
    }
    const go = async () => {
      if (!this.device || (await this.device.goodbye())) part(this.root, "anew").hidden = false;
      else setTimeout(go, BEAT);
    };
    await go();
  }

  rosterIs(roster) {
    this.place.know(roster.header.points);
    part(document, "title").textContent = this.display.said(roster.header.summit.name);
    this.vault?.fill().then(() => this.panels.now === "desk" && this.vault.open && this.desk.groups());
    this.tabs.postMessage({ kind: "roster" });
  }

  heard(data) {
    if (data.kind === "queue") this.courier?.report(true);
    if (data.kind === "passage") this.judge.remember(data.passage);
    if (data.kind === "late") this.cameLate(data.answer, data.scan);
    if (data.kind === "revoked" && !this.leaving) location.reload();
  }

  placeChanged() {
    const { code, direction, camera } = this.place;
    this.store.put("place", { code, direction, camera });
    if (this.device) this.device.point = code;
    this.display.clear();
    this.eyes.open(camera || "environment");
  }
}

function listenTo(root, scanner) {
  const form = part(root, "entry");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { badge } = form.elements;
    if (!badge.value.trim()) return badge.focus();
    scanner.scan(badge.value);
    badge.value = "";
  });
  const decide = part(root, "override");
  decide.addEventListener("submit", (event) => {
    event.preventDefault();
    const { override } = decide.elements;
    if (!override.value.trim()) return override.focus();
    scanner.again(override.value.trim());
    override.value = "";
  });
  part(root, "retry").addEventListener("click", () => scanner.courier.flush());
  for (const kind of ["pointerdown", "keydown"]) {
    addEventListener(kind, allowSound, { once: true });
    addEventListener(kind, () => scanner.vault?.touch());
  }
  listen(document, (text) => scanner.scan(text));
}

/** The page comes from this device from now on, network or not. */
async function keep() {
  if (!("serviceWorker" in navigator)) return;
  const scope = /^\/\w+\/venue\//.exec(location.pathname)?.[0];
  await navigator.serviceWorker.register("/venue-sw.js", { scope }).catch(() => {});
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: location.pathname });
}

attach("scanner", (root) => {
  const scanner = new Scanner(root);
  listenTo(root, scanner);
  scanner.start();
  keep();
});
