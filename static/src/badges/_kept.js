// Where a telephone keeps the badge of its owner: one cache for each person, named after them.

export const OWN = "badge-of-";
export const WORKER = "/my-sw.js";
const CHECKED = "checked";

const possible = () => "caches" in globalThis;

/** Keep the page under its owner's name, so that it opens without network. */
export async function keepPage(owner, path) {
  if (!possible()) return;
  const answer = await fetch(path, { credentials: "same-origin", redirect: "manual" });
  if (answer.ok) await (await caches.open(OWN + owner)).put(path, answer);
}

export async function noteChecked(owner, path) {
  if (possible()) await (await caches.open(OWN + owner)).put(path + CHECKED, new Response(String(Date.now())));
}

/** When the badge was last known to be valid, or null. */
export async function lastChecked(owner, path) {
  const kept = possible() && (await (await caches.open(OWN + owner)).match(path + CHECKED));
  return kept ? new Date(Number(await kept.text())) : null;
}

/** Delete every kept badge but those of `owner`; without an owner nobody's stays, and the worker goes as well. */
export async function forgetOthers(owner) {
  if (!possible()) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(OWN) && name !== OWN + owner);
  await Promise.all(names.map((name) => caches.delete(name)));
  if (owner || !navigator.serviceWorker) return;
  const ours = (await navigator.serviceWorker.getRegistrations()).filter((one) =>
    [one.active, one.waiting, one.installing].some((worker) => worker && new URL(worker.scriptURL).pathname === WORKER),
  );
  await Promise.all(ours.map((one) => one.unregister()));
}

export const forgetOwn = (owner) => (possible() ? caches.delete(OWN + owner) : Promise.resolve());
