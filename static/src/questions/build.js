// The builder beside its preview: what is written is drawn as delegates will see it, a moment after the last key.
import { attach } from "../base/_controllers.js";
import { watch } from "./_ask.js";

const PAUSE = 400;

attach("build", (form) => {
  const view = document.querySelector("[data-preview]");
  if (!view) return;
  const controls = document.querySelector("[data-preview-controls]");
  const status = document.querySelector("[data-preview-status]");
  controls.hidden = false;
  let timer, running;

  const draw = async () => {
    running?.abort();
    running = new AbortController();
    const body = new FormData(form);
    for (const name of ["category", "language"]) body.set(`as-${name}`, controls.querySelector(`[name=${name}]`).value);
    try {
      const answer = await fetch(view.dataset.preview, { method: "POST", body, signal: running.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      view.replaceChildren(...page.body.childNodes);
      const name = view.querySelector("[data-draft]")?.dataset.draft;
      const draft = name && view.querySelector(`[data-question="${CSS.escape(name)}"]`);
      if (draft) {
        draft.classList.add("is-draft");
        draft.dataset.always = "";
      }
      watch(view);
      const panel = view.closest(".preview");
      if (draft && panel.scrollHeight > panel.clientHeight) {
        panel.scrollTop += draft.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 4;
      }
      status.textContent = "";
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = status.dataset.failed;
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  controls.addEventListener("change", draw);
  draw();
});

// Which answers decide is asked only for the question that was chosen.
attach("depends", (part) => {
  const choice = part.querySelector("select");
  const show = () => {
    for (const one of part.querySelectorAll("[data-of]")) one.hidden = one.dataset.of !== choice.value;
  };
  choice.addEventListener("change", show);
  show();
});

// One more row for an option, numbered on.
attach("options", (part) => {
  const button = part.querySelector("[data-add]");
  const rows = part.querySelector("[data-rows]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const number = rows.children.length;
    const row = rows.lastElementChild.cloneNode(true);
    for (const one of row.querySelectorAll("[id], [for], [name]")) {
      for (const name of ["id", "for", "name"]) {
        if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace(/-\d+-/, `-${number}-`));
      }
      if (one.matches("input[type=checkbox]")) one.checked = false;
      else if (one.matches("input")) one.value = "";
    }
    const legend = row.querySelector("legend");
    if (legend) legend.textContent = legend.textContent.replace(/\d+/, String(number + 1));
    rows.append(row);
    row.querySelector("input:not([type=hidden])")?.focus();
  });
});

// Alt and an arrow key move the question or section whose buttons have the focus.
attach("order", (list) => {
  list.addEventListener("keydown", (event) => {
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!way || !event.altKey) return;
    const item = event.target.closest("[data-item]");
    const form = item?.querySelector(`:scope > * form[data-way=${way}], :scope > form[data-way=${way}]`);
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });
});
