//! Logs: one subscriber for the process, written by a thread of its own.
//!
//! A shard never writes to a file or a pipe itself: a line goes into a bounded queue, and one that
//! does not fit is counted and lost rather than waited for.

mod line;
mod tail;

use std::fmt;
use std::io::IsTerminal;
use std::sync::Arc;

use api::LogSource;
use bezgelor_core::config::{Log, LogFormat};
use bezgelor_core::limits;
use tracing_appender::non_blocking::{ErrorCounter, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, reload};

use line::Fields;
use tail::Tail;

/// The running log; what is still queued is written when it is dropped, so keep it until the last
/// thread that logs has ended.
#[derive(Debug)]
pub struct Logging {
    _writer: WorkerGuard,
    lost: ErrorCounter,
    level: Level,
    lines: Option<LogSource>,
}

/// Changes what is logged while the realm runs. Clones change the same log.
#[derive(Clone)]
pub struct Level(Arc<dyn Fn(EnvFilter) -> Result<(), reload::Error> + Send + Sync>);

impl Level {
    fn new(
        reload: impl Fn(EnvFilter) -> Result<(), reload::Error> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(reload))
    }

    /// Logs as `filter` says from now on: `info`, `warn,shard=debug`.
    ///
    /// # Errors
    /// In a sentence, when it does not parse; what was logged so far is logged on.
    pub fn set(&self, filter: &str) -> Result<(), String> {
        let parsed = parse(filter)?;
        (self.0)(parsed).map_err(|error| error.to_string())
    }
}

impl fmt::Debug for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Level")
    }
}

/// Reads a filter. A lone word must be a level: a mistyped one would be taken for a part of the
/// program, and silence all others.
///
/// # Errors
/// In a sentence, when it does not parse.
pub(crate) fn parse(filter: &str) -> Result<EnvFilter, String> {
    const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
    let example = "write info, or info,shard=debug";
    let mut words = filter.split(',').map(str::trim);
    let wrong = words.find(|word| {
        let level = LEVELS.iter().any(|level| word.eq_ignore_ascii_case(level));
        !level && !word.contains(['=', '['])
    });
    if let Some(wrong) = wrong {
        return Err(format!("`{wrong}` is no level; {example}"));
    }
    EnvFilter::try_new(filter).map_err(|error| format!("`{filter}`: {error}; {example}"))
}

impl Logging {
    /// The way to change what is logged.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level.clone()
    }

    /// The lines themselves, for who reads along; once.
    pub fn take_lines(&mut self) -> Option<LogSource> {
        self.lines.take()
    }

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
    let (sink, source) = api::log_lines();
    let (writer, guard) = NonBlockingBuilder::default()
        .lossy(true)
        .buffered_lines_limit(limits::LOG_LINES_QUEUED_MAX)
        .thread_name("log")
        .finish(std::io::stdout());
    let lost = writer.error_counter();
    let filter = parse(&log.filter).map_err(|error| anyhow::anyhow!("log.filter: {error}"))?;
    let subscriber = tracing_subscriber::fmt()
        .with_writer(writer)
        .with_ansi(std::io::stdout().is_terminal());
    // The handle's type holds the format: reloading comes last.
    let (started, level) = match log.format {
        LogFormat::Text => {
            let subscriber = subscriber.fmt_fields(Fields);
            let subscriber = subscriber.with_env_filter(filter).with_filter_reloading();
            let handle = subscriber.reload_handle();
            let level = Level::new(move |to| handle.reload(to));
            let subscriber = subscriber.finish().with(Tail(sink));
            (subscriber.try_init(), level)
        }
        LogFormat::Json => {
            let subscriber = subscriber.json().flatten_event(true);
            let subscriber = subscriber.with_env_filter(filter).with_filter_reloading();
            let handle = subscriber.reload_handle();
            let level = Level::new(move |to| handle.reload(to));
            let subscriber = subscriber.finish().with(Tail(sink));
            (subscriber.try_init(), level)
        }
    };
    started.map_err(|error| anyhow::anyhow!("start logging: {error}"))?;
    Ok(Logging {
        _writer: guard,
        lost,
        level,
        lines: Some(source),
    })
}
