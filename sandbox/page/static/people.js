// People: their pictures, who one plays, and who is in the server.

import { byId, el, fill } from "./dom.js";
import { openMemberMenu } from "./menus.js";
import { become } from "./place.js";
import { on, state, tint } from "./store.js";
import { tried } from "./toast.js";

/** A round picture with the first letter of a name; the bot has a mark of its own. */
export function avatar({ id, name }, size = "") {
  const letter = id === state.bot.id ? "♪" : (name.match(/[\p{L}\p{N}]/u)?.[0] ?? "?").toUpperCase();
  return el("span", { class: `avatar ${id === state.bot.id ? "tint-bot" : tint(id)} ${size}`, "aria-hidden": "true" }, letter);
}

/** Who one plays, to be changed with a press or with arrow keys. */
function drawMe() {
  const keys = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const choose = (person) =>
    tried(become(person.id)).then(() => document.querySelector('#me [aria-checked="true"]')?.focus());
  const buttons = state.people.map((person, index) => {
    const mine = person.id === state.me.id;
    return el(
      "button",
      {
        type: "button",
        class: "person",
        role: "radio",
        "aria-checked": String(mine),
        "aria-label": person.about ? `${person.name}: ${person.about}` : person.name,
        title: person.about || null,
        tabindex: mine ? "0" : "-1",
        onclick: () => choose(person),
        onkeydown: (event) => {
          if (!(event.key in keys)) return;
          event.preventDefault();
          choose(state.people[(index + keys[event.key] + state.people.length) % state.people.length]);
        },
      },
      avatar(person),
      el("span", { class: "person-name" }, person.name),
    );
  });
  fill(
    byId("me"),
    el("h2", { class: "label", id: "me-title" }, "You are"),
    el("div", { class: "people", role: "radiogroup", "aria-labelledby": "me-title" }, buttons),
    el("p", { class: "about" }, state.me.about),
  );
}

/** The list of members, each with the apps that work on them. */
export function memberList() {
  const list = state.server?.members ?? [];
  const rows = list.map((member) => {
    const row = el(
      "button",
      { type: "button", class: "member", "aria-haspopup": "menu" },
      avatar(member),
      el("span", {}, member.name),
      member.bot && el("span", { class: "app-badge" }, "App"),
    );
    const open = (event) => {
      event.preventDefault();
      openMemberMenu(member, row, event);
    };
    row.addEventListener("click", open);
    row.addEventListener("contextmenu", open);
    return el("li", {}, row);
  });
  return el("ul", { class: "members" }, rows);
}

export function startPeople() {
  on("world", drawMe);
}
