// One thing on the screen at a time.

export class Panels {
  constructor(root, texts) {
    Object.assign(this, { root, texts });
    this.all = [...root.querySelectorAll("[data-panel]")];
  }

  show(name) {
    for (const panel of this.all) panel.hidden = panel.dataset.panel !== name;
    this.now = name;
  }

  /** Say what is wrong, by one of the page's explanations; an empty name takes it back. `where`: the page, or its camera. */
  explain(name, where = "trouble") {
    const box = part(this.root, where);
    box.textContent = name ? this.texts[name] ?? "" : "";
    box.hidden = !name;
    box.dataset.of = name;
  }

  /** Take back an explanation if it is still the one shown. */
  settled(...names) {
    if (names.includes(part(this.root, "trouble").dataset.of)) this.explain("");
  }
}

/** The part of that name, in `root`. */
export const part = (root, name) => root.querySelector(`[data-part=${name}]`);
