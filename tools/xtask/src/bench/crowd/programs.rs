//! The programs of a measurement: a server of its own, bots against it, and micro-benchmarks; each
//! with a time after which it is ended.

use std::io::Read as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use serde_json::{Map, Value};
use socket2::{Domain, Socket, Type};

use super::super::Server;

/// Logins under way at once.
const LOGIN_WINDOW: &str = "16";
/// Of the steps seen, one in so many is read in full, so that the bots measure the server and not
/// themselves.
const SAMPLE: &str = "64";
/// Threads of bots that are spread: one alone would be busy all the time.
const THREADS: &str = "2";
/// Connections opened to see what an idle one occupies, and how many of them come from the same
/// address of the loopback: the server admits few of whom it does not know from each.
const IDLE_CONNECTIONS: usize = 1000;
const IDLE_PER_ADDRESS: usize = 10;
/// Until they are accepted, and until they are gone.
const ACCEPTED_WITHIN: Duration = Duration::from_secs(2);
/// A program that says nothing for so long will not.
const PATIENCE: Duration = Duration::from_secs(240);
/// No program begins for less.
const TIME_MIN: Duration = Duration::from_secs(1);

/// What a server is started with, and how long bots play.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// Where the programs are.
    pub(super) programs: &'a Path,
    /// `realm.visible_movers_max`.
    pub(super) movers_max: &'static str,
    pub(super) shards: &'static str,
    /// `runtime.zone_tick_ms`.
    pub(super) zone_tick_ms: &'static str,
    /// `realm.relay_interval_ms`.
    pub(super) relay_interval_ms: &'static str,
    /// Whether each shard has a core of its own. Beside bots on the same cores, each of them would
    /// wait for the shard of the core it is on while another one is idle.
    pub(super) pins: bool,
    /// Whether bots are taken to places all over the maps.
    pub(super) spreads: bool,
    /// Seconds the bots play.
    pub(super) seconds: u32,
    /// Nothing runs longer.
    pub(super) ends: Instant,
}

impl Setting<'_> {
    /// How long a program that begins now may take.
    fn patience(&self) -> anyhow::Result<Duration> {
        let left = self.ends.saturating_duration_since(Instant::now());
        ensure!(left >= TIME_MIN, "the time for all measurements was over");
        Ok(left.min(PATIENCE))
    }
}

/// What a connection that says nothing costs.
#[derive(Clone, Copy)]
pub(super) struct Idle {
    pub(super) bytes: f64,
    /// Memory of the server before it had any.
    pub(super) resident_before_kib: u64,
}

/// A server, and what its operator's commands need.
pub(super) struct Realm {
    server: Server,
    token: Option<String>,
}

/// Bots of one kind.
#[derive(Clone, Copy)]
pub(super) struct Bots {
    pub(super) scenario: &'static str,
    pub(super) count: u32,
    /// Number of the first: two runs beside one another share nobody.
    pub(super) first: u32,
}

impl Bots {
    /// The first so many.
    pub(super) fn new(scenario: &'static str, count: u32) -> Self {
        Self {
            scenario,
            count,
            first: 1,
        }
    }
}

/// The figures of one group of micro-benchmarks by name.
pub(super) fn micro(
    setting: Setting<'_>,
    group: &str,
    options: &[&str],
) -> anyhow::Result<Map<String, Value>> {
    let mut command = Command::new(setting.programs.join("micro"));
    command.args([group, "--json"]).args(options);
    let figures = read_json(&mut command, setting.patience()?)?;
    let figures = figures.as_array().context("no list of figures")?;
    let named = figures.iter().filter_map(|figure| {
        let name = figure["name"].as_str()?;
        Some((name.to_owned(), figure["value"].clone()))
    });
    Ok(named.collect())
}

/// What `act` finds out of a server of its own, beside the bytes of an idle connection. What its
/// zones left out because of their load is in the report as `left_out`, and a server that does not
/// stop as it should as `server_end`.
///
/// # Errors
/// When it does not start, or `act` fails.
pub(super) fn with_server(
    setting: Setting<'_>,
    act: impl FnOnce(&Realm) -> anyhow::Result<Value>,
) -> anyhow::Result<(Idle, Value)> {
    let number = std::time::UNIX_EPOCH.elapsed()?.as_millis();
    let name = format!("bezgelor-crowd-{}-{number}", std::process::id());
    let data = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&data).with_context(|| format!("create {}", data.display()))?;
    let program = setting.programs.join("bezgelor");
    let server = Server::start(&program, &data, &settings(setting));
    let played = server.and_then(|server| {
        let mut realm = Realm {
            server,
            token: None,
        };
        let played = idle_bytes(&realm.server).and_then(|idle| {
            if setting.spreads {
                realm.token = Some(token(&program, &data)?);
            }
            Ok((idle, act(&realm)?))
        });
        let left_out = realm.server.left_out();
        let stopped = realm.server.stop();
        let (idle, mut report) = played?;
        report["left_out"] = left_out.into();
        if let Err(error) = stopped {
            report["server_end"] = format!("{error:#}").into();
        }
        Ok((idle, report))
    });
    // The next run has a directory of its own; a leftover only costs space.
    let _leftover = std::fs::remove_dir_all(&data);
    played
}

/// What the server is configured with.
fn settings(setting: Setting<'_>) -> Vec<(&'static str, &'static str)> {
    let mut settings = vec![
        ("REALM__VISIBLE_MOVERS_MAX", setting.movers_max),
        ("REALM__LOGOUT_S", "1"),
        ("RUNTIME__SHARDS", setting.shards),
        ("RUNTIME__ZONE_TICK_MS", setting.zone_tick_ms),
        ("REALM__RELAY_INTERVAL_MS", setting.relay_interval_ms),
        ("RUNTIME__PIN", if setting.pins { "true" } else { "false" }),
        ("LOG__FILTER", "warn"),
    ];
    if setting.spreads {
        settings.push(("API__ENABLED", "true"));
        // Everybody is taken to a place at once, by one operator.
        settings.push(("API__REQUESTS_PER_MINUTE", "1000000"));
    }
    settings
}

/// A token that may run commands.
fn token(program: &Path, data: &Path) -> anyhow::Result<String> {
    let mut command = Command::new(program);
    command.args(["token", "create", "bench", "--scopes", "commands", "--data"]);
    let made = command.arg(data).stdin(Stdio::null()).output()?;
    let why = String::from_utf8_lossy(&made.stderr);
    ensure!(made.status.success(), "no token: {why}");
    Ok(String::from_utf8(made.stdout)?.trim().to_owned())
}

/// Bytes that the server occupies for a connection that says nothing.
fn idle_bytes(server: &Server) -> anyhow::Result<Idle> {
    let to = SocketAddr::from((Ipv4Addr::LOCALHOST, server.ports[2]));
    let pid = server.child.id();
    // Those that saw it listen are gone by then.
    thread::sleep(ACCEPTED_WITHIN);
    let (before, held_before) = (resident_kib(pid)?, descriptors(pid)?);
    let idle: Vec<Socket> = (0..IDLE_CONNECTIONS)
        .map(|number| connect_from(number / IDLE_PER_ADDRESS, to))
        .collect::<anyhow::Result<_>>()?;
    thread::sleep(ACCEPTED_WITHIN);
    let (after, held) = (resident_kib(pid)?, descriptors(pid)?);
    drop(idle);
    thread::sleep(ACCEPTED_WITHIN);
    let held = held.saturating_sub(held_before);
    ensure!(
        held + IDLE_PER_ADDRESS >= IDLE_CONNECTIONS,
        "of {IDLE_CONNECTIONS} connections that say nothing the server holds {held}"
    );
    Ok(Idle {
        bytes: after.saturating_sub(before) as f64 * 1024.0 / held as f64,
        resident_before_kib: before,
    })
}

/// A connection from an address of the loopback by its number.
fn connect_from(number: usize, to: SocketAddr) -> anyhow::Result<Socket> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    let from = Ipv4Addr::new(127, 0, 1, u8::try_from(number + 1)?);
    socket.bind(&SocketAddr::from((from, 0)).into())?;
    socket.connect(&to.into())?;
    Ok(socket)
}

fn descriptors(pid: u32) -> anyhow::Result<usize> {
    Ok(std::fs::read_dir(format!("/proc/{pid}/fd"))?.count())
}

fn resident_kib(pid: u32) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let digits = line.context("no VmRSS")?.trim().trim_end_matches(" kB");
    Ok(digits.parse()?)
}

/// What bots report of a play.
///
/// # Errors
/// When they report nothing.
pub(super) fn play(setting: Setting<'_>, realm: &Realm, bots: Bots) -> anyhow::Result<Value> {
    let server = &realm.server;
    let mut command = Command::new(setting.programs.join("bots"));
    command.args(["--scenario", bots.scenario, "--report", "json"]);
    command.args(["--seconds", &setting.seconds.to_string()]);
    command.args(["--sample", SAMPLE, "--login-window", LOGIN_WINDOW]);
    command.args(["--threads", if setting.spreads { THREADS } else { "1" }]);
    command.args(["--bots", &bots.count.to_string()]);
    command.args(["--first", &bots.first.to_string()]);
    command.args(["--sts-port", &server.ports[0].to_string()]);
    command.args(["--auth-port", &server.ports[1].to_string()]);
    command.args(["--server-pid", &server.child.id().to_string()]);
    if let Some(token) = &realm.token {
        command.args(["--http-port", &server.ports[3].to_string()]);
        command.args(["--token", token]);
    }
    read_json(&mut command, setting.patience()?)
}

fn read_json(command: &mut Command, patience: Duration) -> anyhow::Result<Value> {
    let program = Path::new(command.get_program()).file_name();
    let name = program.unwrap_or_default().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .with_context(|| format!("start {name}"))?;
    let mut output = child.stdout.take().context("no standard output")?;
    let said = thread::spawn(move || {
        let mut said = Vec::new();
        output.read_to_end(&mut said).map(|_| said)
    });
    let ends = Instant::now() + patience;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() > ends {
            child.kill()?;
            child.wait()?;
            bail!("{name} did not end within {patience:?}");
        }
        thread::sleep(Duration::from_millis(50));
    };
    let said = said.join().ok().context("its output was lost")??;
    if said.is_empty() {
        bail!("{name} ended with {status} and said nothing");
    }
    Ok(serde_json::from_slice(&said)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(line: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", line]);
        command
    }

    #[test]
    fn a_program_says_json_or_why_not() -> anyhow::Result<()> {
        let said = read_json(&mut shell("echo '{\"a\": 1}'"), PATIENCE)?;
        assert_eq!(said["a"], 1);
        let silent = read_json(&mut shell("exit 3"), PATIENCE);
        let silent = silent.map_or_else(|error| error.to_string(), |_| String::new());
        assert!(silent.contains("said nothing"), "{silent}");
        Ok(())
    }

    #[test]
    fn no_program_begins_when_the_time_is_over() {
        let setting = |ends| Setting {
            programs: Path::new("/"),
            movers_max: "0",
            shards: "1",
            zone_tick_ms: "50",
            relay_interval_ms: "0",
            pins: true,
            spreads: false,
            seconds: 1,
            ends,
        };
        let now = Instant::now();
        assert!(setting(now).patience().is_err());
        let half = setting(now + PATIENCE / 2).patience();
        assert!(half.is_ok_and(|patience| patience <= PATIENCE / 2));
        let long = setting(now + PATIENCE * 2).patience();
        assert!(long.is_ok_and(|patience| patience == PATIENCE));
    }

    #[test]
    fn connections_come_from_addresses_of_their_own() -> anyhow::Result<()> {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        for number in [0, IDLE_CONNECTIONS / IDLE_PER_ADDRESS - 1] {
            let held = connect_from(number, listener.local_addr()?)?;
            let (_, peer) = listener.accept()?;
            assert_eq!(peer.ip().to_string(), format!("127.0.1.{}", number + 1));
            drop(held);
        }
        Ok(())
    }

    #[test]
    fn a_program_that_does_not_end_is_ended() {
        let endless = read_json(&mut shell("exec sleep 600"), Duration::from_millis(100));
        let endless = endless.map_or_else(|error| error.to_string(), |_| String::new());
        assert!(endless.contains("did not end"), "{endless}");
    }
}
