//! Numbers with names: store.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Discount type. 2 bits on the wire.
    DiscountType {
        None = 0,
        Fixed = 1,
        Percentage = 2,
    }

    /// Fortune operation. 3 bits on the wire.
    FortuneOperation {
        Reset = 0,
        Update = 3,
    }

    /// Generic unlock result. 3 bits on the wire.
    GenericUnlockResult {
        AlreadyUnlocked = 0,
        Granted = 1,
        Invalid = 2,
        PartialUnlock = 3,
    }

    /// Generic unlock type.
    GenericUnlockType {
        Unknown = 0,
        Dye = 1,
    }

    /// Real currency. 3 bits on the wire.
    RealCurrency {
        Usd = 0,
        Gbp = 1,
        Eur = 2,
    }

    /// Reward rarity.
    RewardRarity {
        Normal = 0,
        Rare = 1,
        Epic = 2,
    }

    /// Store error. 5 bits on the wire.
    StoreError {
        CatalogUnavailable = 0,
        StoreDisabled = 1,
        InvalidOffer = 2,
        InvalidPrice = 3,
        GenericFail = 4,
        PurchasePending = 5,
        PgWsCartFraudFailure = 6,
        PgWsCartPaymentFailure = 7,
        PgWsInvalidCCExpirationDate = 8,
        PgWsInvalidCreditCardNumber = 9,
        PgWsCreditCardExpired = 10,
        PgWsCreditCardDeclined = 11,
        PgWsCreditFloorExceeded = 12,
        PgWsInventoryStatusFailure = 13,
        PgWsPaymentPostAuthFailure = 14,
        PgWsSubmitCartFailed = 15,
        PurchaseVelocityLimit = 16,
        MissingItemEntitlement = 17,
        IneligibleGiftRecipient = 18,
        CannotUseOffer = 19,
        MissingEntitlement = 20,
        CannotGiftOffer = 21,
        Success = 22,
    }
}

wire_flags! {
    /// Display flag. 32 bits on the wire.
    DisplayFlag {
        None = 0,
        New = 1,
        Recommended = 2,
        Popular = 4,
        LimitedTime = 8,
    }
}
