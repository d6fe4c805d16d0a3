//! Which message is welcome when, and how often: one table for the whole world connection.
//!
//! Each class of messages has a bucket of its own that refills continuously, so that neither a
//! burst at the turn of a second nor one dear message among cheap ones slips through. Whatever is
//! turned away is counted; a connection that keeps at it is closed.

use bezgelor_core::limits::{GATE_FORGIVE_MS, GATE_REFUSALS_MAX};
use bezgelor_core::time::Millis;

/// Where a world connection stands (`sts.md` section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Phase {
    /// Our hello is out, 0x058F is awaited.
    Hello,
    /// Known, but has not asked for its characters yet.
    Greeted,
    /// In the realm queue.
    Queued,
    /// At the character list.
    Lobby,
    /// In the world.
    World,
}

impl Phase {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [
        Self::Hello,
        Self::Greeted,
        Self::Queued,
        Self::Lobby,
        Self::World,
    ];
}

/// Messages that share a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// Costs nothing but its bytes.
    Idle,
    /// Asks a store for something, before the world.
    Account,
    /// Positions, several per second.
    Movement,
    /// Spells and use of things.
    Action,
    /// Text that others see.
    Chat,
    /// Searches through many players or items.
    Search,
    /// Everything else in the world.
    General,
}

const CLASS_COUNT: usize = 7;

/// Tokens a bucket holds, and how many come back per second.
const BUCKETS: [(u64, u64); CLASS_COUNT] = [
    (120, 20), // Idle
    (200, 20), // Account
    (120, 40), // Movement
    (60, 20),  // Action
    (20, 2),   // Chat
    (20, 1),   // Search
    (200, 50), // General
];

/// What happens to a message outside the phases it is accepted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// Counted and thrown away.
    Ignore,
    /// Counted and answered with its own failure.
    Refuse,
    /// The connection ends.
    Close,
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The message.
    pub opcode: u16,
    /// Whose bucket pays.
    pub class: Class,
    /// How much.
    pub cost: u8,
    /// Bit n stands for the phase with the number n.
    phases: u8,
    /// Read by nobody even where it is accepted: telemetry, keep-alives.
    pub discard: bool,
    /// What becomes of it in the other phases behind the hello.
    pub elsewhere: Elsewhere,
}

const fn bit(phase: Phase) -> u8 {
    1 << phase as u8
}

const KNOWN: u8 = bit(Phase::Greeted) | bit(Phase::Queued) | bit(Phase::Lobby) | bit(Phase::World);
const SCREENS: u8 = bit(Phase::Greeted) | bit(Phase::Queued) | bit(Phase::Lobby);
const LOBBY: u8 = bit(Phase::Lobby);
const WORLD: u8 = bit(Phase::World);

const fn rule(opcode: u16, class: Class, cost: u8, phases: u8, elsewhere: Elsewhere) -> Rule {
    Rule {
        opcode,
        class,
        cost,
        phases,
        discard: false,
        elsewhere,
    }
}

const fn discard(opcode: u16, phases: u8) -> Rule {
    let elsewhere = Elsewhere::Ignore;
    Rule {
        opcode,
        class: Class::Idle,
        cost: 1,
        phases,
        discard: true,
        elsewhere,
    }
}

/// The table, ascending by opcode. A message not in it belongs to the world alone.
const RULES: [Rule; 34] = {
    use Class::{Account, Action, Chat, General, Movement, Search};
    use Elsewhere::{Close, Ignore, Refuse};
    [
        discard(0x0000, KNOWN | bit(Phase::Hello)), // State
        discard(0x0001, KNOWN | bit(Phase::Hello)), // State2
        rule(0x0097, Action, 1, WORLD, Ignore),     // activate a unit by casting
        rule(0x0098, Action, 1, WORLD, Ignore),     // activate a unit by interacting
        rule(0x009a, Action, 1, WORLD, Ignore),     // cast a spell
        rule(0x00b3, Action, 1, WORLD, Ignore),     // activate a unit
        rule(0x00bf, General, 10, WORLD, Ignore),   // ask for the logout
        rule(0x00c0, General, 10, WORLD, Ignore),   // confirm it
        rule(0x00de, Action, 1, WORLD, Ignore),     // dash
        rule(0x01c3, Chat, 1, WORLD, Ignore),       // chat
        rule(0x01d4, Chat, 1, WORLD, Ignore),       // whisper
        discard(0x023c, KNOWN),                     // statistics, five kinds
        discard(0x023d, KNOWN),
        discard(0x023e, KNOWN),
        discard(0x023f, KNOWN),
        discard(0x0240, KNOWN),
        discard(0x0241, KNOWN), // keep-alive of the character screen
        rule(0x025b, Account, 10, LOBBY, Refuse), // create a character
        rule(0x0352, Account, 10, LOBBY, Refuse), // delete one
        rule(0x037e, Chat, 1, WORLD, Ignore), // emote
        rule(0x0481, General, 20, WORLD, Ignore), // found a guild
        rule(0x0552, Search, 1, WORLD, Ignore), // inspect a player
        rule(0x058f, Account, 1, bit(Phase::Hello), Close),
        rule(0x0635, Movement, 1, WORLD, Ignore), // ticket of the movement control
        rule(0x0637, Movement, 1, WORLD, Ignore), // movement commands
        rule(0x063a, Movement, 1, WORLD, Ignore), // zone change
        rule(0x063b, Movement, 1, WORLD, Ignore), // movement speed
        rule(0x071b, Chat, 1, WORLD, Ignore),     // roll the dice
        rule(0x07a4, Account, 2, SCREENS, Ignore), // realm list
        rule(0x07dd, Account, 5, LOBBY, Refuse),  // select a character
        rule(0x07df, Account, 5, SCREENS, Ignore), // select a realm
        rule(0x07e0, Account, 5, SCREENS | WORLD, Ignore), // character list; behind a logout
        rule(0x082d, Account, 2, KNOWN, Ignore),  // shop catalogue
        rule(0x0959, Search, 2, WORLD, Ignore),   // who
    ]
};

const DEFAULT: Rule = rule(0, Class::General, 1, WORLD, Elsewhere::Ignore);

/// The line for `opcode`; a message without one belongs to the world.
#[must_use]
pub fn rule_of(opcode: u16) -> Rule {
    match RULES.binary_search_by_key(&opcode, |rule| rule.opcode) {
        Ok(index) => RULES[index],
        Err(_) => Rule { opcode, ..DEFAULT },
    }
}

/// Whether the table has a line for `opcode`.
#[must_use]
pub fn is_known(opcode: u16) -> bool {
    RULES
        .binary_search_by_key(&opcode, |rule| rule.opcode)
        .is_ok()
}

/// What to do with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Handle it.
    Accept,
    /// Fine, and nobody needs it.
    Discard,
    /// Throw it away; it was counted.
    Ignore,
    /// Answer with its own failure; it was counted. Too many of such messages end so as well.
    Refuse,
    /// End the connection: it has no business here.
    Violation,
    /// End the connection: too much of it.
    Flood,
}

/// One bucket; a token is 1000 of its units, so that one millisecond brings back `per_s` of them.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    level: u64,
    at: Millis,
}

impl Bucket {
    fn take(&mut self, cost: u64, (size, per_s): (u64, u64), now: Millis) -> bool {
        let refill = now.since(self.at).saturating_mul(per_s);
        self.level = self.level.saturating_add(refill).min(size * 1000);
        self.at = now;
        match self.level.checked_sub(cost * 1000) {
            Some(rest) => {
                self.level = rest;
                true
            }
            None => false,
        }
    }
}

/// The buckets of one connection.
#[derive(Clone, Debug)]
pub struct Gate {
    buckets: [Bucket; CLASS_COUNT],
    forgiveness: Bucket,
    refused: u64,
}

impl Gate {
    /// Full buckets.
    #[must_use]
    pub fn new(now: Millis) -> Self {
        let full = |size: u64| Bucket {
            level: size * 1000,
            at: now,
        };
        let forgiveness = full(u64::from(GATE_REFUSALS_MAX));
        Self {
            buckets: BUCKETS.map(|(size, _)| full(size)),
            forgiveness,
            refused: 0,
        }
    }

    /// Judges one message.
    pub fn admit(&mut self, opcode: u16, phase: Phase, now: Millis) -> Verdict {
        let rule = rule_of(opcode);
        if rule.phases & bit(phase) == 0 {
            // A stranger gets no second try; everybody else may lag behind a change of phase.
            if phase == Phase::Hello || rule.elsewhere == Elsewhere::Close {
                self.refused += 1;
                return Verdict::Violation;
            }
            return self.turn_away(rule.elsewhere, now);
        }
        let class = rule.class as usize;
        if !self.buckets[class].take(u64::from(rule.cost), BUCKETS[class], now) {
            return self.turn_away(rule.elsewhere, now);
        }
        if rule.discard {
            Verdict::Discard
        } else {
            Verdict::Accept
        }
    }

    /// Messages turned away so far.
    #[must_use]
    pub fn refused_count(&self) -> u64 {
        self.refused
    }

    fn turn_away(&mut self, how: Elsewhere, now: Millis) -> Verdict {
        self.refused += 1;
        let pace = (u64::from(GATE_REFUSALS_MAX), 1000 / GATE_FORGIVE_MS);
        match (self.forgiveness.take(1, pace, now), how) {
            (false, _) => Verdict::Flood,
            (true, Elsewhere::Refuse) => Verdict::Refuse,
            (true, _) => Verdict::Ignore,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_affordable() {
        assert!(RULES.is_sorted_by(|a, b| a.opcode < b.opcode));
        for rule in RULES {
            assert!(
                u64::from(rule.cost) <= BUCKETS[rule.class as usize].0,
                "{rule:?}"
            );
        }
    }

    #[test]
    fn a_stranger_may_only_say_hello() {
        for opcode in 0..=0x0fff {
            let verdict = Gate::new(Millis(0)).admit(opcode, Phase::Hello, Millis(0));
            let expected = match opcode {
                0x058f => Verdict::Accept,
                0x0000 | 0x0001 => Verdict::Discard,
                _ => Verdict::Violation,
            };
            assert_eq!(verdict, expected, "{opcode:#06x}");
        }
    }

    #[test]
    fn a_bucket_refills_continuously() {
        let mut gate = Gate::new(Millis(0));
        let chat = |gate: &mut Gate, at| gate.admit(0x01c3, Phase::World, Millis(at));
        for _ in 0..20 {
            assert_eq!(chat(&mut gate, 0), Verdict::Accept);
        }
        assert_eq!(chat(&mut gate, 0), Verdict::Ignore);
        assert_eq!(chat(&mut gate, 499), Verdict::Ignore);
        assert_eq!(chat(&mut gate, 500), Verdict::Accept);
        assert_eq!(chat(&mut gate, 501), Verdict::Ignore);
        // Other classes are not concerned.
        assert_eq!(
            gate.admit(0x0637, Phase::World, Millis(501)),
            Verdict::Accept
        );
        assert_eq!(gate.refused_count(), 3);
        // A bucket never holds more than its size, however long it rests.
        let later = 100_000_000;
        assert_eq!(
            (0..30)
                .filter(|_| chat(&mut gate, later) == Verdict::Accept)
                .count(),
            20
        );
    }

    #[test]
    fn what_has_an_answer_gets_one_even_when_there_is_too_much_of_it() {
        let mut gate = Gate::new(Millis(0));
        let verdicts = |gate: &mut Gate, opcode| {
            std::iter::repeat_with(|| gate.admit(opcode, Phase::Lobby, Millis(0)))
                .take(25)
                .collect::<Vec<_>>()
        };
        let creations = verdicts(&mut gate, 0x025b);
        assert!(creations[..20].iter().all(|v| *v == Verdict::Accept));
        assert!(creations[20..].iter().all(|v| *v == Verdict::Refuse));
        assert!(
            verdicts(&mut gate, 0x07e0)
                .iter()
                .all(|v| *v == Verdict::Ignore)
        );
    }

    #[test]
    fn whoever_keeps_at_it_is_a_flood() {
        let mut gate = Gate::new(Millis(0));
        let verdicts: Vec<_> = (0..=GATE_REFUSALS_MAX)
            .map(|_| gate.admit(0x7abc, Phase::Lobby, Millis(0)))
            .collect();
        assert!(
            verdicts[..GATE_REFUSALS_MAX as usize]
                .iter()
                .all(|v| *v == Verdict::Ignore)
        );
        assert_eq!(verdicts[GATE_REFUSALS_MAX as usize], Verdict::Flood);
        // One is forgiven each quarter of a second.
        assert_eq!(
            gate.admit(0x7abc, Phase::Lobby, Millis(GATE_FORGIVE_MS)),
            Verdict::Ignore
        );
    }

    #[test]
    fn a_second_hello_is_a_violation() {
        for phase in [Phase::Greeted, Phase::Queued, Phase::Lobby, Phase::World] {
            assert_eq!(
                Gate::new(Millis(0)).admit(0x058f, phase, Millis(0)),
                Verdict::Violation
            );
        }
    }

    #[test]
    fn walking_at_the_clients_pace_is_never_refused() {
        let mut gate = Gate::new(Millis(0));
        for step in 0..10_000 {
            let now = Millis(step * 50);
            assert_eq!(gate.admit(0x0637, Phase::World, now), Verdict::Accept);
        }
    }
}
