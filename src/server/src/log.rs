//! Logs: one subscriber for the process, written by a thread of its own.
//!
//! A shard never writes to a file or a pipe itself: a line goes into a bounded queue, and one that
//! does not fit is counted and lost rather than waited for.

use std::io::IsTerminal;

use anyhow::Context;
use bezgelor_core::config::{Log, LogFormat};
use bezgelor_core::limits;
use tracing_appender::non_blocking::{ErrorCounter, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::EnvFilter;

/// The running log; what is still queued is written when it is dropped, so keep it until the last
/// thread that logs has ended.
#[derive(Debug)]
pub struct Logging {
    _writer: WorkerGuard,
    lost: ErrorCounter,
}

impl Logging {
    /// Lines lost since the start because the queue was full.
    #[must_use]
    pub fn lost_lines(&self) -> usize {
        self.lost.dropped_lines()
    }
}

/// Starts logging to the standard output as `log` says; once per process.
///
/// # Errors
/// When the filter does not parse, or logging was started before.
pub fn start(log: &Log) -> anyhow::Result<Logging> {
    let (writer, guard) = NonBlockingBuilder::default()
        .lossy(true)
        .buffered_lines_limit(limits::LOG_LINES_QUEUED_MAX)
        .thread_name("log")
        .finish(std::io::stdout());
    let lost = writer.error_counter();
    let filter = EnvFilter::try_new(&log.filter).context("log.filter")?;
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(writer)
        .with_ansi(std::io::stdout().is_terminal());
    let started = match log.format {
        LogFormat::Text => subscriber.try_init(),
        LogFormat::Json => subscriber.json().flatten_event(true).try_init(),
    };
    started.map_err(|error| anyhow::anyhow!("start logging: {error}"))?;
    Ok(Logging {
        _writer: guard,
        lost,
    })
}
