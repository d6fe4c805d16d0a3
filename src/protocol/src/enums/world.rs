//! Numbers with names: world.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Story panel type. 2 bits on the wire.
    StoryPanelType {
        Default = 0,
        StaticPortrait = 1,
    }
}

wire_flags! {
    /// Map file cell flags.
    MapFileCellFlags {
        None = 0,
        Zone = 1,
        Height = 2,
        Aura = 4,
        Liquid = 8,
        ZoneBound = 0x10,
    }

    /// Zone bound flags.
    ZoneBoundFlags {
        None = 0,
        RoadMarch = 1,
        WorldZone1 = 8,
        WorldZone2 = 0x10,
        WorldZone0 = 0x20,
    }
}
