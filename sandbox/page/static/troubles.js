// Switches for trouble, each with its fields; and what is ordered at the moment.

import { act, ask } from "./api.js";
import { announce, el, fill, freshId } from "./dom.js";
import { tried } from "./toast.js";

const GROUPS = [
  ["musicapi", "MusicAPI"],
  ["discord", "Discord"],
  ["bot", "The bot"],
];
const CLEAR = "clear";

export const troubleTab = el("div", { class: "troubles" });

/** Learn what may go wrong. */
export async function loadTroubles() {
  const answer = await ask("/api/troubles");
  const all = answer.troubles ?? answer;
  const clear = all.find(({ what }) => what === CLEAR);
  const groups = GROUPS.map(([side, name]) => [name, all.filter((each) => each.what !== CLEAR && (each.side ?? "bot") === side)]);
  fill(
    troubleTab,
    clear && el("button", { type: "button", class: "button secondary clear", title: clear.explains, onclick: () => order(CLEAR, {}, clear.label) }, clear.label),
    groups.filter(([, some]) => some.length).map(([name, some]) => el("section", { "aria-label": `Trouble with ${name}` }, el("h3", { class: "label" }, name), some.map(trouble))),
  );
}

function trouble({ what, label, explains, fields }) {
  const about = freshId("about");
  const inputs = fields.map((field) => [field, input(field)]);
  const form = el(
    "form",
    { class: "trouble", "aria-label": label },
    el("div", { class: "trouble-head" }, el("h4", {}, label), el("button", { type: "submit", class: "button secondary", "aria-label": label, "aria-describedby": about, "data-what": what }, "Do it")),
    el("p", { class: "dim", id: about }, explains),
    inputs.map(([field, node]) => el("label", { class: "trouble-field", for: node.id }, el("span", {}, field.label), node)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = inputs.map(([field, node]) => [field.name, field.kind === "number" ? Number(node.value) : node.value]);
    order(what, Object.fromEntries(given), label);
  });
  return form;
}

function input({ kind, default: usual, least, most }) {
  const number = kind === "number";
  const node = el("input", { id: freshId("trouble"), type: kind, required: number, min: number ? least : null, max: number ? most : null, step: number ? "any" : null, maxlength: number ? null : "300" });
  node.value = String(usual ?? "");
  return node;
}

async function order(what, given, label) {
  const done = await tried(act("/api/trouble", { what, ...given }));
  if (done) announce(`Ordered: ${label}`);
}

/** What is ordered, in words. */
export function orders(waiting) {
  if (!waiting.length) return null;
  return el("div", { class: "orders" }, el("h3", {}, "Ordered"), el("ul", {}, waiting.map((words) => el("li", {}, words))));
}
