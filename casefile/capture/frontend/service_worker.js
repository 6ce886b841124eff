// Keeps the shell and its assets, so that the app opens without a network. No personal data: nothing
// of the API, and no page but the shell, which is the same for everybody. The view that serves this
// file writes `self.KEPT` in front: the shell's address, the assets' and a version of all of them.
const { shell, assets, version } = self.KEPT;
const NAME = `casefile-shell-${version}`;

async function keepAll() {
  const cache = await caches.open(NAME);
  const fresh = [shell, ...assets].map((address) => new Request(address, { cache: "reload" }));
  await cache.addAll(fresh);
}

async function dropOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith("casefile-shell-") && name !== NAME);
  await Promise.all(older.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function fromCache(key, request) {
  const cache = await caches.open(NAME);
  return (await cache.match(key)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(dropOlder()));

// A new version waits until the officer says so: nothing is pulled away under a recording.
self.addEventListener("message", (event) => {
  if (event.data === "use-new-version") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === shell) {
    event.respondWith(fromCache(shell, request));
  } else if (assets.includes(pathname)) {
    event.respondWith(fromCache(pathname, request));
  }
});
