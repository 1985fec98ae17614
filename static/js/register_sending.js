/* Sending what lies on this device: at once, when the network is back, when the page is looked at again, on load and by a
   button; never twice at a time, and slower after every failure. Marks of other registers that lie here are sent too. */
import { hearOthers, marksHere, takeOldMarks, tellOthers } from "./device_store.js";
import { leaveUnless } from "./names_vault.js";
import { Queue, plain } from "./register_queue.js";

const LONGEST_ASK = 15000;
const FIRST_WAIT = 3000;
const LONGEST_WAIT = 30000;
const FRESH = 300000;

class SignedOut extends Error {}

async function ask(path, options) {
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), LONGEST_ASK);
  try {
    return await fetch(path, { redirect: "manual", cache: "no-store", signal: stop.signal, ...options });
  } finally { clearTimeout(limit); }
}

/* Who is signed in, and the token of their requests; kept for a few minutes. */
export class Pass {
  async get() {
    if (this.known && Date.now() - this.at < FRESH && Date.now() >= this.at) return this.known;
    const answer = await ask("/offline/pass", { headers: { Accept: "application/json", "HX-Request": "true" } });
    /* Whoever is signed in keeps no register, or none any more: the names of one are not for them. Marks stay. */
    if (answer.status === 403) await leaveUnless(null);
    if ([401, 403].includes(answer.status)) throw new SignedOut();
    if (answer.status !== 200) throw new Error(`pass ${answer.status}`);
    this.known = await answer.json();
    this.at = Date.now();
    await leaveUnless(this.known.person_id);
    return this.known;
  }

  forget() { this.known = null; }
}

export class Sender {
  constructor(queue, handlers = {}) {
    Object.assign(this, { queue, handlers, pass: new Pass(), wait: 0, timer: 0, sending: false, again: false, strays: true, trouble: null, unsure: null, waitingElsewhere: 0 });
  }

  start() {
    addEventListener("online", () => this.wake());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") this.wake(); });
    document.addEventListener("click", (event) => { if (event.target.closest("[data-send]")) this.wake(); });
    hearOthers((news) => { if (news.answers && this.queue && news.register === this.queue.register) { this.apply(this.queue, news.answers); this.report(); } });
    takeOldMarks().finally(() => this.wake());
  }

  wake() {
    this.wait = 0;
    this.strays = true;
    this.pass.forget();
    this.send();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  async send() {
    if (this.stopped) return;
    this.watchKeeping();
    if (this.sending) { this.again = true; return; }
    this.sending = true;
    clearTimeout(this.timer);
    this.report();
    try {
      do { this.again = false; await this.round(); } while (this.again);
      this.trouble = null;
      this.wait = 0;
    } catch (fault) { this.stumble(fault); }
    this.sending = false;
    this.report();
  }

  /* "Saved here" is said when the device says so, not before. */
  watchKeeping() {
    if (!this.queue) return;
    const { kept } = this.queue;
    this.unsure = kept;
    kept.then(() => { if (this.unsure === kept) { this.unsure = null; this.report(); } });
  }

  stumble(fault) {
    this.trouble = fault instanceof SignedOut ? "signed-out" : "waiting";
    this.pass.forget();
    this.strays = true;
    if (this.trouble === "signed-out") return;
    this.wait = Math.max(Math.min(LONGEST_WAIT, this.wait ? this.wait * 2 : FIRST_WAIT), (fault.retryAfter || 0) * 1000);
    this.timer = setTimeout(() => this.send(), this.wait);
  }

  async round() {
    if (this.queue) await this.empty(this.queue);
    if (!this.strays) return;
    const others = await this.otherQueues();
    this.waitingElsewhere = others.reduce((sum, one) => sum + one.size, 0);
    for (const other of others) { await this.empty(other); this.waitingElsewhere -= other.answeredCount; }
    this.strays = false;
  }

  async empty(queue) {
    const before = queue.size;
    for (let batch = queue.next(queue.alone); batch.length; batch = queue.next(queue.alone)) {
      if (!(await this.deliver(queue, batch))) break;
    }
    queue.answeredCount = before - queue.size;
    if (!queue.size) queue.alone = false;
  }

  /* Marks of other registers or of somebody else, as they lie here. */
  async otherQueues() {
    const lying = await marksHere().catch(() => []);
    const found = new Map();
    lying.filter((item) => !this.queue || !this.queue.holds(item)).forEach((item) => {
      const name = `${item.register} ${item.made_by}`;
      if (!found.has(name)) found.set(name, new Queue(item.register, item.made_by, item.occurrence));
    });
    found.forEach((queue) => queue.take(lying));
    return [...found.values()];
  }

  async deliver(queue, batch) {
    const answer = await this.post(`/registers/${queue.register}/marks`, JSON.stringify({ marks: batch.map(plain) }));
    if (answer.status === 200 || answer.status === 409) {
      const told = await answer.json();
      const known = [...told.saved, ...told.conflicts, ...(told.held || [])];
      this.apply(queue, told);
      tellOthers({ register: queue.register, answers: told });
      if (!known.some((one) => batch.some((item) => item.id === one.id))) throw new Error("no answer to what was sent");
      return true;
    }
    if (answer.status === 401 || answer.status === 403) throw new SignedOut();
    if (![404, 422].includes(answer.status)) throw Object.assign(new Error(`marks ${answer.status}`), { retryAfter: Number(answer.headers.get("Retry-After")) || 0 });
    if (answer.status === 422 && batch.length > 1) { queue.alone = true; return true; }
    const own = queue === this.queue;
    /* Of another house: it waits for somebody of that one. */
    if (answer.status === 404 && !own) return false;
    /* What the server cannot take stays here, and those behind it go on. */
    const sentence = await answer.text();
    batch.forEach((item) => { queue.refused(item, sentence); if (own && this.handlers.onRefused) this.handlers.onRefused(item, sentence); });
    return true;
  }

  apply(queue, told) {
    const own = queue === this.queue ? this.handlers : {};
    told.saved.forEach((one) => { if (queue.saved(one) && own.onSaved) own.onSaved(one); });
    told.conflicts.forEach((one) => { const mine = queue.conflict(one); if (mine && own.onConflict) own.onConflict(one, mine); });
    (told.held || []).forEach((one) => { const mine = queue.held(one); if (mine && own.onHeld) own.onHeld(one, mine); });
  }

  /* A request with the token of whoever is signed in now; once more with a fresh one when it had grown old. */
  async post(path, body) {
    const once = async () => {
      const headers = { "X-CSRFToken": (await this.pass.get()).csrf_token, "HX-Request": "true", "Content-Type": body ? "application/json" : "application/x-www-form-urlencoded" };
      return ask(path, { method: "POST", headers, body });
    };
    const answer = await once();
    if (![400, 401].includes(answer.status)) return answer;
    this.pass.forget();
    return once();
  }

  async reachable() {
    this.pass.forget();
    return this.pass.get().then(() => true, () => false);
  }

  report() {
    if (!this.handlers.onState) return;
    const count = this.queue ? this.queue.size : this.waitingElsewhere;
    const state = !count ? "sent" : this.queue && this.queue.volatile ? "volatile" : this.unsure ? "keeping" : this.trouble || "sending";
    this.handlers.onState(state, { count });
  }
}
