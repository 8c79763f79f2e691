// Run by node --test: the parts of the scanner page that need no browser.
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Clock, dayBegins } from "../../static/src/scanner/clock.js";
import { Closed, Courier } from "../../static/src/scanner/courier.js";
import { Device } from "../../static/src/scanner/device.js";
import { Judge } from "../../static/src/scanner/judge.js";
import { listen } from "../../static/src/scanner/keyboard.js";
import { age } from "../../static/src/scanner/late.js";
import { Roster, Unreadable, readRoster } from "../../static/src/scanner/roster.js";
import { openByRole, personOf } from "../../static/src/scanner/sealed.js";
import { DeviceServer, SessionServer } from "../../static/src/scanner/server.js";
import { Fleeting } from "../../static/src/scanner/store.js";
import { lookupOf, readCode } from "../../static/src/scanner/token.js";
import { Vault, searchKey } from "../../static/src/scanner/vault.js";
import { WayOut } from "../../static/src/scanner/way-out.js";
import { judgeScan, standingOf } from "../../static/src/scanner/verdict.js";

const CODE = "000000000000000000000000G";
const { subtle } = webcrypto;
const vectors = JSON.parse(readFileSync(new URL("../vectors/scan_verdicts.json", import.meta.url)));
const bytesOf = (text) => new TextEncoder().encode(text);
const base64 = (bytes) => Buffer.from(bytes).toString("base64");

// --- codes and keys ---------------------------------------------------------------------------------------------------

test("a code is read whatever its case and gaps, and not with a wrong symbol", () => {
  assert.equal(readCode(` ${CODE.toLowerCase().replace(/(.{5})/g, "$1 ")}\n`), CODE);
  assert.equal(readCode(`1${CODE.slice(1)}`), null);
  assert.equal(readCode("https://example.org/"), null);
});

test("the look-up is the one the server derives", async () => {
  assert.equal(await lookupOf("A"), "6a1ab7e4f24b56492fc04a4546e24dd4");
});

test("a typing scanner is told from a person who types", () => {
  const found = [];
  let clock = 0;
  const target = new EventTarget();
  listen(target, (text) => found.push(text), () => clock);
  const type = (text, pause) => {
    for (const key of [...text, "Enter"]) {
      clock += pause;
      target.dispatchEvent(Object.assign(new Event("keydown", { cancelable: true }), { key }));
    }
  };
  type(CODE, 300);
  type(CODE, 8);
  assert.deepEqual(found, [CODE]);
});

// --- the rules ----------------------------------------------------------------------------------------------------------

for (const one of vectors.cases)
  test(`the device says as the server does: ${one.name}`, () => {
    const { verdict, reason } = judgeScan(one.badge, one.point, one.history, one.attempt);
    assert.deepEqual({ verdict, reason }, { verdict: one.verdict, reason: one.reason });
  });

for (const one of vectors.standings)
  test(`the device counts as the server does: ${one.name}`, () => {
    const { inside, since, entries, doubles } = standingOf(one.passages, one.point);
    assert.deepEqual({ inside, since, entries, doubles }, { inside: one.inside, since: one.since, entries: one.entries, doubles: one.doubles });
  });

test("midnight is that of the summit, wherever the device comes from", () => {
  assert.equal(new Date(dayBegins(Date.parse("2027-10-14T22:30:00.250Z"), "Europe/Istanbul")).toISOString(), "2027-10-14T21:00:00.000Z");
  assert.equal(new Date(dayBegins(Date.parse("2027-10-14T20:30:00Z"), "Europe/Istanbul")).toISOString(), "2027-10-13T21:00:00.000Z");
});

test("a clock that is ten minutes off is put right by the server's answers", () => {
  const clock = new Clock(() => Date.parse("2027-10-14T08:10:00Z"));
  clock.learn("Thu, 14 Oct 2027 08:00:00 GMT");
  assert.equal(new Date(clock.now()).toISOString(), "2027-10-14T08:00:00.000Z");
  clock.learn("nonsense");
  assert.equal(new Date(clock.now()).toISOString(), "2027-10-14T08:00:00.000Z");
});

// --- the roster ----------------------------------------------------------------------------------------------------------

const POINTS = [
  { code: "entrance", name: { de: "Haupteingang", en: "Main entrance", tr: "Ana giriş" }, kind: "entrance", categories: [], daily: false, reentry: true, session: "", counts_with: "" },
  { code: "garden", name: { de: "Garten", en: "Garden", tr: "Bahçe" }, kind: "entrance", categories: [], daily: false, reentry: true, session: "", counts_with: "entrance" },
  { code: "table", name: { de: "Runde", en: "Table", tr: "Masa" }, kind: "session", categories: [], daily: false, reentry: true, session: "AB12CD", counts_with: "" },
];
const PERSON = ["Nilüfer", "Kılıç-Krämer", "Leiterin Stadtgrün", "Umweltbetrieb", 0, 0, 0, "DE TR", "confirmed", 0, [], "A1B2-1", 1];
const ROLE = webcrypto.getRandomValues(new Uint8Array(32));

async function sealed(list, code, roleKey = null) {
  const raw = await subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytesOf("record") }, await subtle.importKey("raw", bytesOf(code), "HKDF", false, ["deriveBits"]), 256);
  const key = await subtle.importKey("raw", raw, "AES-GCM", true, ["encrypt"]);
  const nonce = webcrypto.getRandomValues(new Uint8Array(12));
  const plain = bytesOf(JSON.stringify(list).padEnd(160));
  const cipher = new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, plain));
  const outer = roleKey && (await subtle.importKey("raw", roleKey, "AES-KW", false, ["wrapKey"]));
  const wrapped = outer ? new Uint8Array(await subtle.wrapKey("raw", key, outer, "AES-KW")) : new Uint8Array();
  return Buffer.concat([wrapped, nonce, cipher]);
}

function rosterBytes({ header = {}, records = [], notes = [], standings = [] }) {
  const whole = {
    summit: { slug: "izmir-2027", name: { de: "Gipfel", en: "Summit", tr: "Zirve" }, timezone: "Europe/Istanbul", starts_on: "2027-10-13", ends_on: "2027-10-15" },
    revision: 1, since: 0, made_at: "2027-10-14T08:00:00Z", role: "door", wrapped: false, points: POINTS, revoked: [], gone: [],
    categories: [{ code: "delegate", name: { de: "Delegierte", en: "Delegate", tr: "Delege" }, colour: "sea", shape: "circle" }],
    cities: [{ de: "Bremen", en: "Bremen", tr: "Bremen" }], delegations: [{ code: "BREMEN", name: "Bremen" }],
    records: records.length, notes: notes.length, standings: standings.length, ...header,
  };
  const head = Buffer.from(JSON.stringify(whole));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  const frames = [...records, ...notes].map(([lookup, rest]) => {
    const size = Buffer.alloc(2);
    size.writeUInt16BE(16 + rest.length);
    return Buffer.concat([size, Buffer.from(lookup, "hex"), rest]);
  });
  const stood = standings.map(([lookup, point, bits, since]) => {
    const tail = Buffer.alloc(6);
    tail.writeUInt8(point, 0);
    tail.writeUInt8(bits, 1);
    tail.writeUInt32BE(since, 2);
    return Buffer.concat([Buffer.from(lookup, "hex"), tail]);
  });
  const made = Buffer.concat([Buffer.from("SAR1"), length, head, ...frames, ...stood]);
  return made.buffer.slice(made.byteOffset, made.byteOffset + made.length);
}

const NOW = Date.parse("2027-10-14T08:30:00Z");
async function judgeWith(parts) {
  const judge = new Judge({ clock: new Clock(() => NOW) });
  judge.roster = Roster.read(rosterBytes(parts));
  judge.synced = NOW;
  return judge;
}

test("sheets tell where everybody stands as standings do", () => {
  const people = Array.from({ length: 11 }, (_, number) => number.toString(16).padStart(32, "0"));
  const records = people.map((lookup) => [lookup, Buffer.alloc(60)]);
  const seconds = NOW / 1000;
  const sheet = Buffer.concat([Buffer.from([2, 0b10000000, 0b00100000, 0b00000000, 0b00100000]), Buffer.alloc(8)]);
  [seconds - 60, seconds].forEach((since, place) => sheet.writeUInt32BE(since, 5 + 4 * place));
  const bytes = Buffer.concat([Buffer.from(rosterBytes({ header: { sheets: 1 }, records })), sheet]);
  assert.equal(readRoster(bytes).standings.size, 2);
  bytes.write("SAR2");
  const { standings } = readRoster(bytes);
  assert.deepEqual(Object.fromEntries(standings), {
    [`${people[0]} table`]: { inside: false, here: true, since: NOW - 60_000 },
    [`${people[10]} table`]: { inside: true, here: true, since: NOW },
  });
  assert.throws(() => readRoster(bytes.subarray(0, -1)), Unreadable);
  assert.deepEqual(Roster.read(Roster.read(bytes).bytes()).standings, standings); // kept on the device, and read again
});

test("a sealed record is opened by its badge and by no other", async () => {
  const lookup = await lookupOf(CODE);
  const judge = await judgeWith({ records: [[lookup, await sealed(PERSON, CODE)]] });
  const person = await judge.look(CODE, lookup);
  assert.equal(person.name, "Nilüfer Kılıç-Krämer");
  assert.deepEqual([person.city.tr, person.category.code, person.delegation.code, person.photo, person.head], ["Bremen", "delegate", "BREMEN", false, true]);
  await assert.rejects(judge.look("1".repeat(25), lookup));
  assert.equal(await judge.look(CODE, "0".repeat(32)), null);
});

test("without a network the door judges from the list, the standings, and its own scans", async () => {
  const lookup = await lookupOf(CODE);
  const judge = await judgeWith({ records: [[lookup, await sealed(PERSON, CODE)]], standings: [[lookup, 0, 3, NOW / 1000 - 600]] });
  const person = await judge.look(CODE, lookup);
  const [entrance, garden, table] = POINTS;
  assert.equal(judge.judge(lookup, person, entrance, { direction: "in" }).reason, "already_inside");
  assert.equal(judge.judge(lookup, person, garden, { direction: "in" }).reason, "already_inside");
  judge.remember({ scan_id: "1", lookup, place: "entrance", direction: "out", at: NOW - 1000 });
  assert.equal(judge.judge(lookup, person, garden, { direction: "in" }).reason, "admitted");
  judge.forget("1");
  assert.equal(judge.judge(lookup, person, garden, { direction: "in" }).reason, "already_inside");
  assert.equal(judge.judge(lookup, person, table, { direction: "in" }).reason, "not_enrolled");
  judge.synced = NOW - 300_000;
  assert.deepEqual(judge.judge(lookup, person, table, { direction: "in" }), { verdict: "admitted", reason: "place_unsure", sure: false });
});

test("who is not on the list is let in, to be confirmed; a revoked badge is not", async () => {
  const judge = await judgeWith({ header: { revoked: ["ab".repeat(16)] } });
  assert.deepEqual(judge.judge("cd".repeat(16), null, POINTS[0], { direction: "in" }), { verdict: "admitted", reason: "unlisted", sure: false });
  assert.equal(judge.judge("ab".repeat(16), null, POINTS[0], { direction: "in" }).reason, "revoked");
  judge.roster = null;
  assert.equal(judge.judge("cd".repeat(16), null, POINTS[0], { direction: "in" }).reason, "unchecked");
});

test("a roster survives being kept, and what is new takes its place in it", async () => {
  const [one, two, three] = ["11", "22", "33"].map((byte) => byte.repeat(16));
  const rest = Buffer.alloc(60, 7);
  const roster = Roster.read(rosterBytes({ records: [[one, rest], [two, rest]], notes: [[one, rest]], standings: [[one, 0, 1, 1000]] }));
  const again = Roster.read(roster.bytes().buffer);
  assert.deepEqual([...again.records.keys()], [one, two]);
  assert.deepEqual(again.standings.get(`${one} entrance`), { inside: true, here: false, since: 1_000_000 });
  const after = again.after(rosterBytes({ header: { since: 1, revision: 2, revoked: [one], gone: [two] }, records: [[three, rest]], standings: [[one, 0, 2, 2000]] }));
  assert.deepEqual([[...after.records.keys()], [...after.revoked], after.header.revision], [[one, three], [one], 2]);
  assert.equal(after.standings.get(`${one} entrance`).inside, false);
  const withNote = Roster.read(rosterBytes({ records: [[one, rest]], notes: [[one, rest]] }));
  assert.equal(withNote.after(rosterBytes({ header: { since: 1 }, records: [[one, rest]] })).notes.size, 0, "a consent that was taken back takes the note along");
  const whole = after.after(rosterBytes({ header: { revision: 3 }, records: [[two, rest]] }));
  assert.deepEqual([[...whole.records.keys()], whole.revoked.size], [[two], 0]);
  assert.throws(() => readRoster(Buffer.from("<!doctype html>")), Unreadable);
});

test("ten thousand people are read within a second", () => {
  const rest = Buffer.alloc(12 + 240 + 16, 1);
  const records = Array.from({ length: 10_000 }, (_, number) => [number.toString(16).padStart(32, "0"), rest]);
  const bytes = rosterBytes({ records });
  assert.ok(bytes.byteLength <= 3_000_000, `${bytes.byteLength} bytes`);
  const began = performance.now();
  const roster = Roster.read(bytes);
  assert.equal(roster.records.size, 10_000);
  assert.ok(performance.now() - began < 1000);
});

// --- names behind a PIN -----------------------------------------------------------------------------------------------

async function lockOf(pin) {
  const salt = webcrypto.getRandomValues(new Uint8Array(16));
  const base = await subtle.importKey("raw", bytesOf(pin), "PBKDF2", false, ["deriveKey"]);
  const outer = await subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 1000 }, base, { name: "AES-KW", length: 256 }, false, ["wrapKey"]);
  const role = await subtle.importKey("raw", ROLE, "AES-GCM", true, ["encrypt"]);
  return { salt: base64(salt), iterations: 1000, wrapped: base64(new Uint8Array(await subtle.wrapKey("raw", role, outer, "AES-KW"))) };
}

async function vaultWith(people, now = () => NOW) {
  const records = await Promise.all(people.map(async (list, number) => [number.toString(16).padStart(32, "0"), await sealed(list, `${number}${CODE}`, ROLE)]));
  const judge = await judgeWith({ header: { role: "desk", wrapped: true }, records });
  const store = new Fleeting();
  await store.put("lock", await lockOf("123456"));
  await store.put("contact", NOW);
  return { vault: new Vault({ store, judge, told: { locked() {}, progress() {} }, now }), store, judge };
}

test("names are found by any spelling once the PIN has opened them, and gone when they are sealed again", async () => {
  const { vault } = await vaultWith([PERSON, ["İbrahim", "Iğdırlı", "", "", "Müllheim", 0, -1, "TR", "confirmed", 1, [], "A1B2-2", 0]]);
  assert.deepEqual(vault.find("ibrahim"), []);
  assert.equal(await vault.tryPin("123456"), "open");
  for (const text of ["IBRAHIM", "igdirli ibr", "muellheim", "A1B2-2"]) assert.deepEqual(vault.find(text).map((one) => one.person.name), ["İbrahim Iğdırlı"], text);
  assert.deepEqual(vault.find("kramer").map((one) => one.person.name), ["Nilüfer Kılıç-Krämer"]);
  assert.deepEqual([...vault.delegations().values()].map((one) => [one.code, one.people.length]), [["BREMEN", 1]]);
  vault.lock();
  assert.deepEqual([vault.open, vault.people.size, vault.find("ibrahim")], [false, 0, []]);
});

test("five wrong PINs destroy the key, and reloading the page gives none of them back", async () => {
  const { vault, store, judge } = await vaultWith([PERSON]);
  for (let turn = 0; turn < 3; turn += 1) assert.equal(await vault.tryPin("000000"), "wrong");
  const later = new Vault({ store, judge, told: { locked() {}, progress() {} }, now: () => NOW });
  assert.equal(await later.tryPin("000000"), "wrong");
  assert.equal(await later.tryPin("000000"), "wiped");
  assert.equal(await later.tryPin("123456"), "none");
});

test("a day without the server destroys the key", async () => {
  const { vault, store } = await vaultWith([PERSON], () => NOW + 86_400_001);
  assert.equal(await vault.tryPin("123456"), "expired");
  assert.equal(await store.get("lock"), undefined);
});

test("a record under the desk's key is opened by it, and says the same", async () => {
  const role = await subtle.importKey("raw", ROLE, "AES-KW", false, ["unwrapKey"]);
  const list = await openByRole(new Uint8Array(await sealed(PERSON, CODE, ROLE)), role);
  const header = readRoster(rosterBytes({})).header;
  assert.equal(personOf(list, header).name, "Nilüfer Kılıç-Krämer");
});

test("the search looks in the plain and the German spelling", () => {
  assert.equal(searchKey("Müller", "İzmir"), "muller izmir mueller izmir");
  assert.equal(searchKey("Weiß", ""), "weiss");
});

// --- bringing scans home ----------------------------------------------------------------------------------------------

const scan = (id, badge = "lookup:00") => ({ scan_id: id, badge, point: "entrance", direction: "in", scanned_at: "2027-10-14T08:00:00Z" });
const named = (body) => ({ scans: body.scans.map(({ scan_id }) => ({ scan_id, verdict: "admitted", reason: "admitted" })) });
const turns = () => {
  let before = Promise.resolve();
  return (_name, work) => (before = before.then(work, work));
};
function desk(post, { store = new Fleeting(), within = turns(), now } = {}) {
  const heard = { states: [], closed: [], late: [], full: 0 };
  const told = { state: (state) => heard.states.push(state), closed: (why) => heard.closed.push(why), late: (answer, item) => heard.late.push([answer.scan_id, item]), full: () => (heard.full += 1) };
  const courier = new Courier({ name: "t", store, post, told, within, ...(now ? { now } : {}) });
  return { courier, store, heard, rest: () => clearTimeout(courier.timer) };
}

test("an answer in time is handed over, and nothing waits", async () => {
  const { courier, store, heard } = desk(async (body) => ({ verdict: "admitted", sent: body }));
  const answer = await courier.send(scan("a"));
  assert.deepEqual([answer.verdict, answer.sent.offline, answer.sent.badge], ["admitted", false, "lookup:00"]);
  assert.ok(answer.sent.sent_at && !("order" in answer.sent) && !("flying" in answer.sent));
  assert.deepEqual([await store.queued(), heard.states.at(-1).online], [[], true]);
});

test("the code of a badge goes to the server once, and what is kept and sent again is its look-up", async () => {
  const store = new Fleeting();
  const sent = [];
  const { courier, rest } = desk(async (body) => {
    sent.push((body.scans ?? [body]).map((one) => one.badge));
    if (sent.length === 1) throw new TypeError("Failed to fetch");
    return body.scans ? named(body) : { verdict: "admitted" };
  }, { store });
  assert.equal(await courier.send(scan("a"), CODE), null);
  assert.ok(!JSON.stringify(await store.queued()).includes(CODE));
  await courier.flush();
  assert.deepEqual([sent, await store.queued()], [[[CODE], ["lookup:00"]], []]);
  rest();
});

test("a scan is kept before it is sent, so that a crash on the way loses nothing", async () => {
  const store = new Fleeting();
  let waiting = 0;
  const { courier } = desk(async () => {
    waiting = (await store.queued()).length;
    return { verdict: "admitted" };
  }, { store });
  await courier.send(scan("a"));
  assert.equal(waiting, 1);
});

test("without a network the device answers at once, and later each scan is sent under its first id, in order", async () => {
  let network = false;
  const sent = [];
  const { courier, store, heard, rest } = desk(async (body) => {
    if (!network) throw new TypeError("Failed to fetch");
    sent.push(body);
    return named(body);
  });
  for (const id of ["a", "b", "c"]) assert.equal(await courier.send(scan(id)), null);
  await courier.flushing;
  assert.equal(heard.states.at(-1).waiting, 3);
  assert.equal(heard.states.at(-1).oldest, "2027-10-14T08:00:00Z");
  network = true;
  await courier.flush();
  rest();
  assert.deepEqual(sent.map((body) => body.scans.map((one) => [one.scan_id, one.offline])), [[["a", true], ["b", true], ["c", true]]]);
  assert.deepEqual([await store.queued(), heard.late.map(([id]) => id), heard.states.at(-1).online], [[], ["a", "b", "c"], true]);
});

test("only scans that the server names leave the queue, five hundred at a time", async () => {
  const sizes = [];
  const { courier, store, rest } = desk(async (body) => {
    sizes.push(body.scans.length);
    return sizes.length === 3 ? { scans: [] } : named(body);
  });
  await courier.add(Array.from({ length: 1200 }, (_, number) => scan(`s${number}`)));
  rest();
  assert.deepEqual([sizes, (await store.queued()).length], [[500, 500, 200], 200]);
  await courier.flush();
  assert.equal((await store.queued()).length, 0);
});

test("a scan on its way is not sent a second time by another tab", async () => {
  let answer;
  const store = new Fleeting();
  const one = desk((body) => (body.scans ? Promise.reject(new Error("twice")) : new Promise((done) => (answer = done))), { store });
  const other = desk(async (body) => named(body), { store });
  const sending = one.courier.send(scan("a"));
  while (!answer) await new Promise((done) => setTimeout(done));
  await other.courier.flush();
  other.rest();
  assert.deepEqual(other.heard.late, []);
  answer({ verdict: "admitted" });
  assert.equal((await sending).verdict, "admitted");
});

test("a full memory is said, and the scan goes by the network alone; without both it is not called kept", async () => {
  const store = new Fleeting();
  store.enqueue = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
  let network = true;
  const { courier, heard, rest } = desk(async () => (network ? { verdict: "admitted" } : Promise.reject(new TypeError("no"))), { store });
  assert.equal((await courier.send(scan("a"))).verdict, "admitted");
  network = false;
  await assert.rejects(courier.send(scan("b")));
  rest();
  assert.equal(heard.full, 2);
});

test("a page that may not go on says why, and keeps the scan", async () => {
  for (const [answer, why] of [[{ type: "opaqueredirect", status: 0 }, "signed_out"], [{ ok: false, status: 403, json: async () => ({}) }, "no_right"]]) {
    const server = new SessionServer({ place: "/en/venue/x/", clock: new Clock(), fetcher: async () => answer });
    server.csrf = "token";
    const { courier, store, heard, rest } = desk((body, wait) => server.post(body, wait));
    assert.equal(await courier.send(scan("a")), null);
    rest();
    assert.deepEqual([heard.closed, (await store.queued()).length], [[why], 1]);
  }
});

test("a token of a form that is too old is renewed once, by itself", async () => {
  const asked = [];
  const reply = (body, status = 200) => ({ ok: status < 400, status, headers: new Headers({ "Content-Type": "application/json" }), json: async () => body });
  const server = new SessionServer({ place: "/en/venue/x/", clock: new Clock(), fetcher: async (url, options) => {
    asked.push([url, options.headers["X-CSRFToken"]]);
    if (url.endsWith("open.json")) return reply({ csrf: "new", points: [], may: {} });
    return options.headers["X-CSRFToken"] === "new" ? reply({ verdict: "admitted" }) : reply({}, 400);
  } });
  server.csrf = "old";
  assert.equal((await server.post({})).verdict, "admitted");
  assert.equal(asked.length, 3);
});

// --- a device -----------------------------------------------------------------------------------------------------------

function deviceWith(answers) {
  const store = new Fleeting();
  const judge = new Judge({ clock: new Clock() });
  const said = [];
  const fetcher = async (url, options) => {
    const path = url.replace("/api/v1/summits/x/", "").replace("?form=2", "");
    said.push(path);
    const answer = answers(path, options);
    if (answer instanceof Error) throw answer;
    return { ok: (answer.status ?? 200) < 400, status: answer.status ?? 200, headers: new Headers({ "Content-Type": answer.bytes ? "application/octet-stream" : "application/json", ETag: '"1"' }), json: async () => answer.body, arrayBuffer: async () => answer.bytes };
  };
  const server = new DeviceServer({ slug: "x", token: "t", clock: judge.clock, fetcher });
  const told = { roster() {}, revoked: () => said.push("revoked"), replaced: () => said.push("replaced"), contact() {}, rekeyed: () => said.push("rekeyed") };
  const made = desk((body, wait) => server.post(body, wait), { store });
  const device = new Device({ store, server, judge, courier: made.courier, told });
  return { device, store, judge, said, ...made };
}

test("a device asks for what is new, and keeps it for the next start", async () => {
  const one = "11".repeat(16);
  const { device, store, said } = deviceWith((path) =>
    path === "device" ? { body: { revision: 5, standing_at: null } } : { bytes: rosterBytes({ header: { revision: 5 }, records: [[one, Buffer.alloc(60)]] }) });
  await device.beat();
  assert.deepEqual([said, device.revision], [["device", "roster"], 5]);
  await device.beat();
  assert.deepEqual(said, ["device", "roster", "device"]);
  assert.ok(Roster.read((await store.get("roster")).bytes).records.has(one));
});

test("when the key of the role was changed the names are shut, once, and the tries that were used stay used", async () => {
  const lock = { salt: "s", iterations: 1, wrapped: "new" };
  const { device, store, said } = deviceWith(() => ({ body: { revision: 0, standing_at: null, lock } }));
  await store.put("lock", { ...lock, wrapped: "old", tries: 3 });
  await device.beat();
  await device.beat();
  assert.deepEqual([said.filter((one) => one === "rekeyed").length, (await store.get("lock")).tries, (await store.get("lock")).wrapped], [1, 3, "new"]);
});

test("a revoked device forgets everybody at once, brings home what waits, and then forgets its token", async () => {
  const gone = { status: 401, body: { code: "device_revoked" } };
  let network = false;
  const { device, store, judge, said, courier, rest } = deviceWith((path, options) => {
    if (path !== "scans") return gone;
    return network ? { body: named(JSON.parse(options.body)) } : new TypeError("no network");
  });
  await store.put("device", { token: "t" });
  for (const key of ["lock", "roster"]) await store.put(key, {});
  judge.roster = Roster.read(rosterBytes({}));
  await store.enqueue({ ...scan("a"), order: 1 });
  await device.beat();
  rest();
  assert.deepEqual([judge.roster, await store.get("roster"), await store.get("lock"), said.includes("revoked")], [null, undefined, undefined, true]);
  assert.deepEqual([(await store.queued()).length, Boolean(await store.get("device"))], [1, true]);
  network = true;
  assert.equal(await device.goodbye(), true);
  assert.deepEqual([(await store.queued()).length, await store.get("device"), courier.shut], [0, undefined, null]);
});

test("a page that is still the device of before leaves alone what the new one keeps", async () => {
  const { device, store, said, rest } = deviceWith(() => ({ status: 401, body: { code: "device_revoked" } }));
  await store.put("device", { token: "newer" });
  await store.put("roster", {});
  await device.beat();
  rest();
  assert.deepEqual([said.at(-1), await store.get("roster"), await store.get("revoked")], ["replaced", {}, undefined]);
});

test("a revoked device whose scans are not taken either keeps them and forgets its token", async () => {
  const { device, store, rest } = deviceWith(() => ({ status: 401, body: { code: "device_revoked" } }));
  await store.put("device", {});
  await store.enqueue({ ...scan("a"), order: 1 });
  await assert.rejects(device.server.beat({}), Closed);
  assert.equal(await device.goodbye(), true);
  rest();
  assert.deepEqual([(await store.queued()).length, await store.get("device")], [1, undefined]);
});

// --- the way out of self check-in ---------------------------------------------------------------------------------------

async function wayOut(pin) {
  let clock = Date.parse("2027-10-14T08:00:00Z");
  const store = new Fleeting();
  const said = [];
  if (pin) await store.put("lock", await lockOf(pin));
  const out = new WayOut({ store, told: { open: () => said.push("open"), shut: () => said.push("shut") }, now: () => clock });
  return { out, store, said, wait: (minutes) => (clock += minutes * 60_000) };
}

test("the PIN of a kiosk leads out, and the way shuts again", async () => {
  const { out, said } = await wayOut("482913");
  assert.deepEqual([await out.tryPin("000000"), await out.tryPin("482913"), out.open], ["wrong", "open", true]);
  out.shut();
  out.shut();
  assert.deepEqual([said, await (await wayOut("")).out.tryPin("482913")], [["open", "shut"], "none"]);
});

test("guests who try PINs wait, and the right one still leads out afterwards", async () => {
  const { out, wait } = await wayOut("482913");
  const answers = [];
  for (let number = 0; number < 6; number += 1) answers.push(await out.tryPin("000000"));
  assert.deepEqual(answers, ["wrong", "wrong", "wrong", "wrong", "wait", "wait"]);
  assert.equal(await out.tryPin("482913"), "wait");
  wait(6);
  assert.equal(await out.tryPin("482913"), "open");
  out.shut();
});

test("the age of the oldest scan is told in words of the page", () => {
  const now = Date.parse("2027-10-14T08:07:30Z");
  assert.equal(age("2027-10-14T08:00:00Z", now, "en"), "7 min");
  assert.match(age("2027-10-14T05:00:00Z", now, "tr"), /^3 sa\.?$/);
});
