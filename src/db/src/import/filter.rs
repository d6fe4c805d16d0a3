//! Values of the scripts, and the conditions under which a DELETE or UPDATE takes a row.

use bezgelor_core::model::Spawn;

use crate::world::{Cell, Column, Kind};

/// A value before it is known which column takes it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    Null,
    Int(i128),
    Real(f64),
    Text(String),
}

impl Literal {
    fn number(&self) -> Option<f64> {
        match self {
            Self::Int(value) => Some(*value as f64),
            Self::Real(value) => Some(*value),
            Self::Text(text) => text.trim().parse().ok(),
            Self::Null => None,
        }
    }

    /// A number in quotes as the number it is.
    pub(super) fn unquoted(&self) -> Option<Self> {
        let Self::Text(text) = self else {
            return None;
        };
        let text = text.trim();
        let whole = text.parse().map(Self::Int).ok();
        whole.or_else(|| text.parse().map(Self::Real).ok())
    }

    /// The value as a column of this kind stores it.
    pub(super) fn to_cell(&self, column: &Column) -> Result<Cell, String> {
        let name = column.source;
        match (column.kind, self) {
            (Kind::Int(low, high), Self::Int(value)) => match i64::try_from(*value) {
                Ok(value) if (low..=high).contains(&value) => Ok(Cell::Int(value)),
                _ => Err(format!("{value} does not fit column {name}")),
            },
            (Kind::Int(..), Self::Real(value)) if value.fract() == 0.0 && value.abs() < 9e15 => {
                Self::Int(*value as i128).to_cell(column)
            }
            (Kind::Int(..), Self::Real(value)) => {
                Err(format!("{value} is no whole number for column {name}"))
            }
            (Kind::Real, number @ (Self::Int(_) | Self::Real(_))) => {
                let value = number.number().unwrap_or(f64::NAN) as f32;
                if value.is_finite() {
                    Ok(Cell::Real(value))
                } else {
                    Err(format!("{value} does not fit column {name}"))
                }
            }
            (Kind::Text, Self::Text(text)) if text.contains('\0') => {
                Err(format!("a zero byte in column {name}"))
            }
            (Kind::Text, Self::Text(text)) => Ok(Cell::Text(text.clone())),
            (Kind::Text, Self::Int(value)) => Ok(Cell::Text(value.to_string())),
            (_, Self::Null) => Ok(default(column)),
            (_, other) => Err(format!("{other:?} does not fit column {name}")),
        }
    }
}

/// What a column holds when nothing is said.
pub(super) fn default(column: &Column) -> Cell {
    match column.kind {
        Kind::Int(..) => Cell::Int(column.default as i64),
        Kind::Real => Cell::Real(column.default),
        Kind::Text => Cell::Text(String::new()),
    }
}

/// How a column is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    OneOf,
    NoneOf,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// One comparison; those of a statement must all hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    /// Ordinal among the table's columns.
    pub(super) column: usize,
    pub(super) comparison: Comparison,
    pub(super) values: Vec<Literal>,
}

impl Condition {
    fn holds(&self, cell: &Literal) -> bool {
        let same = |value: &Literal| match (cell, value) {
            (Literal::Int(a), Literal::Int(b)) => a == b,
            (Literal::Text(a), Literal::Text(b)) => a.eq_ignore_ascii_case(b),
            (a, b) => matches!((a.number(), b.number()), (Some(a), Some(b)) if a == b),
        };
        let order = || {
            let bound = self.values.first().and_then(Literal::number)?;
            cell.number()?.partial_cmp(&bound)
        };
        match self.comparison {
            Comparison::OneOf => self.values.iter().any(same),
            Comparison::NoneOf => !self.values.iter().any(same),
            Comparison::Less => order().is_some_and(std::cmp::Ordering::is_lt),
            Comparison::LessOrEqual => order().is_some_and(std::cmp::Ordering::is_le),
            Comparison::Greater => order().is_some_and(std::cmp::Ordering::is_gt),
            Comparison::GreaterOrEqual => order().is_some_and(std::cmp::Ordering::is_ge),
        }
    }
}

/// The table a script speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Spawns.
    Entity,
    /// Their stats, which we keep with them.
    Stats,
    /// One of the others, by its place in `TABLES`.
    Other(usize),
}

/// What a statement takes away.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    pub(crate) target: Target,
    pub(super) conditions: Vec<Condition>,
}

/// Columns of `entity` in the source's names, in the order of [`entity_value`].
pub(super) const ENTITY: [&str; 18] = [
    "id",
    "type",
    "creature",
    "world",
    "area",
    "x",
    "y",
    "z",
    "rx",
    "ry",
    "rz",
    "displayInfo",
    "outfitInfo",
    "faction1",
    "faction2",
    "questChecklistIdx",
    "activePropId",
    "worldSocketId",
];

/// Columns of `entity_stats`.
pub(super) const STATS: [&str; 3] = ["id", "stat", "value"];

fn entity_value(spawn: &Spawn, column: usize) -> Literal {
    let (position, rotation) = (spawn.placement.position, spawn.placement.rotation);
    let real = |value: f32| Literal::Real(value.into());
    match column {
        0 => Literal::Int(spawn.id.0.into()),
        1 => Literal::Int(spawn.entity_type.into()),
        2 => Literal::Int(spawn.creature_id.0.into()),
        3 => Literal::Int(spawn.world_id.0.into()),
        4 => Literal::Int(spawn.area_id.into()),
        5 => real(position.x),
        6 => real(position.y),
        7 => real(position.z),
        8 => real(rotation.x),
        9 => real(rotation.y),
        10 => real(rotation.z),
        11 => Literal::Int(spawn.display_info_id.into()),
        12 => Literal::Int(spawn.outfit_info_id.into()),
        13 => Literal::Int(spawn.faction1.into()),
        14 => Literal::Int(spawn.faction2.into()),
        15 => Literal::Int(spawn.quest_checklist_index.into()),
        16 => Literal::Int(spawn.active_prop_id.into()),
        _ => Literal::Int(spawn.world_socket_id.into()),
    }
}

/// Writes one column of a spawn; false when the value does not fit.
pub(super) fn set_entity(spawn: &mut Spawn, column: usize, value: &Literal) -> bool {
    fn int<T: TryFrom<i128>>(value: &Literal) -> Option<T> {
        match value {
            Literal::Int(value) => T::try_from(*value).ok(),
            Literal::Real(real) if real.fract() == 0.0 => T::try_from(*real as i128).ok(),
            Literal::Null => T::try_from(0).ok(),
            _ => None,
        }
    }
    fn real(value: &Literal) -> Option<f32> {
        value
            .number()
            .map(|value| value as f32)
            .filter(|value| value.is_finite())
    }
    let (position, rotation) = (&mut spawn.placement.position, &mut spawn.placement.rotation);
    let set = match column {
        1 => int(value).map(|v| spawn.entity_type = v),
        2 => int(value).map(|v: u32| spawn.creature_id = v.into()),
        3 => int(value).map(|v: u16| spawn.world_id = v.into()),
        4 => int(value).map(|v| spawn.area_id = v),
        5 => real(value).map(|v| position.x = v),
        6 => real(value).map(|v| position.y = v),
        7 => real(value).map(|v| position.z = v),
        8 => real(value).map(|v| rotation.x = v),
        9 => real(value).map(|v| rotation.y = v),
        10 => real(value).map(|v| rotation.z = v),
        11 => int(value).map(|v| spawn.display_info_id = v),
        12 => int(value).map(|v| spawn.outfit_info_id = v),
        13 => int(value).map(|v| spawn.faction1 = v),
        14 => int(value).map(|v| spawn.faction2 = v),
        15 => int(value).map(|v| spawn.quest_checklist_index = v),
        16 => int(value).map(|v| spawn.active_prop_id = v),
        17 => int(value).map(|v| spawn.world_socket_id = v),
        _ => None,
    };
    set.is_some()
}

impl Filter {
    /// True when a stored spawn is taken by it. `local` is the id the spawn has within the scripts.
    pub(super) fn takes_spawn(&self, spawn: &Spawn, local: Option<i128>) -> bool {
        self.target == Target::Entity
            && self.conditions.iter().all(|condition| {
                let cell = entity_value(spawn, condition.column);
                let by_local = condition.column == 0 && local.is_some();
                condition.holds(&cell)
                    || by_local && local.is_some_and(|id| condition.holds(&Literal::Int(id)))
            })
    }

    /// True when a stored spawn, which no script of this import named, is taken by it.
    pub(crate) fn takes_stored(&self, spawn: &Spawn) -> bool {
        self.takes_spawn(spawn, None)
    }

    /// True when a row of the table it speaks of is taken by it.
    pub(crate) fn takes_row(&self, cells: &[Cell]) -> bool {
        self.conditions.iter().all(|condition| {
            cells.get(condition.column).is_some_and(|cell| {
                condition.holds(&match cell {
                    Cell::Int(value) => Literal::Int((*value).into()),
                    Cell::Real(value) => Literal::Real((*value).into()),
                    Cell::Text(text) => Literal::Text(text.clone()),
                })
            })
        })
    }

    /// True when it can mean something outside the scripts: the ids of a base file are its own.
    pub(super) fn is_portable(&self, overlay: bool) -> bool {
        let by_id = self
            .conditions
            .iter()
            .any(|condition| condition.column == 0);
        let of_spawn = match self.target {
            Target::Entity | Target::Stats => true,
            Target::Other(index) => crate::world::TABLES[index].of_spawn,
        };
        self.target != Target::Stats && (overlay || !by_id || !of_spawn)
    }
}
