//! What clients explain to whoever comes into a zone of a world, as the world database says.

use bezgelor_core::ids::WorldZoneId;
use bezgelor_core::model::ZoneTutorial;
use db::world::Tutorial;
use db::{DbError, DbHandle};
use tables::TableSet;

/// `kind` of a tutorial that a zone shows (`features.md` section 4).
const BY_ZONE: u32 = 29;

/// Those of all zones.
pub(crate) async fn stored(db: &DbHandle) -> Result<Vec<ZoneTutorial>, DbError> {
    let rows = db.world_records::<Tutorial>().await?;
    Ok(rows.iter().filter_map(of_zone).collect())
}

fn of_zone(row: &Tutorial) -> Option<ZoneTutorial> {
    let zone = u16::try_from(row.trigger_id).ok().map(WorldZoneId)?;
    (row.kind == BY_ZONE && zone.0 != 0).then_some(ZoneTutorial {
        zone,
        tutorial_id: row.tutorial_id,
    })
}

/// Those that the client knows, and how many it does not.
pub(crate) fn known(all: Vec<ZoneTutorial>, tables: &TableSet) -> (Vec<ZoneTutorial>, usize) {
    let count = all.len();
    let is_known = |row: &ZoneTutorial| tables.tutorial().get(row.tutorial_id).is_some();
    let known: Vec<ZoneTutorial> = all.into_iter().filter(is_known).collect();
    let unknown = count - known.len();
    (known, unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(kind: u32, trigger_id: u32) -> Tutorial {
        Tutorial {
            tutorial_id: 7,
            kind,
            trigger_id,
            note: String::new(),
        }
    }

    #[test]
    fn zones_show_tutorials_of_their_kind_that_the_client_has() {
        let zone = WorldZoneId(5);
        let shown = ZoneTutorial {
            zone,
            tutorial_id: 7,
        };
        assert_eq!(of_zone(&row(BY_ZONE, 5)), Some(shown));
        assert_eq!(of_zone(&row(BY_ZONE, 0)), None);
        assert_eq!(of_zone(&row(BY_ZONE, 70_000)), None);
        assert_eq!(of_zone(&row(3, 5)), None);
        let set = tables::starter::embedded().expect("the built-in set compiles");
        assert_eq!(known(vec![shown], &set), (vec![], 1), "none of its own");
    }
}
