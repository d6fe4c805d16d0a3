//! Many clients at once, on few threads: who they are, when they come in, and what they share.

mod crowd;
mod entrance;
mod logins;
mod spread;
mod walk;

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tables::TableSet;
use tokio::sync::Semaphore;
use tokio::task::LocalSet;

use crate::args::{Args, ScenarioName};
use crate::client::Account;
use crate::operator::Operator;
use crate::probe::{self, ServerUsage, Usage};
use crate::report::{Summary, Tally};
use crate::sightings::Sightings;
use crowd::Part;
use entrance::Start;
use spread::Places;

/// A thread with so many bots rests before it waits for more: one that waits is woken for each
/// message, and every waking is paid for by whoever sends it. Clients at the other end of a line
/// cost a server nothing of the kind.
const MANY_BOTS: u32 = 100;
/// For so long, which is what a step can be seen late by it.
const REST: Duration = Duration::from_millis(1);

/// Password of every test account (`bezgelor serve --test-accounts`).
pub const PASSWORD: &str = "bot-password";

/// What the threads of a run share, each for a moment.
#[derive(Debug, Default)]
pub struct Shared<T>(Mutex<T>);

impl<T> Shared<T> {
    fn new(inner: T) -> Self {
        Self(Mutex::new(inner))
    }

    /// What is shared, until the result is dropped.
    pub fn lock(&self) -> MutexGuard<'_, T> {
        // Numbers are as true as they were, whoever broke while they were held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What all bots of a run share.
pub struct Run {
    args: Args,
    tables: TableSet,
    creations: Vec<u32>,
    all_creations: Vec<u32>,
    started: Instant,
    doors: Semaphore,
    operator: Option<Operator>,
    places: Shared<Places>,
    inside: AtomicU32,
    play_ends: OnceLock<Instant>,
    over: AtomicBool,
    usage_before: Usage,
    usage_inside: Shared<Usage>,
    usage_after: Shared<Usage>,
    /// What is counted.
    pub tally: Shared<Tally>,
    /// What was sent when.
    pub sightings: Shared<Sightings>,
}

impl Run {
    /// The account of bot `number`.
    fn account(&self, number: u32) -> Account {
        Account {
            host: self.args.host,
            sts_port: self.args.sts_port,
            auth_port: self.args.auth_port,
            world_port: self.args.world_port,
            email: format!("bot{number}@test.bezgelor"),
            password: PASSWORD.into(),
        }
    }

    /// One more bot is where it plays, or will never be.
    fn arrived(&self) {
        let inside = self.inside.fetch_add(1, Ordering::Relaxed) + 1;
        if inside == self.args.bots {
            let now = Instant::now();
            let mut tally = self.tally.lock();
            tally.login_phase = now - self.started;
            tally.logins_of_phase = tally.logins;
            drop(tally);
            *self.usage_inside.lock() = usage(&self.args);
            let ends = now + Duration::from_secs(self.args.seconds);
            // Only one bot is the last to arrive.
            self.play_ends.get_or_init(|| ends);
        }
    }

    /// True once all have come and the time is over.
    fn is_over(&self) -> bool {
        let ends = self.play_ends.get();
        let over = ends.is_some_and(|end| Instant::now() >= *end);
        if over && !self.over.swap(true, Ordering::Relaxed) {
            *self.usage_after.lock() = usage(&self.args);
        }
        over
    }

    /// True while all are in the world together.
    fn is_playing(&self) -> bool {
        self.play_ends.get().is_some() && !self.over.load(Ordering::Relaxed)
    }

    fn server_usage(&self) -> Option<ServerUsage> {
        self.args.server_pid?;
        let (inside, after) = (*self.usage_inside.lock(), *self.usage_after.lock());
        Some(ServerUsage {
            cpu_seconds: after.cpu_seconds - inside.cpu_seconds,
            resident_before_kib: self.usage_before.resident_kib,
            resident_inside_kib: inside.resident_kib,
            resident_after_kib: after.resident_kib,
            descriptors_after: after.descriptors,
        })
    }
}

fn operator(args: &Args) -> Option<Operator> {
    let token = args.token.as_deref()?;
    Some(Operator::new(args.host, args.http_port, token))
}

fn usage(args: &Args) -> Usage {
    args.server_pid.and_then(probe::usage).unwrap_or_default()
}

/// Plays the scenario and gives what came of it.
///
/// # Errors
/// When the run itself cannot start; what goes wrong with a bot is in the summary.
pub fn run(args: &Args) -> anyhow::Result<Summary> {
    let tables = match &args.tables {
        Some(folder) => TableSet::open(folder).map_err(|error| anyhow::anyhow!("{error}"))?,
        None => tables::starter::embedded().map_err(|error| anyhow::anyhow!("{error}"))?,
    };
    run_with(args, tables)
}

/// As [`run`], with the tables the server uses.
///
/// # Errors
/// As [`run`].
pub fn run_with(args: &Args, tables: TableSet) -> anyhow::Result<Summary> {
    let creatable = crate::look::creatable(&tables);
    let creations = crate::look::veterans(&tables, &creatable);
    anyhow::ensure!(!creations.is_empty(), "the tables offer no character");
    let run = Arc::new(Run {
        args: args.clone(),
        tables,
        creations,
        all_creations: creatable,
        started: Instant::now(),
        doors: Semaphore::new(args.login_window.max(1)),
        operator: operator(args),
        places: Shared::default(),
        inside: AtomicU32::new(0),
        play_ends: OnceLock::new(),
        over: AtomicBool::new(false),
        usage_before: usage(args),
        usage_inside: Shared::default(),
        usage_after: Shared::default(),
        tally: Shared::new(Tally::new(args.bots)),
        sightings: Shared::default(),
    });
    thread::scope(|scope| {
        let others: Vec<_> = (1..args.threads.max(1))
            .map(|part| {
                scope.spawn({
                    let run = &run;
                    move || run_part(run, part)
                })
            })
            .collect();
        let own = run_part(&run, 0);
        others.into_iter().fold(own, |so_far, other| {
            let other = other
                .join()
                .unwrap_or_else(|_| bail!("a thread of bots broke"));
            so_far.and(other)
        })
    })?;
    let mut tally = run.tally.lock();
    tally.play_phase = Duration::from_secs(args.seconds);
    if matches!(args.scenario, ScenarioName::Storm | ScenarioName::Churn) {
        // All the time is login time.
        (tally.login_phase, tally.logins_of_phase) = (tally.play_phase, tally.logins);
    }
    tally.server = run.server_usage();
    Ok(tally.summary())
}

/// Plays those bots of a run that belong to one of its threads, on this one.
fn run_part(run: &Arc<Run>, part: u32) -> anyhow::Result<()> {
    let args = &run.args;
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    if args.bots / args.threads.max(1) >= MANY_BOTS {
        runtime.on_thread_park(|| thread::sleep(REST));
    }
    let runtime = runtime.enable_all().build().context("no event loop")?;
    let local = LocalSet::new();
    let all = args.first..args.first.saturating_add(args.bots);
    for number in all
        .skip(part as usize)
        .step_by(args.threads.max(1) as usize)
    {
        let run = Arc::clone(run);
        local.spawn_local(async move { play(&run, number).await });
    }
    runtime.block_on(local);
    Ok(())
}

async fn play(run: &Run, number: u32) {
    let arrived = Cell::new(false);
    let result = match run.args.scenario {
        ScenarioName::Walk => walk::play(run, number, &arrived).await,
        ScenarioName::Crowd => {
            crowd::play(run, number, &arrived, Start::Together, Part::Member).await
        }
        ScenarioName::Spread => {
            crowd::play(run, number, &arrived, Start::Spread, Part::Member).await
        }
        ScenarioName::Storm => logins::storm(run, number, &arrived).await,
        ScenarioName::Churn => logins::churn(run, number, &arrived).await,
        ScenarioName::Valuables => logins::valuables(run, number, &arrived).await,
        ScenarioName::Flood => {
            let part = Part::of_flood(run, number);
            crowd::play(run, number, &arrived, Start::Together, part).await
        }
        ScenarioName::Slow => {
            let part = Part::of_slow(number);
            crowd::play(run, number, &arrived, Start::Together, part).await
        }
    };
    if !arrived.get() {
        run.arrived();
    }
    if let Err(error) = result {
        let mut tally = run.tally.lock();
        let broken = error
            .root_cause()
            .downcast_ref::<std::io::Error>()
            .is_some();
        if broken || format!("{error:#}").contains("closed the connection") {
            tally.disconnects += 1;
        }
        tally.error(&error.context(format!("bot {number}")));
    }
}
