// Reads a calendar from standard input with Mozilla's ical.js and says as JSON what a reader would show.
// node ical_reader.mjs PATH_TO_ICAL_JS < feed.ics
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const loaded = createRequire(import.meta.url)(resolve(process.argv[2]));
const ICAL = loaded.default ?? loaded;

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const said = (component, name) => component.getFirstPropertyValue(name)?.toString() ?? null;
const instant = (time) => {
  if (time.zone !== ICAL.Timezone.utcTimezone) throw new Error(`not in UTC: ${time}`);
  return time.toJSDate().toISOString();
};

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  if (event.isRecurring()) throw new Error(`recurs: ${event.uid}`);
  return {
    uid: event.uid,
    starts_at: instant(event.startDate),
    ends_at: instant(event.endDate),
    summary: event.summary,
    location: event.location,
    status: said(component, "status"),
  };
});

console.log(
  JSON.stringify({
    name: said(calendar, "name"),
    refresh: said(calendar, "refresh-interval"),
    zones: calendar.getAllSubcomponents("vtimezone").map((zone) => said(zone, "tzid")),
    events,
  }),
);
