// A message's files: audio with a player, pictures with their words, everything else as a link.

import { el, isHere } from "./dom.js";
import { picture } from "./embed.js";
import { icon } from "./icons.js";
import { player, sized } from "./player.js";

const AUDIO = /^audio\/|\.(m4a|mp3|wav|ogg|flac|opus)$/i;
const PICTURE = /^image\/(png|jpeg|gif|webp|avif)|\.(png|jpe?g|gif|webp)$/i;

const is = (pattern, file) => pattern.test(file.content_type ?? "") || pattern.test(file.filename);

/** An element for one file. */
export function attachment(file) {
  if (is(AUDIO, file)) return player(file);
  if (is(PICTURE, file) && isHere(file.url)) {
    const shown = picture(file, "attached-picture", file.description ?? `Picture ${file.filename}`);
    return el("a", { class: "picture-link", href: file.url, target: "_blank", rel: "noopener" }, shown);
  }
  return fileLink(file.filename, file.url, file.size);
}

/** A file as a link to it. */
export function fileLink(name, url, size) {
  return el(
    "div",
    { class: "file" },
    icon("file"),
    el("div", {}, el("a", { class: "link", href: url, download: name }, name), size != null && el("div", { class: "dim" }, sized(size))),
  );
}
