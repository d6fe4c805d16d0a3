// Who is in the world, and what can be done with them.

import { CLASSES, FACTIONS, RACES, attempt, clear, dialog, field, h, renew, span, table } from "./dom.js";
import { command, follow, get, quoted, tail } from "./http.js";

const SHOWN_MAX = 500;

async function message(player) {
  const values = await dialog(`Message to ${player.name}`,
    [{ name: "text", label: "Message", required: true, maxlength: 400 }], "Send");
  if (values) {
    attempt(() => command(`player message ${quoted(player.name)}${tail(values.text)}`));
  }
}

async function kick(player) {
  const values = await dialog(`Send ${player.name} away?`,
    [{ name: "reason", label: "Reason, for the log" }], "Kick", true,
    "The connection ends; the player can come back at once.");
  if (values) {
    attempt(() => command(`player kick ${quoted(player.name)}${tail(values.reason)}`));
  }
}

export async function ban(title, target) {
  const values = await dialog(title, [
    { name: "reason", label: "Reason, for the operator", required: true },
    { name: "span", label: "For how long: 30m, 12h, 7d; empty for good", pattern: "[0-9]+[smhdw]" },
  ], "Ban", true, "Whoever is online is sent away, and cannot log in while it lasts.");
  return values
    ? attempt(() => command(`${target} ${quoted(values.reason)} ${values.span}`.trim()))
    : false;
}

async function teleport(player) {
  const values = await dialog(`Teleport ${player.name}`, [
    { name: "x", label: "x, west to east", required: true, inputmode: "decimal", pattern: "-?[0-9]+(\\.[0-9]+)?" },
    { name: "y", label: "y, height", required: true, inputmode: "decimal", pattern: "-?[0-9]+(\\.[0-9]+)?" },
    { name: "z", label: "z, north to south", required: true, inputmode: "decimal", pattern: "-?[0-9]+(\\.[0-9]+)?" },
    { name: "world", label: "World", required: true, value: player.world, pattern: "[0-9]+" },
  ], "Teleport");
  if (values) {
    const { x, y, z, world } = values;
    attempt(() => command(`teleport coordinates ${x} ${y} ${z} ${world} ${player.name}`));
  }
}

function actions(player) {
  const button = (label, act, danger) => h("button", {
    class: danger ? "small danger" : "small",
    "aria-label": `${label}: ${player.name}`,
    onclick: act,
  }, label);
  return h("div", { class: "actions" },
    button("Message", () => message(player)),
    button("Teleport", () => teleport(player)),
    button("Kick", () => kick(player), true),
    button("Ban", () => ban(`Ban the account of ${player.name}?`,
      `ban account character ${quoted(player.name)}`), true));
}

export function players(root, session) {
  const wanted = h("input", { type: "search", placeholder: "name" });
  const shown = h("section", { class: "card" }, h("p", { class: "empty", role: "status" }, "Loading…"));
  let everybody = null;
  const worlds = new Map();
  const nameWorlds = () => get("/api/zones").then((zones) => {
    zones.forEach((zone) => worlds.set(zone.world, zone.name));
    draw();
  }, () => null);
  const columns = [
    { label: "Name", of: (player) => h("span", {}, h("strong", {}, player.name), " ",
      player.staff ? h("span", { class: "tag" }, "staff") : null,
      player.hidden ? h("span", { class: "tag quiet" }, "hides") : null) },
    { label: "Level", of: (player) => player.level, number: true },
    { label: "Race", of: (player) => RACES[player.race] ?? player.race },
    { label: "Class", of: (player) => CLASSES[player.class] ?? player.class },
    { label: "Faction", of: (player) => FACTIONS[player.faction] ?? player.faction },
    { label: "Zone", of: (player) => h("a", { href: `#/map?zone=${player.zone}` },
      worlds.get(player.world) || `world ${player.world}`) },
    { label: "Online", of: (player) => span(player.online_s) },
  ];
  if (session.may("commands")) {
    columns.push({ label: "", of: actions });
  }
  const draw = () => {
    if (everybody === null) {
      return;
    }
    const beginning = wanted.value.toLowerCase();
    const found = everybody.filter((player) => player.name.toLowerCase().includes(beginning));
    const none = everybody.length === 0 ? "Nobody is in the world." : "Nobody of that name is in the world.";
    renew(shown, h("p", { class: "quiet" }, `${found.length} of ${everybody.length}`),
      table("Players", columns, found.slice(0, SHOWN_MAX), none));
  };
  wanted.addEventListener("input", draw);
  clear(root, h("div", { class: "row" }, field("Search", wanted)), shown);
  let names = null;
  return follow("topics=players", {
    players: (list) => {
      everybody = list;
      // Buttons must not vanish from under a finger because a second passed.
      const now = list.map((player) => `${player.name} ${player.world} ${player.level}`).join("\n");
      if (now !== names) {
        names = now;
        draw();
        if (list.some((player) => !worlds.has(player.world))) {
          nameWorlds();
        }
      }
    },
  });
}
