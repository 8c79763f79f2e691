// Keeps the list of devices fresh while it is looked at; a reader's place and selection stay.
import { attach } from "../base/_controllers.js";

const PAUSE = 15000;

attach("device-list", (part) => {
  const look = async () => {
    if (!document.hidden && !part.contains(document.activeElement)) {
      try {
        const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("[data-controller=device-list] tbody");
        if (fresh) part.querySelector("tbody").replaceChildren(...fresh.childNodes);
      } catch {
        // No network for a moment: the next look tells.
      }
    }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
});
