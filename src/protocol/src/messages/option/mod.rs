//! Key bindings, options and tutorials.

mod bi_input_key_set;
mod client_combat_log_disable_others;
mod client_combat_log_disables;
mod client_combat_options;
mod client_options;
mod client_request_input_key_set;
mod client_set_input_key_set;
mod server_disabled_gameplay_systems;
mod server_tutorial;

pub use bi_input_key_set::*;
pub use client_combat_log_disable_others::*;
pub use client_combat_log_disables::*;
pub use client_combat_options::*;
pub use client_options::*;
pub use client_request_input_key_set::*;
pub use client_set_input_key_set::*;
pub use server_disabled_gameplay_systems::*;
pub use server_tutorial::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const OPTION: &[Entry] = &[
    Entry::of::<BiInputKeySet>("option"),
    Entry::of::<ClientCombatLogDisableOthers>("option"),
    Entry::of::<ClientCombatLogDisables>("option"),
    Entry::of::<ClientCombatOptions>("option"),
    Entry::of::<ClientOptions>("option"),
    Entry::of::<ClientRequestInputKeySet>("option"),
    Entry::of::<ClientSetInputKeySet>("option"),
    Entry::of::<ServerDisabledGameplaySystems>("option"),
    Entry::of::<ServerTutorial>("option"),
];
