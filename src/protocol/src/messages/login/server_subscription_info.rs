//! 0x033D: subscription info, from the server.

use crate::enums::ServerSubscriptionInfoRealmTransferFlags;
use protocol_derive::Message;

/// Subscription and game time left.
///
/// Server to client, opcode 0x033D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x033D, from = Server, standing = Proven)]
pub struct ServerSubscriptionInfo {
    #[wire(bits = 32)]
    pub flags: ServerSubscriptionInfoRealmTransferFlags,
    pub subscription_expired: bool,
    pub game_time_hours_remaining: f32,
}
