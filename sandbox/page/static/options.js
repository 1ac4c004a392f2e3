// One option of a slash command as a chip: it says what is missing or too long before anything is sent.

import { act } from "./api.js";
import { choicesOf } from "./choices.js";
import { el, fill, freshId } from "./dom.js";
import { Listbox } from "./listbox.js";
import { explain, problemOf, SNOWFLAKES, valueOf } from "./option_rules.js";
import { state } from "./store.js";

const [STRING, BOOLEAN, ATTACHMENT] = [3, 5, 11];
const PAUSE = 150; // milliseconds without typing before the bot is asked

export class OptionField {
  constructor(option, { above, command, submit, leave, remove }) {
    Object.assign(this, { option, above, command, submit, leave, remove });
    this.isFile = option.type === ATTACHMENT;
    this.hasList = Boolean(option.choices?.length || option.autocomplete || option.type === BOOLEAN || option.type in SNOWFLAKES);
    this.picked = null; // the choice that was made, {label, value}
    this.asked = 0;
    this.hint = el("p", { class: "pop-title", id: freshId("hint") });
    this.failure = el("p", { class: "pop-failure", role: "status" });
    this.list = new Listbox(option.name, (choice) => this.pick(choice));
    this.field = this.build();
    const label = el("label", { class: "chip-label", for: this.field.id }, option.name, option.required && el("span", { class: "required", "aria-hidden": "true" }, "*"));
    this.node = el("div", { class: "chip" }, label, this.field);
    this.field.addEventListener("focus", () => this.open());
    this.field.addEventListener("blur", () => this.close());
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event));
  }

  build() {
    const shared = { id: freshId("option"), class: "chip-field", "aria-required": this.option.required ? "true" : null, "data-option": this.option.name };
    if (this.isFile) return el("input", { ...shared, type: "file" });
    if (!this.hasList && this.option.type === STRING) return el("textarea", { ...shared, rows: "1" });
    const field = el("input", { ...shared, type: "text", autocomplete: "off", inputmode: this.hasList || this.option.type === STRING ? null : "decimal" });
    if (this.hasList) {
      for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" })) field.setAttribute(name, value);
      this.list.drivenBy(field);
    }
    return field;
  }

  focus() {
    this.field.focus();
  }

  isEmpty() {
    return this.isFile ? !this.field.files.length : !this.field.value.trim();
  }

  value() {
    return this.isFile ? this.field.files[0] : valueOf(this.option, this.field.value, this.picked, this.choices());
  }

  /** What is wrong with it, in a sentence, or null. */
  check() {
    const sentence = problemOf(this.option, this.field.value, this.picked, this.choices(), this.isEmpty());
    this.node.classList.toggle("wrong", Boolean(sentence));
    if (sentence) this.field.setAttribute("aria-invalid", "true");
    else this.field.removeAttribute("aria-invalid");
    return sentence;
  }

  choices() {
    const { option } = this;
    if (option.choices?.length) return option.choices.map(({ name, value }) => ({ label: name, value }));
    if (option.type === BOOLEAN) return [true, false].map((value) => ({ label: value ? "True" : "False", value }));
    return option.type in SNOWFLAKES ? choicesOf({ type: SNOWFLAKES[option.type] }).map((choice) => ({ ...choice, chosen: undefined })) : [];
  }

  // The list and the hint above the box

  open() {
    fill(this.above, el("div", { class: "pop" }, this.hint, this.hasList && [this.failure, this.list.node]));
    this.field.setAttribute("aria-describedby", `${this.hint.id} composer-problem`);
    this.describe();
    if (this.hasList) this.offer();
  }

  close() {
    this.asked += 1;
    this.failure.textContent = "";
    this.list.to(-1);
    this.field.setAttribute("aria-expanded", "false");
    this.field.setAttribute("aria-describedby", "composer-problem"); // the hint is not there any more
    if (!this.hasList) this.field.removeAttribute("aria-expanded");
    if (this.hint.isConnected) fill(this.above);
    if (!this.isEmpty()) this.check();
  }

  describe() {
    fill(this.hint, el("strong", {}, this.option.name), " ", this.option.description, el("span", { class: "pop-limits" }, explain(this.option, this.field.value)));
  }

  typed() {
    this.picked = null;
    this.node.classList.remove("wrong");
    this.describe();
    if (this.node.querySelector("[aria-invalid]") || this.tooLong()) this.check();
    if (this.hasList) this.offer();
  }

  tooLong() {
    return this.option.max_length !== undefined && this.field.value.length > this.option.max_length;
  }

  offer() {
    if (this.option.autocomplete) return this.askBot();
    const typed = this.picked ? "" : this.field.value.trim().toLowerCase();
    this.show(this.choices().filter(({ label }) => label.toLowerCase().includes(typed)), typed ? 0 : -1);
  }

  async askBot() {
    const turn = ++this.asked;
    await new Promise((resume) => setTimeout(resume, PAUSE));
    if (turn !== this.asked) return;
    const { name } = this.command();
    const given = this.command().filled().values;
    const options = { ...given, [this.option.name]: this.field.value };
    let offered = [];
    let failed = "";
    try {
      const asked = { as: state.me.id, channel: state.channel.id, name, options, focused: this.option.name };
      offered = (await act("/api/autocomplete", asked)).choices;
    } catch {
      failed = "Loading options failed"; // whatever it was, Discord says so; and any words can still be typed
    }
    if (turn !== this.asked) return;
    this.failure.textContent = failed;
    this.show(offered.map((choice) => ({ label: choice.name, value: choice.value })), this.field.value ? 0 : -1);
  }

  show(choices, active) {
    this.list.show(choices, active);
    this.field.setAttribute("aria-expanded", String(choices.length > 0));
    this.list.node.classList.toggle("empty", !choices.length);
  }

  pick(choice) {
    this.picked = choice;
    this.field.value = choice.label;
    this.check();
    this.show([], -1);
  }

  key(event) {
    if (event.isComposing) return;
    if (this.list.key(event, { tab: true })) return event.stopPropagation();
    if (event.key === "Enter" && !event.shiftKey && !(this.isFile && this.isEmpty())) this.submit();
    else if (event.key === "Escape") this.leave();
    else if (event.key === "Backspace" && this.isEmpty() && !this.option.required) this.remove();
    else return undefined;
    event.preventDefault();
    return event.stopPropagation();
  }
}
