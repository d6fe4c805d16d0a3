//! Going somewhere by command, through the loading screen.

use bots::look;
use protocol::messages::{
    ClientEnteredWorld, ServerPhaseVisibilityWorldLocation, ServerPlayerEnteredWorld,
};

use crate::{Member, Scratch, done, hear_any};

/// Goes through the loading screen that a client is shown, whatever led to it.
///
/// # Errors
/// When the connection ends, or the screen does not come or does not go.
pub async fn arrive(member: &mut Member) -> anyhow::Result<()> {
    hear_any::<ServerPhaseVisibilityWorldLocation>(member, "the new world").await?;
    let loaded = ClientEnteredWorld { world_zone_id: 0 };
    member.client.send(&loaded).await?;
    hear_any::<ServerPlayerEnteredWorld>(member, "its end").await?;
    Ok(())
}

/// Runs a command for the character of bot `number` that takes it elsewhere, and goes along.
///
/// # Errors
/// As [`arrive`].
///
/// # Panics
/// When the command is not done.
pub async fn go(
    data: &Scratch,
    member: &mut Member,
    number: u32,
    line: &str,
) -> anyhow::Result<()> {
    done(data, &format!("{line} \"{}\"", look::name(number)));
    arrive(member).await
}
