// The realm's own scripts: how they fare, and loading them anew.

import { attempt, clear, fill, h, table } from "./dom.js";
import { command, get } from "./http.js";

const COLUMNS = [
  { label: "Script", of: (script) => script.name },
  { label: "Worlds", of: (script) => script.worlds.join(", ") || "all" },
  { label: "Calls", of: (script) => script.calls, number: true },
  { label: "Failed", of: (script) => script.errors, number: true },
  { label: "Time", of: (script) => `${script.spent_ms.toFixed(1)} ms`, number: true },
  { label: "State", of: state },
  { label: "Went wrong last", of: (script) => script.last_fault, wide: true },
];

function state(script) {
  const off = script.disabled_on;
  return off.length === 0
    ? h("span", { class: "good" }, "runs")
    : h("span", { class: "bad" }, `off on shard ${off.join(", ")}`);
}

export function scripts(root, session) {
  const list = h("section", { class: "card" });
  const load = () => fill(list, async () => table("Scripts", COLUMNS, await get("/api/scripts"),
    "No scripts. Those in the realm's folder of scripts are found when they are loaded anew."));
  // What does not load changes nothing; the answer says where it is wrong.
  const reload = async () => {
    await attempt(() => command("script reload"));
    load();
  };
  clear(root,
    h("p", { class: "quiet" }, "Scripts run behind the zones: one that fails again and again is off until all are "
      + "loaded anew. Nothing of them is kept from one loading to the next."),
    h("div", { class: "row" },
      session.may("commands") ? h("button", { class: "main", onclick: reload }, "Load them anew") : null,
      h("button", { onclick: load }, "Look again")),
    list);
  load();
}
