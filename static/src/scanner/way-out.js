// The team's way out of self check-in: by the PIN of the device, with and without a network. Guests who try are made to
// wait, and nothing is destroyed by it: the key behind this PIN opens nothing.

import { unlock } from "./sealed.js";

const TRIES = 5;
const WAIT = 5 * 60_000;
const IDLE = 5 * 60_000;

export class WayOut {
  /** `told` hears: open(), shut(). */
  constructor({ store, told, now = Date.now }) {
    Object.assign(this, { store, told, now, open: false, timer: null });
  }

  /** Whether a PIN may be tried: "shut", "wait" after too many, "none" where the device has no PIN. */
  async state() {
    const lock = await this.store.get("lock");
    if (!lock) return "none";
    return lock.until > this.now() ? "wait" : "shut";
  }

  /** Try a PIN. Resolves to "open", "wrong", "wait" or "none". */
  async tryPin(pin) {
    const state = await this.state();
    if (state !== "shut") return state;
    const lock = await this.store.get("lock");
    const tries = (lock.tries ?? 0) + 1;
    const until = tries < TRIES ? 0 : this.now() + WAIT;
    await this.store.put("lock", { ...lock, tries: until ? 0 : tries, until }); // counted first: closing the page gives nothing back
    try {
      await unlock(pin, lock);
    } catch {
      return until ? "wait" : "wrong";
    }
    await this.store.put("lock", { ...lock, tries: 0, until: 0 });
    this.open = true;
    this.told.open();
    this.touch();
    return "open";
  }

  /** Somebody of the team is there; without them it shuts by itself. */
  touch() {
    if (!this.open) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.shut(), IDLE);
    this.timer.unref?.();
  }

  shut() {
    clearTimeout(this.timer);
    if (!this.open) return;
    this.open = false;
    this.told.shut();
  }
}
