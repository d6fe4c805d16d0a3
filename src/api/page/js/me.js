// What an account does for itself.

import { CLASSES, FACTIONS, RACES, attempt, clear, field, fill, h, note, span, table, time } from "./dom.js";
import { get, post } from "./http.js";

const COLUMNS = [
  { label: "Name", of: (one) => h("strong", {}, one.name) },
  { label: "Level", of: (one) => one.level, number: true },
  { label: "Race", of: (one) => RACES[one.race] ?? one.race },
  { label: "Class", of: (one) => CLASSES[one.class] ?? one.class },
  { label: "Faction", of: (one) => FACTIONS[one.faction] ?? one.faction },
  { label: "Played", of: (one) => span(one.played_s) },
  { label: "Last online", of: (one) => time(one.last_online_at) },
];

export function me(root, session) {
  const characters = h("div", {});
  const old = h("input", { type: "password", required: true, autocomplete: "current-password" });
  const fresh = h("input", { type: "password", required: true, autocomplete: "new-password" });
  const again = h("input", { type: "password", required: true, autocomplete: "new-password" });
  const hidden = h("input", { type: "checkbox", checked: session.hidden });
  const change = async (event) => {
    event.preventDefault();
    if (fresh.value !== again.value) {
      note("The two new passwords differ.", true);
      return;
    }
    if (await attempt(() => post("/api/me/password", { old: old.value, new: fresh.value }), "The password is changed.")) {
      event.target.reset();
    }
  };
  hidden.addEventListener("change", async () => {
    const wish = hidden.checked;
    const text = wish ? "Other players do not see you here." : "Other players see you here.";
    if (await attempt(() => post("/api/me/visibility", { hidden: wish }), text)) {
      session.hidden = wish;
    } else {
      hidden.checked = !wish;
    }
  });
  clear(root, h("section", { class: "card" }, h("h2", {}, "My characters"), characters), h("div", { class: "pair" },
    h("form", { class: "card", onsubmit: change }, h("h2", {}, "Password"),
      field("Present password", old), field("New password", fresh), field("New password once more", again),
      h("button", { class: "main" }, "Change it")),
    h("section", { class: "card" }, h("h2", {}, "Privacy"),
      h("label", { class: "check" }, hidden, "Hide my characters from other players on the map and in the list"),
      h("p", { class: "quiet" }, "Game masters and administrators see everybody."))));
  fill(characters, async () => table("My characters", COLUMNS, await get("/api/me/characters"),
    "No characters on this realm yet. The game makes them."));
}
