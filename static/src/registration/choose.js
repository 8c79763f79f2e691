// Ticks every box of the table at once, a stretch of them with the shift key, and says how many are chosen; what can be done with them is there once somebody is.
// Without a script each box is ticked by itself.
import { attach } from "../base/_controllers.js";

attach("choose", (form) => {
  const boxes = [...form.querySelectorAll("input[name=chosen]")];
  const all = form.querySelector("[data-choose-all]");
  const status = form.querySelector("[data-choose-status]");
  const bar = form.querySelector("[data-choose-bar]");
  if (!all || !boxes.length) return;
  let last = null;
  const show = () => {
    const number = boxes.filter((box) => box.checked).length;
    all.checked = number === boxes.length;
    all.indeterminate = number > 0 && number < boxes.length;
    if (bar) bar.hidden = number === 0;
    status.textContent = number ? status.dataset.words.replace("{}", number) : "";
  };
  // From the box that was ticked last to this one; a click made by the space bar carries the shift key, too.
  const stretch = (box, held) => {
    if (held && last && last !== box) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((one, other) => one - other);
      for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
    }
    last = box;
    show();
  };
  all.closest("[hidden]").hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  form.addEventListener("click", (event) => event.target.name === "chosen" && stretch(event.target, event.shiftKey));
  show();
});
