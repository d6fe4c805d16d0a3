// Who used which command.

import { clear, field, h, note, table, time } from "./dom.js";
import { get } from "./http.js";

const PAGE = 50;
const COLUMNS = [
  { label: "When", of: (row) => time(row.at) },
  { label: "Who", of: (row) => h("span", {}, row.who, " ", h("span", { class: "quiet" }, `${row.source} ${row.place}`)), wide: true },
  { label: "Command", of: (row) => h("code", {}, row.line), wide: true },
  { label: "Came to", of: (row) => h("span", { class: row.outcome === "done" ? "good" : "bad" }, row.outcome) },
  { label: "Answer", of: (row) => row.answer, wide: true },
];

export function audit(root) {
  const contains = h("input", { type: "search", placeholder: "command, name or place" });
  const since = h("input", { type: "datetime-local" });
  const list = h("section", { class: "card" });
  const load = async (before) => {
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
    try {
      const rows = await get(`/api/audit?${query}`);
      clear(list, table(COLUMNS, rows, "No command was used."),
        h("div", { class: "actions" },
          h("button", { class: "small", disabled: !before, onclick: () => load() }, "Newest"),
          h("button", { class: "small", disabled: rows.length < PAGE, onclick: () => load(rows.at(-1).id) }, "Older")));
    } catch (error) {
      note(error.message, true);
    }
  };
  contains.addEventListener("change", () => load());
  since.addEventListener("change", () => load());
  clear(root,
    h("div", { class: "row" }, field("Search", contains), field("Since", since),
      h("button", { onclick: () => load() }, "Search")),
    list);
  load();
}
