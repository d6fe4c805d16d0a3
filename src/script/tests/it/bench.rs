//! Scripts on a bench: one zone, a clock of its own, and everything they said and did.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::ids::{UnitId, WorldId, ZoneInstanceId};
use bezgelor_core::time::{Millis, Now, UnixMillis};
use script::{Clock, Fault, Note, Opening, Program, Source, Vm, compile};
use world::Command;
use world::script::{Act, Happening, Heard, Visitor};

pub(crate) const ZONE: ZoneInstanceId = ZoneInstanceId(3);
pub(crate) const WORLD: WorldId = WorldId(3460);

/// A clock that goes on by so many microseconds whenever somebody looks at it.
pub(crate) fn clock(step_us: u64) -> Clock {
    let at = Cell::new(0);
    Rc::new(move || {
        at.set(at.get() + step_us);
        at.get()
    })
}

pub(crate) fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.into(),
        text: text.into(),
    }
}

/// Scripts that all load, or why some do not.
pub(crate) fn load(sources: Vec<Source>) -> Result<Arc<Program>, Vec<Fault>> {
    match compile(sources, &clock(1)) {
        (program, faults) if faults.is_empty() => Ok(program),
        (_, faults) => Err(faults),
    }
}

/// One script called `test.luau`.
pub(crate) fn program(text: &str) -> Result<Arc<Program>, Vec<Fault>> {
    load(vec![source("test.luau", text)])
}

pub(crate) fn opening(instance: ZoneInstanceId) -> Opening {
    Opening {
        instance,
        world: WORLD,
        seed: 7,
        again: false,
    }
}

/// See the module.
pub(crate) struct Bench {
    pub(crate) vm: Vm,
    pub(crate) now_ms: u64,
    pub(crate) hears: Heard,
    pub(crate) commands: Vec<Command>,
    pub(crate) notes: Vec<Note>,
}

impl Bench {
    /// One script, loaded, and its zone open.
    pub(crate) fn new(text: &str) -> Self {
        Self::of(program(text).expect("it loads"), 1)
    }

    pub(crate) fn of(program: Arc<Program>, step_us: u64) -> Self {
        let vm = Vm::new(program, clock(step_us)).expect("there is memory");
        let mut bench = Self {
            vm,
            now_ms: 1_000,
            hears: Heard::NOTHING,
            commands: Vec::new(),
            notes: Vec::new(),
        };
        bench.open(ZONE);
        bench
    }

    pub(crate) fn now(&self) -> Now {
        Now {
            mono: Millis(self.now_ms),
            unix: UnixMillis(1_700_000_000_000 + self.now_ms as i64),
        }
    }

    /// Opens a zone and lets its scripts begin.
    pub(crate) fn open(&mut self, instance: ZoneInstanceId) {
        self.vm.open(opening(instance), self.now());
        self.step();
        self.step();
    }

    /// As the host does once a tick.
    pub(crate) fn step(&mut self) {
        self.now_ms += 50;
        self.vm.run(self.now(), |_| true);
        for (zone, hears) in self.vm.take_loaded() {
            self.hears = hears;
            self.vm.begin(zone, Vec::new(), Vec::new());
        }
        let commands = self.vm.take_commands().into_iter();
        self.commands.extend(commands.map(|(_, command)| command));
        self.notes.extend(self.vm.take_notes());
    }

    pub(crate) fn tell(&mut self, happening: Happening) {
        self.vm.tell(ZONE, happening);
        self.step();
    }

    /// The lines scripts wrote.
    pub(crate) fn lines(&self) -> Vec<String> {
        let line = |note: &Note| match note {
            Note::Line { text, .. } => Some(text.clone()),
            _ => None,
        };
        self.notes.iter().filter_map(line).collect()
    }

    /// What went wrong.
    pub(crate) fn faults(&self) -> Vec<String> {
        let fault = |note: &Note| match note {
            Note::Failed(fault) | Note::Disabled(fault) => Some(fault.to_string()),
            Note::Line { .. } => None,
        };
        self.notes.iter().filter_map(fault).collect()
    }

    pub(crate) fn is_disabled(&self) -> bool {
        self.vm.reports()[0].is_disabled
    }

    pub(crate) fn acts(&self) -> Vec<Act> {
        let act = |command: &Command| match command {
            Command::Act(act) => Some((**act).clone()),
            _ => None,
        };
        self.commands.iter().filter_map(act).collect()
    }
}

pub(crate) fn visitor(number: u32) -> Visitor {
    Visitor {
        player: UnitId(number),
        name: "Testa Nummer".into(),
        level: 4,
        race: 1,
        class: 2,
        faction: 167,
        at: Vec3::new(1.0, 2.0, 3.0),
    }
}

pub(crate) fn entered(number: u32) -> Happening {
    Happening::Entered(visitor(number))
}
