//! The one place where a zone's data comes from the client's tables.

use std::collections::BTreeMap;

use bezgelor_core::limits::VEHICLE_PASSENGERS_MAX;
use game::breath::Drowning;
use game::faction::{Disposition, Factions};
use game::prerequisite::{Condition, Prerequisite, Prerequisites};
use game::property::{BASE_HEALTH, SHIELD_CAPACITY_MAX};
use tables::{ItemDisplays, TableSet, rows};

use crate::creature::speech;
use crate::data::{Creature, Emote, Gossip, ItemLook, LevelRange, LevelRow, WorldData};
use crate::instance::maps::Maps;
use crate::interaction::{mailbox, reading, uses};
use crate::maps::atlas::Atlas;
use crate::maps::lands::Lands;
use crate::travel::network::Network;
use crate::travel::places::Places;
use crate::travel::stuck::StuckCooldowns;
use crate::trigger;
use crate::valuables::ItemTables;
use crate::vehicle::seats::VehicleRow;

impl WorldData {
    /// Looks up once, for all zones of the process, what standing in a world needs. Tables that
    /// are not there give nothing; the zone has defaults for all of it.
    #[must_use]
    pub fn from_tables(set: &TableSet) -> Self {
        let lands = Lands::from_tables(set);
        let creatures = creatures(set, lands.factions());
        let network = Network::from_tables(set, &lands);
        Self::new(creatures, levels(set), item_looks(set), emotes(set))
            .with_items(ItemTables::from_tables(set))
            .with_lands(lands)
            .with_gossip(Gossip::from_tables(set))
            .with_atlas(Atlas::from_tables(set))
            .with_locations(trigger::locations(set))
            .with_maps(Maps::from_tables(set))
            .with_network(network)
            .with_places(Places::from_tables(set))
            .with_vehicles(vehicles(set))
            .with_drowning(drowning(set))
            .with_mailbox_range(mailbox::range(set))
            .with_stuck_cooldowns(StuckCooldowns::from_tables(set))
            .with_prerequisites(prerequisites(set))
            .with_uses(uses::from_tables(set))
    }
}

/// Cells are 32 bits wide whatever they hold; what does not fit is nothing we could send.
pub(crate) fn narrow<T: TryFrom<u32> + Default>(cell: u32) -> T {
    T::try_from(cell).unwrap_or_default()
}

/// A text id as wide as its field, 0 for none.
fn fits_text(id: u32) -> u32 {
    if id < speech::TEXT_MAX { id } else { 0 }
}

/// A datacube's or volume's id as wide as its field, 0 for none.
fn fits_writing(id: u32) -> u16 {
    if id < reading::ID_MAX { narrow(id) } else { 0 }
}

fn creatures(set: &TableSet, factions: &Factions) -> Vec<Creature> {
    let displays = heaviest(
        set.creature2_display_group_entry()
            .iter()
            .map(|entry| Choice {
                group: entry.creature2_display_group_id(),
                id: entry.creature2_display_info_id(),
                weight: entry.weight(),
            }),
    );
    let outfits = heaviest(
        set.creature2_outfit_group_entry()
            .iter()
            .map(|entry| Choice {
                group: entry.creature2_outfit_group_id(),
                id: entry.creature2_outfit_info_id(),
                weight: entry.weight(),
            }),
    );
    let creature = |row: rows::Creature2<'_>| Creature {
        id: row.id(),
        faction_id: narrow(row.faction_id()),
        level_min: row.min_level(),
        level_max: row.max_level(),
        display_info: displays
            .get(&row.creature2_display_group_id())
            .map_or(0, |c| c.id),
        outfit_info: outfits
            .get(&row.creature2_outfit_group_id())
            .map_or(0, |c| narrow(c.id)),
        vehicle_id: narrow(row.unit_vehicle_id()),
        activation_flags: row.activation_flags(),
        activate_cast_ms: row.activate_spell_cast_time(),
        bind_point_id: narrow(row.bind_point_id()),
        bind_side: { set.bind_point().get(row.bind_point_id()) }
            .map_or(0, rows::BindPoint::bind_point_faction_enum),
        visible_to: row.prerequisite_id_visibility(),
        taxi_node_id: narrow(row.taxi_node_id()),
        datacube_id: fits_writing(row.datacube_id()),
        volume_id: fits_writing(row.datacube_volume_id()),
        portal_levels: portal_levels(set, row),
        activate_range: row.activate_spell_max_range(),
        name_text: fits_text(row.localized_text_id_name()),
        gossip_set: row.gossip_set_id(),
        roams: roams(row, factions),
    };
    set.creature2().iter().map(creature).collect()
}

/// `flags` of prerequisites of which one condition is enough.
const ANY: u32 = 1;

fn prerequisites(set: &TableSet) -> Prerequisites {
    let prerequisite = |row: rows::Prerequisite<'_>| {
        let mut kinds = row.prerequisite_type_id_all().iter();
        let mut comparisons = row.prerequisite_comparison_id_all().iter();
        let (mut objects, mut values) = (row.object_id_all().iter(), row.value_all().iter());
        Prerequisite {
            id: row.id(),
            any: row.flags() & ANY != 0,
            conditions: std::array::from_fn(|_| Condition {
                kind: narrow(kinds.next().unwrap_or(0)),
                comparison: narrow(comparisons.next().unwrap_or(0)),
                object: objects.next().unwrap_or(0),
                value: values.next().unwrap_or(0),
            }),
        }
    };
    Prerequisites::new(set.prerequisite().iter().map(prerequisite).collect())
}

/// `hazardTypeEnum` of hazards that take the breath.
const BREATH: u32 = 0;
/// `flags` of hazards whose meter is full at the beginning: the bit of those that only lose.
const STARTS_FULL: u32 = 1;
/// `UnitProperty2.tbl` row of what breath is lost a second.
const BREATH_DECAY: u32 = 125;

/// The hazard that drowning is: the one for breath that hurts and has no name, since the client has
/// a word of its own for it.
fn drowning(set: &TableSet) -> Drowning {
    let usual = Drowning::default();
    let decay = set.unit_property2().get(BREATH_DECAY);
    let decay = decay.map_or(usual.decay, rows::UnitProperty2::default_value);
    let drowns = |row: &rows::Hazard<'_>| {
        let is_nameless = row.localized_text_id_name() == 0;
        let hurts = row.spell4_id_damage() != 0;
        row.hazard_type_enum() == BREATH && is_nameless && hurts && row.meter_max_value() > 0
    };
    let hazards = set.hazard();
    let Some(row) = hazards.iter().find(drowns) else {
        return Drowning { decay, ..usual };
    };
    let mut thresholds = row.meter_threshold_all().iter();
    Drowning {
        hazard: narrow(row.id()),
        meter_max: row.meter_max_value() as f32,
        starts_full: row.flags() & STARTS_FULL != 0,
        thresholds: [(); 3].map(|()| thresholds.next().unwrap_or(0.0)),
        decay,
    }
}

/// Of whom a creature's instance portal lets through.
fn portal_levels(set: &TableSet, row: rows::Creature2<'_>) -> LevelRange {
    let portal = set.instance_portal().get(row.instance_portal_id());
    portal.map_or(LevelRange::default(), |portal| LevelRange {
        min: portal.min_level(),
        max: portal.max_level(),
    })
}

/// The factions of players.
const PLAYER_FACTIONS: [u16; 2] = [166, 167];

/// Whom nobody comes to for anything and who is nobody's friend is free to stroll: no quests, no
/// training, no gossip, nothing to activate, and neither people of players like it.
fn roams(row: rows::Creature2<'_>, factions: &Factions) -> bool {
    let wanted = row.quest_id_given_all().iter().any(|id| id != 0)
        || row.quest_id_receive_all().iter().any(|id| id != 0)
        || row.spell4_id_activate_all().iter().any(|id| id != 0);
    let offers = [
        row.trade_skill_id_trainer(),
        row.trade_skill_id_station(),
        row.trainer_class_id_mask(),
        row.gossip_set_id(),
        row.taxi_node_id(),
        row.bind_point_id(),
        row.activation_flags(),
        row.instance_portal_id(),
        row.unit_vehicle_id(),
    ];
    let own = narrow(row.faction_id());
    let liked = PLAYER_FACTIONS
        .iter()
        .any(|&players| factions.disposition(own, players) == Disposition::Friendly);
    !wanted && !liked && offers.iter().all(|&offer| offer == 0)
}

/// One of the looks a group chooses from.
#[derive(Clone, Copy)]
struct Choice {
    group: u32,
    id: u32,
    weight: u32,
}

/// The likeliest look of each group, of equally likely ones the one with the lowest id: a creature
/// without a look of its own then looks the same everywhere and after every restart.
fn heaviest(choices: impl Iterator<Item = Choice>) -> BTreeMap<u32, Choice> {
    let mut groups: BTreeMap<u32, Choice> = BTreeMap::new();
    for choice in choices {
        let best = groups.entry(choice.group).or_insert(choice);
        if (choice.weight, best.id) > (best.weight, choice.id) {
            *best = choice;
        }
    }
    groups
}

fn levels(set: &TableSet) -> Vec<LevelRow> {
    let property = |row: rows::CreatureLevel<'_>, id: u8| {
        row.unit_property_value_all()
            .iter()
            .nth(usize::from(id))
            .unwrap_or(0.0)
    };
    let level = |row: rows::CreatureLevel<'_>| LevelRow {
        level: narrow(row.id()),
        health: property(row, BASE_HEALTH),
        shield: property(row, SHIELD_CAPACITY_MAX),
    };
    set.creature_level().iter().map(level).collect()
}

fn item_looks(set: &TableSet) -> Vec<ItemLook> {
    let displays = ItemDisplays::new(set);
    let look = |item: rows::Item2<'_>| {
        let slot = set.item2_type().get(item.item2_type_id())?.item_slot_id();
        let look = ItemLook {
            template_id: item.id(),
            slot: narrow(slot),
            display_id: narrow(displays.of(item)),
            colour_set_id: narrow(item.item_color_set_id()),
        };
        (look.slot != 0 && look.display_id != 0).then_some(look)
    };
    set.item2().iter().filter_map(look).collect()
}

fn vehicles(set: &TableSet) -> Vec<VehicleRow> {
    let count = |cell: u32| narrow::<u8>(cell).min(VEHICLE_PASSENGERS_MAX as u8);
    let vehicle = |row: rows::UnitVehicle<'_>| VehicleRow {
        id: narrow(row.id()),
        seats: [
            count(row.number_pilots()),
            count(row.number_passengers()),
            count(row.number_gunners()),
        ],
    };
    set.unit_vehicle().iter().map(vehicle).collect()
}

fn emotes(set: &TableSet) -> Vec<Emote> {
    let emote = |row: rows::Emotes<'_>| Emote {
        id: narrow(row.id()),
        stand_state: row.changes_stand_state().then(|| narrow(row.stand_state())),
    };
    set.emotes().iter().map(emote).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_choice_wins_and_ties_go_to_the_lowest_id() {
        let choice = |id, weight| Choice {
            group: 1,
            id,
            weight,
        };
        let best = |choices: &[Choice]| heaviest(choices.iter().copied())[&1].id;
        assert_eq!(best(&[choice(5, 1), choice(9, 3), choice(2, 2)]), 9);
        assert_eq!(best(&[choice(9, 3), choice(5, 3), choice(7, 3)]), 5);
    }

    #[test]
    fn the_built_in_tables_give_every_worn_item_a_place() {
        let set = tables::starter::embedded().expect("the built-in set compiles");
        let data = WorldData::from_tables(&set);
        for item in set.item2().iter() {
            if let Some(look) = data.item_look(item.id()) {
                assert!(look.slot != 0 && look.slot < 128, "item {}", item.id());
            }
        }
        for row in set.creature2().iter() {
            assert!(data.creature(row.id()).is_some());
        }
    }
}
