//! Group commit: operations that wait at the same time share one transaction and one sync.
//!
//! While one group is being committed the next one gathers by itself. Only when the last group had
//! company is the next one given a few milliseconds to fill up, so a lonely operation never waits.
//! When the database fails, operations are refused at once until a probe gets through again.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bezgelor_core::limits;
use sqlx::error::DatabaseError;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{timeout, timeout_at};

use super::apply::{self, LedgerRow, Stop};
use super::{Operation, OperationId, Receipt, Refusal};
use crate::error::{DbError, is_unique_violation};
use crate::pool::{Db, Tx};
use crate::sql::{Row, args};
use crate::stores::{Stores, unix_now};

const COMMIT: Duration = Duration::from_millis(limits::DB_COMMIT_MS_MAX);
const GATHER: Duration = Duration::from_millis(limits::DB_GROUP_GATHER_MS);
/// Between two attempts to reach a database that failed.
const PROBE: Duration = Duration::from_millis(limits::DB_COMMIT_MS_MAX / 4);

/// `operation.state`: it happened.
const COMMITTED: i64 = 1;
/// `operation.state`: it will never happen.
const GIVEN_UP: i64 = 2;

type Outcome = Result<Receipt, DbError>;

/// An operation in the queue.
pub(crate) struct Submission {
    operation: Operation,
    deadline: Instant,
    reply: flume::Sender<Outcome>,
}

impl Submission {
    pub(crate) fn new(operation: Operation, reply: flume::Sender<Outcome>) -> Self {
        Self {
            operation,
            deadline: Instant::now() + COMMIT,
            reply,
        }
    }

    fn answer(&self, outcome: Outcome) {
        // A caller that stopped waiting is its own affair; the operation stands.
        let _ = self.reply.try_send(outcome);
    }
}

/// The committer's task and the way to end it.
pub(crate) struct Committer {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Committer {
    pub(crate) fn start(stores: Arc<Stores>, operations: flume::Receiver<Submission>) -> Self {
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(run(stores, operations, stopped));
        Self { stop, task }
    }

    /// Commits what was handed in before, refuses what comes after.
    pub(crate) async fn finish(self) {
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}

async fn run(
    stores: Arc<Stores>,
    operations: flume::Receiver<Submission>,
    mut stopped: oneshot::Receiver<()>,
) {
    let db = &stores.character;
    let mut company = 1;
    loop {
        let first = tokio::select! {
            biased;
            received = operations.recv_async() => match received {
                Ok(first) => first,
                Err(_) => break,
            },
            _ = &mut stopped => break,
        };
        let group = gather(first, &operations, company).await;
        company = group.len();
        if commit(db, group).await {
            continue;
        }
        if !refuse_until_back(db, &operations, &mut stopped).await {
            break;
        }
        company = 1;
    }
    for late in operations.drain() {
        late.answer(Err(DbError::Closed));
    }
}

/// The operations that go together: all that wait, and for a moment those that are expected.
async fn gather(
    first: Submission,
    operations: &flume::Receiver<Submission>,
    company: usize,
) -> Vec<Submission> {
    let until = Instant::now() + GATHER;
    let mut group = vec![first];
    while group.len() < limits::DB_GROUP_MAX {
        if let Ok(next) = operations.try_recv() {
            group.push(next);
        } else if group.len() >= company {
            break;
        } else {
            match timeout_at(until.into(), operations.recv_async()).await {
                Ok(Ok(next)) => group.push(next),
                _ => break,
            }
        }
    }
    group
}

/// Answers everything with a refusal until the database takes a transaction again. False when it is
/// time to stop.
async fn refuse_until_back(
    db: &Db,
    operations: &flume::Receiver<Submission>,
    stopped: &mut oneshot::Receiver<()>,
) -> bool {
    tracing::warn!("the character database fails: valuables are refused");
    let mut probe = Box::pin(probe(db));
    loop {
        tokio::select! {
            () = &mut probe => break,
            received = operations.recv_async() => match received {
                Ok(refused) => refused.answer(Err(DbError::Unavailable("database away".into()))),
                Err(_) => return false,
            },
            _ = &mut *stopped => return false,
        }
    }
    tracing::info!("the character database is back");
    true
}

async fn probe(db: &Db) {
    loop {
        tokio::time::sleep(PROBE).await;
        if let Ok(Ok(())) = timeout(COMMIT, write_something(db)).await {
            return;
        }
    }
}

/// Proves that a commit gets through, not only that somebody answers.
async fn write_something(db: &Db) -> Result<(), sqlx::Error> {
    let mut tx = db.begin().await?;
    tx.conn()
        .run(
            "UPDATE id_block SET next_id = next_id + 1 WHERE kind = 'mail'",
            args![],
        )
        .await?;
    tx.commit().await
}

/// Commits one group and answers each of its members. False when the database failed.
async fn commit(db: &Db, mut group: Vec<Submission>) -> bool {
    let now = Instant::now();
    group.retain(|submission| {
        let late = submission.deadline <= now;
        if late {
            submission.answer(Err(DbError::Timeout));
        }
        !late
    });
    let Some(deadline) = group.iter().map(|submission| submission.deadline).max() else {
        return true;
    };
    let mut outcome = attempt(db, &group, deadline).await;
    if matches!(outcome, Err(Failure::Again)) {
        outcome = attempt(db, &group, deadline).await;
    }
    match outcome {
        Ok(outcomes) => {
            for (submission, outcome) in group.iter().zip(outcomes) {
                submission.answer(outcome);
            }
            true
        }
        Err(Failure::During) => {
            settle(db, &group).await;
            false
        }
        Err(Failure::Again | Failure::Before(DbError::Internal(_) | DbError::Corrupt { .. }))
            if group.len() > 1 =>
        {
            // One of them spoils the transaction for all: each gets its own.
            let mut healthy = true;
            for submission in group {
                healthy &= Box::pin(commit(db, vec![submission])).await;
            }
            healthy
        }
        Err(failure) => {
            let (error, healthy) = match failure {
                Failure::Before(error) => {
                    let ours = matches!(error, DbError::Internal(_) | DbError::Corrupt { .. });
                    (error, ours)
                }
                _ => (
                    DbError::Unavailable("another process was in the way".into()),
                    true,
                ),
            };
            for submission in &group {
                submission.answer(Err(error.clone()));
            }
            healthy
        }
    }
}

/// Where an attempt failed decides what may be said about it.
enum Failure {
    /// Nothing was committed.
    Before(DbError),
    /// Nothing was committed, and another process was in the way: worth a second attempt.
    Again,
    /// COMMIT was sent and its answer did not come.
    During,
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(DatabaseError::code);
        let conflict = code.is_some_and(|code| code.starts_with("40") && code.len() == 5);
        if conflict || is_unique_violation(&error) {
            Self::Again
        } else {
            Self::Before(error.into())
        }
    }
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        Self::Before(error)
    }
}

async fn attempt(
    db: &Db,
    group: &[Submission],
    deadline: Instant,
) -> Result<Vec<Outcome>, Failure> {
    let (tx, outcomes) = timeout_at(deadline.into(), prepare(db, group))
        .await
        .map_err(|_| Failure::Before(DbError::Timeout))??;
    match timeout_at(deadline.into(), tx.commit()).await {
        Ok(Ok(())) => Ok(outcomes),
        Ok(Err(error)) if is_certain(&error) => Err(Failure::Before(error.into())),
        _ => Err(Failure::During),
    }
}

/// True when SQLite could not write the commit at all: a full disk, or a lock held elsewhere. Every
/// other failure of a COMMIT may have come after the deed. (A full disk is certain because the mark
/// that ends a transaction is the last thing written: SQLite's file system for Unix promises to
/// overwrite nothing beside it, so no sector is filled up behind it.)
fn is_certain(error: &sqlx::Error) -> bool {
    const FULL: i64 = 13;
    const BUSY: i64 = 5;
    let code = error.as_database_error().and_then(DatabaseError::code);
    // Result codes are short numbers; PostgreSQL's have five characters.
    let code = code
        .filter(|code| code.len() < 5)
        .and_then(|code| code.parse::<i64>().ok());
    code.is_some_and(|code| matches!(code & 0xFF, FULL | BUSY))
}

/// Everything but the COMMIT.
async fn prepare(db: &Db, group: &[Submission]) -> Result<(Tx, Vec<Outcome>), Failure> {
    let mut tx = db.begin().await?;
    let mut seen = states(&mut tx, group).await?;
    let mut outcomes = Vec::with_capacity(group.len());
    let mut rows = Vec::new();
    let mut new = Vec::new();
    for submission in group {
        let operation = &submission.operation;
        let id = operation.id;
        let outcome = match seen.get(&id) {
            Some(&COMMITTED) => Ok(Receipt { id, repeated: true }),
            Some(_) => Err(DbError::Refused(Refusal::GivenUp)),
            None => match apply::apply(&mut tx.conn(), operation).await {
                Ok(sides) => {
                    rows.extend(sides);
                    new.push(operation);
                    seen.insert(id, COMMITTED);
                    Ok(Receipt {
                        id,
                        repeated: false,
                    })
                }
                Err(Stop::Refused(refusal)) => Err(DbError::Refused(refusal)),
                Err(Stop::Failed(error)) => return Err(error.into()),
                Err(Stop::Corrupt(error)) => return Err(Failure::Before(error)),
            },
        };
        outcomes.push(outcome);
    }
    record(&mut tx, &new, &rows).await?;
    Ok((tx, outcomes))
}

/// Which of the group's operations the database knows already.
async fn states(tx: &mut Tx, group: &[Submission]) -> Result<HashMap<OperationId, i64>, Failure> {
    let list = tx.conn().placeholders(1, group.len());
    let sql = format!("SELECT id, state FROM operation WHERE id IN {list}");
    let ids = group
        .iter()
        .map(|s| key(s.operation.id))
        .collect::<Vec<_>>();
    let args = ids.into_iter().map(Into::into).collect();
    let rows = tx.conn().all(sqlx::AssertSqlSafe(sql), args).await?;
    let state = |row: &Row| Ok((OperationId(u128::from_be_bytes(row.fixed(0)?)), row.int(1)?));
    rows.iter()
        .map(state)
        .collect::<Result<_, DbError>>()
        .map_err(Failure::Before)
}

fn key(id: OperationId) -> Vec<u8> {
    id.0.to_be_bytes().to_vec()
}

/// The operations and their ledger rows, in bulk.
async fn record(tx: &mut Tx, new: &[&Operation], rows: &[LedgerRow]) -> Result<(), Failure> {
    for chunk in new.chunks(limits::DB_BULK_ROWS) {
        let sql = format!(
            "INSERT INTO operation (id, kind, state, at) VALUES {}",
            tx.conn().placeholders(chunk.len(), 4)
        );
        let mut args = Vec::with_capacity(chunk.len() * 4);
        for operation in chunk {
            args.extend(args![
                key(operation.id),
                operation.kind,
                COMMITTED,
                operation.at
            ]);
        }
        tx.conn().run(sqlx::AssertSqlSafe(sql), args).await?;
    }
    for chunk in rows.chunks(limits::DB_BULK_ROWS) {
        let sql = format!(
            "INSERT INTO ledger (operation_id, side, kind, subject_id, template_id,
             from_kind, from_id, to_kind, to_id, amount, at) VALUES {}",
            tx.conn().placeholders(chunk.len(), 11)
        );
        let mut args = Vec::with_capacity(chunk.len() * 11);
        for row in chunk {
            args.extend(row.values());
        }
        tx.conn().run(sqlx::AssertSqlSafe(sql), args).await?;
    }
    Ok(())
}

/// After a lost answer to COMMIT: finds out what happened, or says honestly that it cannot.
async fn settle(db: &Db, group: &[Submission]) {
    let until = Instant::now() + COMMIT;
    for submission in group {
        let id = submission.operation.id;
        let outcome = match timeout_at(until.into(), resolve(db, id)).await {
            Ok(Ok(true)) => Ok(Receipt {
                id,
                repeated: false,
            }),
            Ok(Ok(false)) => Err(DbError::Unavailable("the commit failed".into())),
            _ => Err(DbError::Uncertain(id)),
        };
        submission.answer(outcome);
    }
}

/// Makes sure that `id` either is committed (`true`) or never will be. A transaction that still
/// hangs somewhere holds the unique index: this statement waits for it or takes its place.
pub(crate) async fn resolve(db: &Db, id: OperationId) -> Result<bool, DbError> {
    let mut tx = db.begin().await?;
    tx.conn()
        .run(
            "INSERT INTO operation (id, kind, state, at) VALUES ($1, 0, $2, $3)
             ON CONFLICT (id) DO NOTHING",
            args![key(id), GIVEN_UP, unix_now()],
        )
        .await?;
    let row = tx
        .conn()
        .one("SELECT state FROM operation WHERE id = $1", args![key(id)])
        .await?;
    let state: i64 = row.ok_or(DbError::NotFound)?.int(0)?;
    tx.commit().await?;
    Ok(state == COMMITTED)
}
