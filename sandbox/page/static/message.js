// One message, which changes in place: only the parts that an edit touched are drawn anew, and music plays on.

import { remove, useComponent } from "./acts.js";
import { attachment } from "./attachments.js";
import { components } from "./components.js";
import { el, fill, freshId } from "./dom.js";
import { embed } from "./embed.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";
import { openMessageMenu } from "./menus.js";
import { avatar } from "./avatar.js";
import { shownName, state, tell } from "./store.js";
import { inStyle, messageTime } from "./timestamps.js";

const COMPONENTS_V2 = 1 << 15;
const PARTS = ["context", "head", "content", "files", "embeds", "components", "foot"]; // in Discord's order

export class MessageView {
  constructor(message) {
    this.keys = {};
    this.files = new Map();
    this.parts = Object.fromEntries(PARTS.map((name) => [name, el("div", { class: `message-${name}` })]));
    this.name = freshId("author");
    this.tools = el("button", { type: "button", class: "plain message-more", "aria-haspopup": "menu", "aria-label": "More" }, icon("more"));
    this.picture = el("div", { class: "message-picture" });
    // What changes in place is not read out again: the list tells of what matters.
    const body = el("div", { class: "message-body", "aria-live": "off" }, PARTS.slice(1).map((name) => this.parts[name]));
    this.node = el("article", { class: "message", "aria-labelledby": this.name, "data-id": message.id }, this.parts.context, this.picture, body, this.tools);
    this.tools.addEventListener("click", (event) => openMessageMenu(this.message, this.tools, event));
    this.node.addEventListener("contextmenu", (event) => {
      if (event.target.closest("a, input, textarea") || !getSelection().isCollapsed) return;
      event.preventDefault();
      openMessageMenu(this.message, this.tools, event);
    });
    this.update(message);
  }

  /** Draw what differs from before. */
  update(message) {
    this.message = message;
    const { private: mine, flags } = message;
    const v2 = Boolean(flags & COMPONENTS_V2);
    this.node.classList.toggle("private", mine);
    this.node.classList.toggle("to-me", isToMe(message));
    this.draw("context", [message.interaction_metadata, message.message_reference, message.referenced_message?.content], () => context(message));
    this.draw("head", [message.author, message.timestamp], () => this.head());
    this.draw("content", [message.content, message.thinking, message.content && message.edited_timestamp], () => content(message));
    this.draw("embeds", [message.embeds], () => message.embeds.map(embed));
    this.drawFiles(v2 ? [] : message.attachments); // under components v2, a file is seen where a component shows it
    const use = {
      press: (custom_id, control) => useComponent("/api/press", this.message, { custom_id }, control),
      select: (custom_id, values, control) => useComponent("/api/select", this.message, { custom_id, values }, control),
    };
    this.draw("components", [message.components], () => components(message.components, use));
    this.parts.components.classList.toggle("v2", v2);
    this.draw("foot", [mine, message.edited_timestamp, message.content], () => foot(message));
  }

  draw(name, made, build) {
    const key = JSON.stringify(made);
    if (this.keys[name] === key) return;
    this.keys[name] = key;
    const focused = this.parts[name].contains(document.activeElement) ? document.activeElement.dataset.customId : null;
    fill(this.parts[name], build());
    if (focused) this.parts[name].querySelector(`[data-custom-id="${CSS.escape(focused)}"]`)?.focus();
  }

  drawFiles(attachments) {
    const kept = new Map();
    for (const file of attachments) kept.set(file.id, this.files.get(file.id) ?? attachment(file));
    const same = kept.size === this.files.size && [...kept.keys()].every((id) => this.files.has(id));
    this.files = kept;
    if (!same) fill(this.parts.files, ...kept.values());
  }

  head() {
    const { author, timestamp } = this.message;
    fill(this.picture, avatar({ id: author.id, name: shownName(author) }));
    return [
      el("span", { class: "message-author", id: this.name }, shownName(author)),
      author.bot && el("span", { class: "app-badge" }, "App"),
      el("span", { class: "message-time" }, messageTime(timestamp)),
    ];
  }

  /** Say below the message that the bot did not answer. */
  failed() {
    this.node.querySelector(".failed-note")?.remove();
    this.parts.components.after(el("p", { class: "failed-note", role: "alert" }, "This interaction failed: the application did not respond."));
  }

  /** Without picture and name, where the message before is by the same person. */
  group(joined) {
    this.node.classList.toggle("joined", joined);
  }
}

/** Whether it calls the person who reads it: Discord marks such a message in colour. */
const isToMe = ({ mentions, mention_everyone }) => mention_everyone || (mentions ?? []).some(({ id }) => id === state.me?.id);

/** Whether something stands above the message: who used which command, or what it replies to. */
export const hasContext = (message) => Boolean(message.interaction_metadata || message.message_reference);

function context(message) {
  const { interaction_metadata: asked, message_reference: reference } = message;
  if (asked?.name) {
    const verb = asked.command_type === 1 || asked.command_type === undefined ? `/${asked.name}` : asked.name;
    return line(el("strong", {}, shownName(asked.user)), " used ", el("span", { class: "used" }, verb));
  }
  const replied = reference?.message_id ?? asked?.original_response_message_id ?? asked?.interacted_message_id ?? asked?.triggering_interaction_metadata?.interacted_message_id;
  if (!replied) return null;
  const original = state.messages.get(replied) ?? message.referenced_message;
  if (!original && reference) return line(el("em", {}, "Original message was deleted"));
  const said = original ? original.content || original.embeds[0]?.title || "a message" : "a message";
  const words = el("div", {}, markdown(said.replace(/\s*\n\s*/g, " "))).textContent; // in one line, without what marks it up
  const called = reference && (message.mentions ?? []).some(({ id }) => id === original.author.id) ? "@" : "";
  const by = original ? `${called}${shownName(original.author)}` : null;
  const picture = original && avatar({ id: original.author.id, name: shownName(original.author) }, "tiny");
  const jump = el("button", { type: "button", class: "reply-jump", onclick: () => tell("jump", { channel: message.channel_id, message: replied }) }, words);
  return line(picture, by && el("strong", {}, by), " ", jump);
}

const line = (...words) => el("div", { class: "context" }, icon("reply"), el("div", { class: "context-words" }, words));

function content(message) {
  if (message.thinking) {
    const dots = el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
    return el("p", { class: "thinking" }, dots, `${shownName(message.author)} is thinking…`);
  }
  if (!message.content) return null;
  return el("div", { class: "md" }, markdown(message.content), edited(message));
}

function edited(message) {
  if (!message.edited_timestamp || message.thinking) return null;
  return el("span", { class: "edited", title: inStyle(new Date(message.edited_timestamp), "F") }, " (edited)");
}

function foot(message) {
  const made = [message.content ? null : edited(message)];
  if (message.private) {
    const dismiss = el("button", { type: "button", class: "as-link", onclick: () => remove(message) }, "Dismiss message");
    made.push(el("p", { class: "only-you" }, icon("eye"), "Only you can see this • ", dismiss));
  }
  return made;
}
