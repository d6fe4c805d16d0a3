//! Walk about, talk, look at each other, log out, come back and compare.

use std::cell::Cell;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_core::Vec3;

use super::Run;
use super::entrance::{self, Before, LOGOUT_DEADLINE, Start, within};
use crate::client::{Event, Traffic, WorldClient};
use crate::sightings::Sighting;

/// The client's own rate (`flows.md` section 4 step 10).
pub(super) const STEP_INTERVAL: Duration = Duration::from_millis(125);
/// A run's pace, in units per second.
const SPEED: f32 = 5.0;
/// How far from its starting point a bot strays, in units.
const STRAY: f32 = 20.0;
/// Every so many steps a bot says something.
const STEPS_PER_LINE: u64 = 80;
/// The same for one who talks at length.
const STEPS_PER_SPEECH: u64 = 16;
/// What such a one adds to its lines, within what may be said at once.
const SPEECH: &str = "There is much to be said about it, and little time to say it. ";
const SPEECH_TIMES: usize = 6;
/// One bot's whole life.
pub(super) async fn play(run: &Run, number: u32, arrived: &Cell<bool>) -> anyhow::Result<()> {
    let (character, client) = entrance::enter(run, number, Start::Anywhere).await?;
    arrived.set(true);
    run.arrived();

    let mut walker = Walker::new(run, number, client);
    walker.walk_on().await?;
    walker.stand_still().await?;
    walker.leave();
    let before = Before::leaving(character, &walker.client);
    let camping = walker.client.log_out();
    let lobby = within(LOGOUT_DEADLINE, "logging out", camping).await?;
    before
        .check_list(&lobby)
        .context("the list after logging out")?;
    drop(lobby);
    let lobby = entrance::come_in(run, number).await?;
    before
        .check_list(&lobby)
        .context("the list after coming back")?;
    let client = entrance::enter_again(lobby, before.character).await?;
    before.check_entrance(&client)
}

/// A bot that walks about and notices everything meanwhile.
pub(super) struct Walker<'a> {
    run: &'a Run,
    number: u32,
    pub(super) client: WorldClient,
    home: Vec3,
    began: Instant,
    steps: u64,
    line_said: Option<(u16, Instant)>,
    counted: Traffic,
    talks: bool,
}

impl<'a> Walker<'a> {
    pub(super) fn new(run: &'a Run, number: u32, client: WorldClient) -> Self {
        let home = client.position();
        let client_traffic = client.traffic();
        Self {
            run,
            number,
            client,
            home,
            began: Instant::now(),
            steps: 0,
            line_said: None,
            counted: client_traffic,
            talks: false,
        }
    }

    /// Says long lines, and often.
    pub(super) fn talk_at_length(&mut self) {
        self.talks = true;
    }

    /// Walks until the run is over.
    pub(super) async fn walk_on(&mut self) -> anyhow::Result<()> {
        self.walk_while(|run| !run.is_over()).await
    }

    /// Walks until `end`, or the end of the run.
    pub(super) async fn walk_until(&mut self, end: Instant) -> anyhow::Result<()> {
        self.walk_while(|run| !run.is_over() && Instant::now() < end)
            .await
    }

    async fn walk_while(&mut self, goes_on: impl Fn(&Run) -> bool) -> anyhow::Result<()> {
        self.counted = self.client.traffic();
        // Bots step out of phase, as people do.
        let phase = STEP_INTERVAL.mul_f32((self.number % 97) as f32 / 97.0);
        let mut next = std::pin::pin!(tokio::time::sleep(phase));
        while goes_on(self.run) {
            tokio::select! {
                biased;
                () = &mut next => {
                    let due = next.deadline();
                    next.as_mut().reset(due + STEP_INTERVAL);
                    self.step(due.into_std()).await?;
                }
                filled = self.client.fill() => {
                    filled?;
                    self.take_in()?;
                }
            }
        }
        Ok(())
    }

    /// Notices what has come.
    pub(super) fn take_in(&mut self) -> anyhow::Result<()> {
        while let Some(event) = self.client.buffered_event()? {
            self.notice(&event)?;
        }
        Ok(())
    }

    /// Is out of everybody's sight from now on.
    pub(super) fn leave(&self) {
        let mut sightings = self.run.sightings.lock();
        sightings.left(self.world(), self.client.guid());
    }

    /// The step that was due then. A load test that counts from when it came to send it would not
    /// see its own delays (coordinated omission).
    async fn step(&mut self, due: Instant) -> anyhow::Result<()> {
        self.steps += 1;
        let here = self.client.position();
        let turn = (self.steps as f32).mul_add(0.21, self.number as f32 * 2.4);
        let mut heading = Vec3::new(turn.sin(), 0.0, turn.cos());
        let from_home = Vec3::new(here.x - self.home.x, 0.0, here.z - self.home.z);
        let distance = from_home.x.hypot(from_home.z);
        if distance > STRAY {
            heading = Vec3::new(-from_home.x / distance, 0.0, -from_home.z / distance);
        }
        let velocity = Vec3::new(heading.x * SPEED, 0.0, heading.z * SPEED);
        let seconds = STEP_INTERVAL.as_secs_f32();
        let there = Vec3::new(
            velocity.x.mul_add(seconds, here.x),
            here.y,
            velocity.z.mul_add(seconds, here.z),
        );
        self.send_step(there, velocity, due).await?;
        let (per_line, speech) = if self.talks {
            (STEPS_PER_SPEECH, SPEECH.repeat(SPEECH_TIMES))
        } else {
            (STEPS_PER_LINE, String::new())
        };
        if self.steps.is_multiple_of(per_line) {
            let id = (self.steps / per_line) as u16;
            let text = format!("{speech}Bot {} has come {} steps.", self.number, self.steps);
            self.client.say(&text, id).await?;
            self.line_said = Some((id, Instant::now()));
        }
        Ok(())
    }

    /// Says that it stands where it is. That is no step that is timed: all say so at once.
    pub(super) async fn stand_still(&mut self) -> anyhow::Result<()> {
        let here = self.client.position();
        let (world, guid) = (self.world(), self.client.guid());
        self.run.sightings.lock().put(world, guid, here);
        self.send(here, Vec3::default(), Instant::now()).await
    }

    async fn send_step(&mut self, there: Vec3, velocity: Vec3, due: Instant) -> anyhow::Result<()> {
        let (world, guid) = (self.world(), self.client.guid());
        self.run.sightings.lock().sent(world, guid, there, due);
        self.send(there, velocity, due).await
    }

    async fn send(&mut self, there: Vec3, velocity: Vec3, due: Instant) -> anyhow::Result<()> {
        let time_ms = due.saturating_duration_since(self.began).as_millis() as u32;
        self.client.step(time_ms, there, velocity).await?;
        self.count();
        Ok(())
    }

    fn notice(&mut self, event: &Event) -> anyhow::Result<()> {
        match event {
            Event::Moved {
                guid,
                position,
                by_server,
            } => {
                ensure!(
                    *guid != self.client.guid() || !by_server,
                    "the server corrected an honest step to {position:?}"
                );
                self.see_step(*guid, *position)?;
            }
            Event::Accepted(id) => {
                if let Some((said, at)) = self.line_said.take_if(|(said, _)| said == id) {
                    debug_assert_eq!(said, *id);
                    self.run.tally.lock().chat.record(at.elapsed());
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn see_step(&mut self, guid: u32, position: Vec3) -> anyhow::Result<()> {
        if guid == self.client.guid() {
            return Ok(());
        }
        let now = Instant::now();
        let sightings = self.run.sightings.lock();
        let sighting = sightings.age(self.world(), guid, position, now);
        drop(sightings);
        match sighting {
            Sighting::Step(age_us) => {
                ensure!(
                    self.client.view.neighbours.contains_key(&guid),
                    "unit {guid} moves without having been created"
                );
                self.run.tally.lock().step_seen(age_us);
            }
            // A mover that has just left is no longer remembered.
            Sighting::Stranger | Sighting::Put => {}
            Sighting::Unknown => anyhow::bail!("unit {guid} was never at {position:?}"),
        }
        Ok(())
    }

    /// Adds this connection's traffic to the tally, while all are together.
    fn count(&mut self) {
        let traffic = self.client.traffic();
        let counted = std::mem::replace(&mut self.counted, traffic);
        let mut tally = self.run.tally.lock();
        tally.steps_sent += 1;
        if self.run.is_playing() {
            tally.messages_received += traffic.messages_received - counted.messages_received;
            tally.bytes_received += traffic.bytes_received - counted.bytes_received;
            tally.messages_sent += traffic.messages_sent - counted.messages_sent;
            tally.bytes_sent += traffic.bytes_sent - counted.bytes_sent;
        }
    }

    /// The world it is in.
    pub(super) fn world(&self) -> u16 {
        self.client.view.entrance.world_id
    }
}
