//! 0x0719: raid info request, from the client.

use protocol_derive::Message;

/// Asks for the instances one is saved to.
///
/// Client to server, opcode 0x0719. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0719, from = Client, standing = Empty)]
pub struct ClientRaidInfoRequest;
