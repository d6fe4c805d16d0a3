//! Who sits where.

use bezgelor_core::limits::VEHICLE_PASSENGERS_MAX;
use protocol::enums::VehicleSeatType;
use protocol::structs::VehiclePassenger;

use crate::entity::slots::Row;
use crate::entity::sparse::Sparse;
use crate::entity::units::Kind;
use crate::player::players::Seat;
use crate::zone::Zone;

/// A row of `UnitVehicle.tbl`, as far as it says who fits in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VehicleRow {
    /// The row.
    pub id: u16,
    /// Pilots, passengers and gunners it has room for, as `VehicleSeatType` counts them.
    pub seats: [u8; 3],
}

/// Of a mount no table knows: one sits on it and drives it. Other vehicles have no seats then.
const UNKNOWN: VehicleRow = VehicleRow {
    id: 0,
    seats: [1, 0, 0],
};

/// A seat of a vehicle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// `VehicleSeatType`, below 3.
    pub(crate) kind: u8,
    /// Which of its kind.
    pub(crate) position: u8,
}

impl Place {
    /// The first pilot's.
    pub(crate) const PILOT: Self = Self {
        kind: 0,
        position: 0,
    };

    /// Whether who sits there drives.
    pub(crate) fn is_pilot(self) -> bool {
        self == Self::PILOT
    }

    /// As the wire says it.
    pub(crate) fn kind(self) -> VehicleSeatType {
        VehicleSeatType(u32::from(self.kind))
    }
}

/// Where a player sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Aboard {
    pub(crate) vehicle: Row,
    pub(crate) place: Place,
}

/// Those in one vehicle.
#[derive(Debug, Default)]
pub(crate) struct Crew {
    pub(crate) passengers: Vec<(Seat, Place)>,
    /// `ItemDisplay.tbl` row its pilot shows while it sits there, 0 none.
    pub(crate) pilot_display: u16,
    /// The vehicle's own factions, while it has those of its pilot.
    pub(crate) own_faction: Option<(u16, u16)>,
}

/// The column.
#[derive(Debug, Default)]
pub(crate) struct Vehicles {
    pub(crate) crews: Sparse<Crew>,
    /// Players who get on what was made in this step, once clients know that it is there.
    pub(crate) boarding: Vec<(Seat, Aboard)>,
}

/// What the tables say of a vehicle.
pub(crate) fn row_of(zone: &Zone, vehicle: Row) -> VehicleRow {
    let id = zone.units.look[vehicle as usize].vehicle_id;
    let known = zone.data.vehicle(id).copied();
    known.unwrap_or_else(|| match zone.units.kind[vehicle as usize] {
        Kind::MOUNT => UNKNOWN,
        _ => VehicleRow::default(),
    })
}

/// Whether a vehicle has such a seat at all.
pub(crate) fn has(zone: &Zone, vehicle: Row, place: Place) -> bool {
    let seats = row_of(zone, vehicle).seats;
    let of_kind = seats.get(usize::from(place.kind)).copied();
    of_kind.is_some_and(|count| place.position < count)
}

/// Whether somebody can sit down there: nobody does, and the client can be told of one more.
pub(crate) fn is_free(zone: &Zone, vehicle: Row, place: Place) -> bool {
    let taken = passengers(zone, vehicle);
    taken.len() < VEHICLE_PASSENGERS_MAX && taken.iter().all(|&(_, taken)| taken != place)
}

/// Those in a vehicle.
pub(crate) fn passengers(zone: &Zone, vehicle: Row) -> &[(Seat, Place)] {
    let crew = zone.vehicles.crews.get(vehicle);
    crew.map_or(&[], |crew| &crew.passengers)
}

/// A unit is gone that nobody sits in any more.
pub(crate) fn forget(zone: &mut Zone, row: Row) {
    if let Some(crew) = zone.vehicles.crews.get_mut(row) {
        debug_assert!(crew.passengers.is_empty(), "somebody sits in nothing");
        (crew.pilot_display, crew.own_faction) = (0, None);
        zone.vehicles.crews.give_back(row);
    }
}

/// Who drives a vehicle.
pub(crate) fn pilot(zone: &Zone, vehicle: Row) -> Option<Seat> {
    let mut all = passengers(zone, vehicle).iter();
    all.find(|(_, place)| place.is_pilot())
        .map(|&(seat, _)| seat)
}

/// Those in a vehicle, as its model tells them.
pub(crate) fn told(zone: &Zone, vehicle: Row) -> Vec<VehiclePassenger> {
    let told = |&(seat, place): &(Seat, Place)| VehiclePassenger {
        seat_type: place.kind(),
        seat_position: place.position,
        unit_id: zone.unit_id(seat).0,
    };
    passengers(zone, vehicle).iter().map(told).collect()
}
