//! From a spawn of the world database to a unit that stands there.

use bezgelor_core::ids::CreatureId;
use bezgelor_core::lacks::Lack;
use bezgelor_core::model::Spawn;
use game::creature;
use game::movement::in_world;

use crate::data::WorldData;
use crate::entity::units::{Body, Kind, Look, UnitSeed};
use crate::interaction::door;

const STAT_HEALTH: u8 = 0;
const STAT_LEVEL: u8 = 10;
const STAT_STAND: u8 = 12;
const STAT_SHEATHED: u8 = 15;
const STAT_SHIELD: u8 = 20;

/// Whether a spawn can stand anywhere; such as cannot are counted, the zone goes on without them.
pub(crate) fn check(spawn: &Spawn) -> Result<(), Lack> {
    let kind = Kind(spawn.entity_type);
    if kind.0 >= Kind::COUNT || kind == Kind::PLAYER {
        return Err(Lack::SpawnKind);
    }
    if !in_world(spawn.placement.position) || !spawn.placement.rotation.is_finite() {
        return Err(Lack::SpawnPlace);
    }
    Ok(())
}

/// What stands where a spawn says that passed [`check`].
pub(crate) fn seed(spawn: &Spawn, data: &WorldData) -> UnitSeed {
    let kind = Kind(spawn.entity_type);
    let row = data.creature(spawn.creature_id);
    let level = creature::level(
        row.map_or(0, |row| row.level_min),
        row.map_or(0, |row| row.level_max),
        stat(spawn, STAT_LEVEL),
    );
    let of_level = data.level(level);
    let own_health = stat(spawn, STAT_HEALTH).or((kind == Kind::DOOR).then_some(door::HEALTH));
    let health_max = creature::health_max(level, own_health, of_level.map(|row| row.health));
    let faction = row.map_or(0, |row| row.faction_id);
    let is_door = kind == Kind::DOOR;
    let stand_state = stat(spawn, STAT_STAND).map(|value| value as u8);
    UnitSeed {
        kind,
        position: spawn.placement.position,
        rotation: spawn.placement.rotation,
        faction1: or(spawn.faction1, faction),
        faction2: or(spawn.faction2, faction),
        body: Body {
            level,
            health: health_max,
            health_max,
            shield_max: stat(spawn, STAT_SHIELD).unwrap_or(0.0).max(0.0),
            stand_state: stand_state.unwrap_or(if is_door { door::CLOSED } else { 0 }),
            sheathed: stat(spawn, STAT_SHEATHED).map(|value| value >= 1.0),
        },
        look: look(spawn, data),
        seat: None,
    }
}

fn look(spawn: &Spawn, data: &WorldData) -> Look {
    let row = data
        .creature(spawn.creature_id)
        .copied()
        .unwrap_or_default();
    Look {
        creature_id: CreatureId(fits(spawn.creature_id.0, 18)),
        display_info: fits(or(spawn.display_info_id, row.display_info), 17),
        outfit_info: fits(u32::from(or(spawn.outfit_info_id, row.outfit_info)), 15) as u16,
        quest_checklist_index: spawn.quest_checklist_index,
        active_prop_id: spawn.active_prop_id,
        socket_id: fits(u32::from(spawn.world_socket_id), 14) as u16,
        vehicle_id: fits(u32::from(row.vehicle_id), 14) as u16,
    }
}

fn stat(spawn: &Spawn, stat: u8) -> Option<f32> {
    let found = spawn.stats.iter().find(|(kind, _)| *kind == stat);
    found
        .map(|&(_, value)| value)
        .filter(|value| value.is_finite())
}

/// The spawn's own value, else the creature's.
fn or<T: Default + PartialEq>(own: T, else_: T) -> T {
    if own == T::default() { else_ } else { own }
}

/// A number as wide as its field, 0 (none) when it is wider: data may hold anything.
fn fits(value: u32, bits: u32) -> u32 {
    if value >> bits == 0 { value } else { 0 }
}
