//! A few plain threads for arithmetic that must not stop a shard: login proofs, name look-ups.

use std::thread::JoinHandle;

use bezgelor_core::limits::SRP_QUEUE_MAX;

type Job = Box<dyn FnOnce() + Send>;

/// The queue before the workers is full, or they are gone; nothing was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

/// The way to the workers: cheap to clone, usable from any executor. The threads end with the
/// last clone.
#[derive(Clone, Debug)]
pub struct Workers(flume::Sender<Job>);

impl Workers {
    /// Starts `threads` workers, at least one.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(threads: usize) -> std::io::Result<Self> {
        let (sender, receiver) = flume::bounded::<Job>(SRP_QUEUE_MAX);
        for number in 0..threads.max(1) {
            let receiver = receiver.clone();
            let _: JoinHandle<()> = std::thread::Builder::new()
                .name(format!("worker-{number}"))
                .spawn(move || {
                    while let Ok(job) = receiver.recv() {
                        // A job that panics answers nobody; its caller hears `Busy`.
                        crate::guard::caught_call("worker", job);
                    }
                })?;
        }
        Ok(Self(sender))
    }

    /// Runs `job` on a worker.
    ///
    /// # Errors
    /// [`Busy`], at once, when the queue is full; also when the job panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let (reply, result) = flume::bounded(1);
        let job = Box::new(move || {
            // Nobody waits any more when the connection is gone.
            let _ = reply.send(job());
        });
        self.0.try_send(job).map_err(|_| Busy)?;
        result.recv_async().await.map_err(|_| Busy)
    }

    /// Jobs waiting.
    #[must_use]
    pub fn queued(&self) -> usize {
        self.0.len()
    }
}
