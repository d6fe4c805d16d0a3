//! `cargo xtask bench`: optimised builds, measured on this machine.
//!
//! The micro-benchmarks run alone; the bots run against a server of their own on ports the system
//! gave, with a data directory that goes away with it.

mod crowd;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::cli::BenchOptions;
use crate::process;

/// Bots of one measurement.
const BOTS: &str = "500";
/// Seconds they play.
const SECONDS: &str = "60";
/// The server must listen by then.
const START_DEADLINE: Duration = Duration::from_secs(30);
/// Those it must listen on.
const PORTS_OF_GAME: [&str; 3] = ["STS_PORT", "AUTH_PORT", "WORLD_PORT"];
/// It must have drained by then.
const STOP_DEADLINE: Duration = Duration::from_secs(20);

/// Measures what `options` ask for; answers whether every measurement ended well.
///
/// # Errors
/// When something does not build or start.
pub fn run(root: &Path, options: &BenchOptions) -> anyhow::Result<bool> {
    let wanted = |what: &str| options.what.as_deref().is_none_or(|chosen| chosen == what);
    let mut good = true;
    if wanted("micro") {
        good &= run_micro(root, options.json)?;
    }
    if wanted("bots") {
        good &= run_bots(root, options.json)?;
    }
    if wanted("crowd") {
        good &= crowd::run(root, options)?;
    }
    Ok(good)
}

fn require_program(root: &Path, folder: &str) -> anyhow::Result<()> {
    if root.join(folder).join("src/main.rs").is_file() {
        return Ok(());
    }
    bail!("{folder} has no program yet: there is nothing to measure")
}

/// Builds what is measured and what measures in release form; with the features of the whole
/// workspace, see `steps`.
fn build(root: &Path) -> anyhow::Result<PathBuf> {
    let mut arguments = vec!["build", "--release", "--workspace"];
    arguments.extend(
        ["bezgelor", "bots", "micro"]
            .iter()
            .flat_map(|name| ["--bin", name]),
    );
    let finished = process::cargo(root, &arguments)?;
    if !finished.good {
        bail!("the release build failed");
    }
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    Ok(root.join(folder).join("release"))
}

fn run_micro(root: &Path, json: bool) -> anyhow::Result<bool> {
    require_program(root, "bench/micro")?;
    let mut command = Command::new(build(root)?.join("micro"));
    command.current_dir(root);
    if json {
        command.arg("--json");
    }
    Ok(process::run(&mut command)?.good)
}

fn run_bots(root: &Path, json: bool) -> anyhow::Result<bool> {
    require_program(root, "bench/bots")?;
    let programs = build(root)?;
    let data = std::env::temp_dir().join(format!("bezgelor-bench-{}", std::process::id()));
    std::fs::create_dir_all(&data).with_context(|| format!("create {}", data.display()))?;
    let server = Server::start(&programs.join("bezgelor"), &data, &[])?;
    let mut command = Command::new(programs.join("bots"));
    command.args(["--bots", BOTS, "--seconds", SECONDS, "--scenario", "walk"]);
    command.args(["--host", "127.0.0.1"]);
    command.args(["--sts-port", &server.ports[0].to_string()]);
    command.args(["--auth-port", &server.ports[1].to_string()]);
    if json {
        command.args(["--report", "json"]);
    }
    let finished = process::run(&mut command);
    let stopped = server.stop();
    // The next run has a directory of its own; a leftover only costs space.
    let _leftover = std::fs::remove_dir_all(&data);
    stopped?;
    Ok(finished?.good)
}

struct Server {
    child: Child,
    /// What zones left out because of their load, by its name in the log.
    left_out: Arc<Mutex<BTreeSet<String>>>,
    /// Of STS, auth, world and, where it is enabled, HTTP.
    ports: [u16; 4],
}

impl Server {
    fn start(program: &Path, data: &Path, settings: &[(&str, &str)]) -> anyhow::Result<Self> {
        let ports = free_ports()?;
        let mut command = Command::new(program);
        command
            .args(["serve", "--test-accounts", "--data"])
            .arg(data);
        let names = PORTS_OF_GAME;
        for (name, port) in names.iter().zip(ports) {
            command.env(format!("BEZGELOR__NETWORK__{name}"), port.to_string());
        }
        command.env("BEZGELOR__API__ENABLED", "false");
        command.env("BEZGELOR__API__LISTEN", format!("127.0.0.1:{}", ports[3]));
        for (key, value) in settings {
            command.env(format!("BEZGELOR__{key}"), value);
        }
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("start {}", program.display()))?;
        let left_out = Arc::default();
        let mut server = Self {
            child,
            left_out,
            ports,
        };
        server.carry_output();
        server.wait_until_listening()?;
        Ok(server)
    }

    /// Keeps the pipe empty and notes what was left out; the measurement's own report has the
    /// standard output.
    fn carry_output(&mut self) {
        let Some(output) = self.child.stdout.take() else {
            return;
        };
        let left_out = Arc::clone(&self.left_out);
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                eprintln!("server: {line}");
                if let (Some(name), Ok(mut left_out)) = (left_out_in(&line), left_out.lock()) {
                    left_out.insert(name.to_owned());
                }
            }
        });
    }

    /// What its zones left out so far because of their load.
    fn left_out(&self) -> Vec<String> {
        let left_out = self.left_out.lock();
        left_out.map_or_else(|_| Vec::new(), |names| names.iter().cloned().collect())
    }

    fn wait_until_listening(&mut self) -> anyhow::Result<()> {
        let begun = Instant::now();
        loop {
            let open = |port: &u16| TcpStream::connect(("127.0.0.1", *port)).is_ok();
            if self.ports[..PORTS_OF_GAME.len()].iter().all(open) {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended with {status} before it listened");
            }
            if begun.elapsed() > START_DEADLINE {
                self.child.kill()?;
                bail!("the server did not listen within {START_DEADLINE:?}");
            }
            thread::sleep(Duration::from_millis(100));
        }
    }

    fn stop(mut self) -> anyhow::Result<()> {
        let id = self.child.id().to_string();
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .context("signal the server")?;
        let begun = Instant::now();
        loop {
            match self.child.try_wait()? {
                Some(status) if status.success() => return Ok(()),
                Some(status) => bail!("the server ended with {status}"),
                None if begun.elapsed() > STOP_DEADLINE => {
                    self.child.kill()?;
                    bail!("the server did not drain within {STOP_DEADLINE:?}");
                }
                None => thread::sleep(Duration::from_millis(100)),
            }
        }
    }
}

/// What a zone leaves out from now on, if a line of the log says that it leaves something out.
fn left_out_in(line: &str) -> Option<&str> {
    let (_, named) = line.split_once("leaves_out=\"")?;
    let (name, _) = named.split_once('"')?;
    (name != "nothing").then_some(name)
}

/// Ports nobody listens on, held together so that they differ.
fn free_ports<const COUNT: usize>() -> anyhow::Result<[u16; COUNT]> {
    let mut listeners = Vec::new();
    let mut ports = [0; COUNT];
    for port in &mut ports {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        *port = listener.local_addr()?.port();
        listeners.push(listener);
    }
    Ok(ports)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_ports_differ() -> anyhow::Result<()> {
        let mut ports: Vec<u16> = free_ports::<4>()?.into();
        ports.sort_unstable();
        ports.dedup();
        assert_eq!(ports.len(), 4);
        Ok(())
    }

    #[test]
    fn what_is_left_out_is_read_from_the_log() {
        let line = "WARN host::zone::events: a zone's load changed what it leaves out instance=0 \
                    world=1387 players=352 leaves_out=\"far-rate\"";
        assert_eq!(left_out_in(line), Some("far-rate"));
        assert_eq!(left_out_in(&line.replace("far-rate", "nothing")), None);
        assert_eq!(
            left_out_in("WARN shard::watchdog: a shard stands still"),
            None
        );
    }

    #[test]
    fn a_measurement_without_a_program_is_refused() {
        let root = crate::workspace_root();
        let error = require_program(&root, "bench/nothing")
            .map_or_else(|e| e.to_string(), |()| String::new());
        assert!(error.contains("bench/nothing"), "{error}");
    }
}
