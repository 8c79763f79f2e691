// One's own badge on the telephone: two codes in two tabs, a screen that stays on, and whether it is still valid.
import { attach } from "../base/_controllers.js";
import { forgetOwn, keepPage, lastChecked, noteChecked } from "./_kept.js";

const AGAIN = 60_000;
const SLOW = 5_000;

/** Keep the screen awake while the code is shown; a phone that goes dark holds up the queue. */
async function stayAwake() {
  if (document.visibilityState !== "visible" || !navigator.wakeLock) return;
  try {
    await navigator.wakeLock.request("screen");
  } catch {
    // The phone is saving power; the code is shown all the same.
  }
}

function tabs(list, sides) {
  const all = [...list.querySelectorAll("[role=tab]")];
  const show = (chosen, focus) => {
    for (const tab of all) {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
    }
    if (focus) chosen.focus();
  };
  for (const side of sides) side.setAttribute("role", "tabpanel");
  list.addEventListener("click", (event) => event.target.closest("[role=tab]") && show(event.target.closest("[role=tab]")));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) show(all[(all.indexOf(document.activeElement) + step + all.length) % all.length], true);
  });
  list.hidden = false;
  show(all[0]);
}

function fullScreen(button) {
  if (!document.documentElement.requestFullscreen) return;
  button.hidden = false;
  button.addEventListener("click", () =>
    (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {}),
  );
}

/** "valid", "ended", "lapsed" (the session) or "offline". */
async function ask(address) {
  try {
    const answer = await fetch(address, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(SLOW) });
    if (answer.type === "opaqueredirect") return "lapsed";
    if (answer.ok) return (await answer.json()).valid ? "valid" : "ended";
    return [403, 404, 410].includes(answer.status) ? "ended" : "offline";
  } catch {
    return "offline";
  }
}

attach("carry", (body) => {
  const { owner, until, state, worker } = body.dataset;
  const part = (name) => body.querySelector(`[data-part="${name}"]`);
  const sides = body.querySelectorAll("[data-part=side]");
  const here = location.pathname;

  const end = async () => {
    for (const side of sides) side.remove();
    body.querySelector("[role=tablist]").remove();
    part("check").textContent = "";
    part("ended").hidden = false;
    await forgetOwn(owner);
  };

  const check = async () => {
    const found = await ask(state);
    body.toggleAttribute("data-without-network", found !== "valid");
    if (found === "ended") return end();
    if (found === "valid") {
      part("check").textContent = body.dataset.checked;
      await noteChecked(owner, here);
    } else {
      const last = await lastChecked(owner, here);
      const when = last ? last.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }) : "–";
      part("check").textContent = body.dataset[found].replace("{when}", when);
    }
    return setTimeout(check, AGAIN);
  };

  const keep = async () => {
    await navigator.serviceWorker.register(worker, { scope: here });
    await keepPage(owner, here);
  };

  if (new Date(`${until}T23:59:59`) < new Date()) {
    forgetOwn(owner); // the summit is over: what was kept goes, and the page is kept no more
  } else if (navigator.serviceWorker) {
    keep().catch(() => {}); // without it the badge needs the network, and its PDF is at hand
  }
  tabs(body.querySelector("[role=tablist]"), sides);
  fullScreen(part("full"));
  document.addEventListener("visibilitychange", stayAwake);
  addEventListener("online", check);
  addEventListener("offline", check);
  stayAwake();
  check().catch(() => {});
});
