// Keeps the door board fresh: what is focused, opened and scrolled stays, and no connection is said with the time.
import { attach } from "../base/_controllers.js";

const PAUSE = 5000;
const PATIENCE = 8000;

function remember(part) {
  const active = part.contains(document.activeElement) ? document.activeElement.id : "";
  const opened = [...part.querySelectorAll("details[open]")].map((item) => item.id);
  const scrolled = [...part.querySelectorAll(".table-frame")].map((frame) => frame.scrollLeft);
  return () => {
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
    part.querySelectorAll(".table-frame").forEach((frame, number) => (frame.scrollLeft = scrolled[number] ?? 0));
    if (active) document.getElementById(active)?.focus({ preventScroll: true });
  };
}

attach("door-board", (root) => {
  const part = root.querySelector("[data-board]");
  const offline = root.querySelector("[data-offline]");
  let mark = "";

  const show = (text) => {
    const again = remember(part);
    const page = new DOMParser().parseFromString(text, "text/html");
    const { scrollX, scrollY } = window;
    part.replaceChildren(...page.body.childNodes);
    again();
    window.scrollTo(scrollX, scrollY);
  };
  const miss = () => {
    const time = part.querySelector("[data-time]")?.dataset.time ?? "";
    offline.textContent = offline.dataset.words.replace("{time}", time);
    offline.hidden = false;
  };
  const look = async () => {
    if (!document.hidden) {
      try {
        const headers = mark ? { "If-None-Match": mark } : {};
        const answer = await fetch(root.dataset.source, { headers, cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
        if (answer.status !== 304) {
          if (!answer.ok) throw new Error(answer.statusText);
          mark = answer.headers.get("ETag") ?? "";
          const text = await answer.text();
          // Who is choosing words or pressing a button is not disturbed; the next look tells.
          if (String(getSelection()) && part.contains(getSelection().anchorNode)) mark = "";
          else show(text);
        }
        offline.hidden = true;
      } catch {
        miss();
      }
    }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
});
