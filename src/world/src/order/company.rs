//! What a game master does to whatever goes with a character: its mount and its pet.

use bezgelor_core::ids::CreatureId;
use command::ZoneCommand;

use super::Said;
use crate::outputs::Outputs;
use crate::pet;
use crate::player::players::Seat;
use crate::vehicle::board;
use crate::vehicle::mount::{self, Steed};
use crate::zone::Zone;

/// Does one of the commands about mounts and pets; `None` when it is about something else.
pub(super) fn run(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    command: &ZoneCommand,
) -> Option<Said> {
    let name = zone.players.at(seat).entry.sheet.character.name.clone();
    Some(match command {
        ZoneCommand::VehicleMount {
            creature,
            vehicle,
            display,
            ..
        } => {
            let steed = Steed {
                creature_id: CreatureId(*creature),
                vehicle_id: vehicle.unwrap_or(0),
                pilot_display: display.unwrap_or(0),
            };
            answer(
                mount::summon(zone, out, seat, steed),
                format!("{name} rides."),
            )
        }
        ZoneCommand::VehicleLeave { .. } => match board::get_off(zone, out, seat) {
            true => Ok(vec![format!("{name} is on its feet.")]),
            false => Err(format!("{name} sits in nothing.")),
        },
        ZoneCommand::PetSummon { creature, .. } => {
            let came = pet::summon(zone, out, seat, CreatureId(*creature));
            answer(came, format!("It comes to {name}."))
        }
        ZoneCommand::PetDismiss { .. } => match pet::dismiss(zone, out, seat) {
            true => Ok(vec!["It is gone.".into()]),
            false => Err(format!("{name} has no pet.")),
        },
        _ => return None,
    })
}

fn answer(done: Result<(), &'static str>, said: String) -> Said {
    match done {
        Ok(()) => Ok(vec![said]),
        Err(why) => Err(why.into()),
    }
}
