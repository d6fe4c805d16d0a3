//! Who is whose friend: factions, their parents and what they think of one another.

/// What one unit is to another: `Disposition` of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disposition {
    /// Fights on sight.
    Hostile,
    /// Lets be.
    Neutral,
    /// Helps.
    Friendly,
}

impl Disposition {
    /// From a `FactionLevel` (0 reviled to 10 beloved): friendly from popular, neutral from
    /// disliked, else hostile (`features.md` section 8).
    #[must_use]
    pub const fn of_level(level: u8) -> Self {
        match level {
            0..=2 => Self::Hostile,
            3..=7 => Self::Neutral,
            _ => Self::Friendly,
        }
    }
}

/// Lowest reputation of each `FactionLevel` from 1 (hated) to 10 (beloved) (`features.md` section
/// 8).
const LEVELS: [f32; 10] = [
    -16_000.0, -8_000.0, -4_000.0, -2_000.0, 0.0, 2_000.0, 4_000.0, 8_000.0, 16_000.0, 32_000.0,
];

/// The `FactionLevel` of a reputation: 0 reviled to 10 beloved.
#[must_use]
pub fn level_of_reputation(reputation: f32) -> u8 {
    LEVELS
        .iter()
        .filter(|&&lowest| reputation >= lowest)
        .count() as u8
}

/// `Faction2.tbl` rows of the two sides (`Faction` of the protocol).
const DOMINION: u16 = 166;
/// See [`DOMINION`].
const EXILES: u16 = 167;

/// Whether what is for a side is for somebody of a faction: taxi nodes and bind points name it the
/// same way, 0 both, 1 Exiles, 2 Dominion.
#[must_use]
pub const fn serves(side: u32, faction: u16) -> bool {
    match side {
        0 => true,
        1 => faction == EXILES,
        2 => faction == DOMINION,
        _ => false,
    }
}

/// `Faction::FriendlyToAll` of the protocol.
pub const FRIENDLY_TO_ALL: u16 = 219;
/// Parents are followed this far: the tables have four generations, and might have a ring.
const GENERATIONS_MAX: usize = 16;

/// `Faction2.tbl` and `Faction2Relationship.tbl`, looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Factions {
    /// (faction, its parent), ascending.
    parents: Vec<(u16, u16)>,
    /// (one, the other, `FactionLevel`), ascending.
    relations: Vec<(u16, u16, u8)>,
}

impl Factions {
    /// Takes (faction, parent) and (one, other, level) in any order; of two relations between the
    /// same two the first stays.
    #[must_use]
    pub fn new(mut parents: Vec<(u16, u16)>, mut relations: Vec<(u16, u16, u8)>) -> Self {
        parents.sort_by_key(|&(faction, _)| faction);
        parents.dedup_by_key(|&mut (faction, _)| faction);
        relations.sort_by_key(|&(one, other, _)| (one, other));
        relations.dedup_by_key(|&mut (one, other, _)| (one, other));
        Self { parents, relations }
    }

    /// What `one` and `other` are to one another: the nearest relation any of them or their parents
    /// has, whichever side it is written on; the same faction is friendly, strangers are neutral
    /// (`features.md` section 8).
    #[must_use]
    pub fn disposition(&self, one: u16, other: u16) -> Disposition {
        if one == other || one == FRIENDLY_TO_ALL || other == FRIENDLY_TO_ALL {
            return Disposition::Friendly;
        }
        for a in self.line(one) {
            for b in self.line(other) {
                let level = self.relation(a, b).or_else(|| self.relation(b, a));
                if let Some(level) = level {
                    return Disposition::of_level(level);
                }
            }
        }
        Disposition::Neutral
    }

    /// Whether there is such a faction.
    #[must_use]
    pub fn knows(&self, faction: u16) -> bool {
        let found = self.parents.binary_search_by_key(&faction, |row| row.0);
        found.is_ok()
    }

    /// The first thing that is known of a faction or, nearest first, of those it belongs to.
    pub fn nearest<T>(&self, faction: u16, known: impl Fn(u16) -> Option<T>) -> Option<T> {
        self.line(faction).find_map(known)
    }

    fn relation(&self, one: u16, other: u16) -> Option<u8> {
        let key = (one, other);
        let at = self
            .relations
            .binary_search_by_key(&key, |row| (row.0, row.1));
        at.ok().map(|at| self.relations[at].2)
    }

    /// A faction and its parents, nearest first.
    fn line(&self, faction: u16) -> impl Iterator<Item = u16> {
        let parent = |&faction: &u16| {
            let at = self
                .parents
                .binary_search_by_key(&faction, |row| row.0)
                .ok()?;
            Some(self.parents[at].1).filter(|&parent| parent != 0)
        };
        std::iter::successors(Some(faction), parent).take(GENERATIONS_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factions() -> Factions {
        let parents = vec![(30, 20), (20, 10), (40, 0), (7, 8), (8, 7)];
        let relations = vec![(10, 40, 0), (40, 20, 10), (50, 7, 4)];
        Factions::new(parents, relations)
    }

    #[test]
    fn the_nearest_relation_of_either_side_decides() {
        let factions = factions();
        assert_eq!(factions.disposition(10, 40), Disposition::Hostile);
        assert_eq!(factions.disposition(40, 10), Disposition::Hostile);
        assert_eq!(factions.disposition(20, 40), Disposition::Friendly);
        assert_eq!(
            factions.disposition(30, 40),
            Disposition::Friendly,
            "by its parent"
        );
        assert_eq!(factions.disposition(40, 30), Disposition::Friendly);
    }

    #[test]
    fn what_is_known_of_a_faction_is_looked_for_upwards() {
        let factions = factions();
        let known = |faction| (faction == 20 || faction == 10).then_some(faction);
        assert_eq!(factions.nearest(30, known), Some(20));
        assert_eq!(factions.nearest(10, known), Some(10));
        assert_eq!(factions.nearest(7, known), None, "through a ring");
        assert!(factions.knows(30) && !factions.knows(999));
    }

    #[test]
    fn kin_are_friends_and_strangers_nothing() {
        let factions = factions();
        assert_eq!(factions.disposition(30, 30), Disposition::Friendly);
        assert_eq!(factions.disposition(30, 999), Disposition::Neutral);
        assert_eq!(
            factions.disposition(30, FRIENDLY_TO_ALL),
            Disposition::Friendly
        );
        assert_eq!(
            factions.disposition(50, 8),
            Disposition::Neutral,
            "wary, through a ring"
        );
    }

    #[test]
    fn reputation_climbs_through_all_levels() {
        let of = level_of_reputation;
        assert_eq!((of(-16_000.5), of(-16_000.0), of(-1.0)), (0, 1, 4));
        assert_eq!((of(0.0), of(7_999.0), of(8_000.0), of(1e9)), (5, 7, 8, 10));
        assert_eq!(Disposition::of_level(of(8_000.0)), Disposition::Friendly);
        assert_eq!(Disposition::of_level(of(-4_000.5)), Disposition::Hostile);
        assert_eq!(Disposition::of_level(of(-4_000.0)), Disposition::Neutral);
    }

    #[test]
    fn levels_fall_into_three() {
        let of = |level| Disposition::of_level(level);
        assert_eq!((of(2), of(3)), (Disposition::Hostile, Disposition::Neutral));
        assert_eq!(
            (of(7), of(8)),
            (Disposition::Neutral, Disposition::Friendly)
        );
    }
}
