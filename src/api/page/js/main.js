// The frame of the page: login, navigation, and which view is open.

import { clear, field, forgetNotes, h } from "./dom.js";
import { get, post, remove } from "./http.js";
import { overview } from "./overview.js";
import { map } from "./map.js";
import { players } from "./players.js";
import { accounts } from "./accounts.js";
import { terminal } from "./console.js";
import { logs } from "./logs.js";
import { audit } from "./audit.js";
import { realm } from "./realm.js";
import { scripts } from "./scripts.js";
import { tokens } from "./tokens.js";
import { me } from "./me.js";

// `scope` is what a view needs; "account" any account.
const VIEWS = [
  { path: "overview", title: "Overview", scope: "status", open: overview },
  { path: "map", title: "Map", scope: "players|account", open: map },
  { path: "players", title: "Players", scope: "players|account", open: players },
  { path: "accounts", title: "Accounts", scope: "accounts", open: accounts },
  { path: "console", title: "Console", scope: "commands", open: terminal },
  { path: "realm", title: "Realm", scope: "status", open: realm },
  { path: "scripts", title: "Scripts", scope: "status", open: scripts },
  { path: "logs", title: "Logs", scope: "logs", open: logs },
  { path: "audit", title: "Audit", scope: "audit", open: audit },
  { path: "tokens", title: "Tokens", scope: "admin", open: tokens },
  { path: "me", title: "My account", scope: "account", open: me },
];

const bar = document.getElementById("bar");
const nav = document.getElementById("nav");
const content = document.getElementById("content");
let session = null;
let close = null;

function allowed(view) {
  return view.scope.split("|").some((scope) =>
    (scope === "account" ? session.account !== null : session.may(scope)));
}

function shut() {
  if (close) {
    close();
    close = null;
  }
}

function menu(open) {
  nav.classList.toggle("open", open);
  bar.querySelector(".menu")?.setAttribute("aria-expanded", open);
}

function show() {
  shut();
  menu(false);
  forgetNotes();
  const path = location.hash.slice(2).split("?")[0];
  const views = VIEWS.filter(allowed);
  const view = views.find((candidate) => candidate.path === path) ?? views[0];
  clear(nav, views.map((one) => h("a", {
    href: `#/${one.path}`,
    "aria-current": one === view ? "page" : null,
  }, one.title)));
  if (!view) {
    clear(content, h("p", {}, "This token may use nothing that has a page."));
    return;
  }
  document.title = `${view.title} · ${session.realm}`;
  const root = h("div", {});
  clear(content, h("h1", {}, view.title), root);
  close = view.open(root, session) ?? null;
}

function frame() {
  clear(bar,
    h("img", { src: "/icon.svg", alt: "" }),
    h("strong", {}, session.realm),
    h("span", { class: "grow" }),
    h("span", { class: "who", title: session.name }, session.name),
    h("button", { class: "small", onclick: logOut }, "Log out"),
    // Seen in a narrow window alone.
    h("button", {
      class: "small menu", "aria-controls": "nav", "aria-expanded": "false",
      onclick: () => menu(!nav.classList.contains("open")),
    }, "Menu"));
  show();
}

async function logOut() {
  await remove("/api/session").catch(() => null);
  login();
}

async function enter() {
  const answer = await get("/api/session");
  session = {
    ...answer,
    may: (scope) => answer.scopes.includes(scope) || answer.scopes.includes("admin"),
  };
  frame();
}

function login(because = "") {
  shut();
  menu(false);
  forgetNotes();
  session = null;
  clear(bar);
  clear(nav);
  document.title = "Bezgelor";
  const email = h("input", { type: "email", name: "email", autocomplete: "username" });
  const password = h("input", { type: "password", name: "password", autocomplete: "current-password" });
  const token = h("input", { type: "password", name: "token", autocomplete: "off", spellcheck: "false" });
  const said = h("p", { class: "bad", role: "alert" }, because);
  const submit = async (event) => {
    event.preventDefault();
    const proof = token.value
      ? { token: token.value.trim() }
      : { email: email.value.trim(), password: password.value };
    button.disabled = true;
    try {
      await post("/api/session", proof);
      await enter();
      content.focus();
    } catch (error) {
      clear(said, error.message);
      button.disabled = false;
      (token.value ? token : password).select();
    }
  };
  const button = h("button", { class: "main", type: "submit" }, "Log in");
  clear(content, h("form", { class: "card login", onsubmit: submit },
    h("h1", {}, h("img", { src: "/icon.svg", alt: "" }), "Bezgelor"),
    field("E-mail address", email),
    field("Password", password),
    h("details", {},
      h("summary", {}, "With a token instead"),
      field("Token of the operator", token)),
    said,
    button));
  email.focus();
}

window.addEventListener("hashchange", () => {
  if (session) {
    // First the page, then whatever the view itself wants to have the focus.
    content.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    show();
  }
});
window.addEventListener("bezgelor-login", () => {
  if (session) {
    login("The login has ended: log in again to go on.");
  }
});
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && nav.classList.contains("open")) {
    menu(false);
    bar.querySelector(".menu").focus();
  }
});
// A stranger is not told that it is one.
enter().catch((error) => login(error.status === 401 ? "" : error.message));
