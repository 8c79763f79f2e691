// The scanner page: camera, typing scanner and hand entry lead to the same place.

import { attach, csrfToken } from "../base/_controllers.js";
import { Gate, openCamera, troubleOf, watch } from "./camera.js";
import { Display } from "./display.js";
import { listen } from "./keyboard.js";
import { Sender, Waiting } from "./sender.js";
import { allowSound } from "./signal.js";
import { readCode } from "./token.js";

attach("scanner", (root) => {
  const texts = JSON.parse(root.dataset.texts);
  const form = root.querySelector("form[data-part=entry]");
  const status = root.querySelector("[data-part=status]");
  const trouble = root.querySelector("[data-part=trouble]");
  const late = root.querySelector("[data-part=late]");
  const again = root.querySelector("[data-part=retry]");
  const display = new Display(root, texts);
  let lastBadge = "";

  const explain = (name) => {
    trouble.textContent = texts[name] ?? "";
    trouble.hidden = !name;
  };
  const sender = new Sender({
    url: root.dataset.url,
    csrf: csrfToken(),
    waiting: new Waiting(`scans:${root.dataset.url}`),
    told: {
      closed: explain,
      count(number) {
        status.textContent = number ? texts.waiting.replace("{}", number) : navigator.onLine ? texts.online : texts.offline;
        status.dataset.waiting = number;
        again.hidden = !number;
      },
      late(answers) {
        const items = answers.map((answer) => {
          const item = document.createElement("li");
          item.textContent = [answer.text[display.language], answer.person?.name].filter(Boolean).join(" · ");
          return item;
        });
        late.querySelector("ul").prepend(...items);
        late.hidden = false;
      },
    },
  });

  async function scan(text, override = "") {
    if (/^https?:/i.test(text)) return display.note(texts.not_a_badge, texts.turn_over);
    lastBadge = readCode(text) ?? text.trim();
    const answer = await sender.send({
      scan_id: crypto.randomUUID(),
      badge: lastBadge,
      point: form.elements.point.value,
      direction: form.elements.direction.value,
      scanned_at: new Date().toISOString(),
      offline: false,
      ...(override ? { override } : {}),
    });
    if (answer) display.answer(answer);
    else display.unsent();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { badge } = form.elements;
    if (!badge.value.trim()) return badge.focus();
    scan(badge.value);
    badge.value = "";
  });
  display.override?.addEventListener("submit", (event) => {
    event.preventDefault();
    const { override } = display.override.elements;
    if (!override.value.trim() || !lastBadge) return override.focus();
    scan(lastBadge, override.value.trim());
    override.value = "";
  });
  form.addEventListener("change", () => {
    const place = new URLSearchParams({ point: form.elements.point.value, direction: form.elements.direction.value });
    history.replaceState(null, "", `?${place}`);
  });
  again.addEventListener("click", () => sender.retry());
  addEventListener("online", () => sender.retry());
  addEventListener("offline", () => sender.report(null));
  addEventListener("beforeunload", (event) => {
    if (sender.waiting.all().length) event.preventDefault();
  });
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, allowSound, { once: true });
  listen(document, (text) => scan(text));

  const video = root.querySelector("video");
  const start = root.querySelector("[data-part=start]");
  const gate = new Gate();
  const open = async () => {
    start.hidden = true;
    video.parentElement.hidden = false;
    explain("");
    try {
      if (!isSecureContext) throw new DOMException("insecure", "NotFoundError");
      await openCamera(video);
      root.dataset.camera = "on";
      watch(video, (text) => gate.pass(text) && scan(text), () => explain("reader_failed"));
    } catch (error) {
      root.dataset.camera = "off";
      video.parentElement.hidden = true;
      explain(isSecureContext ? troubleOf(error) : "insecure");
      start.hidden = false;
    }
  };
  start.addEventListener("click", open);
  root.querySelectorAll("[data-needs-script]").forEach((element) => (element.hidden = false));
  sender.report(null);
  sender.retry();
  open();
});
