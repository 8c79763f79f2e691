// The plain form of a text for comparing, as `summitapp.core.text.fold` makes it: no case, no marks, ı = i, ß = ss.
const plain = {
  İ: "i", I: "i", ı: "i", ß: "ss", ẞ: "ss", Æ: "ae", æ: "ae", Œ: "oe", œ: "oe", Ø: "o", ø: "o", Ł: "l", ł: "l",
  Đ: "d", đ: "d", Þ: "th", þ: "th", ð: "d", "’": "'", "ʼ": "'", "–": "-", "—": "-",
};
const special = new RegExp(`[${Object.keys(plain).join("")}]`, "g");
const spell = (text) => text.replace(special, (letter) => plain[letter]);

export function fold(text) {
  let folded = text;
  for (let turn = 0; turn < 4; turn += 1) {
    const next = spell(spell(folded).normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();
    if (next === folded) break;
    folded = next;
  }
  return folded.split(/\s+/).filter(Boolean).join(" ");
}
