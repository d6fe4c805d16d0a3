//! The database in memory that the scripts run against.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use bezgelor_core::ids::{CreatureId, SpawnId};
use bezgelor_core::limits;
use bezgelor_core::model::Spawn;
use xxhash_rust::xxh3::xxh3_64;

use super::filter::{ENTITY, Filter, Literal, STATS, Target, default, set_entity};
use super::{ImportError, ImportSet, Sourced};
use crate::world::{Cell, Kind, TABLES, Table};

/// What happens to a row whose key is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Duplicate {
    Error,
    Ignore,
    Replace,
}

/// A spawn while the scripts run.
struct Entity {
    local: i128,
    source: u32,
    spawn: Spawn,
    alive: bool,
}

/// Rows of one of the other tables, findable by key.
#[derive(Default)]
struct Rows {
    rows: Vec<Option<Sourced<Vec<Cell>>>>,
    by_key: BTreeMap<Vec<u8>, usize>,
}

/// Everything the scripts have said so far.
pub(super) struct State {
    pub(super) overlay: bool,
    file: String,
    sources: Vec<String>,
    entities: Vec<Entity>,
    by_local: HashMap<i128, usize>,
    by_id: HashMap<u64, usize>,
    local_max: i128,
    ordinals: HashMap<u32, u32>,
    tables: Vec<Rows>,
    filters: Vec<Filter>,
    errors: Vec<ImportError>,
    error_count: u64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            overlay: false,
            file: String::new(),
            sources: Vec::new(),
            entities: Vec::new(),
            by_local: HashMap::new(),
            by_id: HashMap::new(),
            local_max: 0,
            ordinals: HashMap::new(),
            tables: TABLES.iter().map(|_| Rows::default()).collect(),
            filters: Vec::new(),
            errors: Vec::new(),
            error_count: 0,
        }
    }
}

/// The table of this name; `None` when it is none of ours.
pub(super) fn target(name: &str) -> Option<Target> {
    if name.eq_ignore_ascii_case("entity") {
        return Some(Target::Entity);
    }
    if name.eq_ignore_ascii_case("entity_stats") {
        return Some(Target::Stats);
    }
    let found = TABLES
        .iter()
        .position(|table| table.source.eq_ignore_ascii_case(name));
    found.map(Target::Other)
}

/// The column's place in the table.
pub(super) fn column(target: Target, name: &str) -> Option<usize> {
    let same = |other: &str| other.eq_ignore_ascii_case(name);
    match target {
        Target::Entity => ENTITY.iter().position(|column| same(column)),
        Target::Stats => STATS.iter().position(|column| same(column)),
        Target::Other(index) => TABLES[index].columns.iter().position(|c| same(c.source)),
    }
}

/// How many columns it has; an INSERT without names must fill them all.
pub(super) fn column_count(target: Target) -> usize {
    match target {
        Target::Entity => ENTITY.len(),
        Target::Stats => STATS.len(),
        Target::Other(index) => TABLES[index].columns.len(),
    }
}

impl State {
    pub(super) fn begin_file(&mut self, file: &Path, name: String) {
        self.file = file.display().to_string();
        self.sources.push(name);
        self.ordinals.clear();
        // A script's own ids mean nothing outside it.
        self.by_local.clear();
        self.local_max = 0;
    }

    pub(super) fn report(&mut self, line: u32, problem: impl Into<String>) {
        self.error_count += 1;
        if self.errors.len() < limits::IMPORT_ERRORS_MAX {
            self.errors.push(ImportError {
                file: self.file.clone(),
                line,
                problem: problem.into(),
            });
        }
    }

    pub(super) fn report_file(&mut self, file: &Path, problem: String) {
        self.file = file.display().to_string();
        self.report(0, problem);
    }

    fn source(&self) -> u32 {
        self.sources.len().saturating_sub(1) as u32
    }

    /// `MAX(column)`, 0 for an empty table: the base of the ids a script gives next.
    pub(super) fn max(&self, target: Target, column: usize) -> i128 {
        match target {
            Target::Other(index) => {
                let cells = self.tables[index]
                    .rows
                    .iter()
                    .flatten()
                    .map(|row| &row.row[column]);
                let ints = cells.filter_map(|cell| match cell {
                    Cell::Int(value) => Some(i128::from(*value)),
                    _ => None,
                });
                ints.max().unwrap_or(0)
            }
            Target::Entity | Target::Stats => self.local_max,
        }
    }

    /// One row of an INSERT: `columns[i]` is the place of `values[i]`.
    pub(super) fn insert(
        &mut self,
        target: Target,
        columns: &[usize],
        values: &[Literal],
        duplicate: Duplicate,
    ) -> Result<(), String> {
        debug_assert_eq!(columns.len(), values.len());
        // Some tools put numbers into quotes.
        let unquoted = unquoted(target, columns, values);
        let values = unquoted.as_deref().unwrap_or(values);
        match target {
            Target::Entity => self.insert_entity(columns, values, duplicate),
            Target::Stats => self.insert_stat(columns, values),
            Target::Other(index) => self.insert_row(index, columns, values, duplicate),
        }
    }

    fn insert_entity(
        &mut self,
        columns: &[usize],
        values: &[Literal],
        duplicate: Duplicate,
    ) -> Result<(), String> {
        let mut spawn = Spawn::default();
        let mut local = None;
        for (&column, value) in columns.iter().zip(values) {
            if column == 0 {
                local = int(value);
            } else if !set_entity(&mut spawn, column, value) {
                return Err(format!("{value:?} does not fit column {}", ENTITY[column]));
            }
        }
        let local = local.unwrap_or(self.local_max + 1);
        if self.by_local.contains_key(&local) {
            match duplicate {
                Duplicate::Error => return Err(format!("spawn {local} exists already")),
                Duplicate::Ignore => return Ok(()),
                Duplicate::Replace => self.remove_entity(self.by_local[&local]),
            }
        }
        let ordinal = self.ordinals.entry(spawn.creature_id.0).or_default();
        *ordinal += 1;
        let ordinal = *ordinal;
        spawn.id = self.mint(spawn.creature_id, ordinal);
        let at = self.entities.len();
        self.by_local.insert(local, at);
        self.by_id.insert(spawn.id.0, at);
        self.local_max = self.local_max.max(local);
        self.entities.push(Entity {
            local,
            source: self.source(),
            spawn,
            alive: true,
        });
        Ok(())
    }

    /// 63 bits of a hash of file, creature and ordinal; the next hash when it is taken.
    fn mint(&self, creature: CreatureId, ordinal: u32) -> SpawnId {
        let source = self.sources.last().map_or("", String::as_str);
        let mut text = format!("{source}\0{creature}\0{ordinal}");
        loop {
            let id = xxh3_64(text.as_bytes()) >> 1;
            if id != 0 && !self.by_id.contains_key(&id) {
                return SpawnId(id);
            }
            text.push('\0');
        }
    }

    /// The spawn a row belongs to: by the script's own id, or in an overlay by the minted one.
    fn spawn_at(&self, id: &Literal) -> Result<usize, String> {
        let found = int(id).and_then(|id| {
            let minted = || self.by_id.get(&u64::try_from(id).ok()?);
            self.by_local.get(&id).or_else(minted)
        });
        let found = found.copied().filter(|at| self.entities[*at].alive);
        found.ok_or_else(|| format!("no spawn {id:?}"))
    }

    fn insert_stat(&mut self, columns: &[usize], values: &[Literal]) -> Result<(), String> {
        let mut row = [Literal::Null, Literal::Null, Literal::Int(0)];
        for (&column, value) in columns.iter().zip(values) {
            row[column] = value.clone();
        }
        let at = self.spawn_at(&row[0])?;
        let stat = int(&row[1]).and_then(|stat| u8::try_from(stat).ok());
        let stat = stat.ok_or_else(|| format!("{:?} is no stat", row[1]))?;
        let value = match row[2] {
            Literal::Int(value) => value as f32,
            Literal::Real(value) => value as f32,
            _ => f32::NAN,
        };
        if !value.is_finite() {
            return Err(format!("{:?} is no value of a stat", row[2]));
        }
        let stats = &mut self.entities[at].spawn.stats;
        match stats.binary_search_by_key(&stat, |(stat, _)| *stat) {
            Ok(at) => stats[at].1 = value,
            Err(at) => stats.insert(at, (stat, value)),
        }
        Ok(())
    }

    fn insert_row(
        &mut self,
        index: usize,
        columns: &[usize],
        values: &[Literal],
        duplicate: Duplicate,
    ) -> Result<(), String> {
        let table = TABLES[index];
        let mut row: Vec<Cell> = table.columns.iter().map(default).collect();
        for (&column, value) in columns.iter().zip(values) {
            row[column] = if column == 0 && table.of_spawn {
                let at = self.spawn_at(value)?;
                Cell::Int(self.entities[at].spawn.id.0.cast_signed())
            } else {
                value.to_cell(&table.columns[column])?
            };
        }
        if let Some(missing) = (0..table.key).find(|column| !columns.contains(column)) {
            return Err(format!(
                "column {} is missing",
                table.columns[missing].source
            ));
        }
        let sourced = Sourced {
            source: self.source(),
            row,
        };
        let rows = &mut self.tables[index];
        let key = key(table, &sourced.row);
        match (rows.by_key.get(&key), duplicate) {
            (Some(_), Duplicate::Error) => Err(format!("{} has this row already", table.source)),
            (Some(_), Duplicate::Ignore) => Ok(()),
            (Some(&at), Duplicate::Replace) => {
                rows.rows[at] = Some(sourced);
                Ok(())
            }
            (None, _) => {
                rows.by_key.insert(key, rows.rows.len());
                rows.rows.push(Some(sourced));
                Ok(())
            }
        }
    }

    fn remove_entity(&mut self, at: usize) {
        let source = self.source();
        let entity = &mut self.entities[at];
        entity.alive = false;
        if entity.source == source {
            self.by_local.remove(&entity.local);
        }
        self.by_id.remove(&entity.spawn.id.0);
    }

    /// DELETE: takes rows of earlier statements away, and is kept for what is stored.
    pub(super) fn delete(&mut self, filter: Filter) {
        match filter.target {
            Target::Entity => {
                let source = self.source();
                for at in 0..self.entities.len() {
                    let entity = &self.entities[at];
                    let local = (entity.source == source).then_some(entity.local);
                    if entity.alive && filter.takes_spawn(&entity.spawn, local) {
                        self.remove_entity(at);
                    }
                }
            }
            Target::Stats => {}
            Target::Other(index) => {
                let rows = &mut self.tables[index];
                rows.by_key.retain(|_, at| {
                    let slot = &mut rows.rows[*at];
                    let taken = slot.as_ref().is_some_and(|row| filter.takes_row(&row.row));
                    if taken {
                        *slot = None;
                    }
                    !taken
                });
            }
        }
        if filter.is_portable(self.overlay) {
            self.filters.push(filter);
        }
    }

    /// UPDATE, in an overlay: changes rows of this import. Says how many.
    pub(super) fn update(
        &mut self,
        filter: &Filter,
        changes: &[(usize, Literal)],
    ) -> Result<usize, String> {
        let mut count = 0;
        match filter.target {
            Target::Entity => {
                for entity in self.entities.iter_mut().filter(|entity| entity.alive) {
                    if !filter.takes_spawn(&entity.spawn, None) {
                        continue;
                    }
                    count += 1;
                    for (column, value) in changes {
                        if !set_entity(&mut entity.spawn, *column, value) {
                            let name = ENTITY[*column];
                            return Err(format!("{value:?} does not fit column {name}"));
                        }
                    }
                }
            }
            Target::Stats => return Err("stats are replaced, not updated".into()),
            Target::Other(index) => {
                let table = TABLES[index];
                if changes.iter().any(|(column, _)| *column < table.key) {
                    return Err("a key cannot be updated".into());
                }
                for row in self.tables[index].rows.iter_mut().flatten() {
                    if filter.takes_row(&row.row) {
                        count += 1;
                        for (column, value) in changes {
                            row.row[*column] = value.to_cell(&table.columns[*column])?;
                        }
                    }
                }
            }
        }
        Ok(count)
    }

    /// What remains when all scripts have run.
    pub(super) fn finish(self) -> ImportSet {
        let alive = self.by_id;
        let of_living = |table: &Table, row: &Sourced<Vec<Cell>>| match row.row.first() {
            Some(Cell::Int(id)) if table.of_spawn => alive.contains_key(&id.cast_unsigned()),
            _ => true,
        };
        let mut rows = Vec::with_capacity(TABLES.len());
        for (table, all) in TABLES.iter().zip(self.tables) {
            let kept = all
                .rows
                .into_iter()
                .flatten()
                .filter(|row| of_living(table, row));
            rows.push(kept.collect());
        }
        let entities = self.entities.into_iter().filter(|entity| entity.alive);
        let spawns = entities.map(|entity| Sourced {
            source: entity.source,
            row: entity.spawn,
        });
        ImportSet {
            sources: self.sources,
            spawns: spawns.collect(),
            rows,
            filters: self.filters,
            errors: self.errors,
            error_count: self.error_count,
        }
    }
}

/// The key of a row as bytes that compare equal exactly when the cells do.
pub(crate) fn key(table: &Table, cells: &[Cell]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(table.key * 9);
    for cell in &cells[..table.key] {
        match cell {
            Cell::Int(value) => bytes.extend(value.to_be_bytes()),
            Cell::Real(value) => bytes.extend(value.to_bits().to_be_bytes()),
            Cell::Text(text) => bytes.extend(text.as_bytes()),
        }
        bytes.push(0);
    }
    bytes
}

/// The values with quotes taken off numbers, where there are any.
fn unquoted(target: Target, columns: &[usize], values: &[Literal]) -> Option<Vec<Literal>> {
    let is_number = |column: usize| match target {
        Target::Entity | Target::Stats => true,
        Target::Other(index) => !matches!(TABLES[index].columns[column].kind, Kind::Text),
    };
    let quoted = |value: &Literal| matches!(value, Literal::Text(_));
    let mut pairs = columns.iter().zip(values);
    if !pairs.any(|(column, value)| quoted(value) && is_number(*column)) {
        return None;
    }
    let one = |(column, value): (&usize, &Literal)| {
        let number = value.unquoted().filter(|_| is_number(*column));
        number.unwrap_or_else(|| value.clone())
    };
    Some(columns.iter().zip(values).map(one).collect())
}

fn int(value: &Literal) -> Option<i128> {
    match value {
        Literal::Int(value) => Some(*value),
        _ => None,
    }
}
