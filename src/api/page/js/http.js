// Requests to the interface, and its live events.

export class Refused extends Error {
  constructor(status, problem) {
    const text = problem.detail || problem.title || "The server refused.";
    super(text.charAt(0).toUpperCase() + text.slice(1));
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

// A text as the last argument of a command; none when it is empty.
export function tail(text) {
  return text.trim() === "" ? "" : ` ${quoted(text.trim())}`;
}

// Bytes of `path`; null when there are none.
export async function bytes(path) {
  const answer = await fetch(path);
  return answer.ok ? new Uint8ClampedArray(await answer.arrayBuffer()) : null;
}

// Milliseconds before the first try to follow anew, and at most between two.
const AGAIN_MS = 1000;
const AGAIN_MS_MAX = 10000;

function away(is) {
  document.getElementById("away").hidden = !is;
}

// Follows live events until the returned function is called. `told` maps names to functions. When
// the stream breaks off it says so and tries again, ever more rarely; a login that has ended is
// found out by asking who we are. Nobody looks at a page that is hidden: it follows nothing, and so
// leaves the few connections a browser has to one server to the pages that are seen.
export function follow(query, told) {
  let source = null;
  let timer = null;
  let wait = AGAIN_MS;
  let stopped = false;
  // Which stream is the present one: what was under way for an earlier one is over.
  let turn = 0;
  const again = () => {
    source.close();
    if (stopped || document.hidden) {
      return;
    }
    away(true);
    const mine = turn;
    timer = setTimeout(async () => {
      const status = await get("/api/session").then(() => 200, (error) => error.status);
      if (stopped || mine !== turn) {
        return;
      }
      if (status === 401 || status === 403) {
        window.dispatchEvent(new Event("bezgelor-login"));
      } else if (status === 200) {
        begin();
      } else {
        wait = Math.min(AGAIN_MS_MAX, wait * 2);
        again();
      }
    }, wait);
  };
  const begin = () => {
    source = new EventSource(`/api/events?${query}`);
    source.onopen = () => {
      wait = AGAIN_MS;
      away(false);
    };
    source.onerror = again;
    for (const [name, tell] of Object.entries(told)) {
      source.addEventListener(name, (event) => tell(JSON.parse(event.data)));
    }
  };
  const looked = () => {
    turn += 1;
    clearTimeout(timer);
    source.close();
    if (!document.hidden) {
      begin();
    }
  };
  document.addEventListener("visibilitychange", looked);
  begin();
  return () => {
    stopped = true;
    document.removeEventListener("visibilitychange", looked);
    clearTimeout(timer);
    source.close();
    away(false);
  };
}
