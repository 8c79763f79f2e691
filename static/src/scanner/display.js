// The verdict on the screen: the word first, then who it is. Shape, colour and word say the same.

import { signal } from "./signal.js";

const KINDS = { admitted: "ok", refused: "stop", already_inside: "again" };
const LANGUAGES = ["de", "tr", "en"];
const SIGNS = { circle: "●", square: "■", triangle: "▲", diamond: "◆", star: "★", hexagon: "⬢", cross: "✚", bar: "▬" };

export class Display {
  constructor(root, texts) {
    this.root = root;
    this.texts = texts;
    this.box = root.querySelector("[data-part=verdict]");
    this.override = root.querySelector("[data-part=override]");
    this.language = document.documentElement.lang || "en";
    this.nameless = false;
    this.mayOverrule = () => false;
  }

  part(name) {
    return this.box.querySelector(`[data-part=${name}]`);
  }

  /** A text in the language of the page, else in the first that has it. */
  said(text) {
    return text && (text[this.language] || text.en || text.de || text.tr);
  }

  /** The words for the guest, in their languages; in all three where we know none of them. */
  others(text, spoken) {
    const own = LANGUAGES.filter((one) => spoken?.includes(one));
    if (own.includes(this.language)) return [];
    return (own.length ? own : LANGUAGES.filter((one) => one !== this.language)).map((one) => [one, text[one]]).filter(([, words]) => words && words !== text[this.language]);
  }

  /** Show one answer, of the server or of this device. */
  answer(answer) {
    const person = answer.person ?? {};
    const text = answer.text ?? this.texts.reasons[answer.reason] ?? {};
    const kind = answer.sure === false ? "unsent" : KINDS[answer.verdict] ?? "stop";
    const facts = [person.function, person.organisation, this.said(person.city)];
    const sign = SIGNS[person.category?.shape] ?? "";
    const spoken = person.languages ?? [];
    const shown = this.nameless ? {} : {
      who: person.name, what: facts.filter(Boolean).join(" · "),
      chips: [
        spoken.length && this.texts.speaks.replace("{}", spoken.join(", ").toUpperCase()),
        person.head && this.texts.head, person.photo === false && this.texts.no_photo,
      ],
    };
    const more = answer.sure === false ? this.texts.notes[answer.reason] : answer.local ? this.texts.by_device : "";
    this.show(kind, this.said(text) ?? answer.reason, {
      ...shown, note: this.nameless ? "" : more, others: this.others(text, spoken),
      chips: [person.category && `${sign} ${this.said(person.category)}`, ...(shown.chips ?? [])],
    });
    if (this.override) this.override.hidden = !this.mayOverrule() || !this.texts.overridable.includes(answer.reason);
  }

  /** Say what was seen that is no badge. */
  note(word, what) {
    this.show("stop", word, { note: what });
    if (this.override) this.override.hidden = true;
  }

  /** The server is being asked. */
  asking() {
    this.box.dataset.asking = "";
  }

  clear() {
    this.box.hidden = true;
    if (this.override) this.override.hidden = true;
  }

  /** Let nobody be read from the page any more, hidden or not. */
  forget() {
    this.clear();
    for (const name of ["who", "what", "note", "others", "chips"]) this.part(name).replaceChildren();
  }

  show(kind, word, { who = "", what = "", note = "", others = [], chips = [] } = {}) {
    delete this.box.dataset.asking;
    this.box.hidden = false;
    this.box.className = `verdict ${kind}`;
    for (const shape of this.box.querySelectorAll("[data-shape]")) shape.toggleAttribute("hidden", shape.dataset.shape !== kind);
    this.part("word").textContent = word;
    this.part("who").textContent = who;
    this.part("what").textContent = what;
    this.part("note").textContent = note;
    this.part("others").replaceChildren(...others.map(([lang, text]) => Object.assign(document.createElement("span"), { lang, textContent: text })));
    this.part("chips").replaceChildren(
      ...chips.filter(Boolean).map((text) => Object.assign(document.createElement("span"), { className: "chip", textContent: text })),
    );
    for (const name of ["who", "what", "note", "others", "chips"]) this.part(name).hidden = !this.part(name).hasChildNodes();
    signal(kind);
  }
}
