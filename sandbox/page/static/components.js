// Message components: rows of buttons and menus, and the layout components around them.

import { attachment, fileLink } from "./attachments.js";
import { el, isHere, safeHref } from "./dom.js";
import { picture } from "./embed.js";
import { icon } from "./icons.js";
import { link } from "./links.js";
import { markdown } from "./markdown.js";
import { selectMenu } from "./selects.js";

const [ROW, BUTTON, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER] = [1, 2, 9, 10, 11, 12, 13, 14, 17];
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link-button", 6: "primary" };
const LINK = 5;

/** Every component of a message; `use.press(custom_id, button)` and `use.select(custom_id, values, menu)` act. */
export function components(all, use) {
  return all.map((part) => component(part, use)).filter(Boolean);
}

function component(part, use) {
  switch (part.type) {
    case ROW:
      return el("div", { class: "action-row" }, components(part.components, use));
    case BUTTON:
      return button(part, use);
    case SECTION:
      return el("div", { class: "section" }, el("div", {}, components(part.components, use)), component(part.accessory, use));
    case TEXT:
      return el("div", { class: "md" }, markdown(part.content));
    case THUMBNAIL:
      return veiled(part, picture(part.media, "thumbnail", part.description));
    case GALLERY:
      return el("div", { class: "gallery" }, part.items.map((item) => veiled(item, picture(item.media, "gallery-picture", item.description))));
    case FILE:
      return veiled(part, shownFile(part));
    case SEPARATOR:
      return el("div", { class: `separator${part.divider === false ? "" : " line"}${part.spacing === 2 ? " wide" : ""}`, role: part.divider === false ? null : "separator" });
    case CONTAINER:
      return container(part, use);
    default:
      return selectMenu(part, (values, menu) => use.select(part.custom_id, values, menu));
  }
}

function button(part, use) {
  const face = [part.emoji && emojiOf(part.emoji), part.label && el("span", {}, part.label)];
  const style = `button ${STYLES[part.style] ?? "secondary"}`;
  if (part.style === LINK) {
    const href = safeHref(part.url);
    if (!href || part.disabled) return el("button", { type: "button", class: style, disabled: true }, face, icon("external"));
    const made = link(href, [...face.filter(Boolean), icon("external")]);
    made.className = style;
    return made;
  }
  const name = part.label ? null : (part.emoji?.name ?? "Button");
  const shown = el("button", { type: "button", class: style, disabled: part.disabled, "aria-label": name, "data-custom-id": part.custom_id }, face);
  shown.addEventListener("click", () => use.press(part.custom_id, shown));
  return shown;
}

/** An emoji of Unicode as it is; one of a server by its name, for its picture lies elsewhere. */
export function emojiOf(emoji) {
  return el("span", { class: "emoji", "aria-hidden": "true" }, emoji.id ? `:${emoji.name}:` : emoji.name);
}

function container(part, use) {
  const box = el("div", { class: "container" }, components(part.components, use));
  if (typeof part.accent_color === "number") box.style.setProperty("--bar", `#${part.accent_color.toString(16).padStart(6, "0")}`);
  return veiled(part, box);
}

function shownFile(part) {
  const url = part.file.url;
  const filename = part.name ?? url.split("/").pop();
  if (!isHere(url)) return fileLink(filename, url, part.size);
  return attachment({ url, filename, size: part.size ?? 0, content_type: part.file.content_type });
}

/** Something that its author marked as a spoiler is shown on demand. */
function veiled(part, node) {
  if (!part.spoiler) return node;
  const show = el("button", { type: "button", class: "button secondary" }, "Spoiler: show");
  show.addEventListener("click", () => show.replaceWith(node));
  return show;
}
