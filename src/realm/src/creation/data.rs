//! The facts of making characters, read from the game's own tables.

use bezgelor_core::ids::ItemTemplateId;
use tables::{ItemDisplays, TableSet, rows};

use super::{AccountCost, CreationData, CreationRow, ItemFacts, LookRow, Looks};
use crate::words::WordFilter;

/// Highest level a character can have.
const LEVEL_MAX: u32 = 50;
/// `languageId` of the words a name is checked against.
const LANGUAGE_ENGLISH: u32 = 1;

/// [`CreationData`] over an opened set of tables. Items are looked up in the set itself; what has
/// to be searched by something else than a row id is indexed once.
pub struct TableData {
    set: TableSet,
    creatable: Vec<u32>,
    /// Lowest experience of levels 1, 2, …, 50.
    level_xp: Vec<u32>,
    looks: Looks,
    words: WordFilter,
    displays: ItemDisplays,
}

impl TableData {
    /// Indexes `set`, which may lack any table.
    #[must_use]
    pub fn new(set: TableSet) -> Self {
        let mut creatable: Vec<u32> = set
            .character_creation()
            .iter()
            .map(creation_row)
            .filter(CreationRow::is_creatable)
            .map(|row| row.id)
            .collect();
        creatable.sort_unstable();
        let mut levels: Vec<(u32, u32)> = set
            .xp_per_level()
            .iter()
            .map(|row| (row.id(), row.min_xp_for_level()))
            .filter(|(level, _)| (1..=LEVEL_MAX).contains(level))
            .collect();
        levels.sort_unstable();
        let words = set
            .word_filter()
            .iter()
            .filter(|row| row.language_id() == LANGUAGE_ENGLISH)
            .map(rows::WordFilter::filter);
        Self {
            creatable,
            level_xp: levels.into_iter().map(|(_, xp)| xp).collect(),
            looks: looks(&set),
            words: WordFilter::new(words),
            displays: ItemDisplays::new(&set),
            set,
        }
    }
}

impl CreationData for TableData {
    fn creation(&self, id: u32) -> Option<CreationRow> {
        self.set.character_creation().get(id).map(creation_row)
    }

    fn creatable_ids(&self) -> &[u32] {
        &self.creatable
    }

    fn level_of(&self, xp: u32) -> u8 {
        let reached = self.level_xp.partition_point(|needed| *needed <= xp);
        u8::try_from(reached).unwrap_or(LEVEL_MAX as u8).max(1)
    }

    fn item(&self, template: ItemTemplateId) -> Option<ItemFacts> {
        let item = self.set.item2().get(template)?;
        let kind = self.set.item2_type().get(item.item2_type_id());
        let slot = kind.and_then(|kind| self.set.item_slot().get(kind.item_slot_id()));
        let equip_slot = slot
            .map(rows::ItemSlot::equipped_slot_flags)
            .filter(|flags| *flags != 0);
        Some(ItemFacts {
            equip_slot: equip_slot.map(|flags| flags.trailing_zeros() as u8),
            visual_slot: slot.map_or(0, |slot| narrow(slot.id())),
            display_id: narrow(self.displays.of(item)),
            colour_set_id: narrow(item.item_color_set_id()),
            charges: item.max_charges(),
        })
    }

    fn looks(&self) -> &Looks {
        &self.looks
    }

    fn words(&self) -> &WordFilter {
        &self.words
    }
}

/// Cells are 32 bits wide whatever they hold; what does not fit is nothing we could send.
fn narrow<T: TryFrom<u32> + Default>(cell: u32) -> T {
    T::try_from(cell).unwrap_or_default()
}

fn creation_row(row: rows::CharacterCreation<'_>) -> CreationRow {
    let amount = u64::from(row.account_currency_amount_cost());
    let currency = narrow(row.account_currency_type_id_cost());
    CreationRow {
        id: row.id(),
        class: narrow(row.class_id()),
        race: narrow(row.race_id()),
        sex: narrow(row.sex()),
        faction: narrow(row.faction_id()),
        costume_only: row.costume_only(),
        enabled: row.enabled(),
        items: row
            .item_id_all()
            .iter()
            .map(|item| item.0)
            .filter(|item| *item != 0)
            .collect(),
        start: narrow(row.character_creation_start_enum()),
        xp: row.xp(),
        cost: (amount != 0).then_some(AccountCost { currency, amount }),
        entitlement: row.entitlement_id_required(),
    }
}

fn looks(set: &TableSet) -> Looks {
    let rows: Vec<LookRow> = set
        .character_customization()
        .iter()
        .map(|row| LookRow {
            race: narrow(row.race_id()),
            sex: narrow(row.gender()),
            slot: narrow(row.item_slot_id()),
            display_id: narrow(row.item_display_id()),
            flags: row.flags(),
            choices: [
                (row.character_customization_label_id00(), row.value00()),
                (row.character_customization_label_id01(), row.value01()),
            ],
        })
        .collect();
    let labels = set.character_customization_label();
    let selections = set.character_customization_selection();
    let sliders = set.customization_parameter_map();
    Looks::new(
        &rows,
        labels
            .iter()
            .map(|row| (row.id(), narrow(row.faction2_id()))),
        selections
            .iter()
            .map(|row| (row.character_customization_label_id(), row.value())),
        sliders
            .iter()
            .map(|row| (narrow(row.race_id()), narrow(row.gender_enum()))),
    )
}
