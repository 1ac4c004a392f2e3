// What a person does with messages and commands, and what they see until the bot answers.

import { act } from "./api.js";
import { track } from "./invocations.js";
import { openModal } from "./modal.js";
import { channelCalled, state, tell } from "./store.js";
import { toast, tried } from "./toast.js";

let count = 0;
export const ghosts = new Map(); // commands on their way, and those that were not answered; `after` is the newest message then

function ghost(words, channel) {
  const key = `ghost-${++count}`;
  const after = [...state.messages.keys()].map(BigInt).reduce((one, other) => (one > other ? one : other), 0n);
  const change = (phase) => {
    if (phase) ghosts.set(key, { key, words, phase, channel, after, who: state.me });
    else ghosts.delete(key);
    tell("ghosts");
  };
  change("sending");
  return change;
}

/** Take an unanswered command away. */
export function dismissGhost(key) {
  ghosts.delete(key);
  tell("ghosts");
}

/** An answer to whatever was asked: a form is opened, silence is said by `silent`. */
function follow(invocation, settle) {
  track(invocation, (event) => {
    settle(event.answer === "failed");
    if (event.answer === "modal") openModal(event.modal, event.invocation);
  });
}

/** Send a slash command; false if it was refused before it went out. */
export async function sendCommand(name, options, files) {
  const channel = state.channel.id;
  const change = ghost(`/${name}`, channel);
  tell("to-end");
  try {
    const { invocation } = await act("/api/command", { as: state.me.id, channel, name, options }, files);
    follow(invocation, (failed) => change(failed ? "failed" : null));
    return null;
  } catch (error) {
    change(null);
    return error.message;
  }
}

/** Use a command of a context menu. */
export async function useMenu(name, target) {
  const channel = state.channel.id;
  const change = ghost(name, channel);
  try {
    const { invocation } = await act("/api/menu", { as: state.me.id, channel, name, target });
    follow(invocation, (failed) => change(failed ? "failed" : null));
  } catch (error) {
    change(null);
    toast(error.message);
  }
}

/** Press a button or choose in a menu; `control` shows that it is on its way. */
export async function useComponent(path, message, detail, control) {
  const view = control.closest(".message");
  const settle = (failed) => {
    control.classList.remove("waiting");
    control.removeAttribute("aria-busy");
    if (failed) tell("interaction-failed", message.id);
  };
  if (control.classList.contains("waiting")) return;
  control.classList.add("waiting");
  control.setAttribute("aria-busy", "true");
  view?.querySelector(".failed-note")?.remove();
  try {
    const body = { as: state.me.id, channel: message.channel_id, message: message.id, ...detail };
    const { invocation } = await act(path, body);
    follow(invocation, settle);
  } catch (error) {
    settle(false);
    toast(error.message);
  }
}

export function say(text) {
  tell("to-end");
  return tried(act("/api/say", { as: state.me.id, channel: state.channel.id, text }));
}

export const remove = (message) =>
  tried(act("/api/delete", { as: state.me.id, channel: message.channel_id, message: message.id }));

/** The address of a message as Discord writes it. */
export function addressOf(message) {
  const guild = state.servers.find(({ channels }) => channels.includes(channelCalled(message.channel_id)))?.id ?? "@me";
  return `https://discord.com/channels/${guild}/${message.channel_id}/${message.id}`;
}
