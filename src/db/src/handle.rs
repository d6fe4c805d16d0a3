//! The handle others hold, and the thread that answers it.
//!
//! A request is a boxed future that runs on the database thread's own tokio runtime; the answer
//! comes back through a channel any executor can await. The queue is bounded and never waited
//! for: a full one is an error at once. Every request has a deadline that counts from the moment
//! it was made.

use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use bezgelor_core::{config, limits};
use tokio::sync::Semaphore;

use crate::error::DbError;
use crate::ledger::group::{Committer, Submission};
use crate::migrate::Pending;
use crate::stores::{Schema, Stores};

type Work = Pin<Box<dyn Future<Output = ()> + Send>>;
/// Starts the work, or answers at once when the deadline has passed in the queue.
type Job = Box<dyn FnOnce(Result<Arc<Stores>, DbError>) -> Work + Send>;

enum Request {
    Work { deadline: Option<Instant>, job: Job },
    Close(flume::Sender<()>),
}

/// Access to the stores: cheap to clone, usable from any thread and any executor.
///
/// [`DbHandle::close`] finishes what was asked before and ends the thread; so does dropping the
/// last clone, without anybody waiting for it.
#[derive(Clone)]
pub struct DbHandle {
    requests: flume::Sender<Request>,
    pub(crate) submissions: flume::Sender<Submission>,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl std::fmt::Debug for DbHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DbHandle")
            .field("queued", &self.queued())
            .finish_non_exhaustive()
    }
}

impl DbHandle {
    /// Opens the three stores, migrating them when needed, and starts the database thread.
    /// Blocks until that is done.
    ///
    /// # Errors
    /// [`DbError::Address`], [`DbError::Unavailable`], [`DbError::SchemaNewer`],
    /// [`DbError::Schema`], [`DbError::File`].
    pub fn open(config: &config::Database, data_dir: &Path) -> Result<Self, DbError> {
        Self::open_with(config, data_dir, Schema::Migrate)
    }

    /// As [`DbHandle::open`], choosing what happens to a schema that is behind.
    ///
    /// # Errors
    /// As [`DbHandle::open`].
    pub fn open_with(
        config: &config::Database,
        data_dir: &Path,
        schema: Schema,
    ) -> Result<Self, DbError> {
        let (requests, inbox) = flume::bounded(limits::DB_QUEUE_MAX);
        let (submissions, operations) = flume::bounded(limits::DB_QUEUE_MAX);
        let (opened, outcome) = flume::bounded(1);
        let (config, data_dir) = (config.clone(), data_dir.to_owned());
        let thread = spawn("db", move || async move {
            match Stores::open(&config, &data_dir, schema).await {
                Ok(stores) => {
                    let _ = opened.send(Ok(()));
                    serve(Arc::new(stores), inbox, operations).await;
                }
                Err(error) => {
                    let _ = opened.send(Err(error));
                }
            }
        })?;
        outcome.recv().unwrap_or(Err(DbError::Closed))?;
        Ok(Self {
            requests,
            submissions,
            thread: Arc::new(Mutex::new(Some(thread))),
        })
    }

    /// The migrations the configured databases lack, without applying any.
    ///
    /// # Errors
    /// As [`DbHandle::open`].
    pub fn pending_migrations(
        config: &config::Database,
        data_dir: &Path,
    ) -> Result<Vec<Pending>, DbError> {
        let (config, data_dir) = (config.clone(), data_dir.to_owned());
        run_to_end("db-check", move || async move {
            Stores::pending(&config, &data_dir).await
        })
    }

    /// Requests waiting in the queue, for metrics.
    #[must_use]
    pub fn queued(&self) -> usize {
        self.requests.len() + self.submissions.len()
    }

    /// Statements that the stores have run on SQLite; PostgreSQL runs the same ones.
    ///
    /// # Errors
    /// As every request.
    #[cfg(feature = "testing")]
    pub async fn statements(&self) -> Result<u64, DbError> {
        self.request(|stores| async move {
            let each = stores.each().into_iter();
            Ok(each.map(|(_, db)| db.statements()).sum())
        })
        .await
    }

    /// Finishes everything asked before, then closes the databases; later requests get
    /// [`DbError::Closed`]. Returns when the last byte is committed.
    pub async fn close(&self) {
        let (done, closed) = flume::bounded(1);
        if self.requests.send_async(Request::Close(done)).await.is_ok() {
            let _ = closed.recv_async().await;
        }
        self.join();
    }

    /// As [`DbHandle::close`] for callers without an executor.
    pub fn close_blocking(&self) {
        let (done, closed) = flume::bounded(1);
        if self.requests.send(Request::Close(done)).is_ok() {
            let _ = closed.recv();
        }
        self.join();
    }

    fn join(&self) {
        let thread = self.thread.lock().ok().and_then(|mut thread| thread.take());
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }

    /// Runs `work` on the database thread within the deadline of a request.
    pub(crate) async fn request<T, F, W>(&self, work: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(Arc<Stores>) -> W + Send + 'static,
        W: Future<Output = Result<T, DbError>> + Send,
    {
        let deadline = Instant::now() + Duration::from_millis(limits::DB_REQUEST_MS_MAX);
        self.send(Some(deadline), work).await
    }

    /// Runs `work` for as long as it takes: imports, copies, audits.
    pub(crate) async fn long_request<T, F, W>(&self, work: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(Arc<Stores>) -> W + Send + 'static,
        W: Future<Output = Result<T, DbError>> + Send,
    {
        self.send(None, work).await
    }

    async fn send<T, F, W>(&self, deadline: Option<Instant>, work: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(Arc<Stores>) -> W + Send + 'static,
        W: Future<Output = Result<T, DbError>> + Send,
    {
        let (reply, answer) = flume::bounded(1);
        let job: Job = Box::new(move |stores| {
            Box::pin(async move {
                let result = match (stores, deadline) {
                    (Ok(stores), Some(deadline)) => {
                        // Boxed, or its bytes, which are many, are moved from hand to hand.
                        let work = Box::pin(work(stores));
                        tokio::time::timeout_at(deadline.into(), work)
                            .await
                            .unwrap_or(Err(DbError::Timeout))
                    }
                    (Ok(stores), None) => work(stores).await,
                    (Err(error), _) => Err(error),
                };
                let _ = reply.send(result);
            })
        });
        let request = Request::Work { deadline, job };
        self.requests
            .try_send(request)
            .map_err(|error| match error {
                flume::TrySendError::Full(_) => DbError::Busy,
                flume::TrySendError::Disconnected(_) => DbError::Closed,
            })?;
        match answer.recv_async().await {
            Ok(result) => result,
            Err(_) if self.requests.is_disconnected() => Err(DbError::Closed),
            Err(_) => Err(DbError::Internal("the request panicked".into())),
        }
    }
}

/// Runs `work` on a thread of its own and waits for it.
pub(crate) fn run_to_end<T, F, W>(name: &str, work: F) -> Result<T, DbError>
where
    T: Send + 'static,
    F: FnOnce() -> W + Send + 'static,
    W: Future<Output = Result<T, DbError>>,
{
    let (reply, outcome) = flume::bounded(1);
    let thread = spawn(name, move || async move {
        let _ = reply.send(work().await);
    })?;
    let result = outcome.recv();
    let _ = thread.join();
    result.unwrap_or_else(|_| Err(DbError::Internal("the work panicked".into())))
}

/// A thread of its own with a tokio runtime of its own.
fn spawn<F, W>(name: &str, work: F) -> Result<JoinHandle<()>, DbError>
where
    F: FnOnce() -> W + Send + 'static,
    W: Future<Output = ()>,
{
    std::thread::Builder::new()
        .name(name.into())
        .spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .max_blocking_threads(limits::DB_THREADS_MAX)
                .enable_all()
                .build();
            match runtime {
                Ok(runtime) => {
                    runtime.block_on(work());
                    // Who is still in a file hangs there: everybody else was waited for.
                    runtime.shutdown_background();
                }
                Err(error) => tracing::error!(%error, "the database thread has no runtime"),
            }
        })
        .map_err(|error| DbError::file("db thread", &error))
}

/// Answers requests until the last handle is gone or one of them closes; then finishes what runs.
async fn serve(
    stores: Arc<Stores>,
    inbox: flume::Receiver<Request>,
    operations: flume::Receiver<Submission>,
) {
    let committer = Committer::start(stores.clone(), operations);
    let in_flight = Arc::new(Semaphore::new(limits::DB_IN_FLIGHT_MAX));
    let mut closing = None;
    // A permit is taken before a request is: what cannot start yet stays in the bounded queue.
    while let Ok(permit) = in_flight.clone().acquire_owned().await {
        match inbox.recv_async().await {
            Ok(Request::Work { deadline, job }) => {
                let expired = deadline.is_some_and(|deadline| deadline <= Instant::now());
                let start = if expired {
                    Err(DbError::Timeout)
                } else {
                    Ok(stores.clone())
                };
                tokio::spawn(async move {
                    job(start).await;
                    drop(permit);
                });
            }
            Ok(Request::Close(done)) => {
                closing = Some(done);
                break;
            }
            Err(_) => break,
        }
    }
    drop(inbox);
    let every = u32::try_from(limits::DB_IN_FLIGHT_MAX).unwrap_or(u32::MAX);
    let _ = in_flight.acquire_many(every).await;
    committer.finish().await;
    stores.close().await;
    if let Some(done) = closing {
        let _ = done.send(());
    }
}
