//! Numbers with names: auction.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Auction event type. 32 bits on the wire.
    AuctionEventType {
        Post = 0,
        Bid = 1,
        Fill = 2,
        Expire = 3,
        Cancel = 4,
    }

    /// Auction filter type. 3 bits on the wire.
    AuctionFilterType {
        PropertyMin = 0,
        PropertyMax = 1,
        Level = 2,
        Quality = 3,
        RuneSlot = 4,
        BuyoutMax = 5,
        EquippableBy = 6,
    }

    /// Auction sort. 3 bits on the wire.
    AuctionSort {
        MinBid = 0,
        Buyout = 1,
        TimeLeft = 2,
        Property = 3,
    }
}

wire_flags! {
    /// Marketplace status. 32 bits on the wire.
    MarketplaceStatus {
        AuctionsDisabled = 1,
        CommoditiesDisabled = 2,
    }
}
