// Who and what stands where in a zone, with the list of players beside it.

import { View, steer } from "./canvas.js";
import { clear, count, field, h, renew } from "./dom.js";
import { follow, get } from "./http.js";

const LISTED_MAX = 200;
const ZONES_MS = 5000;

// A dot in words.
function told(dot) {
  const at = `x ${dot.x.toFixed(1)}, y ${dot.y.toFixed(1)}, z ${dot.z.toFixed(1)}`;
  if (dot.player !== null) {
    return `${dot.name} · ${at}`;
  }
  return `${dot.name || "A creature"} (Creature2 ${dot.creature}) · ${at}`;
}

export function map(root) {
  const canvas = h("canvas", {
    tabindex: "0",
    role: "img",
    "aria-label": "Map of the zone; arrows move it, plus and minus zoom, 0 fits it. The list beside it names the players.",
  });
  const view = new View(canvas);
  const choice = h("select", {});
  const list = h("ul", {});
  const counts = h("p", { class: "quiet" }, "Loading…");
  const picked = h("p", { class: "picked", role: "status" });
  const noGround = h("span", { class: "plain", hidden: true }, "this server has no terrain of this world");
  const nobody = h("p", { class: "over", hidden: true }, "No zone runs: nobody is in the world.");
  let followed = null;
  let stop = null;

  const pick = (dot) => {
    view.marked = dot?.player ?? null;
    clear(picked, dot ? told(dot) : "");
    view.draw();
  };
  const centre = (character) => {
    const now = view.dots.find((one) => one.player === character);
    if (now) {
      view.centre = { x: now.x, z: now.z };
      view.see();
      pick(now);
    }
  };
  const listed = (players) => {
    const names = players.map((dot) => dot.name).sort().join("\n");
    if (list.dataset.names === names) {
      return;
    }
    list.dataset.names = names;
    players.sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
    renew(list, players.slice(0, LISTED_MAX).map((dot) =>
      h("li", {}, h("button", { class: "small", onclick: () => centre(dot.player) }, dot.name))));
  };
  const taken = (dots) => {
    view.take(dots);
    const players = dots.filter((dot) => dot.player !== null);
    clear(counts, `${count(players.length, "player", "players")}, `
      + count(dots.length - players.length, "creature", "creatures"));
    listed(players);
    const marked = view.marked === null ? null : players.find((dot) => dot.player === view.marked);
    if (marked) {
      clear(picked, told(marked));
    }
  };
  const look = () => {
    stop?.();
    stop = null;
    followed = choice.value;
    noGround.hidden = true;
    clear(picked);
    view.begin(choice.selectedOptions[0]?.dataset.world ?? null);
    nobody.hidden = followed !== "";
    if (followed) {
      stop = follow(`zone=${followed}`, { map: taken });
    } else {
      clear(counts, "0 players");
      listed([]);
    }
  };
  const wanted = new URLSearchParams(location.hash.split("?")[1] ?? "").get("zone");
  // Zones come and go while one looks.
  const refresh = async () => {
    const zones = await get("/api/zones");
    const chosen = followed || wanted;
    zones.sort((one, other) => other.players - one.players);
    const options = zones.map((zone) => h("option", {
      value: zone.instance,
      "data-world": zone.world,
      selected: String(zone.instance) === chosen,
    }, `${zone.name || `World ${zone.world}`} · zone ${zone.instance} · ${count(zone.players, "player", "players")}`));
    const text = options.map((option) => option.textContent).join("\n");
    if (choice.dataset.text !== text && document.activeElement !== choice) {
      choice.dataset.text = text;
      clear(choice, options.length > 0 ? options : h("option", { value: "" }, "none"));
    }
    if (choice.value !== followed) {
      look();
    }
  };

  view.told = (has) => { noGround.hidden = has; };
  choice.addEventListener("change", look);
  steer(canvas, view, pick);
  clear(root,
    h("div", { class: "row" },
      field("Zone", choice),
      h("div", { class: "actions" },
        h("button", { onclick: () => view.closer(), "aria-label": "Zoom in" }, "+"),
        h("button", { onclick: () => view.farther(), "aria-label": "Zoom out" }, "−"),
        h("button", { onclick: () => view.fit() }, "Fit"))),
    h("div", { class: "mapframe" },
      h("div", {}, h("div", { class: "canvas" }, canvas, nobody),
        h("p", { class: "legend" },
          h("span", { class: "dot" }, "players"), h("span", { class: "dot creature" }, "creatures"), noGround),
        picked),
      h("section", { class: "card" }, h("h2", {}, "Players here"), counts, list)));

  const failed = (error) => clear(counts, h("span", { class: "bad" }, error.message));
  refresh().catch(failed);
  const timer = setInterval(() => refresh().catch(failed), ZONES_MS);
  const redraw = () => view.draw();
  const theme = window.matchMedia("(prefers-color-scheme: dark)");
  window.addEventListener("resize", redraw);
  theme.addEventListener("change", redraw);
  return () => {
    clearInterval(timer);
    window.removeEventListener("resize", redraw);
    theme.removeEventListener("change", redraw);
    view.end();
    stop?.();
  };
}
