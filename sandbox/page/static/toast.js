// Short sentences about what did not work, which go away by themselves or when dismissed.

import { byId, el } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN_FOR = 8000;

/** Show a sentence. */
export function toast(sentence) {
  const close = el("button", { type: "button", class: "plain", "aria-label": "Dismiss" }, icon("close"));
  const shown = el("div", { class: "toast" }, icon("warn"), el("p", {}, sentence), close);
  const gone = () => shown.remove();
  close.addEventListener("click", gone);
  byId("toasts").append(shown);
  setTimeout(gone, SHOWN_FOR);
}

/** Do something that may be refused; the refusal is shown. Gives undefined back then. */
export async function tried(promise) {
  try {
    return await promise;
  } catch (error) {
    toast(error.message);
    return undefined;
  }
}
