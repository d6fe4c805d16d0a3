//! Structures that several messages about common share.

use crate::enums::{RealmFlag, RealmPopulation, RealmStatus, RealmType};
use crate::structs::RealmInfoAccountRealmData;
use crate::wire::WString;
use protocol_derive::Wire;

/// A character anywhere: realm and id.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Identity {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub id: u64,
}

/// A point as three floats: east, up, south.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Position {
    pub vector_0: f32,
    pub vector_1: f32,
    pub vector_2: f32,
}

/// A realm as the realm list shows it.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct RealmInfo {
    pub realm_id: u32,
    pub realm_name: WString,
    pub realm_note_string_id: u32,
    #[wire(bits = 32)]
    pub flags: RealmFlag,
    #[wire(bits = 2)]
    pub type_: RealmType,
    #[wire(bits = 3)]
    pub status: RealmStatus,
    #[wire(bits = 3)]
    pub population: RealmPopulation,
    pub unused1: u32,
    #[wire(bytes)]
    pub unused2: [u8; 16],
    pub account_realm_info: RealmInfoAccountRealmData,
    pub unused3: u16,
    pub unused4: u16,
    pub unused5: u16,
    pub unused6: u16,
}

/// A character anywhere, as some messages name it.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct TargetPlayerIdentity {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub character_id: u64,
}
