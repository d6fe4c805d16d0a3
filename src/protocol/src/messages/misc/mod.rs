//! What fits nowhere else.

mod server0237;
mod server0506;
mod server051_f;
mod server053_a;
mod server0635;
mod server07_f6;
mod server07_f7;
mod server07_f8;
mod server07_f9;
mod server07_fa;
mod server07_fb;
mod server0818;
mod server089_b;
mod server_marketplace_status;
mod server_prerequisite_failure;

pub use server_marketplace_status::*;
pub use server_prerequisite_failure::*;
pub use server07_f6::*;
pub use server07_f7::*;
pub use server07_f8::*;
pub use server07_f9::*;
pub use server07_fa::*;
pub use server07_fb::*;
pub use server051_f::*;
pub use server053_a::*;
pub use server089_b::*;
pub use server0237::*;
pub use server0506::*;
pub use server0635::*;
pub use server0818::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const MISC: &[Entry] = &[
    Entry::of::<Server0237>("misc"),
    Entry::of::<Server0506>("misc"),
    Entry::of::<Server051F>("misc"),
    Entry::of::<Server053A>("misc"),
    Entry::of::<Server0635>("misc"),
    Entry::of::<Server07F6>("misc"),
    Entry::of::<Server07F7>("misc"),
    Entry::of::<Server07F8>("misc"),
    Entry::of::<Server07F9>("misc"),
    Entry::of::<Server07FA>("misc"),
    Entry::of::<Server07FB>("misc"),
    Entry::of::<Server0818>("misc"),
    Entry::of::<Server089B>("misc"),
    Entry::of::<ServerMarketplaceStatus>("misc"),
    Entry::of::<ServerPrerequisiteFailure>("misc"),
];
