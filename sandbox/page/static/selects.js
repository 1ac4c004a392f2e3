// A select menu: a field that opens a list; one choice is sent at once, several when the list is closed.

import { choicesOf } from "./choices.js";
import { el, fill, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";

/** A menu for a select component; `done(values, menu)` is called with what was chosen. */
export function selectMenu(part, done, { labelledBy = null, describedBy = null } = {}) {
  const least = part.min_values ?? 1;
  const most = part.max_values ?? 1;
  const choices = choicesOf(part);
  const hint = part.placeholder || (most > 1 ? "Make your selections" : "Make a selection");
  const label = el("span", { class: "select-label", id: freshId("chosen") });
  const field = el(
    "button",
    {
      type: "button",
      class: "select-field",
      role: "combobox",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-label": labelledBy ? null : hint,
      "aria-labelledby": labelledBy ? `${labelledBy} ${label.id}` : null,
      "aria-describedby": describedBy,
      "data-custom-id": part.custom_id,
      disabled: part.disabled,
    },
    label,
    icon("down"),
  );
  const menu = el("div", { class: "select" }, field);
  const list = new Listbox(hint, (choice) => pick(choice)).drivenBy(field);
  if (most > 1) list.node.setAttribute("aria-multiselectable", "true");
  let before = "";
  const values = () => choices.filter(({ chosen }) => chosen).map(({ value }) => value);
  const isOpen = () => list.node.isConnected;

  const showLabel = () => {
    const chosen = choices.filter((choice) => choice.chosen);
    label.classList.toggle("hint", !chosen.length);
    fill(label, chosen.length ? chosen.map((choice) => el("span", { class: most > 1 ? "tag" : "" }, choice.label)) : hint);
  };
  const draw = (active) => list.show(choices.map((choice) => ({ ...choice, mark: choice.chosen ? icon("check") : null, origin: choice })), active);
  const open = () => {
    if (isOpen()) return;
    before = values().join();
    menu.append(list.node);
    menu.classList.toggle("upwards", field.getBoundingClientRect().bottom > innerHeight * 0.6);
    field.setAttribute("aria-expanded", "true");
    draw(Math.max(0, choices.findIndex(({ chosen }) => chosen)));
  };
  const close = () => {
    if (!isOpen()) return;
    list.node.remove();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    const now = values();
    if (now.join() !== before && now.length >= Math.min(least, choices.length)) done(now, menu);
  };
  const pick = ({ origin }) => {
    if (most > 1) {
      if (!origin.chosen && values().length >= most) return;
      origin.chosen = !origin.chosen;
    } else {
      const again = origin.chosen;
      for (const choice of choices) choice.chosen = choice === origin && !(again && least === 0);
    }
    showLabel();
    if (most > 1) draw(choices.indexOf(origin));
    else close();
  };

  field.addEventListener("click", () => (isOpen() ? close() : open()));
  field.addEventListener("keydown", (event) => {
    if (isOpen() && (list.key(event) || (event.key === " " && list.active >= 0))) {
      if (event.key === " ") pick(list.options[list.active]);
      event.preventDefault();
    } else if (!isOpen() && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      open();
    } else if (isOpen() && event.key === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      close();
    }
  });
  field.addEventListener("blur", close);
  showLabel();
  menu.values = values;
  return menu;
}
