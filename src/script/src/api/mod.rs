//! The functions that scripts call. Each writes down what is wanted; the host sees to it after the
//! call. `scripts/README.md` tells writers of scripts of each of them.

mod acts;
mod players;

use std::rc::Rc;

use bezgelor_core::limits::{SCRIPT_LOG_LINES_PER_S_MAX, SCRIPT_TIMER_MS_MAX, SCRIPT_TIMER_MS_MIN};
use mlua::{Error, FromLuaMulti, Function, IntoLuaMulti, Lua, Result, Table, Value, Variadic};

use crate::context::{Handler, Shared};
use crate::stage::Event;

/// A table for the prelude: functions of their own, and `zone` with what is done to a zone.
///
/// # Errors
/// When there is no memory for it.
pub(crate) fn functions(lua: &Lua, shared: &Rc<Shared>) -> Result<Table> {
    let host = lua.create_table()?;
    let zone = lua.create_table()?;
    let set = Setter { lua, shared };
    set.put(&host, "on", on)?;
    set.put(&host, "worlds", worlds)?;
    set.put(&host, "after", |shared, (ms, function)| {
        timer(shared, ms, false, function)
    })?;
    set.put(&host, "every", |shared, (ms, function)| {
        timer(shared, ms, true, function)
    })?;
    set.put(&host, "cancel", |shared, id: u64| {
        shared.with(|context| context.cancelled.push(id));
        Ok(())
    })?;
    set.put(&host, "log", log)?;
    set.put(&host, "random", random)?;
    set.put(&zone, "now", |shared, ()| {
        Ok(shared.with(|context| context.now_ms))
    })?;
    set.put(&zone, "time", |shared, ()| {
        Ok(shared.with(|context| context.unix_s))
    })?;
    acts::add(&set, &zone)?;
    players::add(&set, &zone)?;
    host.set("zone", zone)?;
    Ok(host)
}

/// Puts functions into tables.
struct Setter<'a> {
    lua: &'a Lua,
    shared: &'a Rc<Shared>,
}

impl Setter<'_> {
    fn put<A: FromLuaMulti, R: IntoLuaMulti>(
        &self,
        table: &Table,
        name: &str,
        function: impl Fn(&Shared, A) -> Result<R> + 'static,
    ) -> Result<()> {
        let shared = Rc::clone(self.shared);
        let function = self
            .lua
            .create_function(move |_, arguments: A| function(&shared, arguments))?;
        table.set(name, function)
    }
}

/// `on(event, function)` and `on(event, row, function)`.
fn on(shared: &Shared, (name, second, third): (String, Value, Option<Function>)) -> Result<()> {
    let event =
        Event::named(&name).ok_or_else(|| Error::runtime(format!("there is no event `{name}`")))?;
    let (subject, function) = match (second, third) {
        (Value::Function(function), None) => (0, function),
        (row, Some(function)) => match row.as_u32() {
            Some(row) if row != 0 => (row, function),
            _ => return Err(Error::runtime("`on` wants a row of a table, or nothing")),
        },
        _ => return Err(Error::runtime("`on` wants a function")),
    };
    shared.handler(Handler {
        event,
        subject,
        function,
    })
}

/// `worlds(row, …)`: the script is for these alone.
fn worlds(shared: &Shared, rows: Variadic<u16>) -> Result<()> {
    shared.with(|context| {
        if !context.is_loading {
            return Err(Error::runtime(
                "`worlds` is called while the script is loaded, not later",
            ));
        }
        context.worlds.get_or_insert_default().extend(rows);
        Ok(())
    })
}

fn timer(shared: &Shared, ms: f64, repeats: bool, function: Function) -> Result<u64> {
    let (least, most) = (SCRIPT_TIMER_MS_MIN, SCRIPT_TIMER_MS_MAX);
    if !(least as f64..=most as f64).contains(&ms) {
        return Err(Error::runtime(format!(
            "a timer takes {least} to {most} milliseconds"
        )));
    }
    shared.timer(ms as u64, repeats, function)
}

/// `log(value, …)`: a line of the log.
fn log(shared: &Shared, values: Variadic<Value>) -> Result<()> {
    let mut line = String::new();
    for value in values {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&value.to_string()?);
    }
    shared.with(|context| {
        // More than are written anyway are not kept.
        if context.lines.len() < SCRIPT_LOG_LINES_PER_S_MAX as usize {
            context.lines.push(line);
        }
    });
    Ok(())
}

/// `math.random`, with the zone's own sequence: SplitMix64, as the zone has it.
fn random(shared: &Shared, (low, high): (Option<i64>, Option<i64>)) -> Result<f64> {
    let bits = shared.with(|context| {
        context.random = context.random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = context.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    });
    let (low, high) = match (low, high) {
        (None, _) => return Ok((bits >> 11) as f64 / (1_u64 << 53) as f64),
        (Some(high), None) => (1, high),
        (Some(low), Some(high)) => (low, high),
    };
    let width = high.checked_sub(low).and_then(|width| width.checked_add(1));
    let width = width.filter(|&width| width > 0);
    let width = width.ok_or_else(|| Error::runtime("the interval of math.random is empty"))?;
    let drawn = (u128::from(bits) * width as u128) >> 64;
    Ok((low + drawn as i64) as f64)
}

/// A number that is one.
fn finite(what: &str, value: f64) -> Result<f32> {
    let narrow = value as f32;
    if narrow.is_finite() {
        return Ok(narrow);
    }
    Err(Error::runtime(format!("{what} is no number of the world")))
}
