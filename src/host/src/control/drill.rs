//! Breaking parts of a running realm on purpose: the commands by which tests, and operators of a
//! realm of their own, see what a fault costs.
//!
//! Nothing here is imitated. The handler panics in the middle of the zone's state, the zone between
//! its systems, the lane in its own call, the shard in its loop; what catches them is what would
//! catch a fault that nobody ordered.

use bezgelor_core::ids::{ShardId, ZoneInstanceId};
use command::RealmCommand;
use shard::{Shard, ShardMessage};
use world::{BreakPoint, Command, Order};

use super::case::{Case, Done, line};
use super::letter::Letter;
use crate::message::Signal;
use crate::realm_host::RealmHost;

/// A zone is kept busy for this part of its time at most: the rest is for being told to stop.
const LOAD_PERMILLE_MAX: u16 = 900;

impl Case<'_> {
    pub(super) fn drill(&self, command: RealmCommand) -> Done {
        use RealmCommand as C;
        if !self.common.drills {
            return Err("Only a realm started with `serve --drills` breaks on purpose.".into());
        }
        match command {
            C::DrillConnection { name } => {
                let standing = self.named(&name.0)?;
                let connection = standing.connection;
                let breaks = move |shard: &Shard<RealmHost>| {
                    shard.signal(connection, Signal::Break);
                };
                self.send(standing.shard, breaks)
            }
            C::DrillHandler { instance } => self.break_zone(instance, BreakPoint::Handler),
            C::DrillZone { instance } => self.break_zone(instance, BreakPoint::System),
            C::DrillShard { shard } => self.send(ShardId(shard), Shard::break_soon),
            C::DrillScripts { shard } => self.send(ShardId(shard), |shard| {
                if !shard.host(|host| host.scripts.break_soon()) {
                    tracing::warn!("no zone of this shard has scripts to break");
                }
            }),
            C::DrillLoad { instance, permille } => {
                let instance = ZoneInstanceId(instance);
                let permille = permille.min(LOAD_PERMILLE_MAX);
                let works = move |shard: &Shard<RealmHost>| {
                    shard.zone(instance, |zone| zone.works(permille.into()));
                };
                self.send(self.shard_of(instance)?, works)
            }
            _ => Err("That is no drill.".into()),
        }
    }

    fn shard_of(&self, instance: ZoneInstanceId) -> Result<ShardId, String> {
        let services = |host: &mut RealmHost| host.services()?.shard_of(instance);
        let shard = self.shard.host(services);
        shard.ok_or_else(|| "There is no such zone.".into())
    }

    fn break_zone(&self, instance: u32, point: BreakPoint) -> Done {
        let instance = ZoneInstanceId(instance);
        let shard = self.shard_of(instance)?;
        let command = Command::Order(Box::new(Order::Break(point)));
        let order = Letter::ToZone(instance, command);
        self.shard.host(|host| host.write(self.shard, shard, order));
        line("It will break.")
    }

    fn send(&self, to: ShardId, errand: impl FnOnce(&Shard<RealmHost>) + Send + 'static) -> Done {
        let errand = ShardMessage::Run(Box::new(errand));
        match self.shard.post_now(to, errand) {
            Ok(()) => line("Sent."),
            Err(_) => Err("There is no such shard, or it takes nothing more.".into()),
        }
    }
}
