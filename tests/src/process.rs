//! The built server as a child process on ports of its own.

use std::fs::File;
use std::io::{self, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use db::testing::HeldPort;

const START_DEADLINE: Duration = Duration::from_secs(60);
/// Whoever wants it in time measures that; this only ends what would hang.
const STOP_DEADLINE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(20);

/// The path of a binary of this workspace, built with the same profile as this test or program.
///
/// # Panics
/// When it has not been built; `cargo xtask test` builds all of them first.
#[must_use]
pub fn binary(name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("a program knows its own path");
    let folder = own.parent().expect("a program lies in a folder");
    // Tests lie one folder further down.
    let profile = match folder.parent() {
        Some(above) if folder.ends_with("deps") => above,
        _ => folder,
    };
    let path = profile.join(name);
    assert!(
        path.is_file(),
        "{} is not built: run `cargo build --workspace`",
        path.display()
    );
    path
}

/// What a test wants of its server beyond the defaults.
#[derive(Clone, Debug, Default)]
pub struct ServerOptions {
    /// Archives to use instead of the embedded starter set.
    pub tables: Option<PathBuf>,
    /// Further command line arguments of `serve`.
    pub args: Vec<String>,
    /// Further environment: `BEZGELOR__SECTION__KEY`.
    pub env: Vec<(String, String)>,
    /// What is typed at its console.
    pub input: String,
}

impl ServerOptions {
    /// With these settings, named as in the configuration file: `("realm.logout_s", "1")`.
    #[must_use]
    pub fn with(settings: &[(&str, &str)]) -> Self {
        let variable = |key: &str| format!("BEZGELOR__{}", key.to_uppercase().replace('.', "__"));
        let env = settings
            .iter()
            .map(|&(key, value)| (variable(key), value.to_owned()))
            .collect();
        Self {
            env,
            ..Self::default()
        }
    }
}

/// A running server; killed on drop unless it was stopped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    log: PathBuf,
    /// Port of the STS listener.
    pub sts_port: u16,
    /// Port of the auth listener.
    pub auth_port: u16,
    /// Port of the world listener.
    pub world_port: u16,
    /// Port of the HTTP interface.
    pub http_port: u16,
    /// Nobody else gets them meanwhile.
    _ports: [HeldPort; 4],
}

impl Server {
    /// Starts one on `data` with test accounts and waits until its three ports answer.
    ///
    /// # Panics
    /// When it does not come up in time; the message holds the end of its log.
    #[must_use]
    pub fn start(data: &Path, options: &ServerOptions) -> Self {
        let mut server = Self::spawn(data, options);
        server.wait_until_up();
        server
    }

    /// As [`Server::start`], without waiting for anything.
    ///
    /// # Panics
    /// When it cannot be run.
    #[must_use]
    pub fn spawn(data: &Path, options: &ServerOptions) -> Self {
        let ports = [(); 4].map(|()| HeldPort::new().expect("loopback has a free port"));
        let [sts_port, auth_port, world_port, http_port] = ports.each_ref().map(HeldPort::number);
        let log = data.join("server.log");
        let out = File::create(&log).expect("the data folder is writable");
        let errors = out.try_clone().expect("a file handle can be shared");
        let mut command = Command::new(binary("bezgelor"));
        command
            .args(["serve", "--test-accounts", "--data"])
            .arg(data)
            .args(&options.args)
            .env("BEZGELOR__NETWORK__STS_PORT", sts_port.to_string())
            .env("BEZGELOR__NETWORK__AUTH_PORT", auth_port.to_string())
            .env("BEZGELOR__NETWORK__WORLD_PORT", world_port.to_string())
            .env(
                "BEZGELOR__API__LISTEN",
                format!("{}:{http_port}", Ipv4Addr::LOCALHOST),
            )
            .envs(options.env.iter().map(|(key, value)| (key, value)))
            .stdin(Stdio::piped())
            .stdout(out)
            .stderr(errors);
        if let Some(tables) = &options.tables {
            command.arg("--tables").arg(tables);
        }
        let mut child = command.spawn().expect("the server can be run");
        let mut stdin = child.stdin.take().expect("the pipe was asked for");
        // A server that ends at once is found out when it is waited for.
        let _ = stdin.write_all(options.input.as_bytes());
        drop(stdin);
        Self {
            child,
            log,
            sts_port,
            auth_port,
            world_port,
            http_port,
            _ports: ports,
        }
    }

    fn wait_until_up(&mut self) {
        let deadline = Instant::now() + START_DEADLINE;
        for port in [self.sts_port, self.auth_port, self.world_port] {
            while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
                let ended = self.child.try_wait().expect("a child can be asked");
                assert!(
                    ended.is_none() && Instant::now() < deadline,
                    "the server did not come up ({ended:?}):\n{}",
                    self.log_tail()
                );
                std::thread::sleep(POLL);
            }
        }
    }

    /// Sends SIGTERM and waits for the drain.
    ///
    /// # Panics
    /// When it does not end in time.
    #[must_use]
    pub fn stop(self) -> ExitStatus {
        self.signal("TERM");
        self.wait()
    }

    /// Waits for the end of a server that was told to end.
    ///
    /// # Panics
    /// When it does not end in time.
    #[must_use]
    pub fn wait(mut self) -> ExitStatus {
        let deadline = Instant::now() + STOP_DEADLINE;
        while self.is_running() {
            assert!(
                Instant::now() < deadline,
                "no exit after SIGTERM:\n{}",
                self.log_tail()
            );
            std::thread::sleep(POLL);
        }
        self.child.wait().expect("a child can be waited for")
    }

    /// True until it has ended.
    ///
    /// # Panics
    /// When the system does not know its own children.
    pub fn is_running(&mut self) -> bool {
        let ended = self.child.try_wait().expect("a child can be asked");
        ended.is_none()
    }

    /// Memory it occupies, in KiB.
    ///
    /// # Panics
    /// When it has ended.
    #[must_use]
    pub fn resident_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid()));
        let status = status.expect("a running process has a status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let digits = line.map(|line| line.trim().trim_end_matches(" kB"));
        digits
            .and_then(|digits| digits.parse().ok())
            .expect("a running process occupies memory")
    }

    /// Kills it as a power cut would, without a word.
    pub fn kill(mut self) {
        self.child.kill().expect("a child can be killed");
        self.child.wait().expect("a child can be waited for");
    }

    /// Sends the signal `name` ("TERM", "STOP", …).
    ///
    /// # Panics
    /// When the process is gone.
    pub fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .arg(format!("-{name}"))
            .arg(self.child.id().to_string())
            .status()
            .expect("kill can be run");
        assert!(status.success(), "the server is gone:\n{}", self.log_tail());
    }

    /// The process id.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Where it logs to; the next server on the same data begins the file anew.
    #[must_use]
    pub fn log_path(&self) -> PathBuf {
        self.log.clone()
    }

    /// The last lines it logged.
    #[must_use]
    pub fn log_tail(&self) -> String {
        const LINES: usize = 60;
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(LINES)..].join("\n")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already ended is as good as killed.
        let _: io::Result<()> = self.child.kill();
        let _ = self.child.wait();
    }
}
