//! Structures that several messages about pet share.

use crate::enums::PetType;
use crate::wire::WString;
use protocol_derive::Wire;

/// A combat pet.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Pet {
    pub guid: u32,
    #[wire(bits = 18)]
    pub summoning_spell: u32,
    #[wire(bits = 5)]
    pub valid_stances: u8,
    #[wire(bits = 5)]
    pub stance: u8,
}

/// Name and flair of a pet or mount.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct PetCustomisation {
    #[wire(bits = 2)]
    pub pet_type: PetType,
    pub pet_object_id: u32,
    pub pet_name: WString,
    pub slot_flair_ids: [u32; 4],
}
