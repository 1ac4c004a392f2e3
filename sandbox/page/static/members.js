// Who is in the server.

import { avatar } from "./avatar.js";
import { el } from "./dom.js";
import { openMemberMenu } from "./menus.js";
import { state } from "./store.js";

/** The list of members, each with the apps that work on them. */
export function memberList() {
  const list = state.server?.members ?? [];
  const rows = list.map((member) => {
    const row = el(
      "button",
      { type: "button", class: "member", "aria-haspopup": "menu" },
      avatar(member),
      el("span", {}, member.name),
      member.bot && el("span", { class: "app-badge" }, "App"),
    );
    const open = (event) => {
      event.preventDefault();
      openMemberMenu(member, row, event);
    };
    row.addEventListener("click", open);
    row.addEventListener("contextmenu", open);
    return el("li", {}, row);
  });
  return el("ul", { class: "members" }, rows);
}
