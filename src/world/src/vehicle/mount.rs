//! Mounts: vehicles that are there for their rider alone (`features.md` section 21). They come
//! under their rider and are gone when it gets off, casts, dies, goes elsewhere or logs out: nobody
//! comes back mounted, as with the peers.
//!
//! What calls one is a command; the spells that do it in play call [`summon`] as well.

use bezgelor_core::ids::CreatureId;
use protocol::enums::{CastResult, ItemSlot};

use crate::entity::owned;
use crate::entity::slots::Row;
use crate::entity::units::{Kind, Look};
use crate::entity::unmake;
use crate::interaction::{activation, chair};
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::travel::flight;
use crate::vehicle::board;
use crate::vehicle::seats::{Aboard, Place};
use crate::zone::Zone;

/// Health of a mount, which nothing takes from it.
const HEALTH: f32 = 800.0;

/// What comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Steed {
    /// `Creature2.tbl` row.
    pub(crate) creature_id: CreatureId,
    /// `UnitVehicle.tbl` row; 0 for the creature's own.
    pub(crate) vehicle_id: u16,
    /// `ItemDisplay.tbl` row its rider shows, as hoverboards do; 0 none.
    pub(crate) pilot_display: u16,
}

/// Calls a mount under a player, who sits on it at the end of the step.
///
/// # Errors
/// Why it does not come.
pub(crate) fn summon(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    steed: Steed,
) -> Result<(), &'static str> {
    let creature = zone.data.creature(steed.creature_id);
    let creature = *creature.ok_or("There is no such creature.")?;
    let vehicle_id = match steed.vehicle_id {
        0 => creature.vehicle_id,
        own => own,
    };
    if zone.players.at(seat).death.is_some() {
        return Err("The dead do not ride.");
    }
    if flight::is_aloft(zone, seat) {
        return Err("A taxi is no place for a mount.");
    }
    board::get_off(zone, out, seat);
    activation::stop(zone, out, seat, CastResult::SpellCancelled);
    chair::get_up(zone, out, seat);
    let mut seed = owned::seed(zone, seat, Kind::MOUNT, HEALTH);
    seed.look = Look {
        creature_id: steed.creature_id,
        display_info: creature.display_info,
        outfit_info: creature.outfit_info,
        vehicle_id: vehicle_id & 0x3FFF,
        ..Look::default()
    };
    let vehicle = owned::make(zone, seat, &seed).ok_or("There is no room for it.")?;
    zone.vehicles.crews.take(vehicle).pilot_display = steed.pilot_display & 0x7FFF;
    let place = Place::PILOT;
    zone.vehicles
        .boarding
        .push((seat, Aboard { vehicle, place }));
    Ok(())
}

/// A mount goes; whoever still sits on it gets off.
pub(super) fn dismiss(zone: &mut Zone, out: &mut Outputs, vehicle: Row) {
    unmake::unmake(zone, out, vehicle);
}

/// The rider shows what its mount is in its hands or under its feet.
pub(super) fn show_display(zone: &mut Zone, seat: Seat, vehicle: Row) {
    let crew = zone.vehicles.crews.get(vehicle);
    let display = crew.map_or(0, |crew| crew.pilot_display);
    if display != 0 {
        zone.players.at_mut(seat).mount_display = display;
        note(zone, seat);
    }
}

/// See [`show_display`].
pub(super) fn hide_display(zone: &mut Zone, seat: Seat) {
    if std::mem::take(&mut zone.players.at_mut(seat).mount_display) != 0 {
        note(zone, seat);
    }
}

fn note(zone: &mut Zone, seat: Seat) {
    let row = zone.row(seat);
    zone.changes.looks(row, [ItemSlot::Mount].into_iter());
}
