//! What the functions of scripts work on while one is called: the copy of which zone it is, and
//! what it has asked for so far.

use std::cell::RefCell;

use bezgelor_core::ids::{UnitId, WorldId};
use bezgelor_core::limits::{
    SCRIPT_ACTS_PER_STEP_MAX, SCRIPT_HANDLERS_MAX, SCRIPT_TIMERS_PER_ZONE_MAX,
};
use mlua::{Error, Function, Result};
use world::Command;
use world::script::Act;

use crate::budget::{Budget, Clock};
use crate::stage::Event;

/// What a script listens to.
pub(crate) struct Handler {
    pub(crate) event: Event,
    /// 0 for all.
    pub(crate) subject: u32,
    pub(crate) function: Function,
}

/// A timer that a script wants.
pub(crate) struct Wanted {
    pub(crate) id: u64,
    pub(crate) ms: u64,
    pub(crate) repeats: bool,
    pub(crate) function: Function,
}

/// Of the call under way.
#[derive(Default)]
pub(crate) struct Context {
    pub(crate) world: WorldId,
    /// It is the script's text that runs, not one of its functions.
    pub(crate) is_loading: bool,
    /// Acts that the zone may still be given in this step.
    pub(crate) acts_left: usize,
    /// Timers that the zone may still have.
    pub(crate) timers_left: usize,
    pub(crate) commands: Vec<Command>,
    pub(crate) handlers: Vec<Handler>,
    pub(crate) timers: Vec<Wanted>,
    pub(crate) cancelled: Vec<u64>,
    /// Functions that wait for what they had made.
    pub(crate) makers: Vec<(u64, Function)>,
    pub(crate) worlds: Option<Vec<u16>>,
    pub(crate) lines: Vec<String>,
    pub(crate) places: u32,
    /// State of the zone's sequence of chance.
    pub(crate) random: u64,
    /// Of timers and makers of this VM: never the same twice.
    pub(crate) numbers: u64,
    pub(crate) now_ms: u64,
    pub(crate) unix_s: i64,
}

/// What a VM and the functions in it share. Lives with its VM.
pub(crate) struct Shared {
    pub(crate) budget: Budget,
    context: RefCell<Context>,
}

impl Shared {
    pub(crate) fn new(clock: Clock) -> Self {
        Self {
            budget: Budget::new(clock),
            context: RefCell::default(),
        }
    }

    /// Does something with the context.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut Context) -> T) -> T {
        act(&mut self.context.borrow_mut())
    }

    /// Puts another context in its place.
    pub(crate) fn replace(&self, context: Context) -> Context {
        self.context.replace(context)
    }

    /// Gives the zone an act.
    pub(crate) fn act(&self, act: Act) -> Result<()> {
        self.command(Command::Act(Box::new(act)))
    }

    /// Gives the zone a command.
    pub(crate) fn command(&self, command: Command) -> Result<()> {
        self.with(|context| {
            if context.acts_left == 0 {
                let most = SCRIPT_ACTS_PER_STEP_MAX;
                return Err(Error::runtime(format!(
                    "a zone is given {most} commands in a step at most"
                )));
            }
            context.acts_left -= 1;
            context.commands.push(command);
            Ok(())
        })
    }

    pub(crate) fn handler(&self, handler: Handler) -> Result<()> {
        self.with(|context| {
            if !context.is_loading {
                return Err(Error::runtime(
                    "`on` is called while the script is loaded, not later",
                ));
            }
            if context.handlers.len() >= SCRIPT_HANDLERS_MAX {
                let most = SCRIPT_HANDLERS_MAX;
                return Err(Error::runtime(format!(
                    "a script has {most} handlers at most"
                )));
            }
            context.handlers.push(handler);
            Ok(())
        })
    }

    pub(crate) fn timer(&self, ms: u64, repeats: bool, function: Function) -> Result<u64> {
        self.with(|context| {
            if context.timers_left == 0 {
                let most = SCRIPT_TIMERS_PER_ZONE_MAX;
                return Err(Error::runtime(format!("a zone has {most} timers at most")));
            }
            context.timers_left -= 1;
            context.numbers += 1;
            let id = context.numbers;
            context.timers.push(Wanted {
                id,
                ms,
                repeats,
                function,
            });
            Ok(id)
        })
    }
}

/// A unit that a script names.
pub(crate) fn unit(number: u32) -> UnitId {
    UnitId(number)
}
