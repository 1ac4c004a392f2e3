// A slash command that is being filled in: its name, a chip for each option, and what may be added.

import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import { OptionField } from "./options.js";

export class CommandForm {
  constructor({ name, about, options, above, leave, submit }) {
    Object.assign(this, { name, about, options, above, leave, submit });
    this.fields = [];
    this.chips = el("div", { class: "chips" });
    this.more = el("input", { class: "more", type: "text", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-label": "Add an option" });
    this.list = new Listbox("Options", ({ option }) => this.add(option).focus()).drivenBy(this.more);
    this.close = el("button", { type: "button", class: "plain", "aria-label": `Leave /${name}`, onclick: () => leave() }, icon("close"));
    this.node = el(
      "div",
      { class: "command", role: "group", "aria-label": `Command /${name}: ${about}` },
      el("span", { class: "command-name" }, `/${name}`),
      this.chips,
      this.more,
    );
    for (const option of options.filter(({ required }) => required)) this.add(option);
    this.more.addEventListener("focus", () => this.offer());
    this.more.addEventListener("input", () => this.offer(0));
    this.more.addEventListener("blur", () => this.hide());
    this.more.addEventListener("keydown", (event) => this.onMore(event));
    this.refresh();
  }

  /** To the first option that is not filled in. */
  focus() {
    (this.fields.find((field) => field.isEmpty()) ?? this.fields[0] ?? { focus: () => this.more.focus() }).focus();
  }

  left() {
    return this.options.filter(({ name }) => !this.fields.some(({ option }) => option.name === name));
  }

  /** Add an option's chip. */
  add(option) {
    const field = new OptionField(option, {
      above: this.above,
      command: () => this,
      submit: () => this.submit(),
      leave: () => this.leave(),
      remove: () => this.remove(field),
    });
    this.fields.push(field);
    this.chips.append(field.node);
    this.more.value = "";
    this.refresh();
    return field;
  }

  remove(field) {
    if (field.option.required) return;
    this.fields = this.fields.filter((each) => each !== field);
    field.node.remove();
    this.refresh();
    this.more.focus();
  }

  refresh() {
    const count = this.left().length;
    this.more.placeholder = count ? `+${count} optional` : "";
    this.more.classList.toggle("none-left", !count);
    this.more.setAttribute("aria-label", count ? `Add an option: ${count} more` : "Press Enter to send the command");
  }

  /** Show the options that can still be added. */
  offer(active = -1) {
    const typed = this.more.value.trim().toLowerCase();
    const left = this.left().filter(({ name }) => name.startsWith(typed));
    this.list.show(left.map((option) => ({ option, label: option.name, detail: option.description })), typed ? active : -1);
    this.more.setAttribute("aria-expanded", String(left.length > 0));
    const title = left.length ? "Options" : "Press Enter to send";
    fill(this.above, el("div", { class: "pop" }, el("p", { class: "pop-title" }, el("strong", {}, `/${this.name}`), " ", this.about), el("p", { class: "pop-title" }, title), this.list.node));
  }

  hide() {
    this.list.to(-1);
    this.more.setAttribute("aria-expanded", "false");
    fill(this.above);
  }

  onMore(event) {
    if (this.list.key(event, { tab: Boolean(this.more.value) })) return;
    if (event.key === "Enter") this.submit();
    else if (event.key === "Escape") this.leave();
    else if (event.key === "Backspace" && !this.more.value) {
      if (this.fields.length) this.fields.at(-1).focus();
      else this.leave(`/${this.name}`);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The first thing that keeps the command from being sent, or null. */
  check() {
    for (const field of this.fields) {
      const sentence = field.check();
      if (sentence) return { sentence, field };
    }
    return null;
  }

  /** What is sent: values by option, files apart. */
  filled() {
    const given = this.fields.filter((field) => !field.isEmpty());
    return {
      name: this.name,
      values: Object.fromEntries(given.filter((field) => !field.isFile).map((field) => [field.option.name, field.value()])),
      files: given.filter((field) => field.isFile).map((field) => [field.option.name, field.value()]),
    };
  }
}
