// The server's clock as this device knows it, and the midnights of the summit.

/** Learns from each answer how far this device's clock is off. */
export class Clock {
  constructor(now = Date.now) {
    this.device = now;
    this.off = 0;
  }

  /** `date`: the Date header of an answer, to the second. */
  learn(date) {
    const heard = Date.parse(date ?? "");
    const off = heard - this.device();
    if (Number.isFinite(off)) this.off = Math.abs(off) < 2000 ? 0 : off;
  }

  now() {
    return this.device() + this.off;
  }
}

/** The midnight before `at` where the summit is, in milliseconds. */
export function dayBegins(at, timeZone) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).formatToParts(at);
  const part = (name) => Number(parts.find((one) => one.type === name).value);
  return at - (part("hour") * 3600 + part("minute") * 60 + part("second")) * 1000 - (at % 1000);
}
