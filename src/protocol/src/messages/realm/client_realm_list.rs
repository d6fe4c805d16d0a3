//! 0x07A4: realm list, from the client.

use protocol_derive::Message;

/// Asks for the realms.
///
/// Client to server, opcode 0x07A4. Layout: empty, as the client expects. Sequence: flows.md
/// section 1.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07A4, from = Client, standing = Empty)]
pub struct ClientRealmList;
