//! `cargo xtask bench crowd`: what a crowd costs the whole server, beside what it costs the kernel.
//!
//! `ratio_to_floor` is the server's processor time per delivered message (all threads, from the
//! moment all bots are in the world to the end of the play, divided by the messages the bots
//! received in it) over that of a thread that sends buffers made before: as many sockets, as many
//! bytes a message, as many messages a flush, measured right after. Delivered messages per
//! core-second are the inverse of the first; the share is the inverse of the ratio. `peer_ratio` is
//! the shape of other servers (encode, encipher, send for each recipient and message) over the same
//! floor.

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

/// Measures every crowd; answers whether all went well and kept their bounds.
///
/// # Errors
/// When something does not build or start, or reports what cannot be read.
pub(super) fn run(root: &Path, as_json: bool) -> anyhow::Result<bool> {
    require_program(root, "bench/bots")?;
    require_program(root, "bench/micro")?;
    let programs = build(root)?;
    let mut result = serde_json::Map::new();
    let mut good = true;
    for case in &CASES {
        let figures = measure(&programs, case)?;
        good &= figures["errors"] == 0 && figures["disconnects"] == 0;
        good &= figures["ratio_to_floor"]
            .as_f64()
            .is_some_and(|ratio| ratio <= case.ratio_max);
        if !as_json {
            print(case, &figures);
        }
        result.insert(case.name.into(), figures);
    }
    if as_json {
        println!("{:#}", Value::Object(result));
    }
    Ok(good)
}

fn measure(programs: &Path, case: &Case) -> anyhow::Result<Value> {
    let data = std::env::temp_dir().join(format!(
        "bezgelor-crowd-{}-{}",
        case.name,
        std::process::id()
    ));
    std::fs::create_dir_all(&data).with_context(|| format!("create {}", data.display()))?;
    let settings = [
        ("REALM__VISIBLE_MOVERS_MAX", case.movers_max),
        ("REALM__LOGOUT_S", "1"),
        ("RUNTIME__SHARDS", "1"),
    ];
    let server = Server::start(&programs.join("bezgelor"), &data, &settings)?;
    let played = idle_bytes(&server).and_then(|idle| Ok((idle, play(programs, case, &server)?)));
    let stopped = server.stop();
    // The next run has a directory of its own; a leftover only costs space.
    let _leftover = std::fs::remove_dir_all(&data);
    let (idle, report) = played?;
    stopped?;
    let floor = floor(programs, case, &report)?;
    figures(case, &report, floor, idle)
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

fn play(programs: &Path, case: &Case, server: &Server) -> anyhow::Result<Value> {
    let mut command = Command::new(programs.join("bots"));
    command.args(["--scenario", "crowd", "--report", "json"]);
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
        "ratio_to_floor": server_ns / floor_ns,
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

fn print(case: &Case, figures: &Value) {
    println!("{} (ratio at most {})", case.name, case.ratio_max);
    for (key, value) in figures.as_object().into_iter().flatten() {
        match value.as_f64() {
            Some(value) => println!("  {key:<28} {value:>16.2}"),
            None => println!("  {key:<28} {value}"),
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
        assert_eq!(figures["ratio_to_floor"], 2.0);
        assert_eq!(figures["share_of_floor"], 0.5);
        assert_eq!(figures["delivered_per_core_second"], 2e7);
        assert_eq!(figures["peer_ratio_to_server"], 40.0);
        assert_eq!(figures["bytes_per_player_in_world"], 1024.0);
        Ok(())
    }
}
