//! 0x092C: reward property set, from the server.

use crate::enums::RewardPropertyType;
use protocol_derive::{Message, Wire};

/// The bonuses that entitlements and subscription add up to: bag slots, character slots, rates.
///
/// Server to client, opcode 0x092C. Layout: proven against the client's codec except for
/// conditional parts. Sequence: flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x092C, from = Server, standing = Partial)]
pub struct ServerRewardPropertySet {
    #[wire(count = 8)]
    pub properties: Vec<ServerRewardPropertySetProperties>,
}

/// What `properties` of [`ServerRewardPropertySet`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerRewardPropertySetProperties {
    #[wire(bits = 6)]
    pub id: RewardPropertyType,
    pub data: u32,
    #[wire(tag(type, 2), inline)]
    pub type_: ServerRewardPropertySetPropertiesTypeSwitch,
    #[wire(count = 8)]
    pub unknown_structs: Vec<ServerRewardPropertySetPropertiesUnknownStructs>,
}

/// What follows `type` in [`ServerRewardPropertySetProperties`], one variant per value.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum ServerRewardPropertySetPropertiesTypeSwitch {
    #[wire(case = 0)]
    AdditiveScalar { value: f32 },
    #[wire(case = 1)]
    Discrete { value: u32 },
    #[wire(case = 2)]
    MultiplicativeScalar { value: f32 },
}

/// What `unknown_structs` of [`ServerRewardPropertySetProperties`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerRewardPropertySetPropertiesUnknownStructs {
    #[wire(bits = 4)]
    pub unknown0: u8,
    pub unknown1: u32,
    #[wire(tag(type, 2), inline)]
    pub type_: ServerRewardPropertySetPropertiesUnknownStructsTypeSwitch,
}

/// What follows `type` in [`ServerRewardPropertySetPropertiesUnknownStructs`], one variant per
/// value.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum ServerRewardPropertySetPropertiesUnknownStructsTypeSwitch {
    #[wire(case = 0)]
    Case0 { value: f32 },
    #[wire(case = 1)]
    Case1 { value: u32 },
    #[wire(case = 2)]
    Case2 { value: f32 },
}
