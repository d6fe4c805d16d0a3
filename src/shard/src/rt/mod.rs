//! The seam to the async runtime: spawning, timers and sockets under our own names.
//!
//! Two executors stand behind it, chosen at start: glommio over io_uring, and plain epoll where
//! io_uring is closed. Nothing outside this folder names either of them.

pub(crate) mod affinity;
mod epoll;
mod sockets;
mod stream;
mod uring;

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::io;
use std::thread::LocalKey;
use std::time::{Duration, Instant};

pub(crate) use sockets::watch;
pub use stream::{Listener, Stream};

/// Which executor runs the shards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backend {
    /// glommio, one io_uring per shard.
    #[default]
    IoUring,
    /// A plain epoll executor, for kernels and containers that forbid io_uring.
    Epoll,
}

/// What a task is for; decides when it runs among the others of its shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// Ticks and mail: runs within about a millisecond.
    Tick,
    /// Connections.
    Net,
    /// What may wait: saves, precomputation.
    Background,
}

/// The longest a task runs before [`yield_if_needed`] lets others run.
pub(crate) const SLICE: Duration = Duration::from_millis(1);

#[derive(Clone, Copy)]
enum Current {
    Uring(uring::Queues),
    Epoll,
}

thread_local! {
    static CURRENT: RefCell<Option<Current>> = const { RefCell::new(None) };
    /// Executors this thread has run.
    static EPOCH: Cell<u64> = const { Cell::new(0) };
    static SLICE_END: Cell<Option<Instant>> = const { Cell::new(None) };
    /// Tasks of the executor that runs.
    static TASKS: Cell<usize> = const { Cell::new(0) };
    /// Timers set on the executor that runs.
    static TIMERS: Cell<usize> = const { Cell::new(0) };
}

/// Is counted for as long as it lives; what an executor that broke left behind is not.
struct Counted {
    among: &'static LocalKey<Cell<usize>>,
    epoch: u64,
}

impl Counted {
    fn among(among: &'static LocalKey<Cell<usize>>) -> Self {
        among.set(among.get() + 1);
        let epoch = EPOCH.get();
        Self { among, epoch }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        if self.epoch == EPOCH.get() {
            self.among.set(self.among.get() - 1);
        }
    }
}

/// Tasks that have not ended and timers that have not gone off on this thread's executor.
pub(crate) fn alive() -> (usize, usize) {
    (TASKS.get(), TIMERS.get())
}

fn current() -> Current {
    CURRENT
        .with_borrow(|current| *current)
        .expect("called on a shard's thread")
}

/// Runs `main` to its end on an executor of this thread, pinned to `core` when given.
///
/// # Errors
/// When the executor cannot be made: io_uring refused, memory not lockable, core not ours.
pub(crate) fn run<F: Future<Output = ()>>(
    backend: Backend,
    core: Option<usize>,
    main: impl FnOnce() -> F,
) -> io::Result<()> {
    EPOCH.set(EPOCH.get() + 1);
    TASKS.set(0);
    TIMERS.set(0);
    match backend {
        Backend::IoUring => uring::run(core, |queues| {
            CURRENT.set(Some(Current::Uring(queues)));
            main()
        })?,
        Backend::Epoll => epoll::run(core, || {
            CURRENT.set(Some(Current::Epoll));
            main()
        })?,
    }
    CURRENT.set(None);
    Ok(())
}

/// Starts a task without a net below it: only [`crate::guard`] may call this.
pub(crate) fn spawn(queue: Queue, future: impl Future<Output = ()> + 'static) {
    let counted = Counted::among(&TASKS);
    let future = async move {
        let _counted = counted;
        future.await;
    };
    match current() {
        Current::Uring(queues) => uring::spawn(queues, queue, future),
        Current::Epoll => epoll::spawn(future),
    }
}

/// Waits until `at`, on the executor that runs now.
pub(crate) async fn sleep_until(at: Instant) {
    let _counted = Counted::among(&TIMERS);
    match current() {
        Current::Uring(_) => uring::sleep_until(at).await,
        Current::Epoll => epoll::sleep_until(at).await,
    }
}

/// Waits for `duration`. A timer belongs to its executor; this one is set anew when another goes on
/// with the task.
pub async fn sleep(duration: Duration) {
    let at = Instant::now() + duration;
    let mut timer = Box::pin(sleep_until(at));
    let mut epoch = EPOCH.get();
    poll_fn(|cx| {
        if epoch != EPOCH.get() {
            epoch = EPOCH.get();
            timer = Box::pin(sleep_until(at));
        }
        timer.as_mut().poll(cx)
    })
    .await;
}

/// Lets other tasks run when this one has had its slice; call it in every long loop.
pub async fn yield_if_needed() {
    match current() {
        Current::Uring(_) => uring::yield_if_needed().await,
        Current::Epoll => {
            let now = Instant::now();
            match SLICE_END.get() {
                Some(end) if now < end => {}
                _ => {
                    epoll::yield_now().await;
                    SLICE_END.set(Some(Instant::now() + SLICE));
                }
            }
        }
    }
}

/// The monotonic instant now; here so that a simulated executor can answer otherwise.
#[must_use]
pub fn now() -> Instant {
    Instant::now()
}
