//! Structures that several messages about character share.

use crate::enums::{Class, Path, Race};
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Wire;

/// A character of an account friend.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct CharacterData {
    pub name: WString,
    pub player_identity: Identity,
    #[wire(bits = 14)]
    pub class: Class,
    #[wire(bits = 14)]
    pub race: Race,
    #[wire(bits = 32)]
    pub path: Path,
    pub level: u32,
    #[wire(bits = 15)]
    pub world_zone_id: u16,
    #[wire(bits = 14)]
    pub unknown0: u16,
}
