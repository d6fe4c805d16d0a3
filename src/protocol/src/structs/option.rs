//! Structures that several messages about option share.

use protocol_derive::Wire;

/// Up to three keys for one action.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Binding {
    #[wire(bits = 14)]
    pub input_action_id: u16,
    pub device_enum00: u32,
    pub device_enum01: u32,
    pub device_enum02: u32,
    pub code00: u32,
    pub code01: u32,
    pub code02: u32,
    pub meta_keys00: u32,
    pub meta_keys01: u32,
    pub meta_keys02: u32,
    pub event_type_enum00: u32,
    pub event_type_enum01: u32,
    pub event_type_enum02: u32,
}
