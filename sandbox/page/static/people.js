// Who one plays.

import { avatar } from "./avatar.js";
import { byId, el, fill } from "./dom.js";
import { become } from "./place.js";
import { on, state } from "./store.js";
import { tried } from "./toast.js";

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

export function startPeople() {
  on("world", drawMe);
}
