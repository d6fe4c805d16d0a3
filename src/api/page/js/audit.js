// Who used which command.

import { clear, field, fill, h, table, time } from "./dom.js";
import { get } from "./http.js";

const PAGE = 50;
const COLUMNS = [
  { label: "When", of: (row) => time(row.at) },
  { label: "Who", of: (row) => h("span", {}, row.who, " ", h("span", { class: "quiet" }, `${row.source} ${row.place}`)) },
  { label: "Command", of: (row) => h("code", {}, row.line), wide: true },
  { label: "Came to", of: (row) => h("span", { class: row.outcome === "done" ? "good" : "bad" }, row.outcome) },
  { label: "Answer", of: (row) => row.answer, wide: true },
];

export function audit(root) {
  const contains = h("input", { type: "search", placeholder: "command, name or place" });
  const since = h("input", { type: "datetime-local" });
  const list = h("section", { class: "card" });
  const load = (before) => fill(list, async () => {
    const query = new URLSearchParams({ limit: PAGE });
    if (contains.value) {
      query.set("contains", contains.value);
    }
    if (since.value) {
      query.set("since", new Date(since.value).getTime());
    }
    if (before) {
      query.set("before", before);
    }
    const rows = await get(`/api/audit?${query}`);
    const none = contains.value || since.value ? "No such command was used." : "No command was used yet.";
    return [table("Commands used", COLUMNS, rows, none),
      h("div", { class: "actions pages" },
        h("button", { class: "small", disabled: !before, onclick: () => load() }, "Newest"),
        h("button", { class: "small", disabled: rows.length < PAGE, onclick: () => load(rows.at(-1).id) }, "Older"))];
  });
  const search = (event) => {
    event.preventDefault();
    load();
  };
  clear(root,
    h("form", { class: "row", role: "search", onsubmit: search }, field("Search", contains), field("Since", since),
      h("button", {}, "Search")),
    list);
  load();
}
