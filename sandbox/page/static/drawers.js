// The parts at the sides: on a narrow screen they slide over the messages; on the right one of two is shown.

import { byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { tell } from "./store.js";

const narrow = matchMedia("(max-width: 899px)");
let opener = null;

/** Show or hide what is at a side: "side", or on the right "members" or "world". */
export function toggleDrawer(which) {
  const app = byId("app");
  const open = app.dataset.open === which || (!narrow.matches && which !== "side" && app.dataset.aside === which && !app.hasAttribute("data-folded"));
  opener = document.activeElement;
  if (which !== "side") {
    app.dataset.aside = which;
    app.toggleAttribute("data-folded", open && !narrow.matches);
    tell("aside");
  }
  if (!narrow.matches) return;
  if (open) return closeDrawers();
  app.dataset.open = which;
  byId("curtain").hidden = false;
  byId(which === "side" ? "side" : "aside").querySelector("button, [tabindex]")?.focus();
}

/** Hide what slid over the messages. */
export function closeDrawers() {
  const app = byId("app");
  if (!app.dataset.open) return;
  delete app.dataset.open;
  byId("curtain").hidden = true;
  if (opener?.isConnected) opener.focus();
}

/** The heading of what is at a side; where that slides over the messages, with a button that closes it. */
export function drawerTitle(style, words) {
  const close = el("button", { type: "button", class: "plain closes-drawer", "aria-label": `Close: ${words}`, onclick: closeDrawers }, icon("close"));
  return el("div", { class: style }, el("h2", {}, words), close);
}

export function startDrawers() {
  byId("app").dataset.aside = "world";
  byId("curtain").addEventListener("click", closeDrawers);
  document.addEventListener("keydown", (event) => event.key === "Escape" && closeDrawers());
  narrow.addEventListener("change", closeDrawers);
}
