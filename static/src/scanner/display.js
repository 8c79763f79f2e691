// The verdict on the screen: the word first, then who it is. Shape, colour and word say the same.

import { signal } from "./signal.js";

const KINDS = { admitted: "ok", refused: "stop", already_inside: "again" };

export class Display {
  constructor(root, texts) {
    this.root = root;
    this.texts = texts;
    this.box = root.querySelector("[data-part=verdict]");
    this.override = root.querySelector("[data-part=override]");
    this.language = document.documentElement.lang || "en";
  }

  part(name) {
    return this.box.querySelector(`[data-part=${name}]`);
  }

  /** A text in the language of the page, else in the first that has it. */
  said(text) {
    return text && (text[this.language] || text.en || text.de || text.tr);
  }

  /** Show one answer of the server. */
  answer(answer) {
    const person = answer.person ?? {};
    const facts = [person.function, person.organisation, this.said(person.city)];
    this.show(KINDS[answer.verdict] ?? "stop", answer.text?.[this.language] ?? answer.reason, {
      who: person.name,
      what: facts.filter(Boolean).join(" · "),
      chips: [this.said(person.category), person.languages?.length && this.texts.speaks.replace("{}", person.languages.join(", ").toUpperCase())],
    });
    if (this.override) this.override.hidden = !this.texts.overridable.includes(answer.reason);
  }

  /** Say loudly that this scan could not be sent. */
  unsent() {
    this.show("unsent", this.texts.unsent, { what: this.texts.unsent_help });
    if (this.override) this.override.hidden = true;
  }

  /** Say what was seen that is no badge. */
  note(word, what) {
    this.show("stop", word, { what });
    if (this.override) this.override.hidden = true;
  }

  show(kind, word, { who = "", what = "", chips = [] } = {}) {
    this.box.hidden = false;
    this.box.className = `verdict ${kind}`;
    for (const shape of this.box.querySelectorAll("[data-shape]")) shape.toggleAttribute("hidden", shape.dataset.shape !== kind);
    this.part("word").textContent = word;
    this.part("who").textContent = who;
    this.part("what").textContent = what;
    this.part("chips").replaceChildren(
      ...chips.filter(Boolean).map((text) => Object.assign(document.createElement("span"), { className: "chip", textContent: text })),
    );
    signal(kind);
  }
}
