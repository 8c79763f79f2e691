// Opening what the roster seals: a record by the code of its badge, or by the key of the desk, which a PIN opens.

const NONCE = 12;
const WRAPPED = 40;
const text = new TextEncoder();
const { subtle } = globalThis.crypto;
const unbase64 = (value) => Uint8Array.from(atob(value), (char) => char.charCodeAt(0));

/** The key of one record, from the code on the badge. */
export async function recordKeyOf(code) {
  const key = await subtle.importKey("raw", text.encode(code), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: text.encode("record") };
  return subtle.deriveKey(how, key, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
}

/** Decrypt a record. `rest`: what follows the look-up; `wrapped`: whether a wrapped key comes first. */
export async function openRecord(rest, key, wrapped) {
  const at = wrapped ? WRAPPED : 0;
  const plain = await subtle.decrypt({ name: "AES-GCM", iv: rest.subarray(at, at + NONCE) }, key, rest.subarray(at + NONCE));
  return JSON.parse(new TextDecoder().decode(plain));
}

/** Decrypt a record or a note by the key of the desk. */
export async function openByRole(rest, roleKey) {
  const key = await subtle.unwrapKey("raw", rest.subarray(0, WRAPPED), roleKey, "AES-KW", "AES-GCM", false, ["decrypt"]);
  return openRecord(rest, key, true);
}

/** The key of the desk, from the PIN; throws when the PIN is wrong. */
export async function unlock(pin, { salt, iterations, wrapped }) {
  const base = await subtle.importKey("raw", text.encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: unbase64(salt), iterations };
  const outer = await subtle.deriveKey(how, base, { name: "AES-KW", length: 256 }, false, ["unwrapKey"]);
  return subtle.unwrapKey("raw", unbase64(wrapped), outer, "AES-KW", "AES-KW", false, ["unwrapKey"]);
}

const anyLanguage = (value) => (typeof value === "string" ? { de: value, en: value, tr: value } : value);

/** A record's list as the person that the door shows, in the shape in which the server tells it. */
export function personOf(list, header) {
  const [given, family, work, organisation, city, category, delegation, languages, admission, photo, sessions, serial, head] = list;
  const group = header.categories[category] ?? { code: "", name: "", colour: "", shape: "" };
  return {
    name: `${given} ${family}`.trim(), given_name: given, family_name: family, function: work, organisation,
    city: anyLanguage(typeof city === "number" ? header.cities[city] ?? "" : city),
    category: { ...anyLanguage(group.name), code: group.code, colour: group.colour, shape: group.shape },
    delegation: header.delegations[delegation] ?? null,
    languages: String(languages).toLowerCase().split(/\s+/).filter(Boolean),
    admission, photo: Boolean(photo), sessions, code: serial, head: Boolean(head),
  };
}
