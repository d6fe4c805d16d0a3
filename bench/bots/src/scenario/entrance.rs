//! The way of a bot into the world, and what it compares when it comes back.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_core::Vec3;
use protocol::structs::ItemVisual;

use super::Run;
use crate::client::{Lobby, WorldClient};
use crate::look;

/// A login, or a character, must be there by then.
const LOGIN_DEADLINE: Duration = Duration::from_secs(60);
/// The world must be there by then.
const ENTER_DEADLINE: Duration = Duration::from_secs(90);
/// Camping and saving must be over by then.
pub(super) const LOGOUT_DEADLINE: Duration = Duration::from_secs(90);

/// Where a bot's character begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// All in the same place.
    Together,
    /// In the open world, wherever its race does.
    Anywhere,
    /// In any starting world there is.
    Spread,
}

/// Logs in and enters the world; the character it plays.
pub(super) async fn enter(
    run: &Run,
    number: u32,
    start: Start,
) -> anyhow::Result<(u64, WorldClient)> {
    let mut lobby = come_in(run, number).await?;
    let character = own_character(run, &mut lobby, number, start).await?;
    let began = Instant::now();
    let entering = lobby.select(character);
    let client = within(ENTER_DEADLINE, "entering the world", entering).await?;
    run.tally.lock().enter.record(began.elapsed());
    Ok((character, client))
}

/// Enters once more with a character that exists.
pub(super) async fn enter_again(lobby: Lobby, character: u64) -> anyhow::Result<WorldClient> {
    within(ENTER_DEADLINE, "coming back", lobby.select(character)).await
}

/// Logs in, as soon as the door is free.
pub(super) async fn come_in(run: &Run, number: u32) -> anyhow::Result<Lobby> {
    let _door = run.doors.acquire().await?;
    let began = Instant::now();
    let account = run.account(number);
    let lobby = within(LOGIN_DEADLINE, "logging in", Lobby::login(&account)).await?;
    let mut tally = run.tally.lock();
    tally.login.record(began.elapsed());
    tally.logins += 1;
    Ok(lobby)
}

async fn own_character(
    run: &Run,
    lobby: &mut Lobby,
    number: u32,
    start: Start,
) -> anyhow::Result<u64> {
    if let Some(character) = lobby.list.characters.first() {
        return Ok(character.id);
    }
    let offered = match start {
        Start::Together => &run.creations[..1],
        Start::Anywhere => &run.creations[..],
        Start::Spread => &run.all_creations[..],
    };
    let creation_id = offered[number as usize % offered.len()];
    let wish = look::wish(&run.tables, creation_id, &look::name(number), number);
    within(LOGIN_DEADLINE, "creating a character", lobby.create(&wish))
        .await?
        .map_err(|reason| anyhow::anyhow!("no character of row {creation_id}: {reason:?}"))
}

/// What there was when the bot left, and must be there when it comes back.
pub(super) struct Before {
    pub(super) character: u64,
    position: Vec3,
    visuals: Vec<ItemVisual>,
}

impl Before {
    /// As it stands now.
    pub(super) fn leaving(character: u64, client: &WorldClient) -> Self {
        Self {
            character,
            position: client.position(),
            visuals: client.view.entrance.visuals.clone(),
        }
    }

    pub(super) fn check_list(&self, lobby: &Lobby) -> anyhow::Result<()> {
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

    pub(super) fn check_entrance(&self, client: &WorldClient) -> anyhow::Result<()> {
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
pub(super) async fn within<T>(
    deadline: Duration,
    what: &'static str,
    step: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<T> {
    tokio::time::timeout(deadline, step)
        .await
        .with_context(|| format!("{what} took more than {} s", deadline.as_secs()))?
        .context(what)
}
