// Accounts with their roles, bans, rights and characters.

import { CLASSES, attempt, clear, dialog, field, fill, h, span, table, time } from "./dom.js";
import { command, get, quoted } from "./http.js";
import { ban } from "./players.js";

const PAGE = 50;
const ROLES = [["player", "Player"], ["gamemaster", "Game master"], ["administrator", "Administrator"]];

function roleName(role) {
  return ROLES.find(([value]) => value === role)?.[1] ?? role;
}

async function create(then) {
  const values = await dialog("New account", [
    { name: "email", label: "E-mail address", type: "email", required: true },
    { name: "password", label: "Password", type: "password", required: true, autocomplete: "new-password" },
    { name: "role", label: "Role", options: ROLES },
  ], "Make it");
  if (values && await attempt(() =>
    command(`account create ${values.email} ${quoted(values.password)} ${values.role}`))) {
    then();
  }
}

async function password(account) {
  const values = await dialog(`New password of ${account.email}`, [
    { name: "password", label: "Password", type: "password", required: true, autocomplete: "new-password" },
  ], "Change it");
  if (values) {
    attempt(() => command(`account password ${account.email} ${quoted(values.password)}`));
  }
}

const CHARACTERS = [
  { label: "Character", of: (one) => one.name },
  { label: "Level", of: (one) => one.level, number: true },
  { label: "Class", of: (one) => CLASSES[one.class] ?? one.class },
  { label: "World", of: (one) => one.world, number: true },
  { label: "Played", of: (one) => span(one.played_s) },
  { label: "Last online", of: (one) => time(one.last_online_at) },
];

function standing(account) {
  if (!account.suspended) {
    return h("span", { class: "good" }, "may play");
  }
  const until = account.suspension_ends_at ? `until ${time(account.suspension_ends_at)}` : "for good";
  return h("span", { class: "bad" }, `banned ${until}: ${account.suspension_reason}`);
}

async function details(id, session, again) {
  const account = await get(`/api/accounts/${id}`);
  // Nothing is granted by an arrow key in a list: a role is chosen and then confirmed.
  const changeRole = async () => {
    const values = await dialog(`Role of ${account.email}`,
      [{ name: "role", label: "Role", options: ROLES, value: account.role }], "Give the role", false,
      "A game master sees everybody and may use most commands; an administrator may do all of it.");
    if (values && values.role !== account.role
      && await attempt(() => command(`rbac account role grant ${values.role} ${account.email}`))) {
      again();
    }
  };
  const amounts = (list) => list.map((one) => `${one.id}: ${one.amount}`).join(", ") || "none";
  const actions = h("div", { class: "actions" },
    h("button", { onclick: changeRole }, "Change role"),
    h("button", { onclick: () => password(account) }, "Set password"),
    account.suspended
      ? h("button", { onclick: async () => {
        await attempt(() => command(`ban account lift ${account.email}`));
        again();
      } }, "Lift the ban")
      : h("button", { class: "danger", onclick: async () => {
        if (await ban(`Ban ${account.email}?`, `ban account player ${account.email}`)) {
          again();
        }
      } }, "Ban"));
  return [h("h2", {}, account.email),
    h("p", {}, h("span", { class: "tag" }, roleName(account.role)), standing(account),
      h("span", { class: "quiet" }, ` · made ${time(account.created_at)}`)),
    session.may("commands") ? actions : null,
    table("Characters", CHARACTERS, account.characters, "No characters on this realm."),
    h("details", {}, h("summary", {}, "Rights and holdings"),
      h("p", {}, h("span", { class: "quiet" }, "Granted to it alone: "), account.granted.join(", ") || "nothing"),
      h("p", {}, h("span", { class: "quiet" }, "Taken from it: "), account.revoked.join(", ") || "nothing"),
      h("p", {}, h("span", { class: "quiet" }, "May do: "), account.permissions.join(", ") || "nothing beyond playing"),
      h("p", {}, h("span", { class: "quiet" }, "Currencies: "), amounts(account.currencies)),
      h("p", {}, h("span", { class: "quiet" }, "Entitlements: "), amounts(account.entitlements)),
      h("p", {}, h("span", { class: "quiet" }, "Unlocks: "), account.unlocks.join(", ") || "none"))];
}

export function accounts(root, session) {
  const wanted = h("input", { type: "search", placeholder: "part of the address", inputmode: "email" });
  const list = h("section", { class: "card" });
  const one = h("section", { class: "card", "aria-live": "polite" },
    h("p", { class: "empty" }, "Choose an account to see its characters, rights and bans."));
  let after = 0;
  let chosen = null;

  const open = (id) => {
    chosen = id;
    fill(one, () => details(id, session, again))
      // On a phone it lies below the list.
      .then(() => one.scrollIntoView({ block: "nearest" }));
  };
  const columns = [
    { label: "Id", of: (row) => row.id, number: true },
    { label: "E-mail address", of: (row) => h("button", { class: "link", onclick: () => open(row.id) }, row.email) },
    { label: "Role", of: (row) => roleName(row.role) },
    { label: "Standing", of: (row) => h("span", { class: row.suspended ? "bad" : "good" }, row.suspended ? "banned" : "may play") },
  ];
  const load = () => fill(list, async () => {
    const part = wanted.value.trim();
    const query = new URLSearchParams({ after, limit: PAGE });
    if (part) {
      query.set("contains", part);
    }
    const rows = await get(`/api/accounts?${query}`);
    const last = rows.at(-1)?.id;
    return [table("Accounts", columns, rows, "No account has that in its address."),
      h("div", { class: "actions pages" },
        h("button", { class: "small", disabled: after === 0, onclick: () => { after = 0; load(); } }, "First"),
        h("button", { class: "small", disabled: rows.length < PAGE, onclick: () => { after = last; load(); } }, "Next"))];
  });
  function again() {
    load();
    if (chosen !== null) {
      open(chosen);
    }
  }
  const search = (event) => {
    event.preventDefault();
    after = 0;
    load();
  };
  clear(root,
    h("form", { class: "row", role: "search", onsubmit: search }, field("Search by e-mail address", wanted),
      h("button", {}, "Search"),
      session.may("commands")
        ? h("button", { class: "main", type: "button", onclick: () => create(load) }, "New account")
        : null),
    h("div", { class: "pair" }, list, one));
  load();
}
