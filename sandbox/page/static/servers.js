// The rail of servers, the list of channels, and the line above the messages.

import { closeDrawers, drawerTitle, toggleDrawer } from "./drawers.js";
import { byId, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { enter } from "./place.js";
import { on, state } from "./store.js";
import { themeSwitch } from "./theme.js";
import { tried } from "./toast.js";

const DMS = "@me";
const themes = themeSwitch(); // one for good: it listens to the system

function initials(name) {
  return name.split(/\s+/).map((word) => word[0]).join("").slice(0, 2).toUpperCase();
}

function drawRail() {
  const items = state.servers.map((server) => {
    const here = server.id === state.server?.id;
    const fresh = !here && server.channels.some(({ id }) => state.unread.has(id));
    const face = server.id === DMS ? "✉" : initials(server.name);
    return el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          class: `server${fresh ? " unread" : ""}`,
          "aria-label": fresh ? `${server.name} (unread)` : server.name,
          "aria-current": here ? "true" : null,
          title: server.name,
          onclick: () => server.channels[0] && tried(enter(server.channels[0].id)),
        },
        face,
      ),
    );
  });
  fill(byId("rail"), el("ul", {}, items));
}

function drawChannels() {
  const { server } = state;
  const items = (server?.channels ?? []).map((channel) =>
    el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          class: `channel${state.unread.has(channel.id) ? " unread" : ""}`,
          "aria-current": channel.id === state.channel?.id ? "page" : null,
          onclick: () => {
            closeDrawers();
            tried(enter(channel.id));
          },
        },
        icon(channel.private ? "lock" : "hash"),
        el("span", {}, channel.name),
        channel.private && el("span", { class: "unseen" }, "(private)"),
        state.unread.has(channel.id) && el("span", { class: "unseen" }, "(unread)"),
      ),
    ),
  );
  fill(
    byId("channels"),
    drawerTitle("server-name", server?.name ?? "No server"),
    el("h3", { class: "label" }, server?.id === DMS ? "Conversations" : "Text channels"),
    el("ul", {}, items),
  );
}

function drawTopic() {
  const { channel, server } = state;
  const opener = (drawer, name, label) =>
    el("button", { type: "button", class: `plain opens-${drawer}`, "aria-label": label, title: label, "aria-controls": drawer === "side" ? "side" : "aside", onclick: () => toggleDrawer(drawer) }, icon(name));
  fill(
    byId("topic"),
    opener("side", "menu", "Servers and channels"),
    icon(channel?.private ? "lock" : "hash"),
    el("h1", { class: "topic-name" }, channel?.name ?? "nowhere"),
    el("p", { class: "topic-about" }, server ? `${server.name} · a simulated channel; nothing leaves this machine` : ""),
    el("div", { class: "topic-tools" }, themes, opener("members", "people", "Members"), opener("world", "globe", "The outside world")),
  );
  document.title = channel ? `#${channel.name} · Encore sandbox` : "Encore sandbox";
}

export function startServers() {
  on("unread", () => {
    drawRail();
    drawChannels();
  });
  for (const kind of ["world", "place"]) {
    on(kind, () => {
      drawRail();
      drawChannels();
      drawTopic();
    });
  }
}
