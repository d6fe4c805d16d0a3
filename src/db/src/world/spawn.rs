//! Spawns: one row each, their stats packed into one column, so that a world of tens of thousands
//! is loaded by a single query.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CreatureId, SpawnId, WorldId};
use bezgelor_core::model::Spawn;

use crate::error::DbError;
use crate::handle::DbHandle;
use crate::sql::{Row, Value, args};

/// Columns of a spawn without its source, in the order of [`spawn`] and [`values`].
macro_rules! columns {
    () => {
        concat!(
            "id, entity_type, creature_id, world_id, area_id, x, y, z, yaw, pitch, roll, ",
            "display_info_id, outfit_info_id, faction1, faction2, quest_checklist_index, ",
            "active_prop_id, world_socket_id, stats"
        )
    };
}
pub(super) const COLUMNS: &str = columns!();
/// How many they are.
pub(super) const COUNT: usize = 19;

pub(super) fn spawn(row: &Row) -> Result<Spawn, DbError> {
    Ok(Spawn {
        id: SpawnId(row.bits(0)?),
        entity_type: row.int(1)?,
        creature_id: CreatureId(row.int(2)?),
        world_id: WorldId(row.int(3)?),
        area_id: row.int(4)?,
        placement: Placement {
            position: Vec3::new(row.real(5)?, row.real(6)?, row.real(7)?),
            rotation: Vec3::new(row.real(8)?, row.real(9)?, row.real(10)?),
        },
        display_info_id: row.int(11)?,
        outfit_info_id: row.int(12)?,
        faction1: row.int(13)?,
        faction2: row.int(14)?,
        quest_checklist_index: row.int(15)?,
        active_prop_id: row.bits(16)?,
        world_socket_id: row.int(17)?,
        stats: unpack_stats(&row.text(18)?)?,
    })
}

pub(super) fn values(spawn: &Spawn) -> Vec<Value> {
    let (position, rotation) = (spawn.placement.position, spawn.placement.rotation);
    args![
        spawn.id,
        spawn.entity_type,
        spawn.creature_id,
        spawn.world_id,
        spawn.area_id,
        position.x,
        position.y,
        position.z,
        rotation.x,
        rotation.y,
        rotation.z,
        spawn.display_info_id,
        spawn.outfit_info_id,
        spawn.faction1,
        spawn.faction2,
        spawn.quest_checklist_index,
        spawn.active_prop_id,
        spawn.world_socket_id,
        pack_stats(&spawn.stats)
    ]
}

/// `0=2372 10=8`: readable for an operator, exact for every finite number.
fn pack_stats(stats: &[(u8, f32)]) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for (stat, value) in stats {
        let gap = if text.is_empty() { "" } else { " " };
        let _ = write!(text, "{gap}{stat}={value}");
    }
    text
}

fn unpack_stats(text: &str) -> Result<Vec<(u8, f32)>, DbError> {
    let pair = |word: &str| {
        let (stat, value) = word.split_once('=')?;
        Some((stat.parse().ok()?, value.parse().ok()?))
    };
    let pairs = text.split_ascii_whitespace().map(pair);
    pairs
        .collect::<Option<_>>()
        .ok_or_else(|| DbError::Corrupt {
            column: 18,
            problem: format!("{text:?} are no stats"),
        })
}

impl DbHandle {
    /// How many spawns there are in all worlds.
    ///
    /// # Errors
    /// As every request.
    pub async fn count_spawns(&self) -> Result<u64, DbError> {
        self.request(move |stores| async move {
            let mut reader = stores.world.reader().await?.apart();
            let rows = reader
                .conn()
                .all("SELECT COUNT(*) FROM spawn", args![])
                .await?;
            rows.first().map_or(Ok(0), |row| row.int(0))
        })
        .await
    }

    /// The worlds that something stands in, ascending.
    ///
    /// # Errors
    /// As every request, but without a deadline.
    pub async fn spawn_worlds(&self) -> Result<Vec<WorldId>, DbError> {
        self.long_request(move |stores| async move {
            let mut reader = stores.world.reader().await?.apart();
            let sql = "SELECT DISTINCT world_id FROM spawn ORDER BY world_id";
            let rows = reader.conn().all(sql, args![]).await?;
            rows.iter().map(|row| row.int(0).map(WorldId)).collect()
        })
        .await
    }

    /// All spawns of a world, by id.
    ///
    /// # Errors
    /// As every request, but without a deadline: big worlds take a while.
    pub async fn spawns(&self, world_id: WorldId) -> Result<Vec<Spawn>, DbError> {
        self.long_request(move |stores| async move {
            let mut reader = stores.world.reader().await?.apart();
            let sql = concat!(
                "SELECT ",
                columns!(),
                " FROM spawn WHERE world_id = $1 ORDER BY id"
            );
            let rows = reader.conn().all(sql, args![world_id]).await?;
            rows.iter().map(spawn).collect()
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stats_survive_packing_exactly() {
        let stats = vec![
            (0, 2372.0),
            (10, 8.0),
            (15, 0.1),
            (20, f32::MIN_POSITIVE),
            (255, -3.5),
        ];
        assert_eq!(unpack_stats(&pack_stats(&stats)), Ok(stats));
        assert_eq!(unpack_stats(""), Ok(Vec::new()));
        assert!(unpack_stats("0=x").is_err());
        assert!(unpack_stats("256=1").is_err());
    }
}
