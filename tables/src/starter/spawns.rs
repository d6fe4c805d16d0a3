//! `spawns.csv`: who stands where when a realm is new.

use bezgelor_core::geometry::{Placement, Vec3};
use bezgelor_core::ids::{CreatureId, SpawnId, WorldId};
use bezgelor_core::model::Spawn;

use super::StarterError;
use super::csv::{Record, Records};

pub(super) const FILE: &str = "spawns.csv";

/// The columns in order; `health` and `level` become stats 0 and 10 of the protocol.
const COLUMNS: [&str; 15] = [
    "id",
    "entity_type",
    "creature_id",
    "world_id",
    "area_id",
    "x",
    "y",
    "z",
    "yaw",
    "display_info_id",
    "outfit_info_id",
    "faction1",
    "faction2",
    "level",
    "health",
];
const STAT_HEALTH: u8 = 0;
const STAT_LEVEL: u8 = 10;

pub(super) fn parse(text: &str) -> Result<Vec<Spawn>, StarterError> {
    let mut records = Records::new(text);
    let fail = |at, reason: &str| StarterError::new(FILE, at, reason);
    let header = records
        .next()
        .ok_or_else(|| fail((0, 0), "no header line"))?;
    let header = header.map_err(|(at, reason)| fail(at, reason))?;
    if header.fields.iter().map(|f| f.text.as_ref()).ne(COLUMNS) {
        return Err(fail(
            (header.line, 1),
            &format!("expected `{}`", COLUMNS.join(",")),
        ));
    }
    let mut spawns: Vec<Spawn> = Vec::new();
    for record in records {
        let record = record.map_err(|(at, reason)| fail(at, reason))?;
        if record.fields.len() != COLUMNS.len() {
            return Err(fail(
                (record.line, 0),
                &format!("expected {} cells", COLUMNS.len()),
            ));
        }
        let spawn = spawn(&record)?;
        if spawns.iter().any(|known| known.id == spawn.id) {
            return Err(fail(
                (record.line, 1),
                &format!("id {} comes twice", spawn.id),
            ));
        }
        spawns.push(spawn);
    }
    Ok(spawns)
}

fn spawn(record: &Record<'_>) -> Result<Spawn, StarterError> {
    let number = |index: usize| number::<f32>(record, index);
    let mut stats = Vec::new();
    for (stat, index) in [(STAT_LEVEL, 13), (STAT_HEALTH, 14)] {
        let value = number(index)?;
        if value != 0.0 {
            stats.push((stat, value));
        }
    }
    Ok(Spawn {
        id: SpawnId(self::number(record, 0)?),
        entity_type: self::number(record, 1)?,
        creature_id: CreatureId(self::number(record, 2)?),
        world_id: WorldId(self::number(record, 3)?),
        area_id: self::number(record, 4)?,
        placement: Placement {
            position: Vec3::new(number(5)?, number(6)?, number(7)?),
            rotation: Vec3::new(number(8)?, 0.0, 0.0),
        },
        display_info_id: self::number(record, 9)?,
        outfit_info_id: self::number(record, 10)?,
        faction1: self::number(record, 11)?,
        faction2: self::number(record, 12)?,
        quest_checklist_index: 0,
        active_prop_id: 0,
        world_socket_id: 0,
        stats,
    })
}

fn number<T: std::str::FromStr + Default>(
    record: &Record<'_>,
    index: usize,
) -> Result<T, StarterError> {
    let Some(field) = record
        .fields
        .get(index)
        .filter(|field| !field.text.is_empty())
    else {
        return Ok(T::default());
    };
    field.text.parse().map_err(|_| {
        let reason = format!("`{}` is no value for {}", field.text, COLUMNS[index]);
        StarterError::new(FILE, field.at, reason)
    })
}
