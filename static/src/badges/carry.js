// Keep the screen awake while the code is shown; a phone that goes dark holds up the queue.
import { attach } from "../base/_controllers.js";

attach("carry", () => {
  const stayAwake = async () => {
    if (document.visibilityState !== "visible" || !navigator.wakeLock) return;
    try {
      await navigator.wakeLock.request("screen");
    } catch {
      // The phone is saving power; the code is shown all the same.
    }
  };
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
});
