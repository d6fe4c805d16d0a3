//! Numbers with names: realms.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_enum;

wire_enum! {
    /// Broadcast tier. 2 bits on the wire.
    BroadcastTier {
        High = 0,
        Medium = 1,
        Low = 2,
    }

    /// Realm population. 3 bits on the wire.
    RealmPopulation {
        Low = 0,
        Medium = 1,
        High = 2,
        Full = 3,
    }

    /// Realm status. 3 bits on the wire.
    RealmStatus {
        Unknown = 0,
        Offline = 1,
        Down = 2,
        Standby = 3,
        Up = 4,
    }

    /// Realm type. 2 bits on the wire.
    RealmType {
        PVE = 0,
        PVP = 1,
    }
}
