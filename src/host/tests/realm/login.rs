//! What a login asks of the stores, and at what price.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use bezgelor_core::config::Database;
use bezgelor_core::ids::{AccountId, RealmId};
use bezgelor_core::model::{AccountRole, NewCharacter, Realm};
use bezgelor_core::testing::character;
use bezgelor_core::time::UnixMillis;
use db::{DbHandle, NewAccount, OperationId};
use futures_lite::future::block_on;
use host::answers;
use host::common::Common;
use realm::session as lobby;

use crate::realm::common;

const NOW: UnixMillis = UnixMillis(1_700_000_000_000);
const LATER: UnixMillis = UnixMillis(NOW.0 + 60_000);
const EMAIL: &str = "ann@example.org";
const PEER: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Statements of one login with an empty list of characters: the account; its token stored; that
/// taken, the realms and the session key kept in one transaction (5); that key taken with the seat
/// in one transaction (4); the characters; what the account may and holds.
const OF_A_LOGIN: u64 = 13;
/// What characters have is one more, however many there are.
const OF_CHARACTERS: u64 = 1;

fn row() -> Realm {
    Realm {
        id: RealmId(1),
        name: "here".into(),
        host: "127.0.0.1".into(),
        port: 24_000,
        realm_type: 0,
        last_seen_at: NOW,
        online_count: 0,
        capacity: 10,
        closing: false,
    }
}

/// Answers all that the three conversations of a login ask of the stores, in their order; how many
/// characters it lists.
async fn log_in(common: &Arc<Common>, account: AccountId) -> usize {
    let sts = |query| answers::sts(Arc::clone(common), query, NOW);
    let found = sts(sts::Query::AccountByEmail {
        email_key: EMAIL.into(),
        create: None,
    });
    assert!(matches!(found.await, sts::Answer::Account(Some(_))));
    let stored = sts(sts::Query::StoreGameToken {
        account,
        token_hash: [7; 32],
        address: PEER,
        expires_at: LATER,
    });
    assert!(matches!(stored.await, sts::Answer::TokenStored));

    let auth = |query| answers::auth(Arc::clone(common), query, NOW);
    let redeemed = auth(auth::Query::RedeemToken {
        email_key: EMAIL.into(),
        token_hash: [7; 32],
        key: auth::NewKey::new(PEER, [9; 16].into(), LATER),
    });
    match redeemed.await {
        auth::Answer::Redeemed(Some(redeemed)) => {
            assert_eq!(redeemed.realms.len(), 1);
            assert_eq!(redeemed.key_of, Some(RealmId(1)));
        }
        other => panic!("{other:?}"),
    }

    let realm = |query| answers::realm(Arc::clone(common), query, OperationId(1), None, NOW);
    let redeemed = realm(lobby::Query::RedeemSession {
        account,
        email: EMAIL.into(),
        key: [9; 16],
        address: PEER,
    });
    assert!(matches!(
        redeemed.await,
        lobby::Answer::Session(Ok(Some(_)))
    ));
    match realm(lobby::Query::ListCharacters { account }).await {
        lobby::Answer::Characters(Ok(listing)) => listing.characters.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_login_costs_the_stores_few_statements() {
    // No shards, which have errands of their own.
    let folder = format!("bezgelor-realm-login-{}", std::process::id());
    let folder = std::env::temp_dir().join(folder);
    std::fs::create_dir_all(&folder).expect("the temporary folder is writable");
    let db = DbHandle::open(&Database::default(), &folder).expect("fresh stores");
    let common = Arc::new(common(&db, folder.clone()));
    let new = NewAccount {
        email: EMAIL.into(),
        salt: [1; 16],
        verifier: vec![2; 128],
        role: AccountRole::Player,
        created_at: NOW,
    };
    let count = || block_on(db.statements()).expect("counted");
    let account = block_on(db.create_account(new)).expect("made").id;
    block_on(db.open_realm(row(), String::new(), "here".into())).expect("opened");
    let before = count();
    assert_eq!(block_on(log_in(&common, account)), 0);
    assert_eq!(count() - before, OF_A_LOGIN);

    for number in 2..5 {
        let mut character = character(number);
        character.account_id = account;
        character.name = format!("Ann {}", ["a", "b", "c"][number as usize - 2]);
        let new = NewCharacter {
            character,
            currencies: Vec::new(),
            items: Vec::new(),
        };
        block_on(db.create_character(OperationId(number.into()), new, 12)).expect("made");
    }
    let before = count();
    assert_eq!(block_on(log_in(&common, account)), 3);
    assert_eq!(count() - before, OF_A_LOGIN + OF_CHARACTERS);
    db.close_blocking();
    // A folder left behind in the temporary one does no harm.
    let _ = std::fs::remove_dir_all(&folder);
}
