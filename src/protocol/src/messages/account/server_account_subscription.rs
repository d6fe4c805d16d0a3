//! 0x03DD: account subscription, from the server.

use protocol_derive::Message;

/// When the account's subscription ends.
///
/// Server to client, opcode 0x03DD. The client registers no codec for it: it cannot occur with this
/// build.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03DD, from = Server, standing = Unregistered)]
pub struct ServerAccountSubscription {
    pub unknown0: u32,
    pub subscription_expires: bool,
    pub time_left: f32,
}
