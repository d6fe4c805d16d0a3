//! What the tables say about items and currencies, as far as the rules need it.

use bezgelor_core::ids::ItemTemplateId;

/// One row of `Item2.tbl` with what follows from its type, category and slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemTemplate {
    /// The row.
    pub id: ItemTemplateId,
    /// Most of it in one place, at least 1.
    pub stack_max: u32,
    /// Uses a fresh one has.
    pub charges: u32,
    /// Bit `n`: can be worn at `EquippedItem` `n` (`ItemSlot.tbl` equippedSlotFlags).
    pub equip_slots: u32,
    /// Places it adds when worn as a bag; 0 for what is no bag.
    pub bag_slots: u32,
    /// Bit `n`: `Class` `n` may wear it; 0 for all.
    pub classes: u32,
    /// Bit `n`: `Race` `n` may wear it; 0 for all.
    pub races: u32,
    /// `Faction2.tbl` row that may wear it; 0 for all.
    pub faction: u16,
    /// Level it takes to wear it.
    pub level: u32,
    /// `ItemProficiency` bits it takes to wear it; 0 for none.
    pub proficiency: u32,
}

/// Where rules look things up.
pub trait Catalogue {
    /// An item's row; `None` when there is none.
    fn item(&self, id: ItemTemplateId) -> Option<&ItemTemplate>;

    /// Most that can be held of a currency (`CurrencyType.tbl` capAmount); `None` when there is no
    /// such currency.
    fn currency_cap(&self, id: u8) -> Option<u64>;
}

/// Who wears things: what the tables ask about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wearer {
    /// `Class` of the protocol.
    pub class: u8,
    /// `Race` of the protocol.
    pub race: u8,
    /// `Faction` of the protocol.
    pub faction: u16,
    /// 1 to 50.
    pub level: u8,
    /// `ItemProficiency` bits.
    pub proficiencies: u32,
}
