//! The way into a copy that belongs to somebody: the realm is asked before anybody leaves, since it
//! may say no (`flows.md` section 5), and who is in is tied to the copy.

use bezgelor_core::time::Millis;
use bezgelor_core::travel::Holder;
use protocol::enums::GenericError;
use protocol::messages::ServerGenericError;

use crate::outputs::{Event, Outputs};
use crate::player::entry::{Arrival, Permissions};
use crate::player::players::Seat;
use crate::travel::journey::{self, Journey};
use crate::zone::Zone;

/// Milliseconds after which a question to the realm counts as lost.
const PATIENCE_MS: u64 = 10_000;

/// A way that waits for the realm's word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Asked {
    journey: Journey,
    at: Millis,
}

impl Asked {
    /// Whether the realm's word is still to be expected.
    pub(crate) fn is_open(self, now: Millis) -> bool {
        now.since(self.at) < PATIENCE_MS
    }
}

/// Asks whether a player may go to a copy.
pub(crate) fn ask(zone: &mut Zone, out: &mut Outputs, seat: Seat, journey: Journey) {
    let at = zone.now.mono;
    let player = zone.players.at_mut(seat);
    player.asked = Some(Asked { journey, at });
    let entry = &player.entry;
    out.event(Event::AsksWay {
        connection: entry.connection,
        account: entry.sheet.character.account_id,
        world_id: journey.spot.world_id,
        holder: journey.holder,
        unlimited: entry
            .permissions
            .contains(Permissions::BYPASS_INSTANCE_LIMITS),
    });
}

/// The realm's word: the player goes, or is told the client's reason why not.
pub(crate) fn answered(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    holder: Holder,
    refusal: Option<u32>,
) {
    let Some(asked) = zone.players.at_mut(seat).asked else {
        return;
    };
    if asked.journey.holder != holder {
        // The answer to an older question.
        return;
    }
    zone.players.at_mut(seat).asked = None;
    match refusal {
        Some(error) => {
            let error = GenericError(error);
            zone.send(out, seat, &ServerGenericError { error });
        }
        None => journey::hand_on(zone, out, seat, asked.journey),
    }
}

/// Somebody is in: from now on it belongs to this copy, and where it goes back to is kept.
pub(crate) fn came_in(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let (world_id, holder) = (zone.config.world_id, zone.config.holder);
    if !holder.is_private() {
        return;
    }
    let now = zone.now.unix;
    let entry = &mut zone.players.at_mut(seat).entry;
    let tied = entry.sheet.travel.lock(world_id, holder, now);
    if tied || entry.arrival == Arrival::Transfer {
        let (character, travel) = (entry.sheet.character.id, entry.sheet.travel.clone());
        out.travel(character, travel);
    }
}
