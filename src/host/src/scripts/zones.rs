//! Scripts and the zones of their shard: who begins, who is told, and what comes back.

use std::sync::Arc;

use bezgelor_core::ids::ZoneInstanceId;
use bezgelor_core::time::{Millis, Now};
use script::Program;
use shard::Shard;

use super::Scripts;
use crate::realm_host::RealmHost;

/// Milliseconds between two looks for zones that are here no more.
const LOOK_MS: u64 = 1_000;

impl RealmHost {
    /// Once a tick, behind the zones.
    pub(crate) fn run_scripts(&mut self, shard: &Shard<Self>, now: Now) {
        if self.scripts.vm.is_none() {
            return;
        }
        self.forget_scripts(now.mono);
        let is_occupied = |instance| {
            let players = shard.zone(instance, |zone| zone.player_count());
            players.is_some_and(|players| players > 0)
        };
        if self.scripts.run(now, is_occupied) {
            self.pass_commands(shard);
        } else if self.scripts.give_up(now.mono) {
            self.begin_scripts(shard, now);
        }
    }

    /// Hands the zones what scripts made of it, and scripts the zones that are ready for them.
    fn pass_commands(&mut self, shard: &Shard<Self>) {
        let Some(vm) = &mut self.scripts.vm else {
            return;
        };
        for (instance, hears) in vm.take_loaded() {
            if let Some((there, who)) = shard.zone(instance, |zone| zone.listen(hears)) {
                vm.begin(instance, there, who);
            }
        }
        let mut lost = 0;
        for (instance, command) in vm.take_commands() {
            let taken = shard.zone(instance, |zone| zone.command(command));
            lost += u64::from(!matches!(taken, Some(Ok(()))));
        }
        vm.lose(lost);
    }

    /// All zones of the shard get their scripts, from the beginning.
    fn begin_scripts(&mut self, shard: &Shard<Self>, now: Now) {
        for instance in self.premises.running().collect::<Vec<_>>() {
            let opening = shard.zone(instance, |zone| zone.opening(shard.id()));
            if let Some(opening) = opening {
                self.scripts.open(opening, now);
            }
        }
    }

    /// From now on the scripts are these.
    pub(crate) fn load_scripts(&mut self, shard: &Shard<Self>, program: Arc<Program>) {
        self.scripts.replace(program);
        self.begin_scripts(shard, shard.now());
    }

    /// Ends the scripts of zones that closed or went elsewhere.
    fn forget_scripts(&mut self, now: Millis) {
        let Scripts { vm, look_at, .. } = &mut self.scripts;
        let Some(vm) = vm.as_mut().filter(|_| now >= *look_at) else {
            return;
        };
        *look_at = now.plus(LOOK_MS);
        let gone = |instance: &ZoneInstanceId| !self.premises.runs(*instance);
        for instance in vm.zones().filter(gone).collect::<Vec<_>>() {
            vm.close(instance);
        }
    }
}
