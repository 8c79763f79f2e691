// Run by node --test: the arithmetic of the organisers' board, and what it can undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, closedTimes, fold, moved, rangeOf, resized, runs, shifted, sideBySide, wall } from "../../static/src/agenda/board/model.js";
import { Store } from "../../static/src/agenda/board/store.js";

const ROOMS = ["A", "B", "C", ""];
const place = (more = {}) => ({ room: "A", also_in: [], day: "2027-10-13", start: 600, end: 660, ...more });

test("minutes are told on the clock and sent as wall times, past midnight too", () => {
  assert.equal(clock(545), "09:05");
  assert.equal(clock(1500), "01:00");
  assert.equal(wall("2027-10-31", 1500), "2027-11-01T01:00");
});

test("a place stays within the day that is drawn and never gets shorter than five minutes", () => {
  assert.deepEqual(moved(place(), { start: 10, end: 70 }, [480, 1200]), place({ start: 480, end: 540 }));
  assert.deepEqual(moved(place(), { start: 1190, end: 1250 }, [480, 1200]), place({ start: 1140, end: 1200 }));
  assert.equal(resized(place(), 590, 1200).end, 605);
});

test("a plenary moves with all of its rooms or not at all", () => {
  const wide = place({ also_in: ["B"] });
  assert.deepEqual(shifted(wide, ROOMS, 1), place({ room: "B", also_in: ["C"] }));
  assert.equal(shifted(wide, ROOMS, 2), wide, "there is no second room without a name");
  assert.equal(shifted(wide, ROOMS, -1), wide);
});

test("rooms side by side are one block, others are two", () => {
  assert.deepEqual(runs(place({ also_in: ["B"] }), ROOMS), [[0, 2]]);
  assert.deepEqual(runs(place({ also_in: ["C"] }), ROOMS), [[0, 1], [2, 1]]);
  assert.deepEqual(runs(place({ room: "HIDDEN" }), ROOMS), []);
});

test("what overlaps stands side by side, what follows does not", () => {
  const piece = (start, end, from = 0, span = 1) => ({ start, end, from, span });
  const [one, two, three] = sideBySide([piece(600, 660), piece(630, 700), piece(700, 730)]);
  assert.deepEqual([one.lane, one.lanes, two.lane, two.lanes, three.lane, three.lanes], [0, 2, 1, 2, 0, 1]);
  assert.deepEqual(sideBySide([piece(600, 660, 0), piece(600, 660, 1)]).map((each) => each.lanes), [1, 1]);
});

test("closed is what is not open; where nobody said when, nothing is closed", () => {
  const open = [["2027-10-13", 600, 720], ["2027-10-14", 540, 600]];
  assert.deepEqual(closedTimes(open, "2027-10-13", [540, 1080]), [[540, 600], [720, 1080]]);
  assert.deepEqual(closedTimes(open, "2027-10-15", [540, 1080]), [[540, 1080]]);
  assert.deepEqual(closedTimes(null, "2027-10-13", [540, 1080]), []);
});

test("a day is drawn from an hour before its doors, and as long as something lasts", () => {
  const day = { day: "2027-10-13", doors: [540, 1080] };
  assert.deepEqual(rangeOf(day, []), [480, 1200]);
  assert.deepEqual(rangeOf(day, [{ place: place({ start: 1320, end: 1500 }) }]), [480, 1500]);
});

test("words are folded as the server folds them", () => {
  assert.deepEqual(["Şişli", "IŞIL", "Straße", "İzmir"].map(fold), ["sisli", "isil", "strasse", "izmir"]);
});

// --- the store, with a server of its own

function desk(answers) {
  const asked = [];
  globalThis.document = { querySelector: () => null, hidden: false };
  globalThis.fetch = async (path, { body }) => {
    asked.push([path, Object.fromEntries(body)]);
    const [status, data] = answers.shift() ?? [0];
    if (!status) throw new TypeError("no connection");
    return { ok: status < 400, status, json: async () => data };
  };
  const session = { code: "COOL", title: "Cooling", revision: 2, place: place(), people: [] };
  const board = { days: [], rooms: [], tracks: {}, conflicts: [], sessions: [session] };
  const addresses = { session: "/sessions/CODE/", hold: "/hold", board: "/board.json" };
  const store = new Store({ board, stamp: "x", addresses, words: { offline: "offline", signedOut: "out", failed: "failed" } });
  const told = [];
  for (const name of ["done", "refused", "nothing"]) store.addEventListener(name, ({ detail }) => told.push([name, detail.message ?? detail.way]));
  return { store, asked, told, session: () => store.sessions.get("COOL") };
}
const stands = (revision, at) => [200, { session: { code: "COOL", title: "Cooling", revision, place: at, people: [] }, conflicts: [] }];

test("moves in a row carry each the revision the one before has left", async () => {
  const late = place({ start: 700, end: 760 });
  const later = place({ start: 800, end: 860 });
  const { store, asked, session } = desk([stands(3, late), stands(4, later), stands(5, late)]);
  store.place(session(), late);
  await store.place(session(), later);
  assert.deepEqual(asked.map(([, body]) => body.revision), ["2", "3"]);
  await store.undo();
  assert.equal(asked[2][1].revision, "4");
  assert.equal(asked[2][1].starts_at, "2027-10-13T11:40");
  assert.equal(store.undone.length, 1);
});

test("a move that somebody else forestalled is refused, and so is what was built on it", async () => {
  const theirs = place({ room: "C" });
  const refused = [409, { message: "Toni was first", session: { code: "COOL", title: "Cooling", revision: 9, place: theirs, people: [] } }];
  const { store, asked, told, session } = desk([refused, refused]);
  store.place(session(), place({ start: 700, end: 760 }));
  await store.place(session(), place({ start: 800, end: 860 }));
  assert.deepEqual(asked.map(([, body]) => body.revision), ["2", "2"], "the second does not take over what it has not seen");
  assert.deepEqual(session().place, theirs);
  assert.deepEqual(told, [["refused", "Toni was first"], ["refused", "Toni was first"]]);
  assert.equal(store.done.length, 0);
});

test("without a connection the session is back where it was", async () => {
  const { store, told, session } = desk([]);
  await store.place(session(), place({ start: 700, end: 760 }));
  assert.deepEqual(session().place, place());
  assert.deepEqual(told, [["refused", "offline"]]);
});

test("a break set again after an undo has a new code, and what followed finds it", async () => {
  const held = (code, revision = 2) => [200, { session: { code, title: "Break", revision, place: place(), people: [] }, conflicts: [] }];
  const { store, asked } = desk([held("ONE"), held("ONE", 3), held("ONE", 4), [200, { removed: "ONE" }], held("TWO"), held("TWO", 3)]);
  await store.act(store.holding("break", "Break", place()));
  await store.place(store.sessions.get("ONE"), place({ start: 700, end: 760 }));
  await store.undo();
  await store.undo();
  assert.equal(store.sessions.has("ONE"), false);
  await store.redo();
  await store.redo();
  assert.equal(asked.at(-1)[0], "/sessions/TWO/place");
  assert.equal(asked.at(-1)[1].revision, "2");
});
