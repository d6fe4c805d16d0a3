// The realm at a glance: players, shards, ticks, zones.

import { chart } from "./chart.js";
import { clear, countdown, fill, h, note, span, table } from "./dom.js";
import { follow, get } from "./http.js";

const SECONDS = 300;

function figure(label, value, extra = null) {
  return h("div", { class: "card" },
    h("div", { class: "label" }, label), h("div", { class: "figure" }, value, extra));
}

function legend(entries) {
  return h("p", { class: "legend" },
    entries.map(([kind, text]) => h("span", { class: kind }, text)));
}

function shardCard(shard, points, width, budget) {
  const of = (name) => points.map((point) => point[name]);
  const last = points.at(-1);
  return h("section", { class: "card", "aria-label": `Shard ${shard}` },
    h("h2", {}, `Shard ${shard}`, last
      ? h("span", { class: "quiet" }, ` · ${last.connections} connections, busy ${(last.busy * 100).toFixed(0)} %`)
      : null),
    h("h3", {}, "Tick (update_diff)"),
    chart(`Update diff of shard ${shard}`, [
      { kind: "three", values: of("tick_max_ms") },
      { kind: "two", values: of("tick_p99_ms") },
      { kind: "one", values: of("tick_p50_ms") },
    ], { unit: "ms", budget, seconds: SECONDS, width }),
    legend([["one", "tick p50"], ["two", "p99"], ["three", "longest"], ...(budget ? [["budget", `${budget} ms budget`]] : [])]),
    h("h3", {}, "Traffic"),
    chart(`Traffic of shard ${shard}`, [
      { kind: "one", values: of("bytes_out").map((bytes) => bytes / 1024) },
      { kind: "two", values: of("bytes_in").map((bytes) => bytes / 1024) },
    ], { unit: "KiB", seconds: SECONDS, width }),
    legend([["one", "to clients, per second"], ["two", "from clients"]]));
}

const ZONES = [
  { label: "Zone", of: (zone) => zone.instance, number: true },
  { label: "World", of: (zone) => (zone.name ? `${zone.name} (${zone.world})` : zone.world) },
  { label: "Shard", of: (zone) => zone.shard, number: true },
  { label: "Players", of: (zone) => zone.players, number: true },
  { label: "Mean step", of: (zone) => `${zone.step_mean_ms.toFixed(2)} ms`, number: true },
  { label: "Longest", of: (zone) => `${zone.step_max_ms.toFixed(1)} ms`, number: true },
  { label: "Leaves out", of: (zone) => zone.leaves_out || "nothing" },
  { label: "", of: (zone) => h("a", { href: `#/map?zone=${zone.instance}`, "aria-label": `Map of zone ${zone.instance}` }, "Map") },
];

export function overview(root) {
  const banner = h("div", {});
  const figures = h("div", { class: "cards" });
  const charts = h("div", { class: "pair" });
  const zones = h("div", {});
  const data = h("div", {});
  clear(root, banner, figures, charts,
    h("section", { class: "card" }, h("h2", {}, "Zones"), zones), data);
  const points = new Map();
  let status = null;

  const drawFigures = () => {
    const { online, capacity, queued, connections, accounts, uptime_s, version } = status;
    const problems = Object.entries(status.data_problems);
    clear(banner, status.stops_in_ms === null ? [] : [
      h("div", { class: "banner", role: "status" }, `${countdown(status)} `,
        h("a", { href: "#/realm" }, "Call it off"))]);
    clear(figures,
      figure("Players", `${online}`, h("small", {}, ` of ${capacity}`)),
      figure("Queue", `${queued}`),
      figure("Connections", `${connections}`),
      figure("Accounts", `${accounts}`),
      figure("Running for", span(uptime_s)),
      figure("Version", version));
    clear(data, problems.length === 0 ? [] : h("section", { class: "card" },
      h("h2", {}, "Problems of the data"),
      h("p", {}, problems.map(([kind, count]) => `${kind} ${count}`).join(", ")),
      h("p", { class: "quiet" },
        "Left out of the world; data-problems.json in the data directory names the worlds.")));
  };
  // As wide as the cards will be, so that a picture is never stretched.
  const cardWidth = () => {
    const columns = Math.max(1, Math.min(points.size, Math.floor((charts.clientWidth + 16) / 336)));
    return (charts.clientWidth - 16 * (columns - 1)) / columns - 34;
  };
  const drawCharts = () => {
    const width = cardWidth();
    clear(charts, points.size === 0
      ? h("section", { class: "card empty" }, "The shards have told nothing yet.")
      : [...points].map(([shard, past]) => shardCard(shard, past, width, status?.tick_ms)));
  };
  const refresh = () => fill(zones, async () => {
    status = await get("/api/status");
    drawFigures();
    return table("Zones", ZONES, await get("/api/zones"), "No zone runs: nobody is in the world.");
  });
  const begin = async () => {
    for (const shard of await get("/api/shards")) {
      points.set(shard.shard, shard.points);
    }
    drawCharts();
  };
  begin().catch((error) => note(error.message, true));
  refresh();
  const timer = setInterval(refresh, 5000);
  const stop = follow("topics=status,shards", {
    status: (state) => {
      if (status) {
        Object.assign(status, state);
        drawFigures();
      }
    },
    shards: (latest) => {
      for (const point of latest) {
        const past = points.get(point.shard) ?? [];
        if (past.at(-1)?.at_ms !== point.at_ms) {
          past.push(point);
        }
        points.set(point.shard, past.slice(-SECONDS));
      }
      drawCharts();
    },
  });
  return () => {
    clearInterval(timer);
    stop();
  };
}
