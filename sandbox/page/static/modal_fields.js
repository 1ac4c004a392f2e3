// The fields of a form: a frame with label, description and error around each kind of control.

import { el, fill, freshId } from "./dom.js";
import { checkboxControl, groupControl } from "./modal_groups.js";
import { selectMenu } from "./selects.js";
import { sized } from "./player.js";

const [TEXT_INPUT, FILE_UPLOAD, RADIO, CHECKBOX_GROUP, CHECKBOX] = [4, 19, 21, 22, 23];
const PARAGRAPH = 2;
const LONGEST = 4000;

/** A field as `{name, node, check(), focus(), value() or files()}`; check() shows and gives what is wrong. */
export function formField(part, label, description) {
  const ids = { label: freshId("label"), about: freshId("about"), error: freshId("error"), control: freshId("control") };
  const error = el("p", { class: "field-error", id: ids.error, role: "alert" });
  const control = controlOf(part, ids);
  const required = part.type !== CHECKBOX && (part.required ?? true) && (part.min_values ?? 1) > 0;
  const star = required ? el("span", { class: "required" }, el("span", { "aria-hidden": "true" }, " *"), el("span", { class: "unseen" }, " (required)")) : null;
  const about = description && el("p", { class: "field-about", id: ids.about }, description);
  const heading = control.legend ? "legend" : control.labels ? "label" : "span";
  const name = el(heading, { class: "field-label", id: ids.label, for: control.labels ? ids.control : null }, label, star);
  const role = control.legend === "radios" ? { role: "radiogroup", "aria-labelledby": ids.label, "aria-required": String(required) } : {};
  const node = el(control.legend ? "fieldset" : "div", { class: `field${part.type === CHECKBOX ? " is-checkbox" : ""}`, ...role }, name, about, control.node, control.below, error);
  const marked = control.legend === "radios" ? [node] : (control.inputs ?? [control.target]);
  const described = control.legend ? node : control.target;
  const show = (sentence) => {
    fill(error, sentence ?? "");
    node.classList.toggle("wrong", Boolean(sentence));
    for (const each of marked) {
      if (sentence) each.setAttribute("aria-invalid", "true");
      else each.removeAttribute("aria-invalid");
    }
    return sentence;
  };
  described.setAttribute("aria-describedby", [description && ids.about, ids.error].filter(Boolean).join(" "));
  node.addEventListener("input", () => node.classList.contains("wrong") && show(control.problem(required)));
  return { name: part.custom_id, node, check: () => show(control.problem(required)), focus: () => control.target.focus(), value: control.value, files: control.files };
}

function controlOf(part, ids) {
  switch (part.type) {
    case TEXT_INPUT:
      return textControl(part, ids);
    case FILE_UPLOAD:
      return fileControl(part, ids);
    case RADIO:
    case CHECKBOX_GROUP:
      return groupControl(part, part.type === RADIO);
    case CHECKBOX:
      return checkboxControl(part, ids);
    default:
      return menuControl(part, ids);
  }
}

function textControl(part, ids) {
  const most = part.max_length ?? LONGEST;
  const least = part.min_length ?? 0;
  const long = part.style === PARAGRAPH;
  const field = el(long ? "textarea" : "input", {
    id: ids.control,
    class: "text-field",
    rows: long ? "5" : null,
    type: long ? null : "text",
    placeholder: part.placeholder,
    maxlength: String(most),
    "aria-required": String(part.required ?? true),
    "data-custom-id": part.custom_id,
  });
  field.value = part.value ?? "";
  const counter = el("p", { class: "counter" });
  const count = () => fill(counter, `${field.value.length} / ${most}`);
  field.addEventListener("input", count);
  count();
  const problem = (required) => {
    if (!field.value.trim()) return required ? "This field is required." : null;
    if (field.value.length < least) return `Must be at least ${least} characters.`;
    return field.value.length > most ? `Must be at most ${most} characters.` : null;
  };
  return { node: field, target: field, below: counter, labels: true, value: () => field.value, problem };
}

function menuControl(part, ids) {
  const menu = selectMenu(part, () => {}, { labelledBy: ids.label });
  const problem = (required) => {
    const count = menu.values().length;
    if (!count) return required ? "This field is required." : null;
    return count < (part.min_values ?? 1) ? `Choose at least ${part.min_values}.` : null;
  };
  return { node: menu, target: menu.querySelector("[role=combobox]"), value: menu.values, problem };
}

function fileControl(part, ids) {
  const most = part.max_values ?? 1;
  const least = part.min_values ?? 1;
  const field = el("input", { id: ids.control, class: "file-field", type: "file", multiple: most > 1, "data-custom-id": part.custom_id });
  const chosen = el("ul", { class: "chosen-files" });
  field.addEventListener("change", () => fill(chosen, [...field.files].map((file) => el("li", {}, `${file.name} · ${sized(file.size)}`))));
  const problem = (required) => {
    const count = field.files.length;
    if (!count) return required ? "This field is required." : null;
    if (count < least) return `Choose at least ${least} files.`;
    return count > most ? `Choose up to ${most} files.` : null;
  };
  return { node: field, target: field, below: chosen, labels: true, files: () => [...field.files], problem };
}
