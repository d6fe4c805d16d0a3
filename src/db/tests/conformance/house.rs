//! Audit, backup, moving house, characters as files.

use std::path::Path;

use bezgelor_core::ids::{AccountId, ItemId, RealmId};
use db::{
    DbError, DbHandle, IdKind, InUse, Operation, Owner, Refusal, Side, Slot, Store, files_config,
    in_use, restore, transfer,
};

use crate::support::{
    Backend, NOW, REALM, create, item, new_account, new_character, op, temp_dir, wait,
};

const ALL: [Store; 3] = Store::ALL;

/// Some life: two characters, a trade, a stack split and partly destroyed, one deletion undone.
fn live(db: &DbHandle) {
    let (ann, bob) = (create(db, "Audit Ann"), create(db, "Audit Bob"));
    let (a, b) = (
        Owner::character(ann.character.id),
        Owner::character(bob.character.id),
    );
    let slot = |owner, bag_index| Slot {
        owner,
        location: 1,
        bag_index,
    };
    let ids = wait(db.take_ids(IdKind::Item, 2)).expect("ids");
    let mut stack = item(555, 1, 7);
    (stack.id, stack.stack_count) = (ItemId(ids.start), 10);
    let mut part = item(555, 1, 8);
    (part.id, part.stack_count) = (ItemId(ids.start + 1), 4);
    let operations = [
        vec![Side::ItemCreate {
            item: stack,
            owner: a,
        }],
        vec![
            Side::ItemCount {
                item: stack.id,
                owner: a,
                delta: -4,
            },
            Side::ItemCreate {
                item: part,
                owner: a,
            },
        ],
        vec![
            Side::ItemMove {
                item: part.id,
                from: slot(a, 8),
                to: slot(b, 9),
            },
            Side::Currency {
                owner: b,
                currency_id: 1,
                delta: -30,
            },
            Side::Currency {
                owner: a,
                currency_id: 1,
                delta: 30,
            },
        ],
        vec![Side::ItemDestroy {
            item: stack.id,
            owner: a,
            stack_count: 6,
        }],
    ];
    for sides in operations {
        let operation = Operation {
            id: op(),
            kind: 1,
            at: NOW,
            sides,
        };
        wait(db.commit(operation).expect("room").wait()).expect("committed");
    }
    let bob = bob.character.id;
    wait(db.delete_character(op(), AccountId(7), bob, NOW)).expect("deleted");
    wait(db.restore_deleted_character(op(), bob, None, NOW)).expect("restored");
    wait(db.delete_character(op(), AccountId(7), bob, NOW)).expect("deleted");
}

pub(crate) fn a_clean_house_passes_the_audit(backend: &Backend) {
    let db = backend.open();
    assert!(
        wait(db.audit()).expect("audited").is_clean(),
        "an empty one"
    );
    live(&db);
    let report = wait(db.audit()).expect("audited");
    assert_eq!(report.findings, Vec::<String>::new());
    assert!(report.is_clean());
    assert_eq!(
        (
            report.items_created,
            report.items_destroyed,
            report.items_held
        ),
        (6, 1, 5)
    );
    assert_eq!(report.characters, 2);
}

pub(crate) fn every_kind_of_damage_is_found(backend: &Backend) {
    for (damage, expected) in [
        (
            "UPDATE item SET stack_count = 9 WHERE template_id = 555",
            "another count",
        ),
        ("DELETE FROM item WHERE template_id = 555", "nobody holds"),
        (
            "UPDATE item SET owner_id = 999 WHERE template_id = 555",
            "does not exist",
        ),
        (
            "UPDATE item SET owner_id = (SELECT MIN(id) FROM character), bag_index = 77
             WHERE template_id = 555",
            "not the last",
        ),
        (
            "UPDATE item SET location = -1 WHERE template_id = 555",
            "between two slots",
        ),
        (
            "UPDATE currency SET amount = amount + 1 WHERE currency_id = 3",
            "not the sum",
        ),
        (
            "DELETE FROM currency WHERE currency_id = 3",
            "balance in the ledger",
        ),
        ("UPDATE character SET deleted_at = NULL", "deletion is not"),
        ("DELETE FROM item; DELETE FROM currency", "nobody holds"),
    ] {
        let fresh = backend.another();
        let db = fresh.open();
        live(&db);
        fresh.sql(damage).expect("damaged");
        let report = wait(db.audit()).expect("audited");
        let found = report
            .findings
            .iter()
            .any(|finding| finding.contains(expected));
        assert!(found && !report.is_clean(), "{damage}: {report:?}");
    }
}

fn reopen(config: &bezgelor_core::config::Database, dir: &Path) -> DbHandle {
    DbHandle::open(config, dir).expect("opens")
}

pub(crate) fn a_backup_is_restored_whole(backend: &Backend) {
    let db = backend.open();
    live(&db);
    let account = wait(db.create_account(new_account("Move@x.org"))).expect("made");
    let before = wait(db.list_characters(AccountId(7), REALM)).expect("a list");
    let files = temp_dir();
    let copied = wait(db.backup(&files, &ALL)).expect("a backup");
    let rows = |name: &str| {
        copied
            .iter()
            .find(|table| table.table == name)
            .expect("there")
            .rows
    };
    assert_eq!(
        (rows("account"), rows("character"), rows("item")),
        (1, 2, 5)
    );
    let again = wait(db.backup(&files, &ALL));
    assert!(
        matches!(again, Err(DbError::Invalid(_))),
        "a backup is never overwritten"
    );
    // What comes later is not in it.
    create(&db, "Too Late");

    let target = backend.another();
    let restored = transfer(
        (&files_config(), &files),
        (&target.config, &target.dir),
        &ALL,
    );
    assert_eq!(restored.as_ref(), Ok(&copied));
    let full = transfer(
        (&files_config(), &files),
        (&target.config, &target.dir),
        &ALL,
    );
    assert!(
        matches!(full, Err(DbError::Invalid(_))),
        "only into an empty database: {full:?}"
    );
    let other = reopen(&target.config, &target.dir);
    assert_eq!(
        wait(other.account_by_email("move@x.org")),
        Ok(account.clone())
    );
    assert_eq!(wait(other.list_characters(AccountId(7), REALM)), Ok(before));
    assert!(wait(other.audit()).expect("audited").is_clean());
    // Ids go on where they were.
    let next = wait(other.create_account(new_account("next@x.org"))).expect("made");
    assert!(next.id > account.id);
    let made = create(&other, "Too Late");
    assert!(made.items.iter().all(|item| item.id.0 > 6));
    other.close_blocking();
    std::fs::remove_dir_all(files).expect("removed");
}

/// What was made after the backup is gone, and its ids are for nobody else.
pub(crate) fn a_restore_replaces_and_gives_no_id_twice(backend: &Backend) {
    let target = (&backend.config, backend.dir.as_path());
    let db = backend.open();
    live(&db);
    let before = wait(db.list_characters(AccountId(7), REALM)).expect("a list");
    let files = temp_dir();
    let copied = wait(db.backup(&files, &ALL)).expect("a backup");
    let lost = create(&db, "Too Late");
    db.close_blocking();

    let full = restore(&files, target, &ALL, false);
    assert!(matches!(full, Err(DbError::Invalid(_))), "{full:?}");
    assert_eq!(restore(&files, target, &ALL, true), Ok(copied));
    let db = backend.open();
    assert_eq!(wait(db.list_characters(AccountId(7), REALM)), Ok(before));
    let made = create(&db, "Too Late");
    assert!(
        made.character.id > lost.character.id,
        "{:?}",
        made.character.id
    );
    let last = lost.items.iter().map(|item| item.id).max().expect("items");
    assert!(made.items.iter().all(|item| item.id > last));
    for kind in [IdKind::Character, IdKind::Item, IdKind::Mail, IdKind::Guild] {
        let first = wait(db.take_ids(kind, 1)).expect("an id").start;
        assert!(first > 1 << 32, "{kind:?} goes on at {first}");
    }
    assert!(wait(db.audit()).expect("audited").is_clean());
    // The ledger is as append-only as before.
    assert!(backend.sql("DELETE FROM ledger").is_err());
    std::fs::remove_dir_all(files).expect("removed");
}

pub(crate) fn whoever_has_it_open_is_noticed(backend: &Backend) {
    let look = || in_use(&backend.config, &backend.dir, &ALL);
    assert_eq!(look(), Ok(None), "there is not even a database");
    let db = backend.open();
    assert_eq!(look(), Ok(Some(InUse { store: Store::Auth })));
    create(&db, "Still Here");
    db.close_blocking();
    let gone = db::testing::eventually(std::time::Duration::from_secs(60), || look() == Ok(None));
    assert!(gone, "{:?}", look());
    // Looking changed nothing.
    let db = backend.open();
    assert_eq!(
        wait(db.list_characters(AccountId(7), REALM))
            .expect("a list")
            .len(),
        1
    );
}

pub(crate) fn player_data_moves_without_the_world(backend: &Backend) {
    let db = backend.open();
    live(&db);
    db.close_blocking();
    let target = backend.another();
    let stores = [Store::Auth, Store::Character];
    let from = (&backend.config, backend.dir.as_path());
    let copied = transfer(from, (&target.config, &target.dir), &stores).expect("moved");
    assert!(copied.iter().all(|table| table.store != "world"));
    let same = transfer(from, from, &stores);
    assert!(matches!(same, Err(DbError::Invalid(_))), "{same:?}");
    let nothing = temp_dir();
    let absent = transfer(
        (&files_config(), &nothing),
        (&target.config, &target.dir),
        &stores,
    );
    assert_eq!(
        absent,
        Err(DbError::NotFound),
        "a mistyped folder makes no empty database"
    );
    let other = reopen(&target.config, &target.dir);
    assert!(wait(other.audit()).expect("audited").is_clean());
    assert_eq!(
        wait(other.list_characters(AccountId(7), REALM))
            .expect("a list")
            .len(),
        1
    );
    std::fs::remove_dir_all(nothing).expect("removed");
}

pub(crate) fn a_character_travels_as_a_file(backend: &Backend) {
    let db = backend.open();
    let made = create(&db, "Far Traveller");
    let export = wait(db.export_character(made.character.id, NOW)).expect("exported");
    let text = serde_json::to_string(&export).expect("written");
    let read = || serde_json::from_str(&text).expect("read");
    let (account, realm) = (AccountId(9), RealmId(2));
    let come = |export, name| wait(db.import_character(op(), export, account, realm, name, 1));
    let arrived = come(read(), None).expect("free on the other realm");
    let mut expected = made.clone();
    expected.character.id = arrived.character.id;
    (expected.character.account_id, expected.character.realm_id) = (account, realm);
    for (item, new) in expected.items.iter_mut().zip(&arrived.items) {
        item.id = new.id;
    }
    assert_eq!(arrived, expected);
    assert_ne!(
        arrived.items[0].id, made.items[0].id,
        "no item has two owners"
    );
    let full = come(read(), Some("Other Name".into()));
    assert_eq!(full, Err(DbError::Refused(Refusal::SlotsFull)));
    let mut newer = export;
    newer.format += 1;
    assert!(matches!(come(newer, None), Err(DbError::Invalid(_))));
    assert!(wait(db.audit()).expect("audited").is_clean());
    assert!(wait(db.create_character(op(), new_character("Far Traveller"), 9)).is_err());
}
