// The realm as a whole: message of the day, broadcast, room, countdown.

import { attempt, clear, countdown as left, dialog, field, fill, h, span, table, time } from "./dom.js";
import { command, follow, get, tail } from "./http.js";

const REALMS = [
  { label: "Id", of: (row) => row.id, number: true },
  { label: "Name", of: (row) => row.name },
  { label: "Address", of: (row) => `${row.host}:${row.port}` },
  { label: "State", of: (row) => h("span", { class: row.up ? "good" : "bad" }, row.up ? "up" : "down") },
  { label: "Players", of: (row) => `${row.online} of ${row.capacity}`, number: true },
  { label: "Last heard", of: (row) => time(row.last_seen_at) },
];

// A card that runs a command; `sent` empties what is not to be sent twice.
function form(title, inputs, verb, line, sent = () => {}) {
  return h("form", {
    class: "card",
    onsubmit: async (event) => {
      event.preventDefault();
      if (await attempt(() => command(line()))) {
        sent();
      }
    },
  }, h("h2", {}, title), inputs, h("button", { class: "main" }, verb));
}

export function realm(root, session) {
  const motd = h("input", { maxlength: 400 });
  const tier = h("select", {}, [["high", "Across the screen"], ["medium", "Less so"], ["low", "Least"]]
    .map(([value, text]) => h("option", { value }, text)));
  const text = h("input", { required: true, maxlength: 400 });
  const room = h("input", { type: "number", min: 1, max: 100000, required: true });
  const minutes = h("input", { type: "number", min: 0, max: 1440, step: "any", value: 5, required: true });
  const reason = h("input", { maxlength: 200 });
  const countdown = h("p", {}, "…");
  const realms = h("div", {});

  const cancel = h("button", {
    disabled: true, onclick: () => attempt(() => command("realm shutdown cancel")),
  }, "Call it off");
  const begin = (what) => async () => {
    if (!minutes.reportValidity()) {
      return;
    }
    const seconds = Math.round(Number(minutes.value) * 60);
    const when = seconds === 0 ? "now" : `in ${span(seconds)}`;
    const sure = await dialog(`${what === "restart" ? "Restart" : "Stop"} the realm ${when}?`,
      [], what === "restart" ? "Restart" : "Stop", true,
      "Players are told, and again as the time runs out. Everybody is saved first.");
    if (sure) {
      const path = what === "restart" ? "realm restart" : "realm shutdown start";
      attempt(() => command(`${path} ${seconds}s${tail(reason.value)}`));
    }
  };
  const stop = h("section", { class: "card" }, h("h2", {}, "Shutdown"), countdown);
  if (session.may("commands")) {
    stop.append(h("div", { class: "row" }, field("Minutes from now", minutes), field("Why, for the players", reason)),
    h("div", { class: "actions" },
      h("button", { class: "danger", onclick: begin("stop") }, "Stop"),
      h("button", { class: "danger", onclick: begin("restart") }, "Restart"),
      cancel));
  }
  const forms = session.may("commands") ? h("div", { class: "pair" },
    form("Message of the day", field("Shown to everybody who logs in", motd), "Set", () => `realm motd${tail(motd.value)}`),
    form("Broadcast", [field("How loudly", tier), field("Message", text)], "Send",
      () => `broadcast message ${tier.value}${tail(text.value)}`, () => { text.value = ""; }),
    form("Room", field("Players the realm takes", room), "Set", () => `realm max ${room.value}`),
    stop) : stop;
  clear(root, forms,
    h("section", { class: "card" }, h("h2", {}, "Realms of this account database"), realms));

  let first = true;
  const shown = (state) => {
    clear(countdown, state.stops_in_ms === null
      ? "No countdown runs."
      : h("strong", { class: "warn" }, left(state)));
    cancel.disabled = state.stops_in_ms === null;
    if (first) {
      first = false;
      motd.value = state.message_of_the_day;
      room.value = state.capacity;
    }
  };
  fill(realms, async () => table("Realms", REALMS, await get("/api/realms")));
  return follow("topics=status", { status: shown });
}
