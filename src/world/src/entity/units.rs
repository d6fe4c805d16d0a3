//! Everything that stands in a zone, as columns: one vector per fact, one row per unit.

use bezgelor_core::Vec3;
use bezgelor_core::ids::{CreatureId, UnitId};

use crate::entity::slots::{Row, Slots};
use crate::player::players::Seat;

/// What kind of thing a unit is: `EntityType` of the protocol (`features.md` section 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Kind(pub(crate) u8);

impl Kind {
    pub(crate) const CREATURE: Self = Self(0);
    pub(crate) const CHEST: Self = Self(1);
    pub(crate) const DESTRUCTIBLE: Self = Self(2);
    pub(crate) const VEHICLE: Self = Self(3);
    pub(crate) const DOOR: Self = Self(4);
    pub(crate) const HARVEST: Self = Self(5);
    pub(crate) const MOUNT: Self = Self(7);
    pub(crate) const COLLECTABLE: Self = Self(8);
    pub(crate) const SIMPLE: Self = Self(10);
    pub(crate) const MAIL_BOX: Self = Self(12);
    pub(crate) const TURRET: Self = Self(13);
    pub(crate) const INSTANCE_PORTAL: Self = Self(14);
    pub(crate) const PLUG: Self = Self(15);
    pub(crate) const PINATA_LOOT: Self = Self(18);
    pub(crate) const TAXI: Self = Self(9);
    pub(crate) const BIND_POINT: Self = Self(19);
    pub(crate) const PLAYER: Self = Self(20);
    pub(crate) const GHOST: Self = Self(23);
    pub(crate) const PET: Self = Self(24);
    pub(crate) const DESTRUCTIBLE_DOOR: Self = Self(30);
    pub(crate) const PICKUP: Self = Self(31);
    pub(crate) const PLATFORM: Self = Self(11);
    /// Kinds the client knows, 0 to 36.
    pub(crate) const COUNT: u8 = 37;

    /// Whether it fights of its own: creatures, and turrets, which do not leave their place for it.
    pub(crate) fn fights(self) -> bool {
        matches!(self, Self::CREATURE | Self::TURRET)
    }

    /// Whether it can be hurt, and what has no health left is dead or in pieces.
    pub(crate) fn can_be_hurt(self) -> bool {
        self.fights() || matches!(self, Self::DESTRUCTIBLE | Self::DESTRUCTIBLE_DOOR)
    }

    /// Whether one can stand on it while it moves.
    pub(crate) fn carries(self) -> bool {
        matches!(self, Self::VEHICLE | Self::TAXI | Self::PLATFORM)
    }
}

/// What a unit is made with; most of it never changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct UnitSeed {
    pub(crate) kind: Kind,
    pub(crate) position: Vec3,
    pub(crate) rotation: Vec3,
    pub(crate) faction1: u16,
    pub(crate) faction2: u16,
    pub(crate) body: Body,
    pub(crate) look: Look,
    /// Whose character it is.
    pub(crate) seat: Option<Seat>,
}

/// Level and vitals.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Body {
    pub(crate) level: u8,
    pub(crate) health: f32,
    pub(crate) health_max: f32,
    pub(crate) shield_max: f32,
    /// `StandState` it is made with.
    pub(crate) stand_state: u8,
    /// Whether its weapon is put away, when anybody said so.
    pub(crate) sheathed: Option<bool>,
}

/// What a spawn tells about how its unit shows and what it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) creature_id: CreatureId,
    pub(crate) display_info: u32,
    pub(crate) outfit_info: u16,
    pub(crate) quest_checklist_index: u8,
    pub(crate) active_prop_id: u64,
    pub(crate) socket_id: u16,
    pub(crate) vehicle_id: u16,
}

/// The columns. All have one entry per row of `slots`; those of dead rows mean nothing.
#[derive(Debug)]
pub(crate) struct Units {
    slots: Slots,
    pub(crate) kind: Vec<Kind>,
    pub(crate) position: Vec<Vec3>,
    pub(crate) rotation: Vec<Vec3>,
    pub(crate) faction: Vec<(u16, u16)>,
    pub(crate) body: Vec<Body>,
    pub(crate) look: Vec<Look>,
    pub(crate) seat: Vec<Option<Seat>>,
    /// Last `StandState` shown.
    pub(crate) stand_state: Vec<u8>,
    /// Whom it looks at.
    pub(crate) target: Vec<UnitId>,
    /// Players who see it, in no order that means anything.
    pub(crate) viewers: Vec<Vec<Seat>>,
}

impl Units {
    /// Nobody.
    pub(crate) fn new() -> Self {
        let mut units = Self {
            slots: Slots::new(),
            kind: Vec::new(),
            position: Vec::new(),
            rotation: Vec::new(),
            faction: Vec::new(),
            body: Vec::new(),
            look: Vec::new(),
            seat: Vec::new(),
            stand_state: Vec::new(),
            target: Vec::new(),
            viewers: Vec::new(),
        };
        units.grow();
        units
    }

    /// Makes a unit; `None` when the zone is full.
    pub(crate) fn insert(&mut self, seed: &UnitSeed) -> Option<Row> {
        let row = self.slots.take()?;
        self.grow();
        let i = row as usize;
        self.kind[i] = seed.kind;
        self.position[i] = seed.position;
        self.rotation[i] = seed.rotation;
        self.faction[i] = (seed.faction1, seed.faction2);
        self.body[i] = seed.body;
        self.look[i] = seed.look;
        self.seat[i] = seed.seat;
        self.stand_state[i] = seed.body.stand_state;
        self.target[i] = UnitId(0);
        assert!(
            self.viewers[i].is_empty(),
            "row {row} was left with viewers"
        );
        Some(row)
    }

    /// Unmakes a unit nobody sees any more.
    pub(crate) fn remove(&mut self, row: Row) {
        assert!(
            self.viewers[row as usize].is_empty(),
            "row {row} is still seen"
        );
        self.seat[row as usize] = None;
        self.slots.give_back(row);
    }

    /// Gives the memory of rows back that nobody needs, when they are many; how many rows there are
    /// now, when it did.
    pub(crate) fn shrink(&mut self) -> Option<usize> {
        if !self.slots.shrink() {
            return None;
        }
        let rows = self.slots.rows();
        cut(&mut self.kind, rows);
        cut(&mut self.position, rows);
        cut(&mut self.rotation, rows);
        cut(&mut self.faction, rows);
        cut(&mut self.body, rows);
        cut(&mut self.look, rows);
        cut(&mut self.seat, rows);
        cut(&mut self.stand_state, rows);
        cut(&mut self.target, rows);
        cut(&mut self.viewers, rows);
        Some(rows)
    }

    /// Gives a unit nobody sees a new name.
    pub(crate) fn rename(&mut self, row: Row) {
        self.slots.rename(row);
    }

    /// The name the client knows a unit by.
    pub(crate) fn id(&self, row: Row) -> UnitId {
        self.slots.id(row)
    }

    /// The unit a client means, when it lives.
    pub(crate) fn row(&self, id: UnitId) -> Option<Row> {
        self.slots.row(id)
    }

    /// Rows of the units alive, ascending.
    pub(crate) fn alive(&self) -> impl Iterator<Item = Row> {
        self.slots.alive()
    }

    /// Units alive.
    pub(crate) fn count(&self) -> usize {
        self.slots.count()
    }

    fn grow(&mut self) {
        let rows = self.slots.rows();
        if self.kind.len() >= rows {
            return;
        }
        self.kind.resize(rows, Kind::default());
        self.position.resize(rows, Vec3::default());
        self.rotation.resize(rows, Vec3::default());
        self.faction.resize(rows, (0, 0));
        self.body.resize(rows, Body::default());
        self.look.resize(rows, Look::default());
        self.seat.resize(rows, None);
        self.stand_state.resize(rows, 0);
        self.target.resize(rows, UnitId(0));
        self.viewers.resize_with(rows, Vec::new);
    }
}

/// A column without the rows from `rows` on, and without memory for them.
pub(crate) fn cut<T>(column: &mut Vec<T>, rows: usize) {
    column.truncate(rows);
    column.shrink_to_fit();
}
