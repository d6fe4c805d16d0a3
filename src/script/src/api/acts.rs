//! What is done to creatures, things and the zone itself.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::CreatureId;
use bezgelor_core::limits::{
    SCRIPT_PLACE_RADIUS_MAX, SCRIPT_PLACES_FROM, SCRIPT_PLACES_PER_ZONE_MAX,
};
use command::argument::Tier;
use mlua::{Error, Function, Result, Table};
use world::script::Act;
use world::{Command, Order};

use super::{Setter, finite};
use crate::context::{Shared, unit};

/// World units a second of who walks, unless it is said.
const SPEED: f64 = 3.0;

pub(super) fn add(set: &Setter<'_>, zone: &Table) -> Result<()> {
    set.put(zone, "announce", announce)?;
    set.put(zone, "say", |shared, line| say(shared, line, false))?;
    set.put(zone, "yell", |shared, line| say(shared, line, true))?;
    set.put(zone, "emote", |shared, (who, emote): (u32, u16)| {
        let unit = unit(who);
        shared.act(Act::Emote { unit, emote })
    })?;
    set.put(zone, "door", |shared, (which, opens): (u32, bool)| {
        let unit = unit(which);
        shared.act(Act::Door { unit, opens })
    })?;
    set.put(zone, "spawn", spawn)?;
    set.put(zone, "despawn", |shared, which: u32| {
        let unit = unit(which);
        shared.act(Act::Despawn { unit })
    })?;
    set.put(zone, "walk", walk)?;
    set.put(zone, "home", |shared, who: u32| {
        let unit = unit(who);
        shared.act(Act::Home { unit })
    })?;
    set.put(
        zone,
        "begin_event",
        |shared, (event, phase): (u32, Option<u32>)| {
            let phase = phase.unwrap_or(0);
            shared.act(Act::EventBegins { event, phase })
        },
    )?;
    set.put(zone, "end_event", |shared, event: u32| {
        shared.act(Act::EventEnds { event })
    })?;
    set.put(zone, "place", place)
}

/// `zone.announce(text, tier)`: without a tier in the realm's channel, with one across the screen.
fn announce(shared: &Shared, (text, tier): (String, Option<String>)) -> Result<()> {
    let tier = match tier.as_deref() {
        None => None,
        Some("low") => Some(Tier::Low),
        Some("medium") => Some(Tier::Medium),
        Some("high") => Some(Tier::High),
        Some(_) => return Err(Error::runtime("a tier is `low`, `medium` or `high`")),
    };
    shared.command(Command::Order(Box::new(Order::Announce {
        connection: None,
        tier,
        text,
    })))
}

/// `zone.say(unit, text, name)`.
fn say(
    shared: &Shared,
    (who, text, name): (u32, String, Option<String>),
    yells: bool,
) -> Result<()> {
    shared.act(Act::Say {
        unit: unit(who),
        name: name.unwrap_or_default(),
        text,
        yells,
    })
}

/// `zone.spawn({creature, x, y, z, facing}, function)`: the function is told the unit, or nil.
fn spawn(shared: &Shared, (what, then): (Table, Option<Function>)) -> Result<()> {
    let creature = CreatureId(what.get("creature")?);
    let placement = placement(&what)?;
    let tag = shared.with(|context| {
        context.numbers += 1;
        context.numbers
    });
    shared.act(Act::Spawn {
        tag,
        creature,
        placement,
    })?;
    if let Some(then) = then {
        shared.with(|context| context.makers.push((tag, then)));
    }
    Ok(())
}

/// `x`, `y`, `z` and `facing` of a table.
pub(super) fn placement(table: &Table) -> Result<Placement> {
    let facing: Option<f64> = table.get("facing")?;
    Ok(Placement {
        position: Vec3::new(
            finite("x", table.get("x")?)?,
            finite("y", table.get("y")?)?,
            finite("z", table.get("z")?)?,
        ),
        rotation: Vec3::new(finite("facing", facing.unwrap_or(0.0))?, 0.0, 0.0),
    })
}

/// `zone.walk(unit, x, y, z, speed)`.
fn walk(shared: &Shared, (who, x, y, z, speed): (u32, f64, f64, f64, Option<f64>)) -> Result<()> {
    shared.act(Act::Walk {
        unit: unit(who),
        to: Vec3::new(finite("x", x)?, finite("y", y)?, finite("z", z)?),
        speed: finite("speed", speed.unwrap_or(SPEED))?,
    })
}

/// `zone.place(x, y, z, radius, height)`: its number, for `came` and `went`.
fn place(
    shared: &Shared,
    (x, y, z, radius, height): (f64, f64, f64, f64, Option<f64>),
) -> Result<u32> {
    let radius = finite("radius", radius)?;
    if !(radius > 0.0 && radius <= SCRIPT_PLACE_RADIUS_MAX) {
        return Err(Error::runtime(format!(
            "a radius lies between 0 and {SCRIPT_PLACE_RADIUS_MAX}"
        )));
    }
    let number = shared.with(|context| {
        if context.places as usize >= SCRIPT_PLACES_PER_ZONE_MAX {
            let most = SCRIPT_PLACES_PER_ZONE_MAX;
            return Err(Error::runtime(format!(
                "a zone has {most} places of scripts at most"
            )));
        }
        context.places += 1;
        Ok(context.places - 1)
    })?;
    shared.act(Act::Place {
        number,
        center: Vec3::new(finite("x", x)?, finite("y", y)?, finite("z", z)?),
        radius,
        reach: finite("height", height.unwrap_or(0.0))?,
    })?;
    Ok(SCRIPT_PLACES_FROM + number)
}
