//! Numbers with names: login.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Realm type. 2 bits on the wire.
    RealmType {
        PVE = 0,
        PVP = 1,
    }
}

wire_flags! {
    /// Realm flag. 32 bits on the wire.
    RealmFlag {
        FactionRestricted = 0x10,
    }

    /// Subscription info realm transfer flags. 32 bits on the wire.
    ServerSubscriptionInfoRealmTransferFlags {
        FreeRealmTransfer = 1,
    }
}
