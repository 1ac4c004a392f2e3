// Discord's markdown by lines: code blocks, quotes, headings, lists; what is inside lines is inline.js's.

import { el } from "./dom.js";
import { inline } from "./inline.js";

export { inline };

const FENCE = /```(?:([\w+.#-]+)\n)?\n*([\s\S]*?)\n*```/y;
const HEADING = /^(#{1,3})\s+(?!#)(.+?)\s*#*$/;
const SMALL = /^-#\s+(.+)$/;
const ITEM = /^(\s*)(?:[-*]|(\d{1,10})\.)\s+(.*)$/;
const LEVELS = { 1: "h4", 2: "h5", 3: "h6" }; // below the page's own headings

/** Text with all its markdown, as nodes. */
export function markdown(text) {
  return blocks(String(text ?? ""), true);
}

function blocks(text, quotes) {
  const made = [];
  let place = 0;
  while (place < text.length) {
    const fence = text.indexOf("```", place);
    FENCE.lastIndex = fence;
    const found = fence < 0 || escaped(text, fence) ? null : FENCE.exec(text);
    const end = found && found[2].trim() ? fence : fence < 0 ? text.length : fence + 3;
    if (found && found[2].trim()) {
      made.push(...lines(text.slice(place, fence).replace(/\n$/, ""), quotes));
      made.push(el("pre", { class: "block", tabindex: "0" }, el("code", { "data-language": found[1] }, found[2])));
      place = fence + found[0].length;
      if (text[place] === "\n") place += 1;
    } else {
      const rest = end < text.length && text.indexOf("```", end) >= 0 ? end : text.length;
      made.push(...lines(text.slice(place, rest), quotes));
      place = rest;
    }
  }
  return made;
}

function escaped(text, place) {
  let slashes = 0;
  while (text[place - 1 - slashes] === "\\") slashes += 1;
  return slashes % 2 === 1;
}

function lines(text, quotes) {
  if (!text) return [];
  const all = text.split("\n");
  const made = [];
  let paragraph = [];
  const close = () => {
    if (paragraph.length) made.push(el("div", { class: "para" }, inline(paragraph.join("\n"))));
    paragraph = [];
  };
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at];
    const heading = HEADING.exec(line);
    const small = SMALL.exec(line);
    if (quotes && line.startsWith(">>> ")) {
      close();
      made.push(el("blockquote", {}, blocks([line.slice(4), ...all.slice(at + 1)].join("\n"), false)));
      return made;
    }
    if (quotes && /^> /.test(line)) {
      close();
      const quoted = [];
      for (; at < all.length && /^>( |$)/.test(all[at]); at += 1) quoted.push(all[at].slice(2));
      at -= 1;
      made.push(el("blockquote", {}, blocks(quoted.join("\n"), false)));
    } else if (heading) {
      close();
      made.push(el(LEVELS[heading[1].length], { class: "heading" }, inline(heading[2])));
    } else if (small) {
      close();
      made.push(el("div", { class: "subtext" }, inline(small[1])));
    } else if (ITEM.test(line)) {
      close();
      const items = [];
      const numbered = Boolean(ITEM.exec(line)[2]);
      for (let item = ITEM.exec(line); item && (item[1] || Boolean(item[2]) === numbered); item = ITEM.exec(all[at] ?? "")) {
        items.push(item);
        at += 1;
      }
      at -= 1;
      made.push(list(items));
    } else {
      paragraph.push(line);
    }
  }
  close();
  return made;
}

function list(items) {
  const [, indent, number] = items[0];
  const root = number ? el("ol", { start: number }) : el("ul");
  for (let at = 0; at < items.length; at += 1) {
    const nested = [];
    const item = el("li", {}, inline(items[at][3]));
    while (at + 1 < items.length && items[at + 1][1].length > indent.length) nested.push(items[++at]);
    if (nested.length) item.append(list(nested));
    root.append(item);
  }
  return root;
}
