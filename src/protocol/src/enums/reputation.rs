//! Numbers with names: reputation.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_enum;

wire_enum! {
    /// Disposition.
    Disposition {
        Hostile = 0,
        Neutral = 1,
        Friendly = 2,
        Unknown = 3,
    }

    /// Faction. 14 bits on the wire.
    Faction {
        Dominion = 166,
        Exile = 167,
        FriendlyToAll = 219,
        MatchingTeam1 = 391,
        MatchingTeam2 = 392,
    }

    /// Faction level.
    FactionLevel {
        Reviled = 0,
        Hated = 1,
        Shunned = 2,
        Disliked = 3,
        Wary = 4,
        Neutral = 5,
        Liked = 6,
        Accepted = 7,
        Popular = 8,
        Esteemed = 9,
        Beloved = 10,
    }
}
