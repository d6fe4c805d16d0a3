//! The auction house, the commodity exchange and the CREDD exchange.

mod client_auction_buy_order_submit;
mod client_auction_cancel;
mod client_auction_sell_order_submit;
mod client_auctions_by_filter_request;
mod client_commodity_order_cancel;
mod client_commodity_sell_order_submit;
mod client_credd_exchange_buy_order_submit;
mod client_credd_exchange_info_request;
mod client_credd_exchange_order_cancel;
mod client_credd_exchange_sell_order_submit;
mod client_request_commodity_info;
mod client_request_owned_commodity_orders;
mod client_request_owned_item_auctions;
mod server_auction_bid_posted;
mod server_auction_bid_result;
mod server_auction_cancel_result;
mod server_auction_expired;
mod server_auction_outbid;
mod server_auction_post_result;
mod server_auction_search_results;
mod server_auction_won;
mod server_commodity_auction_filled_partial;
mod server_commodity_auction_removed;
mod server_commodity_info_results;
mod server_commodity_order_result;
mod server_credd_exchange_info;
mod server_marketplace_status;
mod server_owned_commodity_orders;
mod server_owned_item_auctions;

pub use client_auction_buy_order_submit::*;
pub use client_auction_cancel::*;
pub use client_auction_sell_order_submit::*;
pub use client_auctions_by_filter_request::*;
pub use client_commodity_order_cancel::*;
pub use client_commodity_sell_order_submit::*;
pub use client_credd_exchange_buy_order_submit::*;
pub use client_credd_exchange_info_request::*;
pub use client_credd_exchange_order_cancel::*;
pub use client_credd_exchange_sell_order_submit::*;
pub use client_request_commodity_info::*;
pub use client_request_owned_commodity_orders::*;
pub use client_request_owned_item_auctions::*;
pub use server_auction_bid_posted::*;
pub use server_auction_bid_result::*;
pub use server_auction_cancel_result::*;
pub use server_auction_expired::*;
pub use server_auction_outbid::*;
pub use server_auction_post_result::*;
pub use server_auction_search_results::*;
pub use server_auction_won::*;
pub use server_commodity_auction_filled_partial::*;
pub use server_commodity_auction_removed::*;
pub use server_commodity_info_results::*;
pub use server_commodity_order_result::*;
pub use server_credd_exchange_info::*;
pub use server_marketplace_status::*;
pub use server_owned_commodity_orders::*;
pub use server_owned_item_auctions::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const AUCTION: &[Entry] = &[
    Entry::of::<ClientAuctionBuyOrderSubmit>("auction"),
    Entry::of::<ClientAuctionCancel>("auction"),
    Entry::of::<ClientAuctionSellOrderSubmit>("auction"),
    Entry::of::<ClientAuctionsByFilterRequest>("auction"),
    Entry::of::<ClientCommodityOrderCancel>("auction"),
    Entry::of::<ClientCommoditySellOrderSubmit>("auction"),
    Entry::of::<ClientCreddExchangeBuyOrderSubmit>("auction"),
    Entry::of::<ClientCreddExchangeInfoRequest>("auction"),
    Entry::of::<ClientCreddExchangeOrderCancel>("auction"),
    Entry::of::<ClientCreddExchangeSellOrderSubmit>("auction"),
    Entry::of::<ClientRequestCommodityInfo>("auction"),
    Entry::of::<ClientRequestOwnedCommodityOrders>("auction"),
    Entry::of::<ClientRequestOwnedItemAuctions>("auction"),
    Entry::of::<ServerAuctionBidPosted>("auction"),
    Entry::of::<ServerAuctionBidResult>("auction"),
    Entry::of::<ServerAuctionCancelResult>("auction"),
    Entry::of::<ServerAuctionExpired>("auction"),
    Entry::of::<ServerAuctionOutbid>("auction"),
    Entry::of::<ServerAuctionPostResult>("auction"),
    Entry::of::<ServerAuctionSearchResults>("auction"),
    Entry::of::<ServerAuctionWon>("auction"),
    Entry::of::<ServerCommodityAuctionFilledPartial>("auction"),
    Entry::of::<ServerCommodityAuctionRemoved>("auction"),
    Entry::of::<ServerCommodityInfoResults>("auction"),
    Entry::of::<ServerCommodityOrderResult>("auction"),
    Entry::of::<ServerCreddExchangeInfo>("auction"),
    Entry::of::<ServerMarketplaceStatus>("auction"),
    Entry::of::<ServerOwnedCommodityOrders>("auction"),
    Entry::of::<ServerOwnedItemAuctions>("auction"),
];
