// Look again while a print run goes on; only the card changes, so that nobody loses their place.
import { attach } from "../base/_controllers.js";

const PAUSE = 1200;

attach("print-run", (card) => {
  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-controller=print-run]");
      if (fresh) {
        card.replaceChildren(...fresh.childNodes);
        card.toggleAttribute("data-unfinished", fresh.hasAttribute("data-unfinished"));
      }
    } catch {
      // No network for a moment: the next look tells.
    }
    if (card.hasAttribute("data-unfinished")) setTimeout(look, PAUSE);
  };
  if (card.hasAttribute("data-unfinished")) setTimeout(look, PAUSE);
});
