//! What a zone needs of the client's tables, in its own words and already looked up.
//!
//! It is made once per process and shared by all zones. Tests make small ones by hand.

use bezgelor_core::ids::{CreatureId, ItemTemplateId};
use game::breath::Drowning;
use game::prerequisite::Prerequisites;

pub use crate::creature::speech::{Gossip, Line};
use crate::instance::maps::Maps;
use crate::interaction::mailbox;
pub use crate::interaction::uses::Use;
use crate::maps::atlas::Atlas;
use crate::maps::lands::Lands;
use crate::travel::network::Network;
use crate::travel::places::Places;
pub use crate::travel::stuck::StuckCooldowns;
use crate::trigger::Location;
use crate::valuables::ItemTables;
use crate::vehicle::seats::VehicleRow;

/// One row of `Creature2.tbl`, as far as a standing creature needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Creature {
    /// The row.
    pub id: CreatureId,
    /// `Faction2.tbl` row.
    pub faction_id: u16,
    /// Lowest level it comes in.
    pub level_min: u32,
    /// Highest level it comes in.
    pub level_max: u32,
    /// The display its group begins with, 0 none.
    pub display_info: u32,
    /// The outfit its group begins with, 0 none.
    pub outfit_info: u16,
    /// `UnitVehicle.tbl` row, 0 none.
    pub vehicle_id: u16,
    /// What using it does, in bits.
    pub activation_flags: u32,
    /// Milliseconds that using it with a cast bar takes.
    pub activate_cast_ms: u32,
    /// `BindPoint.tbl` row, 0 none.
    pub bind_point_id: u16,
    /// `bindPointFactionEnum` of it: 0 both sides, 1 Exiles, 2 Dominion.
    pub bind_side: u32,
    /// `Prerequisite.tbl` row that tells for whom it is there, 0 for everybody.
    pub visible_to: u32,
    /// `TaxiNode.tbl` row it stands for, 0 none.
    pub taxi_node_id: u16,
    /// `Datacube.tbl` row that is read on it, 0 none.
    pub datacube_id: u16,
    /// `DatacubeVolume.tbl` row of which it is a page, 0 none.
    pub volume_id: u16,
    /// Of whom its instance portal lets through.
    pub portal_levels: LevelRange,
    /// World units from which it is used; 0 for as usual.
    pub activate_range: f32,
    /// Text of its name.
    pub name_text: u32,
    /// `GossipSet.tbl` row, 0 none.
    pub gossip_set: u32,
    /// Strolls about with nothing to do: nobody's friend, and nobody comes to it for anything.
    pub roams: bool,
}

/// Levels something is for, both ends included; 0 for an end that is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LevelRange {
    /// The lowest.
    pub min: u32,
    /// The highest.
    pub max: u32,
}

impl LevelRange {
    /// Whether it is for somebody of a level.
    #[must_use]
    pub fn holds(self, level: u8) -> bool {
        let level = u32::from(level);
        level >= self.min && (self.max == 0 || level <= self.max)
    }
}

/// One row of `CreatureLevel.tbl`, as far as it is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LevelRow {
    /// The level.
    pub level: u8,
    /// `BaseHealth` of it.
    pub health: f32,
    /// `ShieldCapacityMax` of it.
    pub shield: f32,
}

/// What a worn item shows on the body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemLook {
    /// `Item2.tbl` row.
    pub template_id: ItemTemplateId,
    /// `ItemSlot` of the protocol.
    pub slot: u8,
    /// `ItemDisplay.tbl` row.
    pub display_id: u16,
    /// `ItemColorSet.tbl` row, 0 none.
    pub colour_set_id: u16,
}

/// One row of `Emotes.tbl`, as far as others see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Emote {
    /// The row.
    pub id: u16,
    /// `StandState` it leads to when it changes it.
    pub stand_state: Option<u8>,
}

/// The view of the tables. Lists are ascending by id; [`WorldData::new`] sees to it.
#[derive(Clone, Debug, Default)]
pub struct WorldData {
    creatures: Vec<Creature>,
    levels: Vec<LevelRow>,
    item_looks: Vec<ItemLook>,
    emotes: Vec<Emote>,
    items: ItemTables,
    lands: Lands,
    gossip: Vec<Gossip>,
    atlas: Atlas,
    locations: Vec<Location>,
    maps: Maps,
    network: Network,
    places: Places,
    vehicles: Vec<VehicleRow>,
    drowning: Drowning,
    mailbox_range: f32,
    stuck_cooldowns: StuckCooldowns,
    prerequisites: Prerequisites,
    /// By creature, each in the order of its row.
    uses: Vec<Use>,
}

impl WorldData {
    /// Takes the lists in any order; of two with one id the first stays.
    #[must_use]
    pub fn new(
        creatures: Vec<Creature>,
        levels: Vec<LevelRow>,
        item_looks: Vec<ItemLook>,
        emotes: Vec<Emote>,
    ) -> Self {
        Self {
            creatures: by_id(creatures, |row| row.id.0),
            levels: by_id(levels, |row| u32::from(row.level)),
            item_looks: by_id(item_looks, |row| row.template_id.0),
            emotes: by_id(emotes, |row| u32::from(row.id)),
            items: ItemTables::default(),
            lands: Lands::default(),
            gossip: Vec::new(),
            atlas: Atlas::default(),
            locations: Vec::new(),
            maps: Maps::default(),
            network: Network::default(),
            places: Places::default(),
            vehicles: Vec::new(),
            drowning: Drowning::default(),
            mailbox_range: mailbox::RANGE,
            stuck_cooldowns: StuckCooldowns::default(),
            prerequisites: Prerequisites::default(),
            uses: Vec::new(),
        }
    }

    /// With what valuables need.
    #[must_use]
    pub fn with_items(self, items: ItemTables) -> Self {
        Self { items, ..self }
    }

    /// What the tables say of items and currencies.
    #[must_use]
    pub fn items(&self) -> &ItemTables {
        &self.items
    }

    /// With the ground of worlds, splines and factions.
    #[must_use]
    pub fn with_lands(self, lands: Lands) -> Self {
        Self { lands, ..self }
    }

    /// With the places that notice who comes in.
    #[must_use]
    pub fn with_locations(self, locations: Vec<Location>) -> Self {
        Self { locations, ..self }
    }

    /// The places that notice who comes in, of all worlds.
    pub(crate) fn locations(&self) -> &[Location] {
        &self.locations
    }

    /// With what creatures say; in any order.
    #[must_use]
    pub fn with_gossip(self, gossip: Vec<Gossip>) -> Self {
        let gossip = by_id(gossip, |gossip| gossip.id);
        Self { gossip, ..self }
    }

    /// What creatures say, ascending by set.
    #[must_use]
    pub fn gossip(&self) -> &[Gossip] {
        &self.gossip
    }

    /// With the zones of the worlds and their maps.
    #[must_use]
    pub fn with_atlas(self, atlas: Atlas) -> Self {
        Self { atlas, ..self }
    }

    /// The zones of the worlds and their maps.
    #[must_use]
    pub fn atlas(&self) -> &Atlas {
        &self.atlas
    }

    /// The ground of worlds, splines and factions.
    #[must_use]
    pub fn lands(&self) -> &Lands {
        &self.lands
    }

    /// With the places that something may lead to.
    #[must_use]
    pub fn with_places(self, places: Places) -> Self {
        Self { places, ..self }
    }

    /// The places that something may lead to.
    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    /// With who fits into which vehicle; in any order.
    #[must_use]
    pub fn with_vehicles(self, vehicles: Vec<VehicleRow>) -> Self {
        let vehicles = by_id(vehicles, |row| u32::from(row.id));
        Self { vehicles, ..self }
    }

    /// Who fits into a vehicle.
    pub(crate) fn vehicle(&self, id: u16) -> Option<&VehicleRow> {
        find(&self.vehicles, u32::from(id), |row| u32::from(row.id))
    }

    /// With what drowning is like.
    #[must_use]
    pub fn with_drowning(self, drowning: Drowning) -> Self {
        Self { drowning, ..self }
    }

    /// What drowning is like.
    #[must_use]
    pub fn drowning(&self) -> &Drowning {
        &self.drowning
    }

    /// With the world units from which a mailbox is used.
    #[must_use]
    pub fn with_mailbox_range(self, mailbox_range: f32) -> Self {
        Self {
            mailbox_range,
            ..self
        }
    }

    /// World units from which a mailbox is used.
    pub(crate) fn mailbox_range(&self) -> f32 {
        self.mailbox_range
    }

    /// With how long the ways out for who is stuck are closed to who took one.
    #[must_use]
    pub fn with_stuck_cooldowns(self, stuck_cooldowns: StuckCooldowns) -> Self {
        Self {
            stuck_cooldowns,
            ..self
        }
    }

    /// How long the ways out for who is stuck are closed to who took one.
    pub(crate) fn stuck_cooldowns(&self) -> StuckCooldowns {
        self.stuck_cooldowns
    }

    /// With what somebody may have to meet.
    #[must_use]
    pub fn with_prerequisites(self, prerequisites: Prerequisites) -> Self {
        Self {
            prerequisites,
            ..self
        }
    }

    /// What somebody may have to meet.
    #[must_use]
    pub fn prerequisites(&self) -> &Prerequisites {
        &self.prerequisites
    }

    /// With the spells that using creatures casts; those of one creature in the order in which they
    /// are tried.
    #[must_use]
    pub fn with_uses(self, mut uses: Vec<Use>) -> Self {
        uses.sort_by_key(|own| own.creature);
        Self { uses, ..self }
    }

    /// The spells that using a creature casts.
    pub(crate) fn uses(&self, creature: CreatureId) -> &[Use] {
        let from = self.uses.partition_point(|own| own.creature < creature);
        let rest = &self.uses[from..];
        &rest[..rest.partition_point(|own| own.creature == creature)]
    }

    /// With what kind of map each world is.
    #[must_use]
    pub fn with_maps(self, maps: Maps) -> Self {
        Self { maps, ..self }
    }

    /// What kind of map each world is.
    #[must_use]
    pub fn maps(&self) -> &Maps {
        &self.maps
    }

    /// With taxis and rapid transport.
    #[must_use]
    pub fn with_network(self, network: Network) -> Self {
        Self { network, ..self }
    }

    /// Taxis and rapid transport.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// A creature's row.
    #[must_use]
    pub fn creature(&self, id: CreatureId) -> Option<&Creature> {
        find(&self.creatures, id.0, |row| row.id.0)
    }

    /// What a level is worth.
    #[must_use]
    pub fn level(&self, level: u8) -> Option<&LevelRow> {
        find(&self.levels, u32::from(level), |row| u32::from(row.level))
    }

    /// What an item shows; `None` when it shows nothing.
    #[must_use]
    pub fn item_look(&self, id: ItemTemplateId) -> Option<&ItemLook> {
        find(&self.item_looks, id.0, |row| row.template_id.0)
    }

    /// An emote's row.
    #[must_use]
    pub fn emote(&self, id: u16) -> Option<&Emote> {
        find(&self.emotes, u32::from(id), |row| u32::from(row.id))
    }
}

pub(crate) fn by_id<T>(mut rows: Vec<T>, id: impl Fn(&T) -> u32) -> Vec<T> {
    rows.sort_by_key(&id);
    rows.dedup_by_key(|row| id(row));
    rows
}

pub(crate) fn find<T>(rows: &[T], id: u32, key: impl Fn(&T) -> u32) -> Option<&T> {
    rows.binary_search_by_key(&id, key).ok().map(|at| &rows[at])
}
