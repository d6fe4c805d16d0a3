//! 0x071A: raid info response, from the server.

use protocol_derive::{Message, Wire};

/// The instances one is saved to, and until when.
///
/// Server to client, opcode 0x071A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x071A, from = Server, standing = Proven)]
pub struct ServerRaidInfoResponse {
    #[wire(count = 32)]
    pub raids: Vec<ServerRaidInfoResponseRaids>,
}

/// What `raids` of [`ServerRaidInfoResponse`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerRaidInfoResponseRaids {
    pub saved_instance_id: u64,
    #[wire(bits = 15)]
    pub world_id: u16,
    pub date_expire_utc: u64,
    pub days_until_expire: f32,
    pub prime_level: u32,
}
