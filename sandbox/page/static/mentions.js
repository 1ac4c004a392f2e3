// Mentions of users, roles, channels and commands inside text.

import { el } from "./dom.js";
import { channelCalled, nameOf, roles, state, tell } from "./store.js";

export function userMention(id) {
  const mine = id === state.me?.id ? " mine" : "";
  return el("span", { class: `mention${mine}` }, `@${nameOf(id) ?? "unknown-user"}`);
}

export function roleMention(id) {
  return el("span", { class: "mention" }, `@${roles().find((role) => role.id === id)?.name ?? "unknown-role"}`);
}

export function channelMention(id) {
  const channel = channelCalled(id);
  if (!channel) return el("span", { class: "mention" }, "#No Access");
  return el("button", { type: "button", class: "mention", onclick: () => tell("jump", { channel: id }) }, `#${channel.name}`);
}

export function commandMention(name) {
  return el("button", { type: "button", class: "mention", onclick: () => tell("compose", { command: name }) }, `/${name}`);
}

export const everyone = (word) => el("span", { class: "mention mine" }, word);

// Emoji of servers are pictures that lie elsewhere: their names stand for them.
export const emoji = (name) => el("span", { class: "emoji-name" }, `:${name}:`);
