//! Numbers with names: login.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Force kick reason. 5 bits on the wire.
    ForceKickReason {
        GMKick = 6,
        Inactivity = 7,
        AuthDisconnect = 8,
        StsDisconnect = 12,
        WorldDisconnect = 15,
        GameTimeExpired = 16,
        AccountDisconnect = 19,
        TransactionFail = 20,
    }

    /// Language. 32 bits on the wire.
    Language {
        English = 1,
        German = 2,
        French = 3,
        Chinese = 5,
    }

    /// Np login result. 32 bits on the wire.
    NpLoginResult {
        ErrorUnknown = 0,
        Success = 1,
        ErrorDb = 2,
        ErrorUnknownDBCallback = 3,
        ErrorDuplicateLogin = 4,
        ErrorCannotGetNpConnection = 5,
        ErrorHandleClientLogin = 6,
        ErrorInitializeNcPlatformLogin = 7,
        ErrorNcPlatform = 8,
        ErrorInvalidData = 9,
        InvalidAuthenticationMethod = 10,
        ErrorStartTimeout = 11,
        ErrorFinishTimeout = 12,
        ErrorNoRoles = 13,
        ErrorInvalidToken = 16,
        ErrorNoDataCenterPermissions = 17,
        NoRealmsAvailableAtThisTime = 18,
        ClientServerVersionMismatch = 19,
        ErrorAccountBanned = 20,
        AccountSuspended = 21,
        ErrorGettingSubscription = 22,
        ErrorEmailAddressMismatch = 23,
        ErrorTwoStepVerificationRequired = 24,
        ErrorPaymentConfig = 25,
        ErrorInvalidClientIP = 26,
        ErrorRegionMismatch = 27,
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
