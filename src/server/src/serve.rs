//! The realm itself: start order, run, drain.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use api::{LackSource, LogSource};
use bezgelor_core::config::{Config, RuntimeBackend};
use bezgelor_core::ids::WorldId;
use bezgelor_core::limits::{SHARDS_MAX, SRP_THREADS_MAX};
use bezgelor_core::model::{Realm, Spawn};
use db::DbHandle;
use futures_lite::future::block_on;
use host::capture::{Capture, CaptureThread, Wanted, Whom};
use host::common::{Common, SetLogLevel, Stop};
use host::control::Inbox;
use host::lane::{AuthLane, StsLane, WorldLane};
use host::realm_host::RealmHost;
use host::scripts::Origin;
use host::zone_log::ZoneLogs;
use realm::creation::TableData;
use script::Program;
use shard::worker::Workers;
use shard::{Backend, Bounds, BoxLane, Clock, Listen, Metrics, Running, StartError, StopSignals};
use tables::TableSet;
use world::WorldData;

use crate::archives::{self, Archives};
use crate::commands::refuse_behind_in_use;
use crate::data_report;
use crate::http;
use crate::log::Level;
use crate::scripts;
use crate::secret;
use crate::summary::Summary;
use crate::supervisor::Supervisor;
use crate::way_in::WayIn;

/// How often the main thread looks whether a shard has ended by itself.
const WATCH: Duration = Duration::from_millis(500);
/// What a service manager should allow for the drain.
const DRAIN_MAX: Duration = Duration::from_secs(30);
/// Exit status that asks whoever started the realm to start it again (`EX_TEMPFAIL`).
pub const RESTART: u8 = 75;
/// After a second signal nobody is waited for longer than this.
const HURRY: Duration = Duration::from_millis(1500);

/// What a realm needs to know beside its configuration.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where its databases and crash files are; it exists.
    pub data_dir: PathBuf,
    /// The tables it plays on.
    pub archives: Archives,
    /// Whether bots may make accounts; only ever true on loopback.
    pub test_accounts: bool,
    /// Whether it may be told to break; only ever true on loopback.
    pub drills: bool,
    /// Whether commands are read from the standard input.
    pub console: bool,
    /// Conversations to record.
    pub capture: Option<Wanted>,
    /// The folder zones are recorded into, when somebody asked for it.
    pub record_zones: Option<PathBuf>,
    /// Changes what is logged.
    pub log: Level,
}

/// Runs a realm until it is told to stop.
///
/// # Errors
/// When the tables or the databases cannot be opened, a port cannot be had, or no executor runs.
pub fn run(config: &Config, options: &Options, lines: LogSource) -> anyhow::Result<ExitCode> {
    let began = Instant::now();
    // Signals are taken over before anything is started that would have to be stopped.
    let signals = StopSignals::new().context("take over signals")?;
    let set = options.archives.open()?;
    refuse_behind_in_use(&config.database, &options.data_dir)?;
    let db = DbHandle::open(&config.database, &options.data_dir).context("open the databases")?;
    let outcome = run_on(config, options, &set, &db, (signals, lines), began);
    db.close_blocking();
    outcome
}

fn run_on(
    config: &Config,
    options: &Options,
    set: &TableSet,
    db: &DbHandle,
    (signals, lines): (StopSignals, LogSource),
    began: Instant,
) -> anyhow::Result<ExitCode> {
    http::check(config, db)?;
    let config = &enter_the_list(config, options, db)?;
    let (capture, recording) = options
        .capture
        .as_ref()
        .map(start_capture)
        .transpose()?
        .unzip();
    let (zone_logs, zone_log_thread) = options
        .record_zones
        .as_deref()
        .map(|folder| ZoneLogs::start(folder).context("record zones"))
        .transpose()?
        .unzip();
    let (control, inbox) = host::control::channel();
    let (stopper, stop) = mpsc::channel();
    let way_in = (inbox, stopper.clone());
    let recorders = (capture, zone_logs);
    let common = Arc::new(common(config, options, set, db, recorders, way_in)?);
    // What comes in before the realm is open waits for it.
    let way_in = WayIn::open(&options.data_dir, &control, &stopper, options.console)?;
    let (running, backend) = start(config, &common)?;
    let summary = Summary {
        config,
        data_dir: &options.data_dir,
        archives: &options.archives,
        rows: archives::rows(set),
        spawns: count_spawns(&common)?,
        scripts: (
            common.scripts.0.names().len(),
            &common.scripts.1.clone().here(),
        ),
        shards: (shard_count(config), backend_name(backend)),
        accounts: block_on(db.count_accounts()).context("count the accounts")?,
        started_ms: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        test_accounts: options.test_accounts,
    };
    summary.log();
    audit(db)?;
    archives::tell_dangling(set)?;
    let (metrics, _collector) = host::metrics::start(&running).context("start the metrics")?;
    let worlds = http::worlds(set);
    let (_report, lacks) = report_on_data(options, &common, &metrics, &worlds)?;
    let (ways, heard) = ((&control, metrics), (lines, lacks));
    let http = http::start(config, db, ways, (set, worlds), heard)?;
    let outcome = wait_and_drain(running, signals, stopper, stop);
    drop(way_in);
    if let Err(error) = block_on(db.close_realm(config.realm.id)) {
        tracing::warn!(%error, "the realm list learns late that this realm has stopped");
    }
    // Whoever watches sees the drain to its end.
    if let Some(http) = http {
        http.stop();
    }
    if let Some(recording) = recording {
        recording.finish();
    }
    if let Some(thread) = zone_log_thread {
        thread.finish();
    }
    outcome
}

fn count_spawns(common: &Common) -> anyhow::Result<u64> {
    let stored = block_on(common.db.count_spawns()).context("count the spawns")?;
    let starter = common.starter_spawns.values().map(Vec::len);
    Ok(match stored {
        0 => starter.sum::<usize>() as u64,
        stored => stored,
    })
}

/// Enters the realm into the realm list. What was set by command while it ran before stands there
/// and comes back in the place of what the configuration says.
fn enter_the_list(config: &Config, options: &Options, db: &DbHandle) -> anyhow::Result<Config> {
    let keeper = secret::fingerprint(&secret::open(&options.data_dir)?);
    let motd = config.realm.message_of_the_day.clone();
    let kept = block_on(db.open_realm(realm_row(config), motd, keeper));
    let kept = kept.context("enter the realm into the realm list")?;
    let mut config = config.clone();
    config.realm.capacity = kept.capacity;
    config.realm.message_of_the_day = kept.message_of_the_day;
    Ok(config)
}

fn start_capture(wanted: &Wanted) -> anyhow::Result<(Capture, CaptureThread)> {
    let folder = wanted.folder.display();
    let started = Capture::start(wanted).with_context(|| format!("record into {folder}"))?;
    if !matches!(&wanted.whom, Whom::These(emails) if emails.is_empty()) {
        tracing::warn!(%folder, "recording conversations: the files are worth a password");
    }
    Ok(started)
}

/// Proves in the background that no item and no currency was lost or doubled; says what it found
/// and goes on: the players' own things are not held hostage by a line in a book.
fn audit(db: &DbHandle) -> anyhow::Result<()> {
    let db = db.clone();
    let audit = move || match block_on(db.audit()) {
        Ok(report) => {
            for finding in &report.findings {
                tracing::error!(finding, "audit");
            }
            let (items, clean) = (report.items_held, report.is_clean());
            tracing::info!(items, clean, "audit of the valuables");
        }
        Err(error) => tracing::warn!(%error, "the valuables could not be audited"),
    };
    let thread = std::thread::Builder::new().name("audit".into());
    thread.spawn(audit).context("start the audit")?;
    Ok(())
}

/// Looks through the data of all worlds in the background, and keeps account of what it lacks.
fn report_on_data(
    options: &Options,
    common: &Arc<Common>,
    metrics: &Metrics,
    worlds: &BTreeMap<WorldId, String>,
) -> anyhow::Result<(data_report::Keeper, LackSource)> {
    let (sink, lacks) = api::lacks();
    let keeper = data_report::start(data_report::Parts {
        common: Arc::clone(common),
        metrics: metrics.clone(),
        data_dir: options.data_dir.clone(),
        names: worlds.clone(),
        sink,
    });
    Ok((keeper.context("start the report on the data")?, lacks))
}

fn captures(options: &Options) -> PathBuf {
    let wanted = options.capture.as_ref();
    wanted.map_or_else(
        || crate::commands::capture::folder(&options.data_dir),
        |wanted| wanted.folder.clone(),
    )
}

fn realm_row(config: &Config) -> Realm {
    Realm {
        id: config.realm.id,
        name: config.realm.name.clone(),
        host: config.network.public_host.clone(),
        port: config.network.world_port,
        realm_type: 0,
        last_seen_at: crate::wall_clock(),
        online_count: 0,
        capacity: config.realm.capacity,
        closing: false,
    }
}

/// The scripts that load. One that does not costs itself: the realm is more than its scripts.
fn scripts(config: &Config, options: &Options) -> (Arc<Program>, Origin) {
    let origin = scripts::choose(&config.scripts, &options.data_dir, &options.archives);
    let (program, faults) = origin.load();
    for fault in faults {
        tracing::error!(fault, "a script does not load");
    }
    (program, origin)
}

fn log_level(level: Level) -> SetLogLevel {
    Box::new(move |filter| level.set(filter))
}

fn common(
    config: &Config,
    options: &Options,
    set: &TableSet,
    db: &DbHandle,
    (capture, zone_logs): (Option<Capture>, Option<ZoneLogs>),
    (control, stopper): (Inbox, mpsc::Sender<Stop>),
) -> anyhow::Result<Common> {
    crypto::srp::prepare();
    Ok(Common {
        tables: set.clone(),
        log_level: log_level(options.log.clone()),
        captures: captures(options),
        scripts: scripts(config, options),
        control,
        stopper,
        db: db.clone(),
        workers: Workers::start(srp_threads(config)).context("start the workers")?,
        realm_config: config.realm.clone(),
        realm: Arc::new(realm::session::Realm {
            id: config.realm.id,
            data: Arc::new(TableData::new(set.clone())),
        }),
        sts: Arc::new(sts::Config {
            server_secret: secret::open(&options.data_dir)?,
            test_accounts: options.test_accounts,
        }),
        world: Arc::new(WorldData::from_tables(set)),
        starter_spawns: starter_spawns(&options.archives)?,
        zone_tick_ms: config.runtime.zone_tick_ms.max(1),
        rebalances: config.runtime.rebalance,
        drills: options.drills,
        capture,
        zone_logs,
    })
}

/// What stands in the worlds of the starter set; other tables come with imported spawns.
fn starter_spawns(archives: &Archives) -> anyhow::Result<BTreeMap<WorldId, Vec<Spawn>>> {
    let mut by_world: BTreeMap<WorldId, Vec<Spawn>> = BTreeMap::new();
    if *archives == Archives::Starter {
        for spawn in tables::starter::embedded_spawns().context("the starter spawns")? {
            by_world.entry(spawn.world_id).or_default().push(spawn);
        }
    }
    Ok(by_world)
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn shard_count(config: &Config) -> usize {
    match config.runtime.shards {
        0 => cores(),
        shards => usize::from(shards),
    }
    .min(SHARDS_MAX)
}

fn srp_threads(config: &Config) -> usize {
    match config.runtime.srp_threads {
        0 => cores().div_ceil(2),
        threads => usize::from(threads),
    }
    .min(SRP_THREADS_MAX)
}

fn backend_name(backend: Backend) -> &'static str {
    match backend {
        Backend::IoUring => "io_uring",
        Backend::Epoll => "epoll",
    }
}

/// Starts the shards on what is configured; by itself on io_uring, or where that is closed on
/// epoll.
fn start(config: &Config, common: &Arc<Common>) -> anyhow::Result<(Running<RealmHost>, Backend)> {
    let choice = config.runtime.backend;
    let first = match choice {
        RuntimeBackend::Auto | RuntimeBackend::IoUring => Backend::IoUring,
        RuntimeBackend::Epoll => Backend::Epoll,
    };
    match start_on(first, config, common) {
        Ok(running) => Ok((running, first)),
        Err(StartError::Executor { shard, error }) if choice == RuntimeBackend::Auto => {
            let reason = StartError::Executor { shard, error };
            tracing::warn!(%reason, "io_uring is not to be had; going on with epoll");
            let running = start_on(Backend::Epoll, config, common)?;
            Ok((running, Backend::Epoll))
        }
        Err(error) => Err(error.into()),
    }
}

fn start_on(
    backend: Backend,
    config: &Config,
    common: &Arc<Common>,
) -> Result<Running<RealmHost>, StartError> {
    let shards = shard_count(config);
    let options = shard::Options {
        shards,
        pin: config.runtime.pin,
        backend,
        tick_ms: config.runtime.zone_tick_ms.max(1),
        bounds: Bounds {
            trusts_loopback: config.network.trusts_loopback,
            ..Bounds::default()
        },
        ..shard::Options::default()
    };
    let for_hosts = Arc::clone(common);
    shard::start(
        &options,
        Clock::start(),
        listens(config, common),
        move |shard| RealmHost::new(Arc::clone(&for_hosts), shard.id(), shards as u16),
    )
}

fn listens(config: &Config, common: &Arc<Common>) -> Vec<Listen<RealmHost>> {
    let network = &config.network;
    // Settings refuse a bind address that is none.
    let ip: IpAddr = network
        .bind
        .parse()
        .unwrap_or(std::net::Ipv4Addr::LOCALHOST.into());
    let (sts, auth, world) = (Arc::clone(common), Arc::clone(common), Arc::clone(common));
    vec![
        Listen {
            address: SocketAddr::new(ip, network.sts_port),
            name: "STS",
            accept: Arc::new(move |shard, _, peer| {
                StsLane::new(Arc::clone(&sts), peer.ip(), shard.now()).map(BoxLane::new)
            }),
        },
        Listen {
            address: SocketAddr::new(ip, network.auth_port),
            name: "auth",
            accept: Arc::new(move |shard, id, peer| {
                AuthLane::new(Arc::clone(&auth), id, peer.ip(), shard.now()).map(BoxLane::new)
            }),
        },
        Listen {
            address: SocketAddr::new(ip, network.world_port),
            name: "world",
            accept: Arc::new(move |shard, id, peer| {
                let lane = WorldLane::new(Arc::clone(&world), id, peer.ip(), shard.now());
                Some(BoxLane::new(lane))
            }),
        },
    ]
}

/// Waits for the word to stop, then until everything is saved.
fn wait_and_drain(
    running: Running<RealmHost>,
    mut signals: StopSignals,
    told: mpsc::Sender<Stop>,
    stop: mpsc::Receiver<Stop>,
) -> anyhow::Result<ExitCode> {
    std::thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            loop {
                signals.wait();
                // After the drain nobody listens any more.
                if told.send(Stop::Shutdown).is_err() {
                    return;
                }
            }
        })
        .context("start the signal thread")?;
    let mut supervisor = Supervisor::ready(running.beats(), Instant::now());
    let why = loop {
        supervisor.look(running.beats(), Instant::now());
        match stop.recv_timeout(WATCH) {
            Ok(why) => break why,
            Err(RecvTimeoutError::Timeout) if running.has_ended() => {
                running.drain();
                let _ = running.join();
                bail!("a shard ended by itself; see the log above");
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => bail!("the signal thread is gone"),
        }
    };
    Supervisor::stopping(DRAIN_MAX);
    tracing::info!("stopping: nobody new comes in, everybody is saved");
    running.drain();
    let hurry = std::thread::Builder::new()
        .name("hurry".into())
        .spawn(move || {
            if stop.recv().is_ok() {
                tracing::warn!("told to stop again: not waiting for more than what is under way");
                std::thread::sleep(HURRY);
                std::process::exit(1);
            }
        });
    hurry.context("start the second signal's thread")?;
    if !running.join() {
        bail!("a shard ended in a panic; see the log above");
    }
    tracing::info!("stopped");
    Ok(match why {
        Stop::Shutdown => ExitCode::SUCCESS,
        Stop::Restart => ExitCode::from(RESTART),
    })
}
