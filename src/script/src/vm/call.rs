//! One call of one function of a script: in its zone's name, within its budget, and what came of
//! it.

use bezgelor_core::ids::ZoneInstanceId;
use bezgelor_core::limits::{
    SCRIPT_ACTS_PER_STEP_MAX, SCRIPT_CALL_US_MAX, SCRIPT_MEMORY_BYTES_MAX,
    SCRIPT_TIMERS_PER_ZONE_MAX,
};
use mlua::{Error, Result};

use super::Vm;
use super::figures::Note;
use crate::context::Context;
use crate::fault::{Fault, is_memory};
use crate::timers::Timer;

/// A call that takes so much of all memory is what used it up.
const HOG_PART: usize = 4;

impl Vm {
    /// Loads a zone's copy of a script.
    pub(super) fn load(&mut self, instance: ZoneInstanceId, script: usize) {
        let Some(stage) = self.zones.get(&instance) else {
            return;
        };
        let zone = (stage.world.0, instance.0);
        let program = std::sync::Arc::clone(&self.program);
        self.call_with(instance, (script, true), |vm| {
            program.scripts[script].run(&vm.lua, zone)
        });
    }

    /// Calls a function of a copy.
    pub(super) fn call(
        &mut self,
        instance: ZoneInstanceId,
        script: usize,
        call: impl FnOnce(&Self) -> Result<()>,
    ) {
        self.call_with(instance, (script, false), call);
    }

    fn call_with(
        &mut self,
        instance: ZoneInstanceId,
        (script, is_loading): (usize, bool),
        call: impl FnOnce(&Self) -> Result<()>,
    ) {
        let Some(stage) = self.zones.get_mut(&instance) else {
            return;
        };
        if self.records[script].is_disabled {
            return;
        }
        let context = Context {
            world: stage.world,
            is_loading,
            acts_left: SCRIPT_ACTS_PER_STEP_MAX.saturating_sub(stage.commands.len()),
            timers_left: SCRIPT_TIMERS_PER_ZONE_MAX.saturating_sub(stage.timers),
            // What was asked for before is behind this call, in the order of all.
            commands: std::mem::take(&mut stage.commands),
            places: stage.places,
            random: stage.random,
            numbers: self.numbers,
            now_ms: self.now.mono.0.saturating_sub(stage.opened_ms),
            unix_s: self.now.unix.0.div_euclid(1_000),
            ..Context::default()
        };
        self.shared.replace(context);
        let held = self.lua.used_memory();
        let begun_us = self.shared.budget.now_us();
        let ends_us = (begun_us + SCRIPT_CALL_US_MAX).min(self.tick_ends_us);
        self.shared.budget.begin(ends_us);
        let called = if std::mem::take(&mut self.breaks) {
            self.break_now()
        } else {
            call(self)
        };
        let is_late = self.shared.budget.end();
        let spent_us = self.shared.budget.now_us().saturating_sub(begun_us);
        self.figures.calls += 1;
        self.figures.spent_us += spent_us;
        self.figures.longest_us = self.figures.longest_us.max(spent_us);
        self.records[script].calls += 1;
        self.records[script].spent_us += spent_us;
        self.settle(instance, script);
        match called {
            Err(error) => self.fail(script, &error, (is_late, held)),
            // It caught what stopped it.
            Ok(()) if is_late => {
                let error = Error::runtime("it takes too long and is stopped");
                self.fail(script, &error, (true, held));
            }
            Ok(()) => {}
        }
    }

    /// A function of ours panics while a script calls it.
    fn break_now(&self) -> Result<()> {
        let breaks = self.lua.create_function(|_, ()| -> Result<()> {
            panic!("the scripts were told to break");
        })?;
        breaks.call(())
    }

    /// Sees to what a call asked for; also to what one asked for before it failed.
    fn settle(&mut self, instance: ZoneInstanceId, script: usize) {
        let context = self.shared.replace(Context::default());
        self.numbers = context.numbers;
        for text in context.lines {
            if self.pen.may_write(self.now.mono) {
                let script = self.program.scripts[script].name.clone();
                self.notes.push(Note::Line { script, text });
            } else {
                self.figures.lines_lost += 1;
            }
        }
        let Some(stage) = self.zones.get_mut(&instance) else {
            return;
        };
        stage.commands = context.commands;
        stage.places = context.places;
        stage.random = context.random;
        for handler in context.handlers {
            stage.listen(script, handler);
        }
        let makers = context.makers.into_iter();
        stage
            .makers
            .extend(makers.map(|(tag, function)| (tag, script, function)));
        stage.timers += context.timers.len();
        for wanted in context.timers {
            let timer = Timer {
                zone: instance,
                script,
                function: wanted.function,
                every_ms: wanted.repeats.then_some(wanted.ms),
            };
            let due = self.now.mono.plus(wanted.ms);
            self.timers.set(wanted.id, due, timer);
        }
        for id in context.cancelled {
            if self.timers.cancel(id, (instance, script)) {
                stage.timers -= 1;
            }
        }
    }

    /// A call failed.
    fn fail(&mut self, script: usize, error: &Error, (is_late, held): (bool, usize)) {
        let fault = Fault::of(&self.program.scripts[script].name, error);
        self.figures.errors += 1;
        let is_hungry = is_memory(error);
        self.figures.killed += u64::from(is_late || is_hungry);
        let grown = self.lua.used_memory().saturating_sub(held);
        let goes = self.records[script].fails(self.now.mono, &fault)
            || is_hungry && grown >= SCRIPT_MEMORY_BYTES_MAX / HOG_PART;
        if goes {
            self.records[script].is_disabled = true;
            for stage in self.zones.values_mut() {
                stage.dismiss(script);
            }
            self.timers.drop_if(|timer| timer.script == script);
            for (instance, stage) in &mut self.zones {
                stage.timers = self.timers.count(*instance);
            }
            self.notes.push(Note::Disabled(fault));
        } else {
            self.notes.push(Note::Failed(fault));
        }
        self.is_hungry |= is_hungry;
    }

    /// After a call that found no memory, once nobody holds what it held.
    pub(super) fn clean_up(&mut self) {
        if std::mem::take(&mut self.is_hungry) {
            // Until what nobody holds is gone, Luau may refuse even the smallest call.
            let _ = self.lua.gc_collect().and_then(|()| self.lua.gc_collect());
            self.is_starved = self.lua.used_memory() > SCRIPT_MEMORY_BYTES_MAX / 2;
        }
    }
}
