//! What a game master makes a unit look like.

use command::ZoneCommand;

use super::{Said, report};
use crate::player::players::Seat;
use crate::zone::Zone;

/// Rows of `Creature2DisplayInfo` are told in 17 bits (message 0x0905).
const DISPLAY_MAX: u32 = (1 << 17) - 1;

/// Does the command about looks; `None` when it is about something else.
///
/// It lasts as long as the unit: who comes anew into the zone, or is called back, looks as usual.
pub(super) fn run(zone: &mut Zone, seat: Seat, command: &ZoneCommand) -> Option<Said> {
    let ZoneCommand::EntityModifyDisplayInfo { display, player } = command else {
        return None;
    };
    let row = report::subject(zone, seat, player.is_none());
    let i = row as usize;
    let unit = zone.units.id(row).0;
    Some(if *display > DISPLAY_MAX {
        Err(format!("There is no display {display}."))
    } else if *display == 0 && zone.units.seat[i].is_none() {
        Err("A creature has no body of its own beneath.".into())
    } else {
        zone.units.look[i].display_info = *display;
        zone.changes.looks(row, std::iter::empty());
        Ok(vec![format!("Unit {unit} shows as display {display}.")])
    })
}
