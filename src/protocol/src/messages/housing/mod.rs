//! Residences, plots, decor, neighbours and communities.

mod client_housing_community_donate;
mod client_housing_community_placement;
mod client_housing_community_privacy_level;
mod client_housing_community_removal;
mod client_housing_community_rename;
mod client_housing_crate_all_decor;
mod client_housing_decor_update;
mod client_housing_edit_mode;
mod client_housing_enter_inside;
mod client_housing_flags_update;
mod client_housing_neighbor_add;
mod client_housing_neighbor_update;
mod client_housing_placed_residences_list;
mod client_housing_plug_update;
mod client_housing_prop_update;
mod client_housing_random_community_list;
mod client_housing_random_residence_list;
mod client_housing_remodel;
mod client_housing_remodel_interior;
mod client_housing_rename_property;
mod client_housing_residence_privacy_level;
mod client_housing_return;
mod client_housing_vendor_list;
mod client_housing_visit;
mod server0506;
mod server051_f;
mod server053_a;
mod server_housing_basics;
mod server_housing_community_rename;
mod server_housing_neighbors;
mod server_housing_ownership;
mod server_housing_placed_residences_list;
mod server_housing_plot_update;
mod server_housing_plots;
mod server_housing_properties;
mod server_housing_random_community_list;
mod server_housing_random_residence_list;
mod server_housing_residence_decor;
mod server_housing_result;
mod server_housing_vendor_list;

pub use client_housing_community_donate::*;
pub use client_housing_community_placement::*;
pub use client_housing_community_privacy_level::*;
pub use client_housing_community_removal::*;
pub use client_housing_community_rename::*;
pub use client_housing_crate_all_decor::*;
pub use client_housing_decor_update::*;
pub use client_housing_edit_mode::*;
pub use client_housing_enter_inside::*;
pub use client_housing_flags_update::*;
pub use client_housing_neighbor_add::*;
pub use client_housing_neighbor_update::*;
pub use client_housing_placed_residences_list::*;
pub use client_housing_plug_update::*;
pub use client_housing_prop_update::*;
pub use client_housing_random_community_list::*;
pub use client_housing_random_residence_list::*;
pub use client_housing_remodel::*;
pub use client_housing_remodel_interior::*;
pub use client_housing_rename_property::*;
pub use client_housing_residence_privacy_level::*;
pub use client_housing_return::*;
pub use client_housing_vendor_list::*;
pub use client_housing_visit::*;
pub use server_housing_basics::*;
pub use server_housing_community_rename::*;
pub use server_housing_neighbors::*;
pub use server_housing_ownership::*;
pub use server_housing_placed_residences_list::*;
pub use server_housing_plot_update::*;
pub use server_housing_plots::*;
pub use server_housing_properties::*;
pub use server_housing_random_community_list::*;
pub use server_housing_random_residence_list::*;
pub use server_housing_residence_decor::*;
pub use server_housing_result::*;
pub use server_housing_vendor_list::*;
pub use server051_f::*;
pub use server053_a::*;
pub use server0506::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const HOUSING: &[Entry] = &[
    Entry::of::<ClientHousingCommunityDonate>("housing"),
    Entry::of::<ClientHousingCommunityPlacement>("housing"),
    Entry::of::<ClientHousingCommunityPrivacyLevel>("housing"),
    Entry::of::<ClientHousingCommunityRemoval>("housing"),
    Entry::of::<ClientHousingCommunityRename>("housing"),
    Entry::of::<ClientHousingCrateAllDecor>("housing"),
    Entry::of::<ClientHousingDecorUpdate>("housing"),
    Entry::of::<ClientHousingEditMode>("housing"),
    Entry::of::<ClientHousingEnterInside>("housing"),
    Entry::of::<ClientHousingFlagsUpdate>("housing"),
    Entry::of::<ClientHousingNeighborAdd>("housing"),
    Entry::of::<ClientHousingNeighborUpdate>("housing"),
    Entry::of::<ClientHousingPlacedResidencesList>("housing"),
    Entry::of::<ClientHousingPlugUpdate>("housing"),
    Entry::of::<ClientHousingPropUpdate>("housing"),
    Entry::of::<ClientHousingRandomCommunityList>("housing"),
    Entry::of::<ClientHousingRandomResidenceList>("housing"),
    Entry::of::<ClientHousingRemodel>("housing"),
    Entry::of::<ClientHousingRemodelInterior>("housing"),
    Entry::of::<ClientHousingRenameProperty>("housing"),
    Entry::of::<ClientHousingResidencePrivacyLevel>("housing"),
    Entry::of::<ClientHousingReturn>("housing"),
    Entry::of::<ClientHousingVendorList>("housing"),
    Entry::of::<ClientHousingVisit>("housing"),
    Entry::of::<Server0506>("housing"),
    Entry::of::<Server051F>("housing"),
    Entry::of::<Server053A>("housing"),
    Entry::of::<ServerHousingBasics>("housing"),
    Entry::of::<ServerHousingCommunityRename>("housing"),
    Entry::of::<ServerHousingNeighbors>("housing"),
    Entry::of::<ServerHousingOwnership>("housing"),
    Entry::of::<ServerHousingPlacedResidencesList>("housing"),
    Entry::of::<ServerHousingPlotUpdate>("housing"),
    Entry::of::<ServerHousingPlots>("housing"),
    Entry::of::<ServerHousingProperties>("housing"),
    Entry::of::<ServerHousingRandomCommunityList>("housing"),
    Entry::of::<ServerHousingRandomResidenceList>("housing"),
    Entry::of::<ServerHousingResidenceDecor>("housing"),
    Entry::of::<ServerHousingResult>("housing"),
    Entry::of::<ServerHousingVendorList>("housing"),
];
