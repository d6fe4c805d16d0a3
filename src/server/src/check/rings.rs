//! Kernel, io_uring, locked memory and open files: what the executors stand on.

use std::io;

use bezgelor_core::config::{Config, RuntimeBackend};
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

const SYSTEMD_MEMLOCK: &str = "set LimitMEMLOCK=infinity in the systemd unit, `--ulimit \
                               memlock=-1` for a container, or `ulimit -l` in the shell";

pub(super) fn check(config: &Config, machine: &dyn Machine, report: &mut Report) {
    if config.runtime.backend == RuntimeBackend::Epoll {
        report.pass("executors: epoll, as runtime.backend says".into());
    } else {
        check_io_uring(config, machine, report);
    }
    check_files(config, machine, report);
}

fn check_io_uring(config: &Config, machine: &dyn Machine, report: &mut Report) {
    let rings = super::shards(config, machine) * RINGS_PER_SHARD;
    let Some(lack) = find_lack(rings, machine) else {
        let kernel = machine.kernel();
        return report.pass(format!(
            "io_uring: {rings} rings of {RING_ENTRIES} entries, kernel {kernel}"
        ));
    };
    if config.runtime.backend == RuntimeBackend::Auto {
        let what = format!("{}; the realm runs on epoll instead", lack.what);
        report.warn(lack.code, what, lack.remedy);
    } else {
        let what = format!("{}, and runtime.backend wants nothing else", lack.what);
        let remedy = format!("{}; or set runtime.backend = \"auto\"", lack.remedy);
        report.fail(lack.code, what, remedy);
    }
}

/// What keeps io_uring from us.
struct Lack {
    code: &'static str,
    what: String,
    remedy: &'static str,
}

impl Lack {
    fn new(code: &'static str, what: impl Into<String>, remedy: &'static str) -> Self {
        Self {
            code,
            what: what.into(),
            remedy,
        }
    }

    fn disabled(value: u32) -> Self {
        Self::new(
            "E-URING-DISABLED",
            format!("the kernel's setting kernel.io_uring_disabled = {value} forbids io_uring"),
            "sysctl -w kernel.io_uring_disabled=0",
        )
    }

    fn memlock(bytes: u64) -> Self {
        let kib = bytes / 1024;
        let what = format!("{kib} KiB of locked memory are too few for the rings of all shards");
        Self::new("E-MEMLOCK", what, SYSTEMD_MEMLOCK)
    }
}

fn find_lack(rings: usize, machine: &dyn Machine) -> Option<Lack> {
    let kernel = machine.kernel();
    if version(&kernel).is_some_and(|version| version < KERNEL_MIN) {
        let (major, minor) = KERNEL_MIN;
        let what = format!("kernel {kernel} is older than {major}.{minor}");
        return Some(Lack::new("E-KERNEL", what, "run a newer kernel"));
    }
    // 1 forbids it to those without privileges and outside of a group: then the rings will tell.
    if let Some(value @ 2..) = machine.io_uring_disabled() {
        return Some(Lack::disabled(value));
    }
    let locked = machine.locked_bytes_max();
    if let Some(bytes) = locked
        && bytes < LOCKED_BYTES_MIN
    {
        return Some(Lack::memlock(bytes));
    }
    let error = machine.make_rings(rings, RING_ENTRIES).err()?;
    Some(refused(&error, rings, locked, machine))
}

/// Why the kernel refused `rings` rings.
fn refused(error: &io::Error, rings: usize, locked: Option<u64>, machine: &dyn Machine) -> Lack {
    match (error.kind(), machine.io_uring_disabled()) {
        (io::ErrorKind::PermissionDenied, Some(value @ 1..)) => Lack::disabled(value),
        (io::ErrorKind::PermissionDenied, _) => Lack::new(
            "E-URING-DENIED",
            "a seccomp or security policy forbids io_uring",
            "give a container the profile tools/packaging/seccomp.json; in a systemd unit, add \
             io_uring_setup io_uring_enter io_uring_register to SystemCallFilter",
        ),
        (io::ErrorKind::Unsupported, _) => Lack::new(
            "E-URING-MISSING",
            "this kernel was built without io_uring",
            "run a kernel that has it",
        ),
        (io::ErrorKind::OutOfMemory, _) if !machine.is_root() && locked.is_some() => {
            Lack::memlock(locked.unwrap_or(0))
        }
        _ => Lack::new(
            "E-URING",
            format!("{rings} rings could not be made ({error})"),
            "set runtime.shards to fewer, or look at the kernel's log",
        ),
    }
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
