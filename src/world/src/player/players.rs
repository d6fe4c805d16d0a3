//! The players of a zone, as columns beside those of their units.

use std::collections::HashMap;

use bezgelor_core::Vec3;
use bezgelor_core::ids::{ConnectionId, UnitId};
use bezgelor_core::limits::PLAYERS_PER_ZONE_MAX;
use bezgelor_core::time::Millis;
use game::admission::States;
use game::breath::Breath;
use game::budget::CostBudget;
use game::clip::Clip;
use game::fall::Fall;
use game::movement::{SpeedLimits, StepGuard};

use crate::death::Death;
use crate::entity::slots::Row;
use crate::inputs::ConnectionHash;
use crate::instance::admission::Asked;
use crate::interaction::activation::Activation;
use crate::maps::whereabouts::Whereabouts;
use crate::movement::motion::Motion;
use crate::player::entry::PlayerEntry;
use crate::travel::flight::Flight;
use crate::travel::tokens::Pays;
use crate::vehicle::seats::Aboard;

/// Row of the player columns; only good while its player is in the zone.
pub(crate) type Seat = u32;

/// Where a player stands between door and world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Its client shows the loading screen.
    Loading,
    /// Its client said that it shows the world (0x00F2).
    InWorld,
}

impl Stage {
    /// As the table of admissions names it.
    pub(crate) const fn states(self) -> States {
        match self {
            Self::Loading => States::LOADING,
            Self::InWorld => States::IN_WORLD,
        }
    }
}

/// Who moves a player's unit, and the ticket under which the client was told so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Control {
    /// While set, the client's movement is stale and ignored.
    pub(crate) by_server: bool,
    /// Of the last 0x0636; counts up.
    pub(crate) ticket: u32,
    /// When control goes back even if the client never acknowledges.
    pub(crate) given_back_at: Millis,
}

/// Multipliers of a player's speed: its properties `MoveSpeedMultiplier` and
/// `MountSpeedMultiplier`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Speed {
    pub(crate) foot: f32,
    pub(crate) mount: f32,
}

/// A player who asked to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Camping {
    pub(crate) over_at: Millis,
}

/// Points of a way that is laid by hand.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// Whose way.
    pub(crate) of: UnitId,
    /// At most `WAY_POINTS_MAX`.
    pub(crate) points: Vec<Vec3>,
}

/// One player. Kept together where a system reads most of it, apart where it reads one thing.
#[derive(Debug)]
pub(crate) struct Player {
    pub(crate) entry: Box<PlayerEntry>,
    pub(crate) stage: Stage,
    pub(crate) motion: Motion,
    pub(crate) guard: StepGuard,
    pub(crate) fall: Fall,
    pub(crate) breath: Breath,
    pub(crate) clip: Clip,
    pub(crate) limits: SpeedLimits,
    pub(crate) speed: Speed,
    /// Where it sits, when it sits in a vehicle.
    pub(crate) aboard: Option<Aboard>,
    /// `ItemDisplay.tbl` row it shows as the rider of its mount, 0 none.
    pub(crate) mount_display: u16,
    /// Its pet.
    pub(crate) pet: Option<Row>,
    /// It is dead.
    pub(crate) death: Option<Death>,
    pub(crate) control: Control,
    pub(crate) budget: CostBudget,
    pub(crate) camping: Option<Camping>,
    pub(crate) joined_at: Millis,
    pub(crate) save_at: Millis,
    /// Seconds played before `joined_at`.
    pub(crate) played_before_s: u64,
    /// What it uses, with a cast bar.
    pub(crate) activation: Option<Activation>,
    /// The realm is asked whether it may go somewhere.
    pub(crate) asked: Option<Asked>,
    /// The realm is asked for its service tokens.
    pub(crate) pays: Option<Pays>,
    /// When it is taken out of here.
    pub(crate) removed_at: Option<Millis>,
    /// Scripts know that it is here.
    pub(crate) is_introduced: bool,
    /// What is told once per login was told.
    pub(crate) greeted: bool,
    /// What is to be told with it.
    pub(crate) notices: Vec<String>,
    /// It flies with a taxi.
    pub(crate) flight: Option<Flight>,
    /// Points it has set for somebody's way, as a game master.
    pub(crate) marks: Marks,
    pub(crate) whereabouts: Whereabouts,
    /// Locations it stands in, ascending.
    pub(crate) inside: Vec<u32>,
}

/// The columns. A seat without a connection is free.
#[derive(Debug, Default)]
pub(crate) struct Players {
    seats: HashMap<ConnectionId, Seat, ConnectionHash>,
    /// By the name their connections had last before the one they have.
    former: HashMap<ConnectionId, Seat, ConnectionHash>,
    free: Vec<Seat>,
    /// Where messages for it go.
    pub(crate) connection: Vec<ConnectionId>,
    /// Its unit.
    pub(crate) row: Vec<Row>,
    /// Units it sees, its own among them, in no order that means anything.
    pub(crate) visible: Vec<Vec<Row>>,
    player: Vec<Option<Player>>,
}

impl Players {
    /// Gives a player a seat; `None` when there is none, or the connection has one already.
    pub(crate) fn insert(&mut self, row: Row, player: Player) -> Option<Seat> {
        let connection = player.entry.connection;
        if self.seats.contains_key(&connection) || self.seats.len() >= PLAYERS_PER_ZONE_MAX {
            return None;
        }
        let seat = self.free.pop().unwrap_or_else(|| {
            self.connection.push(ConnectionId(0));
            self.row.push(0);
            self.visible.push(Vec::new());
            self.player.push(None);
            (self.player.len() - 1) as Seat
        });
        let i = seat as usize;
        assert!(
            self.visible[i].is_empty(),
            "seat {seat} was left with a view"
        );
        self.connection[i] = connection;
        self.row[i] = row;
        self.player[i] = Some(player);
        self.seats.insert(connection, seat);
        Some(seat)
    }

    /// Takes a player away who sees nothing any more.
    pub(crate) fn remove(&mut self, seat: Seat) -> Option<Player> {
        let i = seat as usize;
        assert!(self.visible[i].is_empty(), "seat {seat} still sees");
        let player = self.player.get_mut(i)?.take()?;
        self.seats.remove(&self.connection[i]);
        self.former.retain(|_, &mut former| former != seat);
        self.free.push(seat);
        Some(player)
    }

    /// The seat of a connection, also by the name it had last: an answer may still be on its way to
    /// that.
    pub(crate) fn seat(&self, connection: ConnectionId) -> Option<Seat> {
        let seat = self.seats.get(&connection);
        seat.or_else(|| self.former.get(&connection)).copied()
    }

    /// A connection has another name from now on; nothing happens when nobody has it.
    pub(crate) fn rename(&mut self, from: ConnectionId, to: ConnectionId) {
        let Some(seat) = self.seats.remove(&from) else {
            return;
        };
        self.seats.insert(to, seat);
        self.former.retain(|_, &mut former| former != seat);
        self.former.insert(from, seat);
        self.connection[seat as usize] = to;
        self.at_mut(seat).entry.connection = to;
    }

    /// The player in a taken seat.
    ///
    /// # Panics
    /// When the seat is free: seats are only held while their player is here.
    pub(crate) fn at(&self, seat: Seat) -> &Player {
        self.player[seat as usize]
            .as_ref()
            .expect("the seat is taken")
    }

    /// See [`Players::at`].
    pub(crate) fn at_mut(&mut self, seat: Seat) -> &mut Player {
        self.player[seat as usize]
            .as_mut()
            .expect("the seat is taken")
    }

    /// Takes all players with the rows of their units.
    pub(crate) fn drain(&mut self) -> impl Iterator<Item = (Row, Player)> {
        self.seats.clear();
        self.former.clear();
        let rows = self.row.drain(..);
        rows.zip(self.player.drain(..))
            .filter_map(|(row, player)| Some((row, player?)))
    }

    /// Players here.
    pub(crate) fn count(&self) -> usize {
        self.seats.len()
    }

    /// The first taken seat from `seat` on.
    pub(crate) fn next_taken(&self, seat: Seat) -> Option<Seat> {
        let rest = self.player.get(seat as usize..)?;
        rest.iter()
            .position(Option::is_some)
            .map(|after| seat + after as Seat)
    }

    /// Every taken seat, ascending.
    pub(crate) fn taken(&self) -> impl Iterator<Item = Seat> {
        std::iter::successors(self.next_taken(0), |&seat| self.next_taken(seat + 1))
    }
}
