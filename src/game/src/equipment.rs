//! Where worn things go: the slot of the paper doll and the place of the body that shows it.

/// `InventoryLocation::Equipped` of the protocol.
pub const LOCATION_EQUIPPED: u16 = 0;
/// `InventoryLocation::Ability` of the protocol: the bag that holds spells.
pub const LOCATION_ABILITY: u16 = 4;

/// `ItemSlot` of the protocol for each `EquippedItem`, 0 where nothing is shown on the body.
const SLOT_OF_EQUIPPED: [u8; 17] = [1, 2, 3, 4, 5, 6, 7, 57, 58, 59, 60, 46, 0, 0, 0, 43, 20];

/// The `ItemSlot` that shows what lies in the given slot of the paper doll (`EquippedItem`).
///
/// `None` for bags and retired slots, which show nothing.
#[must_use]
pub fn item_slot(equipped_index: u32) -> Option<u8> {
    let slot = *SLOT_OF_EQUIPPED.get(usize::try_from(equipped_index).ok()?)?;
    (slot != 0).then_some(slot)
}

/// The slot of the paper doll that a body slot belongs to; the inverse of [`item_slot`].
#[must_use]
pub fn equipped_index(item_slot: u8) -> Option<u32> {
    if item_slot == 0 {
        return None;
    }
    SLOT_OF_EQUIPPED
        .iter()
        .position(|&slot| slot == item_slot)
        .map(|index| index as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn chest_and_weapon_are_where_the_client_shows_them() {
        assert_eq!(item_slot(0), Some(1));
        assert_eq!(item_slot(16), Some(20));
        assert_eq!(item_slot(15), Some(43));
        assert_eq!(item_slot(17), None, "a bag is not worn on the body");
        assert_eq!(item_slot(12), None, "a retired slot");
    }

    proptest! {
        #[test]
        fn both_ways_agree(index in 0_u32..40) {
            if let Some(slot) = item_slot(index) {
                prop_assert_eq!(equipped_index(slot), Some(index));
            }
        }
    }
}
