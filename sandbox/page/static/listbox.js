// A list to choose from, driven by the keyboard from the field that it belongs to (ARIA: combobox with a listbox).

import { el, fill, freshId } from "./dom.js";

/** Options `{label, detail, mark, value, chosen, heading}`; `pick(option)` is called for the chosen one. */
export class Listbox {
  constructor(name, pick) {
    this.node = el("div", { class: "listbox", role: "listbox", id: freshId("list"), "aria-label": name });
    this.pick = pick;
    this.options = [];
    this.active = -1;
  }

  /** Show these options; the one at `active` is ready to be picked. */
  show(options, active = -1) {
    this.options = options;
    this.rows = options.map((option, index) => this.row(option, index));
    fill(this.node, this.rows);
    this.to(Math.min(active, options.length - 1));
  }

  row(option, index) {
    const row = el(
      "div",
      { class: "option", role: "option", id: freshId("option"), "aria-selected": "false" },
      option.picture,
      el("span", { class: "option-words" }, el("span", { class: "option-label" }, option.label), option.detail && el("span", { class: "option-detail" }, option.detail)),
      option.mark && el("span", { class: "option-mark" }, option.mark),
    );
    if (option.chosen !== undefined) row.setAttribute("aria-selected", String(option.chosen));
    row.addEventListener("pointermove", () => this.active !== index && this.to(index));
    // The field keeps the focus; a press picks.
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => this.pick(option));
    return row;
  }

  /** Make one option the active one; -1 for none. */
  to(index) {
    this.rows?.[this.active]?.classList.remove("active");
    this.active = index;
    const row = this.rows?.[index];
    if (row) {
      row.classList.add("active");
      row.scrollIntoView({ block: "nearest" });
    }
    if (this.field) {
      if (row) this.field.setAttribute("aria-activedescendant", row.id);
      else this.field.removeAttribute("aria-activedescendant");
    }
    for (const [at, each] of (this.rows ?? []).entries()) {
      if (this.options[at].chosen === undefined) each.setAttribute("aria-selected", String(at === index));
    }
  }

  /** Let a field drive this list. */
  drivenBy(field) {
    this.field = field;
    field.setAttribute("aria-controls", this.node.id);
    return this;
  }

  /** Whether a key meant this list: arrows move; Enter and (where `tab`) Tab pick the active option. */
  key(event, { tab = false } = {}) {
    const count = this.options.length;
    if (!count) return false;
    const to = { ArrowDown: (this.active + 1) % count, ArrowUp: (this.active - 1 + count) % count }[event.key];
    if (to !== undefined) this.to(this.active < 0 && event.key === "ArrowUp" ? count - 1 : to);
    else if ((event.key === "Enter" || (tab && event.key === "Tab" && !event.shiftKey)) && this.active >= 0) this.pick(this.options[this.active]);
    else return false;
    event.preventDefault();
    return true;
  }
}
