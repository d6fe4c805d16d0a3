//! 0x0003: hello, from the server.

use protocol_derive::Message;

/// The first message on every connection: build, realm, kind of connection. In the clear on the
/// auth server, enciphered on the world server.
///
/// Server to client, opcode 0x0003. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0003, from = Server, standing = Proven)]
pub struct ServerHello {
    pub auth_version: u32,
    pub realm_id: u32,
    pub realm_group_id: u32,
    pub realm_group_enum: u32,
    pub startup_time: u64,
    pub listen_port: u16,
    #[wire(bits = 5)]
    pub connection_type: u8,
    pub auth_message: u32,
    pub process_id: u32,
    pub process_creation_time: u64,
    pub unused: u32,
}
