//! Every message of the client in both stages of a zone, against a table written down by hand.

use bezgelor_core::Vec3;
use bezgelor_core::ids::ConnectionId;
use protocol::{Sender, registry};
use world::Event;

use crate::bench::Bench;

/// What a zone makes of one message.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    Handled,
    OutOfState,
    Unhandled,
}

/// While the client loads, and when it shows the world.
fn expected(opcode: u16) -> [Outcome; 2] {
    use Outcome::{Handled, OutOfState, Unhandled};
    match opcode {
        0x00f2 => [Handled, OutOfState],
        // Tickets, zone changes, speed, sprint, dash, options and dialogs do not wait.
        0x0635 | 0x063a | 0x063b | 0x017e | 0x00de | 0x00d5 | 0x0356 => [Handled; 2],
        // Commands, chat, emote, selection, weapons, time played, dice, logout; talk, use, chairs,
        // looks and searches; moving, splitting and destroying items; typed commands; falls;
        // leaving what one is taken out of; use with a cast bar; flights and rapid transport;
        // seats; ways back from death.
        0x0637 | 0x01c3 | 0x037e | 0x0185 | 0x0177 | 0x0693 | 0x071b | 0x00bf | 0x00c0 | 0x07ea
        | 0x00b3 | 0x014e | 0x0552 | 0x0959 | 0x0182 | 0x017d | 0x0149 | 0x03e0 | 0x00fb
        | 0x057c | 0x0097 | 0x0098 | 0x0805 | 0x00ff | 0x0141 | 0x0831 | 0x07b4 | 0x0153
        | 0x01b0 | 0x01af | 0x015a => [OutOfState, Handled],
        _ => [Unhandled; 2],
    }
}

fn observed(opcode: u16, is_in_world: bool) -> Outcome {
    let mut bench = Bench::new(&[]);
    if is_in_world {
        bench.enter(1, Vec3::default());
    } else {
        bench.join(1, Vec3::default());
        bench.step();
    }
    let before = bench.zone.counters().clone();
    bench.events.clear();
    let full = bench.inputs.message(ConnectionId(1), opcode, &[0; 256]);
    full.expect("room");
    bench.step();
    let after = bench.zone.counters();
    let grown = [
        after.handled - before.handled,
        after.out_of_state - before.out_of_state,
        after.unhandled - before.unhandled,
    ];
    let named = bench.events.clone();
    match grown {
        [1, 0, 0] => Outcome::Handled,
        [0, 1, 0] => {
            assert_eq!(named, [Event::OutOfState { opcode }]);
            Outcome::OutOfState
        }
        [0, 0, 1] => {
            assert_eq!(named, [Event::Unhandled { opcode }]);
            Outcome::Unhandled
        }
        _ => panic!("{opcode:#06x}: {grown:?}"),
    }
}

#[test]
fn every_message_in_both_stages() {
    let from_client = |entry: &&&registry::Entry| entry.sender.includes(Sender::Client);
    let entries = registry::entries().iter().filter(from_client);
    let mut opcodes: Vec<u16> = entries.map(|entry| entry.opcode).collect();
    // Of the server, and of nobody.
    opcodes.extend([0x0000, 0x0117, 0x0262, 0x7abc, 0xffff]);
    assert!(opcodes.len() > 300);
    for opcode in opcodes {
        let observed = [false, true].map(|is_in_world| observed(opcode, is_in_world));
        assert_eq!(observed, expected(opcode), "{opcode:#06x}");
    }
}
