//! In the world and back.

use ::realm::gate::Phase;
use ::realm::session::{Answer, CloseReason, Input, Query};
use protocol::messages::*;
use protocol::session::Envelope;
use protocol::{Message, encode_message};

use crate::play::*;

fn in_world(play: &mut Play, message: &impl Message) {
    let mut bytes = Vec::new();
    play.client.send(message, Envelope::World, &mut bytes);
    play.bytes(&bytes);
}

#[test]
fn messages_of_the_world_go_to_the_zone_undecoded() {
    let mut play = Play::in_phase(Phase::World);
    in_world(&mut play, &ClientEnteredWorld { world_zone_id: 9 });
    in_world(&mut play, &ClientStatisticsFramerate::default());
    in_world(&mut play, &ClientLogoutConfirm);
    let mut body = Vec::new();
    encode_message(&ClientEnteredWorld { world_zone_id: 9 }, &mut body);
    assert_eq!(play.routed(), Some((0x00f2, body[2..].to_vec())));
    // Telemetry is nothing a zone wants.
    assert_eq!(play.routed(), Some((0x00c0, Vec::new())));
    assert_eq!(play.routed(), None);
    assert!(play.asks_nothing());
    assert!(play.heard_opcodes().is_empty());
}

#[test]
fn a_message_in_the_world_asks_for_no_memory_on_its_way_to_the_zone() {
    let mut play = Play::in_phase(Phase::World);
    let message = ClientEntityCommand {
        time: 7,
        items: vec![ClientEntityCommandItems::default(); 5],
    };
    let mut bytes = Vec::new();
    play.client.send(&message, Envelope::World, &mut bytes);
    let mut arena = Vec::new();
    let mut take = |times: u32| {
        for _ in 0..times {
            // Nobody is let to say more than this in a second.
            play.now.mono = play.now.mono.plus(50);
            play.session.input(Input::Bytes(&bytes), play.now);
            arena.clear();
            let taken = play.session.next_message(play.now, &mut arena);
            let (opcode, body) = taken.expect("routed");
            assert_eq!(opcode, ClientEntityCommand::OPCODE);
            assert!(!arena[body].is_empty());
        }
    };
    // The first find out how large everything gets.
    take(3);
    let ((), peak) = crate::allocation::peak(|| take(100));
    assert_eq!(peak, 0, "bytes asked for");
}

#[test]
fn what_came_behind_the_choice_is_not_lost() {
    let mut play = Play::in_phase(Phase::Lobby);
    let mut bytes = Vec::new();
    play.client.send(
        &ClientCharacterSelect {
            character_id: HERO.0,
        },
        Envelope::Encrypted,
        &mut bytes,
    );
    play.client.send(
        &ClientEnteredWorld { world_zone_id: 9 },
        Envelope::World,
        &mut bytes,
    );
    play.bytes(&bytes);
    play.asked();
    play.answer(Answer::Entered(::realm::presence::Enter::Granted));
    play.asked();
    assert_eq!(play.routed(), None, "not in the world yet");
    play.answer(Answer::Sheet(Ok(Some(Box::new(sheet())))));
    assert_eq!(play.routed().map(|(opcode, _)| opcode), Some(0x00f2));
}

#[test]
fn a_logout_leads_back_to_the_list() {
    let mut play = Play::in_phase(Phase::World);
    play.session.returned_to_character_list(play.now);
    play.drain();
    assert_eq!(play.session.phase(), Phase::Lobby);
    assert!(play.asks_nothing());
    play.say(&ClientCharacterList);
    assert_eq!(play.asked(), Query::ListCharacters { account: ACCOUNT });
    play.answer(Answer::Characters(Ok(Box::new(listing()))));
    assert_eq!(play.heard_opcodes().last(), Some(&0x0117));
    play.enter();
}

#[test]
fn a_client_that_asks_for_the_list_before_it_is_let_go_gets_it_afterwards() {
    let mut play = Play::in_phase(Phase::World);
    in_world(&mut play, &ClientLogoutConfirm);
    play.say(&ClientCharacterList);
    assert_eq!(play.routed().map(|(opcode, _)| opcode), Some(0x00c0));
    assert_eq!(play.routed(), None, "the list is no business of the zone");
    assert!(play.asks_nothing());
    play.session.returned_to_character_list(play.now);
    play.drain();
    assert_eq!(play.asked(), Query::ListCharacters { account: ACCOUNT });
}

#[test]
fn the_world_closes_on_floods_and_garbage_too() {
    let mut play = Play::in_phase(Phase::World);
    let mut count = 0;
    while play.did().is_none() {
        in_world(&mut play, &ClientWhoRequest::default());
        while play.routed().is_some() {}
        count += 1;
        assert!(count < 1_000, "it is never closed");
    }
    assert!(count > 200);

    let mut play = Play::in_phase(Phase::World);
    play.bytes(&[3, 0, 0, 0, 0, 0]);
    assert_eq!(play.routed(), None);
    assert_eq!(play.did(), Some(Did::Close(CloseReason::Malformed)));
}

#[test]
fn silence_ends_a_connection_in_the_world_too() {
    let mut play = Play::in_phase(Phase::World);
    play.wait(200_000);
    in_world(&mut play, &ClientEntityCommand::default());
    assert!(play.routed().is_some());
    play.wait(299_999);
    assert_eq!(play.did(), None);
    play.wait(1);
    assert!(matches!(play.did(), Some(Did::Close(_))));
}
