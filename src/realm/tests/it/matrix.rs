//! Every message of the client in every state, against a table written down here by hand.

use protocol::Sender;
use protocol::registry;
use realm::gate::Phase;
use realm::session::{CloseReason, Query};

use crate::play::*;

/// What one message may lead to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    /// The session asks a store or answers by itself.
    Handled,
    /// Nothing happens, and that is fine.
    Silent,
    /// Nothing happens, and it was counted.
    Ignored,
    /// Answered with this message, and counted.
    Refused(u16),
    /// The zone gets it.
    Routed,
    /// The connection ends.
    Closed,
}

/// In the order of [`Phase::ALL`]: hello, greeted, queued, lobby, world.
fn expected(opcode: u16) -> [Outcome; 5] {
    use Outcome::{Closed, Handled, Ignored, Refused, Routed, Silent};
    match opcode {
        0x0000 | 0x0001 => [Silent; 5],
        0x058f => [Handled, Closed, Closed, Closed, Closed],
        // Statistics and keep-alives.
        0x023c..=0x0241 => [Closed, Silent, Silent, Silent, Silent],
        // In the world, the list is remembered for later.
        0x07e0 => [Closed, Handled, Handled, Handled, Silent],
        0x082d => [Closed, Handled, Handled, Handled, Handled],
        // A body of zeros selects realm 0, which is another than ours.
        0x07a4 | 0x07df => [Closed, Handled, Handled, Handled, Ignored],
        0x025b => [Closed, Refused(0x00dc), Refused(0x00dc), Handled, Ignored],
        0x0352 => [Closed, Refused(0x00e6), Refused(0x00e6), Handled, Ignored],
        0x07dd => [Closed, Refused(0x0162), Refused(0x0162), Handled, Ignored],
        _ => [Closed, Ignored, Ignored, Ignored, Routed],
    }
}

fn observed(opcode: u16, phase: Phase) -> Outcome {
    let mut play = Play::in_phase(phase);
    play.say_raw(opcode, &[0; 256]);
    let routed = play.routed();
    let counted = play.session.refused_count() > 0;
    let strays = play.session.take_strays();
    let named: Vec<_> = strays.iter().map(|stray| stray.opcode).collect();
    let heard = play.heard_opcodes();
    let did = play.did();
    // What is turned away for its state is named, and nothing else is.
    assert_eq!(
        named,
        vec![opcode; usize::from(counted)],
        "{opcode:#06x} {phase:?}"
    );
    match (did, routed) {
        (Some(Did::Close(reason)), None) => {
            assert_eq!(reason, CloseReason::Violation, "{opcode:#06x} {phase:?}");
            Outcome::Closed
        }
        (None, Some((routed, body))) => {
            assert_eq!((routed, body.len(), counted), (opcode, 256, false));
            Outcome::Routed
        }
        (None, None) if counted => {
            assert!(play.asks_nothing());
            match heard[..] {
                [] => Outcome::Ignored,
                [reply] => Outcome::Refused(reply),
                _ => panic!("{opcode:#06x} {phase:?}: {heard:?}"),
            }
        }
        (None, None) if heard.is_empty() && play.asks_nothing() => Outcome::Silent,
        (None, None) => Outcome::Handled,
        other => panic!("{opcode:#06x} {phase:?}: {other:?}"),
    }
}

#[test]
fn every_message_in_every_state() {
    let mut opcodes: Vec<u16> = registry::entries()
        .iter()
        .filter(|entry| entry.sender.includes(Sender::Client))
        .map(|entry| entry.opcode)
        .filter(|opcode| !matches!(opcode, 0x0244 | 0x025c | 0x038c))
        .collect();
    // A few the client never sends: of the server, and of nobody.
    opcodes.extend([0x0117, 0x03db, 0x0262, 0x7abc, 0xffff]);
    assert!(opcodes.len() > 300);
    for opcode in opcodes {
        let observed = Phase::ALL.map(|phase| observed(opcode, phase));
        assert_eq!(observed, expected(opcode), "{opcode:#06x}");
    }
}

/// Bodies that end too early close the connection, wherever the message is handled.
#[test]
fn a_body_cut_short_ends_the_connection() {
    for opcode in [0x025b, 0x0352, 0x07dd, 0x07df, 0x082d] {
        let mut play = Play::in_phase(Phase::Lobby);
        play.say_raw(opcode, &[0]);
        assert_eq!(
            play.did(),
            Some(Did::Close(CloseReason::Malformed)),
            "{opcode:#06x}"
        );
        assert!(play.asks_nothing());
    }
    let mut play = Play::in_phase(Phase::Hello);
    play.say_raw(0x058f, &[0; 20]);
    assert_eq!(play.did(), Some(Did::Close(CloseReason::Malformed)));
}

/// A list that claims more elements than there are bytes is refused before it is made.
#[test]
fn a_list_longer_than_its_body_ends_the_connection() {
    let mut play = Play::in_phase(Phase::Lobby);
    let mut body = vec![0; 4];
    body.extend([0xff; 12]);
    play.say_raw(0x025b, &body);
    assert_eq!(play.did(), Some(Did::Close(CloseReason::Malformed)));
}

/// Nothing is read behind an open query, in no state.
#[test]
fn an_open_query_stops_the_reading() {
    let mut play = Play::in_phase(Phase::Lobby);
    play.say_raw(0x07a4, &[]);
    assert!(matches!(play.asked(), Query::ListRealms { .. }));
    play.say_raw(0x07e0, &[]);
    play.say_raw(0x058f, &[0; 64]);
    assert!(play.asks_nothing());
    assert_eq!(play.did(), None);
    assert!(play.session.is_waiting());
}

/// However much is sent ahead of an answer, it is bounded.
#[test]
fn running_ahead_of_an_answer_is_bounded() {
    let mut play = Play::in_phase(Phase::Lobby);
    play.say_raw(0x07a4, &[]);
    play.asked();
    let mut sent = 0;
    while play.did().is_none() {
        play.say_raw(0x0000, &[0; 1_000]);
        sent += 1_000;
        assert!(sent < 1_000_000, "it is never closed");
    }
}
