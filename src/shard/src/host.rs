//! What the runtime carries but does not understand: one value per shard that belongs to the game.

use bezgelor_core::ids::{ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::time::Now;

use crate::local::Shard;
use crate::metrics::ScriptFigures;
use crate::zone::Zone;

/// The game's own state on one shard: directories, services, handles to the database.
///
/// Lives on one shard, made there at start, dropped at its end. Its methods are called with itself
/// borrowed: they may use every method of [`Shard`] except [`Shard::host`].
pub trait Host: Sized + 'static {
    /// What shards tell each other.
    type Message: Send + 'static;
    /// What zones and services tell a connection's lane; travels with the connection.
    type Signal: Send + 'static;
    /// The zones of this host; an enum where there are several kinds.
    type Zone: Zone<Self>;

    /// A message from another shard, or from this one, or from outside (then `from` is none).
    fn on_message(&mut self, shard: &Shard<Self>, from: Option<ShardId>, message: Self::Message);

    /// Once per tick, after the zones.
    fn on_tick(&mut self, shard: &Shard<Self>, now: Now) {
        let _ = (shard, now);
    }

    /// What its scripts counted; asked once a second.
    fn script_figures(&self) -> ScriptFigures {
        ScriptFigures::default()
    }

    /// A zone panicked and could not be rebuilt; it is gone.
    fn on_zone_lost(&mut self, shard: &Shard<Self>, zone: ZoneInstanceId) {
        let _ = (shard, zone);
    }

    /// A lane panicked; its connection is gone and the lane could not say goodbye to its zone.
    fn on_lane_lost(&mut self, shard: &Shard<Self>, connection: ConnectionId) {
        let _ = (shard, connection);
    }

    /// A panic ended this shard's executor and it goes on under a new one: zones, connections, this
    /// host and what was spawned on the shard are what they were.
    fn on_revived(&mut self, shard: &Shard<Self>) {
        let _ = shard;
    }

    /// The server stops: begin to save what is left once the connections are gone.
    fn on_drain(&mut self, shard: &Shard<Self>) {
        let _ = shard;
    }

    /// Whether everything is saved; asked after [`Host::on_drain`] until it says yes.
    fn is_drained(&self) -> bool {
        true
    }

    /// Whether `message` must not be dropped when another shard's inbox stays full.
    fn is_vital(message: &Self::Message) -> bool {
        let _ = message;
        true
    }
}
