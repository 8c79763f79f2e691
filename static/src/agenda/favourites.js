// Sessions a reader has starred on this device, without a log-in.
//
// Where they are kept: localStorage, key `favourites:<slug of the summit>`, value a JSON list of session codes in the
// order of choosing, such as ["OPEN","PORTS-2"]. Beside this only `enrolment/favourites.js` writes it: on one's own agenda it
// takes the list along to the server, and brings the server's back.

const keyOf = (slug) => `favourites:${slug}`;

/** The codes starred on this device; what cannot be read counts as none. */
export function starred(slug) {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(slug)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((code) => typeof code === "string") : [];
  } catch {
    return [];
  }
}

/** Star a session or take its star away; returns the codes as they are now. */
export function toggle(slug, code) {
  const before = starred(slug);
  const after = before.includes(code) ? before.filter((one) => one !== code) : [...before, code];
  try {
    localStorage.setItem(keyOf(slug), JSON.stringify(after));
  } catch {
    return before; // storage is switched off or full: then nothing is starred, and the button says so
  }
  return after;
}

function draw(button, words, isOn) {
  button.setAttribute("aria-pressed", String(isOn));
  button.querySelector(".icon").className = isOn ? "icon icon-star-fill" : "icon icon-star";
  button.querySelector(".word").textContent = isOn ? words.added : words.add;
}

/** A button that stars one session. */
export function starButton(slug, code, title, words, changed) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-outline-primary star-button no-print";
  button.dataset.star = code;
  const icon = document.createElement("span");
  icon.setAttribute("aria-hidden", "true");
  icon.className = "icon";
  const word = document.createElement("span");
  word.className = "word";
  const name = document.createElement("span");
  name.className = "visually-hidden";
  name.textContent = `“${title}”`;
  button.append(icon, word, " ", name);
  draw(button, words, starred(slug).includes(code));
  button.addEventListener("click", () => {
    draw(button, words, toggle(slug, code).includes(code));
    changed();
  });
  return button;
}

/** Put a star on each session of a list, and keep all of them right when another tab changes them. */
export function putStars(root, slug, words, changed) {
  for (const item of root.querySelectorAll("[data-ends]:not(.pause)")) {
    const code = item.id.slice(2);
    if (item.querySelector("[data-star]") || (item.classList.contains("cancelled") && !starred(slug).includes(code))) continue;
    const title = item.querySelector("h2, h3, h4").textContent.trim();
    (item.querySelector(".where") ?? item).append(starButton(slug, code, title, words, changed));
  }
}

/** Call `changed` when another tab of this browser stars something; every button is drawn anew first. */
export function watchOtherTabs(slug, words, changed) {
  addEventListener("storage", (event) => {
    if (event.key !== keyOf(slug)) return;
    const now = starred(slug);
    for (const button of document.querySelectorAll("[data-star]")) draw(button, words, now.includes(button.dataset.star));
    changed();
  });
}
