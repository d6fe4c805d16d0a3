// The server's log as it is written.

import { attempt, clear, clock, field, h } from "./dom.js";
import { command, follow, tail } from "./http.js";

const LINES_MAX = 1000;
const LEVELS = ["ERROR", "WARN", "INFO", "DEBUG", "TRACE"];

export function logs(root, session) {
  const output = h("div", { class: "output", role: "log", "aria-label": "Log", tabindex: "0" });
  const level = h("select", {}, LEVELS.map((name) =>
    h("option", { value: name, selected: name === "TRACE" }, name === "TRACE" ? "everything" : `${name.toLowerCase()} and worse`)));
  const contains = h("input", { type: "search", placeholder: "text or part of the program" });
  const still = h("input", { type: "checkbox" });
  let kept = [];

  const passes = (line) =>
    LEVELS.indexOf(line.level) <= LEVELS.indexOf(level.value)
    && `${line.target} ${line.text}`.toLowerCase().includes(contains.value.toLowerCase());
  const row = (line) => h("div", {},
    h("span", { class: "quiet" }, `${clock(line.at)} `),
    h("span", { class: `level ${line.level}` }, line.level),
    h("span", { class: "quiet" }, `${line.target} `), line.text);
  const draw = () => {
    const rows = kept.filter(passes);
    clear(output, rows.length > 0 ? rows.map(row)
      : h("p", { class: "empty" }, kept.length > 0 ? "No line passes the filter." : "Waiting for lines…"));
    output.scrollTop = output.scrollHeight;
  };
  level.addEventListener("change", draw);
  contains.addEventListener("input", draw);
  still.addEventListener("change", () => still.checked || draw());
  const wanted = h("input", { required: true, maxlength: 400, placeholder: "info,shard=debug" });
  const set = session.may("commands") ? h("form", {
    class: "row",
    onsubmit: (event) => {
      event.preventDefault();
      attempt(() => command(`realm log${tail(wanted.value)}`));
    },
  }, field("What the server logs, until its next start", wanted), h("button", {}, "Set")) : null;
  clear(root, set,
    h("div", { class: "row" }, field("Level", level), field("Filter", contains),
      h("label", { class: "check" }, still, "Hold still")),
    output);
  draw();
  return follow("topics=logs", {
    log: (told) => {
      // A stream that began anew tells again what was told.
      const last = kept.at(-1)?.number ?? 0;
      const lines = told.filter((line) => line.number > last);
      kept = kept.concat(lines).slice(-LINES_MAX);
      if (!still.checked) {
        output.querySelector(".empty")?.remove();
        output.append(...lines.filter(passes).map(row));
        while (output.childElementCount > LINES_MAX) {
          output.firstElementChild.remove();
        }
        output.scrollTop = output.scrollHeight;
      }
    },
  });
}
