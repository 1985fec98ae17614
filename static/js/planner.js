/* The planner by keys: M takes a session up, the arrows move it, Enter looks at what would change, Escape leaves it.
   What is put down, by keys or by dragging, is asked of the server first; nothing is kept before its Save. */
const said = document.getElementById("planner-said");
const panel = document.getElementById("panel");
const own = document.getElementById("put-down");
const rtl = document.documentElement.dir === "rtl";
const STEP = 15, DAY = 1440, LONGEST = 720;
let taken = null;   // what is being moved by keys
let pending = null; // what stands elsewhere until it is saved or left
let before = null;  // what the panel showed

const clock = (minute) => `${String(Math.floor((minute % DAY) / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const say = (text) => { said.textContent = text; };
document.querySelector(".planner-keys")?.removeAttribute("hidden");

async function show(body) {
  say(said.dataset.asking);
  const answer = await fetch(own.action, { method: "POST", body, headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (![200, 409, 422].includes(answer.status)) { leave(); window.location.reload(); return; }
  before ??= [...panel.childNodes];
  panel.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
  say("");
  const first = panel.querySelector("[autofocus], .planner-effect, [role=alert]") ?? panel;
  first.tabIndex = -1;
  first.focus();
  first.scrollIntoView({ block: "nearest" });
}

function ask(wanted) {
  const body = new FormData(own);
  const fields = { step: "preview", scope: "date", reason: "", ...wanted };
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return show(body);
}

function leave() {
  if (!pending) return false;
  pending();
  pending = null;
  if (before) panel.replaceChildren(...before);
  before = null;
  say(said.dataset.left);
  return true;
}

/* Dragging tells what was dropped where, and how to put it back. */
document.addEventListener("planner:put", ({ detail }) => {
  leave();
  pending = detail.back;
  ask(detail.wanted);
});

panel.addEventListener("click", (event) => {
  if (event.target.closest("[data-leave]") && leave()) event.preventDefault();
});
panel.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-preview]") || event.submitter?.value !== "preview") return;
  event.preventDefault();
  const body = new FormData(event.target);
  body.set("step", "preview");
  show(body);
});
/* Another scope, another preview: once one was looked at. */
panel.addEventListener("change", (event) => {
  if (event.target.name !== "scope" || !panel.querySelector(".planner-effect")) return;
  event.target.form.requestSubmit(event.target.form.querySelector("button[value=preview]"));
});

const columns = () => [...document.querySelectorAll(".planner-day")];
const minutes = (wall) => Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));

function take(block) {
  const { start, end } = block.dataset;
  const from = minutes(start);
  const long = (minutes(end) - from + DAY) % DAY || DAY;
  const home = block.parentElement;
  taken = { block, home, next: block.nextSibling, style: block.getAttribute("style"), column: columns().indexOf(home), from, long };
  block.classList.add("moving");
  say(said.dataset.moving);
}

function draw() {
  const { block, column, from, long } = taken;
  const home = columns()[column];
  if (block.parentElement !== home) { home.append(block); }
  block.style.setProperty("--from", from);
  block.style.setProperty("--mins", Math.min(long, DAY - from));
  block.style.setProperty("--lanes", 1);
  block.style.setProperty("--lane", 0);
  block.focus();
  const when = block.querySelector("time")?.parentElement;
  if (when) { const [first, last] = when.querySelectorAll("time"); first.textContent = clock(from); last.textContent = clock(from + long); }
  say(`${home.dataset.name}, ${clock(from)}–${clock(from + long)}`);
}

function back({ block, home, next, style }) {
  const times = block.querySelectorAll("time");
  home.insertBefore(block, next);
  block.setAttribute("style", style);
  block.classList.remove("moving");
  for (const time of times) time.textContent = time.dateTime.slice(11, 16);
  block.focus();
}

function arrow(key, stretch) {
  const shown = columns().filter((one) => one.offsetParent !== null).length;
  const along = (key === "ArrowRight" ? 1 : -1) * (rtl ? -1 : 1);
  if (key === "ArrowUp" || key === "ArrowDown") {
    const by = key === "ArrowDown" ? STEP : -STEP;
    if (stretch) taken.long = Math.min(LONGEST, Math.max(STEP, taken.long + by));
    else taken.from = Math.min(DAY - STEP, Math.max(0, taken.from + by));
  } else if (!stretch && shown > 1) taken.column = Math.min(columns().length - 1, Math.max(0, taken.column + along));
  draw();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!taken) {
    const block = event.target.closest?.(".planner [data-movable]");
    if (block && event.key.toLowerCase() === "m") { event.preventDefault(); leave(); take(block); }
    else if (event.key === "Escape" && pending) leave();
    return;
  }
  if (event.key.startsWith("Arrow")) { event.preventDefault(); arrow(event.key, event.shiftKey); return; }
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  const held = taken;
  taken = null;
  if (event.key === "Escape") { back(held); say(said.dataset.left); return; }
  const { block, column, from, long } = held;
  const facts = block.dataset;
  block.classList.remove("moving");
  pending = () => back(held);
  ask({
    chosen: facts.id, version: facts.version, series_version: facts.seriesVersion, room: facts.room, leader: facts.leader,
    day: columns()[column].dataset.day, start: clock(from), end: clock(from + long),
  });
});
