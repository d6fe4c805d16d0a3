//! Ways to elsewhere that stand in a world: instance portals, and whatever else leads somewhere.
//!
//! No table and no capture says where the client's portals lead; the world database does, as its
//! operators say (`entity_portal`).

use bezgelor_core::lacks::Lack;
use bezgelor_core::model::Portal;
use bezgelor_core::travel::Spot;
use game::movement::in_world;
use protocol::enums::GenericError;
use protocol::messages::ServerGenericError;

use crate::data::{LevelRange, WorldData};
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::travel::journey;
use crate::zone::Zone;

/// Where a portal leads.
pub(crate) fn goal(portal: &Portal, data: &WorldData) -> Result<Spot, Lack> {
    let spot = match portal.location_id {
        0 => Some(portal.spot),
        location => data.places().get(location),
    };
    let is_place = |spot: &Spot| {
        let placement = spot.placement;
        in_world(placement.position) && placement.rotation.is_finite()
    };
    spot.filter(is_place).ok_or(Lack::PortalPlace)
}

/// Whether using a unit takes one elsewhere, or ought to.
pub(crate) fn is_way(zone: &Zone, row: Row) -> bool {
    zone.units.kind[row as usize] == Kind::INSTANCE_PORTAL || zone.portals.get(row).is_some()
}

/// Takes a player where a unit leads, or tells it why not.
pub(crate) fn enter(zone: &mut Zone, out: &mut Outputs, seat: Seat, row: Row) {
    let Some(&spot) = zone.portals.get(row) else {
        let error = GenericError::InstanceInvalidDestination;
        return zone.send(out, seat, &ServerGenericError { error });
    };
    let creature_id = zone.units.look[row as usize].creature_id;
    let creature = zone.data.creature(creature_id);
    let levels = creature.map_or(LevelRange::default(), |creature| creature.portal_levels);
    let level = zone.players.at(seat).entry.sheet.character.level;
    if !levels.holds(level) {
        let error = GenericError::InstanceWrongLevel;
        return zone.send(out, seat, &ServerGenericError { error });
    }
    journey::go(zone, out, seat, spot, None);
}
