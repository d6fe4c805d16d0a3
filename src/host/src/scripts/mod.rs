//! The scripts of one shard: run behind the zones' steps, within their time, and made anew when
//! they break.
//!
//! What a step told lies here until the end of the tick; what scripts make of it are commands, and
//! so inputs of a later step. A panic in here costs the VM alone: another takes its place, is given
//! the same program and all zones of the shard, and its scripts begin as when they were loaded.

pub mod files;
mod zones;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use bezgelor_core::ids::ZoneInstanceId;
use bezgelor_core::limits::{SCRIPT_REBUILD_WINDOW_MS, SCRIPT_REBUILDS_MAX};
use bezgelor_core::time::{Millis, Now};
use script::{Clock, Figures, Note, Opening, Program, Report, Vm};
use shard::guard;
use shard::metrics::ScriptFigures;
use world::script::Happening;

pub use files::Origin;

/// See the module. Lives on one shard.
pub struct Scripts {
    program: Arc<Program>,
    /// Made with the first zone; none while there is nothing to run, or after it broke too often.
    vm: Option<Vm>,
    /// What the VMs before this one counted.
    before: ScriptFigures,
    rebuilt_at: Millis,
    rebuilds: u32,
    is_given_up: bool,
    look_at: Millis,
}

/// What a clock is to budgets.
#[must_use]
pub fn clock() -> Clock {
    let began = Instant::now();
    Rc::new(move || began.elapsed().as_micros() as u64)
}

impl Scripts {
    /// The scripts of a program, for zones to come.
    #[must_use]
    pub fn new(program: Arc<Program>) -> Self {
        Self {
            program,
            vm: None,
            before: ScriptFigures::default(),
            rebuilt_at: Millis(0),
            rebuilds: 0,
            is_given_up: false,
            look_at: Millis(0),
        }
    }

    /// Gives a zone its scripts.
    pub(crate) fn open(&mut self, opening: Opening, now: Now) {
        if self.program.names().len() == 0 || self.is_given_up {
            return;
        }
        if self.vm.is_none() {
            match Vm::new(Arc::clone(&self.program), clock()) {
                Ok(vm) => self.vm = Some(vm),
                Err(fault) => {
                    tracing::error!(%fault, "scripts cannot be run");
                    self.is_given_up = true;
                }
            }
        }
        if let Some(vm) = &mut self.vm {
            vm.open(opening, now);
        }
    }

    /// Takes what a step told, and how many things found no room.
    pub(crate) fn tell(
        &mut self,
        instance: ZoneInstanceId,
        happenings: impl Iterator<Item = Happening>,
        lost: u64,
    ) {
        if let Some(vm) = &mut self.vm {
            happenings.for_each(|happening| vm.tell(instance, happening));
            vm.lose(lost);
        }
    }

    /// Lets scripts do what is due. False when they broke and are to be made anew.
    fn run(&mut self, now: Now, is_occupied: impl Fn(ZoneInstanceId) -> bool) -> bool {
        let Some(vm) = &mut self.vm else { return true };
        let ran = catch_unwind(AssertUnwindSafe(|| vm.run(now, is_occupied)));
        if let Err(panic) = ran {
            guard::report("scripts", &*panic);
            return false;
        }
        for note in vm.take_notes() {
            tell_log(&note);
        }
        !vm.is_starved()
    }

    /// The VM is no good any more; whether another may take its place.
    fn give_up(&mut self, now: Millis) -> bool {
        self.count_in();
        if now.since(self.rebuilt_at) > SCRIPT_REBUILD_WINDOW_MS {
            self.rebuilds = 0;
        }
        self.rebuilds += 1;
        self.rebuilt_at = now;
        self.is_given_up = self.rebuilds > SCRIPT_REBUILDS_MAX;
        self.before.rebuilt += 1;
        if self.is_given_up {
            tracing::error!("scripts broke too often; they are off until `script reload`");
        } else {
            tracing::error!("scripts broke; they are loaded anew and begin again");
        }
        !self.is_given_up
    }

    /// From now on it is this program.
    fn replace(&mut self, program: Arc<Program>) {
        self.count_in();
        self.program = program;
        (self.is_given_up, self.rebuilds) = (false, 0);
    }

    /// Keeps what the VM counted, and ends it.
    fn count_in(&mut self) {
        if let Some(vm) = self.vm.take() {
            // A VM that broke may break again when it goes.
            let figures = vm.figures();
            self.before = added(&self.before, &figures);
            if catch_unwind(AssertUnwindSafe(|| drop(vm))).is_err() {
                tracing::error!("the memory of scripts that broke could not be given back");
            }
        }
    }

    /// The next call of a script panics, to see what that costs. False when there is none.
    pub(crate) fn break_soon(&mut self) -> bool {
        if let Some(vm) = &mut self.vm {
            vm.break_soon();
        }
        self.vm.is_some()
    }

    /// How each script fares.
    pub(crate) fn reports(&self) -> Vec<Report> {
        match &self.vm {
            Some(vm) => vm.reports(),
            // No zone is open that they are for, or they are given up.
            None => {
                let off = |report| Report {
                    is_disabled: self.is_given_up,
                    ..report
                };
                self.program.reports().into_iter().map(off).collect()
            }
        }
    }

    /// What they counted since the shard began.
    pub(crate) fn figures(&self) -> ScriptFigures {
        match &self.vm {
            Some(vm) => {
                let figures = vm.figures();
                ScriptFigures {
                    memory_bytes: figures.memory_bytes as u64,
                    zones: figures.zones as u64,
                    disabled: figures.disabled as u64,
                    ..added(&self.before, &figures)
                }
            }
            None => self.before,
        }
    }
}

fn added(before: &ScriptFigures, figures: &Figures) -> ScriptFigures {
    ScriptFigures {
        calls: before.calls + figures.calls,
        errors: before.errors + figures.errors,
        killed: before.killed + figures.killed,
        lost: before.lost + figures.lost + figures.lines_lost,
        spent_us: before.spent_us + figures.spent_us,
        longest_us: before.longest_us.max(figures.longest_us),
        rebuilt: before.rebuilt,
        ..ScriptFigures::default()
    }
}

fn tell_log(note: &Note) {
    match note {
        Note::Line { script, text } => tracing::info!(script, text, "a script says"),
        Note::Failed(fault) => tracing::warn!(%fault, "a script failed"),
        Note::Disabled(fault) => {
            let script = &fault.script;
            tracing::error!(
                script,
                %fault,
                "a script is told nothing more until `script reload`"
            );
        }
    }
}
