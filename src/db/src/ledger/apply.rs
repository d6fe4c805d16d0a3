//! Applies one operation inside a transaction, and says what the ledger has to remember of it.
//!
//! Sides are not applied in the order given but in the order in which they can succeed: things
//! leave their places first, then counts change, then things arrive. So a swap needs no free
//! third slot and the unique index on slots holds at every moment.

use bezgelor_core::ids::{AccountId, CharacterId, ItemId};
use bezgelor_core::model::{Character, Item};

use super::{Operation, OperationId, Owner, OwnerKind, Refusal, Side, Slot};
use crate::character::write;
use crate::error::DbError;
use crate::sql::{Conn, Value, args};

/// `item.location` of an item between two slots; exists only inside a transaction.
const PARKED: i64 = -1;

/// Why applying stopped.
pub(crate) enum Stop {
    /// A condition does not hold: only this operation is off.
    Refused(Refusal),
    /// The database failed: the whole transaction is off.
    Failed(sqlx::Error),
    /// What is stored cannot be read: likewise.
    Corrupt(DbError),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<sqlx::Error> for Stop {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<DbError> for Stop {
    fn from(error: DbError) -> Self {
        Self::Corrupt(error)
    }
}

/// What a ledger row is about; the numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum LedgerKind {
    ItemCreate = 1,
    ItemMove = 2,
    ItemCount = 3,
    ItemDestroy = 4,
    Currency = 5,
    CharacterCreate = 6,
    CharacterDelete = 7,
    CharacterRestore = 8,
    ItemCharges = 9,
}

/// One row of the ledger before it is written.
pub(super) struct LedgerRow {
    operation: OperationId,
    side: u32,
    kind: LedgerKind,
    subject_id: u64,
    template_id: u32,
    from: Option<Owner>,
    to: Option<Owner>,
    amount: i64,
    at: i64,
}

impl LedgerRow {
    pub(super) fn values(&self) -> Vec<Value> {
        let owner = |owner: Option<Owner>| owner.map_or((0, 0), |o| (o.kind as u8, o.id));
        let (from_kind, from_id) = owner(self.from);
        let (to_kind, to_id) = owner(self.to);
        args![
            self.operation.0.to_be_bytes().to_vec(),
            self.side,
            self.kind as u8,
            self.subject_id,
            self.template_id,
            from_kind,
            from_id,
            to_kind,
            to_id,
            self.amount,
            self.at
        ]
    }
}

/// Applies all sides or none.
pub(super) async fn apply(
    conn: &mut Conn<'_>,
    operation: &Operation,
) -> Result<Vec<LedgerRow>, Stop> {
    // A single side of one statement changes nothing when it is refused.
    let single = matches!(
        operation.sides.as_slice(),
        [side] if !matches!(side, Side::CharacterCreate { .. })
    );
    if single {
        return sides(conn, operation).await;
    }
    conn.script("SAVEPOINT operation").await?;
    match sides(conn, operation).await {
        Ok(rows) => {
            conn.script("RELEASE SAVEPOINT operation").await?;
            Ok(rows)
        }
        Err(Stop::Refused(refusal)) => {
            conn.script("ROLLBACK TO SAVEPOINT operation; RELEASE SAVEPOINT operation")
                .await?;
            Err(Stop::Refused(refusal))
        }
        Err(failure) => Err(failure),
    }
}

/// The order in which sides can succeed.
fn turn(side: &Side) -> u8 {
    match side {
        Side::CharacterCreate { .. } | Side::CharacterRestore { .. } => 0,
        Side::ItemDestroy { .. } => 1,
        Side::ItemCount { .. } | Side::ItemCharges { .. } => 2,
        // Debits before credits, so that a balance is never checked against money to come.
        Side::Currency { delta, .. } if *delta < 0 => 3,
        Side::Currency { .. } => 4,
        Side::ItemMove { .. } => 5,
        Side::ItemCreate { .. } => 6,
        Side::CharacterDelete { .. } => 7,
    }
}

async fn sides(conn: &mut Conn<'_>, operation: &Operation) -> Result<Vec<LedgerRow>, Stop> {
    let moves = |side: &&Side| matches!(side, Side::ItemMove { .. });
    let parking = operation.sides.iter().filter(moves).count() > 1;
    if parking {
        for side in &operation.sides {
            if let Side::ItemMove { item, from, .. } = side {
                park(conn, *item, *from).await?;
            }
        }
    }
    let mut order: Vec<usize> = (0..operation.sides.len()).collect();
    order.sort_by_key(|index| turn(&operation.sides[*index]));
    let mut rows = Vec::with_capacity(order.len());
    for index in order {
        let entry = apply_side(conn, operation, &operation.sides[index], parking).await?;
        rows.push(LedgerRow {
            operation: operation.id,
            side: index as u32,
            at: operation.at.0,
            kind: entry.kind,
            subject_id: entry.subject,
            template_id: entry.template,
            from: entry.from,
            to: entry.to,
            amount: entry.amount,
        });
    }
    Ok(rows)
}

/// The part of a ledger row that depends on the side.
struct Entry {
    kind: LedgerKind,
    subject: u64,
    template: u32,
    from: Option<Owner>,
    to: Option<Owner>,
    amount: i64,
}

async fn apply_side(
    conn: &mut Conn<'_>,
    operation: &Operation,
    side: &Side,
    parked: bool,
) -> Result<Entry, Stop> {
    match side {
        Side::ItemCreate { item, owner } => create_item(conn, item, *owner).await,
        Side::ItemMove { item, from, to } => move_item(conn, *item, *from, *to, parked).await,
        Side::ItemCount { item, owner, delta } => {
            change_item(conn, LedgerKind::ItemCount, *item, *owner, *delta).await
        }
        Side::ItemCharges { item, owner, delta } => {
            change_item(conn, LedgerKind::ItemCharges, *item, *owner, *delta).await
        }
        Side::ItemDestroy {
            item,
            owner,
            stack_count,
        } => destroy_item(conn, *item, *owner, *stack_count).await,
        Side::Currency {
            owner,
            currency_id,
            delta,
        } => change_currency(conn, *owner, *currency_id, *delta).await,
        Side::CharacterCreate { character, slots } => {
            create_character(conn, character, *slots).await
        }
        Side::CharacterDelete { id, account_id } => {
            write::lay_away(conn, *id, *account_id, operation.at).await?;
            Ok(character_entry(
                LedgerKind::CharacterDelete,
                *id,
                *account_id,
                false,
            ))
        }
        Side::CharacterRestore { id, name } => {
            let account_id = write::restore(conn, *id, name.as_deref()).await?;
            Ok(character_entry(
                LedgerKind::CharacterRestore,
                *id,
                account_id,
                true,
            ))
        }
    }
}

fn character_entry(
    kind: LedgerKind,
    id: CharacterId,
    account_id: AccountId,
    arrives: bool,
) -> Entry {
    let account = Some(Owner {
        kind: OwnerKind::Account,
        id: account_id.0.into(),
    });
    Entry {
        kind,
        subject: id.0,
        template: 0,
        from: if arrives { None } else { account },
        to: if arrives { account } else { None },
        amount: 0,
    }
}

async fn create_character(
    conn: &mut Conn<'_>,
    character: &Character,
    slots: u32,
) -> Result<Entry, Stop> {
    write::insert(conn, character, slots).await?;
    Ok(character_entry(
        LedgerKind::CharacterCreate,
        character.id,
        character.account_id,
        true,
    ))
}

async fn create_item(conn: &mut Conn<'_>, item: &Item, owner: Owner) -> Result<Entry, Stop> {
    let done = conn
        .run(
            "INSERT INTO item (id, template_id, owner_kind, owner_id, location, bag_index,
             stack_count, charges) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT DO NOTHING",
            args![
                item.id,
                item.template_id,
                owner.kind as u8,
                owner.id,
                item.location,
                item.bag_index,
                item.stack_count,
                item.charges
            ],
        )
        .await?;
    if done != 1 {
        return Err(Refusal::NoRoom(item.id).into());
    }
    Ok(Entry {
        kind: LedgerKind::ItemCreate,
        subject: item.id.0,
        template: item.template_id.0,
        from: None,
        to: Some(owner),
        amount: item.stack_count.into(),
    })
}

async fn park(conn: &mut Conn<'_>, item: ItemId, from: Slot) -> Result<(), Stop> {
    let done = conn
        .run(
            "UPDATE item SET location = $6, bag_index = id
             WHERE id = $1 AND owner_kind = $2 AND owner_id = $3 AND location = $4
             AND bag_index = $5",
            args![
                item,
                from.owner.kind as u8,
                from.owner.id,
                from.location,
                from.bag_index,
                PARKED
            ],
        )
        .await?;
    if done == 1 {
        Ok(())
    } else {
        Err(Refusal::ItemNotThere(item).into())
    }
}

async fn move_item(
    conn: &mut Conn<'_>,
    item: ItemId,
    from: Slot,
    to: Slot,
    parked: bool,
) -> Result<Entry, Stop> {
    let row = conn
        .one(
            "UPDATE item SET owner_kind = $2, owner_id = $3, location = $4, bag_index = $5
             WHERE id = $1 AND owner_kind = $6 AND owner_id = $7 AND location = $8
             AND bag_index = $9 AND NOT EXISTS (SELECT 1 FROM item AS other
                 WHERE other.owner_kind = $2 AND other.owner_id = $3
                 AND other.location = $4 AND other.bag_index = $5)
             RETURNING template_id",
            args![
                item,
                to.owner.kind as u8,
                to.owner.id,
                to.location,
                to.bag_index,
                from.owner.kind as u8,
                from.owner.id,
                if parked { PARKED } else { from.location.into() },
                if parked {
                    item.0.cast_signed()
                } else {
                    from.bag_index.into()
                }
            ],
        )
        .await?;
    let Some(row) = row else {
        // Parked items are known to be there; otherwise one more look tells which it was.
        let there = parked
            || conn
                .one(
                    "SELECT id FROM item WHERE id = $1 AND owner_kind = $2 AND owner_id = $3
                     AND location = $4 AND bag_index = $5",
                    args![
                        item,
                        from.owner.kind as u8,
                        from.owner.id,
                        from.location,
                        from.bag_index
                    ],
                )
                .await?
                .is_some();
        return Err(if there {
            Refusal::NoRoom(item).into()
        } else {
            Refusal::ItemNotThere(item).into()
        });
    };
    Ok(Entry {
        kind: LedgerKind::ItemMove,
        subject: item.0,
        template: row.int(0)?,
        from: Some(from.owner),
        to: Some(to.owner),
        amount: 0,
    })
}

async fn change_item(
    conn: &mut Conn<'_>,
    kind: LedgerKind,
    item: ItemId,
    owner: Owner,
    delta: i64,
) -> Result<Entry, Stop> {
    let sql = if kind == LedgerKind::ItemCount {
        "UPDATE item SET stack_count = stack_count + $4
         WHERE id = $1 AND owner_kind = $2 AND owner_id = $3
         AND stack_count >= 1 - $4 AND stack_count <= 4294967295 - $4 RETURNING template_id"
    } else {
        "UPDATE item SET charges = charges + $4
         WHERE id = $1 AND owner_kind = $2 AND owner_id = $3
         AND charges >= -$4 AND charges <= 4294967295 - $4 RETURNING template_id"
    };
    if delta.unsigned_abs() > u32::MAX.into() {
        return Err(Refusal::Malformed("a change too large").into());
    }
    let row = conn
        .one(sql, args![item, owner.kind as u8, owner.id, delta])
        .await?
        .ok_or(Refusal::ItemNotThere(item))?;
    Ok(Entry {
        kind,
        subject: item.0,
        template: row.int(0)?,
        from: Some(owner),
        to: Some(owner),
        amount: delta,
    })
}

async fn destroy_item(
    conn: &mut Conn<'_>,
    item: ItemId,
    owner: Owner,
    stack_count: u32,
) -> Result<Entry, Stop> {
    let row = conn
        .one(
            "DELETE FROM item WHERE id = $1 AND owner_kind = $2 AND owner_id = $3
             AND stack_count = $4 RETURNING template_id",
            args![item, owner.kind as u8, owner.id, stack_count],
        )
        .await?
        .ok_or(Refusal::ItemNotThere(item))?;
    Ok(Entry {
        kind: LedgerKind::ItemDestroy,
        subject: item.0,
        template: row.int(0)?,
        from: Some(owner),
        to: None,
        amount: -i64::from(stack_count),
    })
}

async fn change_currency(
    conn: &mut Conn<'_>,
    owner: Owner,
    currency_id: u8,
    delta: i64,
) -> Result<Entry, Stop> {
    let args = args![owner.kind as u8, owner.id, currency_id, delta];
    let (done, refusal) = if delta < 0 {
        let sql = "UPDATE currency SET amount = amount + $4
             WHERE owner_kind = $1 AND owner_id = $2 AND currency_id = $3 AND amount >= -$4";
        (conn.run(sql, args).await?, Refusal::NotEnough(currency_id))
    } else {
        let sql = "INSERT INTO currency AS held (owner_kind, owner_id, currency_id, amount)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (owner_kind, owner_id, currency_id)
             DO UPDATE SET amount = held.amount + excluded.amount
             WHERE held.amount <= 9223372036854775807 - excluded.amount";
        (conn.run(sql, args).await?, Refusal::TooMuch(currency_id))
    };
    if done != 1 {
        return Err(refusal.into());
    }
    Ok(Entry {
        kind: LedgerKind::Currency,
        subject: currency_id.into(),
        template: 0,
        from: (delta < 0).then_some(owner),
        to: (delta > 0).then_some(owner),
        amount: delta,
    })
}
