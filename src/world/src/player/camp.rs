//! Leaving on purpose: asking, waiting, confirming (`flows.md` section 6).

use protocol::messages::{ClientLogoutConfirm, ClientLogoutRequest, ServerLogoutUpdate};

use crate::outputs::{Event, Outputs};
use crate::player::entry::Permissions;
use crate::player::players::{Camping, Seat};
use crate::zone::Zone;

/// 0x00BF: begins camping or ends it. Asking again while camping does not shorten the wait.
pub(crate) fn request(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientLogoutRequest,
) {
    let now = zone.now.mono;
    let logout_ms = zone.config.logout_ms;
    let player = zone.players.at_mut(seat);
    if !message.initiated {
        player.camping = None;
        return;
    }
    let instant = player
        .entry
        .permissions
        .contains(Permissions::INSTANT_LOGOUT);
    let wait_ms = if instant { 0 } else { logout_ms };
    let over_at = now.plus(u64::from(wait_ms));
    let camping = *player.camping.get_or_insert(Camping { over_at });
    let left_ms = camping.over_at.since(now);
    let answer = ServerLogoutUpdate {
        time_till_logout: u32::try_from(left_ms).unwrap_or(u32::MAX),
        ..ServerLogoutUpdate::default()
    };
    zone.send(out, seat, &answer);
}

/// 0x00C0: the client's timer is over. Too early, or without having asked, is ignored.
pub(crate) fn confirm(zone: &mut Zone, out: &mut Outputs, seat: Seat, _: &ClientLogoutConfirm) {
    let now = zone.now.mono;
    let over = zone
        .players
        .at(seat)
        .camping
        .is_some_and(|camping| camping.over_at <= now);
    if !over {
        zone.counters.senseless += 1;
        return;
    }
    let connection = zone.players.connection[seat as usize];
    zone.depart(out, seat);
    out.event(Event::LoggedOut { connection });
}
