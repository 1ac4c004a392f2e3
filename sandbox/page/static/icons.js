// The icons: strokes on a 24 by 24 grid, drawn for this page.

const SPACE = "http://www.w3.org/2000/svg";
const PATHS = {
  hash: "M5 9h15M4 15h15M10 4 8 20M16 4l-2 16",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  menu: "M4 6h16M4 12h16M4 18h16",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-3.6 3-6 6.5-6s6.5 2.4 6.5 6M16 4.500a3.3 3.3 0 0 1 0 6.200M18 14.500c2.2.8 3.5 2.8 3.5 5.5",
  globe: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c2.8 2.7 4 5.7 4 9s-1.2 6.3-4 9c-2.8-2.7-4-5.7-4-9s1.2-6.3 4-9Z",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  reply: "M4 18v-3a5 5 0 0 1 5-5h10M15 6l4 4-4 4",
  down: "m6 9 6 6 6-6",
  external: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  download: "M12 4v11M7 11l5 5 5-5M4 20h16",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  eye: "M2 12s3.6-6.5 10-6.500S22 12 22 12s-3.6 6.5-10 6.500S2 12 2 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  send: "M4 12 20 4l-5 16-4-6zM11 14l9-10",
  check: "m5 12 5 5 9-11",
  sound: "M4 9v6h4l5 4V5L8 9zM16.5 8.500a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12",
  mute: "M4 9v6h4l5 4V5L8 9zM17 9.500l5 5M22 9.500l-5 5",
  warn: "M12 4 2.5 20h19zM12 10v4M12 17h.01",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2.500v2M12 19.500v2M4.9 4.900l1.4 1.400M17.7 17.700l1.4 1.400M2.5 12h2M19.5 12h2M4.9 19.100l1.4-1.400M17.7 6.300l1.4-1.400",
  moon: "M20 14.500A8.5 8.5 0 0 1 9.5 4 8.500 8.500 0 1 0 20 14.500Z",
};
const SOLID = { play: "M7 4.500v15l13-7.500z", pause: "M6.5 5h4v14h-4zM13.5 5h4v14h-4z" };

/** An icon that says nothing to screen readers: what it stands on has a name of its own. */
export function icon(name) {
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", name in SOLID ? "icon solid" : "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(SPACE, "path");
  path.setAttribute("d", SOLID[name] ?? PATHS[name]);
  svg.append(path);
  return svg;
}
