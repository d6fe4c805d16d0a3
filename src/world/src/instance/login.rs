//! Where a character that was left in a copy of a world comes in again.

use game::instance::MapKind;

use super::maps::Maps;
use crate::player::entry::PlayerEntry;

/// Decides to which zone a character goes that comes from the character list: back into the copy it
/// belongs to, or out of one that has not waited for it (`features.md` section 4).
pub fn comes_in(entry: &mut PlayerEntry, maps: &Maps) {
    let sheet = &mut entry.sheet;
    let mut kind = maps.kind(sheet.character.world_id);
    let bound = sheet.travel.bind.map(|bind| bind.spot);
    if !kind.waits()
        && let Some(spot) = sheet.travel.return_to.or(bound)
    {
        sheet.character.world_id = spot.world_id;
        sheet.character.placement = spot.placement;
        kind = maps.kind(spot.world_id);
    }
    let character = &sheet.character;
    let lock = match kind {
        MapKind::Open => None,
        _ => sheet.travel.holder(character.world_id),
    };
    entry.holder = kind.holder(character.id, None, lock);
}
