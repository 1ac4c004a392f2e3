// What the page knows: who one plays, where one is, and what the server told. Parts of the page listen for changes.

export const state = {
  me: null, // the person that is played
  people: [],
  servers: [],
  bot: { id: "", name: "Encore" },
  server: null,
  channel: null,
  messages: new Map(), // of this channel, by id, oldest first
  heard: 0, // how often something happened to them
  commands: [],
  unread: new Set(), // channels with messages that were not looked at
  outside: null,
};

const listeners = new Map();

/** Call `listener` whenever something of this kind is told. */
export function on(kind, listener) {
  listeners.set(kind, [...(listeners.get(kind) ?? []), listener]);
}

/** Tell every listener. */
export function tell(kind, detail) {
  for (const listener of listeners.get(kind) ?? []) listener(detail);
}

export const serverOf = (channelId) => state.servers.find((server) => server.channels.some(({ id }) => id === channelId));

export const channelCalled = (id) => state.servers.flatMap(({ channels }) => channels).find((channel) => channel.id === id);

export const members = () => state.server?.members ?? [];

export const roles = () => state.server?.roles ?? [];

/** A user's name as it is shown; null for somebody unknown here. */
export function nameOf(userId) {
  const known = [...members(), ...state.people, state.bot, ...state.servers.flatMap((server) => server.members)];
  return known.find(({ id }) => id === userId)?.name ?? null;
}

/** The name under which a Discord user object appears. */
export const shownName = (user) => nameOf(user.id) ?? user.global_name ?? user.username;

/** One of a few tints for the picture of a person or a server, always the same. */
export function tint(id) {
  const place = state.people.findIndex((person) => person.id === id);
  if (place >= 0) return `tint-${place % 6}`;
  let sum = 0;
  for (const digit of String(id)) sum = (sum * 31 + digit.charCodeAt(0)) % 997;
  return `tint-${sum % 6}`;
}
