//! Which seeds the simulators of this crate run. `BEZGELOR_SEEDS` says how many, `BEZGELOR_SEED`
//! which is the first: alone, it runs a single one again.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

fn number_of(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// Whether somebody asked for certain seeds: what the usual ones have to show they need not.
pub(crate) fn are_chosen() -> bool {
    number_of("BEZGELOR_SEED").is_some()
}

/// Runs each seed, and those that once failed; how one is run again is said where it fails.
pub(crate) fn run_each(usual: u64, failed_once: &[u64], mut run: impl FnMut(u64)) {
    let first = number_of("BEZGELOR_SEED");
    let (usual, failed_once) = match first {
        Some(_) => (1, &[][..]),
        None => (usual, failed_once),
    };
    let first = first.unwrap_or(0);
    let seeds = first..first + number_of("BEZGELOR_SEEDS").unwrap_or(usual);
    for seed in seeds.chain(failed_once.iter().copied()) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| run(seed))) {
            eprintln!(
                "that was seed {seed}; again: \
                 BEZGELOR_SEED={seed} cargo nextest run -p world --test zone NAME-OF-THE-TEST"
            );
            resume_unwind(panic);
        }
    }
}
