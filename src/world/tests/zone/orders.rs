//! What players type goes out whole, and what the realm orders is done.

use ::world::{
    AccountChange, Answer, ChatOrigin, Command, Event, Finding, Order, Permissions, Question, Story,
};
use bezgelor_core::Vec3;
use bezgelor_core::ids::{CharacterId, ConnectionId};
use command::ZoneCommand;
use command::argument::{Portrait, Side, Tier};
use protocol::Message;
use protocol::enums::{ChatChannelType, ChatResult, StoryPanelType, WindowType};
use protocol::messages::{
    ClientChat, ClientCheat, ClientEntitySelect, ServerChangeWorld, ServerChat, ServerChatResult,
    ServerEntityCreate, ServerEntityPropertiesUpdate, ServerEntityVisualUpdate,
    ServerGenericUnlockAccount, ServerGenericUnlockResult, ServerRealmBroadcast,
    ServerStoryCommunicatorShow, ServerStoryPanelHide, ServerStoryPanelShow,
};
use protocol::structs::Channel;
use protocol::unions::IStoryMessageActor;

use crate::bench::{Bench, spawn};
use crate::hunting::look_at;

const ORIGIN: Vec3 = Vec3::new(0.0, 0.0, 0.0);

/// Two players side by side who have heard everything that comes with entering.
fn two() -> Bench {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.hush();
    bench.events.clear();
    bench
}

fn order(bench: &mut Bench, order: Order) {
    let command = Command::Order(Box::new(order));
    bench.inputs.command(command).expect("there is room");
    bench.step();
}

/// What the zone finds when it is asked.
fn ask(bench: &mut Bench, question: Question) -> Finding {
    bench.events.clear();
    order(
        bench,
        Order::Ask {
            ticket: 9,
            question,
        },
    );
    match bench.events.pop() {
        Some(Event::Found { ticket: 9, finding }) => finding,
        other => panic!("no answer but {other:?}"),
    }
}

fn run(bench: &mut Bench, number: u64, command: ZoneCommand) -> Result<Vec<String>, String> {
    match ask(bench, Question::Run(ConnectionId(number), command)) {
        Finding::Ran(outcome) => outcome,
        other => panic!("no outcome but {other:?}"),
    }
}

#[test]
fn typed_commands_go_out_and_are_not_spoken() {
    let mut bench = two();
    let channel = Channel {
        chat_channel_id: ChatChannelType::Yell,
        chat_id: 5,
    };
    let chat = ClientChat {
        channel,
        message: "!fly \"now\"".into(),
        chat_message_id: 8,
        ..ClientChat::default()
    };
    bench.say(1, &chat);
    for text in ["/c fly", "fly"] {
        let message = text.into();
        bench.say(2, &ClientCheat { message });
    }
    bench.step();
    let typed: Vec<(u64, String, ChatOrigin)> = bench
        .events
        .drain(..)
        .filter_map(|event| match event {
            Event::Typed {
                connection,
                line,
                origin,
                ..
            } => Some((connection.0, line, origin)),
            _ => None,
        })
        .collect();
    let at_console = ChatOrigin {
        channel: ChatChannelType::System.0,
        ..ChatOrigin::default()
    };
    let yelled = ChatOrigin {
        channel: ChatChannelType::Yell.0,
        chat_id: 5,
        message_id: 8,
    };
    let wanted = [
        (1, "fly \"now\"".to_owned(), yelled),
        (2, "fly".to_owned(), at_console),
        (2, "fly".to_owned(), at_console),
    ];
    assert_eq!(typed, wanted);
    assert!(bench.client(1).inbox.is_empty() && bench.client(2).inbox.is_empty());
}

#[test]
fn answers_reach_their_author_alone() {
    let mut bench = two();
    let connection = ConnectionId(1);
    let origin = ChatOrigin {
        channel: ChatChannelType::Say.0,
        chat_id: 0,
        message_id: 8,
    };
    let lines = Answer::Lines(vec!["one".into(), "two".into()]);
    for answer in [lines, Answer::Refused] {
        order(
            &mut bench,
            Order::Answer {
                connection,
                origin,
                answer,
            },
        );
    }
    let said = bench.client(1).all::<ServerChat>();
    assert_eq!(said.len(), 2);
    assert_eq!(said[1].text, "two");
    let refused = bench.client(1).all::<ServerChatResult>();
    assert_eq!(refused[0].chat_result, ChatResult::NoPermissions);
    assert_eq!(refused[0].chat_message_id, 8);
    assert!(bench.client(2).inbox.is_empty());
}

#[test]
fn announcements_are_for_all_or_for_one() {
    let mut bench = two();
    let announce = |connection, tier, text: &str| Order::Announce {
        connection,
        tier,
        text: text.into(),
    };
    order(&mut bench, announce(None, Some(Tier::Low), "all"));
    order(&mut bench, announce(Some(ConnectionId(2)), None, "one"));
    for number in [1, 2] {
        let loud = bench.client(number).all::<ServerRealmBroadcast>();
        assert_eq!((loud[0].tier.0, loud[0].message == "all"), (2, true));
    }
    assert!(bench.client(1).all::<ServerChat>().is_empty());
    let quiet = bench.client(2).all::<ServerChat>();
    assert_eq!(quiet[0].channel.chat_channel_id, ChatChannelType::Realm);
}

#[test]
fn a_notice_for_a_newcomer_waits_until_it_can_be_shown() {
    let mut bench = two();
    bench.join(3, ORIGIN);
    let notice = Order::Announce {
        connection: Some(ConnectionId(3)),
        tier: None,
        text: "soon over".into(),
    };
    order(&mut bench, notice);
    bench.step();
    let said = bench.client(3).all::<ServerChat>();
    assert_eq!(
        said.iter().filter(|line| line.text == "soon over").count(),
        1
    );
    let opcodes = bench.client(3).opcodes();
    let at = |opcode| opcodes.iter().position(|sent| *sent == opcode);
    assert!(
        at(ServerChangeWorld::OPCODE) < at(ServerChat::OPCODE),
        "{opcodes:?}"
    );
}

#[test]
fn commands_for_who_is_gone_are_answered() {
    let mut bench = two();
    let player = None;
    let gone = run(&mut bench, 77, ZoneCommand::ZoneInfo { player });
    assert!(gone.is_err_and(|why| why.contains("not here")));
    let nowhere = ask(&mut bench, Question::Where(ConnectionId(77)));
    assert_eq!(nowhere, Finding::At(None));
}

#[test]
fn whom_one_looks_at_is_told() {
    let mut bench = two();
    let selected = |bench: &mut Bench, number| ask(bench, Question::Selected(ConnectionId(number)));
    assert_eq!(selected(&mut bench, 1), Finding::Selected(None), "nobody");
    let guid = bench.client(2).own.expect("known");
    bench.say(1, &ClientEntitySelect { guid });
    let other = Finding::Selected(Some(CharacterId(1002)));
    assert_eq!(selected(&mut bench, 1), other);
    assert_eq!(
        selected(&mut bench, 2),
        Finding::Selected(None),
        "not the other way"
    );
    bench.say(1, &ClientEntitySelect { guid: 0 });
    assert_eq!(selected(&mut bench, 1), Finding::Selected(None));
    assert_eq!(selected(&mut bench, 77), Finding::Selected(None), "gone");
}

#[test]
fn speed_is_seen_and_bounded() {
    let mut bench = two();
    let speed = |factor| ZoneCommand::MovementSpeed {
        factor,
        player: None,
    };
    assert!(run(&mut bench, 1, speed(50.0)).is_err());
    assert!(run(&mut bench, 1, speed(2.5)).is_ok());
    let seen = bench.client(2).all::<ServerEntityPropertiesUpdate>();
    assert_eq!(seen.len(), 1, "the refused one changed nothing");
    assert_eq!(seen[0].properties[0].value, 2.5);
}

#[test]
fn vitals_are_told_as_clients_know_them() {
    let mut bench = two();
    let told = run(&mut bench, 1, ZoneCommand::EntityVitals { player: None }).expect("told");
    assert!(told[0].starts_with("Vitals of unit "), "{told:?}");
    let health = told.iter().find(|line| line.starts_with("  Health "));
    let health = health.and_then(|line| line["  Health ".len()..].split_once(" of "));
    let (now, most) = health.expect("health of so much");
    assert!(
        now.parse::<f32>().is_ok_and(|now| now > 0.0) && now == most,
        "{told:?}"
    );
    for wanted in ["  Level 1", "  Dash 200"] {
        assert!(told.iter().any(|line| line == wanted), "{wanted}: {told:?}");
    }
}

#[test]
fn a_unit_shows_as_another_display_to_all_who_see_it() {
    let mut bench = two();
    let order = |display| ZoneCommand::EntityModifyDisplayInfo {
        display,
        player: None,
    };
    assert!(run(&mut bench, 1, order(1 << 17)).is_err(), "17 bits");
    run(&mut bench, 1, order(21_563)).expect("done");
    let [own, seen] = [1, 2].map(|number| {
        let told = bench.client(number).all::<ServerEntityVisualUpdate>();
        let [update] = &told[..] else {
            panic!("once, not {told:?}");
        };
        (update.display_info, update.unit_id)
    });
    assert_eq!((own.0, own), (21_563, seen));
    let guid = own.1;
    bench.enter(3, ORIGIN);
    let creates = bench.client(3).all::<ServerEntityCreate>();
    let seen = creates.iter().find(|create| create.guid == guid);
    assert_eq!(seen.map(|create| create.display_info), Some(21_563));
    // Its own body again.
    run(&mut bench, 1, order(0)).expect("done");
    let told = bench.client(2).all::<ServerEntityVisualUpdate>();
    assert_eq!(told.last().map(|update| update.display_info), Some(0));
}

#[test]
fn a_creature_shows_as_another_display() {
    let mut bench = Bench::new(&[spawn(1, Vec3::new(3.0, 0.0, 0.0))]);
    bench.enter(1, ORIGIN);
    let creates = bench.client(1).all::<ServerEntityCreate>();
    let create = creates.iter().find(|create| create.display_info != 0);
    let guid = create.expect("the creature").guid;
    look_at(&mut bench, 1, guid);
    bench.hush();
    let order = |display| ZoneCommand::EntityModifyDisplayInfo {
        display,
        player: None,
    };
    assert!(
        run(&mut bench, 1, order(0)).is_err(),
        "it has nothing beneath"
    );
    run(&mut bench, 1, order(77)).expect("done");
    let told = bench.client(1).all::<ServerEntityVisualUpdate>();
    let [update] = &told[..] else {
        panic!("once, not {told:?}");
    };
    assert_eq!((update.unit_id, update.display_info), (guid, 77));
    assert!(update.creature_id != 0 && update.item_visuals.is_empty());
}

#[test]
fn many_unlocks_come_to_one_player_without_a_result_each() {
    let mut bench = two();
    let change = AccountChange::UnlockAll(vec![3, 9]);
    let connection = ConnectionId(1);
    order(&mut bench, Order::Account { connection, change });
    let told = bench.client(1).all::<ServerGenericUnlockAccount>();
    let entries: Vec<u16> = told.iter().map(|one| one.generic_unlock_entry_id).collect();
    assert_eq!(entries, [3, 9]);
    assert!(
        bench
            .client(1)
            .all::<ServerGenericUnlockResult>()
            .is_empty()
    );
    assert!(
        bench
            .client(2)
            .all::<ServerGenericUnlockAccount>()
            .is_empty()
    );
}

#[test]
fn the_zone_tells_who_stands_where() {
    let mut bench = two();
    let Finding::Units(dots) = ask(&mut bench, Question::Survey) else {
        panic!("no units");
    };
    let characters: Vec<_> = dots.iter().filter_map(|dot| dot.character).collect();
    assert_eq!(characters.len(), 2);
    let at = ask(&mut bench, Question::Where(ConnectionId(2)));
    assert!(matches!(at, Finding::At(Some(placement)) if placement.position == ORIGIN));
    let player = None;
    let told = run(&mut bench, 1, ZoneCommand::ZoneInfo { player }).expect("told");
    assert!(
        told.iter().any(|line| line.contains("2 players")),
        "{told:?}"
    );
}

#[test]
fn rights_and_the_message_of_the_day_change_at_once() {
    let mut bench = two();
    let connection = ConnectionId(1);
    let permissions = Permissions::STAFF;
    order(
        &mut bench,
        Order::Rights {
            connection,
            permissions,
        },
    );
    let chat = ClientChat {
        channel: Channel {
            chat_channel_id: ChatChannelType::Say,
            chat_id: 0,
        },
        message: "hello".into(),
        ..ClientChat::default()
    };
    bench.say(1, &chat);
    bench.step();
    assert!(bench.client(2).all::<ServerChat>()[0].gm, "staff now");
    let text = "A fine day".into();
    order(&mut bench, Order::MessageOfTheDay { text });
    bench.enter(3, ORIGIN);
    let said = bench.client(3).all::<ServerChat>();
    assert!(said.iter().any(|line| line.text == "A fine day"));
}

#[test]
fn a_story_is_shown_to_one_player_with_who_calls_and_who_reads() {
    let mut bench = two();
    let own = bench.client(1).own.expect("it is here");
    let connection = ConnectionId(1);
    let story = Story::Panel {
        panel: 2292,
        sound: 7,
    };
    order(&mut bench, Order::Story { connection, story });
    assert_eq!(bench.client(1).all::<ServerStoryPanelHide>().len(), 1);
    let shown: Vec<ServerStoryPanelShow> = bench.client(1).all();
    let message = &shown[0].story_message;
    assert_eq!((message.msg_id, message.general_vo_id), (2292, 7));
    let is_reader = |actor: &IStoryMessageActor| match actor {
        IStoryMessageActor::Player { player_guid, .. } => *player_guid == own,
        _ => false,
    };
    assert_eq!(message.actors.len(), 1);
    assert!(is_reader(&message.actors[0].payload), "{message:?}");

    let story = Story::Call {
        text: 515_639,
        creature: 71_089,
        duration_ms: 3_000,
        portrait: Portrait::Still,
        side: Side::Right,
        sound: 53_309,
        priority: 5,
    };
    order(&mut bench, Order::Story { connection, story });
    let calls: Vec<ServerStoryCommunicatorShow> = bench.client(1).all();
    let call = &calls[0];
    assert_eq!(
        (call.duration_ms, call.sound_event_id, call.priority),
        (3_000, 53_309, 5)
    );
    assert_eq!(call.window_type_id, WindowType::RightAligned);
    assert_eq!(call.story_panel_type, StoryPanelType::StaticPortrait);
    let message = &call.story_message;
    assert_eq!((message.msg_id, message.actors.len()), (515_639, 2));
    let caller = IStoryMessageActor::Creature {
        creature_id: 71_089,
    };
    assert_eq!(message.actors[0].payload, caller);
    assert!(is_reader(&message.actors[1].payload), "{message:?}");
    assert!(bench.client(2).all::<ServerStoryPanelShow>().is_empty());
    assert!(
        bench
            .client(2)
            .all::<ServerStoryCommunicatorShow>()
            .is_empty()
    );
}
