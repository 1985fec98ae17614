/* Two devices on one register: what others mark appears here within seconds. What this device has not sent yet is
   never written over; the server tells both values when the two differ. */
const EVERY = 4000;
const MARKING_FOR = 120000;
const FRESH_FOR = 8000;

export function watch(queue, { rowOf, show, parse, seenOf, putSeen, busy }) {
  let stopped = false;
  let behind = false;
  let fading = 0;
  const place = () => document.getElementById("meanwhile");
  const ours = (event) => event.target.id === "meanwhile" || event.detail.elt.id === "meanwhile";
  const tell = (name) => { document.querySelector(`[data-tell="${name}"]`).hidden = false; };

  function look() {
    if (!stopped && document.visibilityState === "visible") place().dispatchEvent(new Event("look"));
  }

  function line(row, name, told) {
    let note = row.querySelector(`[data-${name}]`);
    if (!told.textContent.trim()) { if (note) note.remove(); return; }
    if (!note) {
      note = document.createElement("div");
      note.className = "person-note no-print";
      note.setAttribute(`data-${name}`, "");
      row.querySelector(".person-head > div").append(note);
    }
    if (note.textContent.trim() !== told.textContent.trim()) note.replaceChildren(...told.cloneNode(true).childNodes);
  }

  /* Two marks of one person that nobody has settled yet are shown on every device, and go when they are. */
  function boxes(row, told) {
    const known = [...told.querySelectorAll("[data-held]")];
    const ids = known.map((box) => box.dataset.held);
    row.querySelectorAll(":scope > .conflict").forEach((box) => { if (!ids.includes(box.dataset.held)) box.remove(); });
    known.forEach((box) => {
      const old = row.querySelector(`:scope > [data-held="${box.dataset.held}"]`);
      /* What stands has changed since the two were shown: now it is that one beside which it is weighed. */
      if (!old) row.append(box.cloneNode(true)); else if (old.dataset.seen !== box.dataset.seen) old.replaceWith(box.cloneNode(true));
    });
  }

  function take(told) {
    const row = rowOf(told.dataset.ofPerson);
    if (!row) { tell("added"); return; }
    if (queue.of(told.dataset.ofPerson).length || queue.touched.has(told.dataset.ofPerson) || busy(row)) { behind = true; return; }
    line(row, "note", told.firstElementChild);
    if (told.dataset.arrived && !row.querySelector("[data-arrived]")) {
      const came = document.createElement("span");
      came.textContent = told.dataset.arrived;
      line(row, "arrived", came);
    }
    boxes(row, told);
    const { mark, value } = parse(told.dataset.seen);
    if (seenOf(row).mark === mark) return;
    putSeen(row, mark, value);
    show(row, value);
    row.classList.add("fresh");
    setTimeout(() => row.classList.remove("fresh"), FRESH_FOR);
  }

  document.body.addEventListener("htmx:configRequest", (event) => { if (ours(event)) event.detail.parameters.since = behind ? "" : place().dataset.version; });
  /* Of what is marked while the question is under way the answer may know nothing yet. */
  document.body.addEventListener("htmx:beforeRequest", (event) => { if (ours(event)) { queue.touched.clear(); behind = false; } });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (!ours(event)) return;
    place().querySelectorAll("li").forEach(take);
    if ("closed" in place().dataset) { stopped = true; tell("finished"); }
    clearTimeout(fading);
    fading = setTimeout(() => place().querySelectorAll(".also-marking").forEach((one) => one.remove()), MARKING_FOR);
  });
  document.body.addEventListener("htmx:responseError", (event) => {
    if (!ours(event)) return;
    const { status } = event.detail.xhr;
    if (status === 404) tell("gone");
    if ([401, 403, 404].includes(status)) stopped = true;
  });
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
  return { all() { behind = true; look(); } };
}
