// Links: those to messages here stay in the page, all others open beside it.

import { el, safeHref } from "./dom.js";
import { channelCalled, tell } from "./store.js";

const JUMP = /^https:\/\/(?:(?:ptb|canary)\.)?discord\.com\/channels\/(\d+|@me)\/(\d+)(?:\/(\d+))?\/?$/;

/** A link with these words, or for null with words of its own; an address that is none becomes its words. */
export function link(address, words, title) {
  const href = safeHref(address);
  if (!href) return el("span", {}, words ?? address);
  const jump = JUMP.exec(href);
  if (!jump) return el("a", { href, title, class: "link", target: "_blank", rel: "noopener noreferrer" }, words ?? address);
  const [, , channel, message] = jump;
  const go = (event) => {
    event.preventDefault();
    tell("jump", { channel, message });
  };
  const known = channelCalled(channel);
  if (words) return el("a", { href, title, class: "link", onclick: go }, words);
  const place = known ? `#${known.name}` : "#unknown";
  return el("a", { href, class: "mention", onclick: go, "aria-label": message ? `A message in ${place}` : place }, place, message ? " › message" : "");
}
