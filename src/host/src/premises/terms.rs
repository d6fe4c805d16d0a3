//! When the spawns of a world are there, from what the world database says of it in several tables.

use std::collections::BTreeMap;

use bezgelor_core::ids::{SpawnId, WorldId};
use bezgelor_core::model::{Hours, SpawnTerm};
use db::world::{GroupId, SpawnEvent, SpawnGroup, SpawnGroupMember, SpawnHours};
use db::{DbError, DbHandle};

/// What is stored of one world.
#[derive(Debug, Default)]
struct Stored {
    events: Vec<SpawnEvent>,
    hours: Vec<SpawnHours>,
    members: Vec<SpawnGroupMember>,
    /// Of all worlds.
    groups: Vec<SpawnGroup>,
}

/// Asks the store.
pub(super) async fn of_world(db: &DbHandle, world: WorldId) -> Result<Vec<SpawnTerm>, DbError> {
    let mut stored = Stored {
        events: db.world_records_of(world).await?,
        hours: db.world_records_of(world).await?,
        members: db.world_records_of(world).await?,
        groups: Vec::new(),
    };
    if !stored.members.is_empty() {
        stored.groups = db.world_records().await?;
    }
    Ok(stored.terms())
}

impl Stored {
    fn terms(&self) -> Vec<SpawnTerm> {
        let of = |spawn_id: SpawnId| SpawnTerm {
            spawn_id,
            ..SpawnTerm::default()
        };
        let events = self.events.iter().map(|row| SpawnTerm {
            event_id: row.event_id,
            phase: row.phase,
            ..of(row.spawn_id)
        });
        let hours = self.hours.iter().map(|row| SpawnTerm {
            hours: Hours {
                from_minute: row.from_minute.0,
                to_minute: row.to_minute.0,
            },
            ..of(row.spawn_id)
        });
        let alive_max = |group: &SpawnGroup| (group.id, group.alive_max.0);
        let groups: BTreeMap<GroupId, u8> = self.groups.iter().map(alive_max).collect();
        // One that nothing is said of is counted by the zone.
        let members = self.members.iter().map(|row| SpawnTerm {
            group: row.group_id.0,
            alive_max: groups.get(&row.group_id).copied().unwrap_or(0),
            ..of(row.spawn_id)
        });
        events.chain(hours).chain(members).collect()
    }
}

#[cfg(test)]
mod tests {
    use db::world::{AliveMax, DayMinute};

    use super::*;

    #[test]
    fn each_row_is_a_term_and_a_group_nothing_is_said_of_has_no_number() {
        let member = |spawn, group| SpawnGroupMember {
            spawn_id: SpawnId(spawn),
            group_id: GroupId(group),
        };
        let stored = Stored {
            events: vec![SpawnEvent {
                spawn_id: SpawnId(1),
                event_id: 781,
                phase: 2,
            }],
            hours: vec![SpawnHours {
                spawn_id: SpawnId(1),
                from_minute: DayMinute(1_080),
                to_minute: DayMinute(360),
            }],
            members: vec![member(1, 4), member(2, 5)],
            groups: vec![SpawnGroup {
                id: GroupId(4),
                alive_max: AliveMax(3),
            }],
        };
        let term = |spawn| SpawnTerm {
            spawn_id: SpawnId(spawn),
            ..SpawnTerm::default()
        };
        let expected = [
            SpawnTerm {
                event_id: 781,
                phase: 2,
                ..term(1)
            },
            SpawnTerm {
                hours: Hours::NIGHT,
                ..term(1)
            },
            SpawnTerm {
                group: 4,
                alive_max: 3,
                ..term(1)
            },
            SpawnTerm {
                group: 5,
                ..term(2)
            },
        ];
        assert_eq!(stored.terms(), expected);
    }
}
