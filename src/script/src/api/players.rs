//! What is done to players.

use bezgelor_core::ids::{ItemTemplateId, WorldId};
use command::argument::{Portrait, Side};
use mlua::{Result, Table};
use world::Story;
use world::script::Act;

use super::Setter;
use super::acts::placement;
use crate::context::{Shared, unit};

/// How long a call is shown, unless it is said.
const CALL_MS: u32 = 10_000;

pub(super) fn add(set: &Setter<'_>, zone: &Table) -> Result<()> {
    set.put(zone, "tell", |shared, (who, text): (u32, String)| {
        let player = unit(who);
        shared.act(Act::Tell { player, text })
    })?;
    set.put(zone, "call", call)?;
    set.put(zone, "teleport", teleport)?;
    set.put(
        zone,
        "give_item",
        |shared, (who, item, count): (u32, u32, Option<u32>)| {
            shared.act(Act::GiveItem {
                player: unit(who),
                template_id: ItemTemplateId(item),
                count: count.unwrap_or(1),
            })
        },
    )?;
    set.put(
        zone,
        "give_currency",
        |shared, (who, currency_id, amount): (u32, u8, i64)| {
            let player = unit(who);
            shared.act(Act::GiveCurrency {
                player,
                currency_id,
                amount,
            })
        },
    )
}

/// `zone.call(player, {text, creature, duration_ms})`: somebody calls on the communicator.
fn call(shared: &Shared, (who, what): (u32, Table)) -> Result<()> {
    let duration_ms: Option<u32> = what.get("duration_ms")?;
    let story = Story::Call {
        text: what.get("text")?,
        creature: what.get("creature")?,
        duration_ms: duration_ms.unwrap_or(CALL_MS),
        portrait: Portrait::Moving,
        side: Side::Left,
        sound: 0,
        priority: 0,
    };
    let player = unit(who);
    shared.act(Act::Story { player, story })
}

/// `zone.teleport(player, {x, y, z, facing, world})`.
fn teleport(shared: &Shared, (who, to): (u32, Table)) -> Result<()> {
    let world: Option<u16> = to.get("world")?;
    let world_id = world.map_or_else(|| shared.with(|context| context.world), WorldId);
    shared.act(Act::Teleport {
        player: unit(who),
        world_id,
        placement: placement(&to)?,
    })
}
