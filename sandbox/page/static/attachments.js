// A message's files: audio with a player, films, pictures with their words, everything else as a link.

import { el, isHere } from "./dom.js";
import { picture } from "./embed.js";
import { icon } from "./icons.js";
import { player, sized } from "./player.js";

const AUDIO = /^audio\/(?!(x-)?midi?$)|\.(m4a|mp3|wav|ogg|flac|opus)$/i; // no browser plays MIDI, and Discord shows a file
const FILM = /^video\/(mp4|webm|quicktime)|\.(mp4|webm|mov)$/i;
const PICTURE = /^image\/(png|jpeg|gif|webp|avif)|\.(png|jpe?g|gif|webp)$/i;

const is = (pattern, file) => pattern.test(file.content_type ?? "") || pattern.test(file.filename);

/** An element for one file. */
export function attachment(file) {
  if (is(AUDIO, file)) return player(file);
  if (is(PICTURE, file) && isHere(file.url)) {
    const shown = picture(file, "attached-picture", file.description ?? `Picture ${file.filename}`);
    return el("a", { class: "picture-link", href: file.url, target: "_blank", rel: "noopener" }, shown);
  }
  if (is(FILM, file) && isHere(file.url)) return film(file);
  return fileLink(file.filename, file.url, file.size, file.description);
}

function film(file) {
  const shown = el("video", { class: "film", controls: true, preload: "metadata", src: file.url, "aria-label": file.description ?? `Video ${file.filename}` });
  return el("div", { class: "film-box" }, shown, fileLink(file.filename, file.url, file.size, file.description));
}

/** A file as a link to it, with what was said of it. */
export function fileLink(name, url, size, about) {
  return el(
    "div",
    { class: "file" },
    icon("file"),
    el("div", {}, el("a", { class: "link", href: url, download: name }, name), size != null && el("div", { class: "dim" }, sized(size)), about && el("div", { class: "dim" }, about)),
  );
}
