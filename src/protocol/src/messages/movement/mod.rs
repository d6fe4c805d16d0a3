//! Who steers an entity, and the commands that move it.

mod client_dash;
mod client_entity_command;
mod client_falling_damage;
mod client_movement_speed_sprint;
mod client_player_movement_speed_update;
mod client_zone_change;
mod server0635;
mod server_entity_command;
mod server_movement_control;
mod server_movement_control_remove;

pub use client_dash::*;
pub use client_entity_command::*;
pub use client_falling_damage::*;
pub use client_movement_speed_sprint::*;
pub use client_player_movement_speed_update::*;
pub use client_zone_change::*;
pub use server_entity_command::*;
pub use server_movement_control::*;
pub use server_movement_control_remove::*;
pub use server0635::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const MOVEMENT: &[Entry] = &[
    Entry::of::<ClientDash>("movement"),
    Entry::of::<ClientEntityCommand>("movement"),
    Entry::of::<ClientFallingDamage>("movement"),
    Entry::of::<ClientMovementSpeedSprint>("movement"),
    Entry::of::<ClientPlayerMovementSpeedUpdate>("movement"),
    Entry::of::<ClientZoneChange>("movement"),
    Entry::of::<Server0635>("movement"),
    Entry::of::<ServerEntityCommand>("movement"),
    Entry::of::<ServerMovementControl>("movement"),
    Entry::of::<ServerMovementControlRemove>("movement"),
];
