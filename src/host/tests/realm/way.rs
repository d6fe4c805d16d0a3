//! "May I go into this copy?": the answer finds the zone that asked, wherever that is by then.

use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{ShardId, WorldId};
use bezgelor_core::travel::Spot;
use host::control::Letter;
use host::message::Message;
use host::realm_host::RealmHost;
use shard::{Backend, Shard};
use world::{Command, Order};

use crate::realm::{INSTANCE, PLAYER, Realm};

/// The world of the starter set that is everybody's own.
const PRIVATE: WorldId = WorldId(382);

/// The player asks for the way; the answer is under way then, or held up.
fn asks(realm: &Realm, shard: u16) {
    realm.ask(shard, |shard| {
        let spot = Spot {
            world_id: PRIVATE,
            placement: Placement::default(),
        };
        let order = Order::Travel {
            connection: PLAYER,
            spot,
            holder: None,
        };
        let order = Command::Order(Box::new(order));
        assert_eq!(
            shard.zone(INSTANCE, |zone| zone.command(order)),
            Some(Ok(()))
        );
    });
}

fn moves(realm: &Realm, from: u16, to: u16) {
    let letter = Letter::MoveZone(INSTANCE, ShardId(to));
    realm.post(from, Message::Letter(Box::new(letter)));
    realm.until("the zone comes", to, |shard| {
        shard.zone(INSTANCE, |_| ()).is_some()
    });
}

fn is_gone(shard: &Shard<RealmHost>) -> bool {
    let residents = shard.zone(INSTANCE, |zone| zone.residents().count());
    residents == Some(0)
}

#[test]
fn the_word_on_a_way_reaches_a_zone_on_any_shard() {
    for (name, own) in [("way-services", 0), ("way-elsewhere", 1)] {
        let realm = Realm::new(name, Backend::Epoll, 2);
        realm.open_zone(own);
        asks(&realm, own);
        realm.until("the player goes", own, is_gone);
    }
}

#[test]
fn the_word_on_a_way_follows_a_zone_that_moves_on_while_it_waits() {
    let realm = Realm::new("way-moves", Backend::Epoll, 4);
    realm.open_zone(1);
    let held_up = realm.hold_up(0);
    asks(&realm, 1);
    realm.let_step(1);
    for (from, to) in [(1, 2), (2, 3), (3, 2)] {
        moves(&realm, from, to);
        realm.let_step(to);
        assert!(!realm.ask(to, is_gone), "it waits for the word");
    }
    drop(held_up);
    realm.until("the player goes", 2, is_gone);
}
