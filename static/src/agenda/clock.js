// What only the reader's own clock can tell: what is on now, and the reader's time where it differs from the venue's.
import { attach } from "../base/_controllers.js";

const minute = 60_000;

function offsetOf(zone, moment) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(moment);
  return parts.find((part) => part.type === "timeZoneName")?.value;
}

function markNow(sessions, label) {
  const now = Date.now();
  for (const session of sessions) {
    const on = Date.parse(session.dataset.starts) <= now && now < Date.parse(session.dataset.ends) && !session.classList.contains("cancelled");
    session.classList.toggle("now", on);
    let mark = session.querySelector(".now-mark");
    if (on && !mark) {
      mark = document.createElement("span");
      mark.className = "chip sun now-mark";
      mark.textContent = label;
      session.querySelector(".when")?.append(mark);
    } else if (!on) mark?.remove();
  }
}

function addOwnTime(sessions, zone, label) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const own = format.resolvedOptions().timeZone;
  for (const session of sessions) {
    const moment = new Date(session.dataset.starts);
    if (offsetOf(own, moment) === offsetOf(zone, moment)) continue;
    const text = document.createElement("span");
    text.className = "own-time";
    text.textContent = label.replace("{}", format.format(moment));
    session.querySelector(".when")?.append(text);
  }
}

attach("agenda-clock", (root) => {
  const sessions = [...root.querySelectorAll("[data-starts]")];
  const { zone, now, yours } = root.dataset;
  addOwnTime(sessions, zone, yours);
  markNow(sessions, now);
  setInterval(() => markNow(sessions, now), minute);
});
