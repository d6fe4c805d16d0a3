//! Messages that carry other messages, enciphered or plain.

mod client_encrypted;
mod client_packed;
mod client_packed_world;
mod server_auth_encrypted;
mod server_realm_encrypted;

pub use client_encrypted::*;
pub use client_packed::*;
pub use client_packed_world::*;
pub use server_auth_encrypted::*;
pub use server_realm_encrypted::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const CONTAINER: &[Entry] = &[
    Entry::of::<ClientEncrypted>("container"),
    Entry::of::<ClientPacked>("container"),
    Entry::of::<ClientPackedWorld>("container"),
    Entry::of::<ServerAuthEncrypted>("container"),
    Entry::of::<ServerRealmEncrypted>("container"),
];
