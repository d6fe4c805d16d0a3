//! Mounts, taxis and chairs.

mod client_entity_interact_chair;
mod client_flight_path_purchase;
mod client_rapid_transport;
mod client_vehicle_disembark;
mod client_vehicle_embark;
mod server0237;
mod server089_b;
mod server_flight_path_update;
mod server_unit_set_chair;
mod server_unlock_mount;
mod server_vehicle_passenger_add;
mod server_vehicle_passenger_remove;

pub use client_entity_interact_chair::*;
pub use client_flight_path_purchase::*;
pub use client_rapid_transport::*;
pub use client_vehicle_disembark::*;
pub use client_vehicle_embark::*;
pub use server_flight_path_update::*;
pub use server_unit_set_chair::*;
pub use server_unlock_mount::*;
pub use server_vehicle_passenger_add::*;
pub use server_vehicle_passenger_remove::*;
pub use server089_b::*;
pub use server0237::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const VEHICLE: &[Entry] = &[
    Entry::of::<ClientEntityInteractChair>("vehicle"),
    Entry::of::<ClientFlightPathPurchase>("vehicle"),
    Entry::of::<ClientRapidTransport>("vehicle"),
    Entry::of::<ClientVehicleDisembark>("vehicle"),
    Entry::of::<ClientVehicleEmbark>("vehicle"),
    Entry::of::<Server0237>("vehicle"),
    Entry::of::<Server089B>("vehicle"),
    Entry::of::<ServerFlightPathUpdate>("vehicle"),
    Entry::of::<ServerUnitSetChair>("vehicle"),
    Entry::of::<ServerUnlockMount>("vehicle"),
    Entry::of::<ServerVehiclePassengerAdd>("vehicle"),
    Entry::of::<ServerVehiclePassengerRemove>("vehicle"),
];
