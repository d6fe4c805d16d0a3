//! 0x07A1: new realm, from the server.

use crate::enums::{RealmFlag, RealmType};
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// Change to another realm: its address and a new session key. The client connects there.
///
/// Server to client, opcode 0x07A1. Layout: proven against the client's own codec. Sequence:
/// flows.md section 1.
#[derive(Clone, Default, PartialEq, Message)]
#[wire(opcode = 0x07A1, from = Server, standing = Proven)]
pub struct ServerNewRealm {
    pub unused: u32,
    #[wire(bytes)]
    pub session_key: [u8; 16],
    pub gateway_data: ServerNewRealmGatewayData,
    pub unused2: bool,
    pub realm_name: WString,
    #[wire(bits = 32)]
    pub flags: RealmFlag,
    #[wire(bits = 2)]
    pub type_: RealmType,
    #[wire(bits = 21)]
    pub note_text_id: u32,
}

/// What `gateway_data` of [`ServerNewRealm`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerNewRealmGatewayData {
    pub address: u32,
    pub port: u16,
}
