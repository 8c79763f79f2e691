// An enrolled device: its list kept up to date, its pulse, and what happens when it is taken out of service.

import { Closed } from "./courier.js";
import { Roster } from "./roster.js";

export const BEAT = 30_000;
const DAY = 86_400_000;

export class Device {
  /** `told` hears: roster(roster), revoked(), replaced(), contact(), rekeyed(). */
  constructor({ store, server, judge, courier, told, build = "", now = Date.now }) {
    Object.assign(this, { store, server, judge, courier, told, build, now, etag: null, busy: null, point: "" });
  }

  /** Take what is kept from the last time. */
  async load() {
    const kept = await this.store.get("roster");
    if (kept) this.take(Roster.read(kept.bytes), kept.synced, kept.etag);
    for (const passage of await this.store.remembered()) {
      if (passage.at > this.now() - 4 * DAY) this.judge.remember(passage);
    }
  }

  take(roster, synced, etag) {
    Object.assign(this.judge, { roster, synced });
    this.etag = etag;
    this.told.roster(roster);
  }

  get revision() {
    return this.judge.roster?.header.revision ?? 0;
  }

  /** Fetch what is new; resolves to whether the server was heard. */
  sync() {
    this.busy ??= this.fetch().finally(() => (this.busy = null));
    return this.busy;
  }

  async fetch() {
    const answer = await this.server.roster(this.revision, this.etag);
    if (answer.status === 404) return; // it is being made
    const synced = this.judge.clock.now();
    const roster = answer.status === 304 ? this.judge.roster : this.judge.roster?.after(answer.body) ?? Roster.read(answer.body);
    this.take(roster, synced, answer.etag ?? this.etag);
    this.told.contact();
    await this.store.put("roster", { bytes: roster.bytes(), synced, etag: this.etag });
  }

  /** Say that we are there, and look whether there is news. */
  async beat() {
    try {
      const { waiting, oldest } = await this.store.backlog();
      const answer = await this.server.beat({
        battery: (await globalThis.navigator?.getBattery?.().catch(() => null))?.level ?? null, pending: waiting, oldest,
        build: this.build, revision: this.revision, point: this.point,
      });
      this.courier.reached();
      this.told.contact();
      await this.lockIs(answer.lock);
      const stands = answer.standing_at !== this.standing;
      this.standing = answer.standing_at;
      if (answer.revision !== this.revision || stands) await this.sync();
    } catch (error) {
      await this.lost(error);
    }
  }

  /** The key of the role was changed: the PIN is the same, the names stay shut until it is typed again. */
  async lockIs(lock) {
    const kept = await this.store.get("lock");
    if (!lock || !kept || lock.wrapped === kept.wrapped) return;
    await this.store.put("lock", { ...lock, tries: kept.tries });
    this.told.rekeyed();
  }

  async lost(error) {
    if (error instanceof Closed && error.why === "device_revoked") await this.revoke();
    else this.courier.failed(error);
  }

  /**
   * Taken out of service: whom we know is forgotten at once; `goodbye` does the rest. Where this telephone was set up again
   * meanwhile, in another tab, what is kept belongs to the new device.
   */
  async revoke() {
    const kept = await this.store.get("device");
    if (kept && kept.token !== this.server.token) return this.told.replaced();
    await this.wipe();
    await this.store.put("revoked", true);
    this.told.revoked();
  }

  /** Bring home what waits; when nothing does any more, forget the token. Resolves to whether it is forgotten. */
  async goodbye() {
    await this.courier.flush();
    if (this.courier.shut === "device_revoked") await this.courier.oneByOne();
    const { waiting } = await this.store.backlog();
    if (waiting && this.courier.shut !== "device_revoked") return false;
    await this.store.drop("device");
    return true;
  }

  async wipe() {
    Object.assign(this.judge, { roster: null, passages: new Map() });
    this.etag = null;
    for (const key of ["roster", "lock", "place"]) await this.store.drop(key);
    await this.store.forgetPassages();
  }
}
