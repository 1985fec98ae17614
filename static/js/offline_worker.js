/* The service worker of Daybook. Above this line the server writes VERSION, SHELLS (language → page without names) and FILES.
   It keeps these and nothing else: no page with a name ever lies in a cache. */
const CACHE = `daybook-${VERSION}`;
const LONGEST_REGISTER = 10000;
const AWAY = [502, 504];

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  /* As nobody: what is kept is the same for everybody. */
  await Promise.all([...FILES, ...Object.values(SHELLS)].map(async (address) => {
    const answer = await fetch(address, { credentials: "omit", cache: "reload" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    await cache.put(address, answer);
  }));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("daybook-") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

/* The pages' own stores; where there are none yet, none are made here. */
function database(name) {
  return new Promise((done) => {
    const asked = indexedDB.open(name);
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = () => done(null);
    asked.onsuccess = () => done(asked.result);
  });
}

const answered = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); request.onerror = () => done(undefined); });

async function read(name, store, key) {
  const db = await database(name);
  if (!db) return undefined;
  const value = await answered(db.transaction(store).objectStore(store).get(key)).catch(() => undefined);
  db.close();
  return value;
}

/* Names go when somebody leaves; marks that are not sent yet lie in another database and stay. */
async function wipe() {
  const db = await database("daybook-names");
  if (!db) return;
  await new Promise((done) => {
    const change = db.transaction(["keys", "pages"], "readwrite");
    change.objectStore("keys").clear();
    change.objectStore("pages").clear();
    change.oncomplete = change.onabort = done;
  });
  db.close();
  const channel = new BroadcastChannel("daybook");
  channel.postMessage({ wiped: true });
  channel.close();
}

/* Whoever signed in just now may be somebody else than who kept the names. */
async function lookWhoCame() {
  const lock = await read("daybook-names", "keys", "lock");
  if (!lock) return;
  const answer = await fetch("/offline/pass", { headers: { Accept: "application/json", "HX-Request": "true" }, redirect: "manual", cache: "no-store" });
  if (answer.status === 401) return;
  const came = answer.status === 200 ? (await answer.json()).person_id : null;
  if (came !== lock.keeper) await wipe();
}

async function shell() {
  const language = await read("daybook", "settings", "language");
  const cache = await caches.open(CACHE);
  return (await cache.match(SHELLS[language] || SHELLS.en, { ignoreVary: true })) || Response.error();
}

async function page(request, limit) {
  const stop = new AbortController();
  const timer = limit ? setTimeout(() => stop.abort(), limit) : 0;
  try {
    /* A limit makes another request of it; a form goes as it is. */
    const answer = await (limit ? fetch(request, { signal: stop.signal }) : fetch(request));
    return AWAY.includes(answer.status) ? await shell() : answer;
  } catch { return shell(); } finally { clearTimeout(timer); }
}

async function file(request) {
  const cache = await caches.open(CACHE);
  const marked = new URL(request.url).searchParams.has("v");
  const kept = marked && await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  try { return await fetch(request); } catch {
    return (await cache.match(request, { ignoreVary: true, ignoreSearch: true })) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    const register = request.method === "GET" && /^\/occurrences\/[^/]+\/register$/.test(pathname);
    const answer = page(request, register ? LONGEST_REGISTER : 0);
    event.respondWith(answer);
    if (request.method !== "POST") return;
    if (["/sign-out", "/user-change"].includes(pathname)) event.waitUntil(wipe());
    else if (pathname === "/sign-in") event.waitUntil(answer.then(lookWhoCame).catch(() => {}));
  } else if (request.method === "GET" && pathname.startsWith("/static/")) event.respondWith(file(request));
});
