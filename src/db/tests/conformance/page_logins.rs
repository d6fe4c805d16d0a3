//! Logins of the page: kept, bounded, and ended by whatever changes their account.

use bezgelor_core::ids::AccountId;
use bezgelor_core::limits::{HTTP_SESSION_MS, HTTP_SESSIONS_MAX, HTTP_SESSIONS_PER_HOLDER_MAX};
use bezgelor_core::model::{AccountRole, Suspension};
use bezgelor_core::time::UnixMillis;
use db::{DbError, DbHandle, NewApiToken, PageLogin, PageProof};

use crate::support::{Backend, NOW, new_account, wait};

fn later(ms: i64) -> UnixMillis {
    UnixMillis(NOW.0 + ms)
}

fn secret(number: u32) -> [u8; 32] {
    let mut secret = [7; 32];
    secret[..4].copy_from_slice(&number.to_le_bytes());
    secret
}

/// An account and what it logs in by.
fn made(db: &DbHandle, email: &str) -> (AccountId, PageProof) {
    let account = wait(db.create_account(new_account(email))).expect("made");
    (account.id, PageProof::Account(account.id, account.salt))
}

fn begin(db: &DbHandle, number: u32, proof: PageProof, at: UnixMillis) {
    wait(db.begin_page_login(secret(number), proof, at)).expect("begun");
}

fn is_in(db: &DbHandle, number: u32, at: UnixMillis) -> bool {
    match wait(db.page_login(secret(number), at)) {
        Ok(_) => true,
        Err(DbError::NotFound) => false,
        Err(error) => panic!("{error}"),
    }
}

pub(crate) fn a_page_login_outlives_its_process(backend: &Backend) {
    let db = backend.open();
    let (id, proof) = made(&db, "ann@x.org");
    begin(&db, 1, proof, NOW);
    db.close_blocking();
    let db = backend.open();
    let PageLogin::Account(account) = wait(db.page_login(secret(1), NOW)).expect("kept") else {
        panic!("it is an account's");
    };
    assert_eq!((account.id, account.email.as_str()), (id, "ann@x.org"));
    assert!(!is_in(&db, 2, NOW), "another secret");
    let twice = wait(db.begin_page_login(secret(1), proof, NOW));
    assert!(twice.is_err(), "a secret is used once: {twice:?}");
    wait(db.end_page_login(secret(1))).expect("ended");
    wait(db.end_page_login(secret(1))).expect("ended before");
    assert!(!is_in(&db, 1, NOW));
}

pub(crate) fn a_page_login_ends_when_it_is_not_used(backend: &Backend) {
    let db = backend.open();
    let (_, proof) = made(&db, "ann@x.org");
    begin(&db, 1, proof, NOW);
    begin(&db, 2, proof, NOW);
    assert!(is_in(&db, 1, later(HTTP_SESSION_MS)), "just in time");
    assert!(is_in(&db, 1, later(2 * HTTP_SESSION_MS)), "it was used");
    assert!(!is_in(&db, 2, later(HTTP_SESSION_MS + 1)));
    assert!(!is_in(&db, 1, later(3 * HTTP_SESSION_MS + 1)));
}

pub(crate) fn what_changes_an_account_ends_its_page_logins(backend: &Backend) {
    let db = backend.open();
    let (id, mut proof) = made(&db, "ann@x.org");
    let (_, of_other) = made(&db, "bob@x.org");
    begin(&db, 0, of_other, NOW);
    let ban = || Suspension {
        ends_at: None,
        reason: "rude".into(),
    };
    let mut number = 0;
    let mut ends = |proof: PageProof, change: &dyn Fn() -> Result<(), DbError>| {
        number += 1;
        begin(&db, number, proof, NOW);
        assert_eq!(change(), Ok(()));
        assert!(!is_in(&db, number, NOW), "change {number}");
    };
    ends(proof, &|| wait(db.set_role(id, AccountRole::GameMaster)));
    ends(proof, &|| wait(db.set_suspension(id, Some(ban()))));
    assert_eq!(wait(db.set_suspension(id, None)), Ok(()));
    let set = || wait(db.set_password(id, "ann@x.org", [9; 16], vec![9; 128]));
    ends(proof, &set);
    // Who proved the former password comes too late.
    let late = wait(db.begin_page_login(secret(99), proof, NOW));
    assert_eq!(late, Err(DbError::NotFound));
    proof = PageProof::Account(id, [9; 16]);
    ends(proof, &|| wait(db.delete_account(id)));
    assert!(is_in(&db, 0, NOW), "another's goes on");
}

pub(crate) fn a_page_login_by_a_token_ends_with_it(backend: &Backend) {
    let db = backend.open();
    let token = |name: &str, expires_at: Option<UnixMillis>| {
        let new = NewApiToken {
            name: name.into(),
            hash: [name.len() as u8; 32],
            scopes: "status".into(),
            created_at: NOW,
            expires_at,
        };
        wait(db.create_api_token(new)).expect("made").id
    };
    let proof = PageProof::Token(token("grafana", None));
    begin(&db, 1, proof, NOW);
    begin(
        &db,
        2,
        PageProof::Token(token("brief", Some(later(5)))),
        NOW,
    );
    let PageLogin::Token(found) = wait(db.page_login(secret(1), later(4))).expect("kept") else {
        panic!("it is a token's");
    };
    assert_eq!(found.name, "grafana");
    let listed = wait(db.list_api_tokens()).expect("listed");
    assert_eq!(listed[0].last_used_at, Some(later(4)), "that is a use");
    assert!(is_in(&db, 2, later(4)));
    assert!(!is_in(&db, 2, later(5)), "the token has ended");
    wait(db.revoke_api_token("grafana")).expect("revoked");
    assert!(!is_in(&db, 1, later(4)));
    let late = wait(db.begin_page_login(secret(3), proof, NOW));
    assert_eq!(late, Err(DbError::NotFound));
}

pub(crate) fn the_page_logins_longest_unused_make_room(backend: &Backend) {
    let db = backend.open();
    let (_, of_one) = made(&db, "one@x.org");
    let (other, _) = made(&db, "other@x.org");
    let (own, all) = (
        HTTP_SESSIONS_PER_HOLDER_MAX as u32,
        HTTP_SESSIONS_MAX as u32,
    );
    for number in 0..=own {
        begin(&db, number, of_one, later(number.into()));
    }
    let at = later(i64::from(own));
    assert!(!is_in(&db, 0, at), "one too many of its own");
    assert!(is_in(&db, 1, at));
    // Others fill the house but for what the first one has.
    let bytes = |hex: String| match backend.database {
        Some(_) => format!("'\\x{hex}'"),
        None => format!("x'{hex}'"),
    };
    let row = |number: u32| {
        let (hash, salt) = (bytes(format!("{number:064x}")), bytes("00".repeat(16)));
        let at = at.0 + i64::from(number);
        format!("({hash}, {}, {salt}, {at})", other.0)
    };
    let rows: Vec<String> = (0..all - own).map(row).collect();
    let columns = "hash, account_id, account_salt, used_at";
    let sql = format!(
        "INSERT INTO page_login ({columns}) VALUES {}",
        rows.join(", ")
    );
    backend.sql_of("auth", &sql).expect("written");
    assert!(is_in(&db, 1, at), "nobody had to go yet");
    let (_, of_third) = made(&db, "third@x.org");
    begin(&db, 500, of_third, at);
    assert!(is_in(&db, 500, at) && is_in(&db, 2, at));
    assert!(!is_in(&db, 1, at), "the one unused for longest");
}
