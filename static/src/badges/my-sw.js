// Keeps one's own badge on the telephone: its page and what the page is drawn with. Its scope is that page alone.

const FILES = __FILES__;
const OURS = "badge-files-";
const HERE = `${OURS}${__BUILD__}`;
const OWN = "badge-of-";
const SLOW = 2500;
const PAGE = /^\/(de|tr|en)\/my\/badge\/[^/]+\/$/;
const GONE = [403, 404, 410];

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(HERE).then((cache) => cache.addAll(FILES)));
});

addEventListener("activate", (event) => {
  const work = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== HERE);
    await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(work());
});

/** The cache that holds this page, whoever's it is; the page itself opens it, in the name of its owner. */
async function keeper(path) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(OWN)) continue;
    const cache = await caches.open(name);
    if (await cache.match(path)) return cache;
  }
  return null;
}

async function renew(request, path) {
  const answer = await fetch(request);
  const cache = await keeper(path);
  if (cache && answer.ok) await cache.put(path, answer.clone());
  if (cache && GONE.includes(answer.status)) await cache.delete(path);
  return answer;
}

/** The page from the network; the kept one where there is none, where it is slow, and where the session has run out. */
async function page(request, path, event) {
  const fresh = renew(request, path);
  event.waitUntil(fresh.catch(() => {}));
  const kept = await (await keeper(path))?.match(path);
  if (!kept) return fresh;
  const late = new Promise((done) => setTimeout(() => done(kept.clone()), SLOW));
  const usable = (answer) => answer.ok || GONE.includes(answer.status);
  return Promise.race([fresh.then((answer) => (usable(answer) ? answer : kept), () => kept), late]);
}

const file = async (request) => (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && PAGE.test(pathname)) event.respondWith(page(request, pathname, event));
  else if (pathname.startsWith("/static/dist/")) event.respondWith(file(request));
});
