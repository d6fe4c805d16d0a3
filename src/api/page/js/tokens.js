// Bearer tokens for programs.

import { attempt, clear, dialog, fill, h, note, table, time } from "./dom.js";
import { get, post, remove } from "./http.js";

export function tokens(root) {
  const list = h("section", { class: "card" });
  const made = h("div", { "aria-live": "polite" });
  const load = () => fill(list, async () => table("Tokens", COLUMNS, await get("/api/tokens"),
    "No tokens yet. A program that asks this server something needs one."));
  const revoke = async (token) => {
    const sure = await dialog(`Revoke ${token.name}?`, [], "Revoke", true,
      "Whoever uses it is turned away from now on.");
    if (sure && await attempt(() => remove(`/api/tokens/${encodeURIComponent(token.name)}`), "Revoked.")) {
      load();
    }
  };
  const COLUMNS = [
    { label: "Name", of: (token) => token.name },
    { label: "Scopes", of: (token) => token.scopes, wide: true },
    { label: "Made", of: (token) => time(token.created_at) },
    { label: "Ends", of: (token) => (token.expires_at ? time(token.expires_at) : "never") },
    { label: "Last used", of: (token) => time(token.last_used_at) },
    { label: "", of: (token) => h("button", { class: "small danger", "aria-label": `Revoke: ${token.name}`, onclick: () => revoke(token) }, "Revoke") },
  ];
  const create = async () => {
    const values = await dialog("New token", [
      { name: "name", label: "Name", required: true, maxlength: 64 },
      { name: "scopes", label: "Scopes, with spaces between", required: true, value: "status metrics players" },
      { name: "days", label: "Days until it ends; empty for never", type: "number", min: 1 },
    ], "Make it");
    if (!values) {
      return;
    }
    const wish = { name: values.name, scopes: values.scopes };
    if (values.days) {
      wish.lifetime_s = Number(values.days) * 86400;
    }
    try {
      const { secret } = await post("/api/tokens", wish);
      clear(made, h("div", { class: "card" },
        h("h2", {}, `Token ${values.name}`),
        h("p", {}, h("code", {}, secret)),
        h("p", { class: "quiet" }, "Keep it: it is not shown again.")));
      load();
    } catch (error) {
      note(error.message, true);
    }
  };
  clear(root,
    h("p", { class: "quiet" }, "A token lets a program in with the scopes it is given: status, metrics, players, "
      + "accounts, characters, audit, logs, commands, or admin for all of them. ",
    h("a", { href: "/api/docs/" }, "What the interface offers"), "."),
    h("div", { class: "row" }, h("button", { class: "main", onclick: create }, "New token")), made, list);
  load();
}
