//! A VM as scripts find it: the library without what leads out of it, the functions of `api`, and
//! all of it read-only.

use std::rc::Rc;

use bezgelor_core::limits::SCRIPT_MEMORY_BYTES_MAX;
use mlua::{Error, Function, Lua, LuaOptions, Result, StdLib, Table, VmState};

use crate::api;
use crate::context::Shared;

/// What every VM begins with.
const PRELUDE: &str = include_str!("prelude.luau");

/// Names of what the VM keeps beside its scripts.
const ZONE: &str = "bezgelor.zone";
/// See [`ZONE`].
const GLOBALS: &str = "bezgelor.globals";

/// The functions that hand an event to a handler, in the prelude's names.
pub(crate) struct Callers {
    pub(crate) opened: Function,
    pub(crate) entered: Function,
    pub(crate) left: Function,
    pub(crate) zone_changed: Function,
    pub(crate) crossed: Function,
    pub(crate) used: Function,
    pub(crate) spawned: Function,
    pub(crate) died: Function,
    pub(crate) fight: Function,
    pub(crate) evaded: Function,
    pub(crate) player_died: Function,
    pub(crate) said: Function,
}

/// A fresh state.
///
/// # Errors
/// When there is no memory for it.
pub(crate) fn state(shared: &Rc<Shared>) -> Result<(Lua, Callers)> {
    let libraries = StdLib::COROUTINE
        | StdLib::TABLE
        | StdLib::STRING
        | StdLib::UTF8
        | StdLib::BIT
        | StdLib::MATH
        | StdLib::BUFFER
        | StdLib::VECTOR;
    // A panic goes through whatever a script wraps around it: it ends this VM.
    let options = LuaOptions::new().catch_rust_panics(false);
    let lua = Lua::new_with(libraries, options)?;
    let host = api::functions(&lua, shared)?;
    let chunk = lua.load(PRELUDE).set_name("=prelude");
    let callers: Table = chunk.call(&host)?;
    let zone: Table = host.get("zone")?;
    zone.set_readonly(true);
    lua.set_named_registry_value(ZONE, zone)?;
    lua.set_named_registry_value(GLOBALS, lua.globals())?;
    lua.sandbox(true)?;
    let budget = Rc::clone(shared);
    lua.set_interrupt(move |lua| {
        if budget.budget.allows() {
            Ok(VmState::Continue)
        } else {
            Err(Error::runtime(format!(
                "{}it takes too long and is stopped",
                whereabouts(lua)
            )))
        }
    });
    lua.set_memory_limit(SCRIPT_MEMORY_BYTES_MAX)?;
    let callers = Callers {
        opened: callers.get("opened")?,
        entered: callers.get("entered")?,
        left: callers.get("left")?,
        zone_changed: callers.get("zone_changed")?,
        crossed: callers.get("crossed")?,
        used: callers.get("used")?,
        spawned: callers.get("spawned")?,
        died: callers.get("died")?,
        fight: callers.get("fight")?,
        evaded: callers.get("evaded")?,
        player_died: callers.get("player_died")?,
        said: callers.get("said")?,
    };
    Ok((lua, callers))
}

/// File and line of what runs, as errors of Luau begin with them; nothing where there is none.
fn whereabouts(lua: &Lua) -> String {
    for level in 0..4 {
        let found = lua.inspect_stack(level, |debug| {
            let line = debug.current_line()?;
            let source = debug.source();
            Some(format!("{}:{line}: ", source.short_src?))
        });
        if let Some(Some(found)) = found {
            return found;
        }
    }
    String::new()
}

/// The variables of one copy of a script: its own, and behind them everybody's, read-only.
///
/// # Errors
/// When there is no memory for it.
pub(crate) fn environment(lua: &Lua, (world, instance): (u16, u32)) -> Result<Table> {
    let functions: Table = lua.named_registry_value(ZONE)?;
    let zone = lua.create_table()?;
    zone.raw_set("world", world)?;
    zone.raw_set("instance", instance)?;
    behind(lua, &zone, functions)?;
    zone.set_readonly(true);
    let variables = lua.create_table()?;
    variables.raw_set("zone", zone)?;
    behind(lua, &variables, lua.named_registry_value(GLOBALS)?)?;
    Ok(variables)
}

/// What `table` does not have is looked for in `other`; nobody can change that.
fn behind(lua: &Lua, table: &Table, other: Table) -> Result<()> {
    let meta = lua.create_table()?;
    meta.raw_set("__index", other)?;
    meta.raw_set("__metatable", false)?;
    meta.set_readonly(true);
    table.set_metatable(Some(meta))
}
