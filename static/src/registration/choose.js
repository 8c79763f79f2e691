// Ticks every box of the table at once, and says how many are chosen. Without a script each box is ticked by itself.
import { attach } from "../base/_controllers.js";

attach("choose", (form) => {
  const boxes = [...form.querySelectorAll("input[name=chosen]")];
  const all = form.querySelector("[data-choose-all]");
  const status = form.querySelector("[data-choose-status]");
  if (!all || !boxes.length) return;
  const show = () => {
    const number = boxes.filter((box) => box.checked).length;
    all.checked = number === boxes.length;
    all.indeterminate = number > 0 && number < boxes.length;
    status.textContent = number ? status.dataset.words.replace("{}", number) : "";
  };
  all.closest("[hidden]").hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  form.addEventListener("change", (event) => event.target.name === "chosen" && show());
  show();
});
