// The bot's requests and MusicAPI's calls to it as they pass, newest first.

import { el, fill } from "./dom.js";

const KEPT = 100;
const SIDES = { musicapi: "MusicAPI", discord: "Discord", callback: "MusicAPI calls" };
const MARKS = { musicapi: "M", discord: "D", callback: "C" };
let all = [];
let shown = "all";

const body = el("tbody");
const empty = el("p", { class: "empty" }, "No request has passed yet.");
const filters = ["all", "musicapi", "discord"].map((side) =>
  el("button", { type: "button", class: "filter", "aria-pressed": String(side === shown), onclick: () => only(side), "data-side": side }, SIDES[side] ?? "All"),
);
const head = ["Time", "Request", "Status", "Takes"].map((name) => el("th", { scope: "col" }, name));

export const trafficTab = el(
  "div",
  {},
  el("div", { class: "filters", role: "group", "aria-label": "Whose requests" }, filters),
  el("table", { class: "traffic" }, el("caption", { class: "unseen" }, "The bot's requests and MusicAPI's calls, newest first"), el("thead", {}, el("tr", {}, head)), body),
  empty,
);

function only(side) {
  shown = side;
  for (const each of filters) each.setAttribute("aria-pressed", String(each.dataset.side === side));
  draw();
}

/** A path with its version and the middle of its ids left out. */
const short = (path) =>
  path
    .replace(/^\/api\/v\d+/, "")
    .replace(/\d{15,}/g, (id) => `…${id.slice(-4)}`)
    .replace(/([0-9a-f]{8})-[0-9a-f]{4}-[-0-9a-f]{22,}/g, "$1…");

const took = (ms) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);

function row({ side, method, path, status, ms, at }) {
  const failed = status === 0 || status >= 400;
  return el(
    "tr",
    { class: failed ? "bad" : "" },
    el("td", { class: "dim" }, new Date(at * 1000 || at).toLocaleTimeString("en-GB")),
    el("td", {}, el("span", { class: `side-mark ${side}`, title: SIDES[side] }, MARKS[side]), el("span", { class: "unseen" }, ` ${SIDES[side]}: `), el("span", { class: "method" }, method), " ", el("span", { class: "path", title: path }, short(path))),
    el("td", { class: "status" }, status === 0 ? "dropped" : String(status)),
    el("td", { class: "dim number" }, took(ms)),
  );
}

const fits = ({ side }) => shown === "all" || side === shown || (side === "callback" && shown === "musicapi");

function draw() {
  fill(body, all.filter(fits).map(row));
  empty.hidden = body.children.length > 0;
}

/** Show all the requests that are known, oldest first. */
export function drawTraffic(requests) {
  const newest = requests.at(-1)?.at;
  if (newest !== undefined && newest === all[0]?.at) return; // each was shown as it passed
  all = [...requests].reverse();
  draw();
}

/** A request has passed. */
export function addTraffic(request) {
  all = [request, ...all].slice(0, KEPT);
  if (!fits(request)) return;
  body.prepend(row(request));
  while (body.children.length > KEPT) body.lastChild.remove();
  empty.hidden = true;
}
