//! Making a character: what the client asks for, checked against the game's own tables, becomes
//! what the store writes.

mod data;
mod looks;
mod starts;

use bezgelor_core::ids::{AccountId, CharacterId, ItemId, ItemTemplateId, RealmId, WorldZoneId};
use bezgelor_core::limits::BONES_MAX;
use bezgelor_core::model::{Appearance, Character, Item, NewCharacter};
use bezgelor_core::time::UnixMillis;

use crate::name;
use crate::words::WordFilter;

pub use data::TableData;
pub use looks::{Choice, LookError, LookRow, Looks};
pub use starts::{START_LEVEL_50, START_NOVICE, START_VETERAN, start_of};

/// `InventoryLocation` of what is worn.
pub(crate) const LOCATION_EQUIPPED: u16 = 0;
/// `InventoryLocation` of the bags.
const LOCATION_INVENTORY: u16 = 1;
/// Highest `Path`: soldier, settler, scientist, explorer.
const PATH_MAX: u8 = 3;

/// One row of `CharacterCreation.tbl`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreationRow {
    /// Its id.
    pub id: u32,
    /// `Class` of the protocol.
    pub class: u8,
    /// `Race` of the protocol.
    pub race: u8,
    /// `Sex` of the protocol.
    pub sex: u8,
    /// `Faction` of the protocol.
    pub faction: u16,
    /// Only there to dress the mannequin of the character screen.
    pub costume_only: bool,
    /// Whether anybody may use it.
    pub enabled: bool,
    /// `Item2.tbl` row ids, those that are set.
    pub items: Vec<u32>,
    /// `CharacterCreationStart` of the protocol.
    pub start: u8,
    /// Experience the character begins with.
    pub xp: u32,
    /// Account currency and how much of it.
    pub cost: Option<AccountCost>,
    /// `Entitlement.tbl` row id the account needs, 0 for none.
    pub entitlement: u32,
}

impl CreationRow {
    /// True when a player may make a character of it: enabled, for characters, with a place to
    /// begin at.
    #[must_use]
    pub fn is_creatable(&self) -> bool {
        self.enabled
            && !self.costume_only
            && start_of(self.race, self.faction, self.start).is_some()
    }
}

/// A price in one account currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountCost {
    /// `AccountCurrencyType` of the protocol.
    pub currency: u8,
    /// How much.
    pub amount: u64,
}

/// What has to be known of an item to wear and show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemFacts {
    /// `EquippedItem` slot it is worn in, None when it is carried.
    pub equip_slot: Option<u8>,
    /// `ItemSlot` it shows in.
    pub visual_slot: u8,
    /// `ItemDisplay.tbl` row id, 0 when it shows nothing.
    pub display_id: u16,
    /// `ItemColorSet.tbl` row id.
    pub colour_set_id: u16,
    /// Uses it begins with.
    pub charges: u32,
}

/// The game tables as making and listing characters needs them.
pub trait CreationData: Send + Sync {
    /// A row of `CharacterCreation.tbl`.
    fn creation(&self, id: u32) -> Option<CreationRow>;
    /// The ids of all rows a player may use, ascending.
    fn creatable_ids(&self) -> &[u32];
    /// The level that goes with so much experience (`XpPerLevel.tbl`), 1 to 50.
    fn level_of(&self, xp: u32) -> u8;
    /// How to wear and show an item; None when there is no such item.
    fn item(&self, template: ItemTemplateId) -> Option<ItemFacts>;
    /// What faces there are.
    fn looks(&self) -> &Looks;
    /// What nobody may be called by.
    fn words(&self) -> &WordFilter;
}

/// What a client asks for with 0x025B.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wish {
    /// `CharacterCreation.tbl` row id.
    pub creation_id: u32,
    /// The whole name in UTF-16 units.
    pub name: Vec<u16>,
    /// `Path` of the protocol.
    pub path: u8,
    /// Labels and values.
    pub choices: Vec<Choice>,
    /// Bone sliders.
    pub bones: Vec<f32>,
}

/// Whose character it becomes.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'a> {
    /// The account.
    pub account: AccountId,
    /// The realm.
    pub realm: RealmId,
    /// Characters it may still make, as of its last list.
    pub slots_left: u32,
    /// (`AccountCurrencyType`, amount) it holds.
    pub currencies: &'a [(u8, u64)],
    /// (`Entitlement.tbl` row id, count) it holds.
    pub entitlements: &'a [(u32, u32)],
}

/// Why a wish is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreateError {
    /// The name breaks a rule or a filter.
    Name(name::NameError),
    /// There is no such row, or it is not for players.
    Row,
    /// No slot is left.
    Slots,
    /// The race or class is not open to the account.
    Entitlement,
    /// The account cannot pay.
    Funds,
    /// The path is none.
    Path,
    /// The look is not one of this race and sex.
    Look(LookError),
}

/// A wish granted, for the store to carry out in one transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Creation {
    /// The character and what it starts with.
    pub new: NewCharacter,
    /// What the account pays with the same transaction.
    pub cost: Option<AccountCost>,
}

/// Checks a wish in the order of `flows.md` section 3 and makes the character of it. Whether the
/// name is free, and once more whether a slot is, only the store can say.
///
/// # Errors
///
/// The first reason to refuse it.
pub fn create(
    data: &dyn CreationData,
    maker: Maker<'_>,
    wish: &Wish,
    now: UnixMillis,
) -> Result<Creation, CreateError> {
    let name = name::parse(&wish.name).map_err(CreateError::Name)?;
    if !data.words().allows(&name) {
        return Err(CreateError::Name(name::NameError::Filtered));
    }
    let row = data.creation(wish.creation_id).ok_or(CreateError::Row)?;
    let start = start_of(row.race, row.faction, row.start);
    let (world_id, placement) = start
        .filter(|_| row.is_creatable())
        .ok_or(CreateError::Row)?;
    check_account(&maker, &row)?;
    if wish.path > PATH_MAX {
        return Err(CreateError::Path);
    }
    let looks = data.looks();
    looks
        .check((row.race, row.sex, row.faction), &wish.choices, &wish.bones)
        .map_err(CreateError::Look)?;
    debug_assert!(wish.bones.len() <= BONES_MAX);
    let character = Character {
        id: CharacterId(0),
        account_id: maker.account,
        realm_id: maker.realm,
        name,
        sex: row.sex,
        race: row.race,
        class: row.class,
        faction: row.faction,
        path: wish.path,
        level: data.level_of(row.xp),
        xp: row.xp,
        creation_id: row.id,
        world_id,
        world_zone_id: WorldZoneId(0),
        placement,
        appearance: Appearance {
            customisations: wish.choices.clone(),
            visuals: looks.visuals(row.race, row.sex, &wish.choices),
            bones: wish.bones.clone(),
        },
        played_s: 0,
        created_at: now,
        last_online_at: now,
        revision: 0,
    };
    let items = starting_items(data, &row.items);
    Ok(Creation {
        new: NewCharacter {
            character,
            currencies: Vec::new(),
            items,
        },
        cost: row.cost,
    })
}

fn check_account(maker: &Maker<'_>, row: &CreationRow) -> Result<(), CreateError> {
    if maker.slots_left == 0 {
        return Err(CreateError::Slots);
    }
    let has = |id: u32| {
        maker
            .entitlements
            .iter()
            .any(|(held, count)| *held == id && *count > 0)
    };
    if row.entitlement != 0 && !has(row.entitlement) {
        return Err(CreateError::Entitlement);
    }
    if let Some(cost) = row.cost {
        let held = maker
            .currencies
            .iter()
            .find(|(currency, _)| *currency == cost.currency);
        if held.is_none_or(|(_, amount)| *amount < cost.amount) {
            return Err(CreateError::Funds);
        }
    }
    Ok(())
}

/// Wears what can be worn, first come first served, and carries the rest. Items the tables do not
/// know are left out: nobody could show or use them.
fn starting_items(data: &dyn CreationData, templates: &[u32]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::with_capacity(templates.len());
    let mut carried = 0;
    for template_id in templates.iter().map(|id| ItemTemplateId(*id)) {
        let Some(facts) = data.item(template_id) else {
            continue;
        };
        let worn = |slot: u32| {
            items
                .iter()
                .any(|item| (item.location, item.bag_index) == (LOCATION_EQUIPPED, slot))
        };
        let free_slot = facts.equip_slot.map(u32::from).filter(|slot| !worn(*slot));
        let (location, bag_index) = match free_slot {
            Some(slot) => (LOCATION_EQUIPPED, slot),
            None => {
                carried += 1;
                (LOCATION_INVENTORY, carried - 1)
            }
        };
        items.push(Item {
            id: ItemId(0),
            template_id,
            location,
            bag_index,
            stack_count: 1,
            charges: facts.charges,
        });
    }
    items
}
