// What stands at the right: the members of the server, or the outside world with its state and three tabs.

import { ask } from "./api.js";
import { byId, el, fill } from "./dom.js";
import { drawerTitle } from "./drawers.js";
import { memberList } from "./members.js";
import { drawTraffic, trafficTab } from "./traffic.js";
import { on, state } from "./store.js";
import { taskList } from "./tasks.js";
import { inStyle } from "./timestamps.js";
import { tried } from "./toast.js";
import { loadTroubles, orders, troubleTab } from "./troubles.js";

const TABS = [
  ["songs", "Songs"],
  ["requests", "Requests"],
  ["trouble", "Trouble"],
];
const BOT_STATES = { running: "running", starting: "starting…", reconnecting: "reconnecting…", stopped: "stopped" };
const BUSY = ["starting", "reconnecting"]; // and so the bot answers nobody for a moment
const VENDORS = {
  documented: "Answers by its document alone",
  observed: "Answers in every shape that was seen",
  hostile: "Answers as badly as a client must survive",
};
const parts = { state: el("div"), songs: el("div"), requests: trafficTab, trouble: troubleTab };

/** Keep the tab that was chosen over a reload. */
const chosen = () => sessionStorage.getItem("tab") ?? "songs";

function frame() {
  const which = byId("app").dataset.aside;
  const aside = byId("aside");
  if (which === "members") {
    aside.setAttribute("aria-label", "Members");
    fill(aside, drawerTitle("aside-title", "Members"), memberList());
    return;
  }
  aside.setAttribute("aria-label", "The outside world");
  const tabs = TABS.map(([name, label], index) =>
    el(
      "button",
      {
        type: "button",
        role: "tab",
        class: "tab",
        id: `tab-${name}`,
        "aria-controls": "tab-panel",
        "aria-selected": String(name === chosen()),
        tabindex: name === chosen() ? "0" : "-1",
        onclick: () => choose(name),
        onkeydown: (event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (step) choose(TABS[(index + step + TABS.length) % TABS.length][0]);
        },
      },
      label,
    ),
  );
  const panel = el("div", { class: "tab-panel", role: "tabpanel", id: "tab-panel", tabindex: "0", "aria-labelledby": `tab-${chosen()}` }, parts[chosen()]);
  fill(aside, drawerTitle("aside-title", "The outside world"), parts.state, el("div", { class: "tabs", role: "tablist", "aria-label": "The outside world" }, tabs), panel);
}

function choose(name) {
  sessionStorage.setItem("tab", name);
  frame();
  byId(`tab-${name}`).focus();
}

function light(kind, words, detail, title) {
  return el("li", { class: `light ${kind}`, title }, el("span", { class: "lamp", "aria-hidden": "true" }), el("span", {}, words), detail && el("span", { class: "dim" }, detail));
}

function drawState() {
  const { bot, discord, speed, account, vendor } = state.outside;
  const since = typeof bot.since === "number" ? new Date(bot.since * 1000) : new Date(bot.since);
  const busy = BUSY.includes(bot.state);
  const away = byId("bot-away");
  away.hidden = !busy;
  away.textContent = busy ? `Bot ${BOT_STATES[bot.state]} It answers in a moment.` : "";
  const about = Number.isNaN(since.getTime()) ? null : `Since ${inStyle(since, "T")}`;
  fill(
    parts.state,
    el(
      "ul",
      { class: "lights" },
      light(bot.state === "running" ? "good" : busy ? "busy" : "bad", `Bot ${BOT_STATES[bot.state] ?? bot.state}`, bot.why, about),
      light(discord.up ? "good" : "bad", discord.up ? "Discord up" : "Discord down"),
      light("plain", `MusicAPI ×${Math.round(speed * 10) / 10}`, vendor, VENDORS[vendor]),
    ),
    account
      ? el("dl", { class: "account", "aria-label": "The account at MusicAPI" }, [
          figure("Credits", account.credits + (account.extra_credits ?? 0)),
          figure("Charged", account.charged),
          figure("Refunded", account.refunded),
        ])
      : el("p", { class: "dim" }, "The real MusicAPI is used: its account is not shown here."),
    orders(state.outside.orders),
  );
}

const figure = (name, amount) => el("div", {}, el("dt", {}, name), el("dd", {}, amount.toLocaleString("en-GB")));

/** Show what the outside world is like now. */
export function showOutside(outside) {
  state.outside = outside;
  drawState();
  fill(parts.songs, taskList(outside.tasks));
  drawTraffic(outside.traffic);
}

/** Look at the outside world anew. */
export const loadPanel = () => tried(Promise.all([ask("/api/outside").then(showOutside), loadTroubles()]));

export function startPanel() {
  on("aside", frame);
  for (const kind of ["place", "world"]) on(kind, () => byId("app").dataset.aside === "members" && frame());
  frame();
}
