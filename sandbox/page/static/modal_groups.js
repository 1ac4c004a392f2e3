// Groups of choices in a form: radio buttons, checkboxes, and a checkbox that stands alone.

import { el, freshId } from "./dom.js";

/** Radio buttons (one choice) or checkboxes (several); a fieldset with a legend goes around them. */
export function groupControl(part, single) {
  const name = freshId("group");
  const most = single ? 1 : (part.max_values ?? part.options.length);
  const least = single ? 1 : (part.min_values ?? 1);
  const inputs = part.options.map((option) => {
    const input = el("input", { type: single ? "radio" : "checkbox", name, id: freshId("choice"), value: option.value });
    input.checked = Boolean(option.default);
    return input;
  });
  const rows = part.options.map((option, index) =>
    el(
      "label",
      { class: "choice", for: inputs[index].id },
      inputs[index],
      el("span", {}, el("span", { class: "choice-label" }, option.label), option.description && el("span", { class: "choice-about" }, option.description)),
    ),
  );
  const node = el("div", { class: "choices" }, rows);
  const values = () => inputs.filter(({ checked }) => checked).map(({ value }) => value);
  const problem = (required) => {
    const count = values().length;
    if (!count) return required ? "This field is required." : null;
    if (count < least) return `Choose at least ${least}.`;
    return count > most ? `Choose up to ${most}.` : null;
  };
  const target = { focus: () => (inputs.find(({ checked }) => checked) ?? inputs[0]).focus() };
  return { node, target, inputs, legend: single ? "radios" : "boxes", value: () => (single ? (values()[0] ?? null) : values()), problem };
}

/** One checkbox. */
export function checkboxControl(part, ids) {
  const input = el("input", { type: "checkbox", id: ids.control, class: "lone-checkbox" });
  input.checked = Boolean(part.default);
  return { node: input, target: input, labels: true, value: () => input.checked, problem: () => null };
}
