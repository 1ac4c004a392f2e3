// What a person with another pair of eyes or none needs, checked in the page as it stands. Gives sentences back.
() => {
  const found = [];
  const shown = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility === "visible";
  const tell = (node, words) => found.push(`${words}: <${node.tagName.toLowerCase()} class="${node.className?.baseVal ?? node.className}"> ${node.textContent.trim().slice(0, 40)}`);
  const top = document.querySelector("dialog:modal") ?? document.body;

  // Every control has a name.
  const byIds = (ids) => ids.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const nameOf = (node) =>
    (node.getAttribute("aria-label") || byIds(node.getAttribute("aria-labelledby") ?? "") || [...(node.labels ?? [])].map((label) => label.textContent).join(" ") || (["INPUT", "TEXTAREA"].includes(node.tagName) ? "" : node.textContent) || [...node.querySelectorAll("img[alt]")].map(({ alt }) => alt).join(" ")).trim();
  const controls = "a[href], button, input, textarea, select, [role=button], [role=combobox], [role=listbox], [role=tab], [role=tabpanel], [role=dialog], [role=progressbar], dialog, nav, aside, form";
  for (const node of top.querySelectorAll(controls)) if (shown(node) && !nameOf(node)) tell(node, "no name");
  for (const node of top.querySelectorAll("img")) if (!node.hasAttribute("alt")) tell(node, "no alt");

  // What refers to something refers to what is there, and no id is there twice.
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) found.push(`id twice: ${id}`);
  for (const name of ["aria-labelledby", "aria-describedby", "aria-activedescendant"]) {
    for (const node of top.querySelectorAll(`[${name}]`)) {
      for (const id of node.getAttribute(name).split(" ")) if (!document.getElementById(id)) tell(node, `${name} leads nowhere`);
    }
  }

  // Nothing invisible to screen readers takes the focus; nothing comes before its turn.
  for (const node of top.querySelectorAll("[tabindex]")) if (node.tabIndex > 0) tell(node, "tabindex above 0");
  for (const node of top.querySelectorAll("[aria-hidden=true] :is(a[href], button, input)")) if (shown(node)) tell(node, "hidden but focusable");

  // Headings do not skip a level, and there is one of the first.
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].filter(shown).map((node) => Number(node.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) found.push("not exactly one first heading");

  // Contrast: WCAG 2.2, 1.4.3 (text) by relative luminance.
  const rgba = (css) => {
    const [r, g, b, a = 1] = css.match(/[\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a)];
  const light = (color) => {
    const [r, g, b] = color.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const backdrop = (node) => {
    const layers = [];
    for (let each = node; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.backgroundImage !== "none") return null; // a picture or a gradient: looked at by people
      layers.push(rgba(style.backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [0, 0, 0]);
  };
  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !shown(node) || node.closest(":disabled, .unseen, [aria-disabled=true], noscript, .spoiler:not(.shown)")) continue;
    const behind = backdrop(node);
    const style = getComputedStyle(node);
    if (!behind || Number(style.opacity) < 1) continue;
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    const contrast = ratio(over(rgba(style.color), behind), behind);
    if (contrast < (large ? 3 : 4.5)) tell(node, `contrast ${contrast.toFixed(2)}`);
  }
  for (const node of top.querySelectorAll("input, textarea")) {
    const behind = shown(node) && backdrop(node);
    if (!behind) continue;
    for (const [what, color] of [["text", getComputedStyle(node).color], ["hint", getComputedStyle(node, "::placeholder").color]]) {
      const contrast = ratio(over(rgba(color), behind), behind);
      if (contrast < 4.5) tell(node, `contrast of ${what} ${contrast.toFixed(2)}`);
    }
  }
  return found;
}
