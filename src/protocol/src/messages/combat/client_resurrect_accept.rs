//! 0x015A: resurrect accept, from the client.

use crate::enums::ResurrectionType;
use protocol_derive::Message;

/// The dead player chose how to be raised.
///
/// Client to server, opcode 0x015A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x015A, from = Client, standing = Proven)]
pub struct ClientResurrectAccept {
    pub unit_id: u32,
    /// Client writes 7 bits; a peer reads 32.
    #[wire(bits = 7)]
    pub rez_type: ResurrectionType,
    /// Third Lua argument of the client; not read by a peer.
    pub option: u32,
}
