/* Keeping the register that is shown, sealed, on this device; with the form where its PIN is chosen. */
import { keepSetting } from "./device_store.js";
import { onWiped, sweep, wipe } from "./names_store.js";
import { HOURS, choosePin, hasPin, leaveUnless, possible, seal } from "./names_vault.js";

const PAUSE = 40;
let timer = 0;
let until = 0;
let begun = null;

/* The page with what was typed and chosen written into it; a question that is open is asked anew by the server. */
function written(main) {
  const copy = main.cloneNode(true);
  const now = [...main.querySelectorAll("input, select")];
  copy.querySelectorAll("details").forEach((part) => part.removeAttribute("open"));
  [...copy.querySelectorAll("input, select")].forEach((part, at) => {
    const seen = now[at];
    if (part.type === "radio" || part.type === "checkbox") part.toggleAttribute("checked", seen.checked);
    else if (part.type === "password") part.removeAttribute("value");
    else if (part.tagName === "INPUT") part.setAttribute("value", seen.value);
    else if (part.tagName === "SELECT") [...part.options].forEach((option, place) => option.toggleAttribute("selected", seen.options[place].selected));
  });
  copy.querySelectorAll("[aria-expanded=true]").forEach((part) => part.setAttribute("aria-expanded", "false"));
  copy.querySelectorAll(".person > .conflict, .person > .more, [name=csrf_token], script").forEach((part) => part.remove());
  return copy.innerHTML;
}

/* What the register is called in the list of those that are kept: the session, its day and time. */
const labelOf = (main) => [...main.querySelectorAll(".session-head h1, .session-head time")].map((part) => part.textContent.trim()).join(" · ");

async function keepNow() {
  const form = document.getElementById("marks");
  const main = document.getElementById("main");
  if (!form || until <= Date.now() || !(await hasPin())) return;
  const { occurrence, keeper } = form.dataset;
  const kept = await seal(occurrence, keeper, { html: written(main), title: document.title, label: labelOf(main), language: main.lang || document.documentElement.lang, direction: main.dir || document.documentElement.dir }, until);
  if (kept) shown("kept");
}

/* Soon: several marks in a row are kept as one page. */
function keepPage() {
  clearTimeout(timer);
  timer = setTimeout(() => keepNow().catch(() => {}), PAUSE);
}

function shown(state) {
  const part = document.getElementById("keep");
  if (!part) return;
  part.hidden = false;
  part.dataset.state = state;
  part.querySelectorAll("[data-when]").forEach((one) => { one.hidden = one.dataset.when !== state; });
  /* At the foot nobody looks for it before the network is away. */
  const door = document.querySelector("[data-keep-door]");
  if (door) door.hidden = state !== "none";
  const place = part.querySelector("[data-until]");
  if (place) place.textContent = new Date(until).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

const easy = (pin) => /^(\d)\1*$/.test(pin) || "0123456789".includes(pin) || "9876543210".includes(pin);

function listen(part) {
  const form = part.querySelector("[data-pin]");
  const [pin, again] = form.querySelectorAll("input");
  const fault = part.querySelector("#pin-fault");
  document.querySelector("[data-keep-door]")?.addEventListener("click", () => { part.querySelector("details").open = true; });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const wrong = !/^[0-9]{6}$/.test(pin.value) ? "digits" : easy(pin.value) ? "easy" : pin.value !== again.value ? "differ" : null;
    fault.hidden = !wrong;
    fault.textContent = wrong ? part.dataset[wrong] : "";
    [pin, again].forEach((field) => field.toggleAttribute("aria-invalid", Boolean(wrong)));
    if (wrong) { pin.focus(); return; }
    try {
      await choosePin(pin.value, document.getElementById("marks").dataset.keeper);
      form.reset();
      await keepNow();
      part.querySelector("summary").focus();
    } catch { fault.hidden = false; fault.textContent = part.dataset.failed; }
  });
  part.querySelector("[data-wipe]").addEventListener("click", async () => { await wipe(); part.querySelector("summary").focus(); });
}

/* Once per page. until: when a page that was kept before is over; without it twelve hours from now. */
export function begin(end) {
  begun ||= (async () => {
    const part = document.getElementById("keep");
    if (!part) return;
    until = end || Date.now() + HOURS * 3600000;
    if (!possible()) { shown("plain"); return; }
    listen(part);
    await leaveUnless(document.getElementById("marks").dataset.keeper);
    onWiped(() => shown("none"));
    shown((await hasPin()) ? "kept" : "none");
    /* What the server took, from here or from elsewhere, is kept as it stands now. */
    const line = document.getElementById("sync");
    const seen = new MutationObserver(() => { if (line.dataset.says === "sent") keepPage(); });
    seen.observe(line, { attributeFilter: ["data-says"] });
    seen.observe(document.getElementById("marks"), { subtree: true, attributeFilter: ["data-status", "data-minutes", "data-reason", "value"] });
    keepPage();
  })().catch(() => {});
  return begun;
}

/* What every page of the staff does for this device: the worker, the language of the page without network, old pages. */
export async function upkeep() {
  if (window.isSecureContext && navigator.serviceWorker) navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch(() => {});
  await keepSetting("language", document.documentElement.lang).catch(() => {});
  if (possible()) { await sweep().catch(() => {}); setInterval(() => sweep().catch(() => {}), 60000); }
}
