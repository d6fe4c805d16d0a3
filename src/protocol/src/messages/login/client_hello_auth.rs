//! 0x0592: hello auth, from the client.

use crate::enums::Language;
use crate::wire::{Guid, WString};
use protocol_derive::{Message, Wire};

/// The first message of a client on the auth server: build, account, game token, hardware.
///
/// Client to server, opcode 0x0592. Layout: proven against the client's own codec.
#[derive(Clone, Default, PartialEq, Message)]
#[wire(opcode = 0x0592, from = Client, standing = Proven)]
pub struct ClientHelloAuth {
    pub build: u32,
    pub crypt_key_integer: u64,
    #[wire(terminated)]
    pub account_string: WString,
    pub uuid_1: Guid,
    pub game_token: Guid,
    pub inet_address: u32,
    #[wire(bits = 32)]
    pub language: Language,
    pub game_mode: u32,
    pub unused: u32,
    pub hardware: ClientHelloAuthHardware,
    pub realm_data_center_id: u32,
}

/// What `hardware` of [`ClientHelloAuth`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ClientHelloAuthHardware {
    pub cpu: ClientHelloAuthHardwareCpu,
    pub memory_physical: u32,
    pub gpu: ClientHelloAuthHardwareGpu,
    pub architecture: u32,
    pub os_version: u32,
    pub service_pack: u32,
    pub product_type: u32,
}

/// What `cpu` of [`ClientHelloAuthHardware`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ClientHelloAuthHardwareCpu {
    pub manufacturer: WString,
    pub name: WString,
    pub description: WString,
    pub family: u32,
    pub level: u32,
    pub revision: u32,
    pub max_clock_speed: u32,
    pub number_of_cores: u32,
}

/// What `gpu` of [`ClientHelloAuthHardware`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ClientHelloAuthHardwareGpu {
    pub name: WString,
    pub vendor_id: u32,
    pub device_id: u32,
    pub sub_sys_id: u32,
    pub revision: u32,
    pub adapter_ram_mb: u32,
}
