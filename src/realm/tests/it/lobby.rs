//! Create, delete, select, other realms, the shop.

use std::net::Ipv4Addr;

use ::realm::creation::AccountCost;
use ::realm::gate::Phase;
use ::realm::presence::Enter;
use ::realm::session::{
    Answer, CloseReason, DeleteOutcome, Kick, ListedRealm, NoSheet, Query, RealmGate, RealmListing,
    RealmRefusal, Standing, StoreRefusal,
};
use bezgelor_core::ids::{CharacterId, RealmId};
use bezgelor_core::limits::{SAVE_ASK_MS, SEAT_ASK_MS, SEAT_WAIT_MS};
use bezgelor_core::model::{NewCharacter, Realm as RealmRow};
use bezgelor_core::time::UnixMillis;
use protocol::Message;
use protocol::enums::{
    CharacterModifyResult as Modify, CharacterSelectResult as Select, RealmPopulation, RealmStatus,
};
use protocol::messages::*;

use crate::play::*;
use crate::support::*;

fn create(creation_id: u32) -> ClientCharacterCreate {
    ClientCharacterCreate {
        character_creation_id: creation_id,
        name: "Aurin Tester".into(),
        path: 2,
        labels: vec![1],
        values: vec![2],
        bones: vec![1.0, -0.5],
    }
}

fn relist(play: &mut Play, change: impl FnOnce(&mut ::realm::session::Listing)) {
    play.say(&ClientCharacterList);
    play.asked();
    let mut listing = listing();
    change(&mut listing);
    play.answer(Answer::Characters(Ok(Box::new(listing))));
    play.heard_opcodes();
}

fn created(play: &mut Play) -> Modify {
    let message: ServerCharacterCreate = play.hear();
    assert_eq!((message.character_id, message.world_id), (0, 0));
    message.result
}

#[test]
fn a_new_character_is_in_the_list_before_the_client_hears_of_it() {
    let mut play = Play::in_phase(Phase::Lobby);
    play.say(&create(VETERAN));
    let Query::CreateCharacter { new, cost, slots } = play.asked() else {
        panic!()
    };
    let NewCharacter {
        character, items, ..
    } = *new;
    assert_eq!(
        (character.name.as_str(), character.world_id.0),
        ("Aurin Tester", 426)
    );
    assert_eq!(
        (character.appearance.customisations, items.len()),
        (vec![(1, 2)], 3)
    );
    assert_eq!((cost, slots), (None, 12));
    play.answer(Answer::Created(Ok(CharacterId(8))));
    assert_eq!(play.asked(), Query::ListCharacters { account: ACCOUNT });
    let mut after = listing();
    let mut second = after.characters[0].clone();
    second.character.id = CharacterId(8);
    after.characters.push(second);
    play.answer(Answer::Characters(Ok(Box::new(after))));
    let list: ServerCharacterList = play.hear();
    assert_eq!(
        list.characters.iter().map(|c| c.id).collect::<Vec<_>>(),
        [7, 8]
    );
    let created: ServerCharacterCreate = play.hear();
    assert_eq!((created.character_id, created.world_id), (8, 426));
    assert_eq!(created.result, Modify::CreateOk);
    assert!(play.heard_opcodes().is_empty());
    // The client goes on with the new one at once.
    play.say(&ClientCharacterSelect { character_id: 8 });
    let character = CharacterId(8);
    assert_eq!(
        play.asked(),
        Query::EnterPresence {
            account: ACCOUNT,
            character
        }
    );
}

#[test]
fn what_was_paid_is_shown() {
    let mut play = Play::in_phase(Phase::Lobby);
    play.say(&create(LEVEL_50));
    assert_eq!(created(&mut play), Modify::CreateFailed_InsufficientFunds);
    relist(&mut play, |listing| {
        listing.holdings.currencies = vec![(13, 1)];
    });
    play.say(&create(LEVEL_50));
    let Query::CreateCharacter { cost, .. } = play.asked() else {
        panic!()
    };
    assert_eq!(
        cost,
        Some(AccountCost {
            currency: 13,
            amount: 1
        })
    );
    play.answer(Answer::Created(Ok(CharacterId(8))));
    play.asked();
    play.answer(Answer::Characters(Ok(Box::new(listing()))));
    assert_eq!(play.heard_opcodes(), [0x0966, 0x0117, 0x00dc]);
}

#[test]
fn each_refusal_has_its_code() {
    let refused: [(ClientCharacterCreate, Modify); 6] = [
        (
            ClientCharacterCreate {
                name: "Tester".into(),
                ..create(NOVICE)
            },
            Modify::CreateFailed_InvalidName,
        ),
        (create(DISABLED), Modify::CreateFailed_Internal),
        (create(9_999), Modify::CreateFailed_Internal),
        (
            ClientCharacterCreate {
                path: 5,
                ..create(NOVICE)
            },
            Modify::CreateFailed,
        ),
        (
            ClientCharacterCreate {
                values: vec![9],
                ..create(NOVICE)
            },
            Modify::CreateFailed,
        ),
        (
            ClientCharacterCreate {
                bones: vec![f32::NAN],
                ..create(NOVICE)
            },
            Modify::CreateFailed,
        ),
    ];
    let mut play = Play::in_phase(Phase::Lobby);
    for (message, result) in refused {
        play.say(&message);
        assert_eq!(created(&mut play), result, "{message:?}");
        play.now.mono = play.now.mono.plus(2_000);
    }
    relist(&mut play, |listing| listing.holdings.slots = 1);
    play.say(&create(NOVICE));
    assert_eq!(created(&mut play), Modify::CreateFailed_AccountFull);
    relist(&mut play, |listing| listing.holdings.entitlements.clear());
    play.say(&create(GATED));
    assert_eq!(created(&mut play), Modify::CreateFailed_MissingEntitlement);
    assert!(play.asks_nothing(), "the store was asked for nothing");
}

#[test]
fn the_store_has_the_last_word() {
    let refusals = [
        (StoreRefusal::NameTaken, Modify::CreateFailed_UniqueName),
        (StoreRefusal::SlotsFull, Modify::CreateFailed_AccountFull),
        (StoreRefusal::Funds, Modify::CreateFailed_InsufficientFunds),
        (StoreRefusal::Unavailable, Modify::CreateFailed_Internal),
    ];
    for (refusal, result) in refusals {
        let mut play = Play::in_phase(Phase::Lobby);
        play.say(&create(NOVICE));
        play.asked();
        play.answer(Answer::Created(Err(refusal)));
        assert_eq!(created(&mut play), result);
    }
}

#[test]
fn deletion_answers_for_every_outcome() {
    let outcomes = [
        (DeleteOutcome::Deleted, Modify::DeleteOk, 0),
        (DeleteOutcome::Unknown, Modify::DeleteFailed, 0),
        (DeleteOutcome::HasMail, Modify::DeleteFailed, 0),
        (
            DeleteOutcome::LeadsGuilds(2),
            Modify::DeleteFailed_GuildMaster,
            2,
        ),
        (
            DeleteOutcome::Online,
            Modify::DeleteFailed_CharacterOnline,
            0,
        ),
        (DeleteOutcome::Unavailable, Modify::DeleteFailed, 0),
    ];
    for (outcome, result, data) in outcomes {
        let mut play = Play::in_phase(Phase::Lobby);
        play.say(&ClientCharacterDelete {
            character_id: HERO.0,
        });
        assert_eq!(
            play.asked(),
            Query::DeleteCharacter {
                account: ACCOUNT,
                character: HERO
            }
        );
        play.answer(Answer::Deleted(outcome));
        let message: ServerCharacterDeleteResult = play.hear();
        assert_eq!((message.result, message.data), (result, data));
    }
    // Somebody else's character is refused without asking anybody.
    let mut play = Play::in_phase(Phase::Lobby);
    play.say(&ClientCharacterDelete { character_id: 999 });
    assert_eq!(
        play.hear::<ServerCharacterDeleteResult>().result,
        Modify::DeleteFailed
    );
    assert!(play.asks_nothing());
}

#[test]
fn a_choice_can_fail_in_four_ways() {
    let mut play = Play::in_phase(Phase::Lobby);
    let choose = ClientCharacterSelect {
        character_id: HERO.0,
    };
    play.say(&ClientCharacterSelect { character_id: 999 });
    assert_eq!(
        play.hear::<ServerCharacterSelectFail>().result,
        Select::Failed
    );
    let standings = [
        (Standing::MustRename, Select::FailedRename),
        (Standing::Disabled, Select::FailedDisabled),
    ];
    for (standing, result) in standings {
        relist(&mut play, |listing| {
            listing.characters[0].standing = standing;
        });
        play.say(&choose);
        assert_eq!(play.hear::<ServerCharacterSelectFail>().result, result);
    }
    relist(&mut play, |_| {});
    play.say(&choose);
    play.asked();
    play.answer(Answer::Entered(Enter::StillSaving));
    play.wait(SEAT_WAIT_MS);
    play.asked();
    play.answer(Answer::Entered(Enter::StillSaving));
    let result = play.hear::<ServerCharacterSelectFail>().result;
    assert_eq!(result, Select::FailedCharacterInWorld);
    // Tried again once it is saved, it works.
    play.enter();
    assert_eq!(play.session.phase(), Phase::World);
}

#[test]
fn who_comes_back_while_still_being_saved_waits_for_it() {
    let mut play = Play::in_phase(Phase::Lobby);
    play.say(&ClientCharacterSelect {
        character_id: HERO.0,
    });
    for _ in 0..3 {
        assert!(matches!(play.asked(), Query::EnterPresence { .. }));
        play.answer(Answer::Entered(Enter::StillSaving));
        assert!(play.session.is_waiting(), "nothing more is read meanwhile");
        assert!(play.asks_nothing(), "and nothing asked before its time");
        play.wait(SAVE_ASK_MS);
    }
    assert!(matches!(play.asked(), Query::EnterPresence { .. }));
    play.answer(Answer::Entered(Enter::Granted));
    assert!(matches!(play.asked(), Query::LoadSheet { .. }));
    play.answer(Answer::Sheet(Ok(Some(Box::new(sheet())))));
    assert!(matches!(play.did(), Some(Did::Enter(_))));
}

#[test]
fn a_character_that_cannot_be_loaded_is_given_back() {
    let mut stranger = sheet();
    stranger.character.account_id.0 += 1;
    let answers = [
        Ok(None),
        Err(NoSheet::Unavailable),
        Ok(Some(Box::new(stranger))),
    ];
    for answer in answers {
        let mut play = Play::in_phase(Phase::Lobby);
        play.say(&ClientCharacterSelect {
            character_id: HERO.0,
        });
        play.asked();
        play.answer(Answer::Entered(Enter::Granted));
        play.asked();
        play.answer(Answer::Sheet(answer));
        assert_eq!(play.did(), Some(Did::NotEntered(HERO)));
        assert_eq!(
            play.hear::<ServerCharacterSelectFail>().result,
            Select::Failed
        );
        assert_eq!(play.session.phase(), Phase::Lobby);
    }
}

#[test]
fn who_comes_from_another_realm_waits_until_that_one_has_let_go() {
    let choose = ClientCharacterSelect {
        character_id: HERO.0,
    };
    let held = || Answer::Sheet(Err(NoSheet::PlaysElsewhere));
    let mut play = Play::in_phase(Phase::Lobby);
    play.say(&choose);
    play.asked();
    play.answer(Answer::Entered(Enter::Granted));
    play.asked();
    play.answer(held());
    assert!(play.session.is_waiting(), "nothing more is read meanwhile");
    assert_eq!(play.did(), None);
    play.wait(SEAT_ASK_MS);
    assert!(matches!(play.asked(), Query::LoadSheet { .. }));
    play.answer(Answer::Sheet(Ok(Some(Box::new(sheet())))));
    assert!(matches!(play.did(), Some(Did::Enter(_))));

    let mut play = Play::in_phase(Phase::Lobby);
    play.say(&choose);
    play.asked();
    play.answer(Answer::Entered(Enter::Granted));
    play.asked();
    play.answer(held());
    play.wait(SEAT_WAIT_MS);
    play.asked();
    play.answer(held());
    assert_eq!(play.did(), Some(Did::NotEntered(HERO)));
    let result = play.hear::<ServerCharacterSelectFail>().result;
    assert_eq!(result, Select::FailedCharacterInWorld);
    assert!(!play.session.is_waiting(), "and may choose again");
}

#[test]
fn a_login_that_was_overtaken_ends() {
    let mut play = Play::in_phase(Phase::Lobby);
    play.say(&ClientCharacterSelect {
        character_id: HERO.0,
    });
    play.asked();
    play.answer(Answer::Entered(Enter::Lost));
    assert_eq!(play.did(), Some(Did::Close(CloseReason::Superseded)));
}

#[test]
fn the_realm_list_shows_who_is_up_and_how_full() {
    let mut play = Play::in_phase(Phase::Lobby);
    let row = |id, online_count| RealmRow {
        id: RealmId(id),
        name: format!("Realm {id}"),
        host: "127.0.0.1".into(),
        port: 24000,
        realm_type: 1,
        last_seen_at: UnixMillis(0),
        online_count,
        capacity: 10,
        closing: false,
    };
    let listed = |id, online_count, online| ListedRealm {
        realm: row(id, online_count),
        online,
        character_count: 2,
        last_played_character: "Aurin Tester".into(),
        last_played_at: Some(UnixMillis(0)),
    };
    play.say(&ClientRealmList);
    assert_eq!(play.asked(), Query::ListRealms { account: ACCOUNT });
    let realms = vec![listed(1, 10, true), listed(2, 0, false)];
    let messages = vec![(3, vec!["Welcome".to_owned(), "Willkommen".to_owned()])];
    play.answer(Answer::Realms(Ok(RealmListing { realms, messages })));
    let list: ServerRealmList = play.hear();
    assert_eq!(list.realms[0].status, RealmStatus::Up);
    assert_eq!(list.realms[0].population, RealmPopulation::Full);
    assert_eq!(list.realms[1].status, RealmStatus::Down);
    assert_eq!(list.realms[1].type_.0, 1);
    let mine = &list.realms[0].account_realm_info;
    assert_eq!((mine.realm_id, mine.character_count), (1, 2));
    assert_eq!(mine.last_played_time, 116_444_736_000_000_000);
    assert_eq!(
        (list.messages[0].index, list.messages[0].messages.len()),
        (3, 2)
    );
}

#[test]
fn another_realm_gets_a_fresh_key_and_the_same_one_silence() {
    let mut play = Play::in_phase(Phase::Lobby);
    play.say(&ClientRealmSelect {
        realm_id: REALM.0.into(),
    });
    assert!(play.asks_nothing());
    assert!(
        play.heard_opcodes().is_empty(),
        "an answer would crash the client"
    );

    play.say(&ClientRealmSelect { realm_id: 2 });
    let realm = RealmId(2);
    assert_eq!(
        play.asked(),
        Query::StoreSessionKeyFor {
            account: ACCOUNT,
            realm
        }
    );
    play.answer(Answer::NewRealm(Ok(Box::new(RealmGate {
        session_key: [9; 16],
        address: Ipv4Addr::new(127, 0, 0, 1),
        port: 24001,
        name: "Other".into(),
        realm_type: 1,
    }))));
    let new: ServerNewRealm = play.hear();
    assert_eq!(
        (new.session_key, new.gateway_data.address),
        ([9; 16], 0x7f00_0001)
    );
    assert_eq!((new.gateway_data.port, new.type_.0), (24001, 1));

    let refusals = [
        (
            RealmRefusal::Offline,
            CloseReason::Kicked(Kick::NoRoom),
            vec![0x036a],
        ),
        (
            RealmRefusal::Unavailable,
            CloseReason::Kicked(Kick::StoreAway),
            vec![0x036a],
        ),
        (RealmRefusal::Unknown, CloseReason::Violation, vec![]),
    ];
    for (refusal, reason, heard) in refusals {
        let mut play = Play::in_phase(Phase::Lobby);
        play.say(&ClientRealmSelect { realm_id: 2 });
        play.asked();
        play.answer(Answer::NewRealm(Err(refusal)));
        assert_eq!(play.heard_opcodes(), heard);
        assert_eq!(play.did(), Some(Did::Close(reason)));
    }
    let mut play = Play::in_phase(Phase::Lobby);
    play.say(&ClientRealmSelect { realm_id: 0x1_0001 });
    assert_eq!(play.did(), Some(Did::Close(CloseReason::Violation)));
}

#[test]
fn the_shop_is_empty_and_says_so() {
    let mut play = Play::in_phase(Phase::Lobby);
    play.say(&ClientStorefrontRequestCatalog { unknown0: 0 });
    let categories: ServerStoreCategories = play.hear();
    assert!(categories.store_categories.is_empty());
    assert_eq!(play.heard_opcodes(), [ServerStoreFinalise::OPCODE]);
}

#[test]
fn before_the_list_nothing_can_be_made_or_chosen() {
    for phase in [Phase::Greeted, Phase::Queued] {
        let mut play = Play::in_phase(phase);
        play.say(&create(NOVICE));
        play.say(&ClientCharacterDelete {
            character_id: HERO.0,
        });
        play.say(&ClientCharacterSelect {
            character_id: HERO.0,
        });
        assert_eq!(created(&mut play), Modify::CreateFailed);
        assert_eq!(
            play.hear::<ServerCharacterDeleteResult>().result,
            Modify::DeleteFailed
        );
        assert_eq!(
            play.hear::<ServerCharacterSelectFail>().result,
            Select::Failed
        );
        assert!(play.asks_nothing());
        assert_eq!(play.session.refused_count(), 3);
    }
}
