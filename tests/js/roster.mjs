// Opens a roster with WebCrypto alone, as a browser would: node roster.mjs FILE TOKEN [ROLE KEY in hex]
import { readFileSync } from "node:fs";

const { subtle } = globalThis.crypto;
const [file, token, roleKey] = process.argv.slice(2);
const bytes = readFileSync(file);
const text = new TextEncoder();

async function derived(purpose, bits) {
  const key = await subtle.importKey("raw", text.encode(token), "HKDF", false, ["deriveBits"]);
  return subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: text.encode(purpose) }, key, bits);
}

function read() {
  if (bytes.subarray(0, 4).toString() !== "SAR1") throw new Error("not a roster");
  const length = bytes.readUInt32BE(4);
  const header = JSON.parse(bytes.subarray(8, 8 + length).toString());
  let at = 8 + length;
  const take = (number, keyed) =>
    Array.from({ length: number }, () => {
      const size = bytes.readUInt16BE(at);
      const part = bytes.subarray(at + 2, (at += 2 + size));
      const cut = keyed ? 56 : 16;
      return { lookup: part.subarray(0, 16).toString("hex"), wrapped: part.subarray(16, cut), nonce: part.subarray(cut, cut + 12), sealed: part.subarray(cut + 12) };
    });
  const records = take(header.records, header.wrapped);
  const notes = take(header.notes, true);
  if (at + 22 * header.standings !== bytes.length) throw new Error("there is something left over");
  return { header, records, notes };
}

const open = async (key, one) => JSON.parse(new TextDecoder().decode(await subtle.decrypt({ name: "AES-GCM", iv: one.nonce }, key, one.sealed)));
const { header, records, notes } = read();
const lookup = Buffer.from(await derived("lookup", 128)).toString("hex");
const own = records.find((one) => one.lookup === lookup);
const told = { own: await open(await subtle.importKey("raw", await derived("record", 256), "AES-GCM", false, ["decrypt"]), own), all: [], notes: [] };
if (roleKey) {
  const role = await subtle.importKey("raw", Buffer.from(roleKey, "hex"), "AES-KW", false, ["unwrapKey"]);
  const unwrapped = (one) => subtle.unwrapKey("raw", one.wrapped, role, "AES-KW", "AES-GCM", false, ["decrypt"]);
  for (const one of records) told.all.push(await open(await unwrapped(one), one));
  for (const one of notes) told.notes.push(await open(await unwrapped(one), one));
}
console.log(JSON.stringify({ ...told, header }));
