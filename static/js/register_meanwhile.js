/* Two devices on one register: what others mark appears here within seconds. What this device has not sent yet is
   never written over; the server tells both values when the two differ. */
const EVERY = 4000;
const MARKING_FOR = 120000;
const FRESH_FOR = 8000;

export function watch(form, queue, rowOf, field, show) {
  let stopped = false;
  let behind = false;
  let fading = 0;
  const place = () => document.getElementById("meanwhile");
  const tell = (name) => { document.querySelector(`[data-tell="${name}"]`).hidden = false; };

  function look() {
    if (!stopped && document.visibilityState === "visible") place().dispatchEvent(new Event("look"));
  }

  function note(row, told) {
    let line = row.querySelector("[data-note]");
    if (!line) {
      line = document.createElement("div");
      line.className = "person-note no-print";
      line.dataset.note = "";
      row.querySelector(".person-head > div").append(line);
    }
    if (line.textContent.trim() !== told.textContent.trim()) line.replaceChildren(...told.cloneNode(true).childNodes);
  }

  function take(told) {
    const person = told.dataset.ofPerson;
    const row = rowOf(person);
    if (!row) { tell("added"); return; }
    const own = queue.of(person).length || queue.touched.has(person) || row.querySelector(".conflict, [aria-invalid]");
    const seen = field(row, "based_on");
    if (own) { behind = true; return; }
    note(row, told);
    if (seen.value === told.dataset.basedOn) return;
    seen.value = told.dataset.basedOn;
    show(row, { status: told.dataset.status, minutes: told.dataset.minutes, absence_reason: told.dataset.reason });
    row.classList.add("fresh");
    setTimeout(() => row.classList.remove("fresh"), FRESH_FOR);
  }

  document.body.addEventListener("htmx:configRequest", (event) => { event.detail.parameters.since = behind ? "" : place().dataset.version; });
  /* Of what is marked while the question is under way the answer may know nothing yet. */
  document.body.addEventListener("htmx:beforeRequest", () => { queue.touched.clear(); behind = false; });
  document.body.addEventListener("htmx:afterSwap", () => {
    place().querySelectorAll("li").forEach(take);
    if ("closed" in place().dataset) { stopped = true; tell("finished"); }
    clearTimeout(fading);
    fading = setTimeout(() => place().querySelectorAll(".also-marking").forEach((line) => line.remove()), MARKING_FOR);
  });
  document.body.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    if (status === 404) tell("gone");
    if ([401, 403, 404].includes(status)) stopped = true;
  });
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}
