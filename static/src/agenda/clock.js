// Two clocks, the venue's and the reader's, and what only a clock can tell: what is on now, and what comes next.

const formats = new Map();

/** The page's language as people write dates here: British English. */
export const locale = () => (document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang);

function format(zone, what) {
  const key = `${zone} ${what} ${document.documentElement.lang}`;
  if (!formats.has(key)) {
    const parts = what === "time" ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } : { weekday: "short", day: "numeric", month: "short" };
    formats.set(key, new Intl.DateTimeFormat(locale(), { ...parts, timeZone: zone }));
  }
  return formats.get(key);
}

export const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;
export const placeOf = (zone) => zone.split("/").pop().replaceAll("_", " ");
export const timeIn = (zone, moment) => format(zone, "time").format(moment);
export const dayIn = (zone, moment) => format(zone, "day").format(moment);

/** Whether the two clocks show something else at that moment; offsets change with the seasons, so it is asked each time. */
export const differ = (zone, other, moment) => timeIn(zone, moment) !== timeIn(other, moment) || dayIn(zone, moment) !== dayIn(other, moment);

export const startOf = (item) => Date.parse(item.querySelector("time").dateTime);
export const endOf = (item) => Date.parse(item.dataset.ends);

const CLOCK = /\d\d:\d\d/;

function write(node, text) {
  for (const child of node.childNodes)
    if (child.nodeType === Node.TEXT_NODE && CLOCK.test(child.data)) child.data = child.data.replace(CLOCK, text);
}

/** Show the times of a list by one clock, and in small letters by the other where they differ. */
export function showTimes(items, zone, isOwn, words) {
  const own = ownZone();
  const [first, second] = isOwn ? [own, zone] : [zone, own];
  for (const item of items) {
    const time = item.querySelector("time");
    const starts = new Date(startOf(item));
    write(time, timeIn(first, starts));
    write(time.querySelector("small"), timeIn(first, new Date(endOf(item))));
    item.querySelector(".own-time")?.remove();
    if (!differ(zone, own, starts)) continue;
    const other = document.createElement("span");
    other.className = "own-time";
    const day = dayIn(zone, starts) === dayIn(own, starts) ? "" : `${dayIn(second, starts)}, `;
    other.textContent = (isOwn ? words.venue : words.yours).replace("{time}", day + timeIn(second, starts));
    time.after(other);
  }
}

/** Offer the reader's own clock where it differs from the venue's; the choice is kept on the device. */
export function startClocks(root, items, words, switched) {
  const { zone } = root.dataset;
  const group = root.querySelector("[data-clock-choice]");
  const line = root.querySelector("[data-clock-words]");
  const venueWords = line?.textContent;
  let isOwn = false;
  try {
    isOwn = localStorage.getItem("clock") === "own";
  } catch {
    // the venue's clock then
  }
  const show = () => {
    const elsewhere = items().some((item) => differ(zone, ownZone(), new Date(startOf(item))));
    const chosen = isOwn && elsewhere;
    root.dataset.clock = chosen ? ownZone() : zone;
    showTimes(items(), zone, chosen, words);
    if (!group) return;
    group.hidden = !elsewhere;
    const [, mine] = group.querySelectorAll("button");
    mine.textContent = words.yourPlace.replace("{place}", placeOf(ownZone()));
    for (const button of group.querySelectorAll("button")) button.setAttribute("aria-pressed", String((button.value === "own") === chosen));
    line.textContent = chosen ? words.ownWords.replace("{place}", placeOf(ownZone())) : venueWords;
  };
  group?.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    isOwn = button.value === "own";
    try {
      localStorage.setItem("clock", button.value);
    } catch {
      // the choice then lasts as long as the page
    }
    show();
    switched();
  });
  show();
  return show;
}

function entry(item, zone) {
  const line = document.createElement("li");
  const title = item.querySelector("a") ?? item.querySelector("h3");
  const link = document.createElement("a");
  link.href = title.getAttribute("href") ?? `#${item.id}`;
  link.textContent = title.textContent.trim();
  const facts = document.createElement("span");
  facts.className = "text-secondary";
  const where = item.querySelector(".where")?.firstChild?.textContent.trim();
  const moments = `${timeIn(zone, new Date(startOf(item)))}–${timeIn(zone, new Date(endOf(item)))}`;
  facts.textContent = [moments, where].filter(Boolean).join(" · ");
  line.append(link, " ", facts);
  return line;
}

const MOST = 4;

function column(title, items, zone) {
  const box = document.createElement("div");
  const head = document.createElement("h2");
  head.textContent = title;
  const list = document.createElement("ul");
  list.append(...items.slice(0, MOST).map((item) => entry(item, zone)));
  if (items.length > MOST) {
    const more = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${items[0].id}`;
    link.textContent = `+ ${items.length - MOST}`;
    more.append(link);
    list.append(more);
  }
  box.append(head, list);
  return box;
}

/** Mark what is on, fill the part "Now and next", and offer the way there; again each half minute. */
export function startNow(root, items, words) {
  const part = root.querySelector("[data-now-next]");
  const jump = root.querySelector("[data-jump]");
  const show = () => {
    const now = Date.now();
    const zone = root.dataset.clock;
    const going = items().filter((item) => !item.classList.contains("cancelled"));
    const on = going.filter((item) => startOf(item) <= now && now < endOf(item));
    const coming = going.filter((item) => startOf(item) > now);
    const first = Math.min(...coming.map(startOf));
    const next = coming.filter((item) => startOf(item) === first);
    for (const item of items()) mark(item, on.includes(item), words.now);
    const running = going.some((item) => startOf(item) <= now) && (on.length > 0 || next.length > 0);
    if (jump) {
      jump.hidden = !running;
      if (running) jump.href = `#${(on[0] ?? next[0]).id}`;
    }
    if (!part) return;
    part.hidden = !running;
    const when = next.length && dayIn(zone, new Date(first)) !== dayIn(zone, new Date(now)) ? `${words.next}: ${dayIn(zone, new Date(first))}` : words.next;
    part.replaceChildren(...(on.length ? [column(words.now, on, zone)] : []), ...(next.length ? [column(when, next, zone)] : []));
  };
  show();
  setInterval(show, 30_000);
  return show;
}

function mark(item, isOn, word) {
  item.classList.toggle("now", isOn);
  const there = item.querySelector(".now-mark");
  if (isOn && !there) {
    const chip = document.createElement("span");
    chip.className = "chip sun now-mark";
    chip.textContent = word;
    item.querySelector(".when")?.append(chip);
  } else if (!isOn) there?.remove();
}
