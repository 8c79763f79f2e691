// Choosing on the device: the same as the form does by itself, but at once. The address always says what is chosen, so
// that it can be handed on; words are looked for in a file that is fetched when somebody begins to choose.
import { fold } from "./fold.js";
import { starred } from "./favourites.js";

const LISTS = ["day", "track", "language", "topic", "sdg", "room", "kind"];

// A single letter stands for itself ("Hall B"); more are found anywhere in a word, as German joins them.
const isIn = (word, found) => (word.length > 1 ? found.includes(word) : ` ${found} `.includes(` ${word} `));

export class Chooser {
  constructor(root, words, renewed) {
    Object.assign(this, { root, words, renewed });
    this.form = root.querySelector("[data-filter]");
    const given = new URLSearchParams(location.search);
    this.day = given.get("day") ?? "";
    this.mine = given.get("mine") === "1";
    this.hidesOver = false;
    this.index = null;
    this.form.querySelector("input[name=day]")?.remove(); // kept in `day` from here on
    for (const button of this.form.querySelectorAll(".filters [data-submit]")) button.hidden = true;
    this.listen();
    this.apply();
  }

  listen() {
    const again = () => this.apply();
    this.form.addEventListener("input", again);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.apply();
    });
    for (const kind of ["focusin", "pointerenter"]) this.form.addEventListener(kind, () => this.load().catch(() => {}), { once: true });
    this.root.addEventListener("click", (event) => this.click(event));
    addEventListener("popstate", () => location.reload());
  }

  click(event) {
    const hit = (name) => event.target.closest(`[${name}]`);
    const tab = event.target.closest("[data-days] a");
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (tab) {
      event.preventDefault();
      this.day = tab.dataset.day;
    } else if (hit("data-mine")) this.mine = !this.mine;
    else if (hit("data-hide-over")) this.hidesOver = !this.hidesOver;
    else if (hit("data-reset")) {
      event.preventDefault();
      this.reset();
    } else return;
    this.apply();
  }

  reset() {
    for (const field of this.form.querySelectorAll("select, input[type=search]")) field.value = "";
    this.day = "";
    this.mine = this.hidesOver = false;
    this.form.querySelector("input[type=search]").focus();
  }

  /** What is chosen, by the names of the address. */
  wanted() {
    const filled = [...new FormData(this.form)].filter(([name, value]) => value.trim() && name !== "view");
    return { ...Object.fromEntries(filled.map(([name, value]) => [name, value.trim()])), ...(this.day ? { day: this.day } : {}) };
  }

  load() {
    this.index ??= fetch(this.root.dataset.search).then((answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    });
    return this.index;
  }

  /** A page that came with a part of the agenda needs the rest before it can show more. */
  async complete() {
    const { root } = this;
    if (root.dataset.part === undefined) return;
    const answer = await fetch(root.dataset.address + (root.dataset.view ? `?view=${root.dataset.view}` : ""));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    root.querySelector("[data-list]").replaceWith(document.adoptNode(page.querySelector("[data-list]")));
    delete root.dataset.part;
    this.renewed();
  }

  async apply() {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const wanted = this.wanted();
    this.show(wanted);
    if (this.isAsDelivered(wanted)) return;
    try {
      await this.complete();
      const names = Object.keys(wanted).filter((name) => name !== "day");
      const index = names.length ? await this.load() : null;
      if (turn === this.turn) this.choose(wanted, index);
    } catch {
      if (turn === this.turn) location.assign(this.address(wanted)); // then the server does it
    }
  }

  /** The first time: the server has chosen already. */
  isAsDelivered(wanted) {
    const first = this.delivered === undefined;
    if (first) this.delivered = JSON.stringify(wanted);
    return first && !this.mine && (this.root.dataset.part !== undefined || !Object.keys(wanted).length);
  }

  choose(wanted, index) {
    const words = fold(wanted.q ?? "").split(" ").filter(Boolean);
    const lists = LISTS.filter((name) => wanted[name]);
    const mine = new Set(this.mine ? starred(this.root.dataset.slug) : []);
    const now = Date.now();
    let count = 0;
    for (const day of this.root.querySelectorAll("section[data-day]")) {
      let any = false;
      for (const item of day.querySelectorAll("[data-ends]")) {
        const code = item.id.slice(2);
        const facts = index?.[code] ?? { q: "" };
        const fits =
          lists.every((name) => (name === "day" ? day.dataset.day === wanted.day : facts[name]?.includes(wanted[name]))) &&
          words.every((word) => isIn(word, facts.q)) &&
          (!this.mine || mine.has(code)) &&
          (!this.hidesOver || Date.parse(item.dataset.ends) > now);
        item.hidden = !fits;
        if (fits) count += 1;
        any ||= fits;
      }
      day.hidden = !any;
    }
    this.tell(count, Boolean(words.length || lists.length || this.mine || this.hidesOver));
  }

  tell(count, isChosen) {
    const line = this.root.querySelector("[data-count]");
    line.textContent = isChosen ? (count === 1 ? this.words.one : this.words.many.replace("{count}", count)) : "";
    this.root.querySelector("[data-nothing]").hidden = count > 0;
  }

  address(wanted, view = this.root.dataset.view) {
    const query = new URLSearchParams({ ...(view ? { view } : {}), ...wanted, ...(this.mine ? { mine: "1" } : {}) }).toString();
    return this.root.dataset.address + (query ? `?${query}` : "");
  }

  /** What the controls and the addresses say of the choice. */
  show(wanted) {
    history.replaceState(null, "", this.address(wanted) + location.hash);
    for (const tab of this.root.querySelectorAll("[data-days] a")) {
      if (tab.dataset.day === this.day) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
      const { day: _day, ...rest } = wanted;
      tab.href = this.address({ ...rest, ...(tab.dataset.day ? { day: tab.dataset.day } : {}) });
    }
    for (const link of document.querySelectorAll("[data-other-view]")) link.href = this.address(wanted, link.dataset.otherView);
    for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
    const codes = starred(this.root.dataset.slug);
    const mine = this.root.querySelector("[data-mine]");
    mine.hidden = false;
    mine.setAttribute("aria-pressed", String(this.mine));
    mine.querySelector("[data-mine-count]").textContent = String(codes.length);
    const over = this.root.querySelector("[data-hide-over]");
    over.hidden = ![...this.root.querySelectorAll("[data-ends]")].some((item) => Date.parse(item.dataset.ends) <= Date.now());
    over.setAttribute("aria-pressed", String(this.hidesOver));
    const chosen = Object.keys(wanted).length > 0 || this.mine || this.hidesOver;
    for (const reset of this.root.querySelectorAll(".found [data-reset]")) reset.hidden = !chosen;
    const file = this.root.querySelector("[data-export]");
    for (const link of this.root.querySelectorAll("[data-export], [data-keep]")) link.hidden = !codes.length;
    file.href = `${this.root.dataset.selection}&codes=${codes.map(encodeURIComponent).join(",")}`;
  }
}
