// The round picture that stands for somebody.

import { el } from "./dom.js";
import { state, tint } from "./store.js";

/** A round picture with the first letter of a name; the bot has a mark of its own. */
export function avatar({ id, name }, size = "") {
  const letter = id === state.bot.id ? "♪" : (name.match(/[\p{L}\p{N}]/u)?.[0] ?? "?").toUpperCase();
  return el("span", { class: `avatar ${id === state.bot.id ? "tint-bot" : tint(id)} ${size}`, "aria-hidden": "true" }, letter);
}
