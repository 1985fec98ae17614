/* The page without network: the PIN of the device opens what was kept, and the register goes on from there. */
import { onWiped } from "./names_store.js";
import { keptPages, open, possible, unlock } from "./names_vault.js";
import { begin } from "./page_keeping.js";
import { Sender } from "./register_sending.js";

const LOOK_EVERY = 8000;
const part = (id) => document.getElementById(id);
const door = part("door");
const main = part("main");
const untouched = main.innerHTML;
const wanted = (/^\/occurrences\/([^/]+)\/register$/.exec(location.pathname) || [])[1];
let restored = false;

/* Names go from the screen as they go from the device; marks stay where they are. */
function close() {
  if (!restored) { location.reload(); return; }
  main.innerHTML = untouched;
  part("wiped").hidden = false;
  part("only-marks").hidden = true;
}

async function show(key, occurrence) {
  const kept = await open(key, occurrence);
  if (!kept) { location.reload(); return; }
  const { html, title, language, direction } = kept.content;
  history.replaceState(null, "", `/occurrences/${occurrence}/register`);
  document.title = title;
  main.lang = language;
  main.dir = direction;
  main.innerHTML = html;
  /* What needs the server is not offered without it. */
  main.querySelectorAll("form:not(#marks):not([data-pin]), a[href]:not(#sync a, .more-toggle, .said)").forEach((one) => { (one.closest("details:not(#keep details)") || one).hidden = true; });
  part("more").content.querySelectorAll("a[href]").forEach((one) => { one.hidden = true; });
  part("only-marks").hidden = false;
  restored = true;
  setTimeout(close, Math.min(kept.until - Date.now(), 2 ** 31 - 1));
  sender.stop();
  line.hidden = true;
  await import("./register.js");
  await begin(kept.until);
  main.focus();
}

async function choose(key) {
  const kept = await keptPages();
  if (kept.includes(wanted)) { await show(key, wanted); return; }
  const list = part("kept").querySelector("ul");
  door.hidden = true;
  part(kept.length ? "kept" : "nothing").hidden = false;
  for (const occurrence of kept) {
    const page = await open(key, occurrence);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn btn-line btn-wide", textContent: page.content.label, dir: "auto" });
    button.addEventListener("click", () => show(key, occurrence));
    const line = document.createElement("li");
    line.append(button);
    list.append(line);
  }
}

door.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = door.querySelector("button");
  const pin = part("pin");
  if (button.disabled) return;
  button.disabled = true;
  const typed = pin.value;
  /* Before it is tried, which takes a second or two: what is typed meanwhile is the next try, and stays. */
  pin.value = "";
  const { key, left } = await unlock(typed);
  button.disabled = false;
  if (key) { await choose(key); return; }
  part("pin-fault").hidden = false;
  part("pin-fault").textContent = door.dataset.left.replace("{left}", left);
  pin.setAttribute("aria-invalid", "true");
  pin.focus();
});

onWiped(() => {
  if (restored) { close(); return; }
  door.hidden = true;
  part("wiped").hidden = false;
});

/* Whether the network is back is asked of the server: a device may be in a network that leads nowhere. */
async function look() {
  if (document.visibilityState !== "visible") return;
  const answer = await fetch("/offline/pass", { headers: { Accept: "application/json", "HX-Request": "true" }, redirect: "manual", cache: "no-store" }).catch(() => null);
  const back = Boolean(answer && [200, 401, 403].includes(answer.status));
  if (back && part("back").hidden) dispatchEvent(new Event("online"));
  part("back").hidden = !back;
  part("away").hidden = back;
}

const line = part("waiting-marks");
const sender = new Sender(null, {
  onState(state, { count }) {
    line.hidden = restored || !count;
    line.querySelector("[data-words]").textContent = line.dataset.words.replace("{count}", count);
  },
});
sender.start();
setInterval(look, LOOK_EVERY);
look();
const kept = possible() ? await keptPages().catch(() => []) : [];
part(kept.length ? "door" : "nothing").hidden = false;
if (kept.length) part("pin").focus();
