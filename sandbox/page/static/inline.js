// Discord's inline markdown, read into nodes. Each rule is tried at each place; what none takes is text.

import { el, safeHref } from "./dom.js";
import { link } from "./links.js";
import { channelMention, commandMention, emoji, everyone, roleMention, userMention } from "./mentions.js";
import { stamp } from "./timestamps.js";

const DEEPEST = 12; // nested deeper than anybody reads

// [pattern, what it becomes]: `found` is the match, `inner` reads nested text, `inLink` forbids links in links.
const RULES = [
  [/\\([^0-9A-Za-z\s])/y, ({ found }) => found[1]],
  [/<(https?:\/\/[^\s<>]+)>/y, ({ found, inLink }) => (inLink ? found[1] : link(found[1], [found[1]]))],
  [/https?:\/\/[^\s<]+[^<.,:;"'\]\s]/y, ({ found, inLink }) => (inLink ? found[0] : bareLink(found[0]))],
  [/<t:(-?\d{1,17})(?::([tTdDfFRsS]))?>/y, ({ found }) => stamp(found[1], found[2]) ?? found[0]],
  [/<@!?(\d+)>/y, ({ found }) => userMention(found[1])],
  [/<@&(\d+)>/y, ({ found }) => roleMention(found[1])],
  [/<#(\d+)>/y, ({ found }) => channelMention(found[1])],
  [/<\/([-\w ]{1,99}):(\d+)>/y, ({ found }) => commandMention(found[1])],
  [/<a?:(\w{2,32}):\d+>/y, ({ found }) => emoji(found[1])],
  [/@(?:everyone|here)\b/y, ({ found }) => everyone(found[0])],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, ({ found }) => el("code", { class: "code" }, found[2].trim() || found[2])],
  [/\*\*\*((?:\\[\s\S]|[^\\])+?)\*\*\*(?!\*)/y, ({ found, inner }) => el("strong", {}, el("em", {}, inner(found[1])))],
  [/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, ({ found, inner }) => el("strong", {}, inner(found[1]))],
  [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, ({ found, inner }) => el("u", {}, inner(found[1]))],
  [/\b_((?:__|\\[\s\S]|[^\\_])+?)_(?![0-9A-Za-z_])/y, ({ found, inner }) => el("em", {}, inner(found[1]))],
  [/\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:[^*\s\\]|\*\*|\\[\s\S])|[^\s*\\])+?)\*(?!\*)/y, ({ found, inner }) => el("em", {}, inner(found[1]))],
  [/~~((?:\\[\s\S]|[^\\])+?)~~/y, ({ found, inner }) => el("s", {}, inner(found[1]))],
  [/\|\|([\s\S]+?)\|\|/y, ({ found, inner }) => spoiler(inner(found[1]))],
];
const SPECIAL = /[\\<h@`*_~|[]/g;

/** Text with its inline markdown as a list of nodes and strings. */
export function inline(text, { inLink = false, depth = 0 } = {}) {
  const made = [];
  let plain = "";
  let place = 0;
  const keep = (node) => {
    if (plain) made.push(plain);
    plain = "";
    made.push(node);
  };
  while (place < text.length) {
    SPECIAL.lastIndex = place;
    const next = depth < DEEPEST ? (SPECIAL.exec(text)?.index ?? text.length) : text.length;
    plain += text.slice(place, next);
    place = next;
    if (place >= text.length) break;
    const [node, length] = special(text, place, { inLink, depth });
    if (typeof node === "string") plain += node;
    else keep(node);
    place += length;
  }
  if (plain) made.push(plain);
  return made;
}

function special(text, place, { inLink, depth }) {
  const masked = text[place] === "[" && !inLink ? maskedLink(text, place, depth) : null;
  if (masked) return masked;
  for (const [pattern, become] of RULES) {
    pattern.lastIndex = place;
    const found = pattern.exec(text);
    if (found) return [become({ found, inLink, inner: (nested) => inline(nested, { inLink, depth: depth + 1 }) }), found[0].length];
  }
  return [text[place], 1];
}

/** `[words](address "title")` at this place, or null; brackets in the words must come in pairs. */
function maskedLink(text, place, depth) {
  let open = 0;
  let end = place;
  for (; end < text.length; end += 1) {
    if (text[end] === "\\") end += 1;
    else if (text[end] === "[") open += 1;
    else if (text[end] === "]" && --open === 0) break;
  }
  if (open !== 0 || text[end + 1] !== "(") return null;
  const target = /\(\s*<?((?:\([^()\s]*\)|[^\s()<>])+)>?(?:\s+["']([^"')]*)["'])?\s*\)/y;
  target.lastIndex = end + 1;
  const found = target.exec(text);
  const words = text.slice(place + 1, end);
  if (!found || !words.trim() || !safeHref(found[1]) || !/^https?:/i.test(found[1])) return null;
  const node = link(found[1], inline(words, { inLink: true, depth: depth + 1 }), found[2]);
  return [node, end + 1 - place + found[0].length];
}

function bareLink(address) {
  // A closing bracket belongs to the sentence around it, unless it was opened in the address.
  const extra = address.endsWith(")") && !address.includes("(") ? ")" : "";
  const bare = extra ? address.slice(0, -1) : address;
  return extra ? el("span", {}, link(bare, null), extra) : link(bare, null);
}

function spoiler(children) {
  const cover = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler: press to show" });
  const inside = el("span", { "aria-hidden": "true" }, children);
  cover.append(inside);
  const show = () => {
    cover.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
    inside.removeAttribute("aria-hidden");
  };
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", (event) => {
    if (!["Enter", " "].includes(event.key) || cover.classList.contains("shown")) return;
    event.preventDefault();
    show();
  });
  return cover;
}
