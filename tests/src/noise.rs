//! Noise that is the same in every run.

use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// Numbers and bytes of a seed.
#[derive(Debug)]
pub struct Noise(Pcg64Mcg);

impl Noise {
    /// The noise of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(seed))
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        self.0.next_u32() % end.max(1)
    }

    /// So many bytes.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        self.0.fill_bytes(&mut bytes);
        bytes
    }
}
