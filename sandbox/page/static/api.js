// Requests to the sandbox's page server: JSON both ways, files as multipart, errors as one sentence.

export class Refused extends Error {}

/** Ask for something; `params` become the query. */
export async function ask(path, params = {}) {
  return answerOf(await reach(`${path}?${new URLSearchParams(params)}`, { headers: { accept: "application/json" } }));
}

/** Do something; `files` is a list of [name of the part, File]. */
export async function act(path, body, files = []) {
  const headers = { "x-encore": "page" };
  if (!files.length) {
    headers["content-type"] = "application/json";
    return answerOf(await reach(path, { method: "POST", headers, body: JSON.stringify(body) }));
  }
  const form = new FormData();
  form.append("json", JSON.stringify(body));
  for (const [name, file] of files) form.append(name, file, file.name);
  return answerOf(await reach(path, { method: "POST", headers, body: form }));
}

async function reach(path, options) {
  try {
    return await fetch(path, { ...options, cache: "no-store" });
  } catch {
    throw new Refused("The sandbox does not answer. Is it still running?");
  }
}

async function answerOf(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // An answer without JSON is told by its status alone.
  }
  if (!response.ok) throw new Refused(body.error || `The sandbox answered ${response.status}.`);
  return body;
}
