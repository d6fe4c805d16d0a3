//! Items with the built server: what a client was told of them is so after it comes again, after
//! the server is killed, and while there is no database nothing is told that is not so.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_tests::{
    Fleet, Member, Scratch, Server, ServerOptions, bezgelor, block_on, stock, within,
};
use bots::client::{Event, Place, Things, Told, Wish, WorldClient};
use bots::look;
use db::testing::SqliteLock;
use protocol::Message;
use protocol::enums::{GenericError, ItemSlot};
use protocol::messages::ServerEntityVisualUpdate;

/// Of the built-in tables: what stacks to 100, a bag of eight and a shield.
const RATION: u32 = 80875;
const BAG: u32 = 12044;
const SHIELD: u32 = 8534;

const INVENTORY: u16 = 1;
const WORN: u16 = 0;
const SHIELDS: u32 = 15;
const WEAPON: u32 = 16;
const FIRST_BAG: u32 = 17;

fn options() -> ServerOptions {
    ServerOptions::with(&[("realm.logout_s", "1")])
}

/// A realm with characters that have something.
fn furnished(name: &str, count: u32) -> (Scratch, Server) {
    let data = Scratch::new(name);
    let server = Server::start(data.path(), &options());
    let fleet = block_on(Fleet::enter(&server, 1, count)).expect("they enter");
    let characters: Vec<u64> = fleet
        .members
        .iter()
        .map(|member| member.character)
        .collect();
    drop(fleet);
    assert!(server.stop().success());
    for character in characters {
        let things = [
            (RATION, (INVENTORY, 0), 30),
            (BAG, (INVENTORY, 1), 1),
            (SHIELD, (INVENTORY, 2), 1),
            (weapon(), (INVENTORY, 3), 1),
        ];
        stock(data.path(), character, &things).expect("the store takes it");
    }
    let server = Server::start(data.path(), &options());
    (data, server)
}

/// The weapon of the class all members of a fleet have.
fn weapon() -> u32 {
    let tables = tables::starter::embedded().expect("the starter set compiles");
    let creation = look::veterans(&tables, &look::creatable(&tables))[0];
    let row = tables.character_creation().get(creation).expect("a row");
    match row.class_id() {
        1 => 81346,
        2 => 81347,
        3 => 81351,
        4 => 81348,
        5 => 81349,
        _ => 81350,
    }
}

async fn enter(server: &Server, number: u32) -> anyhow::Result<Member> {
    let mut fleet = Fleet::enter(server, number, 1).await?;
    fleet.members.pop().context("one entered")
}

async fn fulfil(client: &mut WorldClient, wish: Wish) -> anyhow::Result<Told> {
    within(5, "a wish", client.fulfil(wish)).await
}

fn at(things: &Things, place: Place) -> anyhow::Result<u64> {
    things
        .at(place)
        .with_context(|| format!("nothing at {place:?}"))
}

/// Splits, merges, wears, fills a bag and destroys.
async fn handle(client: &mut WorldClient) -> anyhow::Result<()> {
    let place = |index| (INVENTORY, index);
    let rations = at(&client.view.things, place(0))?;
    fulfil(client, Wish::Split(rations, place(5), 12)).await?;
    let split = at(&client.view.things, place(5))?;
    ensure!(client.view.things.items[&split].count == 12);
    ensure!(client.view.things.items[&rations].count == 18);
    fulfil(client, Wish::Split(rations, place(6), 3)).await?;
    fulfil(client, Wish::Move(place(6), place(5))).await?;
    ensure!(client.view.things.items[&split].count == 15);
    ensure!(client.view.things.at(place(6)).is_none());

    let refused = fulfil(client, Wish::Move(place(2), (WORN, WEAPON))).await?;
    let shield = at(&client.view.things, place(2))?;
    ensure!(refused == Told::Refused(shield, GenericError::ItemNotValidForSlot));
    let worn = fulfil(client, Wish::Move(place(2), (WORN, SHIELDS))).await?;
    ensure!(worn == Told::Moved(shield));

    let outside = fulfil(client, Wish::Move(place(5), place(18))).await?;
    ensure!(matches!(outside, Told::Refused(..)), "there is no bag yet");
    fulfil(client, Wish::Move(place(1), (WORN, FIRST_BAG))).await?;
    fulfil(client, Wish::Move(place(5), place(18))).await?;
    let bag = at(&client.view.things, (WORN, FIRST_BAG))?;
    let full = fulfil(client, Wish::Move((WORN, FIRST_BAG), place(1))).await?;
    ensure!(full == Told::Refused(bag, GenericError::ItemBagMustBeEmpty));
    let swapped = fulfil(client, Wish::Move(place(18), place(0))).await?;
    ensure!(swapped == Told::Counted(rations), "the stacks merge");
    ensure!(client.view.things.items[&rations].count == 30);
    fulfil(client, Wish::Split(rations, place(9), 10)).await?;
    fulfil(client, Wish::Destroy(place(9))).await?;
    ensure!(client.view.things.items[&rations].count == 20);
    Ok(())
}

#[test]
fn what_was_told_is_so_after_coming_again_and_after_a_kill() {
    let (data, server) = furnished("told", 1);
    let told = block_on(async {
        let mut member = enter(&server, 1).await?;
        handle(&mut member.client).await?;
        let told = member.client.view.things.clone();
        let lobby = within(20, "logging out", member.client.log_out()).await?;
        let mut client = within(20, "coming back", lobby.select(member.character)).await?;
        ensure!(client.view.things == told, "after coming again");
        let rations = at(&told, (INVENTORY, 0))?;
        fulfil(&mut client, Wish::Split(rations, (INVENTORY, 11), 1)).await?;
        // This very moment the power fails.
        Ok(client.view.things.clone())
    });
    server.kill();
    let told = told.expect("a life before the kill");
    let server = Server::start(data.path(), &options());
    let after =
        block_on(async { Ok::<_, anyhow::Error>(enter(&server, 1).await?.client.view.things) });
    assert_eq!(after.expect("it enters again"), told);
    assert!(server.stop().success());
    let audit = bezgelor(data.path(), &["audit", "--json"], "").out;
    assert!(audit.contains("\"clean\":true"), "{audit}");
}

#[test]
fn without_a_database_things_are_refused_within_a_second_and_walking_goes_on() {
    let (data, server) = furnished("away", 1);
    let lived = block_on(async {
        let mut member = enter(&server, 1).await?;
        let before = member.client.view.things.clone();
        let lock = SqliteLock::take(&data.path().join("character.sqlite"))?;
        // A busy machine only ever adds: of four times the quickest counts.
        let mut quickest = Duration::MAX;
        for round in 0..4 {
            let began = Instant::now();
            let wish = Wish::Move((INVENTORY, 0), (INVENTORY, 7));
            let told = fulfil(&mut member.client, wish).await?;
            quickest = quickest.min(began.elapsed());
            let rations = at(&before, (INVENTORY, 0))?;
            ensure!(
                told == Told::Refused(rations, GenericError::DbFailure),
                "round {round}: {told:?}"
            );
            member
                .walk(Instant::now() + Duration::from_millis(300))
                .await?;
        }
        ensure!(quickest < Duration::from_secs(1), "{quickest:?} at best");
        ensure!(member.client.view.things == before);
        drop(lock);
        // It recovers by itself.
        let until = Instant::now() + Duration::from_secs(60);
        loop {
            let wish = Wish::Move((INVENTORY, 0), (INVENTORY, 7));
            match fulfil(&mut member.client, wish).await? {
                Told::Moved(_) => break,
                told => ensure!(Instant::now() < until, "{told:?} after the lock is gone"),
            }
        }
        let told = member.client.view.things.clone();
        let lobby = within(20, "logging out", member.client.log_out()).await?;
        let client = within(20, "coming back", lobby.select(member.character)).await?;
        ensure!(client.view.things == told);
        anyhow::Ok(())
    });
    lived.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
}

#[test]
fn others_see_what_is_put_on() {
    let (_data, server) = furnished("worn", 2);
    let seen = block_on(async {
        let mut fleet = Fleet::enter(&server, 1, 2).await?;
        let mut other = fleet.members.pop().context("two entered")?;
        let mut one = fleet.members.pop().context("two entered")?;
        let wish = Wish::Move((INVENTORY, 3), (WORN, WEAPON));
        let told = fulfil(&mut one.client, wish).await?;
        ensure!(matches!(told, Told::Moved(_)), "{told:?}");
        let shown = async {
            loop {
                let event = other.client.next_event().await?;
                if matches!(event, Event::Other(ServerEntityVisualUpdate::OPCODE)) {
                    return anyhow::Ok(());
                }
            }
        };
        within(5, "the other's view", shown).await?;
        let lobby = within(20, "logging out", one.client.log_out()).await?;
        let client = within(20, "coming back", lobby.select(one.character)).await?;
        let visuals = &client.view.entrance.visuals;
        let armed = visuals.iter().any(|v| v.slot == ItemSlot::WeaponPrimary);
        ensure!(armed, "{visuals:?}");
        anyhow::Ok(())
    });
    seen.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
}

/// The only place rations are in, after a checked count.
fn rations(things: &Things) -> anyhow::Result<Place> {
    let mut stacks = things.items.values().filter(|t| t.template == RATION);
    let stack = stacks.next().context("no rations")?;
    ensure!(stack.count == 30 && stacks.next().is_none(), "{things:?}");
    Ok(stack.place)
}

/// Who is being saved, or has something on its way to the store, is let in a little later.
async fn enter_again(server: &Server, number: u32) -> anyhow::Result<Member> {
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        match enter(server, number).await {
            Err(error) if Instant::now() > until => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            entered => return entered,
        }
    }
}

#[test]
fn who_breaks_off_in_the_middle_comes_back_to_what_became_of_it() {
    let (_data, server) = furnished("middle", 1);
    let lived = block_on(async {
        let mut expected = [(INVENTORY, 0); 2];
        for round in 0..6 {
            let mut member = enter_again(&server, 1).await?;
            let here = rations(&member.client.view.things)?;
            ensure!(expected.contains(&here), "round {round}: at {here:?}");
            let there = (INVENTORY, 8 + round);
            member.client.wish(Wish::Move(here, there)).await?;
            // Gone before it is answered: it is done or it is not, and what it is stays so.
            drop(member);
            expected = [here, there];
        }
        anyhow::Ok(())
    });
    lived.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
}

/// Until the next news of one's things; what the server said before it.
async fn command(client: &mut WorldClient, line: &str) -> anyhow::Result<(Told, Vec<String>)> {
    client.say(line, 1).await?;
    let mut said = Vec::new();
    loop {
        match client.next_event().await? {
            Event::Told(told) => return Ok((told, said)),
            Event::Said { text, .. } => said.push(text),
            _ => {}
        }
    }
}

/// What the server says to a command, up to a line with `end` in it. A zone's own word may come
/// before the command it belongs to is in the log, and until then no other is taken.
async fn answer(client: &mut WorldClient, line: &str, end: &str) -> anyhow::Result<String> {
    client.say(line, 1).await?;
    loop {
        let Event::Said { text, .. } = client.next_event().await? else {
            continue;
        };
        if text.contains(end) {
            return Ok(text);
        }
        if text.contains("A command is under way") {
            tokio::time::sleep(Duration::from_millis(20)).await;
            client.say(line, 1).await?;
        }
    }
}

async fn rule(server: &Server) -> anyhow::Result<Things> {
    let mut member = enter_again(server, 1).await?;
    let client = &mut member.client;
    let line = format!("!item add {RATION} 130");
    let gift = command(client, &line);
    let (told, _) = within(5, "a gift", gift).await?;
    ensure!(matches!(told, Told::Added(_)), "{told:?}");
    ensure!(
        matches!(client.told().await?, Told::Added(_)),
        "the second stack"
    );
    let counts: Vec<u32> = client.view.things.items.values().map(|t| t.count).collect();
    ensure!(counts == [100, 30], "{counts:?}");
    let (told, _) = within(5, "money", command(client, "!currency add 1 250")).await?;
    ensure!(told == Told::Currency(1) && client.view.things.currencies[&1] == 250);
    let (told, _) = within(5, "money", command(client, "!currency add 1 -100")).await?;
    ensure!(told == Told::Currency(1) && client.view.things.currencies[&1] == 150);
    let list = answer(client, "!currency list", "150");
    within(5, "the list", list).await?;
    for (line, end) in [
        ("!currency add 1 -151", "not enough"),
        ("!currency add 99 1", "no such currency"),
        ("!item add 199999 1", "no such item"),
        (&format!("!item add {RATION} 100000"), "inventory is full"),
    ] {
        within(5, "a refusal", answer(client, line, end))
            .await
            .context(end)?;
    }
    Ok(client.view.things.clone())
}

#[test]
fn a_game_master_gives_what_is_there_after_a_kill_and_a_player_gives_nothing() {
    let data = Scratch::new("grants");
    let server = Server::start(data.path(), &options());
    drop(block_on(Fleet::enter(&server, 1, 2)).expect("they enter"));
    assert!(server.stop().success());
    let role = ["account", "role", "bot1@test.bezgelor", "administrator"];
    let _ = bezgelor(data.path(), &role, "");
    let server = Server::start(data.path(), &options());
    let ruled = block_on(rule(&server));
    let told = ruled.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    server.kill();
    let server = Server::start(data.path(), &options());
    let after = block_on(async {
        let mut player = enter(&server, 2).await?;
        player
            .client
            .say(&format!("!item add {RATION} 1"), 1)
            .await?;
        player.client.say("!currency add 1 1", 2).await?;
        player
            .walk(Instant::now() + Duration::from_millis(500))
            .await?;
        ensure!(
            player.client.view.things == Things::default(),
            "given by nobody"
        );
        anyhow::Ok(enter(&server, 1).await?.client.view.things)
    });
    let after = after.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    assert_eq!(after, told);
    assert!(server.stop().success());
    let audit = bezgelor(data.path(), &["audit", "--json"], "").out;
    assert!(audit.contains("\"clean\":true"), "{audit}");
}
