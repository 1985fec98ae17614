/* Names on this device: each page is sealed for a key pair (ECDH on P-256, HKDF, AES-GCM). To seal takes the public half
   alone; the private half lies wrapped under a key of the PIN (PBKDF2) and of a device key that no script can read, and is
   only ever unwrapped as one that cannot be taken out. After ten wrong PINs there is nothing left to open. */
import { namesStore, sweep, wipe } from "./names_store.js";

export const HOURS = 12;
export const MOST_TRIES = 10;
/* OWASP's advice of 2023 for PBKDF2 with SHA-256 */
const ROUNDS = 600000;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const random = (length) => crypto.getRandomValues(new Uint8Array(length));
const utf8 = (text) => new TextEncoder().encode(text);

export const possible = () => Boolean(window.isSecureContext && crypto.subtle && window.indexedDB);
export const hasPin = async () => possible() && Boolean(await (await namesStore()).get("keys", "lock"));

/* PIN → PBKDF2 → signed by the device's own key → the key that wraps: a copy of the store alone does not let one guess. */
async function wrapping(pin, salt, device) {
  const typed = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  const slow = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, typed, 256);
  const bits = await crypto.subtle.sign("HMAC", device, slow);
  return crypto.subtle.importKey("raw", bits, "AES-GCM", false, ["wrapKey", "unwrapKey"]);
}

/* A new PIN makes new keys, so nothing that was kept before can be opened with it. */
export async function choosePin(pin, keeper) {
  await wipe();
  const device = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const [salt, iv] = [random(16), random(12)];
  const wrapped = await crypto.subtle.wrapKey("pkcs8", pair.privateKey, await wrapping(pin, salt, device), { name: "AES-GCM", iv });
  const lock = { device, salt, iv, wrapped, seals: await crypto.subtle.exportKey("raw", pair.publicKey), tries: 0, keeper };
  await (await namesStore()).put("keys", lock, "lock");
}

async function sealing(bits, salt, use) {
  const secret = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt, info: utf8("daybook page") }, secret, { name: "AES-GCM", length: 256 }, false, [use]);
}

/* Keep a page of names for whoever chose the PIN; until: milliseconds since 1970, at most twelve hours ahead. */
export async function seal(occurrence, keeper, content, until) {
  const db = await namesStore();
  const lock = await db.get("keys", "lock");
  if (!lock || lock.keeper !== keeper) return false;
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const seals = await crypto.subtle.importKey("raw", lock.seals, CURVE, false, []);
  const [salt, iv] = [await crypto.subtle.exportKey("raw", once.publicKey), random(12)];
  const key = await sealing(await crypto.subtle.deriveBits({ name: "ECDH", public: seals }, once.privateKey, 256), salt, "encrypt");
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(occurrence) }, key, utf8(JSON.stringify(content)));
  const now = Date.now();
  const change = db.transaction(["keys", "pages"], "readwrite");
  const still = await change.objectStore("keys").get("lock");
  /* Wiped or chosen anew while this was being sealed: then it is not kept. */
  if (still && new Uint8Array(still.salt).join() === new Uint8Array(lock.salt).join()) change.objectStore("pages").put({ occurrence, at: now, until: Math.min(until, now + HOURS * 3600000), salt, iv, sealed });
  await change.done;
  return true;
}

/* {key} when the PIN fits, else {left}: how many tries are left; with none left everything is wiped. A try counts before it
   is made, so that reloading does not give another one. */
export async function unlock(pin) {
  const db = await namesStore();
  const change = db.transaction("keys", "readwrite");
  const lock = await change.store.get("lock");
  if (!lock || lock.tries >= MOST_TRIES) { await change.done; if (lock) await wipe(); return { left: 0 }; }
  await change.store.put({ ...lock, tries: lock.tries + 1 }, "lock");
  await change.done;
  try {
    const key = await crypto.subtle.unwrapKey("pkcs8", lock.wrapped, await wrapping(pin, lock.salt, lock.device), { name: "AES-GCM", iv: lock.iv }, CURVE, false, ["deriveBits"]);
    const now = await db.get("keys", "lock");
    if (!now) return { left: 0 };
    await db.put("keys", { ...now, tries: 0 }, "lock");
    return { key };
  } catch {
    const left = MOST_TRIES - lock.tries - 1;
    if (left <= 0) await wipe();
    return { left };
  }
}

/* What was kept of a page, or null when its time is over or it was never here: {content, until}. */
export async function open(key, occurrence) {
  await sweep();
  const page = await (await namesStore()).get("pages", occurrence);
  if (!page) return null;
  const other = await crypto.subtle.importKey("raw", page.salt, CURVE, false, []);
  const opens = await sealing(await crypto.subtle.deriveBits({ name: "ECDH", public: other }, key, 256), page.salt, "decrypt");
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: page.iv, additionalData: utf8(occurrence) }, opens, page.sealed);
  return { content: JSON.parse(new TextDecoder().decode(plain)), until: page.until };
}

export const keptPages = async () => { await sweep(); return (await namesStore()).getAllKeys("pages"); };

/* Somebody else is signed in on this device now: the names that another person kept go. */
export async function leaveUnless(person) {
  if (!possible()) return;
  const lock = await (await namesStore()).get("keys", "lock");
  if (lock && lock.keeper !== person) await wipe();
}
