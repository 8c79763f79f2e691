// Brings along the stars this device kept before somebody signed in, and lets the device know those of the server.
//
// `favourites:<slug>` is what the public pages read and write: a JSON list of codes. `favourites:<slug>:merged` is how that
// list stood when it was last the same as the server's; what differs from it since was done on this device.
import { attach, csrfToken } from "../base/_controllers.js";

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((code) => typeof code === "string") : [];
  } catch {
    return [];
  }
}

function keep(slug, codes) {
  try {
    localStorage.setItem(`favourites:${slug}`, JSON.stringify(codes));
    localStorage.setItem(`favourites:${slug}:merged`, JSON.stringify(codes));
  } catch {
    // a full or forbidden store costs only the convenience
  }
}

async function merge(address, codes, gone) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify({ codes, gone }),
  });
  return answer.ok ? (await answer.json()).codes : null;
}

attach("favourites", async (root) => {
  const { slug, merge: address, brought } = root.dataset;
  const server = root.dataset.codes.split(" ").filter(Boolean);
  const device = read(`favourites:${slug}`);
  const before = read(`favourites:${slug}:merged`);
  const added = device.filter((code) => !before.includes(code) && !server.includes(code));
  const gone = before.filter((code) => !device.includes(code) && server.includes(code));
  if (!added.length && !gone.length) return keep(slug, server);
  const codes = await merge(address, added, gone);
  if (codes === null) return;
  keep(slug, codes);
  if (codes.join(" ") === [...server].sort().join(" ")) return;
  sessionStorage.setItem("favourites-brought", brought);
  location.reload();
});

attach("favourites", (root) => {
  const said = sessionStorage.getItem("favourites-brought");
  if (!said) return;
  sessionStorage.removeItem("favourites-brought");
  const note = document.createElement("p");
  note.className = "note done";
  note.setAttribute("role", "status");
  note.textContent = said;
  root.prepend(note);
});
