//! A small invented game that the tests of this crate play.

use std::path::PathBuf;

use bezgelor_core::ids::ItemTemplateId;
use realm::creation::{AccountCost, CreationData, CreationRow, ItemFacts, LookRow, Looks};
use realm::words::WordFilter;

/// A male Exile human warrior who begins in the tutorial, with three items.
pub(crate) const NOVICE: u32 = 10;
/// The same with experience and no tutorial.
pub(crate) const VETERAN: u32 = 11;
/// The same at level 50, for a token.
pub(crate) const LEVEL_50: u32 = 12;
/// A Chua warrior, for an entitlement.
pub(crate) const GATED: u32 = 13;
/// Switched off.
pub(crate) const DISABLED: u32 = 14;
/// Only there to wear costumes.
pub(crate) const COSTUME: u32 = 15;
/// Enabled, but nobody knows where it would begin.
pub(crate) const HOMELESS: u32 = 16;

/// A chest, worn in slot 0 and shown.
pub(crate) const CHEST: u32 = 100;
/// Another one.
pub(crate) const CHEST_2: u32 = 101;
/// Carried.
pub(crate) const POTION: u32 = 102;
/// In no table.
pub(crate) const UNKNOWN_ITEM: u32 = 103;

/// See the module.
pub(crate) struct Invented {
    rows: Vec<CreationRow>,
    ids: Vec<u32>,
    looks: Looks,
    words: WordFilter,
}

/// A row of the same male human warrior as all the others.
fn row(id: u32, start: u8) -> CreationRow {
    CreationRow {
        id,
        class: 1,
        race: 1,
        sex: 0,
        faction: 167,
        enabled: true,
        items: vec![CHEST, UNKNOWN_ITEM, CHEST_2, POTION],
        start,
        ..CreationRow::default()
    }
}

fn creation_rows() -> Vec<CreationRow> {
    let mut rows = vec![
        row(NOVICE, 4),
        row(VETERAN, 3),
        row(LEVEL_50, 5),
        row(GATED, 4),
    ];
    rows[1].xp = 1_710;
    rows[2].xp = 26_360_090;
    rows[2].cost = Some(AccountCost {
        currency: 13,
        amount: 1,
    });
    (rows[3].race, rows[3].faction, rows[3].entitlement) = (13, 166, 61);
    rows.push(CreationRow {
        enabled: false,
        ..row(DISABLED, 4)
    });
    rows.push(CreationRow {
        costume_only: true,
        ..row(COSTUME, 4)
    });
    rows.push(row(HOMELESS, 1));
    rows
}

fn look(race: u8, slot: u8, display_id: u16, choice: (u32, u32)) -> LookRow {
    LookRow {
        race,
        sex: 0,
        slot,
        display_id,
        flags: 2,
        choices: [choice, (0, 0)],
    }
}

impl Default for Invented {
    fn default() -> Self {
        let rows = creation_rows();
        let ids = rows
            .iter()
            .filter(|row| row.is_creatable())
            .map(|row| row.id)
            .collect();
        let looks = [
            look(1, 25, 500, (1, 1)),
            look(1, 25, 501, (1, 2)),
            look(13, 25, 600, (1, 1)),
        ];
        Self {
            rows,
            ids,
            looks: Looks::new(&looks, [], [(1, 1), (1, 2)], []),
            words: WordFilter::new(["grumpf"]),
        }
    }
}

impl CreationData for Invented {
    fn creation(&self, id: u32) -> Option<CreationRow> {
        self.rows.iter().find(|row| row.id == id).cloned()
    }

    fn creatable_ids(&self) -> &[u32] {
        &self.ids
    }

    fn level_of(&self, xp: u32) -> u8 {
        match xp {
            0 => 1,
            1_710 => 3,
            _ => 50,
        }
    }

    fn item(&self, template: ItemTemplateId) -> Option<ItemFacts> {
        let worn = ItemFacts {
            equip_slot: Some(0),
            visual_slot: 1,
            display_id: 7_000,
            colour_set_id: 3,
            charges: 0,
        };
        match template.0 {
            CHEST => Some(worn),
            CHEST_2 => Some(ItemFacts {
                display_id: 7_001,
                ..worn
            }),
            POTION => Some(ItemFacts {
                equip_slot: None,
                visual_slot: 0,
                charges: 5,
                ..worn
            }),
            _ => None,
        }
    }

    fn looks(&self) -> &Looks {
        &self.looks
    }

    fn words(&self) -> &WordFilter {
        &self.words
    }
}

/// Where the reference lies, None when it is absent.
pub(crate) fn reference() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reference");
    let path = std::env::var_os("BEZGELOR_REFERENCE").map_or_else(|| beside.into(), PathBuf::from);
    path.is_dir().then_some(path)
}
