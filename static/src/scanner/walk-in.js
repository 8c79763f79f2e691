// Somebody who is on no list: written down at the desk by the server's own rules, and so only while it is heard.

import { part } from "./panels.js";

export class WalkIn {
  constructor(root, { texts, server, display, judge, greet }) {
    Object.assign(this, { root, form: part(root, "walk-in"), texts, server, display, judge, greet, id: crypto.randomUUID() });
    this.box = part(root, "walk-in-box");
    this.box.hidden = false;
    this.box.addEventListener("toggle", () => this.box.open && this.fill());
    this.form.addEventListener("submit", (event) => this.send(event));
  }

  /** Which categories may be given is the server's to say. */
  async fill() {
    const { category, delegation } = this.form.elements;
    const header = this.judge.roster?.header;
    try {
      const { categories } = await this.server.people("");
      const groups = (header?.categories ?? []).filter((one) => categories.includes(one.code));
      category.replaceChildren(...groups.map((one) => new Option(this.display.said(one.name), one.code)));
      const name = (one) => (typeof one.name === "string" ? one.name : this.display.said(one.name));
      delegation.replaceChildren(new Option("–", ""), ...(header?.delegations ?? []).map((one) => new Option(name(one), one.code)));
      this.say(groups.length ? "" : this.texts.walk_in_closed);
    } catch {
      this.say(this.texts.walk_in_offline);
    }
  }

  say(text, errors = {}) {
    const line = part(this.root, "walk-in-said");
    line.textContent = text;
    line.hidden = !text;
    for (const field of this.form.elements) if (field.name) field.toggleAttribute("aria-invalid", field.name in errors);
    this.form.querySelector("[aria-invalid]")?.focus();
  }

  async send(event) {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(this.form)].map(([name, value]) => [name, value.trim()]));
    const body = { ...given, id: this.id, email: given.email || null, delegation: given.delegation || null, single_name: !given.family_name };
    try {
      await this.made(await this.server.walkIn(body));
    } catch (error) {
      const { errors, detail } = error.said ?? {};
      const faults = Object.values(errors ?? {}).join(" ");
      this.say(faults || detail || this.texts.walk_in_offline, errors);
    }
  }

  /** The same id again would be the same person: the next one gets a new one. */
  async made({ state, lookup, person, code }) {
    this.id = crypto.randomUUID();
    this.form.reset();
    if (state !== "confirmed" || !lookup) return this.say((this.texts[`walk_in_${state}`] ?? "").replace("{}", code));
    this.say("");
    this.box.open = false;
    return this.greet({ lookup, person });
  }
}
