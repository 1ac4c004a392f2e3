// The page: learn the world, show it, and listen.

import { announce, byId, el, fill } from "./dom.js";
import { startComposer } from "./composer.js";
import { startDrawers } from "./drawers.js";
import { answered } from "./invocations.js";
import { listen } from "./live.js";
import { startMenus } from "./menus.js";
import { forget, receive, startMessages } from "./messages.js";
import { loadPanel, showOutside, startPanel } from "./panel.js";
import { startPeople } from "./people.js";
import { begin, enter, loadCommands, loadMessages, loadWorld } from "./place.js";
import { startServers } from "./servers.js";
import { on, state } from "./store.js";
import { startTicking } from "./timestamps.js";
import { tried } from "./toast.js";
import { addTraffic } from "./traffic.js";

async function refresh() {
  await tried(loadWorld(state.me.id).then(() => enter(state.channel?.id)));
}

const HEARD = {
  message: receive,
  gone: forget,
  answered,
  commands: () => tried(loadCommands()),
  world: refresh,
  traffic: addTraffic,
  outside: ({ outside }) => showOutside(outside),
};

const hear = (event) => HEARD[event.kind]?.(event);

/** After an interruption: what was missed is read again. */
async function again() {
  await refresh();
  await loadPanel();
}

/** The stream ended for good: the sandbox was started anew, and everybody in it has another id. */
async function lost() {
  await refresh();
  follow();
}

function follow() {
  // What happened between the first look and the start of the stream is seen by a second look.
  listen(state.me.id, { hear, opened: () => tried(loadMessages()), again, lost });
  announce(`You are ${state.me.name}.`);
}

async function start() {
  startDrawers();
  startMenus();
  startPeople();
  startServers();
  startMessages();
  startComposer();
  startPanel();
  startTicking();
  on("person", follow);
  try {
    await begin();
  } catch (error) {
    fill(byId("log"), el("p", { class: "broken", role: "alert" }, error.message));
    return;
  }
  follow();
  await loadPanel();
}

start();
