// Keeps the scanner page on this device. Scans are none of its business: they lie in IndexedDB, whatever happens here.

const FILES = __FILES__;
const OURS = "venue-files-";
const HERE = `${OURS}${__BUILD__}`;
const PAGES = "venue-pages";
const SLOW = 1500;
const SHELL = /^\/(de|tr|en)\/venue\/[^/]+\/scanner\/$/;

const plain = (path) => new Request(path, { credentials: "omit", cache: "no-cache" });

async function renew(path) {
  const answer = await fetch(plain(path));
  if (answer.ok && !answer.redirected) await (await caches.open(PAGES)).put(path, answer.clone());
  return answer;
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(HERE).then((cache) => cache.addAll(FILES)));
});

// The files of the build before stay until the next one: a page that is still open may ask for them.
addEventListener("activate", (event) => {
  const work = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== HERE);
    await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
    await clients.claim();
    const pages = await (await caches.open(PAGES)).keys();
    await Promise.allSettled(pages.map((page) => renew(new URL(page.url).pathname)));
  };
  event.waitUntil(work());
});

addEventListener("message", (event) => {
  const path = event.data?.keep;
  if (typeof path === "string" && SHELL.test(path)) event.waitUntil(renew(path).catch(() => {}));
});

/** The page from the network if it comes at once, else the one that is kept; the fresh one is kept either way. */
async function shell(path, event) {
  const kept = await (await caches.open(PAGES)).match(path);
  const fresh = renew(path);
  event.waitUntil(fresh.catch(() => {}));
  if (!kept) return fresh;
  const late = new Promise((done) => setTimeout(() => done(kept.clone()), SLOW));
  return Promise.race([fresh.then((answer) => (answer.ok ? answer : kept), () => kept), late]);
}

async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && SHELL.test(pathname)) event.respondWith(shell(pathname, event));
  else if (pathname.startsWith("/static/dist/")) event.respondWith(file(request));
});
