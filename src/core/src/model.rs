//! The shapes of what is stored, shared by the stores and by those who play with it.
//!
//! These are plain values: no method here decides anything.

use serde::{Deserialize, Serialize};

use crate::exploration::Explored;
use crate::geometry::{Placement, Vec3};
use crate::ids::{
    AccountId, CharacterId, CreatureId, ItemId, ItemTemplateId, RealmId, SpawnId, WorldId,
    WorldZoneId,
};
use crate::lore::{Lore, Writing};
use crate::reputation::Reputations;
use crate::time::UnixMillis;
use crate::travel::{Spot, Travel};

/// One account with what a login needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The login name exactly as it was registered; it is hashed into the verifier.
    pub email: String,
    /// SRP salt, 16 bytes little-endian.
    pub salt: [u8; 16],
    /// SRP verifier, 128 bytes little-endian, fixed width.
    pub verifier: Vec<u8>,
    /// Role names are the server's; the number is stable.
    pub role: AccountRole,
    /// `Some(None)`-like: see [`Suspension`].
    pub suspension: Option<Suspension>,
    /// When it was made.
    pub created_at: UnixMillis,
}

/// What an account may do; the numbers are stored (`features.md` section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum AccountRole {
    /// Nothing beyond playing.
    Player = 1,
    /// Only the permissions listed for it.
    GameMaster = 2,
    /// Everything.
    Administrator = 3,
    /// The server's own console.
    Console = 4,
}

impl AccountRole {
    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Player => "player",
            Self::GameMaster => "gamemaster",
            Self::Administrator => "administrator",
            Self::Console => "console",
        }
    }
}

/// A ban (no end) or a suspension (until a time).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspension {
    /// `None` means for good.
    pub ends_at: Option<UnixMillis>,
    /// For the operator; never sent to the client.
    pub reason: String,
}

impl Suspension {
    /// Whether it keeps the account out at `now`.
    #[must_use]
    pub fn is_in_force(&self, now: UnixMillis) -> bool {
        self.ends_at.is_none_or(|end| end > now)
    }
}

/// A realm as the realm list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Realm {
    /// Its id.
    pub id: RealmId,
    /// The name players see.
    pub name: String,
    /// IPv4 address or host name of the world listener as a client reaches it.
    pub host: String,
    /// Port of the world listener.
    pub port: u16,
    /// 0 PvE, 1 PvP (`RealmType`, 2 bits on the wire).
    pub realm_type: u8,
    /// Last heartbeat of the realm process.
    pub last_seen_at: UnixMillis,
    /// Players in it at that time.
    pub online_count: u32,
    /// Players it takes.
    pub capacity: u32,
    /// It stops soon and lets nobody in any more.
    pub closing: bool,
}

/// A character as its list entry and its entry into the world need it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Character {
    /// Its id.
    pub id: CharacterId,
    /// Whose it is.
    pub account_id: AccountId,
    /// The realm it lives on.
    pub realm_id: RealmId,
    /// Unique per realm, compared without case.
    pub name: String,
    /// `Sex` of the protocol.
    pub sex: u8,
    /// `Race` of the protocol.
    pub race: u8,
    /// `Class` of the protocol.
    pub class: u8,
    /// `Faction` of the protocol: 166 Dominion, 167 Exile.
    pub faction: u16,
    /// `Path` of the protocol: 0 soldier, 1 settler, 2 scientist, 3 explorer.
    pub path: u8,
    /// 1 to 50.
    pub level: u8,
    /// Total experience.
    pub xp: u32,
    /// The `CharacterCreation.tbl` row it was made from.
    pub creation_id: u32,
    /// Where it is.
    pub world_id: WorldId,
    /// The zone of that world it was last in.
    pub world_zone_id: WorldZoneId,
    /// The point and facing.
    pub placement: Placement,
    /// How it looks.
    pub appearance: Appearance,
    /// Seconds played in all.
    pub played_s: u64,
    /// When it was made.
    pub created_at: UnixMillis,
    /// When it was last in the world.
    pub last_online_at: UnixMillis,
    /// Incremented by every write of soft state; a late writer loses.
    pub revision: u64,
}

/// Labels and values of `CharacterCustomization.tbl`, the resulting visuals, and the bone sliders.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Appearance {
    /// (label, value) pairs as chosen.
    pub customisations: Vec<(u32, u32)>,
    /// (item slot, display id) as they follow from the customisations.
    pub visuals: Vec<(u8, u16)>,
    /// Bone sliders in the client's order.
    pub bones: Vec<f32>,
}

/// A currency a character holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrencyBalance {
    /// `CurrencyType.tbl` row id.
    pub currency_id: u8,
    /// Never negative.
    pub amount: u64,
}

/// One item and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// `Item2.tbl` row id.
    pub template_id: ItemTemplateId,
    /// `InventoryLocation` of the protocol: 0 equipped, 1 inventory, ….
    pub location: u16,
    /// Slot in that location.
    pub bag_index: u32,
    /// At least 1.
    pub stack_count: u32,
    /// Uses left, 0 when it has none.
    pub charges: u32,
}

/// Everything of a character that the world needs to let it in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CharacterSheet {
    /// The character itself.
    pub character: Character,
    /// All its currencies, ascending by id, none twice.
    pub currencies: Vec<CurrencyBalance>,
    /// All its items.
    pub items: Vec<Item>,
    /// What its journeys left behind.
    #[serde(default)]
    pub travel: Travel,
    /// What it has seen of the maps.
    #[serde(default)]
    pub explored: Explored,
    /// What factions think of it.
    #[serde(default)]
    pub reputations: Reputations,
    /// What it has read.
    #[serde(default)]
    pub lore: Lore,
    /// How it is.
    #[serde(default)]
    pub condition: Condition,
}

/// How a character is, and what goes with it, wherever it comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Health it lacks.
    pub wounds: u32,
    /// It lies dead.
    pub is_dead: bool,
    /// `Creature2.tbl` row of the pet that goes with it.
    pub pet: Option<CreatureId>,
}

impl CharacterSheet {
    /// A character with what it owns, that has been nowhere and met nobody.
    #[must_use]
    pub fn new(character: Character, currencies: Vec<CurrencyBalance>, items: Vec<Item>) -> Self {
        Self {
            character,
            currencies,
            items,
            travel: Travel::default(),
            explored: Explored::default(),
            reputations: Reputations::default(),
            lore: Lore::default(),
            condition: Condition::default(),
        }
    }
}

/// What is needed to make a character; the store mints the ids.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCharacter {
    /// The character with `id` 0.
    pub character: Character,
    /// What it starts with.
    pub currencies: Vec<CurrencyBalance>,
    /// Items it starts with, `id` 0.
    pub items: Vec<Item>,
}

/// Soft state written behind: what may be up to 30 s old after a crash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CharacterSoftState {
    /// Whose.
    pub id: CharacterId,
    /// Where it is.
    pub world_id: WorldId,
    /// The zone of that world.
    pub world_zone_id: WorldZoneId,
    /// The point and facing.
    pub placement: Placement,
    /// Seconds played in all.
    pub played_s: u64,
    /// When this was true.
    pub last_online_at: UnixMillis,
    /// One more than the last written.
    pub revision: u64,
    /// Groups of hexes seen since the state before: added to what is stored, whatever the revision.
    pub seen: Vec<u16>,
    /// What factions think since the state before, by row of `Faction2.tbl`: each kept unless it is
    /// kept with a higher revision.
    #[serde(default)]
    pub reputations: Vec<(u16, f32)>,
    /// Pieces read since the state before: added to what is stored, whatever the revision.
    #[serde(default)]
    pub read: Vec<(Writing, u32)>,
    /// How it is.
    #[serde(default)]
    pub condition: Condition,
}

impl CharacterSoftState {
    /// Of two states of one character, the newer, with what was seen and what changed in both.
    pub fn merge(&mut self, mut other: Self) {
        if other.revision >= self.revision {
            std::mem::swap(self, &mut other);
        }
        let new = other.seen.iter().filter(|group| !self.seen.contains(group));
        let new: Vec<u16> = new.copied().collect();
        self.seen.extend(new);
        for (faction, amount) in other.reputations {
            if self.reputations.iter().all(|&(own, _)| own != faction) {
                self.reputations.push((faction, amount));
            }
        }
        for (writing, pieces) in other.read {
            match self.read.iter_mut().find(|(own, _)| *own == writing) {
                Some((_, own)) => *own |= pieces,
                None => self.read.push((writing, pieces)),
            }
        }
    }
}

/// One spawn of the world database.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spawn {
    /// Stable over imports.
    pub id: SpawnId,
    /// `EntityType` of the protocol: 0 NonPlayer, 10 Simple, ….
    pub entity_type: u8,
    /// `Creature2.tbl` row id; 0 for kinds without one.
    pub creature_id: CreatureId,
    /// The world it stands in.
    pub world_id: WorldId,
    /// `WorldZone`/area of the spawn as stored by the source, 0 unknown.
    pub area_id: u16,
    /// The point and facing.
    pub placement: Placement,
    /// `Creature2DisplayInfo.tbl` row id.
    pub display_info_id: u32,
    /// `Creature2OutfitInfo.tbl` row id.
    pub outfit_info_id: u16,
    /// `Faction2.tbl` row ids.
    pub faction1: u16,
    /// See `faction1`.
    pub faction2: u16,
    /// Quest checklist index, 0 none.
    pub quest_checklist_index: u8,
    /// Placed prop of the map data it animates, 0 none.
    pub active_prop_id: u64,
    /// World socket of a plug, 0 none.
    pub world_socket_id: u16,
    /// (stat, value) pairs: `Stat` of the protocol.
    pub stats: Vec<(u8, f32)>,
}

/// A part of the game's day, in minutes from its midnight: from the first up to, and without, the
/// second; over midnight when it ends before it begins, all day when both are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// When it begins.
    pub from_minute: u16,
    /// When it is over, at most [`Hours::MINUTES`].
    pub to_minute: u16,
}

impl Hours {
    /// Minutes of a day.
    pub const MINUTES: u16 = 24 * 60;
    /// Always.
    pub const ANY: Self = Self {
        from_minute: 0,
        to_minute: 0,
    };
    /// From six to eighteen.
    pub const DAY: Self = Self {
        from_minute: 6 * 60,
        to_minute: 18 * 60,
    };
    /// From eighteen to six.
    pub const NIGHT: Self = Self {
        from_minute: 18 * 60,
        to_minute: 6 * 60,
    };

    /// Whether both ends lie within a day.
    #[must_use]
    pub fn is_valid(self) -> bool {
        self.from_minute.max(self.to_minute) <= Self::MINUTES
    }
}

/// When a spawn is there; what has none always is. Several of one spawn hold together: any of their
/// events, the hours and the group said last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpawnTerm {
    /// Whose.
    pub spawn_id: SpawnId,
    /// `PublicEvent.tbl` row id: while it runs; 0 for any time.
    pub event_id: u32,
    /// The event's phase.
    pub phase: u32,
    /// At these hours.
    pub hours: Hours,
    /// Of the spawns of one group not all are there; 0 for none.
    pub group: u32,
    /// But so many; 0 for a group that nobody has said anything of.
    pub alive_max: u8,
}

/// What a client explains to whoever comes into a zone of a world.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneTutorial {
    /// `WorldZone.tbl` row.
    pub zone: WorldZoneId,
    /// `Tutorial.tbl` row.
    pub tutorial_id: u32,
}

/// A spawn that takes whoever uses it elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Portal {
    /// Whose.
    pub spawn_id: SpawnId,
    /// `WorldLocation2.tbl` row it leads to; 0 for `spot`.
    pub location_id: u32,
    /// Where it leads when no row says so.
    pub spot: Spot,
}

/// A spawn that travels a spline of the client's tables instead of standing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Patrol {
    /// Whose.
    pub spawn_id: SpawnId,
    /// `Spline2.tbl` row id.
    pub spline_id: u16,
    /// `SplineMode` of the protocol, as the source wrote it.
    pub mode: u8,
    /// World units a second; negative for the other way.
    pub speed: f32,
    /// Place beside the course: to the right, up and ahead.
    pub formation: Vec3,
}
