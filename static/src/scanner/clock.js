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

const DAY = 86_400_000;
const wall = {};

/** How long after midnight a clock on the wall stands there, in milliseconds. */
function sinceMidnight(at, timeZone) {
  wall[timeZone] ??= new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const part = Object.fromEntries(wall[timeZone].formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return (part.hour * 3600 + part.minute * 60 + part.second) * 1000 + (at % 1000);
}

/** The midnight before `at` where the summit is, in milliseconds; also on the days on which the clocks change. */
export function dayBegins(at, timeZone) {
  const guess = at - sinceMidnight(at, timeZone);
  const beside = sinceMidnight(guess, timeZone);
  return beside < DAY / 2 ? guess - beside : guess + DAY - beside;
}
