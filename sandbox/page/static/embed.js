// An embed with everything that it may hold.

import { el, isHere, safeHref } from "./dom.js";
import { link } from "./links.js";
import { inline, markdown } from "./markdown.js";
import { messageTime } from "./timestamps.js";

/** An embed as an element. */
export function embed(data) {
  const thumbnail = data.thumbnail && picture(data.thumbnail, "thumbnail");
  const card = el(
    "article",
    { class: `embed${thumbnail ? " has-thumbnail" : ""}`, "aria-label": data.title ? `Card: ${data.title}` : "Card" },
    el(
      "div",
      { class: "embed-text" },
      data.provider?.name && el("div", { class: "embed-provider" }, data.provider.name),
      data.author?.name && author(data.author),
      data.title && el("h3", { class: "embed-title" }, data.url ? link(data.url, inline(data.title, { inLink: true })) : inline(data.title)),
      data.description && el("div", { class: "embed-description md" }, markdown(data.description)),
      data.fields?.length ? fields(data.fields) : null,
    ),
    thumbnail,
    data.image && enlargeable(data.image),
    (data.footer?.text || data.timestamp) && footer(data),
  );
  // A colour of other people's choice can only be set on the element itself.
  if (typeof data.color === "number") card.style.setProperty("--bar", `#${data.color.toString(16).padStart(6, "0")}`);
  return card;
}

/** A picture with its words; one that lies elsewhere is only linked, for nothing is loaded from outside. */
export function picture(media, style, words) {
  const address = media.proxy_url ?? media.url;
  const alt = words ?? media.description ?? "";
  const size = media.width && media.height ? { width: media.width, height: media.height } : {};
  if (isHere(address)) return el("img", { class: style, src: safeHref(address), alt, loading: "lazy", ...size });
  return el("div", { class: `${style} elsewhere` }, link(address, [alt || "A picture that lies elsewhere"]));
}

/** A picture that may be too small to be read here: its file opens beside the page. */
function enlargeable(media) {
  const shown = picture(media, "embed-image");
  if (shown.tagName !== "IMG") return shown;
  if (!shown.alt) shown.alt = "Picture";
  return el("a", { class: "embed-picture", href: safeHref(media.url), target: "_blank", rel: "noopener" }, shown);
}

function author(data) {
  return el(
    "div",
    { class: "embed-author" },
    data.icon_url && picture({ url: data.icon_url }, "embed-icon"),
    data.url ? link(data.url, [data.name]) : el("span", {}, data.name),
  );
}

/** Fields side by side, up to three in a row; each row of them on its own. */
function fields(all) {
  const grid = el("dl", { class: "embed-fields" });
  let row = [];
  const close = () => {
    for (const each of row) each.classList.add(`of-${row.length}`);
    row = [];
  };
  for (const { name, value, inline: beside } of all) {
    const field = el("div", { class: "embed-field" }, el("dt", {}, inline(name)), el("dd", { class: "md" }, markdown(value)));
    grid.append(field);
    if (!beside || row.length === 3) close();
    if (beside) row.push(field);
    else field.classList.add("of-1");
  }
  close();
  return grid;
}

function footer(data) {
  const parts = [data.footer?.text && el("span", {}, data.footer.text), data.timestamp && messageTime(data.timestamp)].filter(Boolean);
  return el(
    "footer",
    { class: "embed-footer" },
    data.footer?.icon_url && picture({ url: data.footer.icon_url }, "embed-icon"),
    parts.length === 2 ? [parts[0], el("span", { "aria-hidden": "true" }, " • "), parts[1]] : parts,
  );
}
