//! What a character's journeys left behind, written behind like soft state: whole, and only where
//! its revision is newer than the stored one.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CharacterId, WorldId};
use bezgelor_core::limits;
use bezgelor_core::time::UnixMillis;
use bezgelor_core::travel::{Bind, Holder, InstanceLock, Spot, Travel};
use sqlx::AssertSqlSafe;

use crate::error::DbError;
use crate::handle::DbHandle;
use crate::pool::{Db, Reader};
use crate::sql::{Conn, Row, args};

impl DbHandle {
    /// Writes what a character's journeys left behind; false, and nothing is written, when the
    /// stored revision is as high or higher, or the character is gone.
    ///
    /// # Errors
    /// [`DbError::Invalid`] for too many locks or a place that is no number; otherwise as every
    /// request, and then nothing is written.
    pub async fn save_travel(&self, id: CharacterId, travel: Travel) -> Result<bool, DbError> {
        if travel.locks.len() > limits::INSTANCE_LOCKS_MAX {
            return Err(DbError::Invalid("too many instance locks"));
        }
        if travel.taxi_nodes.len() > limits::TAXI_NODES_MAX {
            return Err(DbError::Invalid("too many taxi nodes"));
        }
        let bind = travel.bind.map(|bind| bind.spot);
        let spots = travel.return_to.iter().chain(&bind);
        let finite = |spot: &Spot| {
            spot.placement.position.is_finite() && spot.placement.rotation.is_finite()
        };
        if !spots.into_iter().all(finite) {
            return Err(DbError::Invalid("a place that is no number"));
        }
        self.request(move |stores| async move { save(&stores.character, id, &travel).await })
            .await
    }
}

async fn save(db: &Db, id: CharacterId, travel: &Travel) -> Result<bool, DbError> {
    let mut tx = db.begin().await?;
    if !write_places(&mut tx.conn(), id, travel).await? {
        return Ok(false);
    }
    write_locks(&mut tx.conn(), id, &travel.locks).await?;
    add_taxi_nodes(&mut tx.conn(), id, &travel.taxi_nodes).await?;
    tx.commit().await?;
    Ok(true)
}

/// The row of the character; false when a newer one is stored.
async fn write_places(
    conn: &mut Conn<'_>,
    id: CharacterId,
    travel: &Travel,
) -> Result<bool, DbError> {
    let home = travel.return_to.unwrap_or_default();
    let bind = travel.bind.unwrap_or(Bind {
        point_id: 0,
        spot: Spot::default(),
    });
    let (home_at, home_turn) = (home.placement.position, home.placement.rotation);
    let (bind_at, bind_turn) = (bind.spot.placement.position, bind.spot.placement.rotation);
    let done = conn
        .run(
            "INSERT INTO travel (character_id, revision, return_world_id, return_x, return_y,
             return_z, return_yaw, return_pitch, return_roll, bind_point_id, bind_world_id,
             bind_x, bind_y, bind_z, bind_yaw, bind_pitch, bind_roll, transport_ready_at,
             recall_ready_at, death_ready_at)
             SELECT id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
             $19, $20
             FROM character WHERE id = $1 AND deleted_at IS NULL
             ON CONFLICT (character_id) DO UPDATE SET revision = excluded.revision,
             return_world_id = excluded.return_world_id, return_x = excluded.return_x,
             return_y = excluded.return_y, return_z = excluded.return_z,
             return_yaw = excluded.return_yaw, return_pitch = excluded.return_pitch,
             return_roll = excluded.return_roll, bind_point_id = excluded.bind_point_id,
             bind_world_id = excluded.bind_world_id, bind_x = excluded.bind_x,
             bind_y = excluded.bind_y, bind_z = excluded.bind_z, bind_yaw = excluded.bind_yaw,
             bind_pitch = excluded.bind_pitch, bind_roll = excluded.bind_roll,
             transport_ready_at = excluded.transport_ready_at,
             recall_ready_at = excluded.recall_ready_at,
             death_ready_at = excluded.death_ready_at
             WHERE travel.revision < excluded.revision",
            args![
                id,
                travel.revision,
                home.world_id,
                home_at.x,
                home_at.y,
                home_at.z,
                home_turn.x,
                home_turn.y,
                home_turn.z,
                bind.point_id,
                bind.spot.world_id,
                bind_at.x,
                bind_at.y,
                bind_at.z,
                bind_turn.x,
                bind_turn.y,
                bind_turn.z,
                travel.transport_ready_at,
                travel.recall_ready_at,
                travel.death_ready_at
            ],
        )
        .await?;
    Ok(done != 0)
}

async fn write_locks(
    conn: &mut Conn<'_>,
    id: CharacterId,
    locks: &[InstanceLock],
) -> Result<(), DbError> {
    conn.run(
        "DELETE FROM instance_lock WHERE character_id = $1",
        args![id],
    )
    .await?;
    if locks.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO instance_lock (character_id, world_id, holder_kind, holder_id, locked_at)
         VALUES {}",
        conn.placeholders(locks.len(), 5)
    );
    let mut values = Vec::with_capacity(locks.len() * 5);
    for lock in locks {
        let (kind, holder) = lock.holder.parts();
        values.extend(args![id, lock.world_id, kind, holder, lock.locked_at]);
    }
    conn.run(AssertSqlSafe(sql), values).await?;
    Ok(())
}

/// Nodes are only ever found: what is stored already stays.
async fn add_taxi_nodes(
    conn: &mut Conn<'_>,
    id: CharacterId,
    nodes: &[u16],
) -> Result<(), DbError> {
    if nodes.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO character_taxi_node (character_id, node_id) VALUES {}
         ON CONFLICT DO NOTHING",
        conn.placeholders(nodes.len(), 2)
    );
    let mut values = Vec::with_capacity(nodes.len() * 2);
    for &node in nodes {
        values.extend(args![id, node]);
    }
    conn.run(AssertSqlSafe(sql), values).await?;
    Ok(())
}

/// What is stored of a character; nothing stored is nothing left behind.
pub(super) async fn read(reader: &mut Reader, id: CharacterId) -> Result<Travel, DbError> {
    let mut conn = reader.conn();
    let mut travel = Travel::default();
    let row = conn
        .one(
            "SELECT revision, return_world_id, return_x, return_y, return_z, return_yaw,
             return_pitch, return_roll, bind_point_id, bind_world_id, bind_x, bind_y, bind_z,
             bind_yaw, bind_pitch, bind_roll, transport_ready_at, recall_ready_at, death_ready_at
             FROM travel WHERE character_id = $1",
            args![id],
        )
        .await?;
    let Some(row) = row else {
        return Ok(travel);
    };
    travel.revision = row.int(0)?;
    travel.return_to = spot(&row, 1)?;
    let point_id = row.int(8)?;
    travel.bind = spot(&row, 9)?.map(|spot| Bind { point_id, spot });
    travel.transport_ready_at = UnixMillis(row.int(16)?);
    travel.recall_ready_at = UnixMillis(row.int(17)?);
    travel.death_ready_at = UnixMillis(row.int(18)?);
    let rows = conn
        .all(
            "SELECT world_id, holder_kind, holder_id, locked_at FROM instance_lock
             WHERE character_id = $1 ORDER BY world_id",
            args![id],
        )
        .await?;
    for row in rows.iter().take(limits::INSTANCE_LOCKS_MAX) {
        // A kind of a later server is nobody we know; the character is then tied to no copy.
        if let Some(holder) = Holder::from_parts(row.int(1)?, row.int(2)?) {
            travel.locks.push(InstanceLock {
                world_id: WorldId(row.int(0)?),
                holder,
                locked_at: UnixMillis(row.int(3)?),
            });
        }
    }
    let found = conn
        .all(
            "SELECT node_id FROM character_taxi_node WHERE character_id = $1 ORDER BY node_id",
            args![id],
        )
        .await?;
    for row in found.iter().take(limits::TAXI_NODES_MAX) {
        travel.taxi_nodes.push(row.int(0)?);
    }
    Ok(travel)
}

/// The place in seven columns from `first` on; `None` for world 0.
fn spot(row: &Row, first: usize) -> Result<Option<Spot>, DbError> {
    let world_id = WorldId(row.int(first)?);
    let real = |at: usize| row.real(first + at);
    let placement = Placement {
        position: Vec3::new(real(1)?, real(2)?, real(3)?),
        rotation: Vec3::new(real(4)?, real(5)?, real(6)?),
    };
    let spot = Spot {
        world_id,
        placement,
    };
    Ok((world_id.0 != 0).then_some(spot))
}
