//! The exceptions, each with its reason. An entry whose file no longer needs it is a finding.

use super::scan::Scan;
use super::{File, Finding, logging};

/// Modules that may hold `unsafe`, and why.
const UNSAFE: &[(&str, &str)] = &[
    (
        "bench/micro/src/allocation.rs",
        "counts what a measured piece allocates, through the allocator's own interface",
    ),
    (
        "src/crypto/src/mask.rs",
        "the cipher of broadcasts with vectors, measured at a third of the safe form",
    ),
    (
        "src/crypto/src/srp/power/vectors.rs",
        "products modulo N with vectors, measured at a third of the library's",
    ),
    (
        "src/db/tests/power/vfs.rs",
        "a file system for SQLite is a table of C functions",
    ),
    (
        "src/protocol/tests/hostile/allocation.rs",
        "counts what a hostile message allocates, through the allocator's own interface",
    ),
    (
        "src/shard/src/rt/epoll.rs",
        "tokio asks for a promise about descriptors that std types keep",
    ),
    (
        "src/shard/src/wake.rs",
        "a signal to one thread has no safe interface",
    ),
    (
        "src/world/tests/allocation.rs",
        "counts what a step allocates, through the allocator's own interface",
    ),
    (
        "tables/src/backing.rs",
        "mapped files, read as archives validated at opening",
    ),
    (
        "tables/src/set.rs",
        "the reading side of the archives validated at opening",
    ),
];

/// Modules of the server that may share memory between threads, and why.
const SHARED: &[(&str, &str)] = &[
    (
        "src/api/src/kept.rs",
        "handlers of one thread share by the router's types, never with a shard",
    ),
    (
        "src/db/src/handle.rs",
        "the last handle to go joins the database thread",
    ),
    (
        "src/db/src/ids.rs",
        "tasks of the database thread take turns at a block of ids",
    ),
    (
        "src/db/src/sqlite/lender.rs",
        "connections are taken and given back in whatever order tasks of the database end",
    ),
    (
        "src/host/src/capture.rs",
        "whom to record: read twice per connection, written when somebody says otherwise",
    ),
    (
        "src/host/src/capture/writer.rs",
        "the writing end of whom to record",
    ),
    (
        "src/server/src/crash.rs",
        "any thread may panic; the files they leave are counted",
    ),
    (
        "src/shard/src/watchdog.rs",
        "a heartbeat is one number a shard writes and the watchdog reads",
    ),
];

/// Modules that log whole lines of their own making, and why nobody outside can write into them.
const TELLING: &[(&str, &str)] = &[(
    "src/host/src/metrics.rs",
    "how the shards fare, in numbers alone, as people read it",
)];

/// Whether the list allows `unsafe` in the file.
pub(super) fn may_be_unsafe(path: &str) -> bool {
    UNSAFE.iter().any(|(listed, _)| *listed == path)
}

/// Whether the list allows locks and atomics in the file.
pub(super) fn may_share(path: &str) -> bool {
    SHARED.iter().any(|(listed, _)| *listed == path)
}

/// Whether the list allows messages that vary in the file.
pub(super) fn may_tell_lines(path: &str) -> bool {
    TELLING.iter().any(|(listed, _)| *listed == path)
}

/// Finds entries of the lists that nothing needs any more.
pub(super) fn check_current(files: &[File], findings: &mut Vec<Finding>) {
    let here = "tools/xtask/src/tidy/exempt.rs";
    for (listed, _) in UNSAFE {
        if !names(files, listed, |word| word == "unsafe") {
            let message = format!("`{listed}` holds no unsafe any more; remove its entry");
            findings.push(Finding::new(here, 1, message));
        }
    }
    for (listed, _) in SHARED {
        let shares = |word: &str| {
            word.starts_with("Atomic") || matches!(word, "Mutex" | "RwLock" | "Condvar")
        };
        if !names(files, listed, shares) {
            let message = format!("`{listed}` shares nothing any more; remove its entry");
            findings.push(Finding::new(here, 1, message));
        }
    }
    for (listed, _) in TELLING {
        let file = files.iter().find(|file| file.path == *listed);
        if !file.is_some_and(logging::varies) {
            let message = format!("`{listed}` logs no lines of its own any more; remove its entry");
            findings.push(Finding::new(here, 1, message));
        }
    }
}

fn names(files: &[File], path: &str, wanted: impl Fn(&str) -> bool) -> bool {
    let file = files.iter().find(|file| file.path == path);
    file.is_some_and(|file| {
        let scan = Scan::new(&file.text);
        scan.tokens().iter().any(|token| wanted(token.text))
    })
}
