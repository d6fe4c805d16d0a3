//! Who is let in and who waits: the login queue with its places, and a realm that closes to
//! newcomers before it stops.

use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use bezgelor_tests::{
    Gate, Member, Server, account, authenticate, bot, done, open_world, token, with_server, within,
};
use bots::client::{GameSocket, Lobby};
use protocol::enums::NpLoginResult;
use protocol::messages::{
    ClientCharacterList, ServerCharacterList, ServerForceKick, ServerQueueFinish, ServerQueueStatus,
};
use protocol::session::Envelope;

const PATIENCE_S: u64 = 20;

/// A client that has asked for its characters.
async fn at_the_door(server: &Server, number: u32) -> anyhow::Result<GameSocket> {
    let mut socket = within(PATIENCE_S, "a login", open_world(&bot(server, number))).await?;
    let ask = ClientCharacterList;
    socket.send(&ask, Envelope::Encrypted).await?;
    Ok(socket)
}

/// The next place it is told.
async fn place(socket: &mut GameSocket) -> anyhow::Result<(u32, u32)> {
    let status = within(PATIENCE_S, "a place", socket.expect::<ServerQueueStatus>());
    let status = status.await?;
    Ok((status.queue_position, status.wait_time_seconds))
}

#[test]
fn a_full_realm_keeps_a_queue_and_tells_each_its_place() {
    with_server("doors_queue", async |server, data| {
        done(data, "realm max 1");
        let inside = within(PATIENCE_S, "a login", Lobby::login(&bot(server, 1))).await?;
        let mut second = at_the_door(server, 2).await?;
        ensure!(place(&mut second).await? == (1, 30), "first in line");
        let mut third = at_the_door(server, 3).await?;
        ensure!(place(&mut third).await? == (2, 60), "second in line");
        let status = done(data, "realm status");
        ensure!(
            status.contains("1 of 1 places taken, 2 waiting"),
            "{status}"
        );

        // A game master passes by.
        done(data, "account create gm@test.org secret gamemaster");
        let master = account(server, "gm@test.org", "secret");
        let master = within(PATIENCE_S, "a login", Lobby::login(&master)).await?;
        drop((inside, master));
        let finish = within(PATIENCE_S, "its turn", second.expect::<ServerQueueFinish>());
        finish.await?;
        let list = within(
            PATIENCE_S,
            "the list",
            second.expect::<ServerCharacterList>(),
        );
        list.await?;
        ensure!(place(&mut third).await? == (1, 30), "moved up");

        done(data, "realm max 2");
        let finish = within(PATIENCE_S, "its turn", third.expect::<ServerQueueFinish>());
        finish.await?;
        Ok(())
    });
}

/// What auth says to a login now.
async fn auth_says(server: &Server, number: u32) -> anyhow::Result<Gate> {
    let account = bot(server, number);
    let token = within(PATIENCE_S, "a token", token(&account)).await?;
    within(PATIENCE_S, "auth", authenticate(&account, token)).await
}

/// Logs in again and again until auth lets in, or no longer does.
async fn until_auth(server: &Server, opens: bool) -> anyhow::Result<Gate> {
    let end = Instant::now() + Duration::from_secs(PATIENCE_S);
    loop {
        let gate = auth_says(server, 1).await?;
        if matches!(gate, Gate::Open(_)) == opens {
            return Ok(gate);
        }
        ensure!(Instant::now() < end, "opens: {opens}, and yet {gate:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[test]
fn nobody_new_comes_in_before_the_end_unless_it_is_called_off() {
    with_server("doors_closing", async |server, data| {
        let tables = tables::starter::embedded()?;
        let member = Member::enter(bot(server, 2), &tables, 2).await?;
        // Far from the end everybody comes in.
        done(data, "realm shutdown start 10m");
        ensure!(matches!(auth_says(server, 1).await?, Gate::Open(_)));
        // This one has passed auth when the doors close.
        let Gate::Open(_) = auth_says(server, 3).await? else {
            bail!("closed too early");
        };
        let mut late = within(PATIENCE_S, "a login", open_world(&bot(server, 3))).await?;

        done(data, "realm shutdown start 50s");
        let Gate::Denied(denied) = until_auth(server, false).await? else {
            bail!("open");
        };
        let reason = NpLoginResult::NoRealmsAvailableAtThisTime;
        ensure!(denied.login_result == reason, "{denied:?}");
        late.send(&ClientCharacterList, Envelope::Encrypted).await?;
        let kicked = within(PATIENCE_S, "a word", late.expect::<ServerForceKick>());
        kicked.await.context("who came late")?;

        done(data, "realm shutdown cancel");
        until_auth(server, true).await?;
        drop(member);
        Ok(())
    });
}
