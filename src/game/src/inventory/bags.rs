//! Places, containers and who holds what in them.

use bezgelor_core::ids::{CharacterId, ItemId};
use bezgelor_core::model::{CurrencyBalance, Item};
use bezgelor_core::valuables::{Owner, Slot};

use super::{Catalogue, ItemTemplate, Wearer};
use super::{LOCATION_ABILITY, LOCATION_BANK, LOCATION_EQUIPPED, LOCATION_INVENTORY};

/// Places to wear something: `EquippedItem` 0 to 30.
const EQUIPPED_SLOTS: u32 = 31;
/// Places without any bag.
const INVENTORY_SLOTS: u32 = 16;
/// Places of the bank without any bag.
const BANK_SLOTS: u32 = 32;
/// Places for spells.
const ABILITY_SLOTS: u32 = 512;
/// `EquippedItem` of the bags that add to the inventory: Bag0 to Bag3.
const BAGS: std::ops::RangeInclusive<u32> = 17..=20;
/// `EquippedItem` of the bags that add to the bank: BankBag0 to BankBag9.
const BANK_BAGS: std::ops::RangeInclusive<u32> = 21..=30;

/// One place of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// `InventoryLocation` of the protocol.
    pub location: u16,
    /// Index in it.
    pub bag_index: u32,
}

impl Spot {
    /// Where an item is.
    #[must_use]
    pub const fn of(item: &Item) -> Self {
        Self {
            location: item.location,
            bag_index: item.bag_index,
        }
    }

    /// Whether what is here is worn.
    #[must_use]
    pub const fn is_worn(self) -> bool {
        self.location == LOCATION_EQUIPPED
    }

    /// The same place with its owner.
    pub(super) const fn slot(self, owner: Owner) -> Slot {
        Slot {
            owner,
            location: self.location,
            bag_index: self.bag_index,
        }
    }
}

/// Places of a location, given what is worn; 0 for locations a character does not have.
#[must_use]
pub fn capacity(items: &[Item], catalogue: &dyn Catalogue, location: u16) -> u32 {
    let bags = |worn: std::ops::RangeInclusive<u32>| -> u32 {
        items
            .iter()
            .filter(|item| item.location == LOCATION_EQUIPPED && worn.contains(&item.bag_index))
            .filter_map(|item| catalogue.item(item.template_id))
            .map(|template| template.bag_slots)
            .sum()
    };
    match location {
        LOCATION_EQUIPPED => EQUIPPED_SLOTS,
        LOCATION_INVENTORY => INVENTORY_SLOTS + bags(BAGS),
        LOCATION_BANK => BANK_SLOTS + bags(BANK_BAGS),
        LOCATION_ABILITY => ABILITY_SLOTS,
        _ => 0,
    }
}

/// What one character holds, with what is needed to judge what it wants to do with it.
#[derive(Clone, Copy)]
pub struct Holding<'a> {
    /// Who.
    pub character: CharacterId,
    /// As what.
    pub wearer: Wearer,
    /// Its items, none twice, no two in one place.
    pub items: &'a [Item],
    /// Its currencies, none twice.
    pub currencies: &'a [CurrencyBalance],
    /// The tables.
    pub catalogue: &'a dyn Catalogue,
}

impl<'a> Holding<'a> {
    /// The item in a place.
    #[must_use]
    pub fn at(&self, spot: Spot) -> Option<&'a Item> {
        self.items.iter().find(|item| Spot::of(item) == spot)
    }

    /// An item by its id.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&'a Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// What is held of a currency.
    #[must_use]
    pub fn amount(&self, currency_id: u8) -> u64 {
        let held = self
            .currencies
            .iter()
            .find(|held| held.currency_id == currency_id);
        held.map_or(0, |held| held.amount)
    }

    pub(super) fn owner(&self) -> Owner {
        Owner::character(self.character)
    }

    pub(super) fn template(&self, item: &Item) -> Option<&'a ItemTemplate> {
        self.catalogue.item(item.template_id)
    }

    pub(super) fn capacity(&self, location: u16) -> u32 {
        capacity(self.items, self.catalogue, location)
    }
}
