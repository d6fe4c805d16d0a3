//! Kernel, io_uring, locked memory and open files: what the executors stand on.

use std::io;

use bezgelor_core::config::Config;
use bezgelor_core::limits;

use super::{Machine, Report};

/// Rings of one executor: for what is urgent, for the rest, for polling.
const RINGS_PER_SHARD: usize = 3;
/// Entries of each, as the executors ask for.
const RING_ENTRIES: u32 = 1024;
/// The executor refuses to start with less locked memory, whatever it needs.
const LOCKED_BYTES_MIN: u64 = 512 * 1024;
/// First kernel with the operations the executor uses.
const KERNEL_MIN: (u32, u32) = (5, 8);
/// Files of a process besides its clients' sockets: rings, databases, tables.
const FILES_BESIDE_CLIENTS: u64 = 512;

/// How the realm runs when io_uring does not.
const FALLBACK: &str = "the realm runs on epoll instead";

const SYSTEMD_MEMLOCK: &str = "set LimitMEMLOCK=infinity in the systemd unit, `--ulimit \
                               memlock=-1` for a container, or `ulimit -l` in the shell";

pub(super) fn check(config: &Config, machine: &dyn Machine, report: &mut Report) {
    check_io_uring(config, machine, report);
    check_files(config, machine, report);
}

fn check_io_uring(config: &Config, machine: &dyn Machine, report: &mut Report) {
    let kernel = machine.kernel();
    if version(&kernel).is_some_and(|version| version < KERNEL_MIN) {
        let (major, minor) = KERNEL_MIN;
        return report.warn(
            "E-KERNEL",
            format!("kernel {kernel} is older than {major}.{minor}; {FALLBACK}"),
            "run a newer kernel",
        );
    }
    if machine.io_uring_disabled().is_some_and(|value| value > 0) {
        return report.warn(
            "E-URING-DISABLED",
            format!("the kernel's setting forbids io_uring; {FALLBACK}"),
            "sysctl -w kernel.io_uring_disabled=0",
        );
    }
    let locked = machine.locked_bytes_max();
    if let Some(bytes) = locked
        && bytes < LOCKED_BYTES_MIN
    {
        return report.warn("E-MEMLOCK", memlock(bytes), SYSTEMD_MEMLOCK);
    }
    let rings = super::shards(config, machine) * RINGS_PER_SHARD;
    match machine.make_rings(rings, RING_ENTRIES) {
        Ok(()) => {
            report.pass(format!(
                "io_uring: {rings} rings of {RING_ENTRIES} entries, kernel {kernel}"
            ));
        }
        Err(error) => refused(&error, rings, locked, machine.is_root(), report),
    }
}

/// Tells why the kernel refused `rings` rings.
fn refused(
    error: &io::Error,
    rings: usize,
    locked: Option<u64>,
    is_root: bool,
    report: &mut Report,
) {
    match error.kind() {
        io::ErrorKind::PermissionDenied => report.warn(
            "E-URING-DENIED",
            format!("a seccomp or security policy forbids io_uring; {FALLBACK}"),
            "give a container the profile tools/packaging/seccomp.json; in a systemd unit, add \
             io_uring_setup io_uring_enter io_uring_register to SystemCallFilter",
        ),
        io::ErrorKind::Unsupported => report.warn(
            "E-URING-MISSING",
            format!("this kernel was built without io_uring; {FALLBACK}"),
            "run a kernel that has it",
        ),
        io::ErrorKind::OutOfMemory if !is_root && locked.is_some() => {
            report.warn("E-MEMLOCK", memlock(locked.unwrap_or(0)), SYSTEMD_MEMLOCK);
        }
        _ => report.warn(
            "E-URING",
            format!("{rings} rings could not be made ({error}); {FALLBACK}"),
            "set runtime.shards to fewer, or look at the kernel's log",
        ),
    }
}

fn memlock(bytes: u64) -> String {
    let kib = bytes / 1024;
    format!("{kib} KiB of locked memory are too few for the rings of all shards; {FALLBACK}")
}

fn check_files(config: &Config, machine: &dyn Machine, report: &mut Report) {
    let clients = u64::from(config.realm.capacity);
    let queued = limits::REALM_QUEUE_MAX as u64;
    let wanted = clients + queued + FILES_BESIDE_CLIENTS;
    match machine.open_files_max() {
        Some(files) if files < wanted => report.warn(
            "E-NOFILE",
            format!("{files} open files are too few for {clients} players and a full queue"),
            format!(
                "set LimitNOFILE={} in the unit, or `ulimit -Hn`",
                wanted.next_power_of_two()
            ),
        ),
        Some(files) => report.pass(format!("open files: up to {files}")),
        None => report.pass("open files: no limit".into()),
    }
}

/// Major and minor of "6.1.0-28-amd64".
fn version(release: &str) -> Option<(u32, u32)> {
    let mut numbers = release.split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}
