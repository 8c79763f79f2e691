// The desk: names behind a PIN, whole delegations by tick list, head counts, first-aid notes. All of it without a network.

import { part } from "./panels.js";

const DISPLAYED = { new: "pin_new", none: "pin_none", expired: "pin_expired", wiped: "pin_wiped", wrong: "pin_wrong" };
const make = (tag, fields = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), fields);
  element.append(...children.filter(Boolean));
  return element;
};

export class Desk {
  /** `greet(one)` takes one scan and shows the answer, `checkIn(people)` one for each; `ask(text)` asks the server. */
  constructor(root, { texts, display, vault, judge, place, greet, checkIn, ask, back }) {
    Object.assign(this, { root, texts, display, vault, judge, place, greet, checkIn, ask, timer: null });
    this.pin = part(root, "pin");
    this.search = part(root, "search");
    this.found = part(root, "found");
    this.group = part(root, "group");
    this.ticks = part(root, "ticks");
    this.pin.addEventListener("submit", (event) => this.unlock(event));
    this.search.addEventListener("submit", (event) => event.preventDefault());
    this.search.addEventListener("input", () => this.list());
    this.group.addEventListener("change", () => this.tickList());
    this.ticks.addEventListener("submit", (event) => this.arrive(event));
    this.ticks.addEventListener("change", () => this.count());
    part(root, "tick-all").addEventListener("click", () => this.tickAll());
    part(root, "lock").addEventListener("click", () => vault.lock());
    part(root, "desk-back").addEventListener("click", back);
  }

  /** Show what may be shown: the names, or the box for the PIN. */
  async show() {
    const { open } = this.vault;
    this.pin.hidden = open;
    part(this.root, "names").hidden = !open;
    if (open) return this.groups();
    const state = await this.vault.shut();
    this.sayPin(state === "shut" ? "" : state);
    if (state === "shut") this.pin.elements.pin.focus();
  }

  sayPin(state) {
    const line = part(this.root, "pin-said");
    line.textContent = this.texts[DISPLAYED[state]] ?? "";
    line.hidden = !line.textContent;
    this.pin.querySelector("[data-part=pin-entry]").hidden = ["none", "expired", "wiped"].includes(state);
  }

  async unlock(event) {
    event.preventDefault();
    const { pin } = this.pin.elements;
    const given = pin.value.trim();
    if (!given) return pin.focus();
    pin.value = "";
    this.pin.toggleAttribute("data-busy", true);
    const state = await this.vault.tryPin(given);
    this.pin.toggleAttribute("data-busy", false);
    if (state === "open") {
      await this.show();
      this.search.elements.q.focus();
    } else this.sayPin(state);
  }

  /** Names go from the page when the vault shuts. */
  locked() {
    for (const list of [this.found, part(this.root, "tick-people")]) list.replaceChildren();
    this.search.reset();
    this.group.replaceChildren();
    this.show();
  }

  facts({ person }) {
    return [person.function, person.organisation, this.display.said(person.city), this.display.said(person.category), person.code].filter(Boolean).join(" · ");
  }

  list() {
    this.vault.touch();
    const text = this.search.elements.q.value;
    const found = this.vault.find(text);
    this.found.replaceChildren(...found.map((one) => this.card(one)));
    part(this.root, "nobody").hidden = found.length > 0 || text.trim().length < 2;
    clearTimeout(this.timer);
    if (!found.length && text.trim().length >= 2) this.timer = setTimeout(() => this.listOnline(text), 400);
  }

  /** Who is too new for this device's list, as far as the server can be heard. */
  async listOnline(text) {
    const found = await this.ask(text);
    if (text !== this.search.elements.q.value || !this.vault.open || !found.length) return;
    this.found.replaceChildren(...found.map((one) => this.card(one)));
    part(this.root, "nobody").hidden = true;
  }

  card(one) {
    const button = make("button", { type: "button", className: "btn btn-primary", textContent: this.texts.check_in });
    button.setAttribute("aria-label", this.texts.check_in_name.replace("{}", one.person.name));
    button.addEventListener("click", () => this.greet(one));
    const inside = this.judge.inside(one.lookup, this.place.point) && make("span", { className: "chip here", textContent: `✔ ${this.texts.here}` });
    const note = this.judge.roster.notes.has(one.lookup) && this.noteButton(one);
    const buttons = make("div", { className: "acts" }, button, note);
    return make("li", {}, make("p", { className: "who", textContent: one.person.name }), make("p", { textContent: this.facts(one) }), inside, buttons);
  }

  /** Whom to call: one touch shows it, one calls. */
  noteButton(one) {
    const button = make("button", { type: "button", className: "btn btn-sun", textContent: this.texts.aid_note });
    button.addEventListener("click", async () => {
      const note = await this.vault.note(one.lookup).catch(() => null);
      const { name, relation, phone } = note?.emergency ?? {};
      const who = make("p", { textContent: name ? [name, relation].filter(Boolean).join(" · ") : this.texts.aid_none });
      const call = phone && make("a", { className: "btn btn-primary", href: `tel:${phone.replace(/[^+\d]/g, "")}`, textContent: this.texts.call.replace("{}", phone) });
      button.replaceWith(make("div", { className: "aid" }, who, call));
    });
    return button;
  }

  groups() {
    const groups = [...this.vault.delegations().values()].sort((a, b) => this.name(a).localeCompare(this.name(b), this.display.language));
    const before = this.group.value;
    const label = (one) => `${this.name(one)} (${this.here(one)}/${one.people.length})`;
    this.group.replaceChildren(new Option("–", ""), ...groups.map((one) => new Option(label(one), one.code)));
    this.group.value = groups.some((one) => one.code === before) ? before : "";
    part(this.root, "groups").hidden = !groups.length;
    const here = groups.reduce((sum, one) => sum + this.here(one), 0);
    const all = groups.reduce((sum, one) => sum + one.people.length, 0);
    part(this.root, "heads").textContent = this.texts.heads.replace("{here}", here).replace("{all}", all);
    this.tickList();
  }

  name(group) {
    return typeof group.name === "string" ? group.name : this.display.said(group.name) ?? group.code;
  }

  here(group) {
    return group.people.filter((one) => this.judge.inside(one.lookup, this.place.point)).length;
  }

  tickList() {
    this.vault.touch();
    const group = this.vault.delegations().get(this.group.value);
    this.ticks.hidden = !group;
    part(this.root, "tick-people").replaceChildren(...(group?.people ?? []).map((one) => this.tick(one)));
    if (group) this.count();
  }

  tick(one) {
    const inside = this.judge.inside(one.lookup, this.place.point);
    const pending = one.person.admission !== "confirmed";
    const box = make("input", { type: "checkbox", name: "person", value: one.lookup, disabled: inside || pending, className: "form-check-input" });
    const said = inside ? `✔ ${this.texts.here}` : pending ? this.display.said(this.texts.reasons.not_approved) : "";
    const words = make("span", {}, make("b", { textContent: one.person.name }), make("small", { textContent: [one.person.head && this.texts.head, one.person.function, said].filter(Boolean).join(" · ") }));
    return make("li", {}, make("label", {}, box, words));
  }

  boxes() {
    return [...this.ticks.querySelectorAll("input[name=person]:not(:disabled)")];
  }

  tickAll() {
    const all = this.boxes();
    const on = all.some((box) => !box.checked);
    all.forEach((box) => (box.checked = on));
    this.count();
  }

  count() {
    this.vault.touch();
    const ticked = this.boxes().filter((box) => box.checked).length;
    const group = this.vault.delegations().get(this.group.value);
    const send = part(this.root, "tick-send");
    send.textContent = this.texts.check_in_ticked.replace("{}", ticked);
    send.disabled = !ticked;
    if (group) part(this.root, "tick-count").textContent = this.texts.heads.replace("{here}", this.here(group)).replace("{all}", group.people.length);
  }

  async arrive(event) {
    event.preventDefault();
    const chosen = new Set(this.boxes().filter((box) => box.checked).map((box) => box.value));
    const people = [...chosen].map((lookup) => this.vault.people.get(lookup)).filter(Boolean);
    if (!people.length) return;
    await this.checkIn(people);
    this.groups();
    part(this.root, "tick-count").focus?.();
  }
}
