// What stands beside the grid: the sessions without a time, and everything that does not fit.
import { fill, make } from "./draw.js";
import { fold } from "./model.js";

const MOST = 60;

export class Tray {
  constructor(board, element) {
    Object.assign(this, { board, element });
    this.list = element.querySelector("[data-tray]");
    this.search = element.querySelector("[data-search]");
    this.track = element.querySelector("[data-track]");
    this.count = element.querySelector("[data-tray-count]");
    this.empty = element.querySelector("[data-tray-empty]");
    this.search.addEventListener("input", () => this.draw());
    this.track.addEventListener("change", () => this.draw());
    this.search.addEventListener("keydown", (event) => event.key === "Escape" && ((this.search.value = ""), this.draw()));
  }

  fits(session) {
    const words = fold(this.search.value).split(/\s+/).filter(Boolean);
    return words.every((word) => (session.search ?? fold(session.title)).includes(word)) && (!this.track.value || session.track === this.track.value);
  }

  draw() {
    const waiting = this.board.store.all.filter((one) => !one.place);
    const shown = waiting.filter((one) => this.fits(one)).sort((one, other) => Number(one.cancelled) - Number(other.cancelled) || one.title.localeCompare(other.title, document.documentElement.lang));
    const planned = waiting.filter((one) => !one.cancelled).length;
    const found = shown.filter((one) => !one.cancelled).length;
    const { words } = this.board;
    this.count.textContent = found === planned ? String(planned) : fill(words.countOf, { found, all: planned });
    this.empty.hidden = shown.length > 0;
    this.empty.textContent = waiting.length ? words.nothingFound : words.allPlaced;
    const focused = document.activeElement?.closest?.("[data-tray] [data-code]")?.dataset.code;
    this.list.replaceChildren(...shown.map((session) => make("li", "", this.item(session))));
    if (focused) this.itemOf(focused)?.focus({ preventScroll: true });
  }

  item(session) {
    const title = make("b", "", session.title);
    if (session.lang) title.lang = session.lang;
    const state = session.cancelled ? this.board.words.cancelled : session.kindLabel;
    const item = make("div", `board-item${session.cancelled ? " cancelled" : ""}`, title, make("span", "about", [state, session.who.join(" · ")].filter(Boolean).join(" · ")));
    item.setAttribute("role", "button");
    item.setAttribute("aria-describedby", "board-help");
    item.tabIndex = 0;
    item.dataset.code = session.code;
    item.dataset.colour = this.board.store.tracks[session.track]?.[1] ?? "";
    return item;
  }

  itemOf(code) {
    return [...this.list.querySelectorAll("[data-code]")].find((item) => item.dataset.code === code);
  }
}

export class Faults {
  constructor(board, element, bar) {
    Object.assign(this, { board, element, bar });
    this.list = element.querySelector("[data-faults]");
    this.heading = element.querySelector("[data-faults-count]");
    this.fine = element.querySelector("[data-faults-none]");
    bar.querySelector("[data-show-first]").addEventListener("click", () => this.first && board.go(this.first.codes[0]));
  }

  draw() {
    const { store, words } = this.board;
    const blocking = store.conflicts.filter((one) => one.blocking);
    const notices = store.conflicts.filter((one) => !one.blocking);
    this.first = blocking[0];
    this.heading.textContent = [blocking.length && fill(words.clashes, { count: blocking.length }), notices.length && fill(words.notices, { count: notices.length })].filter(Boolean).join(" · ");
    this.fine.hidden = store.conflicts.length > 0;
    this.list.replaceChildren(...[...blocking, ...notices].slice(0, MOST).map((one) => this.line(one)));
    this.bar.hidden = !blocking.length;
    this.bar.querySelector("[data-bar-count]").textContent = fill(words.clashes, { count: blocking.length });
    this.bar.querySelector("[data-bar-text]").textContent = blocking.slice(0, 2).map((one) => one.text).join(" · ");
  }

  line(conflict) {
    const { words, store } = this.board;
    const item = make("li", conflict.blocking ? "clash" : "", make("p", "", make("b", "", conflict.blocking ? `${words.clash}: ` : `${words.notice}: `), conflict.text));
    const row = make("p", "board-leads");
    for (const code of conflict.codes) {
      const session = store.sessions.get(code);
      if (!session) continue;
      const button = make("button", "btn btn-quiet btn-sm", conflict.codes.length > 1 ? session.title : words.show);
      button.type = "button";
      button.dataset.go = code;
      button.setAttribute("aria-label", fill(words.showIt, { title: session.title }));
      button.addEventListener("click", () => this.board.go(code));
      row.append(button);
    }
    if (conflict.advice) item.append(make("p", "text-secondary", conflict.advice));
    for (const link of conflict.links ?? []) {
      const way = make("a", "btn btn-quiet btn-sm", link.label);
      way.href = link.url;
      if (this.board.editable) row.append(way);
    }
    item.append(row);
    return item;
  }
}
