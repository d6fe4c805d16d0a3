//! What kind of map each world is.

use bezgelor_core::ids::WorldId;
use game::instance::MapKind;
use tables::TableSet;

/// Row of `GameFormula.tbl` with the grace before a removal (`flows.md` section 5).
const REMOVAL_FORMULA: u32 = 1123;
/// Milliseconds of grace where no table says so; what the client shows then, too (`features.md`
/// section 4).
const REMOVAL_MS: u64 = 30_000;

/// Kinds of worlds, ascending by world; those that are not in it are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maps {
    kinds: Vec<(WorldId, MapKind)>,
    removal_ms: u64,
}

impl Default for Maps {
    fn default() -> Self {
        Self::new(Vec::new(), None)
    }
}

impl Maps {
    /// Takes kinds in any order, and the grace before a removal when it is not the usual one.
    #[must_use]
    pub fn new(mut kinds: Vec<(WorldId, MapKind)>, removal_ms: Option<u64>) -> Self {
        kinds.retain(|(_, kind)| kind.is_private());
        kinds.sort_by_key(|&(world, _)| world);
        Self {
            kinds,
            removal_ms: removal_ms.unwrap_or(REMOVAL_MS),
        }
    }

    /// What the tables say.
    #[must_use]
    pub fn from_tables(set: &TableSet) -> Self {
        let worlds = set.world().iter();
        let kinds = worlds.map(|row| (row.id(), MapKind::of(row.type_())));
        let formula = set.game_formula().get(REMOVAL_FORMULA);
        let removal_ms = formula.map(|row| u64::from(row.dataint0()));
        Self::new(kinds.collect(), removal_ms)
    }

    /// The kind of a world.
    #[must_use]
    pub fn kind(&self, world_id: WorldId) -> MapKind {
        let found = self.kinds.binary_search_by_key(&world_id, |&(id, _)| id);
        found.map_or(MapKind::Open, |at| self.kinds[at].1)
    }

    /// Milliseconds from the word that somebody is taken out until it happens.
    #[must_use]
    pub fn removal_ms(&self) -> u64 {
        self.removal_ms
    }
}
