// What a client checks in the options of a command before it sends it, and how typed text becomes a value.

const [STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER] = [3, 4, 5, 6, 7, 8, 9, 10];
const LONGEST = 6000; // characters of a text option without a limit of its own

/** Options that name something of the server, with the select menu of the same kind. */
export const SNOWFLAKES = { [USER]: 5, [CHANNEL]: 8, [ROLE]: 6, [MENTIONABLE]: 7 };

/** The value that typed text stands for. */
export function valueOf(option, text, picked, choices) {
  if (picked) return picked.value;
  const same = choices.find(({ label }) => label.toLowerCase() === text.trim().toLowerCase());
  if (same) return same.value;
  return [INTEGER, NUMBER].includes(option.type) ? Number(text) : text;
}

/** What is wrong with an option, in a sentence, or null. */
export function problemOf(option, text, picked, choices, empty) {
  const { name } = option;
  if (empty) return option.required ? `This option is required. Specify a value: ${name}` : null;
  if (choices.length || option.type === BOOLEAN || option.type in SNOWFLAKES) {
    const known = picked || choices.some(({ label }) => label.toLowerCase() === text.trim().toLowerCase());
    return known ? null : `${name}: Pick one of the choices.`;
  }
  if (option.type === STRING) return lengthProblem(option, picked ? picked.value : text);
  if ([INTEGER, NUMBER].includes(option.type)) return numberProblem(option, valueOf(option, text, picked, choices));
  return null;
}

function lengthProblem({ name, min_length: least = 0, max_length: most = LONGEST }, text) {
  if (text.length < least) return `${name}: Must be at least ${least} characters.`;
  return text.length > most ? `${name}: Must be at most ${most} characters; these are ${text.length}.` : null;
}

function numberProblem({ name, type, min_value: least, max_value: most }, value) {
  if (!Number.isFinite(value)) return `${name}: Input a valid number.`;
  if (type === INTEGER && !Number.isInteger(value)) return `${name}: Input a whole number.`;
  if (least !== undefined && value < least) return `${name}: Must be at least ${least}.`;
  return most !== undefined && value > most ? `${name}: Must be at most ${most}.` : null;
}

/** An option's limits, as they are shown while it is filled in. */
export function explain(option, text) {
  const words = [option.required ? "required" : "optional"];
  if (option.type === STRING && option.max_length !== undefined) words.push(`${text.length} of ${option.max_length} characters`);
  if (option.min_value !== undefined && option.max_value !== undefined) words.push(`${option.min_value} to ${option.max_value}`);
  else if (option.min_value !== undefined) words.push(`at least ${option.min_value}`);
  else if (option.max_value !== undefined) words.push(`at most ${option.max_value}`);
  return words.join(" · ");
}
