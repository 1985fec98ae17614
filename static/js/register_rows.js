/* What a row of the register shows, and what it says besides its four buttons. A row keeps its value in its own
   attributes and, as the server saw it, in its one hidden field: "mark|status|minutes|reason". */

export const timed = ["late", "left_early"];
const looks = { present: "present", late: "late", left_early: "late", unexcused: "absent", excused: "excused", not_applicable: "excused" };

export const say = (text, values) => Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);
const hidden = (row) => row.querySelector(":scope > [name^='seen.']");

export function parse(seen) {
  const [mark, status, minutes, reason] = seen.split("|");
  return { mark, value: { status: status || "unrecorded", minutes: Number(minutes) || null, absence_reason: reason || null } };
}

export const seenOf = (row) => parse(hidden(row).value);

export function putSeen(row, mark, value) {
  const field = hidden(row);
  field.value = [mark || "", value.status, value.minutes || "", value.absence_reason || ""].join("|");
  field.setAttribute("value", field.value);
}

export const valueOf = (row) => ({ status: row.dataset.status, minutes: Number(row.dataset.minutes) || null, absence_reason: row.dataset.reason || null });

function keep(row, value) {
  row.dataset.status = value.status;
  row.dataset.minutes = value.minutes || "";
  row.dataset.reason = value.absence_reason || "";
}

/* At the start every row is as the server drew it, unless it was kept with a value of its own. */
export function begin(rows) {
  rows.forEach((row) => { if (!row.dataset.status) keep(row, seenOf(row).value); });
}

export function fault(row, sentence) {
  let place = row.querySelector(":scope > .person-fault");
  if (!place && !sentence) return;
  if (!place) {
    place = document.createElement("p");
    place.className = "field-error person-fault";
    place.id = `fault-${row.dataset.person}`;
    place.setAttribute("role", "alert");
    row.append(place);
  }
  place.textContent = sentence;
  place.hidden = !sentence;
}

/* "12 min late", "court": the same words as the server's. */
function besides(form, value) {
  if (value.status === "excused") {
    const chip = document.getElementById("more").content.querySelector(`[data-reason="${value.absence_reason}"]`);
    return chip ? chip.textContent.trim() : "";
  }
  const text = form.getAttribute(`data-said-${value.status.replaceAll("_", "-")}`);
  return text ? say(text, { num: value.minutes }) : "";
}

function write(form, row, words) {
  let line = row.querySelector(":scope > .person-more");
  if (!words) { if (line) line.remove(); return; }
  if (!line) {
    line = document.createElement("p");
    line.className = "person-more";
    const link = document.createElement("a");
    link.className = "said";
    link.href = row.querySelector(".more-toggle").href;
    line.append(link);
    row.querySelector(".marks").after(line);
  }
  line.firstElementChild.textContent = words;
}

export function show(form, row, value) {
  /* Nobody's radio is checked for "not recorded": a checked one that is hidden would keep the keyboard out. */
  row.querySelectorAll(".marks input").forEach((radio) => { radio.checked = radio.value === value.status; });
  keep(row, value);
  fault(row, "");
  write(form, row, besides(form, value));
  row.classList.toggle("waiting", value.status === "unrecorded");
  row.classList.toggle("recorded", value.status !== "unrecorded");
  const stroke = document.querySelector(`[data-of="${row.dataset.person}"]`);
  if (looks[value.status]) stroke.dataset.mark = looks[value.status]; else delete stroke.dataset.mark;
}

export function count(form, rows) {
  const recorded = rows.filter((row) => row.dataset.status !== "unrecorded").length;
  const left = rows.length - recorded;
  const text = say(form.dataset.count, { recorded, total: rows.length });
  const place = document.getElementById("count");
  if (place.textContent !== text) place.textContent = text;
  const rest = document.getElementById("rest");
  if (rest) { rest.hidden = !left; rest.querySelector("span").textContent = say(form.dataset.rest, { count: left }); }
  document.querySelectorAll("[data-left]").forEach((part) => { part.hidden = !left; });
}

/* What the clock says: late since the start, early until the end; five where that cannot be. */
export function byTheClock(form, status) {
  const { most, starts, ends } = form.dataset;
  const now = Date.now() / 1000;
  const minutes = Math.round((status === "late" ? now - Number(starts) : Number(ends) - now) / 60);
  return minutes >= 1 && minutes <= Number(most) ? minutes : Math.min(5, Number(most));
}

/* The whole value of a status that was just chosen: what was said before stays while the status does. */
export function chosen(form, row, status) {
  const before = valueOf(row);
  if (before.status === status) return before;
  return { status, minutes: timed.includes(status) ? byTheClock(form, status) : null, absence_reason: status === "excused" ? "other" : null };
}
