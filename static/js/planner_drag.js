/* The planner by dragging: EventCalendar draws the same dates in place of the page's own week while it is switched on.
   Its script and sheet are fetched then only. Times are those of the wall: no zone of this browser has a say. */
const place = document.getElementById("dragging");
const button = place.querySelector("button");
const own = document.getElementById("week-shown");
const room = document.getElementById("drag-week");
const KEPT = "planner-dragging";
let calendar = null;
place.hidden = false;

const fetched = (element, address, name) => new Promise((done, fail) => {
  const one = document.createElement(element);
  one[name] = address;
  if (element === "link") one.rel = "stylesheet";
  one.onload = done;
  one.onerror = fail;
  document.head.append(one);
});

/* A wall time and a length after it; read and written as UTC, which has no summer. */
function later(wall, delta) {
  const at = Date.parse(`${wall}Z`) + ((delta?.days ?? 0) * 86400 + (delta?.seconds ?? 0)) * 1000;
  return new Date(at).toISOString().slice(0, 16);
}

function text(tag, words, look) {
  const one = document.createElement(tag);
  one.textContent = words;
  if (look) one.className = look;
  return one;
}

function drawn({ event, timeText }) {
  const facts = event.extendedProps;
  const cloth = text("span", "", "cloth");
  cloth.setAttribute("aria-hidden", "true");
  const words = text("span", "", "words");
  const name = text("b", "");
  const picture = document.querySelector(".bi use").getAttribute("href").split("#")[0];
  name.append(document.createRange().createContextualFragment(`<svg class="bi" aria-hidden="true"><use href="${picture}#${facts.icon}"></use></svg>`));
  const title = text("bdi", event.title);
  if (facts.lang) title.lang = facts.lang;
  name.append(title);
  const when = text("small", "");
  const times = text("bdi", `${facts.start.slice(11)}–${facts.end.slice(11)}`);
  times.dir = "ltr";
  // While it is dragged the picture says where it would stand.
  if (event.display === "preview" || timeText && !timeText.startsWith(facts.start.slice(11))) times.textContent = timeText;
  when.append(times);
  words.append(name, when);
  for (const more of [facts.place, facts.leader]) {
    if (!more) continue;
    const line = text("small", "");
    line.append(text("bdi", more));
    words.append(line);
  }
  return { domNodes: [cloth, words] };
}

function put(info, from, to) {
  const facts = info.event.extendedProps;
  const resource = info.newResource?.id;
  const start = later(facts.start, from), end = later(facts.end, to);
  document.dispatchEvent(new CustomEvent("planner:put", { detail: {
    back: () => info.revert(),
    wanted: {
      chosen: info.event.id, version: facts.version, series_version: facts.seriesVersion,
      day: start.slice(0, 10), start: start.slice(11), end: end.slice(11),
      room: resource && place.dataset.by === "rooms" ? resource : facts.room,
      leader: resource && place.dataset.by === "leaders" ? resource : facts.leaderId,
    },
  } }));
}

function options(week) {
  const days = place.dataset.by === "days";
  const clock = { hour: "2-digit", minute: "2-digit", hour12: false };
  const small = window.matchMedia("(max-width: 47.98rem)").matches;
  return {
    view: days ? (small ? "timeGridDay" : "timeGridWeek") : "resourceTimeGridDay",
    date: days && !small ? week.first : week.day,
    firstDay: new Date(`${week.first}T12:00`).getDay(),
    locale: `${document.documentElement.lang}-u-nu-latn`,
    headerToolbar: days && !small ? { start: "", center: "", end: "" } : { start: "title", center: "", end: "prev,next" },
    buttonText: { prev: place.dataset.before, next: place.dataset.after },
    titleFormat: { weekday: "long", day: "numeric", month: "long" },
    dayHeaderFormat: { weekday: "short", day: "numeric" },
    allDaySlot: false, slotDuration: "00:15", slotLabelInterval: "01:00", slotHeight: 14, snapDuration: "00:15",
    slotMinTime: week.from, slotMaxTime: week.to, slotLabelFormat: clock, eventTimeFormat: clock,
    slotEventOverlap: false, nowIndicator: true, editable: true, dragScroll: true, longPressDelay: 400, eventLongPressDelay: 400,
    eventStartEditable: true, eventDurationEditable: true, selectable: false,
    resources: week.resources.map((one) => ({ id: one.id, title: one.title })),
    events: week.events.map((one) => ({ ...one, extendedProps: { ...one.extendedProps, start: one.start, end: one.end } })),
    eventContent: drawn,
    eventClassNames: ({ event }) => ["block", event.extendedProps.cancelled ? "cancelled" : "", event.editable === false ? "fixed" : ""],
    eventDidMount: ({ el, event }) => { el.dataset.type = event.extendedProps.type; el.dataset.id = event.id; },
    eventDrop: (info) => put(info, info.delta, info.delta),
    eventResize: (info) => put(info, info.startDelta, info.endDelta),
  };
}

async function on() {
  button.disabled = true;
  try {
    if (!window.EventCalendar) await Promise.all([fetched("link", place.dataset.sheet, "href"), fetched("script", place.dataset.script, "src")]);
    const answer = await fetch(place.dataset.events, { credentials: "same-origin" });
    if (!answer.ok) return;
    const week = await answer.json();
    room.hidden = false;
    own.hidden = true;
    calendar = window.EventCalendar.create(room, options(week));
    button.setAttribute("aria-pressed", "true");
    sessionStorage.setItem(KEPT, "on");
  } finally { button.disabled = false; }
}

function off() {
  window.EventCalendar.destroy(calendar);
  calendar = null;
  room.hidden = true;
  own.hidden = false;
  button.setAttribute("aria-pressed", "false");
  sessionStorage.removeItem(KEPT);
}

button.addEventListener("click", () => (calendar ? off() : on()));
if (sessionStorage.getItem(KEPT) === "on") on();
