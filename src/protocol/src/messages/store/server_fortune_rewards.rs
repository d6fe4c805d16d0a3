//! 0x03D2: fortune rewards, from the server.

use protocol_derive::{Message, Wire};

/// What the game of fortune can pay, and how likely.
///
/// Server to client, opcode 0x03D2. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03D2, from = Server, standing = Proven)]
pub struct ServerFortuneRewards {
    #[wire(count = 32)]
    pub item2_id_rewards: Vec<u32>,
    #[wire(count = 32)]
    pub money_rewards: Vec<ServerFortuneRewardsMoneyRewards>,
    #[wire(count = 32)]
    pub reward_item_probabilities: Vec<f32>,
    #[wire(count = 32)]
    pub reward_money_probabilities: Vec<f32>,
}

/// What `money_rewards` of [`ServerFortuneRewards`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerFortuneRewardsMoneyRewards {
    #[wire(bits = 5)]
    pub secondary_currency_amount: u8,
    pub money_amount: u32,
}
