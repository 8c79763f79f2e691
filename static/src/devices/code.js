// Notices when the device that is being set up has used its code, and goes on to its page. Where a PIN is shown, only says
// so: it is not shown again, and somebody may still be writing it down.
import { attach } from "../base/_controllers.js";

const PAUSE = 2000;

attach("device-code", (part) => {
  const words = part.querySelector("[data-words]");
  const look = async () => {
    try {
      const answer = await fetch(part.dataset.watch, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const enrolled = page.querySelector("[data-enrolled]")?.dataset.enrolled;
      if (enrolled && enrolled !== part.dataset.before) {
        words.textContent = words.dataset.words;
        if (!("stay" in part.dataset)) setTimeout(() => location.replace(part.dataset.watch), 800);
        return;
      }
    } catch {
      // No network for a moment: the next look tells.
    }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
});
