//! What a player can lay hands on: what it sees and stands near enough to.

use bezgelor_core::ids::UnitId;

use crate::entity::slots::Row;
use crate::player::judge;
use crate::player::players::Seat;
use crate::travel::flight;
use crate::zone::Zone;

/// World units from which things without a range of their own are used.
pub(crate) const REACH: f32 = 10.0;
/// Added for the network: the player, or a creature on its way, has moved on meanwhile.
const SLACK: f32 = 6.0;

/// The unit a client means, when its player sees it.
pub(crate) fn seen(zone: &Zone, seat: Seat, guid: u32) -> Option<Row> {
    let row = zone.units.row(UnitId(guid))?;
    let viewers = &zone.units.viewers[row as usize];
    viewers.contains(&seat).then_some(row)
}

/// The unit a client means, when its player sees it and is near enough to use it; nobody reaches
/// anything from a taxi, nor the dead at all.
pub(crate) fn reached(zone: &Zone, seat: Seat, guid: u32) -> Option<Row> {
    reached_from(zone, seat, guid, REACH)
}

/// As [`reached`], of a kind that is used from so many world units where its creature says nothing
/// of it.
pub(crate) fn reached_from(zone: &Zone, seat: Seat, guid: u32, usual: f32) -> Option<Row> {
    let is_dead = zone.players.at(seat).death.is_some();
    let row = seen(zone, seat, guid).filter(|_| !is_dead && !flight::is_aloft(zone, seat))?;
    let creature = zone
        .data
        .creature(zone.units.look[row as usize].creature_id);
    let own = creature.map_or(0.0, |creature| creature.activate_range);
    let range = own.max(usual) + SLACK;
    let at = zone.position_now(row);
    let from = zone.placement(seat).position;
    let reaches = at.distance_squared(from) <= range * range;
    (reaches && judge::is_there(zone, seat, row)).then_some(row)
}
