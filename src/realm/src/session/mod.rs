//! One world connection. It hands out bytes to send and queries to ask; everything it waits for
//! comes back as an [`Input`].
//!
//! While a query is open no further message of the client is read. That is more than politeness:
//! what follows the hello is already enciphered with a key that only the answer brings.

mod api;
mod list;
mod lobby;

use std::collections::VecDeque;
use std::net::IpAddr;
use std::ops::Range;
use std::sync::Arc;

use bezgelor_core::ids::{AccountId, CharacterId, ConnectionId, RealmId};
use bezgelor_core::limits::{HANDSHAKE_DEADLINE_MS, IDLE_DEADLINE_MS};
use bezgelor_core::model::AccountRole;
use bezgelor_core::time::{Millis, Now};
use crypto::{AUTH_MESSAGE, CLIENT_BUILD, PacketCipher};
use protocol::Message;
use protocol::enums::ForceKickReason;
use protocol::messages::{ServerForceKick, ServerHello};
use protocol::session::{Lane, ServerCodec};
use protocol::stray::{Stray, Strays};

use crate::creation::{AccountCost, CreationData};
use crate::gate::{self, Gate, Phase, Verdict};
use crate::queue::Place;

pub use api::{
    Answer, CloseReason, DeleteOutcome, Entry, Holdings, Input, Kick, ListedCharacter, ListedRealm,
    Listing, Login, NoSheet, Output, Query, RealmGate, RealmListing, RealmRefusal, Standing,
    StoreRefusal, Unavailable,
};

/// `realm_group_id` of the hello (`sts.md` section 7).
const REALM_GROUP: u32 = 21;
/// `connection_type` of the hello on the world port.
const CONNECTION_TYPE_WORLD: u8 = 11;

/// What all sessions of a realm share.
pub struct Realm {
    /// Which one it is.
    pub id: RealmId,
    /// The game tables.
    pub data: Arc<dyn CreationData>,
}

/// What the session does with the answer it waits for.
#[derive(Clone, PartialEq)]
enum Pending {
    Redeem {
        key: [u8; 16],
    },
    Claim,
    Queue,
    List,
    Create {
        world_id: u32,
        cost: Option<AccountCost>,
    },
    ListCreated {
        character: CharacterId,
        world_id: u32,
        paid: bool,
    },
    Delete,
    Enter {
        character: CharacterId,
        until: Millis,
    },
    Load {
        character: CharacterId,
        until: Millis,
    },
    /// Nothing is asked: the account was in the world just now and is not let go yet.
    LetGo {
        character: CharacterId,
        by: Holder,
        until: Millis,
        ask_at: Millis,
    },
    Realms,
    NewRealm,
}

/// Who has not let an account go yet.
#[derive(Clone, Copy, PartialEq)]
enum Holder {
    /// This realm, which still saves the character that was played last.
    Save,
    /// The realm the account comes from.
    Realm,
}

/// See the module.
pub struct Session {
    realm: Arc<Realm>,
    connection: ConnectionId,
    address: IpAddr,
    codec: ServerCodec,
    gate: Gate,
    phase: Phase,
    closed: bool,
    account: AccountId,
    role: AccountRole,
    listing: Listing,
    place: Option<Place>,
    pending: Option<Pending>,
    /// The client asked for its characters and has not got them yet.
    list_wanted: bool,
    opened_at: Millis,
    heard_at: Millis,
    outputs: VecDeque<Output>,
    /// The body of the message at hand; kept for its memory.
    body: Vec<u8>,
    strays: Strays,
}

impl Session {
    /// A connection that was just accepted. The hello waits in [`Session::poll`].
    #[must_use]
    pub fn new(realm: Arc<Realm>, connection: ConnectionId, address: IpAddr, now: Now) -> Self {
        let mut session = Self {
            codec: ServerCodec::new(Lane::World),
            gate: Gate::new(now.mono),
            phase: Phase::Hello,
            closed: false,
            account: AccountId(0),
            role: AccountRole::Player,
            listing: Listing::default(),
            place: None,
            pending: None,
            list_wanted: false,
            opened_at: now.mono,
            heard_at: now.mono,
            outputs: VecDeque::new(),
            body: Vec::new(),
            strays: Strays::default(),
            realm,
            connection,
            address,
        };
        session.send(&ServerHello {
            auth_version: CLIENT_BUILD,
            realm_id: session.realm.id.0.into(),
            realm_group_id: REALM_GROUP,
            connection_type: CONNECTION_TYPE_WORLD,
            auth_message: AUTH_MESSAGE,
            ..Default::default()
        });
        session
    }

    /// Takes what happened. What follows from it waits in [`Session::poll`].
    pub fn input(&mut self, input: Input<'_>, now: Now) {
        if self.closed {
            return;
        }
        match input {
            Input::Bytes(bytes) => self.receive(bytes),
            Input::Answer(answer) => self.answered(answer, now),
            Input::Queue(event) => self.queue_moved(event),
            Input::Kick(kick) => self.kick(kick),
            Input::Tick => self.tick(now.mono),
        }
        self.pump(now);
    }

    /// The next thing to do.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// True when more bytes would only wait: leave them in the socket.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.pending.is_some()
    }

    /// When [`Input::Tick`] has to come at the latest.
    #[must_use]
    pub fn wake_at(&self) -> Millis {
        match (self.phase, &self.pending) {
            (Phase::Hello, _) => self.opened_at.plus(HANDSHAKE_DEADLINE_MS),
            (_, Some(Pending::LetGo { ask_at, .. })) => *ask_at,
            _ => self.heard_at.plus(IDLE_DEADLINE_MS),
        }
    }

    /// Where the connection stands.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whose it is; None before the hello is proven.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        (self.phase != Phase::Hello).then_some(self.account)
    }

    /// The number it goes by at the realm's services.
    #[must_use]
    pub fn connection(&self) -> ConnectionId {
        self.connection
    }

    /// Messages turned away so far.
    #[must_use]
    pub fn refused_count(&self) -> u64 {
        self.gate.refused_count()
    }

    /// Messages that had no business here since the last call: of no known kind before the world,
    /// or of a known one in the wrong state.
    #[must_use]
    pub fn take_strays(&mut self) -> Vec<Stray> {
        self.strays.take()
    }

    /// The cipher and containers, for whoever writes to this client in the world.
    pub fn codec(&mut self) -> &mut ServerCodec {
        &mut self.codec
    }

    /// Takes the next message of a client in the world for its zone: appends the body to `arena`
    /// and returns its opcode and where it lies. None when no whole one is there yet, outside the
    /// world, or when the connection has to end: then [`Session::poll`] says so.
    pub fn next_message(&mut self, now: Now, arena: &mut Vec<u8>) -> Option<(u16, Range<usize>)> {
        while !self.closed && self.phase == Phase::World {
            let opcode = self.take(now.mono)?;
            match self.judge(opcode, now.mono) {
                Verdict::Accept => self.message(opcode, now),
                Verdict::Route => {
                    let from = arena.len();
                    arena.extend_from_slice(&self.body);
                    return Some((opcode, from..arena.len()));
                }
                Verdict::Discard | Verdict::Ignore | Verdict::Refuse => {}
                Verdict::Violation => self.close(CloseReason::Violation),
                Verdict::Flood => self.close(CloseReason::Flood),
            }
        }
        None
    }

    /// The character left the world and the client goes back to its list. It cannot choose again
    /// before presence knows the character as saved.
    pub fn returned_to_character_list(&mut self, now: Now) {
        if self.phase == Phase::World {
            self.phase = Phase::Lobby;
            self.heard_at = now.mono;
            self.pump(now);
        }
    }

    fn receive(&mut self, bytes: &[u8]) {
        if self.codec.push(bytes).is_err() {
            self.close(CloseReason::Flood);
        }
    }

    /// Handles messages until something has to be waited for.
    fn pump(&mut self, now: Now) {
        while !self.closed && self.pending.is_none() && self.phase != Phase::World {
            if self.list_wanted && self.phase == Phase::Lobby {
                self.list_wanted = false;
                self.ask(
                    Pending::List,
                    Query::ListCharacters {
                        account: self.account,
                    },
                );
                return;
            }
            let Some(opcode) = self.take(now.mono) else {
                return;
            };
            match self.judge(opcode, now.mono) {
                Verdict::Accept => self.message(opcode, now),
                Verdict::Refuse => self.refuse(opcode),
                // Nothing is routed outside the world.
                Verdict::Discard | Verdict::Ignore | Verdict::Route => {}
                Verdict::Violation => self.close(CloseReason::Violation),
                Verdict::Flood => self.close(CloseReason::Flood),
            }
            // Memory is kept for those who are known.
            if self.phase == Phase::Hello {
                self.body = Vec::new();
            }
        }
    }

    /// Asks the gate, and remembers what has no business here for the log. What is of no known
    /// kind is named by the zone's lane when it gets that far.
    fn judge(&mut self, opcode: u16, now: Millis) -> Verdict {
        let verdict = self.gate.admit(opcode, self.phase, now);
        if verdict != Verdict::Route
            && let Some(fault) = gate::fault(opcode, self.phase)
        {
            self.strays.note(opcode, fault, &self.body);
        }
        verdict
    }

    /// Takes the body of the next whole message and returns its opcode.
    fn take(&mut self, now: Millis) -> Option<u16> {
        match self.codec.pop() {
            Ok(Some(message)) => {
                self.body.clear();
                self.body.extend_from_slice(message.body);
                self.heard_at = now;
                Some(message.opcode)
            }
            Ok(None) => None,
            Err(_) => {
                self.close(CloseReason::Malformed);
                None
            }
        }
    }

    fn tick(&mut self, now: Millis) {
        if now < self.wake_at() {
            return;
        }
        match (self.phase, &self.pending) {
            (Phase::Hello, _) => self.close(CloseReason::Silent),
            (
                _,
                &Some(Pending::LetGo {
                    character,
                    by,
                    until,
                    ..
                }),
            ) => self.ask_again(character, by, until),
            _ => self.kick(Kick::Inactivity),
        }
    }

    fn send<M: Message>(&mut self, message: &M) {
        // Messages said in one breath leave in one piece.
        if let Some(Output::Send(bytes)) = self.outputs.back_mut() {
            self.codec.send(message, bytes);
        } else {
            let mut bytes = Vec::new();
            self.codec.send(message, &mut bytes);
            self.outputs.push_back(Output::Send(bytes));
        }
    }

    fn ask(&mut self, pending: Pending, query: Query) {
        debug_assert!(self.pending.is_none(), "one query at a time");
        self.pending = Some(pending);
        self.outputs.push_back(Output::Query(query));
    }

    fn kick(&mut self, kick: Kick) {
        // Before the hello is proven the client would take this for a fault of the network.
        if self.phase != Phase::Hello {
            let reason = match kick {
                Kick::NewerLogin => ForceKickReason::AccountDisconnect,
                Kick::GameMaster => ForceKickReason::GMKick,
                Kick::Inactivity => ForceKickReason::Inactivity,
                Kick::Drain | Kick::NoRoom => ForceKickReason::WorldDisconnect,
                Kick::StoreAway => ForceKickReason::TransactionFail,
            };
            self.send(&ServerForceKick { reason });
        }
        self.close(CloseReason::Kicked(kick));
    }

    fn close(&mut self, reason: CloseReason) {
        if !self.closed {
            self.closed = true;
            self.outputs.push_back(Output::Close(reason));
        }
    }

    /// From now on both directions use the session key, and frames may be as large as the world
    /// needs them.
    fn proven(&mut self, key: [u8; 16]) {
        self.codec.set_cipher(PacketCipher::from_session_key(key));
        self.codec.trust();
        self.phase = Phase::Greeted;
    }
}
