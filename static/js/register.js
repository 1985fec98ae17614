/* The register: one tap makes a mark, which is kept here first and then sent. Without this file it is a plain form. */
import { listen } from "./register_keys.js";
import { watch } from "./register_meanwhile.js";
import { Queue, ask, plain } from "./register_queue.js";

const form = document.getElementById("marks");
const sync = document.getElementById("sync");
const rest = document.getElementById("rest");
const words = form.dataset;
const token = form.elements.csrf_token.value;
const queue = new Queue(`${words.register}.${words.keeper}`);
const looks = { present: "present", late: "late", left_early: "late", unexcused: "absent", excused: "excused", not_applicable: "excused" };
const timed = ["late", "left_early"];
const rows = [...form.querySelectorAll(".person")];
const rowOf = (person) => document.getElementById(`p-${person}`);
const field = (row, name) => form.elements[`${name}.${row.dataset.person}`];
/* Nobody's radio is checked for "not recorded": a checked one that is hidden would keep the keyboard out. */
const statusOf = (row) => field(row, "status").value || "unrecorded";
const say = (text, values) => Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);
let sending = false;
let alone = false;
let wait = 0;
let timer = 0;

/* What the page shows */
function count() {
  const recorded = rows.filter((row) => statusOf(row) !== "unrecorded").length;
  const text = say(words.count, { recorded, total: rows.length });
  const place = document.getElementById("count");
  if (place.textContent !== text) place.textContent = text;
  if (rest) { rest.hidden = recorded === rows.length; rest.querySelector("span").textContent = say(words.rest, { count: rows.length - recorded }); }
  document.querySelectorAll("[data-left]").forEach((part) => { part.hidden = recorded === rows.length; });
}

function show(row, value) {
  field(row, "status").forEach((radio) => { radio.checked = radio.value === value.status && value.status !== "unrecorded"; });
  field(row, "minutes").value = value.minutes || "";
  field(row, "minutes").removeAttribute("aria-invalid");
  fault(row, "");
  field(row, "reason").value = value.absence_reason || "";
  row.classList.toggle("waiting", value.status === "unrecorded");
  row.classList.toggle("recorded", value.status !== "unrecorded");
  const stroke = document.querySelector(`[data-of="${row.dataset.person}"]`);
  if (looks[value.status]) stroke.dataset.mark = looks[value.status]; else delete stroke.dataset.mark;
  count();
}

function fault(row, sentence) {
  const place = row.querySelector(".person-fault");
  place.textContent = sentence;
  place.hidden = !sentence;
}

function tell(state, text) {
  sync.dataset.state = state;
  sync.querySelectorAll("[data-sign]").forEach((sign) => { sign.hidden = sign.dataset.sign !== state; });
  const place = sync.querySelector("[data-words]");
  const said = say(text, { count: queue.size });
  if (place.textContent !== said) place.textContent = said;
}

/* Minutes that cannot be: they stay in their field and are sent to nobody. */
const unsaved = () => form.querySelector('[name^="minutes."][aria-invalid]');

function settled() {
  if (!queue.size) alone = false;
  if (unsaved()) tell("conflict", words.unsaved);
  else if (form.querySelector(".conflict")) tell("conflict", words.conflict);
  else if (queue.items.some((item) => item.fault)) tell("conflict", words.refused);
  else if (queue.size) tell("waiting", words.sending);
  else tell("sent", words.sent);
}

/* Two people marked the same person: both values side by side, one choice */
function choose(row, answer, mine) {
  if (!mine) return;
  const old = row.querySelector(".conflict");
  if (old) old.remove();
  const box = document.getElementById("both").content.cloneNode(true).firstElementChild;
  const put = (name, text) => { box.querySelector(`[data-${name}]`).textContent = text || ""; };
  put("yours", mine.id === answer.id ? answer.yours.words : form.querySelector(`[name="status.${row.dataset.person}"][value="${mine.status}"]`).parentElement.textContent.trim());
  put("theirs", answer.theirs.words);
  put("by", answer.theirs.by);
  put("when", answer.theirs.when);
  field(row, "based_on").value = answer.theirs.mark_id || "";
  box.addEventListener("click", (event) => {
    const kept = event.target.closest("[data-keep]");
    if (!kept) return;
    box.remove();
    if (kept.dataset.keep === "yours") mark(row, mine); else { show(row, answer.theirs); settled(); }
    row.querySelector(".marks input:checked, .marks input").focus();
  });
  row.append(box);
}

/* Sending */
function later(text) {
  wait = Math.min(30000, wait ? wait * 2 : 3000);
  clearTimeout(timer);
  timer = setTimeout(send, wait);
  tell("waiting", text);
}

async function send() {
  if (sending) return;
  const batch = queue.next(alone);
  if (!batch.length) return;
  sending = true;
  tell("waiting", words.sending);
  try {
    const answer = await ask(token, form.action, JSON.stringify({ marks: batch.map(plain) }));
    if (answer.status === 200 || answer.status === 409) {
      const told = await answer.json();
      told.saved.forEach((one) => { queue.saved(one); field(rowOf(one.person_id), "based_on").value = one.mark_id || ""; });
      told.conflicts.forEach((one) => choose(rowOf(one.person_id), one, queue.conflict(one)));
      wait = 0;
      settled();
    } else if (answer.status === 422 && batch.length > 1) alone = true;
    else if ([404, 422].includes(answer.status)) { queue.refused(batch[0], await answer.text()); fault(rowOf(batch[0].person_id), batch[0].fault); settled(); }
    else if (answer.status >= 500 || answer.status === 429) later(words.waiting);
    else { tell("waiting", words.signedOut); wait = -1; }
  } catch { later(words.waiting); }
  sending = false;
  if (wait === 0 && queue.size) send();
}

function mark(row, value) {
  queue.put(row.dataset.person, { status: value.status, minutes: value.minutes || null, absence_reason: value.absence_reason || null }, field(row, "based_on").value);
  show(row, value);
  wait = 0;
  if (!sending) send();
}

/* A mark needs minutes or a reason: late counts from the start, excused begins as "other"; both stay open to change. */
function value(row) {
  const status = statusOf(row);
  const most = Number(words.most);
  const passed = Math.round((Date.now() / 1000 - Number(words.starts)) / 60);
  const minutes = Number(field(row, "minutes").value) || (passed >= 1 && passed <= most && status === "late" ? passed : Math.min(5, most));
  return { status, minutes: timed.includes(status) ? minutes : null, absence_reason: status === "excused" ? field(row, "reason").value || "other" : null };
}

function fits(input) {
  return !input.validity.badInput && (!input.value || (/^\d+$/.test(input.value) && Number(input.value) >= 1 && Number(input.value) <= Number(words.most)));
}

function enter(row) {
  const minutes = field(row, "minutes");
  if (!timed.includes(statusOf(row)) || fits(minutes)) { mark(row, value(row)); return; }
  minutes.setAttribute("aria-invalid", "true");
  minutes.setAttribute("aria-describedby", `fault-${row.dataset.person}`);
  fault(row, words.minutes);
  settled();
}

form.addEventListener("change", (event) => {
  const row = event.target.closest(".person");
  if (!row || !event.target.name || row.querySelector(".conflict")) return;
  const needed = event.target.name.startsWith("minutes.") ? timed : event.target.name.startsWith("reason.") ? ["excused"] : null;
  if (needed && !needed.includes(statusOf(row))) return;
  enter(row);
});

form.addEventListener("submit", (event) => { event.preventDefault(); if (event.submitter === rest) restPresent(); else send(); });

/* What is still wrong would be lost with the page. */
function heldUp() {
  const input = unsaved();
  if (input) { input.focus(); settled(); }
  return Boolean(input);
}

async function restPresent() {
  if (heldUp()) return;
  try {
    if (queue.size) throw new Error("marks wait");
    const answer = await ask(token, rest.formAction);
    if (answer.status === 204) { location.reload(); return; }
    if (answer.status < 500) { tell("waiting", words.signedOut); return; }
    throw new Error("busy");
  } catch { rows.filter((row) => statusOf(row) === "unrecorded").forEach((row) => mark(row, { status: "present" })); }
}

document.querySelectorAll("form[data-after-marks]").forEach((other) => other.addEventListener("submit", (event) => {
  if (heldUp()) event.preventDefault();
  else if (queue.size) { event.preventDefault(); tell("waiting", words.first); send(); }
}));

listen(form, rows, (row, status) => { field(row, "status").value = status; enter(row); });
watch(form, queue, rowOf, field, show);

/* Begin: what this device still holds is shown as marked, and sent */
document.getElementById("keys").hidden = false;
const save = document.getElementById("save");
if (save) save.hidden = true;
queue.items.forEach((item) => { const row = rowOf(item.person_id); if (row) show(row, item); });
addEventListener("online", () => { wait = 0; send(); });
settled();
send();
