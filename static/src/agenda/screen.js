// A screen at a door or in the lobby. It fetches its own page every twenty seconds (an unchanged one costs an ETag),
// decides by the clock what is now and next, and goes on with what it knows when the network fails, saying how old that is.
import { attach } from "../base/_controllers.js";
import { locale } from "./clock.js";

const EVERY = 20_000; // milliseconds between two looks
const STALE = 60_000; // after this long without an answer the screen says so
const TURN = 12_000; // how long a page of a long list, or a language, stays
const HOUR = 3_600_000;
const PARTS = ["body > header > div", "main", "body > footer > p"]; // what a fresh page brings; the clock and the age stay

function options() {
  const given = new URLSearchParams(location.hash.slice(1));
  const at = Date.parse(given.get("at") ?? "");
  return {
    shift: Number.isNaN(at) ? null : at - Date.now(),
    languages: (given.get("rotate") ?? "").split(",").filter((code) => /^(de|tr|en)$/.test(code)),
    light: given.has("light"),
  };
}

class Screen {
  constructor(body) {
    Object.assign(this, { body, zone: body.dataset.zone, seen: Date.now(), turn: 0, page: 0, pages: new Map() });
    this.options = options();
    this.drift = 0;
    if (this.options.light) document.documentElement.dataset.appearance = "light";
    this.keep(document.documentElement.lang, document);
    this.draw();
    setInterval(() => this.look(), EVERY);
    setInterval(() => this.next(), TURN);
    setInterval(() => this.draw(), 1_000);
    addEventListener("online", () => this.look());
    addEventListener("resize", () => this.draw());
    this.look();
  }

  /** The present moment: by the server's clock, or the one that is being rehearsed. */
  now() {
    return Date.now() + (this.options.shift ?? this.drift);
  }

  time(moment, parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) {
    return new Intl.DateTimeFormat(locale(), { ...parts, timeZone: this.zone }).format(moment);
  }

  keep(language, page) {
    this.pages.set(language, PARTS.map((part) => page.querySelector(part).cloneNode(true)));
  }

  async look() {
    const languages = this.options.languages.length ? this.options.languages : [document.documentElement.lang];
    try {
      for (const language of languages) {
        const answer = await fetch(location.pathname.replace(/^\/(de|tr|en)\//, `/${language}/`) + location.search, { cache: "no-cache" });
        if (!answer.ok) throw new Error(answer.statusText);
        this.measure(answer.headers.get("Date"));
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (this.isOtherBuild(page)) return location.reload();
        this.keep(language, page);
      }
      this.seen = Date.now();
    } catch {
      // what is on the screen stays there; `age` tells how old it is
    }
    this.show(document.documentElement.lang);
  }

  /** A clock that is wrong by some minutes is put right; a greater difference was set on purpose. */
  measure(date) {
    const drift = Date.parse(date ?? "") - Date.now();
    if (Math.abs(drift) < HOUR) this.drift = Math.abs(drift) < 2_000 ? 0 : drift;
  }

  isOtherBuild(page) {
    const scripts = (root) => [...root.querySelectorAll("script[src]")].map((one) => one.getAttribute("src")).join();
    return scripts(page) !== scripts(document);
  }

  /** Put the parts of a language into the page. */
  show(language) {
    const parts = this.pages.get(language);
    if (!parts) return;
    document.documentElement.lang = language;
    PARTS.forEach((part, number) => document.querySelector(part).replaceWith(parts[number].cloneNode(true)));
    this.draw();
  }

  /** Turn to the next page of a long list; after the last one, to the next language. */
  next() {
    this.page += 1;
    if (this.page < (this.count ?? 1)) return this.draw();
    this.page = 0;
    const { languages } = this.options;
    if (languages.length > 1) {
      this.turn = (this.turn + 1) % languages.length;
      return this.show(languages[this.turn]);
    }
    return this.draw();
  }

  draw() {
    const now = this.now();
    const words = JSON.parse(document.querySelector("main").dataset.words);
    document.querySelector("[data-clock]").textContent = this.time(now);
    document.querySelector("[data-date]").textContent = this.time(now, { weekday: "long", day: "numeric", month: "long" });
    this.sort(now, words);
    const isOld = Date.now() - this.seen > STALE;
    const age = document.querySelector("[data-age]");
    const text = (isOld ? words.old : words.fresh).replace("{time}", this.time(this.seen + this.drift));
    if (age.textContent !== text) age.textContent = text;
    age.classList.toggle("stale", isOld);
  }

  /** Show what is on and what comes next; the rest of the day as far as there is room, by turns. */
  sort(now, words) {
    const day = (moment) => this.time(moment, { year: "numeric", month: "2-digit", day: "2-digit" });
    const facts = (slot) => ({ slot, starts: Date.parse(slot.dataset.starts), ends: Date.parse(slot.dataset.ends) });
    for (const { slot, ends } of [...document.querySelectorAll("[data-news] > .slot")].map(facts)) slot.hidden = ends <= now;
    const list = document.querySelector("[data-slots]");
    if (!list) return;
    const all = [...list.querySelectorAll(".slot")].map(facts);
    const left = all.filter((one) => one.ends > now);
    const first = left.find((one) => one.starts > now && !one.slot.classList.contains("cancelled")) ?? left.find((one) => one.starts > now);
    const isNear = list.dataset.slots === "next" ? (one) => one.starts === first?.starts : (one) => first && day(one.starts) === day(first.starts);
    const shown = left.filter((one) => one.starts <= now || isNear(one));
    for (const one of all) {
      one.slot.hidden = !shown.includes(one);
      one.slot.classList.toggle("is-on", one.starts <= now && one.ends > now);
    }
    this.label(shown, now, words, first, day);
    this.paginate(list, shown.map((one) => one.slot), words);
    this.say(list, all, shown, words);
  }

  label(shown, now, words, first, day) {
    let last = "";
    for (const { slot, starts } of shown) {
      let word = starts <= now ? words.now : starts === first?.starts ? words.next : words.later;
      if (starts > now && day(starts) !== day(now)) word = this.time(starts, { weekday: "long", day: "numeric", month: "long" });
      slot.querySelector(".slot-label")?.remove();
      slot.dataset.label = word;
      if (word !== last) this.head(slot);
      last = word;
    }
  }

  head(slot) {
    const label = document.createElement("h2");
    label.className = "slot-label";
    label.textContent = slot.dataset.label;
    slot.prepend(label);
  }

  /** As many as fit stand on the screen at a time; the next page comes after a while. */
  paginate(list, slots, words) {
    const main = document.querySelector("main");
    const line = Number.parseFloat(getComputedStyle(main).fontSize) * 2.5; // the page's own number and a heading
    const isPhone = getComputedStyle(document.body).overflow !== "hidden";
    const room = isPhone ? Infinity : main.getBoundingClientRect().bottom - list.getBoundingClientRect().top - line;
    const pages = [[]];
    let used = 0;
    for (const slot of slots) {
      const height = slot.getBoundingClientRect().height + 12;
      if (used + height > room && pages.at(-1).length) {
        pages.push([]);
        used = 0;
      }
      pages.at(-1).push(slot);
      used += height;
    }
    this.count = pages.length;
    const page = this.page % pages.length;
    for (const slot of slots) slot.hidden = !pages[page].includes(slot);
    const first = pages[page][0];
    if (first && !first.querySelector(".slot-label")) this.head(first);
    let mark = document.querySelector(".screen-page");
    if (!mark) {
      mark = document.createElement("p");
      mark.className = "screen-page";
      main.append(mark);
    }
    mark.textContent = pages.length > 1 ? words.page.replace("{page}", page + 1).replace("{pages}", pages.length) : "";
  }

  say(list, all, shown, words) {
    let line = document.querySelector(".screen-say");
    if (!line) {
      line = document.createElement("p");
      line.className = "screen-say";
      list.after(line);
    }
    line.textContent = !all.length || shown.length ? "" : words.over;
  }
}

attach("screen", (body) => new Screen(body));
