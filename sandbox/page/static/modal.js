// A form that the bot opened: it stays open until the bot took it, so that no typed word is lost.

import { act } from "./api.js";
import { el, fill, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { track } from "./invocations.js";
import { markdown } from "./markdown.js";
import { formField } from "./modal_fields.js";
import { avatar } from "./avatar.js";
import { state } from "./store.js";

const [ROW, TEXT, LABEL] = [1, 10, 18];

/** A modal of Discord's as an element, with the parts that `openModal` needs of it. */
export function drawModal(modal) {
  const title = freshId("title");
  const problem = el("p", { class: "problem", role: "alert" });
  const fields = [];
  const body = el("div", { class: "modal-body" }, modal.components.map((part) => shown(part, fields)));
  const submit = el("button", { type: "submit", class: "button primary" }, "Submit");
  const cancel = el("button", { type: "button", class: "button secondary" }, "Cancel");
  const close = el("button", { type: "button", class: "plain", "aria-label": "Close" }, icon("close"));
  const form = el(
    "form",
    { method: "dialog", novalidate: true },
    el("header", { class: "modal-head" }, avatar(state.bot, "small"), el("h2", { id: title }, modal.title), close),
    el("p", { class: "modal-note" }, icon("warn"), `This form goes to ${state.bot.name}. Do not share passwords or other secrets.`),
    body,
    problem,
    el("footer", { class: "modal-foot" }, cancel, submit),
  );
  const dialog = el("dialog", { class: "modal", "aria-labelledby": title }, form);
  return { dialog, form, fields, problem, submit, cancel, close };
}

/** Show a modal; `invocation` is what opened it. */
export function openModal(modal, invocation) {
  const { dialog, form, fields, problem, submit, cancel, close } = drawModal(modal);
  const opener = document.activeElement;
  const leave = () => dialog.close();
  for (const each of [cancel, close]) each.addEventListener("click", leave);
  dialog.addEventListener("close", () => {
    dialog.remove();
    const back = opener?.isConnected && opener !== document.body ? opener : document.querySelector("#composer textarea, #composer input");
    back?.focus();
  });

  const busy = (on) => {
    submit.disabled = on;
    submit.classList.toggle("waiting", on);
    form.setAttribute("aria-busy", String(on));
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    fill(problem);
    const wrong = fields.filter((field) => field.check());
    if (wrong.length) return wrong[0].focus();
    busy(true);
    try {
      const values = Object.fromEntries(fields.filter((field) => !field.files).map((field) => [field.name, field.value()]));
      const files = fields.filter((field) => field.files).flatMap((field) => field.files().map((file) => [field.name, file]));
      const sent = await act("/api/submit", { as: state.me.id, invocation, values }, files);
      track(sent.invocation, (answer) => {
        busy(false);
        if (answer.answer !== "failed") return leave();
        fill(problem, "Something went wrong: the application did not respond. Your words are still here.");
      });
    } catch (error) {
      busy(false);
      fill(problem, error.message);
    }
    return undefined;
  });
  document.body.append(dialog);
  dialog.showModal();
  (fields[0] ?? { focus: () => submit.focus() }).focus();
}

function shown(part, fields) {
  if (part.type === TEXT) return el("div", { class: "md modal-text" }, markdown(part.content));
  const parts = part.type === ROW ? part.components.map((inner) => [inner, inner.label]) : [[part.component, part.label]];
  if (part.type !== ROW && part.type !== LABEL) return null;
  return parts.map(([inner, label]) => {
    const field = formField(inner, label, part.description);
    fields.push(field);
    return field.node;
  });
}
