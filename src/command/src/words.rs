//! Arguments that are one of a few words; the number that goes over the wire will do as well.

use serde::{Deserialize, Serialize};

use crate::argument::Argument;
use crate::define::Kind;
use crate::error::Fault;
use crate::parse::Reader;

macro_rules! words {
    ($(
        $(#[$outer:meta])*
        $name:ident {
            $(
                $(#[$inner:meta])*
                $variant:ident = $number:literal: $word:literal $(| $other:literal)*
            ),+ $(,)?
        }
    )+) => {$(
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum $name {
            $($(#[$inner])* $variant = $number),+
        }

        impl Argument for $name {
            const KIND: Kind = Kind::OneOf(&[$($word),+]);

            fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
                let word = reader.word()?;
                match word.to_ascii_lowercase().as_str() {
                    $($word $(| $other)* | stringify!($number) => Ok(Self::$variant),)+
                    _ => Err(none_of(word, &[$($word),+])),
                }
            }
        }
    )+};
}

words! {
    /// How loudly the client shows a broadcast (`BroadcastTier`).
    Tier {
        /// Across the screen.
        High = 0: "high",
        /// Less so.
        Medium = 1: "medium",
        /// Least.
        Low = 2: "low",
    }

    /// Why somebody is taken out of a copy of a world (`WorldRemovalReason`).
    RemovalReason {
        /// No longer in the group.
        Group = 0: "group" | "groupmembership",
        /// Sent out of the community.
        Kicked = 1: "kicked" | "kickedfromcommunity",
        /// The community is no more.
        Disbanded = 2: "disbanded" | "communitydisband",
        /// Left the community.
        Left = 3: "left" | "leftcommunity",
    }

    /// How the communicator shows who calls (`StoryPanelType`).
    Portrait {
        /// As it moves.
        Moving = 0: "moving" | "default",
        /// As a picture.
        Still = 1: "still" | "staticportrait",
    }

    /// How often and which way a course is travelled (`SplineMode`, as far as it is known).
    Travel {
        /// To the end, once.
        OneShot = 0: "oneshot" | "once",
        /// To the end and back, for ever.
        BackAndForth = 1: "backandforth",
        /// Again and again from the beginning.
        Cyclic = 2: "cyclic",
        /// From the end to the beginning, once.
        OneShotReverse = 3: "oneshotreverse",
        /// From the end and back, for ever.
        BackAndForthReverse = 4: "backandforthreverse",
        /// Again and again from the end.
        CyclicReverse = 5: "cyclicreverse",
    }

    /// How the points of a course are joined (`SplineType`).
    Bend {
        /// By straight lines.
        Linear = 0: "linear",
        /// By a curve through them.
        CatmullRom = 1: "catmullrom" | "curve",
    }

    /// Where the communicator shows who calls (`WindowType`).
    Side {
        /// On the left.
        Left = 0: "left" | "leftaligned",
        /// On the right.
        Right = 1: "right" | "rightaligned",
    }
}

fn none_of(word: &str, words: &[&str]) -> Fault {
    let (last, first) = words.split_last().unwrap_or((&"", &[]));
    Fault::new(format!(
        "`{word}` is none of {} and {last}",
        first.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: Argument>(line: &str) -> Result<T, Fault> {
        let words = crate::line::split(line).words;
        T::read(&mut Reader::new(line, &words))
    }

    #[test]
    fn words_numbers_and_the_names_of_other_servers_are_known() {
        assert_eq!(read("Low"), Ok(Tier::Low));
        assert_eq!(read("1"), Ok(Tier::Medium));
        assert_eq!(read("LeftCommunity"), Ok(RemovalReason::Left));
        assert_eq!(read("StaticPortrait"), Ok(Portrait::Still));
        assert_eq!(read("0"), Ok(Side::Left));
        let fault = read::<Tier>("loud").expect_err("no tier");
        assert_eq!(fault.to_string(), "`loud` is none of high, medium and low");
        let fault = read::<Side>("2").expect_err("no side");
        assert_eq!(fault.to_string(), "`2` is none of left and right");
    }
}
