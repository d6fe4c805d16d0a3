//! A zone and the scripts of its shard.

use bezgelor_core::ids::ShardId;
use script::Opening;
use shard::Shard;
use world::script::{Happening, Heard, Kind, Visitor};

use super::HostedZone;
use crate::realm_host::RealmHost;

impl HostedZone {
    /// Players in it.
    #[must_use]
    pub fn player_count(&self) -> usize {
        self.zone.player_count()
    }

    /// Tells these things from its next step on; what stands there now, and who is there.
    pub(crate) fn listen(&mut self, hears: Heard) -> (Vec<Happening>, Vec<Visitor>) {
        self.zone.listen(hears);
        let there = match hears.contains(Kind::Spawned) {
            true => self.zone.standing(),
            false => Vec::new(),
        };
        (there, self.zone.visitors())
    }

    /// Its scripts begin on a shard. Nothing is told before they are ready.
    pub(crate) fn opening(&mut self, shard: ShardId) -> Opening {
        self.zone.listen(Heard::NOTHING);
        let again = self.had_scripts;
        (self.has_scripts_on, self.had_scripts) = (Some(shard), true);
        Opening {
            instance: self.config.instance,
            world: self.config.world_id,
            seed: self.config.seed,
            again,
        }
    }

    /// Behind a step: a zone that is new here gets its scripts, and they hear what the step told.
    pub(super) fn tell_scripts(&mut self, shard: &Shard<RealmHost>) {
        if self.has_scripts_on != Some(shard.id()) {
            let opening = self.opening(shard.id());
            shard.host(|host| host.scripts.open(opening, shard.now()));
        }
        let lost = self.outputs.unheard();
        if self.outputs.happenings().is_empty() && lost == 0 {
            return;
        }
        let instance = self.config.instance;
        let happenings = self.outputs.take_happenings();
        shard.host(|host| host.scripts.tell(instance, happenings, lost));
    }
}
