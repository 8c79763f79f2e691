// One session: its star, the reader's own time, places left.
import { attach } from "../base/_controllers.js";
import { dayIn, differ, ownZone, timeIn } from "./clock.js";
import { starButton } from "./favourites.js";
import { showPlaces } from "./places.js";

attach("agenda-session", (root) => {
  const words = JSON.parse(root.dataset.words);
  const { slug, code, title, zone } = root.dataset;
  const place = document.querySelector("[data-star-here]");
  if (place) {
    const button = starButton(slug, code, title, words, () => {});
    button.classList.replace("btn-outline-primary", "btn-outline-light");
    button.classList.remove("btn-sm");
    place.replaceWith(button);
  }
  const starts = new Date(root.querySelector(".facts time").dateTime);
  if (differ(zone, ownZone(), starts)) {
    const line = root.querySelector("[data-own-moment]");
    line.textContent = words.yours.replace("{time}", `${dayIn(ownZone(), starts)}, ${timeIn(ownZone(), starts)}`);
    line.hidden = root.querySelector("[data-own-gap]").hidden = false;
  }
  showPlaces(root, root.dataset.seats, words);
});
