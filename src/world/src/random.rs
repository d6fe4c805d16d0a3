//! The chance of a zone: one seeded sequence, drawn from in the order of the inputs.

/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, and good enough for games, not for secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Random(u64);

impl Random {
    /// The sequence of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`, each as likely as the others to within 2^-32; 0 when `bound` is 0.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_sequence() {
        let mut random = Random::new(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn every_side_of_a_die_comes_up_about_as_often() {
        let mut random = Random::new(7);
        let mut sides = [0; 6];
        for _ in 0..60_000 {
            sides[random.below(6) as usize] += 1;
        }
        assert!(
            sides.iter().all(|&count| (9_500..10_500).contains(&count)),
            "{sides:?}"
        );
        assert_eq!(random.below(0), 0);
    }
}
