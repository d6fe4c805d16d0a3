//! 0x096E: daily login update, from the server.

use crate::enums::PremiumLockboxKeyStatus;
use protocol_derive::Message;

/// Days logged in, and when the next reward and the next lockbox key come.
///
/// Server to client, opcode 0x096E. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x096E, from = Server, standing = Proven)]
pub struct ServerDailyLoginUpdate {
    pub login_days_total: u32,
    pub unknown1: u32,
    pub current_login_days: u32,
    pub unknown2: u32,
    pub next_daily_reward_notify_time: u32,
    pub next_lockbox_key_time_in_days: f32,
    #[wire(bits = 3)]
    pub premium_key_status: PremiumLockboxKeyStatus,
}
