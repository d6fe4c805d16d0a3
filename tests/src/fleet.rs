//! Clients in the world that a test moves itself, unlike the bots' scenarios, which run to an end.

use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::Context;
use bezgelor_core::Vec3;
use bots::client::{Account, Event, Lobby, WorldClient};
use bots::look;
use tables::TableSet;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::{Server, bot, within};

/// The client's own rate (`flows.md` section 4 step 10).
const STEP_INTERVAL: Duration = Duration::from_millis(125);
/// A walk, in units per step.
const STEP: f32 = 0.5;
/// Logins under way at once: below what one address may have unauthenticated.
const LOGIN_WINDOW: usize = 8;
/// Before a character that is being saved is chosen again.
const TRY_AGAIN: Duration = Duration::from_millis(250);
/// Login, character and entering must each be over by then, in seconds.
const DEADLINE_S: u64 = 60;

/// One client in the world.
pub struct Member {
    /// Its account.
    pub account: Account,
    /// Its character.
    pub character: u64,
    /// Its connection.
    pub client: WorldClient,
    /// Every place it said it was at, with the time it said so, latest last.
    pub trail: Vec<(Instant, Vec3)>,
    began: Instant,
}

fn is_being_saved(error: &anyhow::Error) -> bool {
    format!("{error:#}").contains("FailedCharacterInWorld")
}

impl Member {
    /// Logs in, makes a character if there is none, and enters the world.
    ///
    /// # Errors
    /// The step that failed.
    pub async fn enter(account: Account, tables: &TableSet, number: u32) -> anyhow::Result<Self> {
        let mut lobby = within(DEADLINE_S, "login", Lobby::login(&account)).await?;
        let character = match lobby.list.characters.first() {
            Some(character) => character.id,
            None => {
                let ids = look::veterans(tables, &look::creatable(tables));
                // All begin in one world, to see one another.
                let creation_id = *ids.first().context("the tables offer no character")?;
                let wish = look::wish(tables, creation_id, &look::name(number), number);
                let made = within(DEADLINE_S, "creation", lobby.create(&wish)).await?;
                made.map_err(|reason| anyhow::anyhow!("no character: {reason:?}"))?
            }
        };
        let until = Instant::now() + Duration::from_secs(DEADLINE_S);
        let client = loop {
            match within(DEADLINE_S, "entering", lobby.select(character)).await {
                // Who was here a moment ago is still being saved, and tries again as a player does.
                Err(error) if is_being_saved(&error) && Instant::now() < until => {
                    tokio::time::sleep(TRY_AGAIN).await;
                    lobby = within(DEADLINE_S, "login", Lobby::login(&account)).await?;
                }
                entered => break entered?,
            }
        };
        let now = Instant::now();
        Ok(Self {
            account,
            character,
            trail: vec![(now, client.position())],
            client,
            began: now,
        })
    }

    /// Where it said it was last.
    #[must_use]
    pub fn place(&self) -> Vec3 {
        self.client.position()
    }

    /// Walks straight on until `end`, never at one place twice, taking in whatever comes.
    ///
    /// # Errors
    /// When the connection ends or the server says what it may not.
    pub async fn walk(&mut self, end: Instant) -> anyhow::Result<()> {
        let mut next = std::pin::pin!(tokio::time::sleep(Duration::ZERO));
        while Instant::now() < end {
            tokio::select! {
                biased;
                () = &mut next => {
                    let after = next.deadline() + STEP_INTERVAL;
                    next.as_mut().reset(after);
                    self.step().await?;
                }
                filled = self.client.fill() => {
                    filled?;
                    self.take_in()?;
                }
            }
        }
        self.stand().await
    }

    fn take_in(&mut self) -> anyhow::Result<()> {
        while let Some(event) = self.client.buffered_event()? {
            if let Event::Moved {
                guid,
                position,
                by_server: true,
            } = event
            {
                let honest = guid != self.client.guid();
                anyhow::ensure!(honest, "an honest step was corrected to {position:?}");
            }
        }
        Ok(())
    }

    async fn step(&mut self) -> anyhow::Result<()> {
        let here = self.client.position();
        let there = Vec3::new(here.x + STEP, here.y, here.z);
        let per_second = STEP / STEP_INTERVAL.as_secs_f32();
        self.say_at(there, Vec3::new(per_second, 0.0, 0.0)).await
    }

    async fn stand(&mut self) -> anyhow::Result<()> {
        let here = self.client.position();
        self.say_at(here, Vec3::default()).await
    }

    async fn say_at(&mut self, place: Vec3, velocity: Vec3) -> anyhow::Result<()> {
        let time_ms = self.began.elapsed().as_millis() as u32;
        self.client.step(time_ms, place, velocity).await?;
        self.trail.push((Instant::now(), place));
        Ok(())
    }
}

/// Several clients in the world.
#[derive(Default)]
pub struct Fleet {
    /// They, in no order.
    pub members: Vec<Member>,
}

impl Fleet {
    /// The test accounts `first`, `first + 1`, … all enter the world. Call within
    /// [`crate::block_on`].
    ///
    /// # Errors
    /// The first that failed.
    pub async fn enter(server: &Server, first: u32, count: u32) -> anyhow::Result<Self> {
        let tables = tables::starter::embedded().map_err(|error| anyhow::anyhow!("{error}"))?;
        let shared = Rc::new((tables, Semaphore::new(LOGIN_WINDOW)));
        let mut entering = JoinSet::new();
        for number in first..first + count {
            let (account, shared) = (bot(server, number), Rc::clone(&shared));
            entering.spawn_local(async move {
                let _door = shared.1.acquire().await?;
                Member::enter(account, &shared.0, number)
                    .await
                    .with_context(|| format!("bot {number}"))
            });
        }
        let mut members = Vec::new();
        while let Some(entered) = entering.join_next().await {
            members.push(entered??);
        }
        Ok(Self { members })
    }

    /// All walk for so long, and stand still afterwards.
    ///
    /// # Errors
    /// The first that failed.
    pub async fn walk(&mut self, duration: Duration) -> anyhow::Result<()> {
        let end = Instant::now() + duration;
        let mut walking = JoinSet::new();
        for mut member in self.members.drain(..) {
            walking.spawn_local(async move {
                let walked = member.walk(end).await;
                walked.with_context(|| member.account.email.clone())?;
                anyhow::Ok(member)
            });
        }
        while let Some(walked) = walking.join_next().await {
            self.members.push(walked??);
        }
        Ok(())
    }
}
