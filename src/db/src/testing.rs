//! Trouble for tests: a private PostgreSQL cluster that can be crashed, a lock on a SQLite file.
//!
//! The cluster is made in a temporary folder, reached over loopback, gone with the process that
//! started it, however that ends.

use std::io;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::types::Value as Cell;
use rusqlite::{Connection as SqliteConnection, OpenFlags};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

mod port;

pub use port::HeldPort;

/// User and maintenance database of the cluster.
const USER: &str = "bezgelor";
/// Where distributions put binaries that are not on the path.
const DEBIAN: &str = "/usr/lib/postgresql";
/// PostgreSQL refuses to run as root; this is its usual user.
const SYSTEM_USER: &str = "postgres";

/// A running cluster.
#[derive(Debug)]
pub struct PostgresCluster {
    dir: PathBuf,
    bin: PathBuf,
    port: HeldPort,
    /// `fsync` of its settings: tests do not pull the plug of the machine.
    fsync: &'static str,
    /// Waits for the end of its standard input, then stops the cluster and removes its folder.
    keeper: Child,
}

impl PostgresCluster {
    /// Makes and starts a cluster; `None` when PostgreSQL is not installed or does not start.
    #[must_use]
    pub fn start() -> Option<Self> {
        Self::start_with("off")
    }

    /// As [`PostgresCluster::start`], but one that syncs every commit: for measurements.
    #[must_use]
    pub fn start_durable() -> Option<Self> {
        Self::start_with("on")
    }

    fn start_with(fsync: &'static str) -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let bin = find_binaries()?;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("bezgelor-pg-{}-{number}", std::process::id());
        let dir = std::env::temp_dir().join(name);
        let port = HeldPort::new().ok()?;
        let init = [
            "-D",
            dir.to_str()?,
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ];
        run(&bin, "initdb", &init).ok()?;
        let keeper = keeper(&bin, &dir).ok()?;
        let cluster = Self {
            dir,
            bin,
            port,
            fsync,
            keeper,
        };
        cluster.resume().ok()?;
        Some(cluster)
    }

    /// Starts the server of a stopped cluster again.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn resume(&self) -> io::Result<()> {
        let settings = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} -c fsync={} \
             -c max_connections=100 -c shared_buffers=16MB",
            self.port(),
            self.dir.display(),
            self.fsync
        );
        let (dir, log) = (self.dir.display().to_string(), self.dir.join("log"));
        let log = log.display().to_string();
        run(
            &self.bin,
            "pg_ctl",
            &["-D", &dir, "-w", "-l", &log, "-o", &settings, "start"],
        )
    }

    /// Stops the server as a crash would: no shutdown checkpoint, connections cut.
    ///
    /// # Errors
    /// When it was not running.
    pub fn crash(&self) -> io::Result<()> {
        let dir = self.dir.display().to_string();
        run(
            &self.bin,
            "pg_ctl",
            &["-D", &dir, "-m", "immediate", "-w", "stop"],
        )
    }

    /// The loopback port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port.number()
    }

    /// Makes an empty database and returns its address.
    ///
    /// # Errors
    /// What PostgreSQL said.
    pub fn create_database(&self, name: &str) -> io::Result<String> {
        let url =
            |database: &str| format!("postgres://{USER}@127.0.0.1:{}/{database}", self.port());
        let statement = format!("CREATE DATABASE {name}");
        self.on("postgres", &statement)?;
        Ok(url(name))
    }

    /// Runs one statement on a database of the cluster, past every store.
    ///
    /// # Errors
    /// What PostgreSQL said.
    pub fn on(&self, database: &str, statement: &str) -> io::Result<()> {
        let url = format!("postgres://{USER}@127.0.0.1:{}/{database}", self.port());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime
            .block_on(async {
                let mut conn = PgConnection::connect(&url).await?;
                sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))
                    .execute(&mut conn)
                    .await?;
                conn.close().await
            })
            .map_err(io::Error::other)
    }
}

impl Drop for PostgresCluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// The newest PostgreSQL of this machine.
fn find_binaries() -> Option<PathBuf> {
    let complete = |dir: &PathBuf| {
        ["initdb", "pg_ctl"]
            .iter()
            .all(|bin| dir.join(bin).is_file())
    };
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut versions: Vec<PathBuf> = std::fs::read_dir(DEBIAN)
        .map(|entries| {
            entries
                .flatten()
                .map(|entry| entry.path().join("bin"))
                .collect()
        })
        .unwrap_or_default();
    versions.sort();
    places.extend(versions.into_iter().rev());
    places.into_iter().find(complete)
}

/// A command as a user PostgreSQL accepts.
fn command(program: &Path) -> Command {
    let root = Path::new("/proc/self").metadata().is_ok_and(|meta| {
        use std::os::unix::fs::MetadataExt as _;
        meta.uid() == 0
    });
    let mut command = if root {
        let mut command = Command::new("runuser");
        command.args(["-u", SYSTEM_USER, "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(std::env::temp_dir());
    command
}

fn run(bin: &Path, program: &str, args: &[&str]) -> io::Result<()> {
    let status = command(&bin.join(program))
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{program} failed: {status}")))
    }
}

fn keeper(bin: &Path, dir: &Path) -> io::Result<Child> {
    let script = format!(
        "cat >/dev/null; '{}/pg_ctl' -D '{dir}' -m immediate -w stop; rm -rf '{dir}'",
        bin.display(),
        dir = dir.display()
    );
    command(Path::new("sh"))
        .args(["-c", &script])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Not in our group: Ctrl-C must reach us, and the end of us must reach it.
        .process_group(0)
        .spawn()
}

/// Keeps everybody else from writing to a SQLite file until it is dropped, as a backup that hangs
/// would. Held by a thread of its own, so that a test inside an event loop can take it.
#[derive(Debug)]
pub struct SqliteLock {
    /// Dropped to let go.
    hold: Option<flume::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl SqliteLock {
    /// Takes the lock, waiting a moment for whoever holds it.
    ///
    /// # Errors
    /// When there is no such file, or it stays locked.
    pub fn take(file: &Path) -> io::Result<Self> {
        let file = file.to_owned();
        let (hold, held) = flume::bounded(0);
        let (taken, outcome) = flume::bounded(1);
        let thread = std::thread::spawn(move || keep_locked(&file, &taken, &held));
        let gone = |_| Err(io::Error::other("the thread that locks is gone"));
        outcome.recv().unwrap_or_else(gone)?;
        Ok(Self {
            hold: Some(hold),
            thread: Some(thread),
        })
    }
}

fn keep_locked(file: &Path, taken: &flume::Sender<io::Result<()>>, held: &flume::Receiver<()>) {
    let locked = SqliteConnection::open(file).and_then(|conn| {
        conn.execute_batch("BEGIN IMMEDIATE")?;
        Ok(conn)
    });
    // The other end waits for the outcome, and is there to hear it.
    match locked {
        Ok(conn) => {
            let _ = taken.send(Ok(()));
            let _ = held.recv();
            // Closed with its transaction open: nothing was written.
            drop(conn);
        }
        Err(error) => drop(taken.send(Err(io::Error::other(error)))),
    }
}

impl Drop for SqliteLock {
    fn drop(&mut self) {
        self.hold = None;
        if let Some(thread) = self.thread.take() {
            // It has nothing to tell that a test could use.
            let _ = thread.join();
        }
    }
}

/// Runs statements on a SQLite file, past every store.
///
/// # Errors
/// What SQLite said.
pub fn sqlite(file: &Path, statements: &str) -> io::Result<()> {
    let done = SqliteConnection::open(file).and_then(|conn| conn.execute_batch(statements));
    done.map_err(io::Error::other)
}

/// How long `count` commits of one small row each take, one after another on one connection with
/// the durability of valuables: what the database can do at most without company.
///
/// # Errors
/// What the database said.
pub fn bare_commits(address: &str, count: u32) -> io::Result<Vec<Duration>> {
    const TABLE: &str = "CREATE TABLE bare (id BIGINT PRIMARY KEY, note TEXT)";
    const ROW: &str =
        "INSERT INTO bare VALUES ($1, 'as long as a row of the ledger, more or less')";
    let ids = 0..i64::from(count);
    if let Some(file) = address.strip_prefix("sqlite:") {
        let measured = || {
            let conn = SqliteConnection::open(file)?;
            conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")?;
            conn.execute_batch(TABLE)?;
            ids.map(|id| {
                let began = Instant::now();
                conn.prepare_cached(ROW)?.execute([id])?;
                Ok(began.elapsed())
            })
            .collect::<rusqlite::Result<_>>()
        };
        return measured().map_err(io::Error::other);
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let measured = runtime.block_on(async {
        let mut conn = PgConnection::connect(address).await?;
        sqlx::raw_sql(TABLE).execute(&mut conn).await?;
        let mut times = Vec::new();
        for id in ids {
            let began = Instant::now();
            sqlx::query(ROW).bind(id).execute(&mut conn).await?;
            times.push(began.elapsed());
        }
        conn.close().await?;
        Ok::<_, sqlx::Error>(times)
    });
    measured.map_err(io::Error::other)
}

/// How long it takes to read every row of some tables of a SQLite file, one table after the other
/// on one connection, and how many rows they are: what nothing that loads them can do without.
///
/// # Errors
/// What SQLite said.
pub fn bare_rows(file: &Path, tables: &[&str]) -> io::Result<(usize, Duration)> {
    let read = || {
        let conn = SqliteConnection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let began = Instant::now();
        let mut count = 0;
        for table in tables {
            let mut statement = conn.prepare(&format!("SELECT * FROM {table}"))?;
            let width = statement.column_count();
            let rows = statement.query_map([], |row| {
                let cells = (0..width).map(|column| row.get(column));
                cells.collect::<rusqlite::Result<Vec<Cell>>>()
            })?;
            count += rows.collect::<rusqlite::Result<Vec<_>>>()?.len();
        }
        Ok((count, began.elapsed()))
    };
    read().map_err(|error: rusqlite::Error| io::Error::other(error))
}

/// Polls `done` until it is true or `within` is over; for tests that wait for another process.
#[must_use]
pub fn eventually(within: Duration, mut done: impl FnMut() -> bool) -> bool {
    let until = Instant::now() + within;
    while Instant::now() < until {
        if done() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}
