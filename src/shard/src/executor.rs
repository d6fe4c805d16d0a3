//! Starting and stopping: threads, the handshake with each, the watchdog, the drain.

use std::cell::RefCell;
use std::io;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use bezgelor_core::ids::ShardId;

use crate::clock::Clock;
use crate::gather;
use crate::guard::{self, spawn_guarded};
use crate::host::Host;
use crate::listen::{self, Accept, Listen, Port};
use crate::local::Shard;
use crate::mail::{Batch, Mail, ShardMessage};
use crate::metrics::{MetricsReceiver, Snapshot};
use crate::options::Options;
use crate::revival::Breaks;
use crate::rt::{self, Queue, affinity};
use crate::tick;
use crate::wake::{self, Nudging};
use crate::watchdog::{self, Beat, Watch};

/// A shard that does not come up in this time has failed.
const START_DEADLINE: Duration = Duration::from_secs(10);
/// Between two nudges of shards that have not come up.
const NUDGE: Duration = Duration::from_millis(200);
/// Between two looks whether shards have ended.
const ENDED_LOOK: Duration = Duration::from_millis(2);
/// Executors are tried again for so long when the kernel still frees the rings of a predecessor.
const RING_RETRY: Duration = Duration::from_secs(2);
const RING_RETRY_PAUSE: Duration = Duration::from_millis(100);
/// Orders waiting for one shard.
const CONTROLS_MAX: usize = 8;
/// Snapshots waiting for a collector, per shard.
const SNAPSHOTS_MAX: usize = 4;

/// What a shard is told from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Control {
    /// Answer with a heartbeat; also wakes an executor that sleeps though it has work.
    Poke,
    /// Stop.
    Drain,
    /// Panic.
    Break,
}

/// Why the shards did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A port cannot be had.
    #[error("cannot listen on {address} for {name}: {error}")]
    Listen {
        /// Which.
        name: &'static str,
        /// Where.
        address: SocketAddr,
        /// What the system said.
        error: io::Error,
    },
    /// An executor could not be made.
    #[error("shard {shard} cannot run: {error}{hint}", hint = hint(error))]
    Executor {
        /// Which.
        shard: ShardId,
        /// What the system said.
        error: io::Error,
    },
    /// A shard neither came up nor failed.
    #[error("a shard did not come up in time")]
    Silent,
    /// The system gives no signal handler.
    #[error("no signal handler: {0}")]
    Signal(io::Error),
    /// The system gives no thread.
    #[error("no thread for a shard: {0}")]
    Thread(io::Error),
}

/// What an operator can do about it.
fn hint(error: &io::Error) -> &'static str {
    match error.raw_os_error() {
        Some(libc::ENOMEM) => "; raise the memlock limit (LimitMEMLOCK=infinity)",
        Some(libc::EPERM | libc::EACCES) => {
            "; io_uring is forbidden here (seccomp or kernel.io_uring_disabled)"
        }
        Some(libc::ENOSYS) => "; this kernel has no io_uring",
        _ => "",
    }
}

/// Shards that run; dropping it does not stop them.
pub struct Running<H: Host> {
    threads: Vec<JoinHandle<()>>,
    controls: Vec<flume::Sender<Control>>,
    inboxes: Vec<flume::Sender<Batch<H>>>,
    addresses: Vec<SocketAddr>,
    metrics: flume::Receiver<Box<Snapshot>>,
    beats: Vec<Beat>,
    watchdog: watchdog::Handle,
}

/// Starts the shards and waits until all of them run.
///
/// `make_host` is called on each shard's own thread.
///
/// # Errors
/// [`StartError`]; then nothing runs any more.
pub fn start<H: Host>(
    options: &Options,
    clock: Clock,
    listens: Vec<Listen<H>>,
    make_host: impl Fn(&Shard<H>) -> H + Send + Sync + 'static,
) -> Result<Running<H>, StartError> {
    let shards = options.shards.max(1);
    wake::prepare().map_err(StartError::Signal)?;
    let (addresses, sockets) = bind_all(listens, shards)?;
    let (publish, metrics) = flume::bounded(SNAPSHOTS_MAX * shards);
    let mail: Vec<_> = (0..shards)
        .map(|_| flume::bounded(options.bounds.inbox_max))
        .collect();
    let inboxes: Vec<_> = mail.iter().map(|(sender, _)| sender.clone()).collect();
    let cores = affinity::allowed_cores();
    let make_host = Arc::new(make_host);
    let mut running = Running {
        threads: Vec::new(),
        controls: Vec::new(),
        inboxes: inboxes.clone(),
        addresses,
        metrics,
        beats: Vec::new(),
        watchdog: watchdog::Handle::default(),
    };
    let (ready, came_up) = flume::bounded(shards);
    let mut watches = Vec::new();
    for (number, ((_, inbox), listeners)) in mail.into_iter().zip(sockets).enumerate() {
        let (control, controls) = flume::bounded(CONTROLS_MAX);
        let beat = Beat::default();
        let own = Own {
            id: ShardId(number as u16),
            core: (options.pin && shards <= cores.len()).then(|| cores[number]),
            options: options.clone(),
            clock,
            inboxes: inboxes.clone(),
            inbox,
            controls,
            listeners,
            publish: publish.clone(),
            beat: beat.clone(),
            ready: ready.clone(),
        };
        running.controls.push(control.clone());
        running.beats.push(beat.clone());
        watches.push(Watch {
            shard: own.id,
            control,
            beat,
        });
        match own.spawn(Arc::clone(&make_host)) {
            Ok(thread) => running.threads.push(thread),
            Err(failed) => return Err(running.give_up(failed)),
        }
    }
    if let Err(failed) = all_come_up(&came_up, &running.threads) {
        return Err(running.give_up(failed));
    }
    running.watchdog = watchdog::start(clock, watches);
    Ok(running)
}

/// Waits until every shard has said that it runs.
fn all_come_up(
    came_up: &flume::Receiver<(ShardId, io::Result<()>)>,
    threads: &[JoinHandle<()>],
) -> Result<(), StartError> {
    let until = Instant::now() + START_DEADLINE;
    let mut missing = threads.len();
    while missing > 0 {
        match came_up.recv_timeout(NUDGE) {
            Ok((_, Ok(()))) => missing -= 1,
            Ok((shard, Err(error))) => return Err(StartError::Executor { shard, error }),
            Err(_) if Instant::now() >= until => return Err(StartError::Silent),
            Err(_) => wake::nudge(threads),
        }
    }
    Ok(())
}

type Sockets<H> = Vec<Vec<(Port, Accept<H>)>>;

/// Binds every port once per shard.
fn bind_all<H: Host>(
    listens: Vec<Listen<H>>,
    shards: usize,
) -> Result<(Vec<SocketAddr>, Sockets<H>), StartError> {
    let mut addresses = Vec::new();
    let mut sockets: Sockets<H> = (0..shards).map(|_| Vec::new()).collect();
    for listen in listens {
        let (address, bound) =
            listen::bind(listen.address, shards).map_err(|error| StartError::Listen {
                name: listen.name,
                address: listen.address,
                error,
            })?;
        addresses.push(address);
        for (own, port) in sockets.iter_mut().zip(bound) {
            own.push((port, Arc::clone(&listen.accept)));
        }
    }
    Ok((addresses, sockets))
}

impl<H: Host> Running<H> {
    /// Where it listens, in the order of the listens given.
    #[must_use]
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// Copies of the metrics of all shards.
    #[must_use]
    pub fn metrics(&self) -> MetricsReceiver {
        MetricsReceiver(self.metrics.clone())
    }

    /// The heartbeats of all shards: what each is doing and how often it stood still.
    #[must_use]
    pub fn beats(&self) -> &[Beat] {
        &self.beats
    }

    /// Sends a message to a shard from outside; false when its inbox is full or it is gone.
    pub fn post(&self, to: ShardId, message: H::Message) -> bool {
        self.post_message(to, ShardMessage::Host(message))
    }

    /// As [`Running::post`], of anything a shard takes.
    pub fn post_message(&self, to: ShardId, message: ShardMessage<H>) -> bool {
        let batch = Batch {
            from: None,
            posted_at: Instant::now(),
            messages: vec![message],
        };
        let inbox = self.inboxes.get(usize::from(to.0));
        inbox.is_some_and(|inbox| inbox.try_send(batch).is_ok())
    }

    /// Asks all shards to stop: nobody new, everything saved, connections closed.
    pub fn drain(&self) {
        for control in &self.controls {
            // A shard that is gone needs no telling.
            let _ = control.send_timeout(Control::Drain, Duration::from_millis(100));
        }
    }

    /// Stops what has started when the rest failed, and waits for the end: until then the ports
    /// are taken. A shard that hangs is left behind.
    fn give_up(&self, failed: StartError) -> StartError {
        self.drain();
        let until = Instant::now() + START_DEADLINE;
        let mut nudge_at = Instant::now() + NUDGE;
        while !self.threads.iter().all(JoinHandle::is_finished) && Instant::now() < until {
            std::thread::sleep(ENDED_LOOK);
            if Instant::now() >= nudge_at {
                wake::nudge(&self.threads);
                nudge_at = Instant::now() + NUDGE;
            }
        }
        failed
    }

    /// Lets the loop of a shard panic, to see what that costs.
    pub fn break_shard(&self, shard: ShardId) {
        if let Some(control) = self.controls.get(usize::from(shard.0)) {
            // A shard that is gone cannot break.
            let _ = control.send_timeout(Control::Break, Duration::from_millis(100));
        }
    }

    /// Waits until all shards have stopped; false when one ended in a panic.
    #[must_use]
    pub fn join(self) -> bool {
        let clean = self.threads.into_iter().all(|thread| thread.join().is_ok());
        self.watchdog.stop();
        clean
    }

    /// Whether a shard's thread has ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.threads.iter().any(JoinHandle::is_finished)
    }
}

/// Where a shard's thread finds the shard when its executor broke.
type Place<H> = Rc<RefCell<Option<Shard<H>>>>;

type Ready = flume::Sender<(ShardId, io::Result<()>)>;

/// What one shard's thread starts with.
struct Own<H: Host> {
    id: ShardId,
    core: Option<usize>,
    options: Options,
    clock: Clock,
    inboxes: Vec<flume::Sender<Batch<H>>>,
    inbox: flume::Receiver<Batch<H>>,
    controls: flume::Receiver<Control>,
    listeners: Vec<(Port, Accept<H>)>,
    publish: flume::Sender<Box<Snapshot>>,
    beat: Beat,
    ready: Ready,
}

impl<H: Host> Own<H> {
    /// Starts the shard's thread.
    fn spawn<F>(self, make_host: Arc<F>) -> Result<JoinHandle<()>, StartError>
    where
        F: Fn(&Shard<H>) -> H + Send + Sync + 'static,
    {
        std::thread::Builder::new()
            .name(format!("shard-{}", self.id))
            .spawn(move || self.run(&*make_host))
            .map_err(StartError::Thread)
    }

    /// Runs executors until one ends as it should.
    fn run(self, make_host: &impl Fn(&Shard<H>) -> H) {
        self.beat.is_of_this_thread();
        let own = Rc::new(self);
        let place = Place::<H>::default();
        let mut broken = None;
        let mut nudging = None;
        let mut breaks = Breaks::default();
        let mut had_one = false;
        loop {
            let until = Instant::now() + RING_RETRY;
            let ended = catch_unwind(AssertUnwindSafe(|| {
                own.run_executor(until, || {
                    let own = Rc::clone(&own);
                    let place = Rc::clone(&place);
                    let (broken, nudging) = (broken.take(), nudging.take());
                    async move {
                        drop::<Option<Nudging>>(nudging);
                        own.main(make_host, broken, &place).await;
                    }
                })
            }));
            let panic = match ended {
                Ok(Ok(())) => return,
                Ok(Err(error)) => {
                    if had_one {
                        tracing::error!(shard = own.id.0, %error, "no executor for a shard");
                    }
                    // Who starts the shards tells it, or tries another way. Nobody waits any more
                    // when another shard failed first.
                    let _ = own.ready.send((own.id, Err(error)));
                    return;
                }
                Err(panic) => panic,
            };
            guard::report("shard", &*panic);
            broken = place.take();
            if broken.is_none() || !breaks.may_go_on(Instant::now()) {
                // The thread's end is seen by who runs the shards.
                resume_unwind(panic);
            }
            had_one = true;
            tracing::error!(shard = own.id.0, "a shard broke; it goes on where it was");
            nudging = wake::nudge_this_thread(NUDGE).ok();
        }
    }

    /// Runs `main` on a fresh executor; tried again while the kernel frees a predecessor's rings.
    fn run_executor<F: Future<Output = ()>>(
        &self,
        until: Instant,
        mut main: impl FnMut() -> F,
    ) -> io::Result<()> {
        loop {
            match rt::run(self.options.backend, self.core, &mut main) {
                Err(error)
                    if error.raw_os_error() == Some(libc::ENOMEM) && Instant::now() < until =>
                {
                    std::thread::sleep(RING_RETRY_PAUSE);
                }
                ended => return ended,
            }
        }
    }

    fn shard(&self) -> Shard<H> {
        let kept_max = self.options.bounds.spill_max;
        Shard::new(
            self.id,
            self.clock,
            self.options.clone(),
            Mail::new(self.id, self.inboxes.iter().cloned(), kept_max),
            self.inbox.clone(),
            self.beat.clone(),
        )
    }

    async fn main(
        &self,
        make_host: &impl Fn(&Shard<H>) -> H,
        broken: Option<Shard<H>>,
        place: &Place<H>,
    ) {
        let shard = broken.unwrap_or_else(|| self.shard());
        if shard.has_host() {
            shard.revive();
        } else {
            shard.set_host(make_host(&shard));
        }
        place.replace(Some(shard.clone()));
        let controls = self.controls.clone();
        let own = shard.clone();
        spawn_guarded(Queue::Tick, "control", async move {
            while let Ok(control) = controls.recv_async().await {
                match control {
                    Control::Poke => own.beat().answer(own.clock().mono()),
                    Control::Drain => own.begin_drain(),
                    Control::Break => own.break_soon(),
                }
            }
        });
        spawn_guarded(Queue::Tick, "mail", tick::read_mail(shard.clone()));
        spawn_guarded(Queue::Net, "sockets", rt::watch());
        spawn_guarded(Queue::Background, "gather", gather::run(shard.clone()));
        for (port, accept) in &self.listeners {
            let accept = Arc::clone(accept);
            match port.listener() {
                Ok(listener) => {
                    let serve = listen::serve(shard.clone(), listener, accept);
                    spawn_guarded(Queue::Net, "listener", serve);
                }
                Err(error) => tracing::error!(%error, "no descriptor for a listener"),
            }
        }
        // The starter may have given up, or have got its answer long ago.
        let _ = self.ready.try_send((self.id, Ok(())));
        tick::run(shard, self.publish.clone()).await;
        self.beat.end();
    }
}
