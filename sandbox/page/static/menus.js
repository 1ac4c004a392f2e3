// Context menus on messages and members, with the bot's commands for them.

import { addressOf, remove, useMenu } from "./acts.js";
import { el, focusable } from "./dom.js";
import { state } from "./store.js";
import { toast } from "./toast.js";

const [USER, MESSAGE] = [2, 3];
let open = null;

/** The menu of a message. */
export function openMessageMenu(message, opener, event) {
  const mine = message.author.id === state.me.id || message.private;
  show(opener, event, `Message by ${message.author.username}`, [
    ...apps(MESSAGE, message.id),
    { label: "Copy text", act: () => copy(message.content || message.embeds.map(({ title }) => title).join("\n")) },
    { label: "Copy message link", act: () => copy(addressOf(message)) },
    { label: "Copy message ID", act: () => copy(message.id) },
    mine && { label: message.private ? "Dismiss message" : "Delete message", danger: true, act: () => remove(message) },
  ]);
}

/** The menu of a member. */
export function openMemberMenu(member, opener, event) {
  show(opener, event, member.name, [...apps(USER, member.id), { label: "Copy user ID", act: () => copy(member.id) }]);
}

function apps(kind, target) {
  const offered = state.commands.filter(({ type }) => type === kind);
  const rows = offered.map(({ name, name_localized: label = name }) => ({ label, detail: state.bot.name, act: () => useMenu(name, target) }));
  return [{ heading: "Apps" }, ...(rows.length ? rows : [{ label: "No app offers anything here", act: null }]), { line: true }];
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    toast(`Your browser does not let this page copy: ${text}`);
  }
}

function show(opener, event, name, entries) {
  closeMenu();
  const menu = el("div", { class: "menu", role: "menu", "aria-label": name });
  for (const entry of entries.filter(Boolean)) menu.append(row(entry));
  document.body.append(menu);
  open = { menu, opener };
  const from = opener.getBoundingClientRect();
  const byPointer = event.type === "contextmenu" && event.clientX > 0;
  const [x, y] = byPointer ? [event.clientX, event.clientY] : [from.left, from.bottom + 4];
  menu.style.setProperty("left", `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`);
  menu.style.setProperty("top", `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`);
  opener.setAttribute("aria-expanded", "true");
  focusable(menu)[0]?.focus();
}

function row(entry) {
  if (entry.line) return el("div", { class: "menu-line", role: "separator" });
  if (entry.heading) return el("div", { class: "menu-heading", role: "presentation" }, entry.heading);
  const item = el(
    "button",
    { type: "button", role: "menuitem", class: `menu-item${entry.danger ? " danger" : ""}`, "aria-disabled": entry.act ? null : "true" },
    el("span", {}, entry.label),
    entry.detail && el("span", { class: "dim" }, entry.detail),
  );
  item.addEventListener("click", () => {
    if (!entry.act) return;
    closeMenu();
    entry.act();
  });
  return item;
}

/** Close the menu, and give the focus back to what opened it. */
export function closeMenu() {
  if (!open) return;
  const { menu, opener } = open;
  open = null;
  const had = menu.contains(document.activeElement);
  menu.remove();
  opener.removeAttribute("aria-expanded");
  if (had) opener.focus();
}

export function startMenus() {
  document.addEventListener("pointerdown", (event) => open && !open.menu.contains(event.target) && closeMenu());
  document.addEventListener("keydown", (event) => {
    if (!open) return;
    const items = focusable(open.menu);
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[(to + items.length) % items.length]?.focus();
    else if (["Escape", "Tab"].includes(event.key)) closeMenu();
    else return;
    event.preventDefault();
  });
}
