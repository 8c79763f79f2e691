// Self check-in: nobody's name, everything large, the screen stays awake, and each guest finds it as if they were the first.

const SHOWN = 5000;

/** Keep the screen lit while the page is seen; where that is not possible the device's own setting has to do. */
export function stayAwake() {
  const ask = () => document.visibilityState === "visible" && navigator.wakeLock?.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", ask);
  ask();
}

export class Kiosk {
  constructor(root, display) {
    Object.assign(this, { root, display, timer: null });
    this.button = root.querySelector("[data-part=fill]");
  }

  start() {
    document.body.classList.add("kiosk");
    this.display.nameless = true;
    this.root.querySelector("[data-part=invite]").hidden = false;
    this.button.hidden = !document.documentElement.requestFullscreen;
    this.button.addEventListener("click", () => document.documentElement.requestFullscreen().catch(() => {}));
    document.addEventListener("fullscreenchange", () => (this.button.hidden = Boolean(document.fullscreenElement)));
  }

  /** An answer is shown for a moment, then the next guest is invited. */
  shown() {
    if (!this.display.nameless) return;
    const invite = this.root.querySelector("[data-part=invite]");
    invite.hidden = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.display.clear();
      invite.hidden = false;
    }, SHOWN);
  }
}
