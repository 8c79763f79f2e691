// The button that prints; a page without a script is printed by the browser's own menu.
import { attach } from "../base/_controllers.js";

attach("print", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
