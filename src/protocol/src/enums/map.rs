//! Numbers with names: map.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_enum;

wire_enum! {
    /// Map lock type.
    MapLockType {
        Solo = 0,
        Group = 1,
        Match = 2,
        Raid = 3,
        Residence = 4,
        Tutorial = 5,
    }

    /// Map type.
    MapType {
        MiniDungeon = 1,
        Community = 2,
        Pvp = 3,
        Residence = 5,
        Adventure = 6,
        Dungeon = 11,
    }

    /// Map unload status.
    MapUnloadStatus {
        AwaitingGridActions = 0,
        AwaitingUnloadPlayers = 1,
        AwaitingUnloadEntities = 2,
        UnloadingPlayers = 3,
        UnloadingEntities = 4,
        Complete = 5,
    }

    /// Player add to map status.
    PlayerAddToMapStatus {
        Ready = 0,
        RemoveFromMap = 1,
        PendingRemoveFromSourceMap = 2,
        AddToMap = 3,
        PendingAddToDestinationMap = 4,
        PendingAddToSourceMap = 5,
        Complete = 6,
    }

    /// World removal reason. 3 bits on the wire.
    WorldRemovalReason {
        GroupMembership = 0,
        KickedFromCommunity = 1,
        CommunityDisband = 2,
        LeftCommunity = 3,
    }
}
