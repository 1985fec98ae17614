// Reads a programme from standard input with Mozilla's ical.js and says as JSON every date it shows until a moment.
// node programme_reader.mjs PATH_TO_ICAL_JS UNTIL < programme.ics
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const loaded = createRequire(import.meta.url)(resolve(process.argv[2]));
const ICAL = loaded.default ?? loaded;
const until = new Date(process.argv[3]);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
// Its own definitions alone, as in a program that knows no other.
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const found = [];
const parts = calendar.getAllSubcomponents("vevent");
for (const master of parts.filter((part) => !part.hasProperty("recurrence-id"))) {
  const event = new ICAL.Event(master);
  for (const other of parts)
    if (other.hasProperty("recurrence-id") && other.getFirstPropertyValue("uid") === event.uid) event.relateException(other);
  const say = (item, start, end) =>
    found.push([
      event.uid,
      start.toJSDate().toISOString(),
      end.toJSDate().toISOString(),
      item.component.getFirstPropertyValue("status"),
      item.location,
    ]);
  if (!event.isRecurring()) {
    say(event, event.startDate, event.endDate);
    continue;
  }
  const dates = event.iterator();
  for (let next = dates.next(), steps = 0; next && steps < 5000; next = dates.next(), steps++) {
    if (next.toJSDate() > until) break;
    const details = event.getOccurrenceDetails(next);
    say(details.item, details.startDate, details.endDate);
  }
}
console.log(JSON.stringify(found));
