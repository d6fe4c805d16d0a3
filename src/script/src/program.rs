//! From the texts of scripts to what every shard runs.
//!
//! Each text is compiled and run once on its own, in a VM that is thrown away: what does not even
//! load is told before anything that runs is touched.

use std::rc::Rc;
use std::sync::Arc;

use bezgelor_core::ids::WorldId;
use bezgelor_core::limits::{
    SCRIPT_ACTS_PER_STEP_MAX, SCRIPT_BYTES_MAX, SCRIPT_CALL_US_MAX, SCRIPT_TIMERS_PER_ZONE_MAX,
    SCRIPTS_MAX,
};
use mlua::Lua;
use mlua::chunk::{ChunkMode, Compiler};

use crate::budget::Clock;
use crate::context::{Context, Shared};
use crate::fault::Fault;
use crate::prelude;
use crate::report::Report;

/// The text of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path in the folder of scripts, with `/` between folders.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// A script that loads.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    pub(crate) name: String,
    pub(crate) bytecode: Vec<u8>,
    /// The worlds it is for; empty for all.
    pub(crate) worlds: Vec<u16>,
}

impl Script {
    pub(crate) fn is_for(&self, world: WorldId) -> bool {
        self.worlds.is_empty() || self.worlds.contains(&world.0)
    }

    /// How it fares when nothing has been told to it.
    pub(crate) fn report(&self) -> Report {
        Report {
            name: self.name.clone(),
            worlds: self.worlds.clone(),
            ..Report::default()
        }
    }

    /// Runs its text as a copy for a zone, in the context that stands ready.
    pub(crate) fn run(&self, lua: &Lua, zone: (u16, u32)) -> mlua::Result<()> {
        let environment = prelude::environment(lua, zone)?;
        let chunk = lua.load(&self.bytecode).set_mode(ChunkMode::Binary);
        let chunk = chunk.set_name(format!("={}", self.name));
        chunk.set_environment(environment).exec()
    }
}

/// Scripts that load, by name. What every shard runs.
#[derive(Clone, Debug, Default)]
pub struct Program {
    pub(crate) scripts: Vec<Script>,
}

impl Program {
    /// Their names, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.scripts.iter().map(|script| script.name.as_str())
    }

    /// How each fares that nothing has been told yet.
    #[must_use]
    pub fn reports(&self) -> Vec<Report> {
        self.scripts.iter().map(Script::report).collect()
    }
}

/// Tries all texts: those that load, and of each that does not, why.
#[must_use]
pub fn compile(mut sources: Vec<Source>, clock: &Clock) -> (Arc<Program>, Vec<Fault>) {
    let (mut scripts, mut faults) = (Vec::new(), Vec::new());
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    if sources.len() > SCRIPTS_MAX {
        let text = format!("there are {}, and {SCRIPTS_MAX} at most", sources.len());
        faults.push(Fault::new("scripts", text));
        sources.clear();
    }
    for source in &sources {
        match script(source, clock) {
            Ok(script) => scripts.push(script),
            Err(fault) => faults.push(fault),
        }
    }
    (Arc::new(Program { scripts }), faults)
}

fn script(source: &Source, clock: &Clock) -> Result<Script, Fault> {
    let Source { name, text } = source;
    if text.len() > SCRIPT_BYTES_MAX {
        let text = format!(
            "it has {} bytes, and {SCRIPT_BYTES_MAX} at most",
            text.len()
        );
        return Err(Fault::new(name, text));
    }
    let fault = |error: mlua::Error| Fault::of(name, &error);
    // Functions are inlined by nobody, so that an error names the line it is in.
    let compiler = Compiler::new().set_optimization_level(1).set_debug_level(1);
    let bytecode = compiler.compile(text).map_err(|error| {
        // The compiler does not know how its text is called.
        let mut fault = Fault::of(name, &error);
        fault.text = format!("{name}:{}", fault.text.trim_start_matches(':'));
        fault
    })?;
    let mut script = Script {
        name: name.clone(),
        bytecode,
        worlds: Vec::new(),
    };
    let shared = Rc::new(Shared::new(Rc::clone(clock)));
    let (lua, _callers) = prelude::state(&shared).map_err(fault)?;
    shared.replace(Context {
        is_loading: true,
        acts_left: SCRIPT_ACTS_PER_STEP_MAX,
        timers_left: SCRIPT_TIMERS_PER_ZONE_MAX,
        ..Context::default()
    });
    let now_us = shared.budget.now_us();
    shared.budget.begin(now_us + SCRIPT_CALL_US_MAX);
    let ran = script.run(&lua, (0, 0));
    shared.budget.end();
    ran.map_err(fault)?;
    let context = shared.replace(Context::default());
    script.worlds = context.worlds.unwrap_or_default();
    Ok(script)
}
