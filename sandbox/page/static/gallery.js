// Every state of what the bot shows, drawn by the page's own parts. What there is to show, the server was given.

import { ask } from "./api.js";
import { byId, el, fill } from "./dom.js";
import { Listbox } from "./listbox.js";
import { MessageView } from "./message.js";
import { drawModal } from "./modal.js";
import { loadWorld } from "./place.js";
import "./theme.js";
import { startTicking } from "./timestamps.js";

/** What the address asks for after the #: a language, and a theme of states where not all are meant. */
function asked() {
  const given = new URLSearchParams(location.hash.slice(1));
  return { as: given.get("as"), language: given.get("language"), theme: given.get("theme") };
}

function exhibit(state) {
  const [, name] = split(state.name);
  const shown = state.modal ? drawModal(state.modal).dialog : new MessageView(state.message).node;
  if (state.modal) shown.setAttribute("open", "");
  const box = el("section", { class: "exhibit", "aria-label": state.name }, el("h3", {}, name), shown);
  for (const menu of menusOf(state)) box.append(opened(menu));
  return box;
}

const split = (name) => name.split(/: (.*)/s);

const MENU = 3; // groups of choices have options, too, and show them as they are

/** Every menu of a state that has choices of its own, wherever it stands. */
function menusOf({ modal, message }) {
  const found = [];
  const look = (part) => {
    if (part.type === MENU) found.push(part);
    for (const inner of [...(part.components ?? []), part.component, part.accessory]) if (inner) look(inner);
  };
  for (const part of (modal ?? message).components) look(part);
  return found;
}

/** A menu as it is seen once it is open. */
function opened({ placeholder, custom_id, options }) {
  const list = new Listbox(placeholder || custom_id, () => {});
  list.show(options.map(({ label, description }) => ({ label, detail: description })));
  list.node.classList.add("choices-shown");
  return list.node;
}

async function start() {
  const { as, language, theme } = asked();
  const page = byId("gallery");
  await loadWorld(as);
  const { states } = await ask("/api/gallery", language ? { language } : {});
  const themes = [...new Set(states.map(({ name }) => split(name)[0]))].filter((each) => !theme || each === theme);
  const walls = themes.map((each) => {
    const shown = states.filter(({ name }) => split(name)[0] === each);
    return el("section", { class: "exhibits", "aria-label": each }, el("h2", {}, each), el("div", { class: "exhibits-wall" }, shown.map(exhibit)));
  });
  const empty = el("p", { class: "empty" }, "Nothing was hung here: make gallery shows what the bot can show.");
  fill(page, el("h1", {}, "Gallery"), walls.length ? walls : empty);
  page.setAttribute("aria-busy", "false");
  startTicking();
}

start().catch((error) => fill(byId("gallery"), el("h1", {}, "Gallery"), el("p", { class: "broken", role: "alert" }, error.message)));
