/* Marks made on this device and not yet on the server. Each lies under a key of its own, so that two windows
   of one register never write over each other; the server gives one answer to one id, however often it comes. */

const hex = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export class Queue {
  constructor(name) {
    this.prefix = `daybook.mark.${name}.`;
    this.items = [];
    this.touched = new Set();
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at);
      if (key.startsWith(this.prefix)) this.items.push(JSON.parse(localStorage.getItem(key)));
    }
    this.items.sort((one, other) => one.order - other.order);
  }

  get size() { return this.items.length; }

  of(person) { return this.items.filter((item) => item.person_id === person); }

  /* A mark that may have reached the server is never changed: the next one is based on it. */
  put(person, value, basedOn) {
    this.touched.add(person);
    this.of(person).filter((item) => item.fault).forEach((item) => this.drop(item));
    const last = this.of(person).at(-1);
    const replaced = last && !last.tried;
    const mark = { id: hex(), person_id: person, ...value, based_on: last ? (replaced ? last.based_on : last.id) : basedOn || null, order: Date.now() + Math.random() };
    if (replaced) this.drop(last);
    this.items.push(mark);
    this.keep(mark);
  }

  /* A full or forbidden store must not stop the mark from being sent. */
  keep(item) { try { localStorage.setItem(this.prefix + item.id, JSON.stringify(item)); } catch { this.volatile = true; } }

  drop(item) {
    this.items = this.items.filter((other) => other !== item);
    try { localStorage.removeItem(this.prefix + item.id); } catch { /* it was never kept */ }
  }

  /* What can be sent now: the oldest mark of each person; one alone after a refusal, to find which it is. */
  next(alone) {
    const first = new Map();
    this.items.forEach((item) => { if (!first.has(item.person_id)) first.set(item.person_id, item); });
    const ready = [...first.values()].filter((item) => !item.fault).slice(0, alone ? 1 : 500);
    ready.forEach((item) => { item.tried = true; this.keep(item); });
    return ready;
  }

  saved(answer) {
    const item = this.items.find((one) => one.id === answer.id);
    if (!item) return;
    this.touched.add(item.person_id);
    this.drop(item);
    this.of(item.person_id).forEach((later) => { if (later.based_on === item.id) { later.based_on = answer.mark_id; this.keep(later); } });
  }

  /* Of a person's marks the last one is what they meant; it waits in the page until somebody has chosen. */
  conflict(answer) {
    const mine = this.of(answer.person_id);
    const last = mine.at(-1);
    mine.forEach((item) => this.drop(item));
    return last;
  }

  refused(item, sentence) { item.fault = sentence; }
}

export const plain = ({ id, person_id, status, minutes, absence_reason, based_on }) => ({ id, person_id, status, minutes, absence_reason, based_on });

export async function ask(token, path, body) {
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), 15000);
  const headers = { "X-CSRFToken": token, "HX-Request": "true", "Content-Type": body ? "application/json" : "application/x-www-form-urlencoded" };
  try {
    return await fetch(path, { method: "POST", headers, body, redirect: "manual", signal: stop.signal });
  } finally { clearTimeout(limit); }
}
