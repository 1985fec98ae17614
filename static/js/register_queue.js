/* Marks made on this device and not yet answered by the server. Each lies in IndexedDB under a random id of its own, so
   that two windows of one register never write over each other; the server gives one answer to one id, however often it
   comes. In memory they change at once; `kept` says when the device really has them. */
import { dropMarks, hearOthers, keepMarks, marksHere, tellOthers } from "./device_store.js";

export const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
/* By the order they were made in, not by a clock that somebody may set. */
const older = (one, other) => one.order - other.order || one.made_at - other.made_at;

export class Queue {
  /* The marks of one register by one person; without them whatever IndexedDB has of it is unknown until the next visit. */
  static async open({ register, keeper, occurrence }) {
    const queue = new Queue(register, keeper, occurrence);
    try {
      const lying = await marksHere();
      queue.take(lying);
    } catch { queue.volatile = true; }
    hearOthers((news) => queue.hear(news));
    return queue;
  }

  constructor(register, keeper, occurrence) {
    Object.assign(this, { register, keeper, occurrence, items: [], touched: new Set(), volatile: false, kept: Promise.resolve(true), onOther: () => {} });
    this.faults = new Map();
  }

  /* What lay here already: some other window may be sending it just now. */
  take(lying) {
    lying.filter((item) => this.holds(item) && !this.items.some((one) => one.id === item.id)).forEach((item) => this.items.push({ ...item, tried: true }));
    this.items.sort(older);
  }

  holds(item) { return item.register === this.register && item.made_by === this.keeper; }

  get size() { return this.items.length; }

  of(person) { return this.items.filter((item) => item.person_id === person); }

  fault(item) { return this.faults.get(item.id); }

  /* A mark that may have reached the server is never changed: the next one is based on it. */
  put(person, value, basedOn) {
    this.touched.add(person);
    this.of(person).filter((item) => this.fault(item)).forEach((item) => this.drop(item));
    const last = this.of(person).at(-1);
    const replaced = last && !last.tried;
    const made = Date.now();
    const mark = {
      id: randomId(), register: this.register, occurrence: this.occurrence, person_id: person,
      status: value.status, minutes: value.minutes || null, absence_reason: value.absence_reason || null,
      based_on: last ? (replaced ? last.based_on : last.id) : basedOn || null,
      made_at: made, made_by: this.keeper, order: Math.max(0, ...this.items.map((item) => item.order)) + 1,
    };
    this.items.push(mark);
    tellOthers({ put: mark, instead: replaced ? last.id : null });
    /* The old one goes once the device has the new one: a tablet that dies in between has both, and never neither. */
    const kept = this.keep([mark]);
    if (replaced) this.drop(last);
    return kept;
  }

  /* A full or forbidden store must not stop the mark from being sent. */
  keep(items) {
    const done = this.kept.then(() => keepMarks(items.filter((item) => this.items.includes(item)))).then(() => { this.volatile = false; return true; }, () => { this.volatile = true; return false; });
    this.kept = done;
    return done;
  }

  drop(item) {
    this.items = this.items.filter((other) => other !== item);
    this.faults.delete(item.id);
    this.kept = this.kept.then(() => dropMarks([item.id])).then(() => true, () => !this.volatile);
  }

  /* What can be sent now: the oldest mark of each person; one alone after a refusal, to find which it is. */
  next(alone) {
    const first = new Map();
    this.items.forEach((item) => { if (!first.has(item.person_id)) first.set(item.person_id, item); });
    const ready = [...first.values()].filter((item) => !this.fault(item)).slice(0, alone ? 1 : 500);
    const fresh = ready.filter((item) => !item.tried);
    fresh.forEach((item) => { item.tried = true; });
    if (fresh.length) this.keep(fresh);
    return ready;
  }

  saved(answer) {
    const item = this.answered(answer);
    if (!item) return null;
    const rebased = this.of(item.person_id).filter((later) => later.based_on === item.id);
    rebased.forEach((later) => { later.based_on = answer.mark_id; });
    if (rebased.length) this.keep(rebased);
    return item;
  }

  /* A mark that met another one, or that waits for the manager: the server keeps it, the device need not. What was
     marked after it goes its own way. The last one is what its maker meant. */
  conflict(answer) {
    const item = this.answered(answer);
    return item && (this.of(item.person_id).at(-1) || item);
  }

  held(answer) { return this.answered(answer); }

  refused(item, sentence) { this.faults.set(item.id, sentence); }

  answered(answer) {
    const item = this.items.find((one) => one.id === answer.id);
    if (!item) return null;
    this.touched.add(item.person_id);
    this.drop(item);
    return item;
  }

  /* Another window of this register marked somebody. */
  hear({ put, instead }) {
    if (!put || !this.holds(put) || this.items.some((one) => one.id === put.id)) return;
    this.items = this.items.filter((one) => one.id !== instead);
    this.items.push({ ...put, tried: true });
    this.touched.add(put.person_id);
    this.onOther(put);
  }
}

export const plain = ({ id, person_id, status, minutes, absence_reason, based_on, made_at, made_by }) => ({ id, person_id, status, minutes, absence_reason, based_on, made_at, made_by });
