//! Getting on and getting off.

use bezgelor_core::limits::VEHICLE_PASSENGERS_MAX;
use game::faction::Disposition;
use protocol::enums::{CastResult, Faction, GenericError};
use protocol::messages::{
    ClientVehicleDisembark, ClientVehicleEmbark, Server089B, Server0237, ServerEntityFaction,
    ServerGenericError, ServerPathScientistSetUnitScanParameters, ServerVehiclePassengerAdd,
    ServerVehiclePassengerRemove,
};

use crate::combat::threat;
use crate::entity::owned;
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::interaction::{activation, chair, reach};
use crate::movement::{ride, walk};
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::vehicle::seats::{self, Aboard, Place};
use crate::vehicle::{drive, mount};
use crate::zone::Zone;

/// 0x01B0: a player wants to sit down. Is told why it does not.
pub(crate) fn embark(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientVehicleEmbark,
) {
    let kind = u8::try_from(message.seat_type.0).unwrap_or(u8::MAX);
    let place = Place {
        kind,
        position: message.seat_position,
    };
    match judge(zone, seat, message.vehicle_unit_id, place) {
        Ok(vehicle) => take_seat(zone, out, seat, Aboard { vehicle, place }),
        Err(error) => {
            zone.counters.senseless += 1;
            zone.send(out, seat, &ServerGenericError { error });
        }
    }
}

fn judge(zone: &mut Zone, seat: Seat, guid: u32, place: Place) -> Result<Row, GenericError> {
    let player = zone.players.at(seat);
    if player.aboard.is_some() || zone.vehicles.boarding.iter().any(|&(own, _)| own == seat) {
        return Err(GenericError::EmbarkPlayerAlreadyInSeat);
    }
    if player.death.is_some() {
        return Err(GenericError::EmbarkPlayerUnableToEmbark);
    }
    let seen = reach::seen(zone, seat, guid);
    let vehicle = seen.filter(|&row| zone.units.kind[row as usize].has_seats());
    let vehicle = vehicle.ok_or(GenericError::EmbarkInvalidVehicleUnit)?;
    reach::reached(zone, seat, guid).ok_or(GenericError::EmbarkNotInRange)?;
    if zone.units.body[vehicle as usize].health <= 0.0 {
        return Err(GenericError::EmbarkVehicleIsBroken);
    }
    if !seats::has(zone, vehicle, place) {
        return Err(GenericError::EmbarkInvalidSeat);
    }
    if !seats::is_free(zone, vehicle, place) {
        return Err(GenericError::EmbarkSeatTaken);
    }
    let own = zone.row(seat);
    let is_anothers = owned::owner(zone, vehicle).is_some_and(|owner| owner != seat);
    let is_hostile = threat::disposition(zone, vehicle, own) == Disposition::Hostile;
    // Nobody rides away on another's mount.
    if is_hostile || is_anothers && place.is_pilot() {
        return Err(GenericError::EmbarkPlayerUnableToEmbark);
    }
    Ok(vehicle)
}

/// 0x01AF: a player gets off. The client says it twice when it changes mounts.
pub(crate) fn disembark(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    _: &ClientVehicleDisembark,
) {
    get_off(zone, out, seat);
}

/// Seats those who wait for their vehicle to show; at the end of a step.
pub(crate) fn settle(zone: &mut Zone, out: &mut Outputs) {
    let mut boarding = std::mem::take(&mut zone.vehicles.boarding);
    for (seat, aboard) in boarding.drain(..) {
        take_seat(zone, out, seat, aboard);
    }
    zone.vehicles.boarding = boarding;
}

/// Sits down on a free seat.
fn take_seat(zone: &mut Zone, out: &mut Outputs, seat: Seat, aboard: Aboard) {
    debug_assert!(
        seats::is_free(zone, aboard.vehicle, aboard.place),
        "two on one seat"
    );
    activation::stop(zone, out, seat, CastResult::SpellCancelled);
    chair::get_up(zone, out, seat);
    ride::leave(zone, seat);
    let Aboard { vehicle, place } = aboard;
    let crew = zone.vehicles.crews.take(vehicle);
    crew.passengers.push((seat, place));
    debug_assert!(
        crew.passengers.len() <= VEHICLE_PASSENGERS_MAX,
        "the count has 3 bits"
    );
    let player = zone.players.at_mut(seat);
    player.aboard = Some(aboard);
    player.motion.stop();
    player.motion.has_ridden = true;
    player.camping = None;
    drive::carry(zone, vehicle);
    walk::stand(zone, seat);
    tell_rider(zone, out, seat, aboard);
    let added = ServerVehiclePassengerAdd {
        self_: zone.units.id(vehicle).0,
        seat_type: place.kind(),
        seat_position: place.position,
        unit_id: zone.unit_id(seat).0,
    };
    zone.broadcast(out, vehicle, None, &added);
    if place.is_pilot() {
        take_the_wheel(zone, out, seat, vehicle);
    }
    let own = zone.row(seat);
    zone.broadcast(out, own, None, &drive::command(zone, own));
}

/// What only who sits down is told; what 0x0237 says nobody knows.
fn tell_rider(zone: &Zone, out: &mut Outputs, seat: Seat, aboard: Aboard) {
    let vehicle = zone.units.id(aboard.vehicle).0;
    let scan = ServerPathScientistSetUnitScanParameters {
        unit_id: vehicle,
        scan_reward_flags: 0,
        is_scannable: true,
    };
    zone.send(out, seat, &scan);
    zone.send(out, seat, &Server0237::default());
    let own_seat = Server089B {
        self_: zone.unit_id(seat).0,
        vehicle,
        seat_type: aboard.place.kind(),
        seat_position: aboard.place.position,
    };
    zone.send(out, seat, &own_seat);
}

/// The pilot drives from here on, and its vehicle is of its people.
fn take_the_wheel(zone: &mut Zone, out: &mut Outputs, seat: Seat, vehicle: Row) {
    walk::hand_over(zone, out, seat, true);
    let faction = zone.units.faction[zone.row(seat) as usize];
    let own = std::mem::replace(&mut zone.units.faction[vehicle as usize], faction);
    zone.vehicles.crews.take(vehicle).own_faction = Some(own);
    tell_faction(zone, out, vehicle);
    mount::show_display(zone, seat, vehicle);
}

/// Nobody drives any more: the vehicle stands where it is, and is whose it was.
fn leave_the_wheel(zone: &mut Zone, out: &mut Outputs, vehicle: Row) {
    zone.broadcast(out, vehicle, None, &drive::command(zone, vehicle));
    if let Some(own) = zone.vehicles.crews.take(vehicle).own_faction.take() {
        zone.units.faction[vehicle as usize] = own;
        tell_faction(zone, out, vehicle);
    }
}

fn tell_faction(zone: &Zone, out: &mut Outputs, vehicle: Row) {
    let told = ServerEntityFaction {
        unit_id: zone.units.id(vehicle).0,
        faction: Faction(u32::from(zone.units.faction[vehicle as usize].0)),
    };
    zone.broadcast(out, vehicle, None, &told);
}

/// Gets off, who sits or is about to; false for who does neither. A mount goes with its owner.
pub(crate) fn get_off(zone: &mut Zone, out: &mut Outputs, seat: Seat) -> bool {
    let waiting = zone.vehicles.boarding.iter();
    if let Some(at) = waiting.clone().position(|&(own, _)| own == seat) {
        let (_, aboard) = zone.vehicles.boarding.remove(at);
        mount::dismiss(zone, out, aboard.vehicle);
        return true;
    }
    let Some(aboard) = zone.players.at_mut(seat).aboard.take() else {
        return false;
    };
    let Aboard { vehicle, place } = aboard;
    ride::leave(zone, seat);
    let player = zone.players.at_mut(seat);
    player.motion.stop();
    player.motion.has_ridden = true;
    let crew = zone.vehicles.crews.take(vehicle);
    crew.passengers.retain(|&(own, _)| own != seat);
    walk::stand(zone, seat);
    let own = zone.row(seat);
    zone.broadcast(out, own, None, &drive::command(zone, own));
    walk::hand_over(zone, out, seat, true);
    if place.is_pilot() {
        mount::hide_display(zone, seat);
    }
    let removed = ServerVehiclePassengerRemove {
        self_: zone.units.id(vehicle).0,
        passenger: zone.unit_id(seat).0,
    };
    zone.broadcast(out, vehicle, None, &removed);
    if owned::owner(zone, vehicle) == Some(seat) {
        mount::dismiss(zone, out, vehicle);
    } else if place.is_pilot() {
        leave_the_wheel(zone, out, vehicle);
    }
    true
}

/// Everybody gets off a vehicle that goes.
pub(crate) fn empty(zone: &mut Zone, out: &mut Outputs, vehicle: Row) {
    while let Some(&(seat, _)) = seats::passengers(zone, vehicle).last() {
        get_off(zone, out, seat);
    }
}

impl Kind {
    /// Whether somebody can sit in it and maybe drive; taxis go by themselves.
    pub(crate) fn has_seats(self) -> bool {
        matches!(self, Self::VEHICLE | Self::MOUNT)
    }
}
