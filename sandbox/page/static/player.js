// The player of an audio attachment: play and pause, a bar to seek in, the time, loudness, the file itself.

import { el, isHere } from "./dom.js";
import { icon } from "./icons.js";

let playing = null; // only one sounds at a time

/** Seconds as `1:05`. */
export function clock(seconds) {
  if (!Number.isFinite(seconds)) return "–:––";
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** How large a file is, in words. */
export function sized(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(2)} MB`;
}

/** A player for a Discord attachment. */
export function player(file) {
  const name = file.description || file.filename;
  const audio = el("audio", { preload: "metadata", src: isHere(file.url) ? file.url : null });
  const toggle = el("button", { type: "button", class: "player-toggle", "aria-label": `Play ${name}` }, icon("play"));
  const seek = el("input", { type: "range", class: "seek", min: "0", max: "0", step: "0.1", value: "0", "aria-label": `Position in ${name}` });
  const time = el("span", { class: "player-time" }, "0:00 / –:––");
  const quiet = el("button", { type: "button", class: "plain mutes", "aria-label": `Mute ${name}`, "aria-pressed": "false" }, icon("sound"));
  const download = el("a", { class: "plain", href: file.url, download: file.filename, "aria-label": `Download ${file.filename}` }, icon("download"));
  const box = el(
    "figure",
    { class: "player", "aria-label": `Audio: ${name}` },
    toggle,
    el(
      "div",
      { class: "player-middle" },
      el("div", { class: "player-head" }, el("span", { class: "player-name", title: file.filename }, file.filename), el("span", { class: "player-size" }, sized(file.size))),
      el("div", { class: "player-row" }, seek, time),
    ),
    quiet,
    download,
    audio,
  );

  const show = () => {
    const length = Number.isFinite(audio.duration) ? audio.duration : (file.duration_secs ?? NaN);
    if (Number.isFinite(length)) seek.max = String(length);
    seek.value = String(audio.currentTime);
    seek.style.setProperty("--played", `${length ? (100 * audio.currentTime) / length : 0}%`);
    seek.setAttribute("aria-valuetext", `${clock(audio.currentTime)} of ${clock(length)}`);
    time.textContent = `${clock(audio.currentTime)} / ${clock(length)}`;
  };
  const showState = () => {
    toggle.replaceChildren(icon(audio.paused ? "play" : "pause"));
    toggle.setAttribute("aria-label", `${audio.paused ? "Play" : "Pause"} ${name}`);
    box.classList.toggle("is-playing", !audio.paused);
  };
  toggle.addEventListener("click", () => (audio.paused ? audio.play().catch(() => fail()) : audio.pause()));
  seek.addEventListener("input", () => {
    audio.currentTime = Number(seek.value);
    show();
  });
  quiet.addEventListener("click", () => {
    audio.muted = !audio.muted;
    quiet.setAttribute("aria-pressed", String(audio.muted));
    quiet.replaceChildren(icon(audio.muted ? "mute" : "sound"));
  });
  const fail = () => {
    time.textContent = "This file cannot be played";
    toggle.disabled = true;
  };
  audio.addEventListener("play", () => {
    if (playing !== audio) playing?.pause();
    playing = audio;
    showState();
  });
  for (const each of ["pause", "ended"]) audio.addEventListener(each, showState);
  for (const each of ["timeupdate", "loadedmetadata", "durationchange"]) audio.addEventListener(each, show);
  audio.addEventListener("error", fail);
  return box;
}
