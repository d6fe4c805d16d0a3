//! The list of realms, changing to another one, announcements of the realm.

mod client_get_realm_transfer_destinations;
mod client_realm_info_request;
mod client_realm_list;
mod client_realm_select;
mod server_new_realm;
mod server_realm_broadcast;
mod server_realm_list;
mod server_realm_messages;
mod server_realm_transfer_result;
mod server_transfer_destination_realm_list;

pub use client_get_realm_transfer_destinations::*;
pub use client_realm_info_request::*;
pub use client_realm_list::*;
pub use client_realm_select::*;
pub use server_new_realm::*;
pub use server_realm_broadcast::*;
pub use server_realm_list::*;
pub use server_realm_messages::*;
pub use server_realm_transfer_result::*;
pub use server_transfer_destination_realm_list::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const REALM: &[Entry] = &[
    Entry::of::<ClientGetRealmTransferDestinations>("realm"),
    Entry::of::<ClientRealmInfoRequest>("realm"),
    Entry::of::<ClientRealmList>("realm"),
    Entry::of::<ClientRealmSelect>("realm"),
    Entry::of::<ServerNewRealm>("realm"),
    Entry::of::<ServerRealmBroadcast>("realm"),
    Entry::of::<ServerRealmList>("realm"),
    Entry::of::<ServerRealmMessages>("realm"),
    Entry::of::<ServerRealmTransferResult>("realm"),
    Entry::of::<ServerTransferDestinationRealmList>("realm"),
];
