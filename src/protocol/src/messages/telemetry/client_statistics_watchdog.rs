//! 0x023C: statistics watchdog, from the client.

use protocol_derive::Message;

/// Timing of the client's own loops, and a hash of the player's properties.
///
/// Client to server, opcode 0x023C. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x023C, from = Client, standing = Proven)]
pub struct ClientStatisticsWatchdog {
    pub property_hash_seed: u64,
    pub player_unit_properties_hash: u64,
    pub longest_time_between_watchdog_loops: i32,
    pub time_to_middle_of_circular_buffer: f32,
    pub time_between_watchdog_runs_weighted_average: f32,
    pub watchdog_weighted_average_error: f32,
    pub unknown_player_position_related: u32,
}
