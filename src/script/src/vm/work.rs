//! What waits for scripts, and doing it piece by piece: each piece is one call of one function.

use bezgelor_core::ids::ZoneInstanceId;
use mlua::Function;
use world::script::Happening;

use super::Vm;
use crate::stage::Event;
use crate::timers::Timer;

/// One thing that waits.
pub(super) enum Work {
    /// A zone's copy of a script is to be loaded.
    Load {
        instance: ZoneInstanceId,
        script: usize,
    },
    /// All are.
    Loaded { instance: ZoneInstanceId },
    /// A zone's copies are to be told that it is open; those before `from` have been.
    Opened {
        instance: ZoneInstanceId,
        from: usize,
    },
    /// A zone's copies are to be told of something.
    Told {
        instance: ZoneInstanceId,
        happening: Happening,
        from: usize,
        /// It was so before they began.
        again: bool,
    },
}

impl Work {
    pub(super) fn instance(&self) -> ZoneInstanceId {
        match *self {
            Self::Load { instance, .. }
            | Self::Loaded { instance }
            | Self::Opened { instance, .. }
            | Self::Told { instance, .. } => instance,
        }
    }
}

impl Vm {
    /// Does one piece; what is left of it goes back to the front.
    pub(super) fn work(&mut self, work: Work) {
        match work {
            Work::Load { instance, script } => self.load(instance, script),
            Work::Loaded { instance } => self.loaded.push(instance),
            Work::Opened { instance, from } => {
                let Some((at, script, function)) = self.listener(instance, Event::Opened, 0, from)
                else {
                    return;
                };
                let from = at + 1;
                self.waiting.push_front(Work::Opened { instance, from });
                self.call(instance, script, |vm| vm.callers.opened.call(&function));
            }
            Work::Told {
                instance,
                happening: Happening::Made { tag, unit },
                ..
            } => {
                let Some(stage) = self.zones.get_mut(&instance) else {
                    return;
                };
                let found = stage.makers.iter().position(|(own, ..)| *own == tag);
                if let Some(at) = found {
                    let (_, script, function) = stage.makers.swap_remove(at);
                    let unit = unit.map(|unit| unit.0);
                    self.call(instance, script, |_| function.call(unit));
                }
            }
            Work::Told {
                instance,
                happening,
                from,
                again,
            } => {
                let Some(kind) = happening.kind() else { return };
                let (event, subject) = (Event::Zone(kind), happening.subject());
                let Some((at, script, function)) = self.listener(instance, event, subject, from)
                else {
                    return;
                };
                let told = happening.clone();
                self.waiting.push_front(Work::Told {
                    instance,
                    happening,
                    from: at + 1,
                    again,
                });
                self.call(instance, script, |vm| vm.hand_over(&function, &told, again));
            }
        }
    }

    fn listener(
        &self,
        instance: ZoneInstanceId,
        event: Event,
        subject: u32,
        from: usize,
    ) -> Option<(usize, usize, Function)> {
        let stage = self.zones.get(&instance)?;
        let (at, listener) = stage.next(event, subject, from)?;
        Some((at, listener.script, listener.function.clone()?))
    }

    /// A timer is due; one that repeats is set again.
    pub(super) fn ring(&mut self, id: u64, timer: Timer, occupied: bool) {
        let (instance, script) = (timer.zone, timer.script);
        let function = timer.function.clone();
        match timer.every_ms {
            Some(every_ms) => self.timers.set(id, self.now.mono.plus(every_ms), timer),
            None => {
                if let Some(stage) = self.zones.get_mut(&instance) {
                    stage.timers -= 1;
                }
            }
        }
        if occupied {
            self.call(instance, script, |_| function.call(()));
        }
    }

    /// Calls a handler with what its event is about.
    fn hand_over(&self, f: &Function, happening: &Happening, again: bool) -> mlua::Result<()> {
        let callers = &self.callers;
        match happening {
            Happening::Entered(visitor) => callers.entered.call((
                f,
                visitor.player.0,
                &*visitor.name,
                visitor.level,
                visitor.race,
                visitor.class,
                visitor.faction,
                visitor.at.x,
                visitor.at.y,
                visitor.at.z,
                again,
            )),
            Happening::Left { player, name } => callers.left.call((f, player.0, &**name)),
            Happening::ZoneChanged { player, from, to } => {
                callers.zone_changed.call((f, player.0, from.0, to.0))
            }
            Happening::Crossed {
                player, location, ..
            } => callers.crossed.call((f, player.0, *location)),
            Happening::Activated {
                player,
                unit,
                creature,
            }
            | Happening::Talked {
                player,
                unit,
                creature,
            } => callers.used.call((f, player.0, unit.0, *creature)),
            Happening::Spawned { unit, creature, at } => callers
                .spawned
                .call((f, unit.0, *creature, at.x, at.y, at.z)),
            Happening::Died {
                unit,
                creature,
                killer,
            } => callers.died.call((f, unit.0, *creature, killer.0)),
            Happening::Fight {
                unit,
                creature,
                foe,
            } => {
                let foe = (foe.0 != 0).then_some(foe.0);
                callers.fight.call((f, unit.0, *creature, foe))
            }
            Happening::Evaded { unit, creature } => callers.evaded.call((f, unit.0, *creature)),
            Happening::PlayerDied { player } => callers.player_died.call((f, player.0)),
            Happening::Said { player, text } => callers.said.call((f, player.0, &**text)),
            Happening::Made { .. } => Ok(()),
        }
    }
}
