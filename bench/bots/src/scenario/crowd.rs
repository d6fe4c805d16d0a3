//! Everybody at once in one place, or spread over the worlds: walking at the client's rate whatever
//! the server does, each step timed from the moment it was due.
//!
//! Two kinds of bad company may be among them: a client that sends far more than anybody may, and
//! clients that read slowly or not at all. The others must not notice.

use std::cell::Cell;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

use super::Run;
use super::entrance::{self, Start};
use super::spread;
use super::walk::{STEP_INTERVAL, Walker};

/// Waiting for the others, a bot looks up this often.
const LOOK_UP: Duration = Duration::from_millis(100);
/// After its last step a bot goes on reading as before for so long: what was on its way is seen
/// like all before it.
const STEPS_ARRIVE: Duration = Duration::from_secs(1);
/// Then it stands still and reads everything for so long, and must know where everybody stands in
/// the end. Who read more slowly than it was told has so much to catch up with at most.
const SETTLE: Duration = Duration::from_secs(4);
const SETTLE_MAX: Duration = Duration::from_secs(20);
/// Chat lines a flooder sends in one go.
const FLOOD_BURST: u16 = 200;
/// One client in so many is slow.
const SLOW_ONE_IN: u32 = 10;
/// A slow reader takes so many bytes at a time.
const SLOW_BYTES: usize = 256;
/// More than the server and both kernels keep for one client.
const SLOW_BYTES_ENOUGH: u64 = 8 * 1024 * 1024;
/// The receive buffer a slow client asks for.
const SLOW_BUFFER_BYTES: usize = 4096;

/// What a bot does in the crowd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Walks and watches.
    Member,
    /// Sends far more than anybody may.
    Flooder,
    /// Takes this many bytes a step from its line.
    Slow(usize),
    /// Walks, watches, and talks at length to those who read slowly.
    Talker,
}

impl Part {
    /// The first of a run floods.
    pub(super) fn of_flood(run: &Run, number: u32) -> Self {
        if number == run.args.first {
            Self::Flooder
        } else {
            Self::Member
        }
    }

    /// One in so many is slow, every second of those does not read at all.
    pub(super) fn of_slow(number: u32) -> Self {
        match number % (2 * SLOW_ONE_IN) {
            0 => Self::Slow(0),
            SLOW_ONE_IN => Self::Slow(SLOW_BYTES),
            _ => Self::Talker,
        }
    }
}

/// One bot's whole life.
pub(super) async fn play(
    run: &Run,
    number: u32,
    arrived: &Cell<bool>,
    start: Start,
    part: Part,
) -> anyhow::Result<()> {
    let (_, mut client) = entrance::enter(run, number, start).await?;
    if start == Start::Spread {
        spread::take_place(run, number, &mut client).await?;
    }
    arrived.set(true);
    run.arrived();
    let mut walker = Walker::new(run, number, client);
    wait_for_all(run, &mut walker).await?;
    match part {
        Part::Member => walk(run, &mut walker).await,
        Part::Talker => {
            walker.talk_at_length();
            walk(run, &mut walker).await?;
            check_slow(run, &walker)
        }
        Part::Flooder => {
            run.tally.lock().flooders += 1;
            flood(run, &mut walker).await
        }
        Part::Slow(bytes) => {
            run.tally.lock().slow += 1;
            dawdle(run, &mut walker, bytes).await
        }
    }
}

async fn wait_for_all(run: &Run, walker: &mut Walker<'_>) -> anyhow::Result<()> {
    while run.play_ends.get().is_none() {
        read_for(walker, LOOK_UP).await?;
    }
    Ok(())
}

async fn walk(run: &Run, walker: &mut Walker<'_>) -> anyhow::Result<()> {
    walker.client.sample(run.args.sample);
    walker.walk_on().await?;
    let in_sight = walker.client.view.neighbours.len();
    run.tally.lock().neighbours.record(in_sight);
    read_for(walker, STEPS_ARRIVE).await?;
    walker.client.sample(1);
    walker.stand_still().await?;
    let stopped = Instant::now();
    read_for(walker, SETTLE).await?;
    loop {
        read_for(walker, LOOK_UP).await?;
        let checked = check_neighbours(run, walker);
        if checked.is_ok() || stopped.elapsed() > SETTLE_MAX {
            return checked;
        }
    }
}

/// Notices what comes for so long.
async fn read_for(walker: &mut Walker<'_>, time: Duration) -> anyhow::Result<()> {
    let end = tokio::time::Instant::now() + time;
    while let Ok(filled) = tokio::time::timeout_at(end, walker.client.fill()).await {
        filled?;
        walker.take_in()?;
        if tokio::time::Instant::now() >= end {
            break;
        }
    }
    Ok(())
}

/// Who reads nothing while far more comes than all buffers hold is cut off.
fn check_slow(run: &Run, walker: &Walker<'_>) -> anyhow::Result<()> {
    let tally = run.tally.lock();
    let came = walker.client.traffic().bytes_received;
    ensure!(
        tally.slow == 0 || tally.slow_cut_off > 0 || came < SLOW_BYTES_ENOUGH,
        "{came} bytes came and of {} slow readers none was cut off",
        tally.slow
    );
    Ok(())
}

/// Where we believe others to be, they are.
fn check_neighbours(run: &Run, walker: &Walker<'_>) -> anyhow::Result<()> {
    let sightings = run.sightings.lock();
    for (guid, neighbour) in &walker.client.view.neighbours {
        let Some(place) = sightings.last(walker.world(), *guid) else {
            continue;
        };
        ensure!(
            neighbour.position == place,
            "unit {guid} stands at {place:?} and is seen at {:?}",
            neighbour.position
        );
    }
    Ok(())
}

async fn flood(run: &Run, walker: &mut Walker<'_>) -> anyhow::Result<()> {
    while !run.is_over() {
        for id in 0..FLOOD_BURST {
            if walker.client.say("Buy here!", id).await.is_err() {
                run.tally.lock().flooders_cut_off += 1;
                return Ok(());
            }
        }
        let read = tokio::time::timeout(Duration::from_millis(1), walker.client.fill()).await;
        if matches!(read, Ok(Err(_))) || walker.take_in().is_err() {
            run.tally.lock().flooders_cut_off += 1;
            return Ok(());
        }
    }
    bail!("sent lines without end and was not cut off")
}

async fn dawdle(run: &Run, walker: &mut Walker<'_>, bytes: usize) -> anyhow::Result<()> {
    walker
        .client
        .narrow(SLOW_BUFFER_BYTES)
        .context("a smaller receive buffer")?;
    let mut pace = tokio::time::interval(STEP_INTERVAL);
    while !run.is_over() {
        pace.tick().await;
        let read = match bytes {
            0 => Ok(()),
            _ => walker.client.read_raw(bytes),
        };
        // A line that is closed from the other side takes nothing any more.
        if read.is_err() || walker.stand_still().await.is_err() {
            run.tally.lock().slow_cut_off += 1;
            return Ok(());
        }
    }
    Ok(())
}
