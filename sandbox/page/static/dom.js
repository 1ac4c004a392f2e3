// Building the page from nodes alone: other people's words only ever become text, never markup.

/** An element with attributes (`on…` are listeners; null and false are left out) and children (text or nodes). */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  return fill(node, ...children);
}

/** Replace what is inside a node. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);

let counter = 0;
/** An id for an element that no other has. */
export const freshId = (prefix) => `${prefix}-${++counter}`;

/** An address that a link may lead to, or null: only the web's own schemes. */
export function safeHref(address) {
  try {
    const url = new URL(address, location.href);
    return ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Whether a picture or sound lies here; nothing else is ever loaded. */
export function isHere(address) {
  try {
    return new URL(address, location.href).origin === location.origin;
  } catch {
    return false;
  }
}

/** Say something to screen readers alone. */
export function announce(words) {
  byId("announcer").textContent = words;
}

const FOCUSABLE = "a[href], button, input, textarea, select, [tabindex]";
/** What Tab reaches inside a node, in order. */
export function focusable(node) {
  return [...node.querySelectorAll(FOCUSABLE)].filter(
    (each) => !each.disabled && each.tabIndex >= 0 && each.getClientRects().length > 0,
  );
}
