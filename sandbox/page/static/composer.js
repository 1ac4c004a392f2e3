// The message box: plain text, or a slash command that is being filled in.

import { say, sendCommand } from "./acts.js";
import { CommandForm } from "./command_form.js";
import { findCommands } from "./command_list.js";
import { byId, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import { on, state } from "./store.js";

const LONGEST = 2000;
const form = byId("composer");
const above = el("div", { class: "above" });
const problem = el("p", { class: "problem", role: "alert", id: "composer-problem" });
const box = el("div", { class: "box" });
const send = el("button", { type: "submit", class: "plain send", "aria-label": "Send" }, icon("send"));
const text = el("textarea", {
  class: "text",
  id: "message-text",
  rows: "1",
  maxlength: String(LONGEST),
  "aria-autocomplete": "list",
  "aria-haspopup": "listbox",
  "aria-describedby": problem.id,
});
const list = new Listbox("Commands", (found) => begin(found)).drivenBy(text);
let command = null; // the form of the command that is being filled in

/** Offer the commands that begin as what is typed. */
function offer() {
  const typed = /^\/(\S*(?: \S*){0,2})$/.exec(text.value)?.[1];
  const found = typed === undefined ? [] : findCommands(typed);
  if (typed !== undefined && text.value.endsWith(" ") && found.length === 1) return begin(found[0]);
  if (typed === undefined) return hideList();
  list.show(found.map((each) => ({ ...each, label: `/${each.name}`, detail: each.about, mark: state.bot.name })), 0);
  fill(above, el("div", { class: "pop" }, el("p", { class: "pop-title" }, found.length ? "Commands" : "No command begins like this"), list.node));
}

function hideList() {
  list.show([]);
  fill(above);
}

/** Fill in a command. */
function begin({ name, about, options }) {
  hideList();
  fail("");
  command = new CommandForm({ name, about, options, above, leave, submit: sendFilled });
  fill(box, command.node, command.close, send);
  command.focus();
}

/** Back to plain text. */
function leave(keep = "") {
  command = null;
  fill(above);
  fill(box, text, send);
  fail("");
  text.value = keep;
  text.focus();
  grow();
}

function fail(sentence) {
  problem.textContent = sentence;
}

async function sendFilled() {
  const found = command.check();
  if (found) {
    fail(found.sentence);
    found.field.focus();
    return;
  }
  const { name, values, files } = command.filled();
  const refused = await sendCommand(name, values, files);
  if (refused) fail(refused);
  else leave();
}

function sendText() {
  const words = text.value.trim();
  if (!words) return;
  if (words.startsWith("/")) {
    const [only] = findCommands(words.slice(1)).filter(({ name }) => name === words.slice(1));
    if (only) return begin(only);
  }
  text.value = "";
  hideList();
  grow();
  say(words);
}

/** As tall as its words, where the browser does not do it by itself. */
function grow() {
  if (CSS.supports("field-sizing", "content")) return;
  text.rows = Math.min(10, text.value.split("\n").length);
}

export function startComposer() {
  fill(form, above, problem, box);
  fill(box, text, send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (command) sendFilled();
    else sendText();
  });
  text.addEventListener("input", () => {
    fail("");
    grow();
    offer();
  });
  text.addEventListener("keydown", (event) => {
    if (list.options.length && list.key(event, { tab: true })) return;
    if (event.key === "Escape") hideList();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    sendText();
  });
  text.addEventListener("blur", () => !command && setTimeout(() => document.activeElement !== text && !command && hideList(), 0));
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    (command ?? text).focus();
  });
  on("place", ({ moved }) => {
    const where = state.channel ? `Message #${state.channel.name}` : "Message";
    text.placeholder = `${where}, or / for commands`;
    text.setAttribute("aria-label", where);
    if (moved && command) leave();
  });
  on("compose", ({ command: name }) => {
    const [found] = findCommands(name).filter((each) => each.name === name);
    if (found) begin(found);
  });
}
