//! Numbers with names: map.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_enum;

wire_enum! {
    /// Map type.
    MapType {
        MiniDungeon = 1,
        Community = 2,
        Pvp = 3,
        Residence = 5,
        Adventure = 6,
        Dungeon = 11,
    }

    /// World removal reason. 3 bits on the wire.
    WorldRemovalReason {
        GroupMembership = 0,
        KickedFromCommunity = 1,
        CommunityDisband = 2,
        LeftCommunity = 3,
    }
}
