// The preview follows the form: the picture's address says everything the picture shows.
import { attach } from "../base/_controllers.js";

const PAUSE = 350;
const SHOWN = /^(paper|both_sides|parts|category|number|emergency-\w\w)$/;

attach("badge-design", (form) => {
  let waiting;
  const draw = () => {
    const said = [...new FormData(form)].filter(([name, value]) => SHOWN.test(name) && value !== "");
    for (const picture of form.querySelectorAll("img[data-side]")) {
      const next = `${form.dataset.address}?${new URLSearchParams([...said, ["side", picture.dataset.side]])}`;
      if (picture.getAttribute("src") === next) continue;
      picture.setAttribute("aria-busy", "true");
      picture.src = next;
    }
  };
  for (const picture of form.querySelectorAll("img[data-side]"))
    for (const event of ["load", "error"]) picture.addEventListener(event, () => picture.removeAttribute("aria-busy"));
  form.querySelector("[name=look]").hidden = true;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, PAUSE);
  });
});
