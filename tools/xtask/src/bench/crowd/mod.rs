//! `cargo xtask bench crowd`: what a crowd costs, beside what it costs the kernel.
//!
//! * `ratio_to_floor`: the tick of a crowd on a real shard (what movers said is decoded and judged,
//!   the zone is stepped, every message enciphered for each recipient and sent) over raw sends of
//!   the same bytes on the same sockets with as many calls. Floor and server take turns who comes
//!   first, since the second finds the sockets warm; the ratios of both orders stand beside it.
//!   Both are processor time of the same thread: whatever else the machine does then falls on
//!   neither; the ratio by the clock on the wall stands beside it. Left out is reading what movers
//!   said from their sockets: `whole_server` has it.
//! * `whole_server`: the server's processor time per delivered message (all threads, from the
//!   moment all bots are in the world to the end of the play, divided by the messages the bots
//!   received in it) beside that of a thread that sends buffers made before: as many sockets, as
//!   many bytes a message, as many messages and calls a flush, measured right after.
//!   `share_of_floor` is what is left of the floor's delivered messages per core-second.
//!   `peer_ratio` is the shape of other servers (encode, encipher, send for each recipient and
//!   message) over the same floor.
//! * `spread_5000`: many worlds on both cores, bots beside them, each told ten times a second
//!   (`relay_interval_ms`), and no thread held to a core, since there are more of them than cores.
//!   Each bot is taken to a place of its own before the play, so that it sees some sixteen others;
//!   how many it saw is reported, and what zones left out (`left_out`).
//! * `scaling`: `factor` is delivered messages per core-second with two shards over that with one,
//!   times two. Bots and server share the cores, so the clock on the wall would measure the bots.
//!   Two cores may be one with two threads, on which the same instructions take longer when both
//!   are busy, and the kernel's own work grows with every core that sends: `floor_factor` is the
//!   same figure of raw sends of the same bytes on as many sockets by one thread and by two, in
//!   turns right after. Held to its bound is `of_floor`, what the server keeps of that.
//! * `login_storm`: the bare exponentiations of one login over all the server spends on one. Bare
//!   are the three that each login asks for, g^b, v^u and (A v^u)^b, made by the big-number library
//!   for exponents of 256 bits, measured right after. The server itself spends less on them
//!   (`arithmetic_us_per_login`: the generator's powers are known before, u is public, products
//!   are made by vectors), which leaves more of that time to everything else.
//! * `storm_beside`: how late steps are elsewhere, without a storm of logins and with one. Held to
//!   its bound where the bots have cores of their own.
//!
//! One that cannot be taken is said with the reason and counts as missed; the others are taken all
//! the same. With `--quick` the plays are short and the largest crowd stays out.

mod programs;
mod report;

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde_json::{Map, Value, json};

use super::{build, require_program};
use crate::cli::BenchOptions;
use programs::{Bots, Idle, Setting, micro, play, with_server};
use report::{Bound, Report, number};

/// Milliseconds between two steps of a zone where nothing else is said: the server's own.
const ZONE_TICK: &str = "50";
/// Steps of a zone a second: as often is each connection flushed.
const FLUSH_HZ: f64 = 20.0;
/// Seconds a crowd plays, and in a hurry.
const SECONDS: u32 = 10;
const SECONDS_QUICK: u32 = 4;
/// Minutes that all of it takes, and that it may take; the same in a hurry.
const ABOUT: u64 = 8;
const MOST: u64 = 15;
const ABOUT_QUICK: u64 = 4;
const MOST_QUICK: u64 = 8;
/// Cores from which on bots have some of their own beside a server with two shards.
const CORES_APART: usize = 4;

/// Accounts of a storm of logins.
const STORM: u32 = 200;

/// One crowd.
struct Case {
    name: &'static str,
    bots: u32,
    /// `realm.visible_movers_max`.
    movers_max: &'static str,
}

const CASES: [Case; 2] = [
    Case {
        name: "all_see_all_1000",
        bots: 1000,
        movers_max: "0",
    },
    Case {
        name: "k100_2000",
        bots: 2000,
        movers_max: "100",
    },
];

/// What both crowds are held to: the tick, delivered messages per core-second, the bytes of a
/// connection that says nothing and of a player in the world, and what bots saw go wrong.
const OF_CROWDS: [(&str, Bound); 6] = [
    ("ratio_to_floor", Bound::Most(1.7)),
    ("whole_server.share_of_floor", Bound::Least(0.6)),
    (
        "whole_server.bytes_per_idle_connection",
        Bound::Most(16.0 * 1024.0),
    ),
    (
        "whole_server.bytes_per_player_in_world",
        Bound::Most(64.0 * 1024.0),
    ),
    ("whole_server.errors", Bound::Most(0.0)),
    ("whole_server.disconnects", Bound::Most(0.0)),
];
/// Milliseconds in which each of 5,000 spread over two cores, bots and all, is told once of the
/// steps of others.
const SPREAD_RELAY: (&str, f64) = ("100", 100.0);
/// A step is seen by then and 5 ms later; by as many as see one another where many
/// play and nobody calls it a crowd.
const OF_SPREAD: [(&str, Bound); 5] = [
    ("step_p99_ms", Bound::Most(SPREAD_RELAY.1 + 5.0)),
    ("neighbours.p50", Bound::Least(10.0)),
    ("neighbours.p99", Bound::Most(30.0)),
    ("errors", Bound::Most(0.0)),
    ("disconnects", Bound::Most(0.0)),
];
/// Two shards deliver at least 1.8 times what one does, where two threads that only send do twice
/// what one does.
const OF_SCALING: [(&str, Bound); 3] = [
    ("of_floor", Bound::Least(0.9)),
    ("one_shard.errors", Bound::Most(0.0)),
    ("two_shards.errors", Bound::Most(0.0)),
];
/// The bare exponentiations of a login are at least this share of a login.
const OF_LOGINS: [(&str, Bound); 2] = [("share", Bound::Least(0.7)), ("errors", Bound::Most(0.0))];
/// Others see steps at most this much later while there is a storm.
const OF_OTHERS: [(&str, Bound); 1] = [("later_p99_ms", Bound::Most(1.0))];
const OF_SLOW: [(&str, Bound); 2] = [
    ("slow_cut_off", Bound::Least(1.0)),
    ("errors", Bound::Most(0.0)),
];
const OF_HOPS: [(&str, Bound); 1] = [("hop: work of both shards, p99", Bound::Most(50.0))];
const OF_IDLE: [(&str, Bound); 1] = [("idle: 100 empty zones, of a core", Bound::Most(1.0))];

/// Everything that is measured, in this order.
const NAMES: [&str; 9] = [
    "all_see_all_1000",
    "k100_2000",
    "spread_5000",
    "scaling",
    "login_storm",
    "storm_beside",
    "slow",
    "hops",
    "idle",
];

/// Measures every crowd; answers whether all went well and kept their bounds.
///
/// # Errors
/// When something does not build, or there is no measurement of that name.
pub(super) fn run(root: &Path, options: &BenchOptions) -> anyhow::Result<bool> {
    let only = options.case.as_deref();
    if let Some(name) = only.filter(|name| !NAMES.contains(name)) {
        bail!("no measurement `{name}`; they are {}", NAMES.join(", "));
    }
    require_program(root, "bench/bots")?;
    require_program(root, "bench/micro")?;
    let programs = build(root)?;
    let (seconds, about, most) = if options.quick {
        (SECONDS_QUICK, ABOUT_QUICK, MOST_QUICK)
    } else {
        (SECONDS, ABOUT, MOST)
    };
    match only {
        Some(name) => eprintln!("{name} takes at most {most} minutes"),
        None => eprintln!("all takes about {about} minutes on two cores, at most {most}"),
    }
    let setting = Setting {
        programs: &programs,
        movers_max: "100",
        shards: "2",
        zone_tick_ms: ZONE_TICK,
        relay_interval_ms: "0",
        pins: true,
        spreads: false,
        seconds,
        ends: Instant::now() + Duration::from_secs(60 * most),
    };
    let mut report = Report::new(options.json, only);
    measure_all(setting, options.quick, &mut report);
    Ok(report.finish())
}

fn measure_all(setting: Setting<'_>, quick: bool, report: &mut Report) {
    for case in &CASES {
        report.take(case.name, &OF_CROWDS, || measure(setting, case));
    }
    if quick {
        report.leave_out("spread_5000", "not with --quick");
    } else {
        let setting = Setting {
            relay_interval_ms: SPREAD_RELAY.0,
            pins: false,
            ..setting
        };
        report.take("spread_5000", &OF_SPREAD, || spread(setting, 5_000));
    }
    report.take("scaling", &OF_SCALING, || scaling(setting));
    report.take("login_storm", &OF_LOGINS, || storm(setting));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let of_others: &[_] = if cores < CORES_APART { &[] } else { &OF_OTHERS };
    report.take("storm_beside", of_others, || storm_beside(setting, cores));
    report.take("slow", &OF_SLOW, || slow(setting));
    // What needs no server.
    let alone = |group| micro(setting, group, &[]).map(Value::Object);
    report.take("hops", &OF_HOPS, || alone("hops"));
    report.take("idle", &OF_IDLE, || alone("idle"));
}

/// The tick of one crowd, and a whole server with it. What is known of one is told when the other
/// cannot be measured.
fn measure(setting: Setting<'_>, case: &Case) -> anyhow::Result<Value> {
    let ticks = micro(setting, "tick", &["--only", case.name]);
    let ticks = ticks.and_then(|ticks| ticks_of(case, &ticks));
    let server = whole_server(setting, case);
    let (mut figures, server) = match (ticks, server) {
        (Err(ticks), Err(server)) => bail!("tick: {ticks:#}; whole server: {server:#}"),
        (ticks, server) => (ticks.unwrap_or_else(|error| not_taken(&error)), server),
    };
    figures["whole_server"] = server.unwrap_or_else(|error| not_taken(&error));
    Ok(figures)
}

fn not_taken(error: &anyhow::Error) -> Value {
    // The outer one says nothing of the tick and is held to its bounds all the same.
    json!({ "why_not": format!("{error:#}") })
}

fn whole_server(setting: Setting<'_>, case: &Case) -> anyhow::Result<Value> {
    let setting = Setting {
        movers_max: case.movers_max,
        shards: "1",
        ..setting
    };
    let (idle, report) = with_server(setting, |server| {
        play(setting, server, Bots::new("crowd", case.bots))
    })?;
    let floor = floor(setting, case, &report)?;
    of_server(case, &report, floor, idle)
}

/// The figures of the tick of one crowd, without the words before their names.
fn ticks_of(case: &Case, ticks: &Map<String, Value>) -> anyhow::Result<Value> {
    let prefix = format!("tick: {} ", case.name);
    let own = ticks.iter().filter_map(|(name, value)| {
        let name = name.strip_prefix(&prefix)?;
        Some((name.replace(' ', "_"), value.clone()))
    });
    let figures = Value::Object(own.collect());
    number(&figures, "ratio_to_floor")?;
    Ok(figures)
}

/// Bots all over the starting worlds.
fn spread(setting: Setting<'_>, bots: u32) -> anyhow::Result<Value> {
    let setting = Setting {
        spreads: true,
        ..setting
    };
    let (_, report) = with_server(setting, |server| {
        play(setting, server, Bots::new("spread", bots))
    })?;
    let server = &report["server"];
    let delivered = number(&report, "messages_received_per_second")?;
    let messages = delivered * number(&report, "play_seconds")?;
    Ok(json!({
        "bots": bots,
        "shards": setting.shards,
        "zone_tick_ms": setting.zone_tick_ms,
        "relay_interval_ms": setting.relay_interval_ms,
        "pinned": setting.pins,
        "left_out": report["left_out"],
        "errors": report["errors"],
        "error_texts": report["error_texts"],
        "server_end": report["server_end"],
        "disconnects": report["disconnects"],
        "neighbours": report["neighbours"],
        "steps_late": report["steps_late"],
        "delivered_per_second": delivered,
        "bytes_per_second": report["bytes_received_per_second"],
        "step_p99_ms": report["step_latency_ms"]["p99"],
        "step_latency_ms": report["step_latency_ms"],
        "logins_per_second": report["logins_per_second"],
        "server_ns_per_message": number(server, "cpu_seconds")? * 1e9 / messages.max(1.0),
    }))
}

/// The same spread crowd on one shard and on two, and the same sends by one thread and by two.
fn scaling(setting: Setting<'_>) -> anyhow::Result<Value> {
    const BOTS: u32 = 1_000;
    let on = |shards| spread(Setting { shards, ..setting }, BOTS);
    let (one, two) = (on("1")?, on("2")?);
    let cost = |figures: &Value| number(figures, "server_ns_per_message");
    let shape = Shape::of(BOTS, number(&one, "delivered_per_second")?, &one)?;
    let floors = shape.micro(setting, "1", &["--senders", "2", "--floor-only"])?;
    let floor_one = figure(&floors, RAW_SEND)?;
    let floor_two = figure(&floors, "crowd: that by several threads")?;
    let (factor, floor_factor) = (2.0 * cost(&one)? / cost(&two)?, 2.0 * floor_one / floor_two);
    Ok(json!({
        "factor": factor,
        "floor_factor": floor_factor,
        "of_floor": factor / floor_factor,
        "floor_ns_per_message": [floor_one, floor_two],
        "one_shard": one,
        "two_shards": two,
    }))
}

/// Readers who do not keep up among others who must not notice.
fn slow(setting: Setting<'_>) -> anyhow::Result<Value> {
    let setting = Setting {
        movers_max: "0",
        shards: "1",
        // Shorter, and what nobody reads fits into what is kept for them.
        seconds: SECONDS,
        ..setting
    };
    let (_, report) = with_server(setting, |server| {
        play(setting, server, Bots::new("slow", 300))
    })?;
    Ok(json!({
        "slow": report["slow"],
        "slow_cut_off": report["slow_cut_off"],
        "errors": report["errors"],
        "error_texts": report["error_texts"],
        "server_end": report["server_end"],
        "bytes_per_second": report["bytes_received_per_second"],
        "step_latency_ms": report["step_latency_ms"],
    }))
}

/// Logins without end, beside their bare exponentiations.
fn storm(setting: Setting<'_>) -> anyhow::Result<Value> {
    let setting = Setting {
        shards: "1",
        ..setting
    };
    let (_, report) = with_server(setting, |server| {
        // Accounts are made at the first login, which is another arithmetic.
        let few = Setting {
            seconds: SECONDS_QUICK,
            ..setting
        };
        play(few, server, Bots::new("storm", STORM))?;
        play(setting, server, Bots::new("storm", STORM))
    })?;
    let arithmetic = micro(setting, "login", &[])?;
    let modexp_us = figure(&arithmetic, "login: modexp of one login")?;
    let own_us = figure(&arithmetic, "login: the server's arithmetic of one")?;
    let logins = number(&report, "logins")?;
    let login_us = number(&report["server"], "cpu_seconds")? * 1e6 / logins.max(1.0);
    Ok(json!({
        "logins": logins,
        "logins_per_second": report["logins_per_second"],
        "errors": report["errors"],
        "error_texts": report["error_texts"],
        "server_end": report["server_end"],
        "server_us_per_login": login_us,
        "modexp_us_per_login": modexp_us,
        "arithmetic_us_per_login": own_us,
        "logins_per_core_second": 1e6 / login_us,
        "share": modexp_us / login_us,
    }))
}

/// Others who walk, without a storm of logins and with one.
fn storm_beside(setting: Setting<'_>, cores: usize) -> anyhow::Result<Value> {
    let setting = Setting {
        spreads: true,
        ..setting
    };
    let walkers = Bots {
        first: 1_001,
        ..Bots::new("spread", 200)
    };
    let (_, reports) = with_server(setting, |server| {
        let alone = play(setting, server, walkers)?;
        let beside = thread::scope(|scope| {
            let storm = scope.spawn(|| play(setting, server, Bots::new("storm", STORM)));
            let beside = play(setting, server, walkers);
            let stormed = storm.join().ok().context("the storm broke")?;
            Ok::<_, anyhow::Error>((beside?, stormed?))
        })?;
        let (beside, stormed) = beside;
        Ok(json!({ "alone": alone, "beside": beside, "stormed": stormed }))
    })?;
    let [alone, beside, stormed] = ["alone", "beside", "stormed"].map(|name| &reports[name]);
    let p99 = |report: &Value| number(&report["step_latency_ms"], "p99");
    let mut figures = json!({
        "later_p99_ms": p99(beside)? - p99(alone)?,
        "alone_ms": alone["step_latency_ms"],
        "beside_ms": beside["step_latency_ms"],
        "logins_per_second": stormed["logins_per_second"],
        "server_end": reports["server_end"],
    });
    if cores < CORES_APART {
        figures["not_held"] = json!(format!(
            "server and bots share {cores} cores: this is mostly the bots' own waiting"
        ));
    }
    Ok(figures)
}

/// Name of the figure of what the kernel alone costs a message.
const RAW_SEND: &str = "crowd: raw send, per message";

/// Sends as a server's: to how many, how large and how many at once.
struct Shape {
    sockets: String,
    frame_bytes: String,
    per_flush: String,
}

impl Shape {
    /// Of what so many bots were told.
    fn of(bots: u32, messages: f64, report: &Value) -> anyhow::Result<Self> {
        let bytes = report.get("bytes_per_second");
        let bytes = bytes.or_else(|| report.get("bytes_received_per_second"));
        let bytes = bytes.and_then(Value::as_f64).context("no bytes")?;
        let per_flush = messages / f64::from(bots) / FLUSH_HZ;
        Ok(Self {
            sockets: bots.to_string(),
            frame_bytes: format!("{:.0}", bytes / messages.max(1.0)),
            per_flush: format!("{:.0}", per_flush.max(1.0)),
        })
    }

    /// What such sends cost, each measured for so many seconds.
    fn micro(
        &self,
        setting: Setting<'_>,
        seconds: &str,
        more: &[&str],
    ) -> anyhow::Result<Map<String, Value>> {
        let flush_hz = format!("{FLUSH_HZ:.0}");
        let named = [
            ("--seconds", seconds),
            ("--sockets", self.sockets.as_str()),
            ("--frame-bytes", &self.frame_bytes),
            ("--per-flush", &self.per_flush),
            ("--flush-hz", &flush_hz),
        ];
        let mut options: Vec<&str> = named
            .iter()
            .flat_map(|(name, value)| [*name, value])
            .collect();
        options.extend(more);
        micro(setting, "crowd", &options)
    }
}

fn figure(figures: &Map<String, Value>, name: &str) -> anyhow::Result<f64> {
    let value = figures.get(name).and_then(Value::as_f64);
    value.with_context(|| format!("no figure `{name}`"))
}

/// What the kernel alone costs a message, and the shape of other servers over that.
fn floor(setting: Setting<'_>, case: &Case, report: &Value) -> anyhow::Result<(f64, f64)> {
    let messages = number(report, "messages_received_per_second")?;
    let figures = Shape::of(case.bots, messages, report)?.micro(setting, "5", &[])?;
    Ok((
        figure(&figures, RAW_SEND)?,
        figure(&figures, "crowd: that over the floor")?,
    ))
}

fn of_server(
    case: &Case,
    report: &Value,
    (floor_ns, peer_ratio): (f64, f64),
    idle: Idle,
) -> anyhow::Result<Value> {
    let server = &report["server"];
    let delivered = number(report, "messages_received_per_second")?;
    let messages = delivered * number(report, "play_seconds")?;
    let server_ns = number(server, "cpu_seconds")? * 1e9 / messages.max(1.0);
    // Since before the idle connections: players take the memory those gave back.
    let grown = number(server, "resident_inside_kib")? - idle.resident_before_kib as f64;
    Ok(json!({
        "bots": case.bots,
        "errors": report["errors"],
        "error_texts": report["error_texts"],
        "server_end": report["server_end"],
        "left_out": report["left_out"],
        "disconnects": report["disconnects"],
        "steps_late": report["steps_late"],
        "delivered_per_second": delivered,
        "bytes_per_second": report["bytes_received_per_second"],
        "server_ns_per_message": server_ns,
        "floor_ns_per_message": floor_ns,
        "ratio": server_ns / floor_ns,
        "delivered_per_core_second": 1e9 / server_ns,
        "share_of_floor": floor_ns / server_ns,
        "peer_ratio": peer_ratio,
        "peer_ratio_to_server": peer_ratio * floor_ns / server_ns,
        "server_cores": server_ns * delivered / 1e9,
        "step_latency_ms": report["step_latency_ms"],
        "logins_per_second": report["logins_per_second"],
        "bytes_per_idle_connection": idle.bytes,
        "bytes_per_player_in_world": grown * 1024.0 / f64::from(case.bots),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_the_ones_defined_above() -> anyhow::Result<()> {
        let report = json!({
            "errors": 0, "disconnects": 0, "play_seconds": 10.0,
            "messages_received_per_second": 1e6, "bytes_received_per_second": 8e7,
            "server": { "cpu_seconds": 0.5, "resident_inside_kib": 2000 },
        });
        let idle = Idle {
            bytes: 4096.0,
            resident_before_kib: 1000,
        };
        let figures = of_server(&CASES[0], &report, (25.0, 80.0), idle)?;
        assert_eq!(figures["server_ns_per_message"], 50.0);
        assert_eq!(figures["ratio"], 2.0);
        assert_eq!(figures["share_of_floor"], 0.5);
        assert_eq!(figures["delivered_per_core_second"], 2e7);
        assert_eq!(figures["peer_ratio_to_server"], 40.0);
        assert_eq!(figures["bytes_per_player_in_world"], 1024.0);
        Ok(())
    }

    #[test]
    fn the_floor_sends_as_the_server_did() -> anyhow::Result<()> {
        let report = json!({ "bytes_per_second": 8e6 });
        let shape = Shape::of(1_000, 120_000.0, &report)?;
        let told = [shape.sockets, shape.frame_bytes, shape.per_flush];
        assert_eq!(told, ["1000", "67", "6"]);
        let few = Shape::of(1_000, 1_000.0, &json!({ "bytes_received_per_second": 8e4 }))?;
        assert_eq!((few.frame_bytes, few.per_flush), ("80".into(), "1".into()));
        assert!(Shape::of(1, 1.0, &json!({})).is_err());
        Ok(())
    }

    #[test]
    fn what_can_be_chosen_is_what_is_measured() {
        let mut report = Report::new(true, None);
        let setting = Setting {
            programs: Path::new("/nowhere"),
            movers_max: "100",
            shards: "2",
            zone_tick_ms: ZONE_TICK,
            relay_interval_ms: "0",
            pins: true,
            spreads: false,
            seconds: 1,
            ends: Instant::now(),
        };
        measure_all(setting, false, &mut report);
        let (mut taken, mut known) = (report.names(), NAMES);
        taken.sort_unstable();
        known.sort_unstable();
        assert_eq!(taken, known);
    }

    #[test]
    fn a_tick_is_found_by_the_name_of_its_crowd() -> anyhow::Result<()> {
        let ticks = json!({
            "tick: all_see_all_1000 ratio_to_floor": 1.5,
            "tick: all_see_all_1000 per message": 21.0,
            "tick: k100_2000 ratio_to_floor": 1.6,
        });
        let ticks = ticks.as_object().cloned().unwrap_or_default();
        let own = ticks_of(&CASES[0], &ticks)?;
        assert_eq!(own, json!({"ratio_to_floor": 1.5, "per_message": 21.0}));
        assert!(ticks_of(&CASES[1], &Map::new()).is_err());
        Ok(())
    }
}
