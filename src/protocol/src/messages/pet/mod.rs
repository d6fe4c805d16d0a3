//! Vanity pets, combat pets, flair.

mod client_pet_customisation;
mod client_pet_dismiss;
mod client_pet_set_stance;
mod client_summon_vanity_pet;
mod server_pet_clear_flair;
mod server_pet_customisation;
mod server_pet_customisation_failed;
mod server_pet_customisation_list;
mod server_pet_despawned;
mod server_pet_spawned;
mod server_pet_stance_changed;
mod server_unlock_pet_flair;
mod server_unlock_vanity_pet;

pub use client_pet_customisation::*;
pub use client_pet_dismiss::*;
pub use client_pet_set_stance::*;
pub use client_summon_vanity_pet::*;
pub use server_pet_clear_flair::*;
pub use server_pet_customisation::*;
pub use server_pet_customisation_failed::*;
pub use server_pet_customisation_list::*;
pub use server_pet_despawned::*;
pub use server_pet_spawned::*;
pub use server_pet_stance_changed::*;
pub use server_unlock_pet_flair::*;
pub use server_unlock_vanity_pet::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const PET: &[Entry] = &[
    Entry::of::<ClientPetCustomisation>("pet"),
    Entry::of::<ClientPetDismiss>("pet"),
    Entry::of::<ClientPetSetStance>("pet"),
    Entry::of::<ClientSummonVanityPet>("pet"),
    Entry::of::<ServerPetClearFlair>("pet"),
    Entry::of::<ServerPetCustomisation>("pet"),
    Entry::of::<ServerPetCustomisationFailed>("pet"),
    Entry::of::<ServerPetCustomisationList>("pet"),
    Entry::of::<ServerPetDespawned>("pet"),
    Entry::of::<ServerPetSpawned>("pet"),
    Entry::of::<ServerPetStanceChanged>("pet"),
    Entry::of::<ServerUnlockPetFlair>("pet"),
    Entry::of::<ServerUnlockVanityPet>("pet"),
];
