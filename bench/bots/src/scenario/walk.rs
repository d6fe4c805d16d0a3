//! Walk about, talk, look at each other, log out, come back and compare.

use std::cell::Cell;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_core::Vec3;

use super::Run;
use crate::client::{Event, Lobby, Traffic, WorldClient};
use crate::look;
use crate::sightings::Sighting;

/// The client's own rate (`flows.md` section 4 step 10).
const STEP_INTERVAL: Duration = Duration::from_millis(125);
/// A run's pace, in units per second.
const SPEED: f32 = 5.0;
/// How far from its starting point a bot strays, in units.
const STRAY: f32 = 20.0;
/// Every so many steps a bot says something.
const STEPS_PER_LINE: u64 = 80;

/// One bot's whole life.
pub(super) async fn play(run: &Run, number: u32, arrived: &Cell<bool>) -> anyhow::Result<()> {
    let mut lobby = come_in(run, number).await?;
    let character = own_character(run, &mut lobby, number).await?;
    let began = Instant::now();
    let client = lobby
        .select(character)
        .await
        .context("entering the world")?;
    run.tally.borrow_mut().enter.record(began.elapsed());
    arrived.set(true);
    run.arrived();

    let mut walker = Walker::new(run, number, client);
    walker.walk().await?;
    let last = walker.client.position();
    let visuals = walker.client.entrance.visuals.clone();
    let lobby = walker.client.log_out().await.context("logging out")?;
    come_back(lobby, character, last, &visuals).await
}

async fn come_in(run: &Run, number: u32) -> anyhow::Result<Lobby> {
    let _door = run.doors.acquire().await?;
    let began = Instant::now();
    let lobby = Lobby::login(&run.account(number))
        .await
        .context("logging in")?;
    let mut tally = run.tally.borrow_mut();
    tally.login.record(began.elapsed());
    tally.logins += 1;
    Ok(lobby)
}

async fn own_character(run: &Run, lobby: &mut Lobby, number: u32) -> anyhow::Result<u64> {
    if let Some(character) = lobby.list.characters.first() {
        return Ok(character.id);
    }
    let creation_id = run.creations[number as usize % run.creations.len()];
    let wish = look::wish(&run.tables, creation_id, &look::name(number), number);
    lobby
        .create(&wish)
        .await
        .context("creating a character")?
        .map_err(|reason| anyhow::anyhow!("no character of row {creation_id}: {reason:?}"))
}

/// Checks the character list against what we did, then the world against the list.
async fn come_back(
    lobby: Lobby,
    character: u64,
    last: Vec3,
    visuals: &[protocol::structs::ItemVisual],
) -> anyhow::Result<()> {
    let listed = lobby
        .list
        .characters
        .iter()
        .find(|listed| listed.id == character)
        .context("the character is gone from the list")?;
    let place = &listed.location.position;
    let place = Vec3::new(place.vector_0, place.vector_1, place.vector_2);
    ensure!(place == last, "listed at {place:?}, logged out at {last:?}");
    let client = lobby.select(character).await.context("coming back")?;
    let entrance = &client.entrance;
    ensure!(
        entrance.position == last,
        "came back at {:?}, logged out at {last:?}",
        entrance.position
    );
    ensure!(entrance.visuals == visuals, "the look did not come back");
    Ok(())
}

struct Walker<'a> {
    run: &'a Run,
    number: u32,
    client: WorldClient,
    home: Vec3,
    began: Instant,
    steps: u64,
    line_said: Option<(u16, Instant)>,
    counted: Traffic,
}

impl<'a> Walker<'a> {
    fn new(run: &'a Run, number: u32, client: WorldClient) -> Self {
        let home = client.position();
        Self {
            run,
            number,
            client,
            home,
            began: Instant::now(),
            steps: 0,
            line_said: None,
            counted: Traffic::default(),
        }
    }

    /// Walks until the run is over, noticing everything meanwhile.
    async fn walk(&mut self) -> anyhow::Result<()> {
        // Bots step out of phase, as people do.
        let phase = STEP_INTERVAL.mul_f32((self.number % 97) as f32 / 97.0);
        let mut next = tokio::time::Instant::now() + phase;
        while !self.run.is_over() {
            tokio::select! {
                biased;
                () = tokio::time::sleep_until(next) => {
                    next += STEP_INTERVAL;
                    self.step().await?;
                }
                event = self.client.next_event() => self.notice(&event?)?,
            }
        }
        self.stand_still().await?;
        self.run
            .sightings
            .borrow_mut()
            .left(self.world(), self.client.guid());
        Ok(())
    }

    async fn step(&mut self) -> anyhow::Result<()> {
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
        self.send_step(there, velocity).await?;
        if self.steps.is_multiple_of(STEPS_PER_LINE) {
            let id = (self.steps / STEPS_PER_LINE) as u16;
            let text = format!("Bot {} has come {} steps.", self.number, self.steps);
            self.client.say(&text, id).await?;
            self.line_said = Some((id, Instant::now()));
        }
        Ok(())
    }

    async fn stand_still(&mut self) -> anyhow::Result<()> {
        let here = self.client.position();
        self.send_step(here, Vec3::default()).await
    }

    async fn send_step(&mut self, there: Vec3, velocity: Vec3) -> anyhow::Result<()> {
        let now = Instant::now();
        let time_ms = (now - self.began).as_millis() as u32;
        let (world, guid) = (self.world(), self.client.guid());
        self.run
            .sightings
            .borrow_mut()
            .sent(world, guid, there, now);
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
                    self.run.tally.borrow_mut().chat.record(at.elapsed());
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
        match self
            .run
            .sightings
            .borrow()
            .age(self.world(), guid, position, now)
        {
            Sighting::Step(age_us) => {
                ensure!(
                    self.client.neighbours.contains_key(&guid),
                    "unit {guid} moves without having been created"
                );
                let mut tally = self.run.tally.borrow_mut();
                tally.steps_seen += 1;
                tally.step.record_us(age_us);
            }
            // A mover that has just left is no longer remembered.
            Sighting::Stranger => {}
            Sighting::Unknown => anyhow::bail!("unit {guid} was never at {position:?}"),
        }
        Ok(())
    }

    /// Adds this connection's traffic to the tally, while all are together.
    fn count(&mut self) {
        let traffic = self.client.traffic();
        let counted = std::mem::replace(&mut self.counted, traffic);
        let mut tally = self.run.tally.borrow_mut();
        tally.steps_sent += 1;
        if self.run.play_ends.get().is_some() {
            tally.messages_received += traffic.messages_received - counted.messages_received;
            tally.bytes_received += traffic.bytes_received - counted.bytes_received;
            tally.messages_sent += traffic.messages_sent - counted.messages_sent;
            tally.bytes_sent += traffic.bytes_sent - counted.bytes_sent;
        }
    }

    fn world(&self) -> u16 {
        self.client.entrance.world_id
    }
}
