//! Which message of a client is welcome in which state, what it costs and whose bucket pays: the
//! one table of all of them.
//!
//! The gate of a world connection and the dispatch of a zone both read it. Each compares it with
//! its handlers when it is compiled: a line without a handler does not build, nor a handler without
//! a line. What has no line is nobody's, and is counted and named as such.

use protocol::Message;
use protocol::messages::{
    ClientActivateUnit, ClientActivateUnitCast, ClientActivateUnitInteraction,
    ClientCharacterCreate, ClientCharacterDelete, ClientCharacterList, ClientCharacterSelect,
    ClientChat, ClientCheat, ClientCombatOptions, ClientDash, ClientDialogOpened, ClientEmote,
    ClientEnteredWorld, ClientEntityCommand, ClientEntityInteract, ClientEntityInteractChair,
    ClientEntitySelect, ClientFallingDamage, ClientFlightPathPurchase, ClientHelloRealm,
    ClientInspectPlayerRequest, ClientItemDelete, ClientItemMove, ClientItemSplit,
    ClientLeavePendingRemovalInstance, ClientLogoutConfirm, ClientLogoutRequest,
    ClientMovementSpeedSprint, ClientPlayerMovementSpeedUpdate, ClientPregameKeepAlive,
    ClientRandomRollRequest, ClientRapidTransport, ClientRealmList, ClientRealmSelect,
    ClientRequestPlayed, ClientResetInstances, ClientResetSingleInstance, ClientResurrectAccept,
    ClientSpellInteractionResult, ClientStatisticsConnection, ClientStatisticsFramerate,
    ClientStatisticsGfx, ClientStatisticsWatchdog, ClientStatisticsWindowOpen,
    ClientStorefrontRequestCatalog, ClientStuck, ClientToggleWeapons, ClientVehicleDisembark,
    ClientVehicleEmbark, ClientWhoRequest, ClientZoneChange, Server0635,
};

use crate::budget::Pace;

/// A set of states of a world connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct States(u8);

impl States {
    /// Our hello is out, 0x058F is awaited.
    pub const HELLO: Self = Self(1);
    /// Known, but has not asked for its characters yet.
    pub const GREETED: Self = Self(2);
    /// In the realm queue.
    pub const QUEUED: Self = Self(4);
    /// At the character list.
    pub const LOBBY: Self = Self(8);
    /// In the world, behind the loading screen.
    pub const LOADING: Self = Self(16);
    /// In the world, and it shows.
    pub const IN_WORLD: Self = Self(32);

    /// Before the world, known.
    pub const SCREENS: Self = Self::GREETED.or(Self::QUEUED).or(Self::LOBBY);
    /// Belongs to a zone.
    pub const WORLD: Self = Self::LOADING.or(Self::IN_WORLD);
    /// All but a stranger.
    pub const KNOWN: Self = Self::SCREENS.or(Self::WORLD);
    /// All.
    pub const ANY: Self = Self::KNOWN.or(Self::HELLO);

    /// Both together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when the two have a state in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Messages that share a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// Costs nothing but its bytes.
    Idle,
    /// Asks a store for something.
    Account,
    /// Positions, several per second.
    Movement,
    /// Text and gestures that others notice.
    Chat,
    /// Everything else in the world, known or not.
    General,
}

/// How many classes there are.
pub const CLASSES: usize = 5;

/// What the bucket of each class holds and regains; the order is that of [`Class`].
pub const PACES: [Pace; CLASSES] = [
    Pace::new(120, 20),  // Idle
    Pace::new(200, 20),  // Account
    Pace::new(240, 80),  // Movement
    Pace::new(240, 24),  // Chat
    Pace::new(400, 100), // General
];

impl Class {
    /// The bucket of the class.
    #[must_use]
    pub const fn pace(self) -> Pace {
        PACES[self as usize]
    }
}

/// Who takes a message where it is welcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taker {
    /// Nobody reads it: telemetry, keep-alives.
    Nobody,
    /// The session, which stays with the connection.
    Session,
    /// The zone the character is in.
    Zone,
}

/// What happens to a message outside the states it is welcome in.
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
    /// Where it is welcome.
    pub states: States,
    /// Whose bucket pays.
    pub class: Class,
    /// How much; a unit is about the work of taking one message that changes nothing.
    pub cost: u8,
    /// Who takes it.
    pub taker: Taker,
    /// What becomes of it in the other states behind the hello.
    pub elsewhere: Elsewhere,
}

const fn zone<M: Message>(states: States, class: Class, cost: u8) -> Rule {
    Rule {
        opcode: M::OPCODE,
        states,
        class,
        cost,
        taker: Taker::Zone,
        elsewhere: Elsewhere::Ignore,
    }
}

const fn session<M: Message>(states: States, cost: u8, elsewhere: Elsewhere) -> Rule {
    Rule {
        opcode: M::OPCODE,
        states,
        class: Class::Account,
        cost,
        taker: Taker::Session,
        elsewhere,
    }
}

const fn nobody(opcode: u16, states: States) -> Rule {
    Rule {
        opcode,
        states,
        class: Class::Idle,
        cost: 1,
        taker: Taker::Nobody,
        elsewhere: Elsewhere::Ignore,
    }
}

/// The table.
pub const RULES: &[Rule] = {
    use Class::{Chat, General, Movement};
    use Elsewhere::{Close, Ignore, Refuse};
    const HELLO: States = States::HELLO;
    const SCREENS: States = States::SCREENS;
    const LOBBY: States = States::LOBBY;
    const KNOWN: States = States::KNOWN;
    const LOADING: States = States::LOADING;
    const IN_WORLD: States = States::IN_WORLD;
    const WORLD: States = States::WORLD;
    &[
        // Named State and State2; their layouts are not known.
        nobody(0x0000, States::ANY),
        nobody(0x0001, States::ANY),
        nobody(ClientStatisticsConnection::OPCODE, KNOWN),
        nobody(ClientStatisticsFramerate::OPCODE, KNOWN),
        nobody(ClientStatisticsGfx::OPCODE, KNOWN),
        nobody(ClientStatisticsWatchdog::OPCODE, KNOWN),
        nobody(ClientStatisticsWindowOpen::OPCODE, KNOWN),
        nobody(ClientPregameKeepAlive::OPCODE, KNOWN),
        session::<ClientHelloRealm>(HELLO, 1, Close),
        session::<ClientRealmList>(SCREENS, 2, Ignore),
        session::<ClientRealmSelect>(SCREENS, 5, Ignore),
        // In the world: asked right behind a logout that is not carried out yet.
        session::<ClientCharacterList>(KNOWN, 5, Ignore),
        session::<ClientCharacterCreate>(LOBBY, 10, Refuse),
        session::<ClientCharacterDelete>(LOBBY, 10, Refuse),
        session::<ClientCharacterSelect>(LOBBY, 5, Refuse),
        session::<ClientStorefrontRequestCatalog>(KNOWN, 2, Ignore),
        zone::<ClientEnteredWorld>(LOADING, General, 8),
        zone::<ClientEntityCommand>(IN_WORLD, Movement, 2),
        zone::<Server0635>(WORLD, Movement, 1),
        zone::<ClientZoneChange>(WORLD, Movement, 2),
        zone::<ClientPlayerMovementSpeedUpdate>(WORLD, Movement, 1),
        zone::<ClientMovementSpeedSprint>(WORLD, Movement, 1),
        zone::<ClientDash>(WORLD, Movement, 1),
        zone::<ClientFallingDamage>(IN_WORLD, Movement, 2),
        zone::<ClientCombatOptions>(WORLD, General, 1),
        zone::<ClientDialogOpened>(WORLD, General, 1),
        zone::<ClientChat>(IN_WORLD, Chat, 12),
        zone::<ClientCheat>(IN_WORLD, Chat, 12),
        zone::<ClientEmote>(IN_WORLD, Chat, 8),
        zone::<ClientRandomRollRequest>(IN_WORLD, Chat, 12),
        zone::<ClientEntitySelect>(IN_WORLD, General, 4),
        zone::<ClientEntityInteract>(IN_WORLD, General, 4),
        zone::<ClientActivateUnit>(IN_WORLD, General, 4),
        zone::<ClientActivateUnitCast>(IN_WORLD, General, 8),
        zone::<ClientActivateUnitInteraction>(IN_WORLD, General, 8),
        zone::<ClientSpellInteractionResult>(IN_WORLD, General, 4),
        zone::<ClientInspectPlayerRequest>(IN_WORLD, General, 8),
        zone::<ClientEntityInteractChair>(IN_WORLD, General, 8),
        zone::<ClientVehicleEmbark>(IN_WORLD, General, 8),
        zone::<ClientVehicleDisembark>(IN_WORLD, General, 8),
        zone::<ClientResurrectAccept>(IN_WORLD, General, 8),
        zone::<ClientWhoRequest>(IN_WORLD, General, 24),
        zone::<ClientLeavePendingRemovalInstance>(IN_WORLD, General, 8),
        zone::<ClientResetInstances>(IN_WORLD, General, 12),
        zone::<ClientResetSingleInstance>(IN_WORLD, General, 8),
        zone::<ClientFlightPathPurchase>(IN_WORLD, General, 12),
        zone::<ClientRapidTransport>(IN_WORLD, General, 8),
        zone::<ClientStuck>(IN_WORLD, General, 8),
        zone::<ClientToggleWeapons>(IN_WORLD, General, 4),
        zone::<ClientRequestPlayed>(IN_WORLD, General, 4),
        zone::<ClientItemMove>(IN_WORLD, General, 4),
        zone::<ClientItemSplit>(IN_WORLD, General, 4),
        zone::<ClientItemDelete>(IN_WORLD, General, 4),
        zone::<ClientLogoutRequest>(IN_WORLD, General, 8),
        zone::<ClientLogoutConfirm>(IN_WORLD, General, 8),
    ]
};

/// Opcodes of clients that anybody takes lie below this.
const OPCODES: usize = 0x0A00;
const NO_RULE: u8 = u8::MAX;

/// Index in [`RULES`] by opcode.
static INDEX: [u8; OPCODES] = index();

const fn index() -> [u8; OPCODES] {
    assert!(RULES.len() < NO_RULE as usize);
    let mut index = [NO_RULE; OPCODES];
    let mut i = 0;
    while i < RULES.len() {
        let rule = RULES[i];
        let opcode = rule.opcode as usize;
        assert!(index[opcode] == NO_RULE, "two lines for one opcode");
        assert!(
            rule.cost as u32 <= rule.class.pace().burst,
            "nobody could ever pay for it"
        );
        index[opcode] = i as u8;
        i += 1;
    }
    index
}

/// What belongs to nobody is let into the world, where it is counted, and costs as little as what
/// is understood.
const UNKNOWN: Rule = Rule {
    opcode: 0,
    states: States::WORLD,
    class: Class::General,
    cost: 1,
    taker: Taker::Zone,
    elsewhere: Elsewhere::Ignore,
};

/// The line for `opcode`; None when nobody takes it.
#[must_use]
pub fn rule(opcode: u16) -> Option<&'static Rule> {
    let index = *INDEX.get(usize::from(opcode))?;
    RULES.get(usize::from(index))
}

/// The line for `opcode`, or what holds for all that have none.
#[must_use]
pub fn rule_or_unknown(opcode: u16) -> Rule {
    rule(opcode).copied().unwrap_or(Rule { opcode, ..UNKNOWN })
}

/// The line of a message when the crate that handles it is compiled.
///
/// # Panics
/// When it has none; in a constant that is a compiler error.
#[must_use]
pub const fn line_of(opcode: u16) -> Rule {
    let mut i = 0;
    while i < RULES.len() {
        if RULES[i].opcode == opcode {
            return RULES[i];
        }
        i += 1;
    }
    panic!("a handler without a line in the table of admissions")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_by_its_opcode_and_nothing_else_is() {
        let found = (0..=u16::MAX).filter(|&opcode| rule(opcode).is_some());
        assert_eq!(found.count(), RULES.len());
        for line in RULES {
            assert_eq!(rule(line.opcode), Some(line));
            assert_eq!(line_of(line.opcode), *line);
        }
    }

    #[test]
    fn what_has_no_line_is_let_into_the_world_alone() {
        let unknown = rule_or_unknown(0x7abc);
        assert_eq!(unknown.opcode, 0x7abc);
        assert!(unknown.states.meets(States::LOADING) && unknown.states.meets(States::IN_WORLD));
        assert!(!unknown.states.meets(States::SCREENS) && !unknown.states.meets(States::HELLO));
    }

    #[test]
    fn a_stranger_may_only_say_hello() {
        let welcome = RULES.iter().filter(|rule| rule.states.meets(States::HELLO));
        let opcodes: Vec<_> = welcome.map(|rule| rule.opcode).collect();
        assert_eq!(opcodes, [0x0000, 0x0001, 0x058F]);
    }
}
