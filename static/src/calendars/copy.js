// Puts the address of the feed into the clipboard; without a script it can be selected in its field.
import { attach } from "../base/_controllers.js";

attach("copy-address", (element) => {
  const field = element.querySelector("input");
  const button = element.querySelector("button");
  const status = element.querySelector("[role=status]");
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    status.textContent = button.dataset.done;
    button.textContent = button.dataset.done;
  });
});
