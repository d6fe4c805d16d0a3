//! What accounts may do and hold, and the log of commands.

use bezgelor_core::ids::{AccountId, CharacterId};
use bezgelor_core::model::{AccountRole, Suspension};
use bezgelor_core::permission::{Permission, Permissions};
use bezgelor_core::time::UnixMillis;
use db::{
    CommandLogFilter, CommandOutcome, CommandSource, CommandUse, DbError, DbHandle, Exception,
    NewSessionKey,
};

use crate::support::{Backend, NOW, REALM, at_once, new_account, wait};

fn made(db: &DbHandle, email: &str) -> AccountId {
    wait(db.create_account(new_account(email)))
        .expect("made")
        .id
}

pub(crate) fn accounts_differ_from_their_roles(backend: &Backend) {
    let db = backend.open();
    let id = made(&db, "ann@x.org");
    let rights = |id| wait(db.rights(id)).expect("there");
    assert_eq!(rights(id).effective, Permissions::NONE);

    wait(db.set_permission(id, Permission::Help, Some(Exception::Granted))).expect("set");
    let help = Permissions::of(&[Permission::Help]);
    assert_eq!((rights(id).effective, rights(id).granted), (help, help));

    wait(db.set_role(id, AccountRole::GameMaster)).expect("set");
    let of_master = Permissions::of_role(AccountRole::GameMaster);
    assert_eq!(rights(id).effective, of_master);
    wait(db.set_permission(id, Permission::Help, Some(Exception::Revoked))).expect("set");
    assert_eq!(rights(id).effective, of_master.without(help));
    assert_eq!(rights(id).granted, Permissions::NONE, "revoked instead");
    wait(db.set_permission(id, Permission::Help, None)).expect("set");
    assert_eq!(rights(id).effective, of_master);

    let other = made(&db, "bob@x.org");
    assert_eq!(rights(other).effective, Permissions::NONE, "another's");
    let nobody = AccountId(999);
    assert_eq!(wait(db.rights(nobody)), Err(DbError::NotFound));
    let grant = db.set_permission(nobody, Permission::Help, Some(Exception::Granted));
    assert_eq!(wait(grant), Err(DbError::NotFound));
}

pub(crate) fn roles_differ_from_what_is_usual(backend: &Backend) {
    let db = backend.open();
    let id = made(&db, "ann@x.org");
    let (role, right) = (AccountRole::Player, Permission::RealmMOTD);
    wait(db.set_role_right(role, right, Some(Exception::Granted))).expect("set");
    assert!(wait(db.rights(id)).expect("there").effective.has(right));
    assert_eq!(
        wait(db.role_rights(role)),
        Ok(Permissions::of(&[right])),
        "of the role as well"
    );
    wait(db.set_role_right(role, right, None)).expect("set");
    assert!(wait(db.rights(id)).expect("there").effective.is_empty());

    let role = AccountRole::Administrator;
    wait(db.set_role_right(role, right, Some(Exception::Revoked))).expect("set");
    wait(db.set_role(id, role)).expect("set");
    let effective = wait(db.rights(id)).expect("there").effective;
    assert!(!effective.has(right) && effective.has(Permission::AccountDelete));
}

pub(crate) fn the_suspended_are_found_among_others(backend: &Backend) {
    let db = backend.open();
    let ids: Vec<AccountId> = (0..4).map(|i| made(&db, &format!("{i}@x.org"))).collect();
    let until = |ends_at| Suspension {
        ends_at,
        reason: "rude".into(),
    };
    let later = Some(UnixMillis(NOW.0 + 1));
    for (id, ends_at) in [(ids[0], None), (ids[1], later), (ids[2], Some(NOW))] {
        wait(db.set_suspension(id, Some(until(ends_at)))).expect("set");
    }
    let among = |ids: &[AccountId]| wait(db.suspended_among(ids.to_vec(), NOW)).expect("read");
    assert_eq!(among(&ids), [ids[0], ids[1]], "the third one's is over");
    assert_eq!(among(&ids[1..]), [ids[1]]);
    assert_eq!(among(&[]), []);
}

pub(crate) fn account_currencies_never_fall_below_zero(backend: &Backend) {
    let db = backend.open();
    let id = made(&db, "ann@x.org");
    assert_eq!(wait(db.change_account_currency(id, 7, 100)), Ok(100));
    let takers = at_once(8, |_| db.change_account_currency(id, 7, -30));
    assert_eq!(takers.iter().filter(|taken| taken.is_ok()).count(), 3);
    let refused = DbError::Invalid("amount of the currency");
    assert_eq!(
        takers.iter().flat_map(|t| t.as_ref().err()).next(),
        Some(&refused)
    );
    assert_eq!(
        wait(db.change_account_currency(id, 7, i64::MAX)),
        Err(refused)
    );
    assert_eq!(wait(db.change_account_currency(id, 3, 5)), Ok(5));
    let holdings = wait(db.account_holdings(id)).expect("read");
    assert_eq!(holdings.currencies, [(3, 5), (7, 10)]);
    let nobody = db.change_account_currency(AccountId(99), 7, 1);
    assert_eq!(wait(nobody), Err(DbError::NotFound));
}

pub(crate) fn an_account_goes_with_what_it_holds(backend: &Backend) {
    let db = backend.open();
    let (id, other) = (made(&db, "ann@x.org"), made(&db, "bob@x.org"));
    for id in [id, other] {
        wait(db.set_account_entitlement(id, 12, 3)).expect("set");
        wait(db.set_account_entitlement(id, 5, 1)).expect("set");
        assert_eq!(wait(db.unlock_for_account(id, 40, NOW)), Ok(true));
        assert_eq!(wait(db.unlock_for_account(id, 40, NOW)), Ok(false));
        wait(db.change_account_currency(id, 7, 1)).expect("changed");
        wait(db.set_permission(id, Permission::Help, Some(Exception::Granted))).expect("set");
        let key = NewSessionKey {
            realm_id: REALM,
            key: [1; 16],
            expires_at: NOW,
        };
        wait(db.store_session_key(id, key)).expect("stored");
    }
    wait(db.set_account_entitlement(id, 5, 0)).expect("set");
    let many = db.unlock_all_for_account(id, vec![39, 40, 41, 39], NOW);
    assert_eq!(wait(many), Ok(vec![39, 41]), "what is new of them");
    let nobody = db.unlock_all_for_account(AccountId(99), vec![39], NOW);
    assert_eq!(wait(nobody), Err(DbError::NotFound));
    let holdings = wait(db.account_holdings(id)).expect("read");
    assert_eq!(
        (holdings.entitlements, holdings.unlocks),
        (vec![(12, 3)], vec![39, 40, 41])
    );
    wait(db.delete_account(id)).expect("deleted");
    assert_eq!(wait(db.delete_account(id)), Err(DbError::NotFound));
    assert_eq!(
        wait(db.account_holdings(id)),
        Ok(db::AccountHoldings::default())
    );
    let left = wait(db.account_holdings(other)).expect("read");
    assert_eq!(left.entitlements, [(5, 1), (12, 3)]);
}

fn used(line: &str, account: Option<u32>, at: i64) -> CommandUse {
    CommandUse {
        realm_id: REALM,
        at: UnixMillis(at),
        source: CommandSource::Chat,
        account_id: account.map(AccountId),
        character_id: account.map(|id| CharacterId(u64::MAX - u64::from(id))),
        who: "Ann".into(),
        place: "world 426".into(),
        line: line.into(),
        outcome: CommandOutcome::Refused,
        answer: "no".into(),
        took_ms: 3,
    }
}

pub(crate) fn every_use_of_a_command_is_found_again(backend: &Backend) {
    let db = backend.open();
    let lines = [
        used("help", None, 1),
        used("Kick 100% of_them", Some(1), 2),
        used("kick bob", Some(2), 3),
    ];
    for line in &lines {
        wait(db.log_command(line.clone())).expect("written");
    }
    let find = |filter| {
        let found = wait(db.command_log(filter, 10)).expect("read");
        found
            .into_iter()
            .map(|entry| entry.what)
            .collect::<Vec<_>>()
    };
    let all = CommandLogFilter::default;
    let newest_first: Vec<_> = lines.iter().rev().cloned().collect();
    assert_eq!(find(all()), newest_first);
    let containing = |text: &str| {
        find(CommandLogFilter {
            contains: Some(text.into()),
            ..all()
        })
    };
    assert_eq!(containing("KICK").len(), 2);
    assert_eq!(containing("0% of_t"), [lines[1].clone()]);
    assert_eq!(containing("%"), [lines[1].clone()], "taken as it stands");
    assert_eq!(containing("ann").len(), 3, "the author counts");
    let account = CommandLogFilter {
        account_id: Some(AccountId(2)),
        ..all()
    };
    assert_eq!(find(account), [lines[2].clone()]);
    let since = CommandLogFilter {
        since: Some(UnixMillis(3)),
        ..all()
    };
    assert_eq!(find(since), [lines[2].clone()]);
    let page = wait(db.command_log(all(), 2)).expect("read");
    let before = CommandLogFilter {
        before: Some(page[1].id),
        ..all()
    };
    assert_eq!(find(before), [lines[0].clone()]);
}

pub(crate) fn a_long_answer_is_cut_off_whole_letters(backend: &Backend) {
    let db = backend.open();
    let mut long = used("help", None, 1);
    long.answer = "é".repeat(5_000);
    wait(db.log_command(long)).expect("written");
    let found = wait(db.command_log(CommandLogFilter::default(), 1)).expect("read");
    let answer = &found[0].what.answer;
    assert!(
        answer.len() <= 1024 && answer.chars().all(|c| c == 'é'),
        "{}",
        answer.len()
    );
}
