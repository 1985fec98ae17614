/* What this device keeps between visits: marks that are not on the server yet, and a few settings. No names. */
import { openDB } from "../vendor/idb/index.js";

let opened = null;

const open = () => openDB("daybook", 1, {
  upgrade(db) {
    db.createObjectStore("marks", { keyPath: "id" });
    db.createObjectStore("settings");
  },
  blocking(_current, _blocked, event) { event.target.close(); opened = null; },
  terminated() { opened = null; },
});

/* A store that cannot be opened (forbidden, broken) is asked for again the next time. */
export function store() {
  opened ||= open().catch((fault) => { opened = null; throw fault; });
  return opened;
}

export const setting = async (name) => (await store()).get("settings", name);
export const keepSetting = async (name, value) => (await store()).put("settings", value, name);
export const marksHere = async () => (await store()).getAll("marks");

/* Many ids in one transaction; done when the device really has them. */
export async function keepMarks(items) {
  const change = (await store()).transaction("marks", "readwrite", { durability: "strict" });
  items.forEach((item) => change.store.put(item));
  await change.done;
}

export async function dropMarks(ids) {
  const change = (await store()).transaction("marks", "readwrite");
  ids.forEach((id) => change.store.delete(id));
  await change.done;
}

/* The windows of this device tell each other what was marked, answered and wiped. */
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("daybook");
export const tellOthers = (news) => { if (channel) channel.postMessage(news); };
export function hearOthers(heard) { if (channel) channel.addEventListener("message", (event) => heard(event.data)); }

/* Marks that an earlier release kept in another place come along. */
export async function takeOldMarks() {
  const found = [];
  for (let at = 0; at < localStorage.length; at += 1) {
    const [, , register, keeper] = (localStorage.key(at) || "").split(".");
    if (!localStorage.key(at).startsWith("daybook.mark.") || !keeper) continue;
    const { id, person_id, status, minutes, absence_reason, based_on, order } = JSON.parse(localStorage.getItem(localStorage.key(at)));
    found.push([localStorage.key(at), { id, person_id, status, minutes: minutes || null, absence_reason: absence_reason || null, based_on, register, occurrence: null, made_by: keeper, made_at: Math.floor(order), order, tried: true }]);
  }
  if (!found.length) return;
  await keepMarks(found.map(([, item]) => item));
  found.forEach(([key]) => localStorage.removeItem(key));
}
