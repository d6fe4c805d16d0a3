//! Logging in and out: as fast as the door allows, or round and round with a walk in between.

use std::cell::Cell;
use std::time::{Duration, Instant};

use super::Run;
use super::entrance::{self, Before, LOGOUT_DEADLINE, Start, within};
use super::walk::Walker;
use crate::valuables::{Characters, Dice};

/// How long a guest stays in the world, at least; bots differ by up to as much again.
const STAY: Duration = Duration::from_secs(1);

/// Logs in, and again, until the time is over. The clock runs from the start.
pub(super) async fn storm(run: &Run, number: u32, arrived: &Cell<bool>) -> anyhow::Result<()> {
    arrived.set(true);
    run.arrived();
    while !run.is_over() {
        drop(entrance::come_in(run, number).await?);
    }
    Ok(())
}

/// Makes and deletes characters, and comes in again now and then to compare, until the time is
/// over. The accounts must be new to the server.
pub(super) async fn valuables(run: &Run, number: u32, arrived: &Cell<bool>) -> anyhow::Result<()> {
    arrived.set(true);
    run.arrived();
    let mut characters = Characters::new(number);
    let mut dice = Dice::new(u64::from(number));
    while !run.is_over() {
        let _door = run.doors.acquire().await?;
        let until = Instant::now() + STAY;
        let go_on = || Instant::now() < until && !run.is_over();
        let account = run.account(number);
        characters
            .play(&account, &run.tables, &mut dice, &go_on)
            .await?;
        let mut tally = run.tally.lock();
        tally.logins += 1;
        tally.stays += 1;
    }
    Ok(())
}

/// Comes, walks a little, logs out properly, compares, and comes again, until the time is over.
pub(super) async fn churn(run: &Run, number: u32, arrived: &Cell<bool>) -> anyhow::Result<()> {
    arrived.set(true);
    run.arrived();
    while !run.is_over() {
        let (character, client) = entrance::enter(run, number, Start::Anywhere).await?;
        let stay = STAY + STAY.mul_f32((number % 89) as f32 / 89.0);
        let mut walker = Walker::new(run, number, client);
        walker.walk_until(Instant::now() + stay).await?;
        walker.stand_still().await?;
        walker.leave();
        let before = Before::leaving(character, &walker.client);
        let camping = walker.client.log_out();
        let lobby = within(LOGOUT_DEADLINE, "logging out", camping).await?;
        before.check_list(&lobby)?;
        run.tally.lock().stays += 1;
    }
    Ok(())
}
