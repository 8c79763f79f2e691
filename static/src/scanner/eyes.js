// The camera on the page: opened, closed, chosen, lit, and explained when it does not open; and pictures taken before.

import { Gate, closeCamera, lampOf, openCamera, readPicture, troubleOf, watch } from "./camera.js";
import { part } from "./panels.js";

export class Eyes {
  /** `found(text)`; `explain(name)` says what is wrong with the camera, `settled()` that nothing is. */
  constructor(root, { found, explain, settled }) {
    Object.assign(this, { root, found, explain, settled, gate: new Gate(), stop: null, side: "environment" });
    this.video = root.querySelector("video");
    this.start = part(root, "start");
    this.lamp = part(root, "lamp");
    this.start.addEventListener("click", () => this.open(this.side));
    part(root, "picture").addEventListener("change", (event) => this.look(event.target));
    this.lamp.addEventListener("click", () => {
      this.lit = !this.lit;
      this.lamp.setAttribute("aria-pressed", String(this.lit));
      this.light?.(this.lit).catch(() => {});
    });
  }

  async open(side) {
    this.side = side;
    this.start.hidden = true;
    this.video.parentElement.hidden = false;
    this.settled();
    try {
      if (!isSecureContext) throw new DOMException("insecure", "NotFoundError");
      this.stop?.();
      const stream = await openCamera(this.video, side);
      this.root.dataset.camera = "on";
      this.light = lampOf(stream);
      this.lit = false;
      this.lamp.hidden = !this.light;
      this.stop = watch(this.video, (text) => this.gate.pass(text) && this.found(text), () => this.explain("reader_failed"));
    } catch (error) {
      this.root.dataset.camera = "off";
      this.video.parentElement.hidden = true;
      this.explain(isSecureContext ? troubleOf(error) : "insecure");
      this.start.hidden = false;
    }
  }

  close() {
    this.stop?.();
    closeCamera(this.video);
  }

  async look(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    const text = await readPicture(file).catch(() => null);
    if (text) this.found(text);
    else this.explain("picture_empty");
  }
}
