// Requests to the interface, and its live events.

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || "The server refused.");
    this.status = status;
  }
}

// Asks for `path`; `body` is sent as JSON. The header tells the server that this page asks.
export async function ask(method, path, body) {
  const headers = { "X-Bezgelor": "page" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refused(0, { detail: "The server does not answer." });
  }
  if (answer.status === 204) {
    return null;
  }
  const text = await answer.text();
  let value = null;
  try {
    value = JSON.parse(text);
  } catch {
    value = { detail: text };
  }
  if (!answer.ok) {
    if (answer.status === 401 && path !== "/api/session") {
      window.dispatchEvent(new Event("bezgelor-login"));
    }
    throw new Refused(answer.status, value);
  }
  return value;
}

export const get = (path) => ask("GET", path);
export const post = (path, body) => ask("POST", path, body);
export const remove = (path) => ask("DELETE", path);

// Runs a command; what it said, or an error with it.
export async function command(line) {
  const ran = await post("/api/commands", { line });
  if (!ran.done) {
    throw new Refused(200, { detail: ran.lines.join("\n") || "It was not done." });
  }
  return ran.lines;
}

// A text as one argument of a command.
export function quoted(text) {
  return `"${String(text).replaceAll(/["\\]/g, "\\$&")}"`;
}

// Bytes of `path`; null when there are none.
export async function bytes(path) {
  const answer = await fetch(path);
  return answer.ok ? new Uint8ClampedArray(await answer.arrayBuffer()) : null;
}

// Follows live events until the returned function is called. `told` maps names to functions.
export function follow(query, told) {
  const source = new EventSource(`/api/events?${query}`);
  for (const [name, tell] of Object.entries(told)) {
    source.addEventListener(name, (event) => tell(JSON.parse(event.data)));
  }
  return () => source.close();
}
