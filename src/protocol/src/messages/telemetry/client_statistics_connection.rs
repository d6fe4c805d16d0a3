//! 0x023F: statistics connection, from the client.

use protocol_derive::Message;

/// Round trip and throughput as the client sees them.
///
/// Client to server, opcode 0x023F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x023F, from = Client, standing = Proven)]
pub struct ClientStatisticsConnection {
    pub average_round_trip_in_ms: u32,
    pub bytes_received_per_second: u32,
    pub bytes_sent_per_second: u32,
    /// Bit 0 = flag, value >> 1 = count.
    pub unit_hash_table_entry_count_and_flag: u32,
}
