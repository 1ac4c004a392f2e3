// Where one is, kept in the address after the #, so that a reload comes back to it.

import { ask } from "./api.js";
import { serverOf, state, tell } from "./store.js";

const USUAL = "mia"; // a member like any other: the best first impression

/** Who and where the address says. */
function written() {
  const given = new URLSearchParams(location.hash.slice(1));
  return { as: given.get("as"), channel: given.get("channel") };
}

function write() {
  const place = new URLSearchParams({ as: state.me.id, ...(state.channel && { channel: state.channel.id }) });
  history.replaceState(null, "", `#${place}`);
}

/** Begin where the address says, or as anybody. */
export async function begin() {
  await loadWorld(written().as);
  await enter(written().channel);
}

/** Learn which servers and channels this person sees. */
export async function loadWorld(as) {
  let world;
  try {
    world = await ask("/api/world", as ? { as } : {});
  } catch (error) {
    if (!as) throw error;
    world = await ask("/api/world"); // the address is of an older sandbox
  }
  const me = world.people.find(({ id }) => id === as);
  if (!me) {
    const called = (state.me?.name ?? USUAL).toLowerCase(); // in a new sandbox, the same person has another id
    const usual = world.people.find(({ name }) => name.toLowerCase() === called) ?? world.people[0];
    return loadWorld(usual.id);
  }
  Object.assign(state, { me, people: world.people, servers: world.servers, bot: world.bot });
  tell("world");
}

/** Go to a channel; to the first that can be seen if this one cannot. */
export async function enter(channelId) {
  const server = serverOf(channelId) ?? state.servers.find(({ id }) => id === state.server?.id) ?? state.servers[0] ?? null;
  const channel = server?.channels.find(({ id }) => id === channelId) ?? server?.channels[0] ?? null;
  const moved = state.channel?.id !== channel?.id;
  Object.assign(state, { server, channel });
  state.unread.delete(channel?.id);
  if (moved) state.messages = new Map();
  write();
  tell("place", { moved });
  await Promise.all([loadMessages(), loadCommands()]);
}

/** Play somebody else, in the same channel if they see it. */
export async function become(personId) {
  const here = state.channel?.id;
  state.channel = null;
  state.unread.clear();
  await loadWorld(personId);
  tell("person");
  await enter(here);
}

/** Read the channel anew. */
export async function loadMessages() {
  const channel = state.channel;
  let found, heard;
  do {
    heard = state.heard;
    found = channel ? (await ask("/api/channel", { as: state.me.id, channel: channel.id })).messages : [];
    if (channel !== state.channel) return; // somewhere else by now
  } while (heard !== state.heard); // something happened meanwhile, which this answer may not know of
  state.messages = new Map(found.map((message) => [message.id, message]));
  tell("messages");
}

/** Learn the commands that may be used here. */
export async function loadCommands() {
  const channel = state.channel;
  const found = channel ? (await ask("/api/commands", { as: state.me.id, channel: channel.id })).commands : [];
  if (channel !== state.channel) return;
  state.commands = found;
  tell("commands");
}
