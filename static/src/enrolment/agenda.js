// One's own agenda and the list to choose from: the reader's own time where it differs, what is on now, and paper.
import { showTimes, startNow } from "../agenda/clock.js";
import { attach } from "../base/_controllers.js";

attach("own-agenda", (root) => {
  const { zone, now, yours } = root.dataset;
  const items = [...root.querySelectorAll("[data-ends]")];
  root.dataset.clock = zone;
  showTimes(items, zone, false, { yours });
  startNow(root, () => items, { now, next: "" });
});

attach("print", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
