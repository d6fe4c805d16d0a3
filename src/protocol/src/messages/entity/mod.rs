//! What the player sees around them: created, changed, gone.

mod client_activate_unit;
mod client_activate_unit_interaction;
mod client_entity_interact;
mod server_client_entity_update_interval;
mod server_entity_bone_update;
mod server_entity_create;
mod server_entity_destroy;
mod server_entity_faction;
mod server_entity_group_association;
mod server_entity_interactive_update;
mod server_entity_properties_update;
mod server_entity_stat_update_float;
mod server_entity_stat_update_integer;
mod server_entity_visual_update;
mod server_unit_update_objective_index;

pub use client_activate_unit::*;
pub use client_activate_unit_interaction::*;
pub use client_entity_interact::*;
pub use server_client_entity_update_interval::*;
pub use server_entity_bone_update::*;
pub use server_entity_create::*;
pub use server_entity_destroy::*;
pub use server_entity_faction::*;
pub use server_entity_group_association::*;
pub use server_entity_interactive_update::*;
pub use server_entity_properties_update::*;
pub use server_entity_stat_update_float::*;
pub use server_entity_stat_update_integer::*;
pub use server_entity_visual_update::*;
pub use server_unit_update_objective_index::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const ENTITY: &[Entry] = &[
    Entry::of::<ClientActivateUnit>("entity"),
    Entry::of::<ClientActivateUnitInteraction>("entity"),
    Entry::of::<ClientEntityInteract>("entity"),
    Entry::of::<ServerClientEntityUpdateInterval>("entity"),
    Entry::of::<ServerEntityBoneUpdate>("entity"),
    Entry::of::<ServerEntityCreate>("entity"),
    Entry::of::<ServerEntityDestroy>("entity"),
    Entry::of::<ServerEntityFaction>("entity"),
    Entry::of::<ServerEntityGroupAssociation>("entity"),
    Entry::of::<ServerEntityInteractiveUpdate>("entity"),
    Entry::of::<ServerEntityPropertiesUpdate>("entity"),
    Entry::of::<ServerEntityStatUpdateFloat>("entity"),
    Entry::of::<ServerEntityStatUpdateInteger>("entity"),
    Entry::of::<ServerEntityVisualUpdate>("entity"),
    Entry::of::<ServerUnitUpdateObjectiveIndex>("entity"),
];
