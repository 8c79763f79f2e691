// Run by node --test: the parts of the scanner page that need no browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Closed, Sender, Waiting, post } from "../../static/src/scanner/sender.js";
import { lookupOf, readCode } from "../../static/src/scanner/token.js";
import { listen } from "../../static/src/scanner/keyboard.js";

const CODE = "000000000000000000000000G";
class Store extends Map {
  getItem(name) {
    return this.get(name) ?? null;
  }
  setItem(name, value) {
    this.set(name, value);
  }
  removeItem(name) {
    this.delete(name);
  }
}
const scan = (id, badge = CODE) => ({ scan_id: id, badge, point: "entrance", direction: "in", scanned_at: "2027-10-14T08:00:00Z", offline: false });
const reply = (body, status = 200) => ({ ok: status < 400, status, type: "basic", json: async () => body });
function desk(fetcher) {
  const heard = { counts: [], closed: [], late: [] };
  const waiting = new Waiting("scans", new Store());
  const told = { count: (n) => heard.counts.push(n), closed: (why) => heard.closed.push(why), late: (list) => heard.late.push(...list) };
  const sender = new Sender({ url: "/scans/", csrf: "token", waiting, told, fetcher });
  return { sender, waiting, heard };
}

test("a code is read whatever its case and gaps, and not with a wrong symbol", () => {
  assert.equal(readCode(` ${CODE.toLowerCase().replace(/(.{5})/g, "$1 ")}\n`), CODE);
  assert.equal(readCode(`1${CODE.slice(1)}`), null);
  assert.equal(readCode("https://example.org/"), null);
});

test("the look-up is the one the server derives", async () => {
  assert.equal(await lookupOf("A"), "6a1ab7e4f24b56492fc04a4546e24dd4");
});

test("an answer is handed over, and nothing waits", async () => {
  const { sender, waiting } = desk(async (_url, options) => reply({ verdict: "admitted", sent: JSON.parse(options.body) }));
  const answer = await sender.send(scan("a"));
  assert.equal(answer.verdict, "admitted");
  assert.ok(answer.sent.sent_at);
  assert.deepEqual(waiting.all(), []);
});

test("a scan that could not be sent is kept under its first id, without the code, and sent later", async () => {
  let network = false;
  const sent = [];
  const { sender, waiting, heard } = desk(async (_url, options) => {
    if (!network) throw new TypeError("Failed to fetch");
    const body = JSON.parse(options.body);
    sent.push(body);
    return reply({ scans: body.scans.map(({ scan_id }) => ({ scan_id, verdict: "admitted" })) });
  });
  assert.equal(await sender.send(scan("a")), null);
  assert.equal(await sender.send(scan("b", "WRONG")), null);
  assert.equal(heard.counts.at(-1), 2);
  assert.ok(!JSON.stringify(waiting.all()).includes(CODE));
  network = true;
  await sender.retry();
  clearTimeout(sender.timer);
  assert.deepEqual(sent[0].scans.map((item) => [item.scan_id, item.offline]), [["a", true], ["b", true]]);
  assert.match(sent[0].scans[0].badge, /^lookup:[0-9a-f]{32}$/);
  assert.deepEqual(waiting.all(), []);
  assert.deepEqual(heard.late.map((item) => item.scan_id), ["a", "b"]);
});

test("only scans that the server names leave the queue", async () => {
  const { sender, waiting } = desk(async (_url, options) => {
    const body = JSON.parse(options.body);
    if (!body.scans) return reply({}, 502);
    return reply({ scans: [{ scan_id: "a" }] });
  });
  await sender.send(scan("a"));
  await sender.send(scan("b"));
  await sender.retry();
  clearTimeout(sender.timer);
  assert.deepEqual(waiting.all().map((item) => item.scan_id), ["b"]);
});

test("a page that may not go on says why, and still keeps the scan", async () => {
  for (const [answer, why] of [[{ type: "opaqueredirect", status: 0 }, "signed_out"], [reply({}, 400), "page_too_old"], [reply({}, 403), "no_right"]]) {
    const { sender, waiting, heard } = desk(async () => answer);
    assert.equal(await sender.send(scan("a")), null);
    assert.deepEqual(heard.closed, [why]);
    assert.equal(waiting.all().length, 1);
  }
  await assert.rejects(post("/", {}, "t", async () => reply({}, 404)), Closed);
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
