//! The scripts of one zone: a copy of each that is for its world, and what they listen to.

use bezgelor_core::ids::WorldId;
use mlua::Function;
use world::Command;
use world::script::{Heard, Kind};

use crate::context::Handler;

/// What a script can listen to, by the names scripts use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The scripts of a zone begin: it was opened, or they were loaded anew.
    Opened,
    /// Something that a zone tells.
    Zone(Kind),
}

impl Event {
    /// All, with their names.
    pub const ALL: [(&'static str, Self); 15] = [
        ("opened", Self::Opened),
        ("entered", Self::Zone(Kind::Entered)),
        ("left", Self::Zone(Kind::Left)),
        ("zone_changed", Self::Zone(Kind::ZoneChanged)),
        ("came", Self::Zone(Kind::Came)),
        ("went", Self::Zone(Kind::Went)),
        ("activated", Self::Zone(Kind::Activated)),
        ("talked", Self::Zone(Kind::Talked)),
        ("spawned", Self::Zone(Kind::Spawned)),
        ("died", Self::Zone(Kind::Died)),
        ("combat_began", Self::Zone(Kind::CombatBegan)),
        ("combat_ended", Self::Zone(Kind::CombatEnded)),
        ("evaded", Self::Zone(Kind::Evaded)),
        ("player_died", Self::Zone(Kind::PlayerDied)),
        ("said", Self::Zone(Kind::Said)),
    ];

    /// The event of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(own, _)| *own == name);
        found.map(|(_, event)| *event)
    }

    fn place(self) -> usize {
        match self {
            Self::Opened => 0,
            Self::Zone(kind) => 1 + kind as usize,
        }
    }
}

/// A function that a copy of a script has for an event.
pub(crate) struct Listener {
    /// The script's place in the program.
    pub(crate) script: usize,
    /// 0 for all.
    subject: u32,
    /// None when its script was switched off: the others keep their places.
    pub(crate) function: Option<Function>,
}

/// See the module. Lives with its VM.
pub(crate) struct Stage {
    pub(crate) world: WorldId,
    /// Its copies have been told that it is open.
    pub(crate) has_begun: bool,
    /// By event.
    listeners: [Vec<Listener>; Event::ALL.len()],
    /// Functions that wait for what they had made: tag, script, function.
    pub(crate) makers: Vec<(u64, usize, Function)>,
    /// For the zone's next step.
    pub(crate) commands: Vec<Command>,
    pub(crate) timers: usize,
    pub(crate) places: u32,
    pub(crate) random: u64,
    pub(crate) opened_ms: u64,
}

impl Stage {
    pub(crate) fn new(world: WorldId, random: u64, opened_ms: u64) -> Self {
        Self {
            world,
            has_begun: false,
            listeners: Default::default(),
            makers: Vec::new(),
            commands: Vec::new(),
            timers: 0,
            places: 0,
            random,
            opened_ms,
        }
    }

    pub(crate) fn listen(&mut self, script: usize, handler: Handler) {
        let Handler {
            event,
            subject,
            function,
        } = handler;
        self.listeners[event.place()].push(Listener {
            script,
            subject,
            function: Some(function),
        });
    }

    /// What its zone is to tell.
    pub(crate) fn hears(&self) -> Heard {
        let mut heard = Heard::NOTHING;
        for kind in Kind::ALL {
            let mut own = self.listeners[Event::Zone(kind).place()].iter();
            if own.any(|own| own.function.is_some()) {
                heard = heard.with(kind);
            }
        }
        heard
    }

    /// Whether anybody listens to an event about a row.
    pub(crate) fn wants(&self, event: Event, subject: u32) -> bool {
        let all = &self.listeners[event.place()];
        all.iter().any(|own| own.is_for(subject))
    }

    /// The next at or behind `from` that listens to it, and its place.
    pub(crate) fn next(
        &self,
        event: Event,
        subject: u32,
        from: usize,
    ) -> Option<(usize, &Listener)> {
        let all = self.listeners[event.place()].iter().enumerate();
        { all }.skip(from).find(|(_, own)| own.is_for(subject))
    }

    /// Takes everything of a script away.
    pub(crate) fn dismiss(&mut self, script: usize) {
        for listeners in &mut self.listeners {
            let gone = listeners.iter_mut().filter(|own| own.script == script);
            gone.for_each(|own| own.function = None);
        }
        self.makers.retain(|(_, own, _)| *own != script);
    }
}

impl Listener {
    fn is_for(&self, subject: u32) -> bool {
        self.function.is_some() && (self.subject == 0 || self.subject == subject)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_happening_has_a_name_of_its_own() {
        for (place, (name, event)) in Event::ALL.into_iter().enumerate() {
            assert_eq!(Event::named(name), Some(event));
            assert_eq!(event.place(), place);
        }
        assert_eq!(Event::ALL.len(), Kind::ALL.len() + 1);
        assert_eq!(Event::named("ended"), None);
    }
}
