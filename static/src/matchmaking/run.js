// Shows how far the planner is, and opens the proposal when it is there; without it a reload does the same.
import { attach } from "../base/_controllers.js";

const PAUSE = 1000;
const PATIENCE = 8000;

attach("planning-run", (root) => {
  const bar = root.querySelector("[data-bar]");
  const status = root.querySelector("[data-status]");
  const figures = new Intl.NumberFormat(document.documentElement.lang);
  const put = (name, number) => {
    if (number !== null) root.querySelector(`[data-${name}]`).textContent = figures.format(number);
  };
  let told = -1;

  const look = async () => {
    try {
      const answer = await fetch(root.dataset.source, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) throw new Error(answer.statusText);
      const run = await answer.json();
      if (run.done) {
        location.reload();
        return;
      }
      bar.value = run.progress;
      put("score", run.score);
      put("bound", run.bound);
      // A screen reader is told every tenth, not every second.
      if (Math.floor(run.progress / 10) !== Math.floor(told / 10)) status.textContent = root.dataset.words.replace("{percent}", run.progress);
      told = run.progress;
    } catch {
      status.textContent = root.dataset.lost;
      told = -1;
    }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
});
