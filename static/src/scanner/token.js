// What was scanned or typed, as the code it means. The same reading as summitapp/badges/rules.py.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWX";
const LENGTH = 25;
const READ = { "ı": "1", "İ": "1", i: "1", I: "1", l: "1", L: "1", o: "0", O: "0" };

function checkCharacter(symbols) {
  const size = ALPHABET.length;
  let carry = size;
  for (const symbol of symbols) {
    carry = (carry + ALPHABET.indexOf(symbol)) % size || size;
    carry = (carry * 2) % (size + 1);
  }
  return ALPHABET[(size + 1 - carry) % size];
}

/** The code in `text`, or null when it cannot be one. */
export function readCode(text) {
  const code = [...text.replace(/[\s\-–—.\u200b\ufeff]/g, "")]
    .map((char) => READ[char] ?? char.replace(/[a-z]/, (letter) => letter.toUpperCase()))
    .join("");
  if (code.length !== LENGTH || [...code].some((symbol) => !ALPHABET.includes(symbol))) return null;
  return checkCharacter(code.slice(0, -1)) === code.at(-1) ? code : null;
}

/** Under which name the server knows a code; a waiting scan keeps this and never the code itself. */
export async function lookupOf(code) {
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", bytes.encode(code), "HKDF", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytes.encode("lookup") },
    key,
    128,
  );
  return [...new Uint8Array(bits)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
