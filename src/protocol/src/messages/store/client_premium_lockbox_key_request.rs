//! 0x079E: premium lockbox key request, from the client.

use protocol_derive::Message;

/// Asks for the key to a lockbox.
///
/// Client to server, opcode 0x079E. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x079E, from = Client, standing = Empty)]
pub struct ClientPremiumLockboxKeyRequest;
