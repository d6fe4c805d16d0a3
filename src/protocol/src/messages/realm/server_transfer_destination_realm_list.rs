//! 0x0862: transfer destination realm list, from the server.

use crate::enums::{RealmFlag, RealmPopulation, RealmStatus, RealmType};
use crate::structs::RealmInfoAccountRealmData;
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// Where a character can be moved.
///
/// Server to client, opcode 0x0862. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0862, from = Server, standing = Proven)]
pub struct ServerTransferDestinationRealmList {
    #[wire(count = 32)]
    pub realms: Vec<ServerTransferDestinationRealmListRealms>,
}

/// What `realms` of [`ServerTransferDestinationRealmList`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerTransferDestinationRealmListRealms {
    pub realm_id: u32,
    pub realm_name: WString,
    pub realm_note_string_id: u32,
    #[wire(bits = 32)]
    pub flags: RealmFlag,
    #[wire(bits = 2)]
    pub type_: RealmType,
    #[wire(bits = 3)]
    pub status: RealmStatus,
    #[wire(bits = 3)]
    pub population: RealmPopulation,
    pub unused1: u32,
    #[wire(bytes)]
    pub unused2: [u8; 16],
    pub account_realm_info: RealmInfoAccountRealmData,
    pub unused3: u16,
    pub unused4: u16,
    pub unused5: u16,
    pub unused6: u16,
    pub is_free: bool,
}
