//! Two players exchanging items and money face to face.

mod client_p2_p_trading_accept_invite;
mod client_p2_p_trading_add_item;
mod client_p2_p_trading_cancel_trade;
mod client_p2_p_trading_commit;
mod client_p2_p_trading_decline_invite;
mod client_p2_p_trading_initiate_trade;
mod client_p2_p_trading_remove_item;
mod client_p2_p_trading_set_money;
mod server_p2_p_trade_invite;
mod server_p2_p_trade_item_removed;
mod server_p2_p_trade_result;
mod server_p2_p_trade_update_item;
mod server_p2_p_trade_update_money;

pub use client_p2_p_trading_accept_invite::*;
pub use client_p2_p_trading_add_item::*;
pub use client_p2_p_trading_cancel_trade::*;
pub use client_p2_p_trading_commit::*;
pub use client_p2_p_trading_decline_invite::*;
pub use client_p2_p_trading_initiate_trade::*;
pub use client_p2_p_trading_remove_item::*;
pub use client_p2_p_trading_set_money::*;
pub use server_p2_p_trade_invite::*;
pub use server_p2_p_trade_item_removed::*;
pub use server_p2_p_trade_result::*;
pub use server_p2_p_trade_update_item::*;
pub use server_p2_p_trade_update_money::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const TRADE: &[Entry] = &[
    Entry::of::<ClientP2PTradingAcceptInvite>("trade"),
    Entry::of::<ClientP2PTradingAddItem>("trade"),
    Entry::of::<ClientP2PTradingCancelTrade>("trade"),
    Entry::of::<ClientP2PTradingCommit>("trade"),
    Entry::of::<ClientP2PTradingDeclineInvite>("trade"),
    Entry::of::<ClientP2PTradingInitiateTrade>("trade"),
    Entry::of::<ClientP2PTradingRemoveItem>("trade"),
    Entry::of::<ClientP2PTradingSetMoney>("trade"),
    Entry::of::<ServerP2PTradeInvite>("trade"),
    Entry::of::<ServerP2PTradeItemRemoved>("trade"),
    Entry::of::<ServerP2PTradeResult>("trade"),
    Entry::of::<ServerP2PTradeUpdateItem>("trade"),
    Entry::of::<ServerP2PTradeUpdateMoney>("trade"),
];
