// The slash commands that are on offer, subcommands each on their own.

import { state } from "./store.js";

const [CHAT_INPUT, SUBCOMMAND, GROUP] = [1, 1, 2];
const MAIN = "song"; // Discord puts first what people use most, and they come here for songs

/** Every command as `{name, about, options}`; a subcommand's name has all its words. */
function all() {
  return state.commands.filter(({ type }) => (type ?? CHAT_INPUT) === CHAT_INPUT).flatMap((command) => spread(command.name, command));
}

function spread(name, { description, description_localized: about = description, options = [] }) {
  const nested = options.filter(({ type }) => type === SUBCOMMAND || type === GROUP);
  if (nested.length) return nested.flatMap((part) => spread(`${name} ${part.name}`, part));
  return [{ name, about, options: options.map(said) }];
}

/** An option in the language of whoever types: what it does, and what can be chosen; its name is the same in all. */
function said({ description, description_localized: about = description, choices = [], ...option }) {
  return { ...option, description: about, choices: choices.map(({ name, name_localized: label = name, value }) => ({ name: label, value })) };
}

/** The commands that fit what was typed after the slash: those that begin so first, and of them the main one. */
export function findCommands(typed) {
  const wanted = typed.trim().toLowerCase();
  const fitting = all().filter(({ name }) => name.includes(wanted));
  const rank = ({ name }) => (name === wanted ? 0 : name.startsWith(wanted) ? (name === MAIN ? 1 : 2) : 3);
  return fitting.sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}
