/* The register: one tap makes a mark, which is kept here first and then sent. Without this file it is a plain form. */
import { listen } from "./register_keys.js";
import { watch } from "./register_meanwhile.js";
import { More } from "./register_more.js";
import { Queue } from "./register_queue.js";
import { begin, chosen, count, fault, parse, putSeen, seenOf, show as showRow, valueOf } from "./register_rows.js";
import { Sender } from "./register_sending.js";
import { tell as tellLine } from "./sync_line.js";

const form = document.getElementById("marks");
const rest = document.getElementById("rest");
const undoing = document.getElementById("undo");
const restUndoing = document.getElementById("rest-undo");
const words = form.dataset;
const queue = await Queue.open({ register: words.register, keeper: words.keeper, occurrence: words.occurrence });
const rows = [...form.querySelectorAll(".person")];
const rowOf = (person) => document.getElementById(`p-${person}`);
const steps = [];
let state = "sent";

begin(rows);
const more = new More(form, { choose: (row, told) => enter(row, told), refuse: () => settled() });

function show(row, value) {
  showRow(form, row, value);
  more.refresh(row);
  count(form, rows);
}

function settled() {
  const says = more.invalid ? "unsaved" : form.querySelector(".conflict") ? "conflict" : queue.items.some((item) => queue.fault(item)) ? "refused" : state;
  tellLine(says, { count: queue.size });
}

/* Marking, and taking it back, several steps */
function put(row, value) {
  queue.put(row.dataset.person, value, seenOf(row).mark);
  show(row, value);
}

function mark(entries) {
  if (!entries.length) return;
  steps.push(entries.map(([row]) => [row, valueOf(row)]));
  entries.forEach(([row, value]) => put(row, value));
  backwards();
  sender.send();
}

function undo() {
  const last = steps.pop();
  if (!last) { if (restUndoing) restUndoing.click(); return; }
  more.close();
  last.forEach(([row, before]) => put(row, before));
  const [row] = last[0];
  (row.querySelector(".marks input:checked") || row.querySelector(".marks input")).focus();
  backwards();
  sender.send();
}

function backwards() {
  undoing.hidden = !steps.length;
  if (restUndoing) restUndoing.hidden = Boolean(steps.length);
}

/* A status with what the clock says, or a whole value; the same again is no mark. */
function enter(row, told) {
  const value = typeof told === "string" ? chosen(form, row, told) : told;
  const before = valueOf(row);
  const same = ["status", "minutes", "absence_reason"].every((name) => (before[name] || null) === (value[name] || null));
  if (same) { fault(row, ""); more.refresh(row); settled(); } else mark([[row, value]]);
  if (typeof told === "string") more.follow(row);
}

form.addEventListener("click", (event) => { if (event.target.matches(".marks input")) enter(event.target.closest(".person"), event.target.value); });
undoing.addEventListener("click", undo);

/* Two people marked the same person: what stands is shown, both values beside it, and one choice */
function choose(row, answer, mine) {
  putSeen(row, answer.theirs.mark_id, answer.theirs);
  const wanted = mine && mine.id === answer.id ? answer.yours.words : "";
  if (!queue.of(row.dataset.person).length) show(row, answer.theirs);
  row.querySelectorAll(":scope > .conflict").forEach((old) => old.remove());
  const box = document.getElementById("both").content.cloneNode(true).firstElementChild;
  box.dataset.held = answer.id;
  box.dataset.seen = answer.theirs.mark_id || "";
  const fill = (name, text) => { box.querySelector(`[data-${name}]`).textContent = text || ""; };
  fill("yours", wanted || answer.yours.words);
  fill("theirs", answer.theirs.words);
  fill("by", answer.theirs.by);
  fill("when", answer.theirs.when);
  row.append(box);
}

async function settle(row, box, keep) {
  try {
    const { csrf_token: token } = await sender.pass.get();
    const body = new URLSearchParams({ keep, seen: box.dataset.seen, csrf_token: token });
    const answer = await fetch(`/held-marks/${box.dataset.held}/settlement`, { method: "POST", headers: { "HX-Request": "true" }, body, redirect: "manual" });
    if (![204, 409].includes(answer.status)) { fault(row, await answer.text()); return; }
    /* Somebody was faster: what stands now is shown, and asked again if nobody has decided. */
    fault(row, answer.status === 409 ? await answer.text() : "");
    box.remove();
    row.querySelector(".marks input:checked, .marks input").focus();
    watching.all();
  } catch { sender.wake(); }
  settled();
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-keep]");
  if (!button) return;
  event.preventDefault();
  settle(button.closest(".person"), button.closest(".conflict"), button.dataset.keep);
});

const sender = new Sender(queue, {
  onSaved(answer) { const row = rowOf(answer.person_id); if (row) putSeen(row, answer.mark_id, answer); },
  onConflict(answer, mine) { const row = rowOf(answer.person_id); if (row) choose(row, answer, mine); },
  onHeld(answer) { const row = rowOf(answer.person_id); if (row) fault(row, answer.words); },
  onRefused(item, sentence) { const row = rowOf(item.person_id); if (row) fault(row, sentence); },
  onState(now) { state = now; settled(); },
});

form.addEventListener("submit", (event) => { event.preventDefault(); if (event.submitter === rest) restPresent(); else sender.wake(); });

/* What is still wrong would be lost with the page. */
function heldUp() {
  if (!more.invalid) return false;
  more.invalid.focus();
  settled();
  return true;
}

/* Here and at once, as taps are: it is kept on this device, sent as one batch, and taken back as one step. */
function restPresent() {
  if (heldUp()) return;
  const present = { status: "present", minutes: null, absence_reason: null };
  more.close();
  mark(rows.filter((row) => row.dataset.status === "unrecorded").map((row) => [row, present]));
  undoing.focus();
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-after-marks]")) return;
  if (heldUp()) event.preventDefault();
  else if (queue.size) { event.preventDefault(); tellLine("first", { count: queue.size }); sender.wake(); }
});

listen(rows, { choose: enter, step: (row, by) => more.step(row, by), rest: () => { if (rest && !rest.hidden) restPresent(); }, undo, close: () => more.close() });
const watching = watch(queue, { rowOf, show, parse, seenOf, putSeen, busy: (row) => more.row === row && more.invalid });

/* Begin: what this device still holds is shown as marked, and sent */
const save = document.getElementById("save");
if (save) save.hidden = true;
/* On a slow line somebody taps before this file has come: that counts too. */
rows.forEach((row) => {
  const tapped = row.querySelector(".marks input:checked");
  if (tapped && !tapped.defaultChecked) enter(row, tapped.value);
});
const showItem = (item) => { const row = rowOf(item.person_id); if (row) show(row, item); };
queue.items.forEach(showItem);
queue.onOther = (item) => { showItem(item); sender.report(); };
sender.start();
document.getElementById("keys").hidden = false;
