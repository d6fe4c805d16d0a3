//! Copies of worlds under players: everybody its own, a friend's with the friend, the same again
//! after a restart, and out again. And a bind point that survives.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_core::Vec3;
use bezgelor_tests::{
    Member, Scratch, Server, ServerOptions, account, arrive, block_on, bot, done, exec, go,
    hear_any, starter, until_sees,
};
use bots::client::Lobby;
use bots::look;
use protocol::messages::{ClientActivateUnitCast, ClientResetInstances, ServerCharacterBindpoint};

/// The world of the starter set that is everybody's own, and a point of it.
const PRIVATE: u16 = 382;
const AT: &str = "100 50 100";
/// Out of it.
const OUT: &str = "teleport coordinates 500 -850 500 3460";
/// A creature of the starter set: as good a pet as any.
const PET: u32 = 29_397;
/// Where the terminal of the starter set stands, in which world.
const TERMINAL: (&str, u16) = ("31 -853 -552", 3460);

fn options() -> ServerOptions {
    ServerOptions::with(&[("realm.logout_s", "1")])
}

/// Walks on until it sees the only other player.
async fn until_sees_one(member: &mut Member) -> anyhow::Result<()> {
    let end = Instant::now() + Duration::from_secs(60);
    while member.client.view.neighbours.len() != 1 {
        ensure!(Instant::now() < end, "{:?}", member.client.view.neighbours);
        member.walk(Instant::now() + Duration::from_secs(1)).await?;
    }
    Ok(())
}

fn instance_of(data: &Scratch, name: &str) -> String {
    let said = done(data, &format!("player info {name}"));
    let line = said.lines().find(|line| line.contains("instance"));
    line.unwrap_or_else(|| panic!("{said}")).trim().to_owned()
}

#[test]
fn everybody_has_its_own_copy_and_comes_back_into_it() {
    let data = Scratch::new("instances");
    let server = Server::start(data.path(), &options());
    let second = block_on(async {
        let mut first = Member::enter(bot(&server, 1), &starter(), 1).await?;
        let mut second = Member::enter(bot(&server, 2), &starter(), 2).await?;
        let way = format!("teleport coordinates {AT} {PRIVATE}");
        go(&data, &mut first, 1, &way).await.context("the first")?;
        go(&data, &mut second, 2, &way)
            .await
            .context("the second")?;
        let (own, other) = (look::name(1), look::name(2));
        assert_ne!(instance_of(&data, &own), instance_of(&data, &other));
        second.walk(Instant::now() + Duration::from_secs(1)).await?;
        let seen = second.client.view.neighbours.len();
        assert_eq!(seen, 0, "nobody else's player");

        let (good, said) = exec(&data, &format!("map unload \"{own}\""));
        assert!(good, "{said}");
        let _gone = hear_any::<protocol::messages::ServerChat>(&mut first, "a warning").await?;
        let lobby = second.client.log_out().await?;
        anyhow::Ok(lobby.list.characters[0].world_id)
    });
    assert_eq!(second.expect("the bots can play"), PRIVATE);
    assert!(server.stop().success(), "the drain");

    let server = Server::start(data.path(), &options());
    let again = block_on(async {
        let again = Member::enter(bot(&server, 2), &starter(), 2).await?;
        anyhow::Ok(again.client.view.entrance.world_id)
    });
    assert_eq!(again.expect("it comes back"), PRIVATE);
    assert!(server.stop().success());
}

/// A copy is closed only when nobody is still leaving it, which takes a full machine longer.
const RESETS_MAX: u32 = 20;

/// Goes to its own copy and out of it again, and tells which it was.
async fn visit(data: &Scratch, member: &mut Member) -> anyhow::Result<String> {
    let way = format!("teleport coordinates {AT} {PRIVATE}");
    go(data, member, 1, &way).await?;
    let copy = instance_of(data, &look::name(1));
    go(data, member, 1, OUT).await?;
    member.walk(Instant::now() + Duration::from_secs(1)).await?;
    Ok(copy)
}

#[test]
fn an_instance_that_its_owner_resets_is_another_when_it_comes_again() {
    let data = Scratch::new("instance-reset");
    let server = Server::start(data.path(), &options());
    let copies = block_on(async {
        let mut member = Member::enter(bot(&server, 1), &starter(), 1).await?;
        let first = visit(&data, &mut member).await?;
        let second = visit(&data, &mut member).await?;
        let mut third = second.clone();
        for _ in 0..RESETS_MAX {
            member.client.send(&ClientResetInstances).await?;
            member.walk(Instant::now() + Duration::from_secs(1)).await?;
            third = visit(&data, &mut member).await?;
            if third != second {
                break;
            }
        }
        anyhow::Ok([first, second, third])
    });
    let [first, second, third] = copies.expect("the bot can play");
    assert_eq!(first, second, "it waits for its owner");
    assert_ne!(second, third);
    assert!(server.stop().success(), "the drain");
}

/// One in its own copy, and a game master who followed it there.
async fn two_in_one_copy(data: &Scratch, server: &Server) -> anyhow::Result<(Member, Member)> {
    let mut first = Member::enter(bot(server, 1), &starter(), 1).await?;
    done(data, "account create gm@test.org secret gamemaster");
    let master = account(server, "gm@test.org", "secret");
    let mut second = Member::enter(master, &starter(), 2).await?;
    let way = format!("teleport coordinates {AT} {PRIVATE}");
    go(data, &mut first, 1, &way).await?;
    let follow = format!("!teleport player {}", look::name(1));
    second.client.say(&follow, 1).await?;
    arrive(&mut second).await?;
    Ok((first, second))
}

#[test]
fn two_in_one_copy_see_each_other_and_both_come_out() {
    let data = Scratch::new("instance-shared");
    let server = Server::start(data.path(), &options());
    let played = block_on(async {
        let (mut first, mut second) = two_in_one_copy(&data, &server).await?;
        let (own, other) = (look::name(1), look::name(2));
        assert_eq!(instance_of(&data, &own), instance_of(&data, &other));
        until_sees_one(&mut second).await?;

        done(&data, &format!("map remove group \"{other}\""));
        let leave = protocol::messages::ClientLeavePendingRemovalInstance;
        hear_any::<protocol::messages::ServerPendingWorldRemoval>(&mut second, "the word").await?;
        second.client.send(&leave).await?;
        arrive(&mut second).await?;
        let open_world = second.client.view.entrance.world_id;
        assert_ne!(open_world, PRIVATE);
        second.client.say(&format!("!summon {own}"), 3).await?;
        arrive(&mut first).await?;
        assert_eq!(first.client.view.entrance.world_id, open_world, "fetched");
        assert_eq!(instance_of(&data, &own), instance_of(&data, &other));
        anyhow::Ok(())
    });
    played.expect("the bots can play");
    assert!(server.stop().success(), "the drain");
}

#[test]
fn a_lock_to_anothers_copy_and_a_pet_survive_a_restart() {
    let data = Scratch::new("instance-lock");
    let (own, other) = (look::name(1), look::name(2));
    let server = Server::start(data.path(), &options());
    let played = block_on(async {
        let (first, second) = two_in_one_copy(&data, &server).await?;
        done(&data, &format!("pet summon {PET} \"{other}\""));
        let _: Lobby = first.client.log_out().await?;
        let _: Lobby = second.client.log_out().await?;
        anyhow::Ok(())
    });
    played.expect("the bots can play");
    assert!(server.stop().success(), "the drain");

    let server = Server::start(data.path(), &options());
    let again = block_on(async {
        // Who is tied to it comes first: nobody else shows it the way.
        let master = account(&server, "gm@test.org", "secret");
        let mut second = Member::enter(master, &starter(), 2).await?;
        assert_eq!(second.client.view.entrance.world_id, PRIVATE);
        let first = Member::enter(bot(&server, 1), &starter(), 1).await?;
        assert_eq!(first.client.view.entrance.world_id, PRIVATE);
        assert_eq!(instance_of(&data, &own), instance_of(&data, &other));
        until_sees_one(&mut second).await?;
        until_sees(&mut second, PET).await.context("its pet")?;
        anyhow::Ok(())
    });
    again.expect("they come back");
    assert!(server.stop().success());
}

#[test]
fn a_bind_point_survives_a_restart() {
    let data = Scratch::new("bind");
    let server = Server::start(data.path(), &options());
    let bound = block_on(async {
        let mut member = Member::enter(bot(&server, 1), &starter(), 1).await?;
        let (at, world) = TERMINAL;
        go(
            &data,
            &mut member,
            1,
            &format!("teleport coordinates {at} {world}"),
        )
        .await?;
        let activate_unit_id = until_sees(&mut member, 10_817)
            .await
            .context("the terminal")?;
        let cast = ClientActivateUnitCast {
            client_unique_id: 9,
            activate_unit_id,
        };
        member.client.send(&cast).await?;
        let told: ServerCharacterBindpoint = hear_any(&mut member, "being bound").await?;
        member.client.log_out().await?;
        anyhow::Ok(told.bindpoint_id)
    });
    assert_eq!(bound.expect("the bot can be bound"), 7);
    assert!(server.stop().success());

    let server = Server::start(data.path(), &options());
    let again: anyhow::Result<Vec3> = block_on(async {
        let mut member = Member::enter(bot(&server, 1), &starter(), 1).await?;
        go(&data, &mut member, 1, OUT).await?;
        go(&data, &mut member, 1, "teleport bind").await?;
        let at = member.client.position();
        let _: Lobby = member.client.log_out().await?;
        Ok(at)
    });
    let at = again.expect("it is taken back");
    assert!((at.x - 31.0).abs() < 0.1, "{at:?}");
    assert!(server.stop().success());
}
