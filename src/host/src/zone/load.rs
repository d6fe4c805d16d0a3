//! What a zone is told of its load: its own, or that of its shard when it is a good part of that.
//!
//! A zone that takes a fifth of a core is well within its budget, and five of them leave a shard no
//! time for anything else. None of them would leave anything out if each looked at itself alone.

/// Of a shard that is busy for so many thousandths of its time or more, zones shed what they can.
const FULL_PERMILLE: u64 = 850;
/// And until it is busy for less than this they take nothing back.
const HALF_PERMILLE: u64 = 425;
/// What a zone is told then at least: neither too much nor little.
const BETWEEN_PERMILLE: u64 = 400;
/// A zone that takes less of its shard's time than this would help nobody by shedding.
const PART_PERMILLE: u64 = 50;

/// Microseconds that a zone counts as spent of a period, when it took `own_us` itself and its shard
/// is busy for so many thousandths of its time.
pub(super) fn spent_us(own_us: u64, period_ms: u64, shard_permille: u64) -> u64 {
    let counts = if own_us < period_ms * PART_PERMILLE || shard_permille < HALF_PERMILLE {
        0
    } else if shard_permille < FULL_PERMILLE {
        BETWEEN_PERMILLE
    } else {
        shard_permille
    };
    own_us.max(period_ms * counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_alone_counts_what_it_takes() {
        assert_eq!(spent_us(12_000, 50, 240), 12_000);
        assert_eq!(spent_us(45_000, 50, 900), 45_000);
    }

    #[test]
    fn zones_that_fill_a_shard_together_count_the_shard() {
        assert_eq!(spent_us(9_000, 50, 950), 47_500);
        assert_eq!(
            spent_us(9_000, 50, 500),
            20_000,
            "nothing is given back yet"
        );
        assert_eq!(spent_us(9_000, 50, 300), 9_000);
    }

    #[test]
    fn a_zone_that_takes_next_to_nothing_is_left_alone() {
        assert_eq!(spent_us(100, 50, 1_000), 100);
    }
}
