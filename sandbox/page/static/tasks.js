// MusicAPI's tasks: what is being made, how far it is, what became of it.

import { el } from "./dom.js";
import { clock } from "./player.js";

const STATES = { running: "Running", succeeded: "Done", failed: "Failed" };
const CLIPS = { running: "being made", streaming: "being made", succeeded: "done", failed: "failed" };

/** The tasks, newest first. */
export function taskList(tasks) {
  if (!tasks.length) return el("p", { class: "empty" }, "MusicAPI has nothing to do. Ask for a song with /song.");
  return el("ul", { class: "tasks" }, tasks.map(task));
}

function task({ family, operation, state, prompt, progress, clips, failure }) {
  const percent = Math.round(progress * 100);
  const bar = el("div", { class: "bar", role: "progressbar", "aria-label": `${family} ${operation}`, "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": String(percent) }, el("span"));
  bar.style.setProperty("--done", `${percent}%`);
  return el(
    "li",
    { class: `task ${state}` },
    el("div", { class: "task-head" }, el("span", { class: "task-name" }, `${family} · ${operation.replaceAll("_", " ")}`), el("span", { class: `badge ${state}` }, state === "running" ? `${percent} %` : (STATES[state] ?? state))),
    prompt && el("p", { class: "task-words" }, prompt),
    state === "running" && bar,
    clips.length > 0 && el("ul", { class: "task-clips" }, clips.map(clip)),
    failure && el("p", { class: "task-failure" }, failure),
  );
}

function clip({ state, title, seconds }) {
  const length = seconds ? ` · ${clock(seconds)}` : "";
  return el("li", { class: state }, el("span", { class: "task-title" }, title || "Untitled"), el("span", { class: "dim" }, `${CLIPS[state] ?? state}${length}`));
}
