//! The scripts of one shard: copies for each of its zones, what waits for them, and their time.

mod call;
pub(crate) mod figures;
mod work;

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use bezgelor_core::ids::{WorldId, ZoneInstanceId};
use bezgelor_core::limits::{
    SCRIPT_CALL_US_MAX, SCRIPT_HAPPENINGS_WAITING_MAX, SCRIPT_TICK_US_MAX,
};
use bezgelor_core::time::Now;
use mlua::Lua;
use world::Command;
use world::script::{Act, Happening, Heard, Visitor};

use crate::budget::Clock;
use crate::context::Shared;
use crate::fault::Fault;
use crate::prelude::{self, Callers};
use crate::program::Program;
use crate::report::Report;
use crate::stage::{Event, Stage};
use crate::timers::Timers;
use figures::{Figures, Note, Pen, Record};
use work::Work;

/// A zone whose scripts begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The zone.
    pub instance: ZoneInstanceId,
    /// Its world.
    pub world: WorldId,
    /// Start of its scripts' chance.
    pub seed: u64,
    /// Scripts made things in it before, which are taken away.
    pub again: bool,
}

/// See the module. Lives on one shard.
pub struct Vm {
    lua: Lua,
    callers: Callers,
    shared: Rc<Shared>,
    program: Arc<Program>,
    /// By script.
    records: Vec<Record>,
    zones: BTreeMap<ZoneInstanceId, Stage>,
    timers: Timers,
    waiting: VecDeque<Work>,
    /// Zones whose copies are all loaded.
    loaded: Vec<ZoneInstanceId>,
    notes: Vec<Note>,
    figures: Figures,
    pen: Pen,
    numbers: u64,
    now: Now,
    /// No call goes on beyond that, whatever it began.
    tick_ends_us: u64,
    breaks: bool,
    is_starved: bool,
    /// The last call found no memory.
    is_hungry: bool,
}

impl Vm {
    /// Scripts of no zone yet.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn new(program: Arc<Program>, clock: Clock) -> Result<Self, Fault> {
        let shared = Rc::new(Shared::new(clock));
        let made = prelude::state(&shared);
        let (lua, callers) = made.map_err(|error| Fault::of("scripts", &error))?;
        Ok(Self {
            lua,
            callers,
            shared,
            records: vec![Record::default(); program.scripts.len()],
            program,
            zones: BTreeMap::new(),
            timers: Timers::default(),
            waiting: VecDeque::new(),
            loaded: Vec::new(),
            notes: Vec::new(),
            figures: Figures::default(),
            pen: Pen::default(),
            numbers: 0,
            now: Now::default(),
            tick_ends_us: u64::MAX,
            breaks: false,
            is_starved: false,
            is_hungry: false,
        })
    }

    /// A zone gets its copies of the scripts for its world, as they are loaded in [`Vm::run`].
    pub fn open(&mut self, opening: Opening, now: Now) {
        let Opening {
            instance,
            world,
            seed,
            again,
        } = opening;
        self.close(instance);
        let mut stage = Stage::new(world, seed, now.mono.0);
        if again {
            stage.commands.push(Command::Act(Box::new(Act::Clear)));
        }
        self.zones.insert(instance, stage);
        let all = self.program.scripts.iter().enumerate();
        let own = all.filter(|(_, script)| script.is_for(world));
        let loads = own.map(|(script, _)| Work::Load { instance, script });
        self.waiting.extend(loads);
        self.waiting.push_back(Work::Loaded { instance });
    }

    /// A zone is no longer here.
    pub fn close(&mut self, instance: ZoneInstanceId) {
        if self.zones.remove(&instance).is_some() {
            self.timers.drop_if(|timer| timer.zone == instance);
            self.waiting.retain(|work| work.instance() != instance);
            self.loaded.retain(|&loaded| loaded != instance);
        }
    }

    /// The zones that have scripts here.
    pub fn zones(&self) -> impl Iterator<Item = ZoneInstanceId> {
        self.zones.keys().copied()
    }

    /// Zones whose copies were loaded since this was asked last, and what those listen to: each is
    /// to listen to that from its next step on and to [`Vm::begin`].
    pub fn take_loaded(&mut self) -> Vec<(ZoneInstanceId, Heard)> {
        let loaded = std::mem::take(&mut self.loaded);
        let hears = |zone: &ZoneInstanceId| Some((*zone, self.zones.get(zone)?.hears()));
        loaded.iter().filter_map(hears).collect()
    }

    /// The scripts of a zone begin, with what stands there and the players who are there.
    pub fn begin(
        &mut self,
        instance: ZoneInstanceId,
        standing: Vec<Happening>,
        visitors: Vec<Visitor>,
    ) {
        let Some(stage) = self.zones.get_mut(&instance) else {
            return;
        };
        stage.has_begun = true;
        if stage.wants(Event::Opened, 0) {
            let from = 0;
            self.waiting.push_back(Work::Opened { instance, from });
        }
        for happening in standing {
            self.push(instance, happening, true);
        }
        for visitor in visitors {
            self.push(instance, Happening::Entered(visitor), true);
        }
    }

    /// Takes what a zone tells.
    pub fn tell(&mut self, instance: ZoneInstanceId, happening: Happening) {
        self.push(instance, happening, false);
    }

    fn push(&mut self, instance: ZoneInstanceId, happening: Happening, again: bool) {
        let Some(stage) = self.zones.get(&instance).filter(|stage| stage.has_begun) else {
            return;
        };
        let is_wanted = match happening.kind() {
            Some(kind) => stage.wants(Event::Zone(kind), happening.subject()),
            None => true,
        };
        if !is_wanted {
            return;
        }
        if self.waiting.len() >= SCRIPT_HAPPENINGS_WAITING_MAX {
            self.figures.lost += 1;
            return;
        }
        self.waiting.push_back(Work::Told {
            instance,
            happening,
            from: 0,
            again,
        });
    }

    /// Counts what found no room on its way here or from here.
    pub fn lose(&mut self, count: u64) {
        self.figures.lost += count;
    }

    /// Lets scripts do what is due, for a bounded while. Timers that repeat leave out zones that
    /// nobody is in.
    pub fn run(&mut self, now: Now, is_occupied: impl Fn(ZoneInstanceId) -> bool) {
        self.now = now;
        if self.waiting.is_empty() && self.timers.is_quiet(now.mono) {
            return;
        }
        let begun_us = self.shared.budget.now_us();
        let begins_until_us = begun_us + SCRIPT_TICK_US_MAX;
        self.tick_ends_us = begins_until_us + SCRIPT_CALL_US_MAX;
        loop {
            if self.shared.budget.now_us() >= begins_until_us {
                return;
            }
            let Some(work) = self.waiting.pop_front() else {
                break;
            };
            self.work(work);
            self.clean_up();
        }
        while self.shared.budget.now_us() < begins_until_us {
            let Some((id, timer)) = self.timers.pop_due(now.mono) else {
                break;
            };
            let occupied = timer.every_ms.is_none() || is_occupied(timer.zone);
            self.ring(id, timer, occupied);
            self.clean_up();
        }
    }

    /// The commands that scripts gave since this was asked last, in the order they gave them.
    pub fn take_commands(&mut self) -> Vec<(ZoneInstanceId, Command)> {
        let mut all = Vec::new();
        for (&instance, stage) in &mut self.zones {
            all.extend(stage.commands.drain(..).map(|command| (instance, command)));
        }
        all
    }

    /// What there is for the log since this was asked last.
    pub fn take_notes(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }

    /// Whether its memory is used up by nobody in particular: it is best made anew.
    #[must_use]
    pub fn is_starved(&self) -> bool {
        self.is_starved
    }

    /// The next call panics, to see what that costs.
    pub fn break_soon(&mut self) {
        self.breaks = true;
    }

    /// What it counted.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let disabled = self.records.iter().filter(|record| record.is_disabled);
        Figures {
            memory_bytes: self.lua.used_memory(),
            zones: self.zones.len(),
            scripts: self.records.len(),
            disabled: disabled.count(),
            ..self.figures
        }
    }

    /// How each script fares.
    #[must_use]
    pub fn reports(&self) -> Vec<Report> {
        let all = self.program.scripts.iter().zip(&self.records);
        let report = |(script, record): (&crate::program::Script, &Record)| Report {
            calls: record.calls,
            errors: record.errors,
            spent_us: record.spent_us,
            is_disabled: record.is_disabled,
            last_fault: record.last_fault.clone(),
            ..script.report()
        };
        all.map(report).collect()
    }
}
