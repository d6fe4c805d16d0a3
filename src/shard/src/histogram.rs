//! Times as counts in buckets: fixed size, no allocation, mergeable by addition.

/// Buckets per doubling; bounds the relative error to one in eight.
const STEPS_PER_OCTAVE: usize = 8;
const STEP_BITS: u32 = STEPS_PER_OCTAVE.ilog2();
/// Up to 2^36 of whatever unit: 19 hours in microseconds.
const BUCKETS: usize = (36 - STEP_BITS as usize) * STEPS_PER_OCTAVE + STEPS_PER_OCTAVE;

/// A histogram of unsigned values with at most 12.5 % error of a percentile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    counts: Box<[u32; BUCKETS]>,
    count: u64,
    sum: u64,
    max: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            counts: Box::new([0; BUCKETS]),
            count: 0,
            sum: 0,
            max: 0,
        }
    }
}

fn bucket(value: u64) -> usize {
    if value < STEPS_PER_OCTAVE as u64 {
        return value as usize;
    }
    let octave = value.ilog2() - STEP_BITS;
    let step = (value >> octave) as usize - STEPS_PER_OCTAVE;
    ((octave as usize + 1) * STEPS_PER_OCTAVE + step).min(BUCKETS - 1)
}

/// The largest value that falls into `bucket`.
fn upper(bucket: usize) -> u64 {
    if bucket < STEPS_PER_OCTAVE {
        return bucket as u64;
    }
    let octave = bucket / STEPS_PER_OCTAVE - 1;
    let step = (bucket % STEPS_PER_OCTAVE + STEPS_PER_OCTAVE) as u64;
    ((step + 1) << octave) - 1
}

impl Histogram {
    /// Counts `value` once.
    pub fn record(&mut self, value: u64) {
        let count = &mut self.counts[bucket(value)];
        *count = count.saturating_add(1);
        self.count += 1;
        self.sum = self.sum.saturating_add(value);
        self.max = self.max.max(value);
    }

    /// Counts the microseconds since `start`.
    pub fn record_since(&mut self, start: std::time::Instant) {
        self.record(u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX));
    }

    /// Adds everything `other` counted.
    pub fn add(&mut self, other: &Self) {
        for (own, more) in self.counts.iter_mut().zip(other.counts.iter()) {
            *own = own.saturating_add(*more);
        }
        self.count += other.count;
        self.sum = self.sum.saturating_add(other.sum);
        self.max = self.max.max(other.max);
    }

    /// What was counted since `older`, a former copy of the same histogram; its largest value is
    /// known as exactly as its bucket.
    #[must_use]
    pub fn since(&self, older: &Self) -> Self {
        let mut since = Self::default();
        for (index, count) in since.counts.iter_mut().enumerate() {
            *count = self.counts[index].saturating_sub(older.counts[index]);
            if *count > 0 {
                since.max = upper(index).min(self.max);
            }
        }
        since.count = self.count.saturating_sub(older.count);
        since.sum = self.sum.saturating_sub(older.sum);
        since
    }

    /// Values counted whose whole bucket lies at or below `value`.
    #[must_use]
    pub fn count_up_to(&self, value: u64) -> u64 {
        let below = self.counts.iter().enumerate();
        let below = below.take_while(|(index, _)| upper(*index) <= value);
        below.map(|(_, count)| u64::from(*count)).sum()
    }

    /// Values counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Sum of the values.
    #[must_use]
    pub fn sum(&self) -> u64 {
        self.sum
    }

    /// The largest value, exactly.
    #[must_use]
    pub fn max(&self) -> u64 {
        self.max
    }

    /// The value that `per_mille` of 1000 values do not exceed; 0 when nothing was counted.
    #[must_use]
    pub fn at_per_mille(&self, per_mille: u32) -> u64 {
        let rank = (self.count * u64::from(per_mille)).div_ceil(1000).max(1);
        let mut seen = 0;
        for (index, count) in self.counts.iter().enumerate() {
            seen += u64::from(*count);
            if seen >= rank {
                return upper(index).min(self.max);
            }
        }
        self.max
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_in_order_and_hold_their_values() {
        let mut last = 0;
        for value in (0..4096).chain([1 << 20, (1 << 20) + 1, 1 << 35, u64::MAX]) {
            let index = bucket(value);
            assert!(index >= last, "order at {value}");
            last = index;
            if index < BUCKETS - 1 {
                assert!(value <= upper(index), "upper bound at {value}");
                assert!(
                    index == 0 || value > upper(index - 1),
                    "lower bound at {value}"
                );
            }
        }
    }

    #[test]
    fn percentiles_err_by_at_most_an_eighth() {
        let mut histogram = Histogram::default();
        for value in 1..=10_000 {
            histogram.record(value);
        }
        for (per_mille, exact) in [(500, 5000.0), (990, 9900.0), (999, 9990.0)] {
            let got = histogram.at_per_mille(per_mille) as f64;
            assert!((got - exact).abs() / exact <= 0.125, "{per_mille}: {got}");
        }
        assert_eq!(histogram.at_per_mille(1000), 10_000);
        assert_eq!(Histogram::default().at_per_mille(500), 0);
    }

    #[test]
    fn adding_equals_counting_together() {
        let (mut left, mut right, mut both) = Default::default();
        for value in 0..1000_u64 {
            let side: &mut Histogram = if value % 3 == 0 {
                &mut left
            } else {
                &mut right
            };
            side.record(value * 17);
            Histogram::record(&mut both, value * 17);
        }
        left.add(&right);
        assert_eq!(left, both);
    }

    #[test]
    fn a_window_is_what_came_since() {
        let mut older = Histogram::default();
        older.record(5_000_000);
        older.record(10);
        let mut newer = older.clone();
        for value in [100, 200, 300] {
            newer.record(value);
        }
        let window = newer.since(&older);
        assert_eq!((window.count(), window.sum()), (3, 600));
        assert!((300..=340).contains(&window.max()), "{}", window.max());
        assert!((200..=230).contains(&window.at_per_mille(500)));
        assert_eq!(newer.since(&newer).count(), 0);
    }

    #[test]
    fn counts_up_to_a_value_grow_with_it() {
        let mut histogram = Histogram::default();
        for value in [1, 7, 100, 5_000] {
            histogram.record(value);
        }
        let counts = [0, 1, 7, 128, 6_000].map(|value| histogram.count_up_to(value));
        assert_eq!(counts, [0, 1, 2, 3, 4]);
    }
}
