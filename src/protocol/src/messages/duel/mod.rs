//! Duels between two players.

mod client_duel_accept;
mod client_duel_decline;
mod client_duel_forfeit;
mod client_duel_initate;
mod client_set_ignore_duel_requests;
mod server_duel_cancel_warning;
mod server_duel_challenge;
mod server_duel_countdown;
mod server_duel_failure;
mod server_duel_left_area;
mod server_duel_result;
mod server_duel_start;

pub use client_duel_accept::*;
pub use client_duel_decline::*;
pub use client_duel_forfeit::*;
pub use client_duel_initate::*;
pub use client_set_ignore_duel_requests::*;
pub use server_duel_cancel_warning::*;
pub use server_duel_challenge::*;
pub use server_duel_countdown::*;
pub use server_duel_failure::*;
pub use server_duel_left_area::*;
pub use server_duel_result::*;
pub use server_duel_start::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const DUEL: &[Entry] = &[
    Entry::of::<ClientDuelAccept>("duel"),
    Entry::of::<ClientDuelDecline>("duel"),
    Entry::of::<ClientDuelForfeit>("duel"),
    Entry::of::<ClientDuelInitate>("duel"),
    Entry::of::<ClientSetIgnoreDuelRequests>("duel"),
    Entry::of::<ServerDuelCancelWarning>("duel"),
    Entry::of::<ServerDuelChallenge>("duel"),
    Entry::of::<ServerDuelCountdown>("duel"),
    Entry::of::<ServerDuelFailure>("duel"),
    Entry::of::<ServerDuelLeftArea>("duel"),
    Entry::of::<ServerDuelResult>("duel"),
    Entry::of::<ServerDuelStart>("duel"),
];
