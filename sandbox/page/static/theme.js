// Light or dark: as the system has it, until somebody chooses.

import { el } from "./dom.js";
import { icon } from "./icons.js";

const KEPT_AS = "theme";
const OTHER = { light: "dark", dark: "light" };
const wantsLight = matchMedia("(prefers-color-scheme: light)");

/** The theme that is shown. */
const shown = () => document.documentElement.dataset.theme ?? (wantsLight.matches ? "light" : "dark");

const kept = localStorage.getItem(KEPT_AS);
if (kept in OTHER) document.documentElement.dataset.theme = kept;

/** A button that changes to the other theme. */
export function themeSwitch() {
  const button = el("button", { type: "button", class: "plain theme-switch" });
  const draw = () => {
    const words = `Use the ${OTHER[shown()]} theme`;
    button.setAttribute("aria-label", words);
    button.title = words;
    button.replaceChildren(icon(shown() === "light" ? "moon" : "sun"));
  };
  button.addEventListener("click", () => {
    const next = OTHER[shown()];
    document.documentElement.dataset.theme = next;
    localStorage.setItem(KEPT_AS, next);
    draw();
  });
  wantsLight.addEventListener("change", draw);
  draw();
  return button;
}
