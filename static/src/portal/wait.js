// Counts down until another code may be asked for. Without it the button can be pressed, and the server says how long to wait.
import { attach } from "../base/_controllers.js";

attach("wait", (form) => {
  const button = form.querySelector("button");
  const words = form.querySelector("[data-words]");
  const after = words.textContent;
  const until = Date.now() + Number(form.dataset.seconds) * 1000;
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    button.disabled = left > 0;
    words.textContent = left > 0 ? words.dataset.words.replace("#", left) : after;
    if (left > 0) setTimeout(tick, 1000);
  };
  tick();
});
