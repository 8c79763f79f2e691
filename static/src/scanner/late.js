// Answers that came late, and the line that says how much waits and since when.

import { signal } from "./signal.js";

const NUMBERS = { minute: 60_000, hour: 3_600_000 };

/** How old a moment is, in the language of the page: "3 min". */
export function age(since, now, language) {
  const past = Math.max(0, now - Date.parse(since));
  const unit = past < NUMBERS.hour ? "minute" : "hour";
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(Math.floor(past / NUMBERS[unit]));
}

export class Late {
  constructor(root, display) {
    this.box = root.querySelector("[data-part=late]");
    this.list = this.box.querySelector("[data-part=late-list]");
    this.display = display;
    this.box.querySelector("[data-part=late-seen]").addEventListener("click", () => this.clear());
  }

  clear() {
    this.list.replaceChildren();
    this.box.hidden = true;
  }

  /** One answer that the device did not give itself, or gave otherwise. */
  add(answer, scan) {
    const known = scan.told?.sure && scan.told.verdict === answer.verdict;
    if (known) return;
    const item = document.createElement("li");
    const when = new Date(scan.scanned_at).toLocaleTimeString(this.display.language, { hour: "2-digit", minute: "2-digit" });
    const name = this.display.nameless ? "" : answer.person?.name;
    item.textContent = [when, this.display.said(answer.text), name].filter(Boolean).join(" · ");
    item.className = answer.verdict === "admitted" ? "fine" : "amiss";
    this.list.prepend(item);
    this.box.hidden = false;
    if (answer.verdict !== "admitted") signal("late");
  }
}

export class Status {
  constructor(root, texts, language) {
    Object.assign(this, { chip: root.ownerDocument.querySelector("[data-part=status]"), texts, language, now: { online: true, waiting: 0, oldest: null } });
    setInterval(() => this.show(this.now), 20_000);
  }

  show(state) {
    this.now = state;
    const { online, waiting, oldest } = state;
    const parts = [online ? this.texts.online : this.texts.offline];
    if (waiting) parts.push(this.texts.waiting.replace("{}", waiting));
    if (oldest && Date.now() - Date.parse(oldest) >= 60_000) parts.push(age(oldest, Date.now(), this.language));
    const text = parts.join(" · ");
    if (this.chip.textContent !== text) this.chip.textContent = text;
    this.chip.dataset.online = online ? "yes" : "no";
    this.chip.dataset.waiting = waiting;
  }
}
