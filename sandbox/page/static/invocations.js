// What this page asked the bot for, until the bot answered: the answer may come before the page knows its number.

const waiting = new Map();
const early = new Map();

/** Call `heard(event)` once this invocation is answered. */
export function track(invocation, heard) {
  const event = early.get(invocation);
  early.delete(invocation);
  if (event) heard(event);
  else waiting.set(invocation, heard);
}

/** An answer came. */
export function answered(event) {
  const heard = waiting.get(event.invocation);
  waiting.delete(event.invocation);
  if (heard) return heard(event);
  // Of this person, but perhaps of another window: kept for as long as our own number may be on its way.
  early.set(event.invocation, event);
  setTimeout(() => early.delete(event.invocation), 10_000);
}
