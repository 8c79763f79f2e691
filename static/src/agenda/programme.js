// The public agenda, list or grid: choosing at once, stars, both clocks, now and next. The page works without it.
import { attach } from "../base/_controllers.js";
import { startClocks, startNow } from "./clock.js";
import { putStars, watchOtherTabs } from "./favourites.js";
import { Chooser } from "./filter.js";
import { showPlaces } from "./places.js";

attach("agenda", (root) => {
  const words = JSON.parse(root.dataset.words);
  const items = () => [...root.querySelectorAll("[data-ends]")];
  let chooser = null;
  const changed = () => chooser?.apply();
  const showTimes = startClocks(root, items, words, () => showNow());
  const showNow = startNow(root, items, words);
  if (!root.querySelector("[data-filter]")) return; // a preview: nothing to choose
  const decorate = () => {
    putStars(root, root.dataset.slug, words, changed);
    showPlaces(root, root.dataset.seats, words);
  };
  decorate();
  watchOtherTabs(root.dataset.slug, words, changed);
  chooser = new Chooser(root, words, () => {
    decorate();
    showTimes();
    showNow();
  });
});
