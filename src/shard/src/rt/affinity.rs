//! Which cores this process may use, and staying on one of them.

use std::io;

use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

/// The cores the calling thread may run on, ascending; never empty.
#[must_use]
pub fn allowed_cores() -> Vec<usize> {
    let set = sched_getaffinity(None).unwrap_or_default();
    let cores: Vec<usize> = (0..CpuSet::MAX_CPU)
        .filter(|&core| set.is_set(core))
        .collect();
    if cores.is_empty() { vec![0] } else { cores }
}

/// Binds the calling thread to `core`.
pub(super) fn pin_this_thread(core: usize) -> io::Result<()> {
    if core >= CpuSet::MAX_CPU {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    let mut set = CpuSet::new();
    set.set(core);
    Ok(sched_setaffinity(None, &set)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_pins_to_an_allowed_core_and_to_none_that_cannot_be() {
        let core = *allowed_cores().last().expect("never empty");
        let pinned = std::thread::spawn(move || {
            pin_this_thread(core).expect("the core is ours");
            let status = std::fs::read_to_string("/proc/thread-self/status").expect("proc");
            assert!(status.contains(&format!("Cpus_allowed_list:\t{core}\n")));
            assert_eq!(allowed_cores(), [core]);
            assert!(pin_this_thread(usize::MAX).is_err());
        });
        assert!(pinned.join().is_ok());
    }
}
