//! Rapid transport for service tokens, while the way for credits has its cooldown.

use ::world::{Command, Event, LeaveReason, Order, TokensTaken};
use bezgelor_core::ids::{AccountId, ConnectionId};
use bezgelor_core::time::UnixMillis;
use protocol::enums::CastResult;
use protocol::messages::*;

use crate::bench::{Bench, entry};
use crate::flying::{ELSEWHERE, ORIGIN, refusals, replays, transport, zone};

/// Service tokens to a node of the first tier.
const PRICE: u32 = 2;

/// What the realm was asked for: account, tokens.
fn asked(bench: &Bench) -> Vec<(AccountId, u32)> {
    let asked = bench.events.iter().filter_map(|event| match *event {
        Event::PaysTokens {
            account, tokens, ..
        } => Some((account, tokens)),
        _ => None,
    });
    asked.collect()
}

/// What went back to whom.
fn returned(bench: &Bench) -> Vec<(AccountId, u32)> {
    let returned = bench.events.iter().filter_map(|event| match *event {
        Event::ReturnsTokens { account, tokens } => Some((account, tokens)),
        _ => None,
    });
    returned.collect()
}

/// The realm's word on the tokens of player 1.
fn tokens(bench: &mut Bench, taxi_node: u16, held: Option<u64>) {
    let taken = TokensTaken {
        account: AccountId(1),
        taxi_node,
        tokens: PRICE,
        held,
    };
    let connection = ConnectionId(1);
    let order = Order::Tokens { connection, taken };
    let order = Command::Order(Box::new(order));
    bench.inputs.command(order).expect("room");
    bench.step();
}

/// A player whose rapid transport for credits has its cooldown, with so many service tokens.
fn cooling(held: u64) -> Bench {
    let mut bench = Bench::of(zone());
    let mut entry = entry(1, ORIGIN);
    let ready_at = UnixMillis(i64::MAX);
    entry.sheet.travel.transported(ready_at);
    entry.account.currencies = vec![(9, held)];
    bench.join_entry(entry);
    bench.step();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    bench.hush();
    bench
}

#[test]
fn while_it_cools_down_rapid_transport_costs_service_tokens() {
    let mut bench = cooling(5);
    transport(&mut bench, 3);
    assert_eq!(asked(&bench), [(AccountId(1), PRICE)]);
    assert!(bench.out.operations().is_empty(), "and no credits");
    // One at a time.
    transport(&mut bench, 4);
    assert_eq!(refusals(&bench), [CastResult::RapidTransportInvalid]);
    assert!(asked(&bench).is_empty());
    bench.hush();
    tokens(&mut bench, 3, Some(3));
    let grants = bench.client(1).all::<ServerAccountCurrencyGrant>();
    let held = &grants[0].account_currency;
    assert_eq!((held.account_currency_type, held.amount), (9, 3));
    assert_eq!(bench.client(1).all::<ServerChangeWorld>().len(), 1);
    assert!(bench.client(1).all::<ServerCooldown>().is_empty());
    assert!(returned(&bench).is_empty());
    // It is there, and has enough for once more.
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    transport(&mut bench, 4);
    assert_eq!(asked(&bench).len(), 1);
    tokens(&mut bench, 4, Some(1));
    assert!(matches!(
        &bench.events[..],
        [Event::Transfer { world_id, .. }] if *world_id == ELSEWHERE
    ));
    replays(&bench);
}

#[test]
fn who_lacks_service_tokens_stays_and_is_told_so() {
    let mut poor = cooling(1);
    transport(&mut poor, 3);
    assert_eq!(refusals(&poor), [CastResult::ServiceTokensInsufficentFunds]);
    assert!(asked(&poor).is_empty());
    // The store may know better than the zone.
    let mut bench = cooling(5);
    transport(&mut bench, 3);
    tokens(&mut bench, 3, None);
    let told = bench.client(1).all::<ServerSpellCastResult>();
    assert_eq!(told[0].spell4_id, 82_956);
    assert_eq!(
        refusals(&bench),
        [CastResult::ServiceTokensInsufficentFunds]
    );
    assert!(returned(&bench).is_empty());
    assert!(bench.client(1).all::<ServerChangeWorld>().is_empty());
}

#[test]
fn service_tokens_come_back_when_nobody_goes_for_them() {
    let mut bench = cooling(5);
    // Who was never asked, or not for this.
    tokens(&mut bench, 3, Some(3));
    assert_eq!(returned(&bench), [(AccountId(1), PRICE)]);
    transport(&mut bench, 3);
    tokens(&mut bench, 4, Some(3));
    assert_eq!(returned(&bench), [(AccountId(1), PRICE)]);
    // Who died meanwhile.
    crate::dying::fall(&mut bench, 1);
    tokens(&mut bench, 3, Some(3));
    assert_eq!(returned(&bench), [(AccountId(1), PRICE)]);
    assert!(bench.client(1).all::<ServerChangeWorld>().is_empty());
    // Who left.
    let mut bench = cooling(5);
    transport(&mut bench, 3);
    bench
        .inputs
        .leave(ConnectionId(1), LeaveReason::LinkLost)
        .expect("room");
    bench.step();
    tokens(&mut bench, 3, Some(3));
    assert_eq!(returned(&bench), [(AccountId(1), PRICE)]);
}
