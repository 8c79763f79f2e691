// Beside the venue's time the speaker's own, where the two clocks differ.
import { dayIn, differ, ownZone, timeIn } from "../agenda/clock.js";
import { attach } from "../base/_controllers.js";

attach("own-time", (root) => {
  const { zone, yours } = root.dataset;
  for (const item of root.querySelectorAll("[data-starts]")) {
    const starts = new Date(item.dataset.starts);
    if (!differ(zone, ownZone(), starts)) continue;
    const day = dayIn(zone, starts) === dayIn(ownZone(), starts) ? "" : `${dayIn(ownZone(), starts)}, `;
    const line = document.createElement("span");
    line.className = "own-time";
    line.textContent = yours.replace("{time}", day + timeIn(ownZone(), starts));
    item.querySelector(".when")?.append(line);
  }
});
