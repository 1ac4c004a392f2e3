// The messages of a channel: what comes is added, what changes is changed in place, what goes is taken out.

import { dismissGhost, ghosts } from "./acts.js";
import { announce, byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { hasContext, MessageView } from "./message.js";
import { avatar } from "./avatar.js";
import { enter } from "./place.js";
import { channelCalled, on, shownName, state, tell } from "./store.js";
import { inStyle } from "./timestamps.js";
import { toast, tried } from "./toast.js";

const TOGETHER = 7 * 60_000; // messages of one person within this time stand together
const NEAR = 80; // pixels from the end that still count as the end

const views = new Map();
const ghostViews = new Map(); // what is drawn of each ghost, by its key and phase
let atEnd = true;
const scroller = byId("scroller");
const log = byId("log");
const toEnd = el("button", { type: "button", class: "to-end", hidden: true }, "Jump to the newest messages", icon("down"));

/** Put the messages of the channel on the page, keeping those that are there. */
function draw() {
  for (const [id, view] of views) {
    if (state.messages.has(id)) continue;
    leaveFocus(view.node);
    views.delete(id);
  }
  const nodes = [];
  const waiting = ghostsHere();
  let before = null;
  for (const message of [...state.messages.values()].sort(byAge)) {
    const view = views.get(message.id) ?? new MessageView(message);
    views.set(message.id, view);
    const between = waiting.filter(({ after }) => after < BigInt(message.id)); // asked before this was said
    nodes.push(...waiting.splice(0, between.length).map(ghostNode));
    if (!sameDay(before, message)) nodes.push(divider(message));
    view.group(!between.length && isTogether(before, message));
    nodes.push(view.node);
    before = message;
  }
  if (!nodes.length && !waiting.length) nodes.push(welcome());
  place([...nodes, ...waiting.map(ghostNode)]);
  stay();
}

/** Only what is new or moved is touched: a player that is moved in the page would stop. */
function place(nodes) {
  const kept = new Set(nodes);
  for (const child of [...log.children]) if (!kept.has(child)) child.remove();
  nodes.forEach((node, index) => log.children[index] !== node && log.insertBefore(node, log.children[index] ?? null));
}

const byAge = (one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1);
const day = (message) => new Date(message.timestamp).toDateString();
const sameDay = (before, message) => before !== null && day(before) === day(message);

function isTogether(before, message) {
  if (!before || !sameDay(before, message) || hasContext(message) || before.private !== message.private) return false;
  return before.author.id === message.author.id && new Date(message.timestamp) - new Date(before.timestamp) < TOGETHER;
}

function divider(message) {
  return el("div", { class: "day", role: "separator" }, el("span", {}, inStyle(new Date(message.timestamp), "D")));
}

function welcome() {
  const name = state.channel ? `#${state.channel.name}` : "the sandbox";
  return el(
    "div",
    { class: "welcome" },
    el("div", { class: "welcome-mark" }, icon(state.channel?.private ? "lock" : "hash")),
    el("h2", {}, `Welcome to ${name}`),
    el("p", {}, "Type ", el("kbd", {}, "/"), " below to see what the bot can do. Nothing here costs anything, and nothing leaves this machine."),
  );
}

/** Keyboard focus in something that goes away returns to the message box. */
function leaveFocus(node) {
  if (node.contains(document.activeElement)) byId("composer").querySelector("textarea, input")?.focus();
}

const isNearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;

/** Whoever reads the newest goes on doing so; whoever reads older ones is left there. */
function stay() {
  atEnd ||= isNearEnd(); // also after the window grew, which scrolls nothing
  if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  toEnd.hidden = atEnd;
}

/** Something new is said elsewhere. */
function unread(channel, message) {
  if (message.edited_timestamp || message.author.id === state.me.id || state.unread.has(channel)) return;
  state.unread.add(channel);
  tell("unread");
}

/** A message was posted or edited. */
export function receive({ channel, message }) {
  if (channel !== state.channel?.id) return unread(channel, message);
  state.heard += 1;
  const known = state.messages.get(message.id);
  state.messages.set(message.id, message);
  const title = message.embeds[0]?.title;
  if (known && title && known.embeds[0]?.title !== title) announce(`${shownName(message.author)}: ${title}`);
  const view = views.get(message.id);
  if (!view) return draw();
  view.update(message);
  return stay();
}

/** A message was deleted. */
export function forget({ channel, message }) {
  if (channel !== state.channel?.id) return;
  state.heard += 1;
  state.messages.delete(message);
  draw();
}

/** Go to a message, wherever it is, and show which one it is. */
async function jump({ channel, message }) {
  if (!channelCalled(channel)) return toast("You do not have access to this link.");
  if (channel !== state.channel.id) await tried(enter(channel));
  if (!message) return;
  const view = views.get(message);
  if (!view) return toast("This message is not there (any more).");
  atEnd = false;
  view.node.scrollIntoView({ block: "center" });
  view.node.setAttribute("tabindex", "-1");
  view.node.focus({ preventScroll: true });
  view.node.classList.remove("found");
  requestAnimationFrame(() => view.node.classList.add("found"));
}

/** What this person asked for here and got no answer to, oldest first. */
const ghostsHere = () => [...ghosts.values()].filter(({ channel, who }) => channel === state.channel?.id && who.id === state.me.id);

function ghostNode(ghost) {
  const known = ghostViews.get(ghost.key);
  if (known?.phase === ghost.phase) return known.node;
  const node = ghostMessage(ghost);
  ghostViews.set(ghost.key, { phase: ghost.phase, node });
  return node;
}

function drawGhosts() {
  for (const [key, { node }] of ghostViews) {
    if (ghosts.has(key)) continue;
    leaveFocus(node);
    ghostViews.delete(key);
  }
  draw();
}

function ghostMessage({ key, words, phase, who }) {
  const failed = phase === "failed";
  const dismiss = el("button", { type: "button", class: "as-link", onclick: () => dismissGhost(key) }, "Dismiss message");
  const body = failed
    ? [el("p", { class: "failed-note" }, icon("warn"), "The application did not respond"), el("p", { class: "only-you" }, icon("eye"), "Only you can see this • ", dismiss)]
    : el("p", { class: "thinking" }, "Sending command…");
  return el(
    "article",
    { class: `message ghost${failed ? " private" : ""}`, "aria-label": `${who.name} used ${words}` },
    el("div", { class: "message-context" }, el("div", { class: "context" }, icon("reply"), el("div", { class: "context-words" }, el("strong", {}, who.name), " used ", el("span", { class: "used" }, words)))),
    el("div", { class: "message-picture" }, avatar(state.bot)),
    el("div", { class: "message-body" }, el("div", { class: "message-head" }, el("span", { class: "message-author" }, state.bot.name), el("span", { class: "app-badge" }, "App")), body),
  );
}

export function startMessages() {
  scroller.after(toEnd);
  scroller.addEventListener("scroll", () => {
    atEnd = isNearEnd();
    toEnd.hidden = atEnd;
  });
  toEnd.addEventListener("click", () => tell("to-end"));
  // Also whoever says something or uses a command sees what comes of it.
  on("to-end", () => {
    atEnd = true;
    stay();
  });
  new ResizeObserver(stay).observe(log);
  new ResizeObserver(stay).observe(scroller);
  on("place", ({ moved }) => {
    if (!moved) return;
    atEnd = true;
    views.clear();
    log.setAttribute("aria-label", `Messages in #${state.channel?.name}`);
  });
  on("messages", () => {
    for (const [id, view] of views) if (state.messages.has(id)) view.update(state.messages.get(id));
    // A whole channel is not read out; what comes later is.
    log.setAttribute("aria-busy", "true");
    draw();
    requestAnimationFrame(() => log.removeAttribute("aria-busy"));
  });
  on("ghosts", drawGhosts);
  on("jump", jump);
  on("interaction-failed", (id) => views.get(id)?.failed());
}
