//! A panic leaves a file in the data directory: version, place, message, backtrace, and what
//! clients asked of this thread before it.
//!
//! Panics cost their unit and the realm goes on, so there can be many; the files are few.

use std::backtrace::Backtrace;
use std::fs;
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use bezgelor_core::limits;

use crate::wall_clock;

/// Installs the hook; crash files go into `data_dir`.
pub fn install(data_dir: &Path) {
    static WRITTEN: AtomicUsize = AtomicUsize::new(0);
    let data_dir = data_dir.to_owned();
    panic::set_hook(Box::new(move |info| {
        let report = report(info, &Backtrace::force_capture());
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let said = message(info);
        if number >= limits::CRASH_FILES_MAX {
            tracing::error!(place, said, "panic; enough crash files are written");
            return;
        }
        let path = data_dir.join(file_name(number));
        match fs::write(&path, &report) {
            Ok(()) => tracing::error!(place, said, file = %path.display(), "panic"),
            Err(error) => {
                tracing::error!(place, said, %error, "panic, and no crash file");
                eprintln!("{report}");
            }
        }
    }));
}

/// The crash files in `data_dir`, newest first.
#[must_use]
pub fn files(data_dir: &Path) -> Vec<PathBuf> {
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("crash-") && name.ends_with(".txt")
    };
    let entries = fs::read_dir(data_dir).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_ours).collect();
    // The names begin with the time.
    files.sort_unstable_by(|a, b| b.cmp(a));
    files
}

fn file_name(number: usize) -> PathBuf {
    let at = wall_clock().0;
    format!("crash-{at}-{}-{number}.txt", std::process::id()).into()
}

fn message(info: &PanicHookInfo<'_>) -> String {
    info.payload_as_str().unwrap_or("(no message)").to_owned()
}

fn report(info: &PanicHookInfo<'_>, backtrace: &Backtrace) -> String {
    let thread = thread::current();
    let trail: String = host::trail::recent()
        .iter()
        .map(|step| format!("  {step}\n"))
        .collect();
    format!(
        "bezgelor {}\nat {} ms since 1970, thread {}\n{}\n{}\n\nlast messages of this thread, \
         oldest first:\n{trail}\n{backtrace}\n",
        crate::VERSION,
        wall_clock().0,
        thread.name().unwrap_or("(unnamed)"),
        info.location().map(ToString::to_string).unwrap_or_default(),
        message(info),
    )
}
