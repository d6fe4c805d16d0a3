//! Which cores this process may use, and staying on one of them.

#![expect(
    unsafe_code,
    reason = "the scheduler's affinity has no safe interface in std"
)]

use std::io;

/// The cores this process may run on, ascending; never empty.
pub(crate) fn allowed_cores() -> Vec<usize> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let cores = status
        .lines()
        .find_map(|line| line.strip_prefix("Cpus_allowed_list:"))
        .map(parse_core_list)
        .unwrap_or_default();
    if cores.is_empty() { vec![0] } else { cores }
}

/// Reads the kernel's list form, such as `0-3,8`; parts that are not understood are left out.
fn parse_core_list(text: &str) -> Vec<usize> {
    let mut cores = Vec::new();
    for part in text.trim().split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        if let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) {
            cores.extend(first..=last.min(first.saturating_add(4095)));
        }
    }
    cores
}

/// Binds the calling thread to `core`.
pub(super) fn pin_this_thread(core: usize) -> io::Result<()> {
    if core >= libc::CPU_SETSIZE.unsigned_abs() as usize {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    // SAFETY: an all-zero cpu_set_t is the empty set; `core` lies within it; the call reads only
    // the set it is given, and 0 names the calling thread.
    let result = unsafe {
        let mut set: libc::cpu_set_t = std::mem::zeroed();
        libc::CPU_SET(core, &mut set);
        libc::sched_setaffinity(0, size_of::<libc::cpu_set_t>(), &raw const set)
    };
    if result == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn core_lists_read_as_the_kernel_writes_them() {
        assert_eq!(parse_core_list("\t0-2,5,7-8\n"), [0, 1, 2, 5, 7, 8]);
        assert_eq!(parse_core_list("3"), [3]);
        assert_eq!(parse_core_list(""), Vec::<usize>::new());
    }

    #[test]
    fn a_thread_pins_to_an_allowed_core() {
        let core = *allowed_cores().last().expect("never empty");
        let pinned = std::thread::spawn(move || {
            pin_this_thread(core).expect("the core is ours");
            let status = std::fs::read_to_string("/proc/thread-self/status").expect("proc");
            status.contains(&format!("Cpus_allowed_list:\t{core}\n"))
        });
        assert!(pinned.join().expect("no panic"));
    }
}
