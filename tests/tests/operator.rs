//! Ruling a realm: commands in the game's chat, at the console and through `bezgelor exec`, who may
//! use them, what they do to those online, and the log of it all.

use std::time::Duration;

use anyhow::Context;
use bezgelor_core::Vec3;
use bezgelor_tests::{
    Member, Scratch, Server, ServerOptions, account, bot, done, exec, hear, line, run, sent_away,
    starter, with_server, within,
};
use bots::client::Lobby;
use protocol::enums::{ChatChannelType, ChatResult, Property};
use protocol::messages::{
    ClientCheat, ClientEntitySelect, ServerAccountCurrencyGrant, ServerChangeWorld, ServerChat,
    ServerChatResult, ServerEntityPropertiesUpdate, ServerGenericUnlockAccount,
    ServerRealmBroadcast, ServerStoryCommunicatorShow, ServerStoryPanelShow,
};

/// A game master and a player in the world.
async fn two(server: &Server, data: &Scratch) -> anyhow::Result<(Member, Member)> {
    let tables = starter();
    done(data, "account create gm@test.org secret gamemaster");
    let account = account(server, "gm@test.org", "secret");
    let master = Member::enter(account, &tables, 1).await?;
    let player = Member::enter(bot(server, 2), &tables, 2).await?;
    Ok((master, player))
}

#[test]
fn a_game_master_commands_in_chat_and_a_player_may_not() {
    with_server("operator_chat", async |server, data| {
        let (mut master, mut player) = two(server, data).await?;

        player.client.say("!realm status", 7).await?;
        let refused: ServerChatResult = hear(&mut player, "a refusal", |_| true).await?;
        assert_eq!(refused.chat_result, ChatResult::NoPermissions);
        assert_eq!(refused.chat_message_id, 7, "of that line");
        assert_eq!(refused.channel.chat_channel_id, ChatChannelType::Say);

        master.client.say("!realm status", 1).await?;
        line(&mut master, "Realm 1").await?;
        // As the client itself sends `/c zone info`.
        let message = "zone info".into();
        master.client.send(&ClientCheat { message }).await?;
        line(&mut master, "World ").await?;
        master.client.say("!entity v", 5).await?;
        line(&mut master, "  Health ").await?;
        // As the wiki of another server has it.
        master.client.say("!port", 6).await?;
        line(
            &mut master,
            "`port` is followed by one of coordinates, location, name",
        )
        .await?;
        master.client.say("!help tele", 2).await?;
        line(&mut master, "teleport coordinates <x>").await?;
        master.client.say("!realm max many", 3).await?;
        let refused: ServerChatResult = hear(&mut master, "a refusal", |_| true).await?;
        assert_eq!(
            refused.chat_result,
            ChatResult::NoPermissions,
            "not for game masters"
        );

        master.client.say("!speed 3", 4).await?;
        let faster = |update: &ServerEntityPropertiesUpdate| {
            let speed = |property: &protocol::structs::PropertyValue| {
                property.property == Property::MoveSpeedMultiplier && property.value == 3.0
            };
            update.properties.iter().any(speed)
        };
        hear(&mut master, "the new speed", faster).await?;

        let log = done(data, "realm audit");
        for wanted in [
            "realm status - refused",
            "speed 3 - done",
            "realm max many - refused",
        ] {
            assert!(log.contains(wanted), "{wanted}: {log}");
        }
        assert!(
            log.contains("account create gm@test.org *** gamemaster"),
            "{log}"
        );
        assert!(!log.contains("secret"), "{log}");
        Ok(())
    });
}

#[test]
fn rights_change_for_those_online() {
    with_server("operator_rights", async |server, data| {
        let mut player = Member::enter(bot(server, 1), &starter(), 1).await?;
        let email = player.account.email.clone();
        done(
            data,
            &format!("rbac account permission grant RealmStatus {email}"),
        );
        player.client.say("!realm status", 1).await?;
        line(&mut player, "Realm 1").await?;
        player.client.say("!zone list", 2).await?;
        hear::<ServerChatResult>(&mut player, "a refusal", |_| true).await?;

        done(data, &format!("rbac account role grant gamemaster {email}"));
        player.client.say("!zone list", 3).await?;
        line(&mut player, "1 zone:").await?;
        done(
            data,
            &format!("rbac account permission revoke ZoneList {email}"),
        );
        player.client.say("!zone list", 4).await?;
        hear::<ServerChatResult>(&mut player, "a refusal", |_| true).await?;
        let shown = done(data, &format!("account show {email}"));
        assert!(
            shown.contains("gamemaster") && shown.contains("revoked: ZoneList"),
            "{shown}"
        );

        done(data, &format!("currency account add 6 500 {email}"));
        let granted: ServerAccountCurrencyGrant = hear(&mut player, "money", |_| true).await?;
        assert_eq!(granted.account_currency.amount, 500);

        // Those of the starter set; of two, one is new.
        done(data, &format!("generic unlock 2 {email}"));
        let said = done(data, &format!("generic unlockall dye {email}"));
        assert!(
            said.contains("3 entries of kind 1") && said.contains("new of them: 2"),
            "{said}"
        );
        let told = async |player: &mut Member, entry: u16| {
            let is = move |one: &ServerGenericUnlockAccount| one.generic_unlock_entry_id == entry;
            hear(player, "an unlock", is).await
        };
        for entry in [2, 1, 3] {
            told(&mut player, entry).await?;
        }
        let listed = done(data, &format!("generic list {email}"));
        assert_eq!(listed.lines().count(), 4, "{listed}");
        let (good, said) = exec(data, &format!("generic unlockall 77 {email}"));
        assert!(!good && said.contains("no unlock of kind 77"), "{said}");

        let (good, said) = exec(data, &format!("currency account add 6 -501 {email}"));
        assert!(!good && said.contains("holds less"), "{said}");
        Ok(())
    });
}

#[test]
fn a_ban_sends_away_whoever_is_online() {
    with_server("operator_ban", async |server, data| {
        let (mut master, mut player) = two(server, data).await?;
        let email = player.account.email.clone();
        let said = done(data, &format!("ban account player {email} \"was rude\""));
        assert!(said.contains("banned and sent away"), "{said}");
        let told = sent_away(&mut player).await?;
        assert!(told.contains("GMKick"), "{told}");
        let again = within(20, "a login", Lobby::login(&player.account)).await;
        assert!(again.is_err(), "a banned account came in");
        done(data, &format!("unban {email}"));
        within(20, "a login", Lobby::login(&player.account)).await?;

        // In chat, of whom one looks at; nobody there is nobody.
        done(
            data,
            "rbac account permission grant BanAccountPlayer gm@test.org",
        );
        let mut second = Member::enter(bot(server, 3), &starter(), 3).await?;
        master.client.say("!ban account player rude", 1).await?;
        line(&mut master, "Look at a player, or name an account.").await?;
        let guid = second.client.guid();
        master.client.send(&ClientEntitySelect { guid }).await?;
        let typed = "!ban account player \"so rude\" 2100-01-31";
        master.client.say(typed, 2).await?;
        let told = sent_away(&mut second).await?;
        assert!(told.contains("GMKick"), "{told}");
        let shown = done(data, &format!("account show {}", second.account.email));
        assert!(shown.contains("suspended"), "{shown}");

        // By the tool beside the realm: found out within a few seconds.
        let folder = data.path().to_str().context("a plain path")?;
        let suspend = [
            "account",
            "suspend",
            "gm@test.org",
            "--for",
            "1h",
            "--data",
            folder,
        ];
        assert!(run("bezgelor", &suspend, "").good);
        let told = sent_away(&mut master).await?;
        assert!(told.contains("GMKick"), "{told}");
        Ok(())
    });
}

#[test]
fn players_are_taken_to_places_and_to_one_another() {
    with_server("operator_travel", async |server, data| {
        let (mut master, mut player) = two(server, data).await?;
        let here = player.place();
        master.client.say("!player list", 1).await?;
        line(&mut master, "2 in the world").await?;
        let name = done(data, "player list");
        let name = name
            .lines()
            .find(|line| !line.contains("staff") && line.starts_with("  "));
        let name = name
            .and_then(|line| line.trim().split(',').next())
            .context("a name")?;

        let at = Vec3::new(here.x + 1500.0, here.y, here.z + 10.0);
        let go = format!("!teleport coordinates {} {} {}", at.x, at.y, at.z);
        master.client.say(&go, 2).await?;
        let arrived: ServerChangeWorld = hear(&mut master, "the way", |_| true).await?;
        assert!(
            (arrived.position.vector_0 - at.x).abs() < 0.01,
            "{arrived:?}"
        );

        done(
            data,
            &format!("teleport coordinates 1 2 3 {} \"{name}\"", arrived.world_id),
        );
        let arrived: ServerChangeWorld = hear(&mut player, "the way", |_| true).await?;
        assert!(
            (arrived.position.vector_0 - 1.0).abs() < 0.01,
            "{arrived:?}"
        );
        let (good, said) = exec(data, "teleport coordinates 1 2 3");
        assert!(!good && said.contains("name one"), "{said}");
        let (good, said) = exec(data, "event start 1");
        assert!(
            !good && said.contains("Only a character can do that."),
            "{said}"
        );
        let (good, said) = exec(data, "kick \"Nobody Atall\"");
        assert!(!good && said.contains("not in the world"), "{said}");
        done(data, &format!("kick \"{name}\" away"));
        let told = sent_away(&mut player).await?;
        assert!(told.contains("GMKick"), "{told}");
        Ok(())
    });
}

#[test]
fn what_the_realm_says_reaches_everybody() {
    with_server("operator_notices", async |server, data| {
        done(data, "realm motd A fine day");
        let mut player = Member::enter(bot(server, 1), &starter(), 1).await?;
        let realm = |begins: &'static str| {
            move |chat: &ServerChat| {
                let channel = chat.channel.chat_channel_id == ChatChannelType::Realm;
                channel && chat.text.to_string_lossy().starts_with(begins)
            }
        };
        // The message of the day came while it entered, or comes now.
        done(data, "broadcast message high Hear, hear");
        let loud: ServerRealmBroadcast = hear(&mut player, "a broadcast", |_| true).await?;
        assert_eq!(
            (loud.message.to_string_lossy().as_str(), loud.tier.0),
            ("Hear, hear", 0)
        );
        done(data, "realm shutdown start 1h");
        hear(
            &mut player,
            "the countdown",
            realm("The realm shuts down in 1 hour"),
        )
        .await?;
        done(data, "realm shutdown cancel");
        hear(
            &mut player,
            "the end of it",
            realm("The countdown was called off"),
        )
        .await?;
        Ok(())
    });
}

#[test]
fn a_realm_stops_by_countdown_and_says_that_it_wants_to_come_again() {
    let data = Scratch::new("operator_restart");
    let server = Server::start(data.path(), &ServerOptions::default());
    done(&data, "realm restart 1h");
    let status = done(&data, "realm status");
    assert!(status.contains("  restarts in 3"), "{status}");
    done(&data, "realm restart 1s New things");
    assert_eq!(server.wait().code(), Some(75));
    let server = Server::start(data.path(), &ServerOptions::default());
    done(&data, "realm shutdown start 1s");
    assert_eq!(server.wait().code(), Some(0));
    let (good, said) = exec(&data, "realm status");
    assert!(!good && said.contains("no realm runs on"), "{said}");
}

#[test]
fn the_console_reads_from_a_pipe() {
    let data = Scratch::new("operator_console");
    let options = ServerOptions {
        input: "realm status\naccount create a@b.c hunter2\nnonsense\nrealm motd Hi\n".into(),
        ..ServerOptions::default()
    };
    let server = Server::start(data.path(), &options);
    let end = std::time::Instant::now() + Duration::from_secs(60);
    let mut log = String::new();
    while !log.contains("realm motd Hi - done") && std::time::Instant::now() < end {
        log = done(&data, "realm audit");
    }
    for wanted in [
        "console (a pipe): realm status - done",
        "account create a@b.c *** - done",
        "nonsense - misused",
    ] {
        assert!(log.contains(wanted), "{wanted}: {log}");
    }
    let printed = server.log_tail();
    assert!(
        printed.contains("Account 1 made: a@b.c, player."),
        "{printed}"
    );
    assert!(
        printed.contains("There is no command `nonsense`"),
        "{printed}"
    );
    assert!(!printed.contains("hunter2"), "{printed}");
    let folder = data.path().to_str().expect("a plain path");
    let words = [
        "exec", "--data", folder, "--json", "account", "show", "a@b.c",
    ];
    let shown = run("bezgelor", &words, "");
    let shown: serde_json::Value = serde_json::from_str(&shown.out).expect("one JSON object");
    assert_eq!(shown["outcome"], "done");
    assert_eq!(shown["lines"][0], "Account 1 a@b.c");
    assert!(
        server.stop().success(),
        "the end of the input is not the end of the realm"
    );
}

#[test]
fn an_account_is_recorded_by_command() {
    with_server("operator_capture", async |server, data| {
        let player = bot(server, 1);
        let email = &player.email;
        let said = done(data, &format!("capture start {email}"));
        assert!(
            said.contains("is recorded from its next login on"),
            "{said}"
        );
        let again = done(data, &format!("capture start {email}"));
        assert!(again.contains("already"), "{again}");
        let roll = bezgelor_tests::bezgelor(data.path(), &["capture", "list"], "");
        assert!(
            roll.out.contains(email),
            "the tool reads the same roll: {}",
            roll.out
        );
        done(data, &format!("capture stop {email}"));
        let roll = bezgelor_tests::bezgelor(data.path(), &["capture", "list"], "");
        assert!(!roll.out.contains(email), "{}", roll.out);
        Ok(())
    });
}

/// Written to make a line of its own in the log, and to paint a terminal.
const FORGED: &str =
    "realm motd x\n2026-11-30T00:00:00Z ERROR host: all is lost \u{1b}[31mred\u{85} ever";

#[test]
fn what_somebody_writes_is_a_field_of_one_line_and_paints_no_terminal() {
    for format in ["text", "json"] {
        let data = Scratch::new(&format!("operator_forged_{format}"));
        let options = ServerOptions::with(&[("log.format", format)]);
        let server = Server::start(data.path(), &options);
        let tables = starter();
        let typed = bezgelor_tests::block_on(async {
            let mut player = Member::enter(bot(&server, 1), &tables, 1).await?;
            player.client.say(&format!("!{FORGED}"), 1).await?;
            hear::<ServerChatResult>(&mut player, "a refusal", |_| true).await
        });
        typed.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
        // By the socket it comes as it is, and nothing of it is kept.
        let (was_done, refusal) = exec(&data, FORGED);
        assert!(!was_done, "{refusal}");
        let said = refusal + &done(&data, "realm audit lost");
        assert_eq!(said.lines().count(), 2, "{said}");
        assert!(said.contains(": realm motd x2026-11-30T00"), "{said}");
        assert!(!said.contains(['\u{1b}', '\u{85}']), "{said:?}");
        let log_path = server.log_path();
        assert!(server.stop().success());
        let log = std::fs::read_to_string(log_path).expect("a log");
        let told: Vec<&str> = log
            .lines()
            .filter(|line| line.contains("realm motd"))
            .collect();
        assert!(!log.contains(['\u{1b}', '\u{85}']), "{told:?}");
        let [refused, misused] = told[..] else {
            panic!("a line each: {told:?}");
        };
        let line_of = |line: &str| match format {
            "json" => {
                let told: serde_json::Value = serde_json::from_str(line).expect("one object");
                assert_eq!(told["message"], "command");
                told["line"].as_str().expect("a text").to_owned()
            }
            _ => {
                let (_, rest) = line.split_once(" command who=\"").expect("a command");
                let (_, rest) = rest.split_once(" line=\"").expect("its line");
                rest.split_once('"').expect("its end").0.to_owned()
            }
        };
        let kept: String = FORGED.chars().filter(|c| !c.is_control()).collect();
        assert_eq!(line_of(refused), kept);
        assert_eq!(line_of(misused), "realm motd …");
    }
}

#[test]
fn items_are_looked_up_in_chat_and_at_the_console() {
    with_server("operator_items", async |server, data| {
        let (mut master, _) = two(server, data).await?;
        let set = starter();
        let row = set.item2().iter().next().context("an item")?;
        let name = set.text(tables::Language::ENGLISH, row.localized_text_id_name());
        let (id, name) = (row.id().0, name.context("its name")?.to_owned());
        let said = done(data, &format!("item lookup {} 1", name.to_uppercase()));
        assert!(said.contains(&format!("{id} {name}")), "{said}");
        let said = done(data, &format!("item i {id}"));
        assert!(said.starts_with(&format!("Item {id} {name}")), "{said}");
        let (good, said) = exec(data, "item lookup qqqqqqqq");
        assert!(!good && said.contains("No item is called"), "{said}");
        let (good, said) = exec(data, "item info 4000000000");
        assert!(!good && said.contains("no item 4000000000"), "{said}");
        let typed = format!("!item lookup {name}");
        master.client.say(&typed, 1).await?;
        line(&mut master, "1 item:").await?;
        Ok(())
    });
}

#[test]
fn stories_and_doors_are_shown_to_whom_they_are_ordered_for() {
    with_server("operator_story", async |server, data| {
        let (mut master, mut player) = two(server, data).await?;
        master.client.say("!story panel 2292", 1).await?;
        let panel: ServerStoryPanelShow = hear(&mut master, "a panel", |_| true).await?;
        assert_eq!(panel.story_message.msg_id, 2292);
        line(&mut master, "Shown to ").await?;
        let listed = done(data, "player list");
        let others = listed.lines().filter(|line| !line.contains("staff"));
        let name = others
            .skip(1)
            .find_map(|line| line.trim().split(',').next());
        let name = name.context("the other's name")?;
        let creature = starter().creature2().iter().next().context("one")?.id().0;
        let call = format!("story communicator 77 {creature} 2500 still right 5 3 \"{name}\"");
        done(data, &call);
        let call: ServerStoryCommunicatorShow = hear(&mut player, "a call", |_| true).await?;
        assert_eq!((call.story_message.msg_id, call.duration_ms), (77, 2500));
        let (good, said) = exec(data, "story panel 2292");
        assert!(!good && said.contains("name one"), "{said}");
        let (good, said) = exec(
            data,
            &format!("story communicator 77 9 1 still right 0 0 {name}"),
        );
        assert!(!good && said.contains("There is no creature 9"), "{said}");

        master.client.say("!door open 512", 2).await?;
        line(&mut master, "There is no door within 512").await?;
        Ok(())
    });
}
