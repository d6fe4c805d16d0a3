//! Rapid transport for service tokens, which are the account's. While the way for credits has its
//! cooldown, the same wish (0x0141) means the second spell of `GameFormula.tbl` row 1307 and costs
//! tokens, as the newest peer has it; that way has no cooldown of its own.
//!
//! The realm takes the tokens ([`Event::PaysTokens`], answered with
//! [`Order::Tokens`](crate::Order::Tokens)) before anybody leaves. Who cannot leave any more, or
//! is somewhere else by then, gets them back ([`Event::ReturnsTokens`]).

use bezgelor_core::ids::{AccountId, ConnectionId};
use bezgelor_core::time::Millis;
use protocol::enums::CastResult;

use crate::order::{AccountChange, TokensTaken};
use crate::outputs::{Event, Outputs};
use crate::player::players::Seat;
use crate::travel::fare;
use crate::zone::Zone;

/// `AccountCurrencyType` of service tokens.
pub const SERVICE_TOKEN: u8 = 9;
/// Milliseconds after which the realm's word counts as lost.
const PATIENCE_MS: u64 = 10_000;

/// A way that waits for its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pays {
    taxi_node: u16,
    tokens: u32,
    at: Millis,
}

impl Pays {
    /// Whether the realm's word is still to be expected.
    pub(crate) fn is_open(self, now: Millis) -> bool {
        now.since(self.at) < PATIENCE_MS
    }
}

/// How many tokens a player's account holds, as far as the zone knows.
pub(crate) fn held(zone: &Zone, seat: Seat) -> u64 {
    let currencies = &zone.players.at(seat).entry.account.currencies;
    let found = currencies.iter().find(|&&(id, _)| id == SERVICE_TOKEN);
    found.map_or(0, |&(_, amount)| amount)
}

/// Asks the realm to take tokens for a way to a node.
pub(crate) fn pay(zone: &mut Zone, out: &mut Outputs, seat: Seat, taxi_node: u16, tokens: u32) {
    let at = zone.now.mono;
    let player = zone.players.at_mut(seat);
    player.pays = Some(Pays {
        taxi_node,
        tokens,
        at,
    });
    out.event(Event::PaysTokens {
        connection: player.entry.connection,
        account: player.entry.sheet.character.account_id,
        taxi_node,
        tokens,
    });
}

/// The realm's word: the player is at the node, or stays and is told why.
pub(crate) fn answered(
    zone: &mut Zone,
    out: &mut Outputs,
    connection: ConnectionId,
    answer: TokensTaken,
) {
    let TokensTaken {
        account,
        taxi_node,
        tokens,
        held,
    } = answer;
    let waits = |&seat: &Seat| {
        let pays = zone.players.at(seat).pays;
        pays.is_some_and(|pays| (pays.taxi_node, pays.tokens) == (taxi_node, tokens))
    };
    let seat = zone.players.seat(connection).filter(waits);
    if let Some(seat) = seat {
        zone.players.at_mut(seat).pays = None;
    }
    match (seat, held) {
        (Some(seat), Some(held)) => {
            let change = AccountChange::Currency(SERVICE_TOKEN, held);
            crate::order::tell_account(zone, out, seat, change);
            if !fare::leaps_for_tokens(zone, out, seat, taxi_node) {
                fare::refuse_tokens(zone, out, seat, CastResult::RapidTransportInvalid);
                give_back(out, account, tokens);
            }
        }
        (Some(seat), None) => {
            fare::refuse_tokens(zone, out, seat, CastResult::ServiceTokensInsufficentFunds);
        }
        // Whoever paid is not here any more, or did not wait.
        (None, Some(_)) => give_back(out, account, tokens),
        (None, None) => {}
    }
}

fn give_back(out: &mut Outputs, account: AccountId, tokens: u32) {
    out.event(Event::ReturnsTokens { account, tokens });
}
