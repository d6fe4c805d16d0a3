//! Trials of skill: what a client holds with its player by itself, and only says the end of. They
//! are rows of `ClientSideInteraction.tbl`; how soon and how late the end of one can come follows
//! from its numbers. Kinds and their names are the peers'; what no source explains bounds nothing.

/// Taps are never nearer to one another than this many milliseconds. Ours.
const TAP_MS: u64 = 40;
/// A client may believe itself ahead by so many milliseconds. Ours.
const SLACK_MS: u64 = 150;
/// Milliseconds after its end in which the word of a client is on its way. Ours.
const GRACE_MS: u64 = 5_000;
/// Milliseconds of a trial without an end of its own. Ours.
const ENDLESS_MS: u64 = 60_000;
/// Milliseconds of the longest one: five minutes in the client's tables.
const LONGEST_MS: u64 = 300_000;

/// What a player has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrialKind {
    /// Hold a key down for `threshold` milliseconds.
    PressAndHold,
    /// Tap until what taps add (`increment` each) has reached `threshold`.
    RapidTapping,
    /// Tap at one or two moments, each within a window.
    PrecisionTapping,
    /// Tap in time with something that swings.
    Metronome,
    /// Say yes or no.
    YesNo,
    /// Repeat what was shown.
    Memory,
    /// Enter a number.
    Keypad,
    /// Tap so that it does not run out.
    RapidTappingInverse,
}

impl TrialKind {
    /// All of them, by their number in the table.
    pub const ALL: [Self; 8] = [
        Self::PressAndHold,
        Self::RapidTapping,
        Self::PrecisionTapping,
        Self::Metronome,
        Self::YesNo,
        Self::Memory,
        Self::Keypad,
        Self::RapidTappingInverse,
    ];
}

/// One row. Times are milliseconds from its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// What is to be done.
    pub kind: TrialKind,
    /// How much of it.
    pub threshold: u32,
    /// How long there is for it; 0 for as long as one likes.
    pub duration_ms: u32,
    /// What a tap adds.
    pub increment: u32,
    /// How long a moment to tap at is open.
    pub window_ms: u32,
    /// The moments to tap at; 0 for none.
    pub taps_ms: [u32; 2],
}

impl Trial {
    /// Before this many milliseconds nobody can be done with it.
    #[must_use]
    pub fn earliest_ms(&self) -> u64 {
        let [first, second] = self.taps_ms.map(u64::from);
        let window = u64::from(self.window_ms);
        let least = match self.kind {
            TrialKind::PressAndHold => u64::from(self.threshold),
            TrialKind::RapidTapping => match self.increment {
                0 => 0,
                increment => u64::from(self.threshold.div_ceil(increment)) * TAP_MS,
            },
            TrialKind::PrecisionTapping => first.max(second).saturating_sub(window),
            TrialKind::Metronome => first.saturating_sub(window),
            TrialKind::YesNo
            | TrialKind::Memory
            | TrialKind::Keypad
            | TrialKind::RapidTappingInverse => 0,
        };
        // Some rows ask for more than they give time for.
        let least = match self.duration_ms {
            0 => least,
            duration => least.min(u64::from(duration)),
        };
        least.min(LONGEST_MS).saturating_sub(SLACK_MS)
    }

    /// After this many milliseconds nobody waits for the client's word any more.
    #[must_use]
    pub fn latest_ms(&self) -> u64 {
        match self.duration_ms {
            0 => ENDLESS_MS,
            duration => u64::from(duration).min(LONGEST_MS) + GRACE_MS,
        }
    }
}

/// [`Trial::latest_ms`] of a trial no table describes.
pub const UNKNOWN_LATEST_MS: u64 = ENDLESS_MS;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn trial(kind: TrialKind) -> Trial {
        Trial {
            kind,
            threshold: 0,
            duration_ms: 0,
            increment: 0,
            window_ms: 0,
            taps_ms: [0; 2],
        }
    }

    /// Rows of the client's table, by their ids.
    #[test]
    fn no_word_is_too_early_that_a_player_can_reach() {
        let row_60 = Trial {
            threshold: 2_000,
            duration_ms: 10_000,
            ..trial(TrialKind::PressAndHold)
        };
        assert_eq!((row_60.earliest_ms(), row_60.latest_ms()), (1_850, 15_000));
        let row_58 = Trial {
            threshold: 1_200,
            duration_ms: 15_000,
            increment: 300,
            ..trial(TrialKind::RapidTapping)
        };
        assert_eq!(row_58.earliest_ms(), 4 * TAP_MS - SLACK_MS);
        let row_57 = Trial {
            duration_ms: 10_000,
            window_ms: 1_000,
            taps_ms: [3_000, 5_000],
            ..trial(TrialKind::PrecisionTapping)
        };
        assert_eq!(row_57.earliest_ms(), 3_850);
        let row_90 = Trial {
            duration_ms: 6_000,
            window_ms: 400,
            taps_ms: [750, 1_500],
            ..trial(TrialKind::Metronome)
        };
        assert_eq!(row_90.earliest_ms(), 200);
        let row_228 = Trial {
            threshold: 23,
            ..trial(TrialKind::Keypad)
        };
        assert_eq!((row_228.earliest_ms(), row_228.latest_ms()), (0, 60_000));
    }

    proptest! {
        /// Whatever a table holds, there is time for it, and an end.
        #[test]
        fn every_trial_leaves_time(
            kind in 0_usize..8, threshold in any::<u32>(), duration_ms in any::<u32>(),
            increment in any::<u32>(), window_ms in any::<u32>(), first in any::<u32>(),
            second in any::<u32>(),
        ) {
            let kind = TrialKind::ALL[kind];
            let taps_ms = [first, second];
            let trial = Trial { kind, threshold, duration_ms, increment, window_ms, taps_ms };
            prop_assert!(trial.latest_ms() <= LONGEST_MS + GRACE_MS);
            if duration_ms != 0 {
                prop_assert!(trial.earliest_ms() < trial.latest_ms());
            }
        }
    }
}
