//! What the world database names that the client's tables, or the server, do not have: counted by
//! kind when a zone is made, so that a gap in the data is a figure and not a creature nobody
//! misses. An operator is told of them as problems of the data.

use std::fmt;

/// One kind of gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// A spawn of a kind the client does not know, or one that only the server makes.
    SpawnKind,
    /// A spawn at no point of the world.
    SpawnPlace,
    /// A spawn beyond what a zone holds.
    SpawnRoom,
    /// A spawn of a creature without a row: it stands, with what its spawn says and no more.
    SpawnCreature,
    /// A patrol or a term of a spawn that does not stand here.
    SpawnUnknown,
    /// Hours that are not of a day: the spawn is always there.
    TermHours,
    /// A group of which nothing says how many stand: its spawn is always there.
    TermGroup,
    /// A patrol along a spline that is no course.
    PatrolSpline,
    /// A patrol in a mode there is not.
    PatrolMode,
    /// A patrol at no speed, or in a formation that is no number.
    PatrolSpeed,
    /// A portal to a place of no world, or to a location no table has: it leads nowhere.
    PortalPlace,
    /// An instance portal of which nothing says where it leads.
    PortalNowhere,
    /// A tutorial that the client does not know.
    TutorialUnknown,
    /// A world without a map of its ground, in which something stands.
    WorldGround,
}

impl Lack {
    /// All kinds.
    pub const ALL: [Self; 14] = [
        Self::SpawnKind,
        Self::SpawnPlace,
        Self::SpawnRoom,
        Self::SpawnCreature,
        Self::SpawnUnknown,
        Self::TermHours,
        Self::TermGroup,
        Self::PatrolSpline,
        Self::PatrolMode,
        Self::PatrolSpeed,
        Self::PortalPlace,
        Self::PortalNowhere,
        Self::TutorialUnknown,
        Self::WorldGround,
    ];

    /// One word, for metrics and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SpawnKind => "spawn-kind",
            Self::SpawnPlace => "spawn-place",
            Self::SpawnRoom => "spawn-room",
            Self::SpawnCreature => "spawn-creature",
            Self::SpawnUnknown => "spawn-unknown",
            Self::TermHours => "term-hours",
            Self::TermGroup => "term-group",
            Self::PatrolSpline => "patrol-spline",
            Self::PatrolMode => "patrol-mode",
            Self::PatrolSpeed => "patrol-speed",
            Self::PortalPlace => "portal-place",
            Self::PortalNowhere => "portal-nowhere",
            Self::TutorialUnknown => "tutorial-unknown",
            Self::WorldGround => "world-ground",
        }
    }
}

/// How often each kind occurred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lacks([u32; Lack::ALL.len()]);

impl Lacks {
    /// Counts one more.
    pub fn add(&mut self, lack: Lack) {
        let count = &mut self.0[lack as usize];
        *count = count.saturating_add(1);
    }

    /// How often one kind occurred.
    #[must_use]
    pub fn count(&self, lack: Lack) -> u32 {
        self.0[lack as usize]
    }

    /// Adds those of another zone.
    pub fn merge(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count = count.saturating_add(more);
        }
    }

    /// Raises each count to that of another zone of the same world, which lacks the same. True when
    /// that is more.
    pub fn raise_to(&mut self, other: &Self) -> bool {
        let mut more = false;
        for (count, others) in self.0.iter_mut().zip(other.0) {
            more |= others > *count;
            *count = others.max(*count);
        }
        more
    }

    /// The kinds that occurred, and how often.
    pub fn iter(&self) -> impl Iterator<Item = (Lack, u32)> + '_ {
        let all = Lack::ALL.into_iter().map(|lack| (lack, self.count(lack)));
        all.filter(|&(_, count)| count > 0)
    }

    /// True when nothing is lacking.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl fmt::Display for Lacks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (lack, count)) in self.iter().enumerate() {
            let before = if at == 0 { "" } else { ", " };
            write!(f, "{before}{} {count}", lack.name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_counted_for_itself_and_named() {
        let mut lacks = Lacks::default();
        assert!(lacks.is_empty());
        for (at, lack) in Lack::ALL.into_iter().enumerate() {
            assert_eq!(lack as usize, at);
        }
        lacks.add(Lack::PatrolMode);
        let mut other = lacks;
        other.add(Lack::SpawnKind);
        lacks.merge(&other);
        assert_eq!(lacks.to_string(), "spawn-kind 1, patrol-mode 2");
        assert_eq!(lacks.count(Lack::PatrolMode), 2);
    }

    #[test]
    fn a_count_is_raised_and_never_lowered() {
        let (mut known, mut other) = (Lacks::default(), Lacks::default());
        known.add(Lack::PatrolMode);
        known.add(Lack::PatrolMode);
        other.add(Lack::PatrolMode);
        assert!(!known.raise_to(&other));
        other.add(Lack::SpawnRoom);
        assert!(known.raise_to(&other));
        assert_eq!(known.to_string(), "spawn-room 1, patrol-mode 2");
    }
}
