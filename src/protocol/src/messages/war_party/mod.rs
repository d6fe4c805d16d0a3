//! Warplots: war parties, their plugs and boss tokens.

mod client_war_party_boss_tokens_request;
mod client_war_plot_plug_set;
mod server_war_party_boss_tokens;
mod server_war_party_match_results;
mod server_war_plot_plug_state;

pub use client_war_party_boss_tokens_request::*;
pub use client_war_plot_plug_set::*;
pub use server_war_party_boss_tokens::*;
pub use server_war_party_match_results::*;
pub use server_war_plot_plug_state::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const WAR_PARTY: &[Entry] = &[
    Entry::of::<ClientWarPartyBossTokensRequest>("war_party"),
    Entry::of::<ClientWarPlotPlugSet>("war_party"),
    Entry::of::<ServerWarPartyBossTokens>("war_party"),
    Entry::of::<ServerWarPartyMatchResults>("war_party"),
    Entry::of::<ServerWarPlotPlugState>("war_party"),
];
