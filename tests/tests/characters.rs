//! Making, listing, deleting and taking over characters, and what is left of them after a crash.

use std::time::{Duration, Instant};

use anyhow::Context;
use bezgelor_core::Vec3;
use bezgelor_core::limits::{CHARACTER_SLOTS_DEFAULT, SOFT_STATE_AGE_MS_MAX};
use bezgelor_tests::{
    Member, Scratch, Server, ServerOptions, block_on, bot, listed_position, open_world, starter,
    within,
};
use bots::client::{CharacterWish, GameSocket, Lobby};
use bots::look;
use db::testing::SqliteLock;
use protocol::enums::{CharacterModifyResult, CharacterSelectResult};
use protocol::messages::{
    ClientCharacterDelete, ClientCharacterList, ClientCharacterSelect, ServerChangeWorld,
    ServerCharacterDeleteResult, ServerCharacterList, ServerCharacterSelectFail,
};
use protocol::session::Envelope;
use protocol::{Message, decode_message};
use tables::TableSet;

/// Runs a conversation with a server of its own.
fn with_server(
    name: &str,
    options: &ServerOptions,
    conversation: impl AsyncFnOnce(&Server) -> anyhow::Result<()>,
) {
    let data = Scratch::new(name);
    let server = Server::start(data.path(), options);
    block_on(within(120, "the conversation", conversation(&server)))
        .unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    assert!(server.stop().success(), "a clean end");
}

fn good_wish(tables: &TableSet, name: &str) -> CharacterWish {
    let ids = look::creatable(tables);
    look::wish(tables, ids[0], name, 3)
}

#[test]
fn every_fault_of_a_wish_has_its_own_answer() {
    use CharacterModifyResult as R;
    with_server("create", &ServerOptions::default(), async |server| {
        let tables = starter();
        let good = good_wish(&tables, "Adamant Tester");
        let mut lobby = Lobby::login(&bot(server, 1)).await?;
        let changed = |change: &dyn Fn(&mut CharacterWish)| {
            let mut wish = good.clone();
            change(&mut wish);
            wish
        };
        let faults = [
            (
                changed(&|w| w.name = "Nospace".into()),
                R::CreateFailed_InvalidName,
            ),
            (
                changed(&|w| w.name = "A B".into()),
                R::CreateFailed_InvalidName,
            ),
            (
                changed(&|w| w.name = "Bad\u{202e} Name".into()),
                R::CreateFailed_InvalidName,
            ),
            (
                changed(&|w| w.creation_id = 999_999),
                R::CreateFailed_Internal,
            ),
            (changed(&|w| w.path = 7), R::CreateFailed),
            (changed(&|w| w.bones = vec![f32::NAN]), R::CreateFailed),
            (changed(&|w| w.bones = vec![1e9]), R::CreateFailed),
            (changed(&|w| w.labels[0] = 4_000_000), R::CreateFailed),
            (
                changed(&|w| {
                    w.labels.push(w.labels[0]);
                    w.values.push(w.values[0]);
                }),
                R::CreateFailed,
            ),
        ];
        for (wish, expected) in &faults {
            let answer = lobby.create(wish).await.context("a bad wish")?;
            assert_eq!(answer, Err(*expected), "{wish:?}");
        }
        lobby.refresh().await?;
        assert!(lobby.list.characters.is_empty(), "nothing came of them");

        let id = lobby.create(&good).await?.expect("the good wish");
        assert_ne!(id, 0);
        let taken = changed(&|w| w.name = "ADAMANT tester".into());
        let mut other = Lobby::login(&bot(server, 2)).await?;
        assert_eq!(
            other.create(&taken).await?,
            Err(R::CreateFailed_UniqueName),
            "whoever asks, however it is written"
        );
        Ok(())
    });
}

#[test]
fn slots_fill_up_and_deleting_frees_one() {
    use CharacterModifyResult as R;
    with_server("slots", &ServerOptions::default(), async |server| {
        let tables = starter();
        let ids = look::creatable(&tables);
        let mut lobby = Lobby::login(&bot(server, 1)).await?;
        for number in 0..CHARACTER_SLOTS_DEFAULT {
            assert_eq!(
                lobby.list.max_number_characters,
                CHARACTER_SLOTS_DEFAULT - number,
                "slots left"
            );
            let row = ids[number as usize * 7 % ids.len()];
            let wish = look::wish(&tables, row, &look::name(number), number);
            let made = lobby.create(&wish).await?;
            assert!(made.is_ok(), "character {number}: {made:?}");
        }
        let extra = good_wish(&tables, "Onetoo Many");
        assert_eq!(
            lobby.create(&extra).await?,
            Err(R::CreateFailed_AccountFull)
        );

        let own = lobby.list.characters[4].clone();
        let mut stranger = Lobby::login(&bot(server, 2)).await?;
        for nobodys in [own.id, 0, u64::MAX] {
            assert_eq!(stranger.delete(nobodys).await?, R::DeleteFailed);
        }
        assert_eq!(lobby.delete(own.id).await?, R::DeleteOk);
        assert_eq!(lobby.delete(own.id).await?, R::DeleteFailed, "it is gone");
        lobby.refresh().await?;
        let left: Vec<u64> = lobby.list.characters.iter().map(|c| c.id).collect();
        assert_eq!(left.len() as u32, CHARACTER_SLOTS_DEFAULT - 1);
        assert!(!left.contains(&own.id));
        // The name is free again, and so is the slot.
        let name = own.name.to_string_lossy();
        let mut again = Lobby::login(&bot(server, 1)).await?;
        assert!(again.create(&good_wish(&tables, &name)).await?.is_ok());
        assert_eq!(again.list.characters.len() as u32, CHARACTER_SLOTS_DEFAULT);
        Ok(())
    });
}

#[test]
fn a_logout_takes_its_time_and_keeps_the_place() {
    let options = ServerOptions::with(&[("realm.logout_s", "2")]);
    with_server("place", &options, async |server| {
        let mut member = Member::enter(bot(server, 1), &starter(), 1).await?;
        let home = member.place();
        member.walk(Instant::now() + Duration::from_secs(2)).await?;
        let place = member.place();
        assert!(place.x > home.x + 5.0, "it walked");
        let asked = Instant::now();
        let lobby = within(20, "logout", member.client.log_out()).await?;
        assert!(asked.elapsed() >= Duration::from_secs(2));
        assert_eq!(listed_position(&lobby, member.character), Some(place));
        let client = within(20, "coming back", lobby.select(member.character)).await?;
        assert_eq!(client.view.entrance.position, place);
        Ok(())
    });
}

/// Chooses a character on a bare connection: the place it begins at, or the refusal.
async fn choose(
    socket: &mut GameSocket,
    character_id: u64,
) -> anyhow::Result<Result<Vec3, CharacterSelectResult>> {
    let request = ClientCharacterSelect { character_id };
    socket.send(&request, Envelope::Encrypted).await?;
    loop {
        let (opcode, body) = socket.receive().await?;
        if opcode == ServerCharacterSelectFail::OPCODE {
            let fail: ServerCharacterSelectFail = decode_message(&body)?;
            return Ok(Err(fail.result));
        }
        if opcode == ServerChangeWorld::OPCODE {
            let place = decode_message::<ServerChangeWorld>(&body)?.position;
            return Ok(Ok(Vec3::new(
                place.vector_0,
                place.vector_1,
                place.vector_2,
            )));
        }
    }
}

#[test]
fn a_newer_login_waits_until_the_older_one_is_saved() {
    let data = Scratch::new("twice");
    let server = Server::start(data.path(), &ServerOptions::default());
    let conversation = async {
        let mut older = Member::enter(bot(&server, 1), &starter(), 1).await?;
        older.walk(Instant::now() + Duration::from_secs(1)).await?;
        let (place, character) = (older.place(), older.character);

        // As long as nobody can write, the older character is neither saved nor lost.
        let lock = SqliteLock::take(&data.path().join("character.sqlite"))?;
        let mut newer = open_world(&bot(&server, 1)).await?;
        let kicked = async {
            loop {
                if let Err(error) = older.client.next_event().await {
                    return Ok(format!("{error:#}"));
                }
            }
        };
        let kicked = within(10, "the kick", kicked).await?;
        assert!(kicked.contains("AccountDisconnect"), "{kicked}");
        newer
            .send(&ClientCharacterList, Envelope::Encrypted)
            .await?;
        let list: ServerCharacterList = within(10, "the list", newer.expect()).await?;
        assert_eq!(list.characters.len(), 1);
        // Out of its zone as soon as its connection is gone, and still not to be had.
        drop(older);
        let busy = within(20, "an answer", choose(&mut newer, character)).await?;
        assert_eq!(busy, Err(CharacterSelectResult::FailedCharacterInWorld));
        let request = ClientCharacterDelete {
            character_id: character,
        };
        newer.send(&request, Envelope::Encrypted).await?;
        let reply: ServerCharacterDeleteResult = within(10, "an answer", newer.expect()).await?;
        let online = CharacterModifyResult::DeleteFailed_CharacterOnline;
        assert_eq!(reply.result, online);
        // Who chooses while it is still being saved waits, and comes in once it is.
        let unlocked = async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            drop(lock);
        };
        let chosen = within(20, "an answer", choose(&mut newer, character));
        let (begins_at, ()) = tokio::join!(chosen, unlocked);
        let begins_at = begins_at?.map_err(|reason| anyhow::anyhow!("{reason:?}"))?;
        assert_eq!(begins_at, place, "nothing of the walk was lost");
        Ok(())
    };
    block_on(conversation)
        .unwrap_or_else(|error: anyhow::Error| panic!("{error:#}\n{}", server.log_tail()));
}

#[test]
fn a_killed_server_loses_no_character_and_half_a_minute_of_walking_at_most() {
    let data = Scratch::new("kill");
    let server = Server::start(data.path(), &ServerOptions::default());
    let tables = starter();
    let age_max = Duration::from_millis(SOFT_STATE_AGE_MS_MAX);
    let (member, id) = block_on(async {
        let mut member = Member::enter(bot(&server, 1), &tables, 1).await?;
        member
            .walk(Instant::now() + age_max + Duration::from_secs(3))
            .await?;
        // Confirmed a moment before the end.
        let mut lobby = Lobby::login(&bot(&server, 2)).await?;
        let made = lobby
            .create(&good_wish(&tables, "Lastminute Tester"))
            .await?;
        let id = made.map_err(|reason| anyhow::anyhow!("{reason:?}"))?;
        anyhow::Ok((member, id))
    })
    .unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    let killed = Instant::now();
    server.kill();

    let server = Server::start(data.path(), &ServerOptions::default());
    block_on(async {
        let lobby = Lobby::login(&bot(&server, 1)).await?;
        let ids: Vec<u64> = lobby.list.characters.iter().map(|c| c.id).collect();
        assert_eq!(ids, [member.character]);
        let place = listed_position(&lobby, member.character).expect("it is listed");
        let said = member.trail.iter().rev().find(|(_, at)| *at == place);
        let (said, _) = said.context("it was never there")?;
        let age = killed.duration_since(*said);
        assert!(age <= age_max, "{age:?} old");
        let lobby = Lobby::login(&bot(&server, 2)).await?;
        let ids: Vec<u64> = lobby.list.characters.iter().map(|c| c.id).collect();
        assert_eq!(ids, [id]);
        anyhow::Ok(())
    })
    .unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
}
