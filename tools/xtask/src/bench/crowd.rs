//! `cargo xtask bench crowd`: what a crowd costs, beside what it costs the kernel.
//!
//! * `ratio_to_floor`: the tick of a crowd on a real shard (step, encipher, send) over raw sends of
//!   the same bytes on the same sockets, tick by tick in turns; processor time of the same thread.
//! * `whole_server`: the server's processor time per delivered message (all threads, from the
//!   moment all bots are in the world to the end of the play, divided by the messages the bots
//!   received in it) beside that of a thread that sends buffers made before: as many sockets, as
//!   many bytes a message, as many messages a flush, measured right after. `share_of_floor` is what
//!   is left of the floor's delivered messages per core-second. `peer_ratio` is the shape of other
//!   servers (encode, encipher, send for each recipient and message) over the same floor.
//! * `spread_5000`: many worlds on both cores, bots beside them.
//! * `scaling`: delivered messages per core-second with two shards over that with one, times two.
//!   Bots and server share the cores, so the clock on the wall would measure the bots.
//! * `login_storm`: the arithmetic of one login over all the server spends on one.

use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};
use serde_json::{Value, json};

use super::{Server, build, require_program};

/// Steps of a zone a second: as often is each connection flushed.
const FLUSH_HZ: f64 = 20.0;
/// Of the steps seen, one in so many is read in full, so that the bots measure the server and not
/// themselves.
const SAMPLE: &str = "16";
/// Seconds a crowd plays.
const SECONDS: &str = "10";
/// Logins under way at once.
const LOGIN_WINDOW: &str = "16";
/// Connections opened to see what an idle one occupies.
const IDLE_CONNECTIONS: usize = 1000;

/// One crowd.
struct Case {
    name: &'static str,
    bots: u32,
    /// `realm.visible_movers_max`.
    movers_max: &'static str,
    /// What the ratio is held to.
    ratio_max: f64,
}

const CASES: [Case; 2] = [
    Case {
        name: "all_see_all_1000",
        bots: 1000,
        movers_max: "0",
        ratio_max: 1.7,
    },
    Case {
        name: "k100_2000",
        bots: 2000,
        movers_max: "100",
        ratio_max: 1.7,
    },
];

/// The whole server delivers at least this much of what the floor does.
const SHARE_MIN: f64 = 0.6;
/// A step is seen by then: one tick of a zone, and 5 ms.
const STEP_P99_MS: f64 = 50.0 + 5.0;
/// Two shards deliver at least this many times what one does.
const SCALING_MIN: f64 = 1.8;
/// The arithmetic of a login is at least this share of a login.
const LOGIN_SHARE_MIN: f64 = 0.7;
/// Bytes of a connection that says nothing, and of a player in the world.
const IDLE_BYTES_MAX: f64 = 16.0 * 1024.0;
const PLAYER_BYTES_MAX: f64 = 64.0 * 1024.0;

/// Measures every crowd; answers whether all went well and kept their bounds.
///
/// # Errors
/// When something does not build or start, or reports what cannot be read.
pub(super) fn run(root: &Path, as_json: bool) -> anyhow::Result<bool> {
    require_program(root, "bench/bots")?;
    require_program(root, "bench/micro")?;
    let programs = build(root)?;
    let mut report = Report::default();
    let ticks = micro(&programs, "tick")?;
    for case in &CASES {
        let mut figures = ticks_of(case, &ticks)?;
        let whole = measure(&programs, case)?;
        report.hold(
            case.name,
            "ratio_to_floor",
            &figures,
            Bound::Most(case.ratio_max),
        );
        report.hold(case.name, "share_of_floor", &whole, Bound::Least(SHARE_MIN));
        report.hold(case.name, "errors", &whole, Bound::Most(0.0));
        report.hold(case.name, "disconnects", &whole, Bound::Most(0.0));
        report.hold(
            case.name,
            "bytes_per_idle_connection",
            &whole,
            Bound::Most(IDLE_BYTES_MAX),
        );
        if case.movers_max != "0" {
            // Without a bound on who sees whom, a player holds what it has of everybody.
            let player = Bound::Most(PLAYER_BYTES_MAX);
            report.hold(case.name, "bytes_per_player_in_world", &whole, player);
        }
        figures["whole_server"] = whole;
        report.add(case.name, figures, as_json);
    }
    whole_servers(&programs, &mut report, as_json)?;
    alone(&programs, &mut report, as_json)?;
    Ok(report.finish(as_json))
}

/// What is measured at servers of their own with bots.
fn whole_servers(programs: &Path, report: &mut Report, as_json: bool) -> anyhow::Result<()> {
    let spread = spread(programs, 5_000, "2")?;
    report.hold(
        "spread_5000",
        "step_p99_ms",
        &spread,
        Bound::Most(STEP_P99_MS),
    );
    report.hold("spread_5000", "errors", &spread, Bound::Most(0.0));
    report.add("spread_5000", spread, as_json);
    let scaling = scaling(programs)?;
    report.hold("scaling", "factor", &scaling, Bound::Least(SCALING_MIN));
    report.add("scaling", scaling, as_json);
    let storm = storm(programs)?;
    report.hold(
        "login_storm",
        "share",
        &storm,
        Bound::Least(LOGIN_SHARE_MIN),
    );
    report.add("login_storm", storm, as_json);
    let slow = slow(programs)?;
    report.hold("slow", "slow_cut_off", &slow, Bound::Least(1.0));
    report.hold("slow", "errors", &slow, Bound::Most(0.0));
    report.add("slow", slow, as_json);
    Ok(())
}

/// What needs no server.
fn alone(programs: &Path, report: &mut Report, as_json: bool) -> anyhow::Result<()> {
    let hops = Value::Object(micro(programs, "hops")?);
    report.hold(
        "hops",
        "hop: work of both shards, p99",
        &hops,
        Bound::Most(50.0),
    );
    report.add("hops", hops, as_json);
    let idle = Value::Object(micro(programs, "idle")?);
    report.hold(
        "idle",
        "idle: 100 empty zones, of a core",
        &idle,
        Bound::Most(1.0),
    );
    report.add("idle", idle, as_json);
    Ok(())
}

/// What a figure is held to.
#[derive(Clone, Copy)]
enum Bound {
    Most(f64),
    Least(f64),
}

/// All figures, and which of them miss their bounds.
#[derive(Default)]
struct Report {
    figures: serde_json::Map<String, Value>,
    missed: Vec<String>,
}

impl Report {
    fn hold(&mut self, case: &str, key: &str, figures: &Value, bound: Bound) {
        let value = figures[key].as_f64().unwrap_or(f64::NAN);
        let (holds, bound) = match bound {
            Bound::Most(most) => (value <= most, format!("at most {most}")),
            Bound::Least(least) => (value >= least, format!("at least {least}")),
        };
        if !holds {
            self.missed
                .push(format!("{case}.{key} is {value:.3}, {bound} is wanted"));
        }
    }

    fn add(&mut self, case: &str, figures: Value, as_json: bool) {
        if !as_json {
            println!("{case}");
            print(&figures, 2);
        }
        self.figures.insert(case.into(), figures);
    }

    /// Prints what was not printed yet; whether every bound was kept.
    fn finish(mut self, as_json: bool) -> bool {
        let good = self.missed.is_empty();
        if as_json {
            self.figures.insert("missed".into(), json!(self.missed));
            println!("{:#}", Value::Object(self.figures));
        } else {
            for missed in &self.missed {
                println!("MISSED {missed}");
            }
        }
        good
    }
}

/// The figures of one group of micro-benchmarks by name.
fn micro(programs: &Path, group: &str) -> anyhow::Result<serde_json::Map<String, Value>> {
    let mut command = Command::new(programs.join("micro"));
    command.args([group, "--json"]);
    let figures = read_json(&mut command)?;
    let figures = figures.as_array().context("no list of figures")?;
    let named = figures.iter().filter_map(|figure| {
        let name = figure["name"].as_str()?;
        Some((name.to_owned(), figure["value"].clone()))
    });
    Ok(named.collect())
}

/// The figures of the tick of one crowd, without the words before their names.
fn ticks_of(case: &Case, ticks: &serde_json::Map<String, Value>) -> anyhow::Result<Value> {
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
fn spread(programs: &Path, bots: u32, shards: &str) -> anyhow::Result<Value> {
    let case = Case {
        name: "spread",
        bots,
        movers_max: "100",
        ratio_max: f64::INFINITY,
    };
    let (_, report) = with_server(programs, &case, shards, |server| {
        play(programs, &case, server, "spread")
    })?;
    let server = &report["server"];
    let delivered = number(&report, "messages_received_per_second")?;
    let messages = delivered * number(&report, "play_seconds")?;
    Ok(json!({
        "bots": bots,
        "shards": shards,
        "errors": report["errors"],
        "error_texts": report["error_texts"],
        "disconnects": report["disconnects"],
        "delivered_per_second": delivered,
        "step_p99_ms": report["step_latency_ms"]["p99"],
        "step_latency_ms": report["step_latency_ms"],
        "logins_per_second": report["logins_per_second"],
        "server_ns_per_message": number(server, "cpu_seconds")? * 1e9 / messages.max(1.0),
    }))
}

/// The same spread crowd on one shard and on two.
fn scaling(programs: &Path) -> anyhow::Result<Value> {
    let one = spread(programs, 1_000, "1")?;
    let two = spread(programs, 1_000, "2")?;
    let cost = |figures: &Value| number(figures, "server_ns_per_message");
    Ok(json!({
        "factor": 2.0 * cost(&one)? / cost(&two)?,
        "one_shard": one,
        "two_shards": two,
    }))
}

/// Readers who do not keep up among others who must not notice.
fn slow(programs: &Path) -> anyhow::Result<Value> {
    let case = Case {
        name: "slow",
        bots: 300,
        movers_max: "0",
        ratio_max: f64::INFINITY,
    };
    let (_, report) = with_server(programs, &case, "1", |server| {
        play(programs, &case, server, "slow")
    })?;
    Ok(json!({
        "slow": report["slow"],
        "slow_cut_off": report["slow_cut_off"],
        "errors": report["errors"],
        "error_texts": report["error_texts"],
        "bytes_per_second": report["bytes_received_per_second"],
        "step_latency_ms": report["step_latency_ms"],
    }))
}

/// Logins without end, beside their arithmetic alone.
fn storm(programs: &Path) -> anyhow::Result<Value> {
    let case = Case {
        name: "storm",
        bots: 200,
        movers_max: "100",
        ratio_max: f64::INFINITY,
    };
    let (_, report) = with_server(programs, &case, "1", |server| {
        play(programs, &case, server, "storm")
    })?;
    let modexp_us = micro(programs, "login")?["login: modexp of one login"]
        .as_f64()
        .context("no figure of the arithmetic")?;
    let logins = number(&report, "logins")?;
    let login_us = number(&report["server"], "cpu_seconds")? * 1e6 / logins.max(1.0);
    Ok(json!({
        "logins": logins,
        "logins_per_second": report["logins_per_second"],
        "errors": report["errors"],
        "error_texts": report["error_texts"],
        "server_us_per_login": login_us,
        "modexp_us_per_login": modexp_us,
        "logins_per_core_second": 1e6 / login_us,
        "share": modexp_us / login_us,
    }))
}

fn measure(programs: &Path, case: &Case) -> anyhow::Result<Value> {
    let (idle, report) = with_server(programs, case, "1", |server| {
        play(programs, case, server, "crowd")
    })?;
    let floor = floor(programs, case, &report)?;
    figures(case, &report, floor, idle)
}

/// What `act` finds out of a server of its own, beside the bytes of an idle connection.
fn with_server(
    programs: &Path,
    case: &Case,
    shards: &str,
    act: impl FnOnce(&Server) -> anyhow::Result<Value>,
) -> anyhow::Result<(f64, Value)> {
    let data = std::env::temp_dir().join(format!(
        "bezgelor-crowd-{}-{}",
        case.name,
        std::process::id()
    ));
    std::fs::create_dir_all(&data).with_context(|| format!("create {}", data.display()))?;
    let settings = [
        ("REALM__VISIBLE_MOVERS_MAX", case.movers_max),
        ("REALM__LOGOUT_S", "1"),
        ("RUNTIME__SHARDS", shards),
    ];
    let server = Server::start(&programs.join("bezgelor"), &data, &settings)?;
    let played = idle_bytes(&server).and_then(|idle| Ok((idle, act(&server)?)));
    let stopped = server.stop();
    // The next run has a directory of its own; a leftover only costs space.
    let _leftover = std::fs::remove_dir_all(&data);
    let played = played?;
    stopped?;
    Ok(played)
}

/// Bytes that the server occupies for a connection that says nothing.
fn idle_bytes(server: &Server) -> anyhow::Result<f64> {
    let before = resident_kib(server.child.id())?;
    let mut idle = Vec::new();
    for _ in 0..IDLE_CONNECTIONS {
        idle.push(TcpStream::connect(("127.0.0.1", server.ports[2]))?);
    }
    thread::sleep(Duration::from_millis(500));
    let after = resident_kib(server.child.id())?;
    drop(idle);
    thread::sleep(Duration::from_millis(500));
    Ok(after.saturating_sub(before) as f64 * 1024.0 / IDLE_CONNECTIONS as f64)
}

fn resident_kib(pid: u32) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let digits = line.context("no VmRSS")?.trim().trim_end_matches(" kB");
    Ok(digits.parse()?)
}

fn play(programs: &Path, case: &Case, server: &Server, scenario: &str) -> anyhow::Result<Value> {
    let mut command = Command::new(programs.join("bots"));
    command.args(["--scenario", scenario, "--report", "json"]);
    command.args(["--seconds", SECONDS, "--sample", SAMPLE]);
    command.args(["--login-window", LOGIN_WINDOW]);
    command.args(["--bots", &case.bots.to_string()]);
    command.args(["--sts-port", &server.ports[0].to_string()]);
    command.args(["--auth-port", &server.ports[1].to_string()]);
    command.args(["--server-pid", &server.child.id().to_string()]);
    read_json(&mut command)
}

fn floor(programs: &Path, case: &Case, report: &Value) -> anyhow::Result<(f64, f64)> {
    let messages = number(report, "messages_received_per_second")?;
    let frame_bytes = number(report, "bytes_received_per_second")? / messages.max(1.0);
    let per_flush = messages / f64::from(case.bots) / FLUSH_HZ;
    let mut command = Command::new(programs.join("micro"));
    command.args(["crowd", "--json", "--seconds", "5"]);
    command.args(["--sockets", &case.bots.to_string()]);
    command.args(["--frame-bytes", &format!("{frame_bytes:.0}")]);
    command.args(["--per-flush", &format!("{:.0}", per_flush.max(1.0))]);
    command.args(["--flush-hz", &format!("{FLUSH_HZ:.0}")]);
    let figures = read_json(&mut command)?;
    let value = |at: usize| figures[at]["value"].as_f64().context("a figure is missing");
    Ok((value(0)?, value(2)?))
}

fn figures(
    case: &Case,
    report: &Value,
    (floor_ns, peer_ratio): (f64, f64),
    idle_bytes: f64,
) -> anyhow::Result<Value> {
    let server = &report["server"];
    let delivered = number(report, "messages_received_per_second")?;
    let messages = delivered * number(report, "play_seconds")?;
    let server_ns = number(server, "cpu_seconds")? * 1e9 / messages.max(1.0);
    let grown = number(server, "resident_inside_kib")? - number(server, "resident_before_kib")?;
    Ok(json!({
        "bots": case.bots,
        "errors": report["errors"],
        "error_texts": report["error_texts"],
        "disconnects": report["disconnects"],
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
        "bytes_per_idle_connection": idle_bytes,
        "bytes_per_player_in_world": grown * 1024.0 / f64::from(case.bots),
    }))
}

fn print(figures: &Value, indent: usize) {
    for (key, value) in figures.as_object().into_iter().flatten() {
        match value {
            Value::Object(_) => {
                println!("{:indent$}{key}", "");
                print(value, indent + 2);
            }
            Value::Number(number) => {
                let number = number.as_f64().unwrap_or(f64::NAN);
                println!("{:indent$}{key:<36} {number:>16.2}", "");
            }
            other => println!("{:indent$}{key:<36} {other}", ""),
        }
    }
}

fn read_json(command: &mut Command) -> anyhow::Result<Value> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("start {name}"))?;
    if output.stdout.is_empty() {
        bail!("{name} ended with {} and said nothing", output.status);
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn number(value: &Value, key: &str) -> anyhow::Result<f64> {
    value[key]
        .as_f64()
        .with_context(|| format!("no number `{key}` in the report"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_the_ones_defined_above() -> anyhow::Result<()> {
        let report = json!({
            "errors": 0, "disconnects": 0, "play_seconds": 10.0,
            "messages_received_per_second": 1e6, "bytes_received_per_second": 8e7,
            "server": {
                "cpu_seconds": 0.5, "resident_before_kib": 1000, "resident_inside_kib": 2000,
            },
        });
        let figures = figures(&CASES[0], &report, (25.0, 80.0), 4096.0)?;
        assert_eq!(figures["server_ns_per_message"], 50.0);
        assert_eq!(figures["ratio"], 2.0);
        assert_eq!(figures["share_of_floor"], 0.5);
        assert_eq!(figures["delivered_per_core_second"], 2e7);
        assert_eq!(figures["peer_ratio_to_server"], 40.0);
        assert_eq!(figures["bytes_per_player_in_world"], 1024.0);
        Ok(())
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
        assert!(ticks_of(&CASES[1], &serde_json::Map::new()).is_err());
        Ok(())
    }

    #[test]
    fn a_missing_figure_is_a_missed_bound() {
        let mut report = Report::default();
        report.hold("a", "x", &json!({"x": 1.0}), Bound::Most(1.0));
        report.hold("a", "x", &json!({"x": 1.0}), Bound::Least(1.1));
        report.hold("a", "y", &json!({"x": 1.0}), Bound::Most(5.0));
        assert_eq!(report.missed.len(), 2);
    }
}
