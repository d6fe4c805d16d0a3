//! 0x04E6: housing prop update, from the client.

use protocol_derive::Message;

/// Places, moves or removes a prop.
///
/// Client to server, opcode 0x04E6. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04E6, from = Client, standing = Proven)]
pub struct ClientHousingPropUpdate {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
    pub prop_id: i64,
    pub decor_id: u32,
    #[wire(bits = 3)]
    pub operation: u8,
    pub position_0: f32,
    pub position_1: f32,
    pub position_2: f32,
    pub rotation_0: f32,
    pub rotation_1: f32,
    pub rotation_2: f32,
    pub rotation_3: f32,
}
