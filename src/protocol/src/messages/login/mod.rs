//! From the first hello to the character list: greetings, refusals, the queue.

mod client_hello_auth;
mod client_hello_realm;
mod client_pregame_keep_alive;
mod client_ptr_copy;
mod server_auth_accepted;
mod server_auth_denied;
mod server_force_kick;
mod server_hello;
mod server_ptr_character_copy_queued;
mod server_queue_finish;
mod server_queue_status;
mod server_realm_info;
mod server_realm_info_response;
mod server_subscription_info;

pub use client_hello_auth::*;
pub use client_hello_realm::*;
pub use client_pregame_keep_alive::*;
pub use client_ptr_copy::*;
pub use server_auth_accepted::*;
pub use server_auth_denied::*;
pub use server_force_kick::*;
pub use server_hello::*;
pub use server_ptr_character_copy_queued::*;
pub use server_queue_finish::*;
pub use server_queue_status::*;
pub use server_realm_info::*;
pub use server_realm_info_response::*;
pub use server_subscription_info::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const LOGIN: &[Entry] = &[
    Entry::of::<ClientHelloAuth>("login"),
    Entry::of::<ClientHelloRealm>("login"),
    Entry::of::<ClientPregameKeepAlive>("login"),
    Entry::of::<ClientPtrCopy>("login"),
    Entry::of::<ServerAuthAccepted>("login"),
    Entry::of::<ServerAuthDenied>("login"),
    Entry::of::<ServerForceKick>("login"),
    Entry::of::<ServerHello>("login"),
    Entry::of::<ServerPtrCharacterCopyQueued>("login"),
    Entry::of::<ServerQueueFinish>("login"),
    Entry::of::<ServerQueueStatus>("login"),
    Entry::of::<ServerRealmInfo>("login"),
    Entry::of::<ServerRealmInfoResponse>("login"),
    Entry::of::<ServerSubscriptionInfo>("login"),
];
