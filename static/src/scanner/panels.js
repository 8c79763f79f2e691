// One thing on the screen at a time.

export class Panels {
  constructor(root, texts) {
    Object.assign(this, { root, texts });
    this.trouble = root.querySelector("[data-part=trouble]");
    this.all = [...root.querySelectorAll("[data-panel]")];
  }

  show(name) {
    for (const panel of this.all) panel.hidden = panel.dataset.panel !== name;
    this.now = name;
  }

  /** Say what is wrong, by one of the page's explanations; an empty name takes it back. */
  explain(name) {
    this.trouble.textContent = name ? this.texts[name] ?? "" : "";
    this.trouble.hidden = !name;
    this.trouble.dataset.of = name;
  }

  /** Take back an explanation if it is still the one shown. */
  settled(...names) {
    if (names.includes(this.trouble.dataset.of)) this.explain("");
  }
}

/** The part of that name, in `root`. */
export const part = (root, name) => root.querySelector(`[data-part=${name}]`);
