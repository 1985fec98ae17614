/* Where the sealed pages and their keys lie on this device; nothing in it can be read without the PIN. */
import { openDB } from "../vendor/idb/index.js";
import { hearOthers, tellOthers } from "./device_store.js";

let opened = null;

export function namesStore() {
  opened ||= openDB("daybook-names", 1, {
    upgrade(db) {
      db.createObjectStore("keys");
      db.createObjectStore("pages", { keyPath: "occurrence" });
    },
    blocking(_current, _blocked, event) { event.target.close(); opened = null; },
    terminated() { opened = null; },
  }).catch((fault) => { opened = null; throw fault; });
  return opened;
}

const wipedHere = [];

/* Names and keys go together; marks that are not sent yet lie elsewhere and stay. */
export async function wipe() {
  const change = (await namesStore()).transaction(["keys", "pages"], "readwrite");
  change.objectStore("keys").clear();
  change.objectStore("pages").clear();
  await change.done;
  tellOthers({ wiped: true });
  wipedHere.forEach((heard) => heard());
}

export function onWiped(heard) {
  wipedHere.push(heard);
  hearOthers((news) => { if (news.wiped) heard(); });
}

/* Pages whose time is over go; so does everything when the clock runs backwards. */
export async function sweep() {
  const now = Date.now();
  const pages = await (await namesStore()).getAll("pages");
  if (pages.some((page) => page.at > now + 300000)) { await wipe(); return; }
  const over = pages.filter((page) => page.until <= now).map((page) => page.occurrence);
  if (!over.length) return;
  const change = (await namesStore()).transaction("pages", "readwrite");
  over.forEach((occurrence) => change.store.delete(occurrence));
  await change.done;
  tellOthers({ over });
}
