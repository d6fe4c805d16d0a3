//! Which message is let through when, and how often, by the one table of `game::admission`.
//!
//! Each class of messages has a bucket of its own that refills continuously, so that neither a
//! burst at the turn of a second nor one dear message among cheap ones slips through. Whatever is
//! turned away is counted; a connection that keeps at it is closed.

use bezgelor_core::limits::{GATE_FORGIVE_MS, GATE_REFUSALS_MAX};
use bezgelor_core::time::Millis;
use game::admission::{self, CLASSES, Elsewhere, PACES, States, Taker};
use game::budget::{Pace, TokenBucket};
use protocol::stray::Fault;

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

    /// As the table of admissions names it. The zone alone knows whether the loading screen is up.
    #[must_use]
    pub const fn states(self) -> States {
        match self {
            Self::Hello => States::HELLO,
            Self::Greeted => States::GREETED,
            Self::Queued => States::QUEUED,
            Self::Lobby => States::LOBBY,
            Self::World => States::WORLD,
        }
    }
}

/// What is wrong with a message in `phase` by its kind alone; None when it is welcome.
#[must_use]
pub fn fault(opcode: u16, phase: Phase) -> Option<Fault> {
    match admission::rule(opcode) {
        None => Some(Fault::Unknown),
        Some(rule) if rule.states.meets(phase.states()) => None,
        Some(_) => Some(Fault::OutOfState),
    }
}

/// What to do with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// For the session: handle it.
    Accept,
    /// For the zone: hand it on.
    Route,
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

/// What is forgiven before a connection counts as a flood.
const PATIENCE: Pace = Pace::new(GATE_REFUSALS_MAX, (1000 / GATE_FORGIVE_MS) as u32);

/// The buckets of one connection.
#[derive(Clone, Debug)]
pub struct Gate {
    buckets: [TokenBucket; CLASSES],
    patience: TokenBucket,
    refused: u64,
}

impl Gate {
    /// Full buckets.
    #[must_use]
    pub fn new(now: Millis) -> Self {
        Self {
            buckets: PACES.map(|pace| TokenBucket::full(pace, now)),
            patience: TokenBucket::full(PATIENCE, now),
            refused: 0,
        }
    }

    /// Judges one message.
    pub fn admit(&mut self, opcode: u16, phase: Phase, now: Millis) -> Verdict {
        let rule = admission::rule_or_unknown(opcode);
        if !rule.states.meets(phase.states()) {
            // A stranger gets no second try; everybody else may lag behind a change of phase.
            if phase == Phase::Hello || rule.elsewhere == Elsewhere::Close {
                self.refused += 1;
                return Verdict::Violation;
            }
            return self.turn_away(rule.elsewhere, now);
        }
        let bucket = &mut self.buckets[rule.class as usize];
        if !bucket.take(u32::from(rule.cost), rule.class.pace(), now) {
            return self.turn_away(rule.elsewhere, now);
        }
        match rule.taker {
            Taker::Nobody => Verdict::Discard,
            Taker::Session => Verdict::Accept,
            Taker::Zone => Verdict::Route,
        }
    }

    /// Messages turned away so far.
    #[must_use]
    pub fn refused_count(&self) -> u64 {
        self.refused
    }

    fn turn_away(&mut self, how: Elsewhere, now: Millis) -> Verdict {
        self.refused += 1;
        match (self.patience.take(1, PATIENCE, now), how) {
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
            assert_eq!(chat(&mut gate, 0), Verdict::Route);
        }
        assert_eq!(chat(&mut gate, 0), Verdict::Ignore);
        assert_eq!(chat(&mut gate, 499), Verdict::Ignore);
        assert_eq!(chat(&mut gate, 500), Verdict::Route);
        assert_eq!(chat(&mut gate, 501), Verdict::Ignore);
        // Other classes are not concerned.
        assert_eq!(
            gate.admit(0x0637, Phase::World, Millis(501)),
            Verdict::Route
        );
        assert_eq!(gate.refused_count(), 3);
        // A bucket never holds more than its size, however long it rests.
        let later = 100_000_000;
        assert_eq!(
            (0..30)
                .filter(|_| chat(&mut gate, later) == Verdict::Route)
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
            assert_eq!(gate.admit(0x0637, Phase::World, now), Verdict::Route);
        }
    }
}
