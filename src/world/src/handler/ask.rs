//! Small questions a client asks about itself.

use bezgelor_core::time::UnixMillis;
use game::chat::LocalChannel;
use protocol::messages::{
    ClientRandomRollRequest, ClientRequestPlayed, ServerPlayerPlayed, ServerRandomRollResponse,
};
use protocol::structs::Identity;

use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// Highest number that can be rolled (`features.md` section 23).
const ROLL_MAX: u32 = 1_000_000;
/// Milliseconds from 1601, where the client's file times begin, to 1970.
const FILE_TIME_EPOCH_MS: i64 = 11_644_473_600_000;

/// 0x0693: how long the character has been played. Nobody gains a level yet, so all of it was
/// played at this one.
pub(crate) fn played(zone: &mut Zone, out: &mut Outputs, seat: Seat, _: &ClientRequestPlayed) {
    let player = zone.players.at(seat);
    let session_s = zone.now.mono.since(player.joined_at) / 1000;
    let whole = |seconds: u64| u32::try_from(seconds).unwrap_or(u32::MAX);
    let total = whole(player.played_before_s + session_s);
    let answer = ServerPlayerPlayed {
        create_time_file_time: file_time(player.entry.sheet.character.created_at),
        time_played_session: whole(session_s),
        time_played_total: total,
        time_played_level: total,
    };
    zone.send(out, seat, &answer);
}

/// The client's form of a time: tenths of microseconds since 1601.
fn file_time(at: UnixMillis) -> u64 {
    let ms = at.0.saturating_add(FILE_TIME_EPOCH_MS);
    u64::try_from(ms).unwrap_or(0).saturating_mul(10_000)
}

/// 0x071B: a number between two, for all who would hear the roller speak; others tell it to the
/// roller alone (`features.md` section 42, 10).
pub(crate) fn roll(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientRandomRollRequest,
) {
    let (min, max) = (message.min_random, message.max_random);
    if min > max || max > ROLL_MAX {
        zone.counters.senseless += 1;
        return;
    }
    let result = min + zone.random.below(max - min + 1);
    let identity = Identity {
        realm_id: zone.config.realm_id.0,
        id: zone.players.at(seat).entry.sheet.character.id.0,
    };
    let answer = out.encode(&ServerRandomRollResponse {
        target_player_identity: identity,
        min_random: min,
        max_random: max,
        random_roll_result: result as i32,
    });
    let at = zone.placement(seat).position;
    out.deliver_each(answer, |hearers| {
        zone.vision
            .watchers
            .for_each_within(at, LocalChannel::Say.range(), |other| {
                hearers.push(zone.players.connection[other as usize]);
            });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_times_begin_in_1601() {
        assert_eq!(file_time(UnixMillis(0)), 116_444_736_000_000_000);
        assert_eq!(file_time(UnixMillis(-FILE_TIME_EPOCH_MS)), 0);
        assert_eq!(file_time(UnixMillis(i64::MIN)), 0);
    }
}
