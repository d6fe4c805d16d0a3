//! The audit: what was created and not destroyed is what is held, and everything has one owner.
//!
//! Each check is one query that returns what contradicts it; a clean database returns nothing.

use std::path::Path;

use bezgelor_core::config;
use serde::Serialize;

use crate::error::DbError;
use crate::handle::{DbHandle, run_to_end};
use crate::migrate::{self, Store};
use crate::pool::{Address, Db, Durability, Reader};
use crate::sql::{Row, args};
use crate::transfer::address;

/// Contradictions of one kind that are listed; the query stops there.
const FINDINGS_PER_CHECK: usize = 100;

/// What the audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AuditReport {
    /// Operations committed.
    pub operations: u64,
    /// Rows of the ledger.
    pub ledger_rows: u64,
    /// Items the ledger has seen made.
    pub items_created: u64,
    /// Items the ledger has seen destroyed.
    pub items_destroyed: u64,
    /// Items held by somebody.
    pub items_held: u64,
    /// Characters, deleted ones included.
    pub characters: u64,
    /// What contradicts the ledger; empty is good. At most a hundred of each kind.
    pub findings: Vec<String>,
}

impl AuditReport {
    /// True when nothing contradicts the ledger.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.items_created == self.items_destroyed + self.items_held
    }
}

struct Check {
    what: &'static str,
    /// Rows of up to four numbers that contradict.
    sql: &'static str,
}

// Ledger kinds by number: 1 create, 2 move, 3 count, 4 destroy, 5 currency, 6 to 8 characters,
// 9 charges (`ledger::LedgerKind`).
const CHECKS: &[Check] = &[
    Check {
        what: "item with another count than its ledger (item, held, ledger)",
        sql: "SELECT item.id, item.stack_count, COALESCE(l.total, 0) FROM item LEFT JOIN (
                  SELECT subject_id, CAST(SUM(amount) AS BIGINT) AS total FROM ledger
                  WHERE kind IN (1, 3, 4) GROUP BY subject_id) AS l ON l.subject_id = item.id
              WHERE item.stack_count <> COALESCE(l.total, 0) LIMIT $1",
    },
    Check {
        what: "item in the ledger that nobody holds (item, ledger)",
        sql: "SELECT l.subject_id, l.total FROM (
                  SELECT subject_id, CAST(SUM(amount) AS BIGINT) AS total FROM ledger
                  WHERE kind IN (1, 3, 4) GROUP BY subject_id) AS l
              WHERE l.total <> 0
              AND NOT EXISTS (SELECT 1 FROM item WHERE item.id = l.subject_id) LIMIT $1",
    },
    Check {
        what: "item made more than once (item, times)",
        sql: "SELECT subject_id, COUNT(*) FROM ledger WHERE kind = 1
              GROUP BY subject_id HAVING COUNT(*) > 1 LIMIT $1",
    },
    Check {
        what: "item whose owner is not the last of its ledger (item, owner, ledger)",
        sql: "SELECT item.id, item.owner_id, ledger.to_id FROM item JOIN ledger ON ledger.seq = (
                  SELECT MAX(seq) FROM ledger AS l
                  WHERE l.subject_id = item.id AND l.kind IN (1, 2, 3, 9))
              WHERE ledger.to_id <> item.owner_id OR ledger.to_kind <> item.owner_kind LIMIT $1",
    },
    Check {
        what: "item of a character that does not exist (item, character)",
        sql: "SELECT item.id, item.owner_id FROM item WHERE owner_kind = 1
              AND NOT EXISTS (SELECT 1 FROM character WHERE character.id = item.owner_id)
              LIMIT $1",
    },
    Check {
        what: "item between two slots (item)",
        sql: "SELECT id FROM item WHERE location < 0 LIMIT $1",
    },
    Check {
        what: "balance that is not the sum of its ledger (kind, owner, currency, held)",
        sql: "SELECT h.owner_kind, h.owner_id, h.currency_id, h.amount FROM currency AS h
              LEFT JOIN (
                  SELECT CASE WHEN amount > 0 THEN to_kind ELSE from_kind END AS owner_kind,
                         CASE WHEN amount > 0 THEN to_id ELSE from_id END AS owner_id,
                         subject_id, CAST(SUM(amount) AS BIGINT) AS total
                  FROM ledger WHERE kind = 5 GROUP BY 1, 2, 3) AS l
              ON l.owner_kind = h.owner_kind AND l.owner_id = h.owner_id
              AND l.subject_id = h.currency_id
              WHERE h.amount <> COALESCE(l.total, 0) LIMIT $1",
    },
    Check {
        what: "balance in the ledger that nobody holds (kind, owner, currency, ledger)",
        sql: "SELECT l.owner_kind, l.owner_id, l.subject_id, l.total FROM (
                  SELECT CASE WHEN amount > 0 THEN to_kind ELSE from_kind END AS owner_kind,
                         CASE WHEN amount > 0 THEN to_id ELSE from_id END AS owner_id,
                         subject_id, CAST(SUM(amount) AS BIGINT) AS total
                  FROM ledger WHERE kind = 5 GROUP BY 1, 2, 3) AS l
              WHERE l.total <> 0 AND NOT EXISTS (SELECT 1 FROM currency AS h
                  WHERE h.owner_kind = l.owner_kind AND h.owner_id = l.owner_id
                  AND h.currency_id = l.subject_id) LIMIT $1",
    },
    Check {
        what: "character that was not made exactly once (character, times)",
        sql: "SELECT c.id, (SELECT COUNT(*) FROM ledger WHERE kind = 6 AND subject_id = c.id)
              FROM character AS c
              WHERE (SELECT COUNT(*) FROM ledger WHERE kind = 6 AND subject_id = c.id) <> 1
              LIMIT $1",
    },
    Check {
        what: "character whose deletion is not in the ledger (character, deletions, restorations)",
        sql: "SELECT d.id, d.deletions, d.restorations FROM (SELECT c.id, c.deleted_at,
                  (SELECT COUNT(*) FROM ledger WHERE kind = 7 AND subject_id = c.id) AS deletions,
                  (SELECT COUNT(*) FROM ledger WHERE kind = 8 AND subject_id = c.id)
                  AS restorations FROM character AS c) AS d
              WHERE d.deletions - d.restorations
                  <> CASE WHEN d.deleted_at IS NULL THEN 0 ELSE 1 END LIMIT $1",
    },
    Check {
        what: "committed operation without a ledger row (operations)",
        sql: "SELECT n FROM (SELECT COUNT(*) AS n FROM operation WHERE state = 1
                  AND NOT EXISTS (SELECT 1 FROM ledger WHERE operation_id = operation.id)) AS o
              WHERE n > 0 LIMIT $1",
    },
];

impl DbHandle {
    /// Compares everything held with the ledger. Reads a consistent state; writers go on.
    ///
    /// # Errors
    /// As every request, but without a deadline.
    pub async fn audit(&self) -> Result<AuditReport, DbError> {
        self.long_request(|stores| async move { audit_store(&stores.character).await })
            .await
    }
}

/// As [`DbHandle::audit`], of a database nobody here has open. It is neither made nor migrated.
/// Blocks until done.
///
/// # Errors
/// [`DbError::NotFound`] when there is no such file, [`DbError::Schema`] when it is not at this
/// program's schema; otherwise as opening.
pub fn audit(config: &config::Database, data_dir: &Path) -> Result<AuditReport, DbError> {
    let store = Store::Character;
    let place = Address::parse(address(config, store), store.name(), data_dir)?;
    if place.is_absent() {
        return Err(DbError::NotFound);
    }
    run_to_end("db-audit", move || async move {
        let db = Db::connect(&place, Durability::Power, 1).await?;
        let report = match migrate::require(&db, store).await {
            Ok(()) => audit_store(&db).await,
            Err(error) => Err(error),
        };
        db.close().await;
        report
    })
}

async fn audit_store(db: &Db) -> Result<AuditReport, DbError> {
    let mut reader = db.reader().await?.apart();
    // One snapshot for all queries, or a commit in between would look like a contradiction.
    let begin = if db.is_postgres() {
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0"
    } else {
        "BEGIN"
    };
    reader.conn().script(begin).await?;
    let report = read(&mut reader).await;
    reader.conn().script("ROLLBACK").await?;
    report
}

async fn read(reader: &mut Reader) -> Result<AuditReport, DbError> {
    let mut conn = reader.conn();
    let row = conn
        .one(
            "SELECT (SELECT COUNT(*) FROM operation WHERE state = 1),
                    (SELECT COUNT(*) FROM ledger),
                    (SELECT COUNT(*) FROM ledger WHERE kind = 1),
                    (SELECT COUNT(*) FROM ledger WHERE kind = 4),
                    (SELECT COUNT(*) FROM item),
                    (SELECT COUNT(*) FROM character)",
            args![],
        )
        .await?
        .ok_or(DbError::NotFound)?;
    let mut report = AuditReport {
        operations: row.int(0)?,
        ledger_rows: row.int(1)?,
        items_created: row.int(2)?,
        items_destroyed: row.int(3)?,
        items_held: row.int(4)?,
        characters: row.int(5)?,
        findings: Vec::new(),
    };
    for check in CHECKS {
        let limit = i64::try_from(FINDINGS_PER_CHECK).unwrap_or(i64::MAX);
        for row in conn.all(check.sql, args![limit]).await? {
            report
                .findings
                .push(format!("{}: {}", check.what, numbers(&row)));
        }
    }
    Ok(report)
}

/// The numbers of a row, as many as it has.
fn numbers(row: &Row) -> String {
    let numbers = (0..4).map_while(|column| row.int::<i64>(column).ok());
    let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
    numbers.join(", ")
}
