/* The wall board: its clock, what is now and next as time goes on, the turn of languages, and news from the server.
   It runs for months: whatever comes takes the place of what was, and nothing is ever added. */
import { fit } from "./wall_fit.js";

const TURN = 20_000;
const ASK = 25_000;
const PATIENCE = 10_000;
let wall = document.getElementById("wall");
let build = wall.dataset.build;
/* How far this machine's clock is from the house's. */
let skew = Number(wall.dataset.at) - Date.now();
let freshAt = Number(wall.dataset.at);
let away = false;
let turn = 0;
let drawn = "";

const now = () => Date.now() + skew;
const faces = () => [...wall.querySelectorAll("[data-face]")];
const pairs = (text) => text.trim().split(/\s+/).filter(Boolean).map((pair) => pair.split("/").map(Number));

/* What the house's wall shows at an instant: told by the server, for a television may know old rules of summer time. */
function wallOf(at) {
  const known = pairs(wall.dataset.offsets);
  const minutes = known.filter(([from]) => from <= at).at(-1)?.[1] ?? known[0][1];
  return new Date(at + minutes * 60_000).toISOString();
}

function due(box, at) {
  const slots = [...box.querySelectorAll("[data-from]")];
  const from = (slot) => Number(slot.dataset.from);
  const first = Math.min(...slots.map(from).filter((start) => start > at));
  for (const slot of slots) {
    const runs = from(slot) <= at && at < Number(slot.dataset.until);
    const shows = box.matches(".wall-now") ? runs : box.matches(".wall-next") ? from(slot) === first : from(slot) > at;
    slot.dataset.due = shows ? "yes" : "no";
    const bar = runs && slot.querySelector(".wall-gone");
    if (bar) bar.style.setProperty("--done", `${((at - from(slot)) / (Number(slot.dataset.until) - from(slot))) * 100}%`);
  }
  return slots.filter((slot) => slot.dataset.due === "yes");
}

/* Every minute, at every turn and whenever something came: what this moment shows. */
function show(moved = false) {
  const at = now();
  const said = wallOf(at);
  const silent = pairs(wall.dataset.quiet).some(([from, until]) => from <= at && at < until);
  const all = faces();
  const face = all[turn % all.length];
  const state = [said.slice(0, 16), turn, wall.dataset.mark, away, silent].join();
  if (state === drawn && !moved) return;
  drawn = state;
  for (const one of all) one.hidden = one !== face;
  document.documentElement.lang = face.lang;
  document.documentElement.dir = face.dir;
  face.querySelector("[data-clock]").textContent = said.slice(11, 16);
  for (const day of face.querySelectorAll("[data-day]")) day.hidden = day.dataset.day !== said.slice(0, 10);
  for (const one of face.querySelectorAll("[data-resident]")) { one.dataset.silent = silent ? "yes" : "no"; one.hidden = silent; }
  for (const one of face.querySelectorAll(".wall-changes [data-until]")) one.hidden = Number(one.dataset.until) <= at;
  const changes = face.querySelector(".wall-changes");
  if (changes) changes.hidden = !changes.querySelector("li:not([hidden])");
  const running = due(face.querySelector(".wall-now"), at);
  due(face.querySelector(".wall-next"), at);
  const ahead = due(face.querySelector("[data-list]"), at).length > 0;
  for (const rest of face.querySelectorAll("[data-rest]")) {
    rest.dataset.due = !running.length && (rest.dataset.rest === "gap") === ahead ? "yes" : "no";
  }
  const asOf = face.querySelector("[data-asof]");
  asOf.hidden = !away;
  asOf.querySelector("[data-asof-time]").textContent = wallOf(freshAt).slice(11, 16);
  document.documentElement.classList.toggle("wall-calm", !running.length && !ahead);
  fit(face, Math.floor(turn / all.length));
}

function took(at) {
  skew = at - Date.now();
  freshAt = at;
  away = false;
}

async function ask() {
  try {
    const answer = await fetch(wall.dataset.news, {
      headers: { "If-None-Match": `"${wall.dataset.mark}"` },
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
      /* Revoked: nothing of the house stays on the screen, whatever comes next. */
      document.body.replaceChildren();
      location.reload();
      return;
    }
    if (answer.status === 304) took(Number(answer.headers.get("X-House-Time")));
    else if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("wall");
      if (!page) throw new Error("no wall");
      if (page.dataset.build !== build) { location.reload(); return; }
      wall.replaceWith(page);
      wall = page;
      took(Number(answer.headers.get("X-House-Time")));
    } else throw new Error(String(answer.status));
  } catch {
    away = true;
  }
  show();
  setTimeout(ask, ASK);
}

/* The page begins with the face it was asked for. */
turn = Math.max(0, faces().findIndex((face) => !face.hidden));
show();
document.fonts?.ready.then(() => show(true));
setInterval(() => show(), 1000);
setInterval(() => { turn += 1; show(); }, TURN);
setTimeout(ask, ASK);
addEventListener("resize", () => show(true));
