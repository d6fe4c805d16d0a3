//! 0x023D: statistics window open, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// How long a window was open.
///
/// Client to server, opcode 0x023D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x023D, from = Client, standing = Proven)]
pub struct ClientStatisticsWindowOpen {
    #[wire(bits = 6)]
    pub always35: u8,
    #[wire(bits = 10)]
    pub window_id: u16,
    pub character_id: u64,
    pub always0_1: u64,
    pub time_spent_open: u64,
    pub always0_2: u64,
    pub always0_3: u64,
    pub always0_4: u64,
    pub window_name: WString,
}
