//! Numbers with names: housing.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Community privacy level. 1 bits on the wire.
    CommunityPrivacyLevel {
        Public = 0,
        Private = 1,
    }

    /// Decor type. 32 bits on the wire.
    DecorType {
        Crate = 0,
        Unknown2 = 2,
        Unknown3 = 3,
        Unknown4 = 4,
        Unknown6 = 6,
        Unknown7 = 7,
        Unknown8 = 8,
    }

    /// Decor update operation. 3 bits on the wire.
    DecorUpdateOperation {
        Create = 0,
        Move = 1,
        Delete = 2,
    }

    /// Housing plug facing. 3 or 32 bits on the wire.
    HousingPlugFacing {
        North = 0,
        South = 1,
        East = 2,
        West = 3,
        Default = 4,
    }

    /// Housing result. 7 bits on the wire.
    HousingResult {
        Success = 0,
        Failed = 1,
        Neighbor_PlayerNotFound = 3,
        Neighbor_PlayerNotOnline = 4,
        Neighbor_PlayerNotAHomeowner = 5,
        Neighbor_PlayerDoesntExist = 6,
        Neighbor_InvalidNeighbor = 7,
        Neighbor_AlreadyNeighbors = 8,
        Neighbor_NoPendingInvite = 9,
        Neighbor_PlayerWrongFaction = 10,
        Neighbor_Full = 11,
        Neighbor_RequestTimedOut = 12,
        Neighbor_RequestDeclined = 13,
        InvalidPermissions = 14,
        Visit_InvalidWorld = 15,
        Neighbor_RequestAccepted = 16,
        Guild_TransactionFailed = 17,
        Guild_NotMember = 18,
        Neighbor_InvitePending = 19,
        Decor_InvalidPosition = 20,
        Decor_CannotAfford = 21,
        Decor_ExceedsDecorLimit = 22,
        Visit_Failed = 23,
        Decor_CouldNotValidate = 24,
        Decor_PrereqNotMet = 25,
        Visit_Private = 26,
        Visit_Ignored = 27,
        Decor_CannotCreateDecor = 28,
        Decor_CannotModifyDecor = 29,
        Decor_CannotDeleteDecor = 30,
        Decor_InvalidDecor = 31,
        Plug_PrereqNotMet = 32,
        Plug_InvalidPlug = 33,
        Plug_CannotAfford = 34,
        Plug_ModifyFailed = 35,
        Plug_MustBeUnique = 36,
        Plug_NotActive = 37,
        InvalidResidence = 38,
        InvalidNeighborhood = 39,
        Plug_CannotRotate = 41,
        Decor_MustBeUnique = 42,
        Neighbor_PlayerIsIgnored = 43,
        Neighbor_IgnoredByPlayer = 44,
        Decor_CannotOwnMore = 45,
        Neighbor_MissingEntitlement = 46,
        InvalidResidenceName = 47,
        MustHaveResidenceName = 48,
        Neighbor_PrivilegeRestricted = 49,
        Decor_CannotDonate = 54,
        Decor_ExceedsCommunityDecorLimit = 61,
        CommunityNotFound = 62,
        InsufficientFunds = 65,
    }

    /// Plug update operation.
    PlugUpdateOperation {
        Place = 1,
        Remove = 2,
        Repair = 4,
    }

    /// Property info id. 32 bits on the wire.
    PropertyInfoId {
        Residence = 35,
        CommunityResidence1 = 100,
        CommunityResidence2 = 101,
        CommunityResidence3 = 102,
        CommunityResidence4 = 103,
        CommunityResidence5 = 104,
        Community = 105,
    }

    /// Residence privacy level. 32 bits on the wire.
    ResidencePrivacyLevel {
        Public = 0,
        NeighborsOnly = 1,
        RoommatesOnly = 2,
        Private = 3,
    }

    /// Residence type. 14 bits on the wire.
    ResidenceType {
        Residence = 1,
        Community = 5,
    }
}

wire_flags! {
    /// Residence flags. 32 bits on the wire.
    ResidenceFlags {
        None = 0,
        HideGroundClutter = 1,
        HideNeighborSkyplots = 2,
    }

    /// Housing basics residence privacy level flags. 32 bits on the wire.
    ServerHousingBasicsResidencePrivacyLevelFlags {
        Public = 0,
        Private = 1,
        NeighborsOnly = 2,
        RoommatesOnly = 4,
    }
}
