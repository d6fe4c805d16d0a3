//! Speech, gestures, leaving, saving, limits.

use crate::bench::{Bench, entry};
use ::world::{Command, DisconnectReason, Event, LeaveReason, Permissions};
use bezgelor_core::Vec3;
use bezgelor_core::ids::ConnectionId;
use protocol::enums::{ChatChannelType, ChatResult};
use protocol::messages::*;
use protocol::structs::Channel;

const ORIGIN: Vec3 = Vec3::new(0.0, 0.0, 0.0);

fn line(channel: ChatChannelType, text: &str, id: u16) -> ClientChat {
    ClientChat {
        channel: Channel {
            chat_channel_id: channel,
            chat_id: 0,
        },
        message: text.into(),
        format: Vec::new(),
        chat_message_id: id,
    }
}

#[test]
fn speech_is_heard_as_far_as_it_carries() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, Vec3::new(150.0, 0.0, 0.0));
    bench.enter(3, Vec3::new(300.0, 0.0, 0.0));
    bench.enter(4, Vec3::new(400.0, 0.0, 0.0));
    bench.hush();
    bench.say(1, &line(ChatChannelType::Say, "hello\u{7} there", 11));
    bench.step();
    let heard = bench.client(2).all::<ServerChat>();
    assert_eq!(heard[0].text, "hello there");
    assert_eq!(heard[0].from_name, "Testa Nummer1");
    assert_eq!(heard[0].from.id, 1001);
    assert_eq!(Some(heard[0].unit_id), bench.client(1).own);
    assert!(bench.client(3).inbox.is_empty());
    let accepted = bench.client(1).all::<ServerChatAccept>();
    assert_eq!(accepted[0].chat_message_id, 11);
    assert!(
        bench.client(1).all::<ServerChat>().is_empty(),
        "the speaker shows its own text"
    );
    bench.hush();
    bench.say(1, &line(ChatChannelType::Yell, "HELLO", 12));
    bench.step();
    assert_eq!(bench.client(3).all::<ServerChat>().len(), 1);
    assert!(bench.client(4).inbox.is_empty());
}

#[test]
fn empty_long_and_foreign_lines_are_refused_with_their_number() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.hush();
    bench.say(1, &line(ChatChannelType::Say, " ", 1));
    bench.say(1, &line(ChatChannelType::Say, &"x".repeat(501), 2));
    bench.say(1, &line(ChatChannelType::Guild, "anybody", 3));
    bench.step();
    let results = bench.client(1).all::<ServerChatResult>();
    let results: Vec<_> = results
        .iter()
        .map(|r| (r.chat_message_id, r.chat_result))
        .collect();
    let text = ChatResult::InvalidMessageText;
    assert_eq!(
        results,
        [(1, text), (2, text), (3, ChatResult::DoesntExist)]
    );
    assert!(bench.client(2).inbox.is_empty());
}

#[test]
fn emotes_and_glances_are_seen_by_all_around() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.hush();
    bench.say(
        1,
        &ClientEmote {
            emote_id: 6,
            ..ClientEmote::default()
        },
    );
    bench.say(
        1,
        &ClientEmote {
            emote_id: 999,
            ..ClientEmote::default()
        },
    );
    let target = bench.client(2).own.expect("known");
    bench.say(1, &ClientEntitySelect { guid: target });
    bench.say(1, &ClientEntitySelect { guid: target + 77 });
    bench.step();
    for number in [1, 2] {
        let emotes = bench.client(number).all::<ServerEmote>();
        assert_eq!(emotes.len(), 1);
        assert_eq!((emotes[0].emote_id, emotes[0].stand_state.0), (6, 1));
        let glances = bench.client(number).all::<ServerEntityTargetUnit>();
        assert_eq!(glances.len(), 1);
        assert_eq!(glances[0].new_target_id, target);
    }
    assert_eq!(bench.zone.counters().senseless, 2);
}

#[test]
fn leaving_takes_its_time_and_can_be_called_off() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.hush();
    bench.say(1, &ClientLogoutConfirm);
    bench.say(1, &ClientLogoutRequest { initiated: true });
    bench.step();
    assert_eq!(
        bench.client(1).all::<ServerLogoutUpdate>()[0].time_till_logout,
        30_000
    );
    bench.step_after(29_900);
    bench.say(1, &ClientLogoutConfirm);
    bench.step();
    assert!(bench.events.is_empty(), "too early");
    bench.say(1, &ClientLogoutRequest { initiated: false });
    bench.step_after(60_000);
    bench.say(1, &ClientLogoutConfirm);
    bench.step();
    assert!(bench.events.is_empty(), "called off");
    bench.say(1, &ClientLogoutRequest { initiated: true });
    bench.step();
    bench.step_after(30_000);
    bench.say(1, &ClientLogoutConfirm);
    bench.step();
    assert_eq!(
        bench.events,
        [Event::LoggedOut {
            connection: ConnectionId(1)
        }]
    );
    let saved = bench.out.saves().last().expect("saved before it leaves");
    assert_eq!(saved.id.0, 1001);
    assert!(saved.played_s >= 60 + 90, "{}", saved.played_s);
    assert_eq!(bench.client(2).sees.len(), 1);
    bench.join(1, ORIGIN);
    bench.step();
    assert_eq!(bench.zone.player_count(), 2, "back from the character list");
}

#[test]
fn staff_leaves_at_once() {
    let mut bench = Bench::new(&[]);
    let mut staff = entry(1, ORIGIN);
    staff.permissions = Permissions::INSTANT_LOGOUT | Permissions::STAFF;
    bench.join_entry(staff);
    bench.step();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.say(1, &ClientLogoutRequest { initiated: true });
    bench.say(1, &ClientLogoutConfirm);
    bench.step();
    assert_eq!(
        bench.events,
        [Event::LoggedOut {
            connection: ConnectionId(1)
        }]
    );
}

#[test]
fn positions_are_saved_in_time_with_rising_revisions() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    let (mut last_ms, mut revision) = (bench.now_ms, 3);
    for _ in 0..3000 {
        bench.step();
        for save in bench.out.saves() {
            assert!(
                bench.now_ms - last_ms <= 30_000,
                "{} ms old",
                bench.now_ms - last_ms
            );
            assert_eq!(save.revision, revision + 1);
            (last_ms, revision) = (bench.now_ms, save.revision);
        }
    }
    assert!(revision > 8, "{revision} saves in 150 s");
}

#[test]
fn a_lost_link_leaves_and_saves_at_once() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.walk(1, Vec3::new(1.0, 0.0, 0.0));
    bench
        .inputs
        .leave(ConnectionId(1), LeaveReason::LinkLost)
        .expect("room");
    bench.step();
    assert_eq!(
        bench.events,
        [Event::Left {
            connection: ConnectionId(1)
        }]
    );
    assert_eq!(
        bench.out.saves()[0].placement.position,
        Vec3::new(1.0, 0.0, 0.0)
    );
    assert_eq!(bench.client(2).sees.len(), 1);
}

#[test]
fn messages_at_the_wrong_time_are_ignored_and_unknown_ones_reported_once() {
    let mut bench = Bench::new(&[]);
    bench.join(1, ORIGIN);
    bench.step();
    bench.hush();
    bench.say(1, &line(ChatChannelType::Say, "is it on", 1));
    bench.say(9, &line(ChatChannelType::Say, "who is there", 1));
    for _ in 0..3 {
        bench
            .inputs
            .message(ConnectionId(1), 0x0999, &[1, 2, 3])
            .expect("room");
    }
    bench.step();
    assert!(bench.client(1).inbox.is_empty());
    let counters = bench.zone.counters();
    assert_eq!(
        (
            counters.out_of_state,
            counters.strangers,
            counters.unhandled
        ),
        (1, 1, 3)
    );
    assert_eq!(
        bench.events,
        [
            Event::OutOfState { opcode: 0x01c3 },
            Event::Unhandled { opcode: 0x0999 }
        ]
    );
}

#[test]
fn a_flood_is_cut_off_within_a_second() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    for _ in 0..20 {
        for _ in 0..60 {
            bench.say(1, &line(ChatChannelType::Say, "buy my things", 1));
        }
        bench.step();
        if let [Event::Disconnect { reason, .. }] = bench.events.as_slice() {
            assert_eq!(*reason, DisconnectReason::Flood);
            return;
        }
    }
    panic!("1,200 lines in a second were tolerated");
}

#[test]
fn the_server_can_speak_and_send_away() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.hush();
    let text = String::from("Going down");
    bench
        .inputs
        .command(Command::Broadcast {
            connection: None,
            text,
        })
        .expect("room");
    bench
        .inputs
        .command(Command::Kick {
            connection: ConnectionId(2),
        })
        .expect("room");
    bench.step();
    assert_eq!(bench.client(1).all::<ServerChat>()[0].text, "Going down");
    assert!(matches!(
        bench.events.as_slice(),
        [Event::Disconnect {
            reason: DisconnectReason::Kicked,
            ..
        }]
    ));
}

#[test]
fn rolls_are_told_to_all_who_would_hear_and_stay_in_bounds() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.enter(3, Vec3::new(500.0, 0.0, 0.0));
    bench.hush();
    let roll = |min_random, max_random| ClientRandomRollRequest {
        min_random,
        max_random,
        ..ClientRandomRollRequest::default()
    };
    for _ in 0..10 {
        bench.say(1, &roll(5, 7));
    }
    bench.say(1, &roll(7, 5));
    bench.say(1, &roll(0, u32::MAX));
    bench.step();
    for number in [1, 2] {
        let rolls = bench.client(number).all::<ServerRandomRollResponse>();
        assert_eq!(rolls.len(), 10);
        assert!(
            rolls
                .iter()
                .all(|roll| (5..=7).contains(&roll.random_roll_result))
        );
        assert!(
            rolls
                .iter()
                .all(|roll| roll.target_player_identity.id == 1001)
        );
    }
    assert!(bench.client(3).inbox.is_empty());
}

#[test]
fn weapons_and_playing_time_are_told() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.step_after(10_000);
    bench.hush();
    bench.say(
        1,
        &ClientToggleWeapons {
            toggle_state: false,
        },
    );
    bench.say(1, &ClientRequestPlayed);
    bench.step();
    let update = &bench.client(1).all::<ServerEntityStatUpdateInteger>()[0];
    assert_eq!((update.stat.stat.0, update.stat.value), (15, 0));
    let played = &bench.client(1).all::<ServerPlayerPlayed>()[0];
    assert_eq!(
        (played.time_played_session, played.time_played_total),
        (10, 70)
    );
    bench.join(2, ORIGIN);
    bench.step();
    let stats = bench.client(2).all::<ServerEntityCreate>()[0].stats.clone();
    assert!(
        stats
            .iter()
            .any(|stat| { stat.stat.0 == 15 && format!("{:?}", stat.type_).contains("value: 0") })
    );
}

#[test]
fn a_broken_zone_gives_its_players_back_as_they_stood() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.walk(1, Vec3::new(1.0, 0.0, 0.5));
    bench.step_after(5000);
    let mut entries = bench.zone.salvage();
    entries.sort_by_key(|entry| entry.connection);
    assert_eq!(entries.len(), 2);
    let character = &entries[0].sheet.character;
    assert_eq!(character.placement.position, Vec3::new(1.0, 0.0, 0.5));
    assert!(character.played_s >= 65);
}
