//! The one-use secrets of a login: game tokens and session keys.

use bezgelor_core::ids::RealmId;
use bezgelor_core::model::{AccountRole, Suspension};
use bezgelor_core::time::UnixMillis;
use db::{DbError, NewSessionKey, RedeemedKey};

use crate::accounts::{open_realm, realm};
use crate::support::{Backend, NOW, REALM, at_once, new_account, wait};

pub(crate) fn a_token_is_redeemed_once(backend: &Backend) {
    let db = backend.open();
    let account = wait(db.create_account(new_account("fay@x.org"))).expect("made");
    let later = UnixMillis(NOW.0 + 60_000);
    wait(db.store_game_token(account.id, [7; 32], "10.0.0.1", later)).expect("stored");
    let results = at_once(50, |_| {
        db.redeem_game_token("Fay@x.org", [7; 32], NOW, |_| None)
    });
    let won: Vec<_> = results.iter().flatten().collect();
    assert_eq!(won.len(), 1, "fifty tried, one got it");
    assert_eq!(
        (won[0].account, won[0].address.as_str()),
        (account.id, "10.0.0.1")
    );
    assert_eq!(won[0].suspension, None);
    let others = results
        .iter()
        .filter(|result| **result == Err(DbError::NotFound))
        .count();
    assert_eq!(others, 49);
}

pub(crate) fn a_token_expires_and_belongs_to_its_email(backend: &Backend) {
    let db = backend.open();
    let gil = wait(db.create_account(new_account("gil@x.org"))).expect("made");
    wait(db.create_account(new_account("hal@x.org"))).expect("made");
    let until = UnixMillis(NOW.0 + 10);
    wait(db.store_game_token(gil.id, [1; 32], "a", until)).expect("stored");
    let redeem = |email: &str, hash, at| {
        let redeemed = db.redeem_game_token(email, [hash; 32], UnixMillis(at), |_| None);
        wait(redeemed).map(|token| token.account)
    };
    assert_eq!(
        redeem("hal@x.org", 1, NOW.0),
        Err(DbError::NotFound),
        "another's"
    );
    assert_eq!(
        redeem("gil@x.org", 2, NOW.0),
        Err(DbError::NotFound),
        "unknown"
    );
    assert_eq!(
        redeem("gil@x.org", 1, NOW.0 + 11),
        Err(DbError::NotFound),
        "too late"
    );
    assert_eq!(
        redeem("gil@x.org", 1, NOW.0 + 10),
        Ok(gil.id),
        "none of that used it up"
    );
}

/// A session key of sixteen equal bytes.
pub(crate) fn key(byte: u8, realm_id: RealmId, expires_at: UnixMillis) -> NewSessionKey {
    NewSessionKey {
        realm_id,
        key: [byte; 16],
        expires_at,
    }
}

pub(crate) fn a_session_key_is_kept_with_the_token(backend: &Backend) {
    let db = backend.open();
    let lea = wait(db.create_account(new_account("lea@x.org")))
        .expect("made")
        .id;
    let suspension = Suspension {
        ends_at: Some(NOW),
        reason: "spam".into(),
    };
    wait(db.set_suspension(lea, Some(suspension.clone()))).expect("set");
    let suspension = Some(suspension);
    let until = UnixMillis(NOW.0 + 10);
    for token in [1, 2] {
        wait(db.store_game_token(lea, [token; 32], "10.0.0.1", until)).expect("stored");
    }
    let redeem = |hash: u8, byte: u8| {
        db.redeem_game_token("lea@x.org", [hash; 32], NOW, move |token| {
            // What was found is there to decide by.
            (token.account == lea && token.address == "10.0.0.1").then(|| key(byte, REALM, until))
        })
    };
    let take = |byte| wait(db.redeem_session_key(lea, "lea@x.org", REALM, [byte; 16], NOW));
    let redeemed = wait(redeem(1, 5)).expect("good");
    assert_eq!(
        (redeemed.key_of, &redeemed.suspension),
        (Some(REALM), &suspension)
    );
    assert_eq!(
        wait(redeem(1, 6)).map(drop),
        Err(DbError::NotFound),
        "it is used"
    );
    assert_eq!(take(6), Err(DbError::NotFound), "nothing was kept with it");
    let role = AccountRole::Player;
    assert_eq!(take(5), Ok(RedeemedKey { role, suspension }));
    let refused = db.redeem_game_token("lea@x.org", [2; 32], NOW, |_| None);
    assert_eq!(wait(refused).map(|token| token.key_of), Ok(None));
    assert_eq!(
        wait(redeem(2, 7)).map(drop),
        Err(DbError::NotFound),
        "used all the same"
    );
}

pub(crate) fn a_session_key_is_redeemed_once(backend: &Backend) {
    let db = backend.open();
    let account = wait(db.create_account(new_account("Ivy@x.org"))).expect("made");
    let until = UnixMillis(NOW.0 + 10);
    wait(db.store_session_key(account.id, key(1, REALM, until))).expect("stored");
    wait(db.store_session_key(account.id, key(2, REALM, until))).expect("stored");
    let redeem = |email: &'static str, realm, key, at| {
        db.redeem_session_key(account.id, email, RealmId(realm), [key; 16], UnixMillis(at))
    };
    for (email, realm, key, at) in [
        ("ivy@x.org", 1, 1, NOW.0),
        ("eve@x.org", 1, 2, NOW.0),
        ("ivy@x.org", 2, 2, NOW.0),
        ("ivy@x.org", 1, 2, NOW.0 + 11),
    ] {
        let result = wait(redeem(email, realm, key, at));
        assert_eq!(result, Err(DbError::NotFound), "{email} {realm} {key} {at}");
    }
    let results = at_once(20, |_| redeem("ivy@x.org", 1, 2, NOW.0));
    assert_eq!(results.iter().flatten().count(), 1);
    let won = RedeemedKey {
        role: account.role,
        suspension: None,
    };
    assert!(results.contains(&Ok(won)));
}

pub(crate) fn a_beat_forgets_secrets_that_expired(backend: &Backend) {
    let db = backend.open();
    open_realm(&db, realm(1, "One"), "a").expect("made");
    let ida = wait(db.create_account(new_account("ida@x.org"))).expect("made");
    let until = UnixMillis(NOW.0 + 10);
    for hash in [1, 2] {
        wait(db.store_game_token(ida.id, [hash; 32], "a", until)).expect("stored");
    }
    let beat = |at| wait(db.realm_heartbeat(RealmId(1), 0, false, UnixMillis(at))).expect("beats");
    let redeem =
        |hash| wait(db.redeem_game_token("ida@x.org", [hash; 32], NOW, |_| None)).map(drop);
    let keep = || wait(db.store_session_key(ida.id, key(3, REALM, until))).expect("stored");
    let take = || wait(db.redeem_session_key(ida.id, "ida@x.org", REALM, [3; 16], NOW)).map(drop);
    keep();
    beat(NOW.0 + 10);
    assert_eq!((redeem(1), take()), (Ok(()), Ok(())), "good until then");
    keep();
    beat(NOW.0 + 11);
    let gone = Err(DbError::NotFound);
    assert_eq!((redeem(2), take()), (gone.clone(), gone));
}

pub(crate) fn a_start_makes_secrets_void_that_a_power_failure_may_have_brought_back(
    backend: &Backend,
) {
    let db = backend.open();
    let max = wait(db.create_account(new_account("max@x.org"))).expect("made");
    let until = UnixMillis(NOW.0 + 10);
    wait(db.store_game_token(max.id, [1; 32], "a", until)).expect("stored");
    wait(db.store_session_key(max.id, key(3, REALM, until))).expect("stored");
    open_realm(&db, realm(1, "One"), "a").expect("made");
    let token = wait(db.redeem_game_token("max@x.org", [1; 32], NOW, |_| None)).map(drop);
    let taken = wait(db.redeem_session_key(max.id, "max@x.org", REALM, [3; 16], NOW)).map(drop);
    let expected = match backend.database.is_some() {
        // There a commit is kept when it is confirmed, and other realms have logins under way.
        true => Ok(()),
        false => Err(DbError::NotFound),
    };
    assert_eq!((token, taken), (expected.clone(), expected));
}
