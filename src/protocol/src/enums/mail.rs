//! Numbers with names: mail.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Content type. 14 bits on the wire.
    ContentType {
        PlayerMessage = 0,
        AuctionWon = 5,
        AuctionExpired = 7,
        AccountItem = 23,
    }

    /// Delivery speed. 2 bits on the wire.
    DeliverySpeed {
        Instant = 0,
        Hour = 1,
        Day = 2,
    }

    /// Delivery time.
    DeliveryTime {
        Instant = 0,
        Hour = 1,
        Day = 2,
    }

    /// Sender type. 32 bits on the wire.
    SenderType {
        Player = 0,
        Creature = 1,
        GM = 2,
        CommodityAuction = 4,
        ItemAuction = 5,
        AccountItem = 6,
    }
}

wire_flags! {
    /// Mail flag. 32 bits on the wire.
    MailFlag {
        None = 0,
        IsRead = 2,
        IsSaved = 4,
        NotReturnable = 8,
        NoExpiry = 0x20,
        IsGift = 0x40,
    }
}
