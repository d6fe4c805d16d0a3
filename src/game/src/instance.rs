//! Which worlds everybody shares, which are everybody's own, and whose copy somebody goes to
//! (`features.md` section 4).

use bezgelor_core::ids::CharacterId;
use bezgelor_core::travel::Holder;

/// What kind of map a world is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MapKind {
    /// One for everybody.
    #[default]
    Open,
    /// A mini-dungeon, adventure or dungeon.
    Content,
    /// Where a match is played.
    Match,
    /// A residence or a community.
    Residence,
}

impl MapKind {
    /// The kind of a world by `World.type`.
    #[must_use]
    pub const fn of(world_type: u32) -> Self {
        match world_type {
            1 | 6 | 11 => Self::Content,
            3 => Self::Match,
            2 | 5 => Self::Residence,
            _ => Self::Open,
        }
    }

    /// Whether its copies belong to somebody.
    #[must_use]
    pub const fn is_private(self) -> bool {
        !matches!(self, Self::Open)
    }

    /// Whether a copy of it can be that holder's.
    #[must_use]
    pub const fn suits(self, holder: Holder) -> bool {
        matches!(
            (self, holder),
            (Self::Open, Holder::Everybody)
                | (Self::Content, Holder::Character(_) | Holder::Group(_))
                | (Self::Match, Holder::Match(_))
                | (Self::Residence, Holder::Residence(_))
        )
    }

    /// Whose copy a character goes to: the one that is wished, else the one it is tied to, else its
    /// own. What does not suit the map is passed over.
    #[must_use]
    pub fn holder(
        self,
        character: CharacterId,
        wish: Option<Holder>,
        lock: Option<Holder>,
    ) -> Holder {
        let named = wish.into_iter().chain(lock);
        let suiting = { named }.find(|&holder| self.suits(holder));
        suiting.unwrap_or(match self {
            Self::Open => Holder::Everybody,
            Self::Content => Holder::Character(character),
            Self::Match => Holder::Match(character.0),
            Self::Residence => Holder::Residence(character.0),
        })
    }

    /// Whether who was left in such a map comes back to it. A match does not wait.
    #[must_use]
    pub const fn waits(self) -> bool {
        !matches!(self, Self::Match)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_holder() -> impl Strategy<Value = Holder> {
        (0_u8..5, any::<u64>())
            .prop_map(|(kind, id)| Holder::from_parts(kind, id).expect("a known kind"))
    }

    #[test]
    fn a_wish_goes_before_a_lock_and_a_lock_before_the_own() {
        let own = CharacterId(7);
        let (wish, lock) = (Some(Holder::Group(1)), Some(Holder::Group(2)));
        assert_eq!(MapKind::Content.holder(own, wish, lock), Holder::Group(1));
        assert_eq!(MapKind::Content.holder(own, None, lock), Holder::Group(2));
        let alone = MapKind::Content.holder(own, None, None);
        assert_eq!(alone, Holder::Character(own));
        let strange = Some(Holder::Residence(1));
        assert_eq!(
            MapKind::Content.holder(own, strange, lock),
            Holder::Group(2)
        );
    }

    proptest! {
        #[test]
        fn whoever_goes_anywhere_goes_to_a_copy_that_suits_the_map(
            world_type in 0_u32..16,
            character in any::<u64>(),
            wish in proptest::option::of(any_holder()),
            lock in proptest::option::of(any_holder()),
        ) {
            let kind = MapKind::of(world_type);
            let holder = kind.holder(CharacterId(character), wish, lock);
            prop_assert!(kind.suits(holder), "{holder:?} in {kind:?}");
            prop_assert_eq!(kind.is_private(), holder.is_private());
        }
    }
}
