// Discord's <t:…> stamps, and the clocks of the page; relative ones tick.

import { el } from "./dom.js";

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" },
  S: { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" },
};
const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];
const RELATIVE = new Intl.RelativeTimeFormat("en-GB", { numeric: "always" });

/** A moment in words, by one of Discord's styles. */
export function inStyle(moment, style) {
  return new Intl.DateTimeFormat("en-GB", { hourCycle: "h23", ...STYLES[style] }).format(moment);
}

/** How far away a moment is. */
export function relative(moment, now = Date.now()) {
  const seconds = Math.round((moment.getTime() - now) / 1000);
  if (seconds === 0) return "now";
  const [unit, size] = UNITS.find(([, least]) => Math.abs(seconds) >= least);
  return RELATIVE.format(Math.trunc(seconds / size), unit);
}

/** An element for a `<t:seconds:style>` stamp; null for a moment that no calendar has. */
export function stamp(seconds, style = "f") {
  const moment = new Date(Number(seconds) * 1000);
  if (Number.isNaN(moment.getTime())) return null;
  const ticks = style === "R";
  return el(
    "time",
    { class: "stamp", datetime: moment.toISOString(), title: inStyle(moment, "F"), "data-ticks": ticks },
    ticks ? relative(moment) : inStyle(moment, style),
  );
}

/** When a message was sent: the time today, else the day too. */
export function messageTime(iso, now = new Date()) {
  const moment = new Date(iso);
  const time = inStyle(moment, "t");
  const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(moment).setHours(0, 0, 0, 0)) / 86_400_000);
  const words = days === 0 ? time : days === 1 ? `Yesterday at ${time}` : `${inStyle(moment, "d")} ${time}`;
  return el("time", { datetime: moment.toISOString(), title: inStyle(moment, "F") }, words);
}

/** Let every relative stamp on the page tick. */
export function startTicking() {
  setInterval(() => {
    for (const each of document.querySelectorAll("time[data-ticks]")) {
      const words = relative(new Date(each.dateTime));
      if (each.textContent !== words) each.textContent = words;
    }
  }, 1000);
}
