// The server's console: a line, its answer, history and completion.

import { clear, fill, h, note, table } from "./dom.js";
import { get, post } from "./http.js";

const LINES_MAX = 1000;
const HISTORY_MAX = 200;

export function terminal(root) {
  const output = h("div", { class: "output", role: "log", "aria-label": "Answers", tabindex: "0" });
  const line = h("input", {
    class: "mono", "aria-label": "Command", autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", placeholder: "help · Tab completes, ↑ brings back",
  });
  const help = h("section", { class: "card" });
  const history = JSON.parse(sessionStorage.getItem("console") ?? "[]");
  let place = history.length;

  const say = (text, kind) => {
    output.append(h("div", { class: kind ?? null }, text));
    while (output.childElementCount > LINES_MAX) {
      output.firstElementChild.remove();
    }
    output.scrollTop = output.scrollHeight;
  };
  const secret = /^\s*account\s+(create|password|changepassword)\b/i;
  const run = async (event) => {
    event.preventDefault();
    const text = line.value.trim();
    if (!text) {
      return;
    }
    line.value = "";
    const hides = secret.test(text);
    if (!hides && history.at(-1) !== text) {
      history.push(text);
      history.splice(0, history.length - HISTORY_MAX);
      sessionStorage.setItem("console", JSON.stringify(history));
    }
    place = history.length;
    say(`> ${hides ? `${text.split(/\s+/).slice(0, 3).join(" ")} …` : text}`, "typed");
    try {
      const ran = await post("/api/commands", { line: text });
      ran.lines.forEach((answer) => say(answer, ran.done ? null : "bad"));
    } catch (error) {
      say(error.message, "bad");
    }
  };
  const complete = async () => {
    const typed = line.value;
    const { words, from } = await get(`/api/commands/complete?line=${encodeURIComponent(typed)}`);
    if (words.length === 0 || line.value !== typed) {
      return;
    }
    let common = words[0];
    for (const word of words) {
      while (!word.toLowerCase().startsWith(common.toLowerCase())) {
        common = common.slice(0, -1);
      }
    }
    // `from` counts bytes; the words of commands before it are ASCII.
    const bytes = new TextEncoder().encode(typed).slice(0, from);
    const end = words.length === 1 ? " " : "";
    const next = new TextDecoder().decode(bytes) + common + end;
    if (next.length > typed.length) {
      line.value = next;
    } else {
      say(words.join("  "), "quiet");
    }
  };
  line.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && !event.shiftKey && line.value) {
      event.preventDefault();
      complete().catch((error) => note(error.message, true));
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      place = Math.min(history.length, Math.max(0, place + (event.key === "ArrowUp" ? -1 : 1)));
      line.value = history[place] ?? "";
    }
  });
  clear(root,
    h("section", { class: "card" }, output,
      h("form", { class: "row", onsubmit: run }, h("label", {}, line),
        h("button", { class: "main" }, "Run"))),
    help);
  const columns = [
    { label: "Command", of: (one) => h("button", {
      class: "small mono", onclick: () => { line.value = `${one.path} `; line.focus(); },
    }, one.usage) },
    { label: "What it does", of: (one) => one.help, wide: true },
  ];
  fill(help, async () => {
    const commands = await get("/api/commands");
    return h("details", {}, h("summary", {}, `All ${commands.length} commands`),
      table("Commands", columns, commands));
  });
  line.focus();
}
