// What can be chosen in the menus of users, roles and channels: what this server has.

import { el } from "./dom.js";
import { avatar } from "./avatar.js";
import { members, roles, state } from "./store.js";

const [STRING, USER, ROLE, MENTIONABLE, CHANNEL] = [3, 5, 6, 7, 8];

const users = () => members().map(({ id, name, bot }) => ({ value: id, label: name, detail: bot ? "App" : "", picture: avatar({ id, name }) }));
const ofRoles = () => roles().map(({ id, name }) => ({ value: id, label: `@${name.replace(/^@/, "")}`, detail: "Role" }));
const channels = () => (state.server?.channels ?? []).map(({ id, name }) => ({ value: id, label: `#${name}` }));

/** The choices of a select menu or of a command's option of that kind, each with a value and a label. */
export function choicesOf(part) {
  switch (part.type) {
    case STRING:
      return part.options.map(({ value, label, description, emoji, default: chosen }) => ({
        value,
        label,
        detail: description,
        chosen: Boolean(chosen),
        picture: emoji ? el("span", { class: "emoji", "aria-hidden": "true" }, emoji.id ? `:${emoji.name}:` : emoji.name) : null,
      }));
    case USER:
      return preset(part, users());
    case ROLE:
      return preset(part, ofRoles());
    case MENTIONABLE:
      return preset(part, [...users(), ...ofRoles()]);
    case CHANNEL:
      return preset(part, channels());
    default:
      return [];
  }
}

function preset(part, choices) {
  const given = new Set((part.default_values ?? []).map(({ id }) => id));
  return choices.map((choice) => ({ ...choice, chosen: given.has(choice.value) }));
}
