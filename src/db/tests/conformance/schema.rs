//! The schema's history is followed forward and never bent.

use db::{DbError, DbHandle, Schema};

use crate::support::{Backend, create};

pub(crate) fn opening_twice_migrates_once(backend: &Backend) {
    let behind = DbHandle::open_with(&backend.config, &backend.dir, Schema::Require);
    assert!(
        matches!(behind, Err(DbError::Schema { version: 1, .. })),
        "{behind:?}"
    );
    let pending = DbHandle::pending_migrations(&backend.config, &backend.dir).expect("a plan");
    let stores: Vec<_> = pending
        .iter()
        .filter(|p| p.version == 1)
        .map(|p| p.store)
        .collect();
    assert_eq!(stores, ["auth", "character", "world"]);
    let db = backend.open();
    let made = create(&db, "First Light");
    db.close_blocking();
    assert_eq!(
        DbHandle::pending_migrations(&backend.config, &backend.dir),
        Ok(vec![])
    );
    let db = DbHandle::open_with(&backend.config, &backend.dir, Schema::Require).expect("ready");
    let loaded = futures_lite::future::block_on(db.load_character(made.character.id));
    assert_eq!(loaded, Ok(made));
}

pub(crate) fn a_newer_schema_is_refused(backend: &Backend) {
    backend.open().close_blocking();
    backend
        .sql("INSERT INTO schema_migration VALUES ('character', 9000, '9000_future', 'x', 0)")
        .expect("pretended");
    let refused = DbHandle::open(&backend.config, &backend.dir).expect_err("too new");
    assert!(matches!(
        refused,
        DbError::SchemaNewer {
            store: "character",
            found: 9000,
            ..
        }
    ));
}

pub(crate) fn a_changed_migration_is_refused(backend: &Backend) {
    backend.open().close_blocking();
    backend
        .sql("UPDATE schema_migration SET checksum = 'other' WHERE store = 'character'")
        .expect("pretended");
    let refused = DbHandle::open(&backend.config, &backend.dir).expect_err("changed");
    assert!(matches!(
        refused,
        DbError::Schema {
            store: "character",
            version: 1,
            ..
        }
    ));
}

pub(crate) fn rows_of_no_spawn_are_counted(backend: &Backend) {
    let db = backend.open();
    assert_eq!(
        futures_lite::future::block_on(db.count_rows_without_spawn()),
        Ok(0)
    );
    // As an operator may leave them who writes into the database by hand.
    for row in [
        "INSERT INTO spawn_hours (spawn_id, from_minute, to_minute, source)
         VALUES (77, 0, 60, 'by hand'), (78, 60, 120, 'by hand')",
        "INSERT INTO spawn_group_member (spawn_id, group_id, source) VALUES (77, 1, 'by hand')",
    ] {
        backend.sql_of("world", row).expect("a row");
    }
    assert_eq!(
        futures_lite::future::block_on(db.count_rows_without_spawn()),
        Ok(3)
    );
    db.close_blocking();
}
