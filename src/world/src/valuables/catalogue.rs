//! Items, currencies and proficiencies as the rules ask about them, looked up once per process.

use std::collections::BTreeMap;

use bezgelor_core::ids::ItemTemplateId;
use game::inventory::{Catalogue, ItemTemplate};
use tables::{TableSet, rows};

use crate::data::{by_id, find};

/// `ItemSlot` of bags: what is worn there adds places.
const SLOT_BAG: u32 = 47;

/// The part of the tables that valuables need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemTables {
    items: Vec<ItemTemplate>,
    /// Cap by currency.
    currencies: BTreeMap<u8, u64>,
    /// `ItemProficiency` bits by class.
    proficiencies: BTreeMap<u8, u32>,
}

impl ItemTables {
    /// Takes items in any order; of two with one id the first stays. Currencies come with their
    /// caps (`u64::MAX` for none), classes with their `ItemProficiency` bits.
    #[must_use]
    pub fn new(
        items: Vec<ItemTemplate>,
        currencies: BTreeMap<u8, u64>,
        proficiencies: BTreeMap<u8, u32>,
    ) -> Self {
        Self {
            items: by_id(items, |item| item.id.0),
            currencies,
            proficiencies,
        }
    }

    /// What the tables say.
    #[must_use]
    pub fn from_tables(set: &TableSet) -> Self {
        let cap = |row: rows::CurrencyType<'_>| match row.cap_amount() {
            0 => u64::MAX,
            cap => cap,
        };
        let currency = |row: rows::CurrencyType<'_>| Some((u8::try_from(row.id()).ok()?, cap(row)));
        let class = |row: rows::Class<'_>| {
            let id = u8::try_from(row.id()).ok()?;
            Some((id, row.starting_item_proficiencies()))
        };
        Self::new(
            set.item2().iter().map(|row| template(set, row)).collect(),
            set.currency_type().iter().filter_map(currency).collect(),
            set.class().iter().filter_map(class).collect(),
        )
    }

    /// What a class may wear from the start.
    #[must_use]
    pub fn proficiencies(&self, class: u8) -> u32 {
        self.proficiencies.get(&class).copied().unwrap_or(0)
    }
}

impl Catalogue for ItemTables {
    fn item(&self, id: ItemTemplateId) -> Option<&ItemTemplate> {
        find(&self.items, id.0, |item| item.id.0)
    }

    fn currency_cap(&self, id: u8) -> Option<u64> {
        self.currencies.get(&id).copied()
    }
}

/// Masks of classes and races are taken as bit `n` for row `n`.
fn template(set: &TableSet, row: rows::Item2<'_>) -> ItemTemplate {
    let kind = set.item2_type().get(row.item2_type_id());
    let slot = kind.and_then(|kind| set.item_slot().get(kind.item_slot_id()));
    let category = set.item2_category().get(row.item2_category_id());
    let proficiency =
        category.and_then(|category| set.item_proficiency().get(category.item_proficiency_id()));
    let is_bag = slot.is_some_and(|slot| slot.id() == SLOT_BAG);
    let stack_max = row.max_stack_count().max(1);
    ItemTemplate {
        id: row.id(),
        // The stack of a bag is its size (`features.md` section 11).
        stack_max: if is_bag { 1 } else { stack_max },
        bag_slots: if is_bag { stack_max } else { 0 },
        charges: row.max_charges(),
        equip_slots: slot.map_or(0, rows::ItemSlot::equipped_slot_flags),
        classes: row.class_required(),
        races: row.race_required(),
        faction: u16::try_from(row.faction2_id_required()).unwrap_or(0),
        level: row.required_level(),
        proficiency: proficiency.map_or(0, rows::ItemProficiency::bit_mask),
    }
}
