// Where this device stands and which way people pass: easy to see, and changed only on purpose, in a box of its own.

import { cameras } from "./camera.js";

export class Place {
  /** `changed(point, direction, camera)` after each change. */
  constructor(root, texts, said, changed) {
    Object.assign(this, { texts, said, changed, points: [], code: "", direction: "in", camera: "" });
    this.button = root.querySelector("[data-part=place]");
    this.box = root.querySelector("[data-part=place-box]");
    this.form = this.box.querySelector("form");
    this.button.addEventListener("click", () => this.open());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { point, direction, camera } = this.form.elements;
      this.box.close();
      this.set({ code: point.value, direction: direction.value, camera: camera.value });
      this.changed(this);
    });
    this.form.elements.point.addEventListener("change", () => this.offerWays());
    this.box.querySelector("[data-part=place-leave]").addEventListener("click", () => this.box.close());
  }

  /** The point as the server describes it. */
  get point() {
    return this.points.find((one) => one.code === this.code);
  }

  /** Take the points; one that is gone is left for the first. */
  know(points) {
    this.points = points;
    if (!this.point) this.code = points[0]?.code ?? "";
    this.show();
  }

  set({ code, direction, camera }) {
    if (this.points.some((one) => one.code === code)) this.code = code;
    if (direction === "in" || direction === "out") this.direction = direction;
    if (camera !== undefined) this.camera = camera;
    this.show();
  }

  /** Where nobody is scanned on leaving there is one way only. */
  offerWays() {
    const chosen = this.points.find((one) => one.code === this.form.elements.point.value);
    const leaving = this.form.querySelector("[name=direction][value=out]");
    leaving.disabled = chosen?.exits === false;
    if (leaving.disabled) this.form.elements.direction.value = "in";
  }

  show() {
    if (this.point?.exits === false) this.direction = "in";
    this.button.querySelector("[data-part=place-name]").textContent = this.said(this.point?.name) ?? "";
    this.button.querySelector("[data-part=place-way]").textContent = this.texts[this.direction];
    this.button.dataset.way = this.direction;
  }

  async open() {
    const { point, direction, camera } = this.form.elements;
    point.replaceChildren(...this.points.map((one) => new Option(this.said(one.name), one.code, false, one.code === this.code)));
    direction.value = this.direction;
    this.offerWays();
    if (!this.box.open) this.box.showModal();
    const found = await cameras().catch(() => []);
    camera.replaceChildren(
      new Option(this.texts.camera_back, "environment"), new Option(this.texts.camera_front, "user"),
      ...found.filter((one) => one.label).map((one) => new Option(one.label, one.deviceId)),
    );
    camera.value = this.camera || "environment";
  }
}
