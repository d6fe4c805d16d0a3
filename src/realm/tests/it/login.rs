//! From the hello to the character list.

use ::realm::gate::Phase;
use ::realm::presence::Claim;
use ::realm::queue::{Joined, Place, QueueEvent};
use ::realm::session::{Answer, CloseReason, Input, Kick, Login, Query, Unavailable};
use bezgelor_core::model::AccountRole;
use crypto::PacketCipher;
use protocol::Message;
use protocol::enums::{AccountTier, ForceKickReason};
use protocol::messages::*;

use crate::play::*;

const BURST: [u16; 6] = [0x0966, 0x0981, 0x0968, 0x097f, 0x0036, 0x0117];

#[test]
fn the_hello_is_redeemed_and_the_account_claimed() {
    let mut play = Play::connect();
    play.say(&hello());
    let Query::RedeemSession {
        account,
        email,
        key,
        ..
    } = play.asked()
    else {
        panic!()
    };
    assert_eq!((account, email.as_str(), key), (ACCOUNT, EMAIL, KEY));
    assert_eq!(play.session.account(), None, "nothing is proven yet");
    assert!(play.session.is_waiting());
    play.answer(Answer::Session(Ok(Some(Login {
        role: AccountRole::Player,
    }))));
    assert_eq!(play.session.account(), Some(ACCOUNT));
    assert_eq!(play.asked(), Query::ClaimPresence { account: ACCOUNT });
    play.answer(Answer::Claim(Claim::OlderStillSaving));
    assert_eq!(play.session.phase(), Phase::Greeted);
    assert!(
        play.heard_opcodes().is_empty(),
        "there is no reply to a hello"
    );
}

#[test]
fn what_follows_the_hello_waits_for_the_key() {
    let mut play = Play::connect();
    let mut bytes = Vec::new();
    play.client
        .send(&hello(), envelope(ClientHelloRealm::OPCODE), &mut bytes);
    play.client.set_cipher(PacketCipher::from_session_key(KEY));
    play.client.send(
        &ClientCharacterList,
        envelope(ClientCharacterList::OPCODE),
        &mut bytes,
    );
    play.bytes(&bytes);
    assert!(matches!(play.asked(), Query::RedeemSession { .. }));
    assert!(play.asks_nothing());
    play.answer(Answer::Session(Ok(Some(Login {
        role: AccountRole::Player,
    }))));
    assert_eq!(play.asked(), Query::ClaimPresence { account: ACCOUNT });
    assert!(play.asks_nothing(), "one query at a time");
    play.answer(Answer::Claim(Claim::Granted));
    assert!(matches!(play.asked(), Query::JoinQueue { .. }));
}

#[test]
fn an_unknown_key_ends_the_connection_without_a_word() {
    for answer in [Ok(None), Err(Unavailable)] {
        let mut play = Play::connect();
        play.say(&hello());
        play.asked();
        play.answer(Answer::Session(answer));
        assert_eq!(play.did(), Some(Did::Close(CloseReason::BadSession)));
        assert!(play.heard_opcodes().is_empty());
    }
}

#[test]
fn an_endless_e_mail_is_not_looked_up() {
    let mut play = Play::connect();
    let endless = "x".repeat(300);
    play.say(&ClientHelloRealm {
        account_string: endless.into(),
        ..hello()
    });
    assert!(play.asks_nothing());
    assert_eq!(play.did(), Some(Did::Close(CloseReason::BadSession)));
}

#[test]
fn the_list_comes_in_one_burst_as_often_as_it_is_asked_for() {
    let mut play = Play::in_phase(Phase::Greeted);
    play.say(&ClientCharacterList);
    play.asked();
    play.answer(Answer::Queue(Joined::Admitted));
    for _ in 0..3 {
        assert_eq!(play.asked(), Query::ListCharacters { account: ACCOUNT });
        play.answer(Answer::Characters(Ok(Box::new(listing()))));
        assert_eq!(play.heard_opcodes(), BURST);
        play.say(&ClientCharacterList);
    }
}

#[test]
fn the_list_says_what_the_stores_hold() {
    let mut play = Play::in_phase(Phase::Lobby);
    play.say(&ClientCharacterList);
    play.asked();
    let mut listing = listing();
    listing.holdings.currencies = vec![(6, 125)];
    listing.holdings.unlocks = vec![8];
    listing.holdings.signature = true;
    listing.holdings.slots = 3;
    play.answer(Answer::Characters(Ok(Box::new(listing))));
    let currencies: ServerAccountCurrencySet = play.hear();
    assert_eq!(currencies.account_currencies[0].amount, 125);
    let unlocks: ServerGenericUnlockAccountList = play.hear();
    assert_eq!(unlocks.generic_unlock_entry_ids, [8]);
    let entitlements: ServerAccountEntitlements = play.hear();
    assert_eq!(
        entitlements.entitlements.len(),
        2,
        "the gated races belong to everybody"
    );
    assert_eq!(
        play.hear::<ServerAccountTier>().tier,
        AccountTier::Signature
    );
    assert_eq!(play.hear::<ServerMaxCharacterLevelAchieved>().level, 12);
    let list: ServerCharacterList = play.hear();
    assert_eq!(list.server_time, 133_444_736_000_000_000);
    assert_eq!(
        (
            list.realm_id,
            list.max_number_characters,
            list.additional_count
        ),
        (1, 2, 1)
    );
    assert_eq!(list.enabled_character_creation_ids, [10, 11, 12, 13]);
    let shown = &list.characters[0];
    assert_eq!(
        (shown.id, shown.name.to_string_lossy().as_str()),
        (HERO.0, "Aurin Tester")
    );
    assert_eq!((shown.sex.0, shown.race.0, shown.class.0), (1, 4, 7));
    assert_eq!((shown.faction, shown.level, shown.path), (167, 12, 2));
    assert_eq!(
        (shown.world_id, shown.world_zone_id, shown.realm_id),
        (990, 5, 1)
    );
    assert_eq!((shown.location.yaw, shown.location.pitch), (0.5, 0.25));
    assert_eq!(
        (shown.labels.as_slice(), shown.values.as_slice()),
        (&[1, 2][..], &[4, 10][..])
    );
    assert_eq!(shown.bones, [1.0, -0.5]);
    assert_eq!(shown.gear_mask, u32::MAX);
    assert_eq!(shown.last_logged_out_days, -1.5);
    let gear: Vec<_> = shown
        .gear
        .iter()
        .map(|v| (v.slot.0, v.display_id, v.colour_set_id))
        .collect();
    assert_eq!(gear, [(1, 7_000, 3)], "the potion shows nothing");
    assert_eq!(
        (shown.appearance[0].slot.0, shown.appearance[0].display_id),
        (25, 640)
    );
}

#[test]
fn a_full_realm_makes_wait_and_lets_in() {
    let mut play = Play::in_phase(Phase::Greeted);
    play.say(&ClientCharacterList);
    play.asked();
    play.answer(Answer::Queue(Joined::Waiting(Place {
        position: 2,
        wait_s: 60,
    })));
    let status: ServerQueueStatus = play.hear();
    assert_eq!((status.queue_position, status.wait_time_seconds), (2, 60));
    // Asked again, it says the same.
    play.say(&ClientCharacterList);
    assert_eq!(play.hear::<ServerQueueStatus>().queue_position, 2);
    play.input(Input::Queue(QueueEvent::Moved(Place {
        position: 1,
        wait_s: 30,
    })));
    assert_eq!(play.hear::<ServerQueueStatus>().queue_position, 1);
    // The realm list works meanwhile, and being let in does not disturb it.
    play.say(&ClientRealmList);
    assert!(matches!(play.asked(), Query::ListRealms { .. }));
    play.input(Input::Queue(QueueEvent::Admitted));
    play.hear::<ServerQueueFinish>();
    assert!(play.asks_nothing());
    play.answer(Answer::Realms(Ok(Default::default())));
    play.hear::<ServerRealmList>();
    assert_eq!(play.asked(), Query::ListCharacters { account: ACCOUNT });
    play.answer(Answer::Characters(Ok(Box::new(listing()))));
    assert_eq!(play.heard_opcodes(), BURST);
}

#[test]
fn game_masters_pass_the_queue() {
    let mut play = Play::connect();
    play.say(&hello());
    play.client.set_cipher(PacketCipher::from_session_key(KEY));
    play.asked();
    play.answer(Answer::Session(Ok(Some(Login {
        role: AccountRole::GameMaster,
    }))));
    play.asked();
    play.answer(Answer::Claim(Claim::Granted));
    play.say(&ClientCharacterList);
    assert_eq!(
        play.asked(),
        Query::JoinQueue {
            account: ACCOUNT,
            bypass: true
        }
    );
}

/// Something that ends a connection.
type Event = fn(&mut Play);

#[test]
fn nobody_is_left_wondering() {
    let cases: [(Event, ForceKickReason, Kick); 4] = [
        (
            |play| play.input(Input::Kick(Kick::NewerLogin)),
            ForceKickReason::AccountDisconnect,
            Kick::NewerLogin,
        ),
        (
            |play| play.input(Input::Kick(Kick::Drain)),
            ForceKickReason::WorldDisconnect,
            Kick::Drain,
        ),
        (
            |play| {
                play.say(&ClientCharacterList);
                play.asked();
                play.answer(Answer::Characters(Err(Unavailable)));
            },
            ForceKickReason::TransactionFail,
            Kick::StoreAway,
        ),
        (
            |play| play.wait(300_000),
            ForceKickReason::Inactivity,
            Kick::Inactivity,
        ),
    ];
    for (happens, reason, kick) in cases {
        let mut play = Play::in_phase(Phase::Lobby);
        happens(&mut play);
        assert_eq!(play.hear::<ServerForceKick>().reason, reason);
        assert_eq!(play.did(), Some(Did::Close(CloseReason::Kicked(kick))));
        // Nothing is read any more.
        play.say(&ClientCharacterList);
        assert!(play.asks_nothing());
        assert_eq!(play.did(), None);
    }
}

#[test]
fn silence_ends_a_connection() {
    let mut probe = Play::connect();
    probe.wait(9_999);
    assert_eq!(probe.did(), None);
    probe.wait(1);
    assert_eq!(probe.did(), Some(Did::Close(CloseReason::Silent)));
    assert!(probe.heard_opcodes().is_empty());

    // A keep-alive now and then is enough.
    let mut play = Play::in_phase(Phase::Lobby);
    for _ in 0..5 {
        play.wait(299_000);
        play.say(&ClientPregameKeepAlive);
        assert_eq!(play.did(), None);
    }
}

#[test]
fn a_full_queue_and_a_full_presence_turn_away() {
    let mut play = Play::in_phase(Phase::Greeted);
    play.say(&ClientCharacterList);
    play.asked();
    play.answer(Answer::Queue(Joined::Full));
    play.hear::<ServerForceKick>();
    assert_eq!(
        play.did(),
        Some(Did::Close(CloseReason::Kicked(Kick::NoRoom)))
    );
}

#[test]
fn an_answer_nobody_asked_for_is_our_own_fault() {
    let mut play = Play::in_phase(Phase::Lobby);
    play.answer(Answer::Claim(Claim::Granted));
    assert_eq!(play.did(), Some(Did::Close(CloseReason::Internal)));
}

#[test]
fn what_is_logged_holds_no_secret() {
    let mut play = Play::connect();
    play.say(&hello());
    let logged = format!("{:?}", play.asked());
    assert!(logged.contains("RedeemSession(42"), "{logged}");
    assert!(
        !logged.contains("tester") && !logged.contains(&format!("{KEY:?}")),
        "{logged}"
    );
}
