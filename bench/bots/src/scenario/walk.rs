//! Walk about, talk, look at each other, log out, come back and compare.

use std::cell::Cell;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_core::Vec3;
use protocol::structs::ItemVisual;

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
/// A login, or a character, must be there by then.
const LOGIN_DEADLINE: Duration = Duration::from_secs(60);
/// The world must be there by then.
const ENTER_DEADLINE: Duration = Duration::from_secs(90);
/// Camping and saving must be over by then.
const LOGOUT_DEADLINE: Duration = Duration::from_secs(90);

/// One bot's whole life.
pub(super) async fn play(run: &Run, number: u32, arrived: &Cell<bool>) -> anyhow::Result<()> {
    let mut lobby = come_in(run, number).await?;
    let character = own_character(run, &mut lobby, number).await?;
    let began = Instant::now();
    let client = within(
        ENTER_DEADLINE,
        "entering the world",
        lobby.select(character),
    )
    .await?;
    run.tally.borrow_mut().enter.record(began.elapsed());
    arrived.set(true);
    run.arrived();

    let mut walker = Walker::new(run, number, client);
    walker.walk().await?;
    let before = Before {
        character,
        position: walker.client.position(),
        visuals: walker.client.view.entrance.visuals.clone(),
    };
    let camping = walker.client.log_out();
    let lobby = within(LOGOUT_DEADLINE, "logging out", camping).await?;
    before
        .check_list(&lobby)
        .context("the list after logging out")?;
    drop(lobby);
    let lobby = come_in(run, number).await?;
    before
        .check_list(&lobby)
        .context("the list after coming back")?;
    let client = within(ENTER_DEADLINE, "coming back", lobby.select(character)).await?;
    before.check_entrance(&client)
}

async fn come_in(run: &Run, number: u32) -> anyhow::Result<Lobby> {
    let _door = run.doors.acquire().await?;
    let began = Instant::now();
    let account = run.account(number);
    let lobby = within(LOGIN_DEADLINE, "logging in", Lobby::login(&account)).await?;
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
    let wish = look::wish(&run.tables, creation_id, "", number);
    let creation = lobby.create_under_some_name(&wish, number);
    within(LOGIN_DEADLINE, "creating a character", creation)
        .await?
        .map_err(|reason| anyhow::anyhow!("no character of row {creation_id}: {reason:?}"))
}

/// What there was when the bot left, and must be there when it comes back.
struct Before {
    character: u64,
    position: Vec3,
    visuals: Vec<ItemVisual>,
}

impl Before {
    fn check_list(&self, lobby: &Lobby) -> anyhow::Result<()> {
        let listed = lobby
            .list
            .characters
            .iter()
            .find(|listed| listed.id == self.character)
            .context("the character is gone")?;
        let place = &listed.location.position;
        let place = Vec3::new(place.vector_0, place.vector_1, place.vector_2);
        let left = self.position;
        ensure!(place == left, "listed at {place:?}, left at {left:?}");
        Ok(())
    }

    fn check_entrance(&self, client: &WorldClient) -> anyhow::Result<()> {
        let entrance = &client.view.entrance;
        let (place, left) = (entrance.position, self.position);
        ensure!(place == left, "came back at {place:?}, left at {left:?}");
        ensure!(
            entrance.visuals == self.visuals,
            "the look did not come back"
        );
        Ok(())
    }
}

/// A step of the conversation that has a time to be over.
async fn within<T>(
    deadline: Duration,
    what: &'static str,
    step: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<T> {
    tokio::time::timeout(deadline, step)
        .await
        .with_context(|| format!("{what} took more than {} s", deadline.as_secs()))?
        .context(what)
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
        let mut next = std::pin::pin!(tokio::time::sleep(phase));
        while !self.run.is_over() {
            tokio::select! {
                biased;
                () = &mut next => {
                    let after = next.deadline() + STEP_INTERVAL;
                    next.as_mut().reset(after);
                    self.step().await?;
                }
                filled = self.client.fill() => {
                    filled?;
                    while let Some(event) = self.client.buffered_event()? {
                        self.notice(&event)?;
                    }
                }
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
                    self.client.view.neighbours.contains_key(&guid),
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
        self.client.view.entrance.world_id
    }
}
