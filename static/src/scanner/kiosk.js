// Self check-in: nobody's name, everything large, the screen stays awake, and each guest finds it as if they were the first.

import { part } from "./panels.js";
import { WayOut } from "./way-out.js";

const SHOWN = 5000;
const SAID = { none: "staff_none", wait: "staff_wait", wrong: "pin_wrong" };

/** Keep the screen lit while the page is seen; where that is not possible the device's own setting has to do. */
export function stayAwake() {
  const ask = () => document.visibilityState === "visible" && navigator.wakeLock?.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", ask);
  ask();
}

export class Kiosk {
  constructor(root, display, texts) {
    Object.assign(this, { root, display, texts, timer: null, out: null });
    this.button = root.querySelector("[data-part=fill]");
    this.invite = part(root, "invite");
    this.staff = part(root, "staff");
    this.box = part(root, "staff-box");
    this.form = part(root, "staff-form");
  }

  /** `ended()` when the team takes the device out of use. */
  start({ store, ended }) {
    this.display.nameless = true;
    this.out = new WayOut({ store, told: { open: () => this.show(false), shut: () => this.show(true) } });
    this.show(true);
    this.wayOut(ended);
    this.button.hidden = !document.documentElement.requestFullscreen;
    this.button.addEventListener("click", () => document.documentElement.requestFullscreen().catch(() => {}));
    document.addEventListener("fullscreenchange", () => (this.button.hidden = Boolean(document.fullscreenElement)));
  }

  /** Self check-in, or, for the team, where the device stands and what else there is to set. */
  show(on) {
    document.body.classList.toggle("kiosk", on);
    this.invite.hidden = !on;
    this.staff.hidden = !on;
    part(this.root, "for-team").hidden = on;
    this.display.clear();
    if (!on) {
      this.box.close();
      if (document.fullscreenElement) document.exitFullscreen();
      part(this.root, "place").focus();
    }
  }

  wayOut(ended) {
    const end = part(this.root, "end-box");
    this.staff.addEventListener("click", () => this.ask());
    this.form.addEventListener("submit", (event) => this.tryPin(event));
    part(this.root, "staff-leave").addEventListener("click", () => this.box.close());
    part(this.root, "kiosk-back").addEventListener("click", () => this.out.shut());
    part(this.root, "kiosk-end").addEventListener("click", () => end.showModal());
    end.addEventListener("close", () => end.returnValue === "end" && ended());
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => this.out.touch());
  }

  async ask() {
    this.say(await this.out.state());
    this.box.showModal();
  }

  say(state) {
    const line = part(this.root, "staff-said");
    line.textContent = this.texts[SAID[state]] ?? "";
    line.hidden = !line.textContent;
  }

  async tryPin(event) {
    event.preventDefault();
    const { pin } = this.form.elements;
    const given = pin.value.trim();
    pin.value = "";
    if (given) this.say(await this.out.tryPin(given));
  }

  /** An answer is shown for a moment, then the next guest is invited. */
  shown() {
    if (!this.display.nameless) return;
    this.invite.hidden = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.display.clear();
      this.invite.hidden = this.out.open;
    }, SHOWN);
  }
}
