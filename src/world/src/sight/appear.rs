//! Telling clients that units come into sight and go out of it.

use bezgelor_core::ids::{ConnectionId, UnitId};
use bezgelor_core::model::CharacterSheet;
use protocol::enums::{EntityCreateFlag, Faction, ItemSlot, Path, Property, Stat};
use protocol::messages::{
    ServerEntityCreate, ServerEntityCreateCommands, ServerEntityCreateWorldPlacementData,
    ServerEntityCreateWorldPlacementDataTypeSwitch, ServerEntityDestroy, ServerPlayerChanged,
    ServerSetUnitPathType,
};
use protocol::structs::{ItemVisual, PropertyValue, StatValueInitial, StatValueInitialTypeSwitch};

use crate::combat;
use crate::creature::mind;
use crate::entity::slots::Row;
use crate::entity::units::{Body, Kind};
use crate::entity::{kind_model, owned};
use crate::interaction::{activation, chair, spent};
use crate::outputs::Outputs;
use crate::player::players::{Seat, Stage};
use crate::vehicle::{drive, seats};
use crate::zone::Zone;

/// Tells what the last vision update found: first who is gone, then who is there.
pub(crate) fn tell(zone: &Zone, out: &mut Outputs) {
    let connection = |&(_, seat): &(Row, Seat)| zone.players.connection[seat as usize];
    for group in zone.vision.vanished.chunk_by(|a, b| a.0 == b.0) {
        destroy(out, zone.units.id(group[0].0), group.iter().map(connection));
    }
    for group in zone.vision.appeared.chunk_by(|a, b| a.0 == b.0) {
        let row = group[0].0;
        create(zone, out, row, group);
        combat::tell::tell_newcomers(zone, out, row, group);
        combat::health::tell_newcomers(zone, out, row, group);
        let is_used = || spent::is_used_up(zone, row) && activation::users(zone, row) > 0;
        if zone.chairs.is_taken(row) || is_used() {
            let message = out.encode(&chair::use_of(zone, row, true));
            out.deliver(message, group.iter().map(connection));
        }
        let Some(owner) = zone.units.seat[row as usize] else {
            continue;
        };
        if let Some(chair) = zone.chairs.of(owner) {
            let message = out.encode(&chair::place_of(zone, owner, Some(chair)));
            out.deliver(message, group.iter().map(connection));
        }
        tell_vehicle(zone, out, owner, group);
        let path = zone.players.at(owner).entry.sheet.character.path;
        let path = ServerSetUnitPathType {
            unit_id: zone.units.id(row).0,
            path: Path(u32::from(path.min(3))),
        };
        let path = out.encode(&path);
        out.deliver(path, group.iter().map(connection));
        if group.iter().any(|&(_, seat)| seat == owner) {
            let guid = zone.units.id(row).0;
            zone.send(out, owner, &ServerPlayerChanged { guid, unknown1: 1 });
        }
    }
}

/// What a vehicle does is told to those who see its pilot: who comes to see that one after the
/// vehicle is told again. Who comes to see both at once is told with the vehicle.
fn tell_vehicle(zone: &Zone, out: &mut Outputs, pilot: Seat, group: &[(Row, Seat)]) {
    let Some(vehicle) = drive::driven(zone, pilot).filter(|&row| row != zone.row(pilot)) else {
        return;
    };
    let viewers = &zone.units.viewers[vehicle as usize];
    let appeared = &zone.vision.appeared;
    let missed = |&&(_, seat): &&(Row, Seat)| {
        viewers.contains(&seat) && appeared.binary_search(&(vehicle, seat)).is_err()
    };
    if group.iter().any(|pair| missed(&pair)) {
        let message = out.encode(&drive::command(zone, vehicle));
        let missed = group.iter().filter(missed);
        out.deliver(
            message,
            missed.map(|&(_, seat)| zone.players.connection[seat as usize]),
        );
    }
}

/// Tells those who came to see a unit that it is there. Clients that are still loading are told
/// where a unit on its way is, and its way when they have loaded (`flows.md` section 4, step 3).
fn create(zone: &Zone, out: &mut Outputs, row: Row, group: &[(Row, Seat)]) {
    let is_loading = |seat: Seat| zone.players.at(seat).stage == Stage::Loading;
    let is_under_way = mind::is_in_motion(zone, row);
    for (live, loading) in [(false, true), (true, false)] {
        let chosen = |&&(_, seat): &&(Row, Seat)| !is_under_way || is_loading(seat) == loading;
        if live && !is_under_way || !group.iter().any(|pair| chosen(&pair)) {
            continue;
        }
        let message = out.encode(&entity_create(zone, row, live));
        let chosen = group.iter().filter(chosen);
        out.deliver(
            message,
            chosen.map(|&(_, seat)| zone.players.connection[seat as usize]),
        );
    }
}

/// Tells some clients that a unit is gone.
pub(crate) fn destroy(
    out: &mut Outputs,
    unit: UnitId,
    to: impl ExactSizeIterator<Item = ConnectionId>,
) {
    if to.len() > 0 {
        let message = out.encode(&ServerEntityDestroy {
            guid: unit.0,
            unknown0: true,
        });
        out.deliver(message, to);
    }
}

/// 0x0262 for a unit as it is now; `live` with the way it is on.
fn entity_create(zone: &Zone, row: Row, live: bool) -> ServerEntityCreate {
    let i = row as usize;
    let seat = zone.units.seat[i];
    let owner = seat.map(|seat| zone.players.at(seat));
    let mut commands = Vec::new();
    let add = |model| commands.push(ServerEntityCreateCommands { model });
    if live && mind::is_in_motion(zone, row) {
        mind::write_motion(zone, row, &mut Vec::new(), add);
    } else {
        let position = zone.units.position[i];
        drive::motion(zone, row).write_commands(position, drive::rotation(zone, row), add);
    }
    let look = zone.units.look[i];
    let (faction1, faction2) = zone.units.faction[i];
    let character = owner.map(|player| &player.entry.sheet);
    ServerEntityCreate {
        guid: zone.units.id(row).0,
        entity_model: kind_model::model(zone, row),
        create_flags: create_flags(zone, row),
        stats: stats(
            &zone.units.body[i],
            zone.units.stand_state[i],
            owner.is_some(),
        ),
        time: zone.clock_ms(),
        commands,
        properties: character.map_or_else(
            || creature_properties(&zone.units.body[i]),
            |sheet| player_properties(sheet.character.class, sheet.character.level),
        ),
        visible_items: seat
            .or_else(|| ghost_owner(zone, row))
            .map_or_else(Vec::new, |seat| shown(zone, seat)),
        faction1: Faction(u32::from(faction1)),
        faction2: Faction(u32::from(faction2)),
        world_placement_data: match zone.units.kind[i] {
            // A plug's model says itself in which socket it is, as the newest peer has it.
            Kind::PLUG => world_placement(0, 0),
            _ => world_placement(look.active_prop_id, look.socket_id),
        },
        display_info: look.display_info,
        outfit_info: look.outfit_info,
        ..Default::default()
    }
}

/// Whether the client shows how a unit comes: a mount under its rider, and nothing that was there.
fn create_flags(zone: &Zone, row: Row) -> EntityCreateFlag {
    match zone.units.kind[row as usize] {
        Kind::MOUNT if seats::passengers(zone, row).is_empty() => EntityCreateFlag::SpawnAnimation,
        Kind::MOUNT | Kind::GHOST => EntityCreateFlag::NoSpawnAnimation,
        _ => EntityCreateFlag::None,
    }
}

/// The player whose looks a unit has, when it is a ghost.
fn ghost_owner(zone: &Zone, row: Row) -> Option<Seat> {
    let is_ghost = zone.units.kind[row as usize] == Kind::GHOST;
    owned::owner(zone, row).filter(|_| is_ghost)
}

fn world_placement(active_prop_id: u64, socket_id: u16) -> ServerEntityCreateWorldPlacementData {
    use ServerEntityCreateWorldPlacementDataTypeSwitch as Placement;
    let placed = active_prop_id != 0 || socket_id != 0;
    ServerEntityCreateWorldPlacementData {
        type_: if placed {
            Placement::Case1 {
                active_prop_id,
                socket_id,
            }
        } else {
            Placement::Case0 { unknown0: false }
        },
    }
}

/// The vitals a unit is told with to who comes to see it.
pub(crate) fn stats(body: &Body, stand_state: u8, is_player: bool) -> Vec<StatValueInitial> {
    let integer = |stat, value: u32| StatValueInitial {
        stat,
        type_: StatValueInitialTypeSwitch::Integer { value },
    };
    let mut stats = vec![
        integer(Stat::Health, body.health as u32),
        integer(Stat::Level, u32::from(body.level)),
        integer(Stat::StandState, u32::from(stand_state)),
    ];
    if body.shield_max > 0.0 {
        stats.push(integer(Stat::Shield, body.shield_max as u32));
    }
    if let Some(sheathed) = body.sheathed {
        stats.push(integer(Stat::Sheathed, u32::from(sheathed)));
    }
    if is_player {
        let value = DASH_ENERGY;
        let type_ = StatValueInitialTypeSwitch::Float { value };
        stats.push(StatValueInitial {
            stat: Stat::Dash,
            type_,
        });
    }
    stats
}

/// A rested character's dash energy (`features.md` section 3).
const DASH_ENERGY: f32 = 200.0;

fn property(id: u8, value: f32) -> PropertyValue {
    PropertyValue {
        property: Property(u32::from(id)),
        base_value: value,
        value,
    }
}

fn creature_properties(body: &Body) -> Vec<PropertyValue> {
    use game::property::{BASE_HEALTH, MOVE_SPEED_MULTIPLIER, SHIELD_CAPACITY_MAX};
    let mut properties = vec![
        property(BASE_HEALTH, body.health_max),
        property(MOVE_SPEED_MULTIPLIER, 1.0),
    ];
    if body.shield_max > 0.0 {
        properties.push(property(SHIELD_CAPACITY_MAX, body.shield_max));
    }
    properties
}

fn player_properties(class: u8, level: u8) -> Vec<PropertyValue> {
    let base = game::property::player_base(class, level);
    base.iter()
        .map(|base| property(base.id, base.value))
        .collect()
}

/// What a player shows: its character, and what it has of its mount.
pub(crate) fn shown(zone: &Zone, seat: Seat) -> Vec<ItemVisual> {
    let player = zone.players.at(seat);
    let mut shown = visuals(zone, &player.entry.sheet);
    if player.mount_display != 0 {
        shown.truncate(VISUALS_MAX - 1);
        shown.push(ItemVisual {
            slot: ItemSlot::Mount,
            display_id: player.mount_display,
            ..ItemVisual::default()
        });
    }
    shown
}

/// What a character shows: its own looks, and over them what it wears.
fn visuals(zone: &Zone, sheet: &CharacterSheet) -> Vec<ItemVisual> {
    let visual = |slot: u8, display_id: u16, colour_set_id: u16| ItemVisual {
        slot: ItemSlot(u32::from(slot & 0x7F)),
        display_id: display_id & 0x7FFF,
        colour_set_id: colour_set_id & 0x3FFF,
        dye_data: 0,
    };
    let own = sheet.character.appearance.visuals.iter();
    let mut shown: Vec<ItemVisual> = own.map(|&(slot, id)| visual(slot, id, 0)).collect();
    for item in &sheet.items {
        if item.location != game::equipment::LOCATION_EQUIPPED {
            continue;
        }
        let Some(look) = zone.data.item_look(item.template_id) else {
            continue;
        };
        let worn = visual(look.slot, look.display_id, look.colour_set_id);
        match shown.iter_mut().find(|own| own.slot == worn.slot) {
            Some(place) => *place = worn,
            None => shown.push(worn),
        }
    }
    shown.sort_unstable_by_key(|visual| visual.slot);
    shown.truncate(VISUALS_MAX);
    shown
}

/// The count of visuals has 7 bits.
const VISUALS_MAX: usize = 127;
