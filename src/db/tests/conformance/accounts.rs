//! Accounts and realms.

use bezgelor_core::ids::{AccountId, RealmId};
use bezgelor_core::limits::{REALM_MESSAGES_MAX, REALM_STALE_MS};
use bezgelor_core::model::{AccountRole, Realm, Suspension};
use bezgelor_core::time::UnixMillis;
use db::{DbError, DbHandle, RealmSettings};

use crate::secrets::key;
use crate::support::{Backend, NOW, at_once, new_account, wait};

pub(crate) fn an_account_is_stored_whole(backend: &Backend) {
    let db = backend.open();
    let made = wait(db.create_account(new_account("Ann@Example.org"))).expect("made");
    assert_eq!(
        made.email, "Ann@Example.org",
        "the spelling is part of the verifier"
    );
    assert_eq!(made.verifier, (0..128).collect::<Vec<u8>>());
    assert_eq!(wait(db.account(made.id)).as_ref(), Ok(&made));
    assert_eq!(wait(db.account_by_email(" ann@example.ORG ")), Ok(made));
}

pub(crate) fn emails_are_unique_without_case(backend: &Backend) {
    let db = backend.open();
    let results = at_once(20, |index| {
        let email = if index % 2 == 0 {
            "BOB@x.org"
        } else {
            "bob@X.org"
        };
        db.create_account(new_account(email))
    });
    let made = results.iter().filter(|result| result.is_ok()).count();
    let taken = results
        .iter()
        .filter(|result| **result == Err(DbError::EmailTaken))
        .count();
    assert_eq!((made, taken), (1, 19));
    let mut bad = new_account("c@x.org");
    bad.verifier.pop();
    assert_eq!(
        wait(db.create_account(bad)),
        Err(DbError::Invalid("verifier"))
    );
    let empty = new_account("  ");
    assert_eq!(
        wait(db.create_account(empty)),
        Err(DbError::Invalid("e-mail"))
    );
}

pub(crate) fn unknown_accounts_are_not_found(backend: &Backend) {
    let db = backend.open();
    // One of the databases keeps such a text and the other does not: for neither is it a fault.
    let odd = wait(db.account_by_email("nobody\0@x.org"));
    assert!(
        matches!(odd, Err(DbError::NotFound | DbError::Invalid(_))),
        "{odd:?}"
    );
    assert_eq!(
        wait(db.account_by_email("nobody@x.org")),
        Err(DbError::NotFound)
    );
    assert_eq!(
        wait(db.account(AccountId(u32::MAX))),
        Err(DbError::NotFound)
    );
    let set = db.set_role(AccountId(5), AccountRole::GameMaster);
    assert_eq!(wait(set), Err(DbError::NotFound));
}

pub(crate) fn password_role_and_suspension_change(backend: &Backend) {
    let db = backend.open();
    let id = wait(db.create_account(new_account("dora@x.org")))
        .expect("made")
        .id;
    wait(db.set_password(id, "Dora@x.org", [9; 16], vec![8; 128])).expect("set");
    wait(db.set_role(id, AccountRole::Administrator)).expect("set");
    let until = Suspension {
        ends_at: Some(UnixMillis(5)),
        reason: "spam".into(),
    };
    wait(db.set_suspension(id, Some(until.clone()))).expect("set");
    let account = wait(db.account(id)).expect("there");
    assert_eq!((account.salt, account.verifier), ([9; 16], vec![8; 128]));
    assert_eq!(
        account.email, "Dora@x.org",
        "the new verifier was made from this spelling"
    );
    assert_eq!(
        (account.role, account.suspension),
        (AccountRole::Administrator, Some(until))
    );

    let other = db.set_password(id, "eve@x.org", [9; 16], vec![8; 128]);
    assert_eq!(
        wait(other),
        Err(DbError::NotFound),
        "a verifier for another name locks out"
    );

    let for_good = Suspension {
        ends_at: None,
        reason: String::new(),
    };
    wait(db.set_suspension(id, Some(for_good.clone()))).expect("set");
    assert_eq!(
        wait(db.account(id)).expect("there").suspension,
        Some(for_good)
    );
    wait(db.set_suspension(id, None)).expect("set");
    assert_eq!(wait(db.account(id)).expect("there").suspension, None);
}

pub(crate) fn lists_come_in_pages(backend: &Backend) {
    let db = backend.open();
    for number in 0..5 {
        wait(db.create_account(new_account(&format!("{number}@x.org")))).expect("made");
    }
    let first = wait(db.list_accounts(AccountId(0), 3)).expect("a page");
    let rest = wait(db.list_accounts(first[2].id, 3)).expect("a page");
    let names = |page: &[bezgelor_core::model::Account]| {
        page.iter()
            .map(|account| account.email.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&first), ["0@x.org", "1@x.org", "2@x.org"]);
    assert_eq!(names(&rest), ["3@x.org", "4@x.org"]);
}

pub(crate) fn accounts_are_found_by_a_part(backend: &Backend) {
    let db = backend.open();
    for email in ["Ann_1@x.org", "anna@y.org", "bob@x.org", "joann%1@x.org"] {
        wait(db.create_account(new_account(email))).expect("made");
    }
    let found = |part: &str, after: u32| {
        let page = wait(db.search_accounts(part, AccountId(after), 2)).expect("a page");
        page.iter()
            .map(|account| account.email.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(found("ANN", 0), ["Ann_1@x.org", "anna@y.org"]);
    assert_eq!(found("ann", 2), ["joann%1@x.org"]);
    assert_eq!(
        found("n_1", 0),
        ["Ann_1@x.org"],
        "no mark stands for others"
    );
    assert_eq!(found("n%1", 0), ["joann%1@x.org"]);
    assert!(found("!", 0).is_empty());
}

pub(crate) fn realm(id: u16, name: &str) -> Realm {
    Realm {
        id: RealmId(id),
        name: name.into(),
        host: "127.0.0.1".into(),
        port: 24_000,
        realm_type: 1,
        last_seen_at: NOW,
        online_count: 0,
        capacity: 5000,
        closing: false,
    }
}

/// The process of data directory `keeper` starts the realm.
pub(crate) fn open_realm(
    db: &DbHandle,
    realm: Realm,
    keeper: &str,
) -> Result<RealmSettings, DbError> {
    wait(db.open_realm(realm, "Hello".into(), keeper.into()))
}

pub(crate) fn realms_are_listed_and_beat(backend: &Backend) {
    let db = backend.open();
    open_realm(&db, realm(2, "Second"), "b").expect("made");
    open_realm(&db, realm(1, "First"), "a").expect("made");
    open_realm(&db, realm(1, "Renamed"), "a").expect("changed");
    let taken = open_realm(&db, realm(3, "Second"), "c");
    assert!(matches!(taken, Err(DbError::Invalid(_))), "{taken:?}");
    wait(db.realm_heartbeat(RealmId(2), 17, true, UnixMillis(NOW.0 + 1))).expect("beats");
    assert_eq!(
        wait(db.realm_heartbeat(RealmId(9), 1, false, NOW)),
        Err(DbError::NotFound)
    );
    let mut second = realm(2, "Second");
    (second.online_count, second.last_seen_at) = (17, UnixMillis(NOW.0 + 1));
    second.closing = true;
    assert_eq!(
        wait(db.list_realms()),
        Ok(vec![realm(1, "Renamed"), second])
    );
    wait(db.close_realm(RealmId(2))).expect("closed");
    let listed = wait(db.list_realms()).expect("listed");
    assert_eq!(
        (listed[1].last_seen_at, listed[1].online_count),
        (UnixMillis(0), 0)
    );
}

pub(crate) fn what_a_realm_was_told_outlives_its_process(backend: &Backend) {
    let db = backend.open();
    let kept = open_realm(&db, realm(1, "One"), "a").expect("made");
    let kept = (kept.capacity, kept.message_of_the_day);
    assert_eq!(
        kept,
        (5000, "Hello".into()),
        "the configuration's, at first"
    );
    wait(db.set_capacity(RealmId(1), 7)).expect("set");
    wait(db.set_message_of_the_day(RealmId(1), String::new())).expect("set");
    let kept = open_realm(&db, realm(1, "One"), "a").expect("again");
    let kept = (kept.capacity, kept.message_of_the_day);
    assert_eq!(kept, (7, String::new()), "no message is kept as none");

    let lines = vec!["one".to_owned(), "two".to_owned()];
    wait(db.set_realm_messages(lines.clone())).expect("set");
    assert_eq!(wait(db.realm_messages()), Ok(lines));
    let many = vec![String::new(); REALM_MESSAGES_MAX + 1];
    assert!(wait(db.set_realm_messages(many)).is_err());
}

pub(crate) fn two_processes_are_not_one_realm(backend: &Backend) {
    let db = backend.open();
    open_realm(&db, realm(1, "One"), "a").expect("made");
    let second = open_realm(&db, realm(1, "One"), "b");
    assert!(matches!(second, Err(DbError::Invalid(_))), "{second:?}");
    open_realm(&db, realm(1, "One"), "a").expect("the same one again");
    let mut later = realm(1, "One");
    later.last_seen_at.0 += REALM_STALE_MS + 1;
    open_realm(&db, later, "b").expect("the first is dead");
    wait(db.close_realm(RealmId(1))).expect("closed");
    open_realm(&db, realm(1, "One"), "a").expect("the second has stopped");
}

pub(crate) fn an_account_sits_on_one_realm(backend: &Backend) {
    let db = backend.open();
    let account = wait(db.create_account(new_account("jo@x.org")))
        .expect("made")
        .id;
    for (id, name) in [(1, "One"), (2, "Two")] {
        open_realm(&db, realm(id, name), name).expect("made");
    }
    let log_in = |realm: u16, at: UnixMillis| {
        let until = UnixMillis(at.0 + 10);
        let realm = RealmId(realm);
        wait(db.store_session_key(account, key(3, realm, until))).expect("stored");
        wait(db.redeem_session_key(account, "jo@x.org", realm, [3; 16], at)).expect("let in");
    };
    let sits = |realm, at| wait(db.has_seat(account, RealmId(realm), at)).expect("told");
    let wanted = |realm| wait(db.wanted_seats(RealmId(realm))).expect("told");
    let give = |realm, seats| wait(db.give_seats(RealmId(realm), seats)).expect("given");

    log_in(1, NOW);
    assert!(sits(1, NOW) && !sits(2, NOW) && wanted(1).is_empty());
    log_in(2, NOW);
    assert!(!sits(2, NOW), "the first has it still");
    let wish = wanted(1);
    assert_eq!(wish.len(), 1);
    // It comes back before the first realm has given it up: the wish is over.
    log_in(1, NOW);
    give(1, wish.clone());
    assert!(sits(1, NOW) && wanted(1).is_empty());
    log_in(2, NOW);
    give(1, wish);
    assert!(!sits(2, NOW), "an older wish gives nothing");
    give(1, wanted(1));
    assert!(sits(2, NOW) && !sits(1, NOW));
    let lost = |realm| wait(db.lost_seats(RealmId(realm), vec![account])).expect("told");
    assert_eq!((lost(1), lost(2)), (vec![account], vec![]));
    let mut many: Vec<AccountId> = (1_000..4_000).map(AccountId).collect();
    many.insert(2_500, account);
    let lost = wait(db.lost_seats(RealmId(1), many)).expect("told");
    assert_eq!(lost, [account], "among thousands");

    // The second realm falls silent: who waits for it is let in, and who comes waits for nobody.
    log_in(1, NOW);
    assert!(!sits(1, NOW));
    let later = UnixMillis(NOW.0 + REALM_STALE_MS + 1);
    assert!(sits(1, later), "nobody waits for the dead");
    log_in(2, later);
    assert!(sits(2, later));
}

pub(crate) fn an_api_token_is_found_until_it_ends(backend: &Backend) {
    let db = backend.open();
    let new = |name: &str, secret: u8, expires_at: Option<i64>| db::NewApiToken {
        name: name.into(),
        hash: [secret; 32],
        scopes: "status players".into(),
        created_at: NOW,
        expires_at: expires_at.map(UnixMillis),
    };
    let odd = wait(db.create_api_token(new("gra\0fana", 1, None)));
    assert!(matches!(odd, Err(DbError::Invalid(_))), "{odd:?}");
    let grafana = wait(db.create_api_token(new("grafana", 1, None))).expect("made");
    let week = wait(db.create_api_token(new("week", 2, Some(NOW.0 + 1000)))).expect("made");
    assert_eq!(
        (grafana.last_used_at, grafana.scopes.as_str()),
        (None, "status players")
    );
    for taken in [new("grafana", 3, None), new("other", 1, None)] {
        let refused = wait(db.create_api_token(taken));
        assert!(matches!(refused, Err(DbError::Invalid(_))), "{refused:?}");
    }
    let refused = wait(db.create_api_token(new("", 4, None)));
    assert!(matches!(refused, Err(DbError::Invalid(_))), "{refused:?}");
    let find = |secret: u8, at: i64| {
        wait(db.api_token_by_hash([secret; 32], UnixMillis(at))).map(|token| token.id)
    };
    assert_eq!(find(1, NOW.0 + 5), Ok(grafana.id));
    assert_eq!(find(2, NOW.0 + 999), Ok(week.id));
    assert_eq!(
        find(2, NOW.0 + 1000),
        Err(DbError::NotFound),
        "it has ended"
    );
    assert_eq!(find(9, NOW.0), Err(DbError::NotFound));
    assert_eq!(find(1, NOW.0 + 70_000), Ok(grafana.id));
    let listed = wait(db.list_api_tokens()).expect("listed");
    let used: Vec<_> = listed.iter().map(|token| token.last_used_at).collect();
    assert_eq!(
        used,
        [
            Some(UnixMillis(NOW.0 + 70_000)),
            Some(UnixMillis(NOW.0 + 999))
        ]
    );
    assert_eq!(wait(db.revoke_api_token("grafana")), Ok(()));
    assert_eq!(wait(db.revoke_api_token("grafana")), Err(DbError::NotFound));
    assert_eq!(find(1, NOW.0), Err(DbError::NotFound), "revoked");
}

pub(crate) fn who_hides_is_known(backend: &Backend) {
    let db = backend.open();
    let ids: Vec<AccountId> = ["a@x.org", "b@x.org", "c@x.org"]
        .map(|email| {
            wait(db.create_account(new_account(email)))
                .expect("made")
                .id
        })
        .into();
    for id in [ids[2], ids[0], ids[0]] {
        assert_eq!(wait(db.set_hidden(id, true)), Ok(()));
    }
    let among = |ids: &[AccountId]| wait(db.hidden_among(ids.to_vec())).expect("asked");
    assert_eq!(among(&ids), [ids[0], ids[2]]);
    assert_eq!(among(&ids[1..2]), []);
    assert_eq!(wait(db.set_hidden(ids[0], false)), Ok(()));
    assert_eq!(among(&ids), [ids[2]]);
    let nobody = wait(db.set_hidden(AccountId(u32::MAX), true));
    assert_eq!(nobody, Err(DbError::NotFound));
    assert_eq!(
        wait(db.delete_account(ids[2])),
        Ok(()),
        "hiding does not hold an account"
    );
    assert_eq!(among(&ids), []);
}
