//! A connection to the world port: the character screen, the way into a zone, the zone, and back.
//!
//! ```text
//! lobby ──enter──▶ seeking ──placed──▶ (hop) ──▶ entering ──joined──▶ in a zone
//!   ▲                 ▲                                                  │  │
//!   └────logged out───┼──────────────────────────────────────────────────┘  │
//!                     └────────────transfer to another world────────────────┘
//! ```

use std::collections::VecDeque;
use std::net::IpAddr;
use std::ops::Range;
use std::sync::Arc;

use bezgelor_core::ids::{AccountId, ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::time::{Millis, Now};
use bezgelor_core::travel::Holder;
use protocol::stray::{Fault, Stray};
use realm::directory::ZoneKey;
use realm::session::{Answer, Input, Kick, Output, Query, Session};
use shard::{CloseReason, Lane, LaneCx, LaneOutput, OnDrain, Stage};
use world::instance::login::comes_in;
use world::{AccountView, Arrival, DisconnectReason, LeaveReason, PlayerEntry};

use super::Outputs;
use crate::answers;
use crate::common::Common;
use crate::message::{Ask, Signal, Tell, Whereabouts};
use crate::premises::JoinOutcome;
use crate::realm_host::RealmHost;
use crate::trail;

type Cx<'a> = LaneCx<'a, RealmHost>;

/// Milliseconds between two looks at the clock on the character screen.
const LOBBY_TICK_MS: u64 = 1_000;

/// Drives [`realm::session::Session`] and feeds the zone of its player. Follows its player from
/// shard to shard; what it holds travels in one box.
pub struct WorldLane {
    inner: Option<Box<Inner>>,
    outputs: Outputs<Answer>,
}

struct Inner {
    common: Arc<Common>,
    session: Session,
    /// The name of the connection when it was accepted; the services know it by this one.
    identity: ConnectionId,
    claimed: Option<AccountId>,
    place: Place,
    /// A message on its way to the zone, its body in the arena; it stays when there was no room.
    held: Option<(u16, Range<usize>)>,
    /// Emptied when the next message is read, so that no message asks for memory of its own.
    arena: Vec<u8>,
    /// A deletion that waits for the word that nobody plays the character.
    deletion: Option<Query>,
    wake_at: Millis,
    /// Where it has to go to go on.
    elsewhere: Option<ShardId>,
}

/// Where the player is.
enum Place {
    Lobby,
    /// The services were asked for a zone.
    Seeking(Box<PlayerEntry>),
    /// The zone is known; on its shard the player goes in as soon as it can.
    Entering(Box<PlayerEntry>, ZoneInstanceId),
    /// On the way after a zone that moved; the connection's name where it came from.
    Following(ZoneInstanceId, ConnectionId),
    Zone(ZoneInstanceId),
}

impl WorldLane {
    /// A connection just accepted as `identity` from `peer`.
    #[must_use]
    pub fn new(common: Arc<Common>, identity: ConnectionId, peer: IpAddr, now: Now) -> Self {
        let mut session = Session::new(Arc::clone(&common.realm), identity, peer, now);
        let mut outputs = VecDeque::new();
        if let Some(capture) = &common.capture
            && let Some(recorder) = capture.recorder("world", identity, now.unix)
        {
            if let Some(Output::Send(hello)) = session.poll() {
                recorder.greeting(&hello);
                outputs.push_back(LaneOutput::Send(hello));
            }
            session.codec().set_tap(recorder);
        }
        let inner = Inner {
            common,
            session,
            identity,
            claimed: None,
            place: Place::Lobby,
            held: None,
            arena: Vec::new(),
            deletion: None,
            wake_at: now.mono.plus(LOBBY_TICK_MS),
            elsewhere: None,
        };
        Self {
            inner: Some(Box::new(inner)),
            outputs,
        }
    }

    fn with(&mut self, act: impl FnOnce(&mut Inner, &mut Outputs<Answer>)) {
        if let Some(inner) = &mut self.inner {
            act(inner, &mut self.outputs);
            if let Some(to) = inner.elsewhere.take() {
                self.hop(to);
            }
        }
    }

    /// Goes on as it is on another shard.
    fn hop(&mut self, shard: ShardId) {
        let lane = Self {
            inner: self.inner.take(),
            outputs: VecDeque::new(),
        };
        let lane = shard::BoxLane::new(lane);
        self.outputs.push_back(LaneOutput::Become { lane, shard });
    }

    fn input(&mut self, cx: &mut Cx<'_>, input: Input<'_>) {
        self.with(|inner, outputs| {
            inner.session.input(input, cx.now);
            inner.take_outputs(cx, outputs);
        });
    }

    /// The zone is known: goes there.
    fn go(&mut self, cx: &mut Cx<'_>, placement: realm::directory::Placement) {
        self.with(|inner, outputs| {
            inner.place = match std::mem::replace(&mut inner.place, Place::Lobby) {
                Place::Seeking(entry) => Place::Entering(entry, placement.instance),
                other => other,
            };
            if placement.shard == cx.shard.id() {
                inner.enter(cx, outputs);
            } else {
                inner.elsewhere = Some(placement.shard);
            }
        });
    }
}

impl Inner {
    fn take_outputs(&mut self, cx: &mut Cx<'_>, outputs: &mut Outputs<Answer>) {
        for stray in self.session.take_strays() {
            cx.shard.host(|host| host.unhandled.count(&stray));
        }
        while let Some(output) = self.session.poll() {
            match output {
                Output::Send(bytes) => outputs.push_back(LaneOutput::Send(bytes)),
                Output::Query(query) => self.query(cx, outputs, query),
                Output::EnterWorld(entry) => {
                    let mut entry = player_entry(*entry);
                    comes_in(&mut entry, self.common.world.maps());
                    self.seek(cx, Box::new(entry));
                }
                Output::NotEntered(character) => {
                    cx.shard
                        .host(|host| host.tell(cx.shard, Tell::Saved(character)));
                }
                Output::Close(reason) => outputs.push_back(LaneOutput::Close(close(reason))),
            }
        }
    }

    fn query(&mut self, cx: &mut Cx<'_>, outputs: &mut Outputs<Answer>, query: Query) {
        let identity = self.identity;
        let ask = match &query {
            Query::ClaimPresence { account } => {
                self.claimed = Some(*account);
                Some(Ask::Claim {
                    account: *account,
                    identity,
                })
            }
            Query::JoinQueue { account, bypass } => Some(Ask::Queue(realm::queue::Ticket {
                account: *account,
                connection: identity,
                bypass: *bypass,
            })),
            Query::EnterPresence { account, character } => Some(Ask::Enter {
                account: *account,
                identity,
                character: *character,
            }),
            Query::DeleteCharacter { account, .. } => Some(Ask::IsIdle(*account)),
            _ => None,
        };
        if matches!(query, Query::DeleteCharacter { .. }) {
            self.deletion = Some(query);
        } else if ask.is_none() {
            self.call(cx, outputs, query);
        }
        if let Some(ask) = ask {
            cx.shard.host(|host| host.ask(cx.shard, cx.id(), ask));
        }
    }

    fn call(&self, cx: &Cx<'_>, outputs: &mut Outputs<Answer>, query: Query) {
        let operation = cx.shard.host(RealmHost::next_operation);
        let is_way_out = matches!(query, Query::StoreSessionKeyFor { .. });
        let key = is_way_out.then(|| self.common.random()).flatten();
        let common = Arc::clone(&self.common);
        let answer = answers::realm(common, query, operation, key, cx.now.unix);
        outputs.push_back(LaneOutput::Call(Box::pin(answer)));
    }

    /// Asks for the zone of a character's world.
    fn seek(&mut self, cx: &mut Cx<'_>, entry: Box<PlayerEntry>) {
        let key = key(&entry);
        self.place = Place::Seeking(entry);
        cx.shard
            .host(|host| host.ask(cx.shard, cx.id(), Ask::Place(key)));
    }

    /// Goes into the zone of this shard, if that is where it is going and it is let in now.
    fn enter(&mut self, cx: &mut Cx<'_>, outputs: &mut Outputs<Answer>) {
        let (mut entry, instance) = match std::mem::replace(&mut self.place, Place::Lobby) {
            Place::Entering(entry, instance) => (entry, instance),
            elsewhere => {
                self.place = elsewhere;
                return;
            }
        };
        entry.connection = cx.id();
        let key = key(&entry);
        cx.seal_with(self.session.codec().cipher().clone());
        self.tap(cx);
        let outcome = cx
            .shard
            .host(|host| host.join(cx.shard, (instance, key), entry));
        self.place = match outcome {
            JoinOutcome::Joined => Place::Zone(instance),
            JoinOutcome::Loading(entry) => Place::Entering(entry, instance),
            JoinOutcome::Later(entry) => {
                self.wake_at = cx.now.mono;
                Place::Entering(entry, instance)
            }
            JoinOutcome::Gone(entry) => return self.seek(cx, entry),
            JoinOutcome::Moved(entry, to) => {
                self.elsewhere = Some(to);
                Place::Entering(entry, instance)
            }
        };
        self.feed(cx, outputs);
    }

    /// Has what its zone sends recorded, if it is recorded at all.
    fn tap(&mut self, cx: &Cx<'_>) {
        let tap = self.session.codec().tap();
        if let Some(tap) = tap.and_then(protocol::capture::Tap::for_broadcasts) {
            let connection = cx.id();
            cx.shard.host(|host| host.tap(connection, tap));
        }
    }

    /// The zone of its player is on another shard now.
    fn set_out(&mut self, cx: &Cx<'_>, instance: ZoneInstanceId, to: ShardId) {
        let own = cx.id();
        let is_meant = matches!(self.place, Place::Zone(here) if here == instance);
        if is_meant && cx.shard.host(|host| host.goes_after(own)) {
            self.place = Place::Following(instance, own);
            self.elsewhere = Some(to);
        }
    }

    /// Is where its zone is, if that is why it came.
    fn follow(&mut self, cx: &mut Cx<'_>, outputs: &mut Outputs<Answer>) {
        let Place::Following(instance, before) = self.place else {
            return;
        };
        self.tap(cx);
        let names = (before, cx.id());
        if cx.shard.host(|host| host.follow(cx.shard, instance, names)) {
            self.place = Place::Zone(instance);
            self.offer(cx, instance, cx.id());
            self.feed(cx, outputs);
        } else {
            self.place = Place::Lobby;
            self.kick(cx, outputs, Kick::StoreAway);
        }
    }

    /// Hands the client's messages to its zone until the zone takes no more in this step.
    fn feed(&mut self, cx: &mut Cx<'_>, outputs: &mut Outputs<Answer>) {
        let Place::Zone(instance) = self.place else {
            return;
        };
        let connection = cx.id();
        while self.held.is_none() {
            self.arena.clear();
            let Some((opcode, body)) = self.session.next_message(cx.now, &mut self.arena) else {
                break;
            };
            trail::note(connection, opcode);
            if !world::is_handled(opcode) {
                let stray = Stray::new(opcode, Fault::Unknown, &self.arena[body.clone()]);
                cx.shard.host(|host| host.unhandled.count(&stray));
            }
            self.held = Some((opcode, body));
            self.offer(cx, instance, connection);
        }
        self.take_outputs(cx, outputs);
    }

    fn offer(&mut self, cx: &Cx<'_>, instance: ZoneInstanceId, connection: ConnectionId) {
        let Some((opcode, body)) = &self.held else {
            return;
        };
        let body = &self.arena[body.clone()];
        let taken = cx
            .shard
            .zone(instance, |zone| zone.message(connection, *opcode, body));
        // A zone that moved gets it where it is now. One that is gone takes the message with it;
        // the signal that says so is on its way.
        let waits = match taken {
            Some(taken) => taken.is_err(),
            None => cx.shard.host(|host| host.is_behind(connection)),
        };
        if !waits {
            self.held = None;
        }
    }

    fn signal(&mut self, cx: &mut Cx<'_>, outputs: &mut Outputs<Answer>, signal: Signal) {
        let input = match signal {
            Signal::Claimed(claim) => Input::Answer(Answer::Claim(claim)),
            Signal::Queued(joined) => Input::Answer(Answer::Queue(joined)),
            Signal::Entered(enter) => Input::Answer(Answer::Entered(enter)),
            Signal::Idle(idle) => return self.delete(cx, outputs, idle),
            Signal::Queue(event) => Input::Queue(event),
            Signal::Superseded => Input::Kick(Kick::NewerLogin),
            Signal::Kicked(kick) => Input::Kick(kick),
            Signal::ZoneReady(true) => return self.enter(cx, outputs),
            Signal::ZoneMoves { instance, to } => return self.set_out(cx, instance, to),
            Signal::Placed(_) | Signal::ZoneReady(false) => Input::Kick(Kick::NoRoom),
            Signal::EnterFailed(reason) => {
                tracing::warn!(?reason, "a zone did not let a character in");
                self.place = Place::Lobby;
                Input::Kick(Kick::NoRoom)
            }
            Signal::ZoneLost => {
                self.place = Place::Lobby;
                Input::Kick(Kick::StoreAway)
            }
            Signal::Disconnect(reason) => {
                self.place = Place::Lobby;
                let broken = match reason {
                    DisconnectReason::Malformed { .. } => "malformed message to a zone",
                    DisconnectReason::Flood => "flood to a zone",
                    DisconnectReason::Movement | DisconnectReason::Kicked => {
                        return self.kick(cx, outputs, Kick::GameMaster);
                    }
                    // It comes back to what is stored.
                    DisconnectReason::Stale => return self.kick(cx, outputs, Kick::StoreAway),
                };
                let close = CloseReason::Protocol(broken);
                return outputs.push_back(LaneOutput::Close(close));
            }
            Signal::LoggedOut => {
                self.place = Place::Lobby;
                self.session.returned_to_character_list(cx.now);
                return self.take_outputs(cx, outputs);
            }
            Signal::Transfer { entry, world_id } => {
                debug_assert_eq!(entry.sheet.character.world_id, world_id);
                return self.seek(cx, entry);
            }
            Signal::Break => panic!("the lane was told to break"),
            // The answer to an STS connection.
            Signal::Admitted(_) => return,
        };
        self.session.input(input, cx.now);
        self.take_outputs(cx, outputs);
    }

    fn kick(&mut self, cx: &mut Cx<'_>, outputs: &mut Outputs<Answer>, kick: Kick) {
        self.session.input(Input::Kick(kick), cx.now);
        self.take_outputs(cx, outputs);
    }

    fn delete(&mut self, cx: &mut Cx<'_>, outputs: &mut Outputs<Answer>, idle: bool) {
        let Some(query) = self.deletion.take() else {
            return;
        };
        if idle {
            return self.call(cx, outputs, query);
        }
        let online = Answer::Deleted(realm::session::DeleteOutcome::Online);
        self.session.input(Input::Answer(online), cx.now);
        self.take_outputs(cx, outputs);
    }

    /// Takes the player out of wherever it is.
    fn leave(&mut self, cx: &Cx<'_>, reason: LeaveReason) {
        match std::mem::replace(&mut self.place, Place::Lobby) {
            Place::Lobby => {}
            Place::Seeking(entry) | Place::Entering(entry, _) => {
                cx.shard.host(|host| host.not_entered(&entry));
            }
            Place::Zone(instance) => {
                let connection = cx.id();
                let left = cx
                    .shard
                    .zone(instance, |zone| zone.leave(connection, reason));
                match left {
                    Some(Ok(())) => {}
                    Some(Err(_)) => tracing::error!("a zone had no room for a farewell"),
                    None => cx.shard.host(|host| {
                        if host.goes_after(connection) {
                            host.stays_behind(cx.shard, instance, (connection, reason));
                        }
                    }),
                }
            }
            Place::Following(instance, before) => {
                let farewell = (before, reason);
                cx.shard
                    .host(|host| host.stays_behind(cx.shard, instance, farewell));
            }
        }
    }
}

impl Lane<RealmHost> for WorldLane {
    type Answer = Answer;

    fn on_arrive(&mut self, cx: &mut Cx<'_>) {
        let to = Whereabouts {
            shard: cx.shard.id(),
            connection: cx.id(),
        };
        self.with(|inner, outputs| {
            if inner.claimed.is_some() {
                let identity = inner.identity;
                cx.shard
                    .host(|host| host.tell(cx.shard, Tell::Moved { identity, to }));
            }
            inner.take_outputs(cx, outputs);
            inner.enter(cx, outputs);
            inner.follow(cx, outputs);
        });
    }

    fn on_bytes(&mut self, cx: &mut Cx<'_>, bytes: &[u8]) {
        self.input(cx, Input::Bytes(bytes));
        self.with(|inner, outputs| inner.feed(cx, outputs));
    }

    fn on_answer(&mut self, cx: &mut Cx<'_>, answer: Answer) {
        self.input(cx, Input::Answer(answer));
    }

    fn on_signal(&mut self, cx: &mut Cx<'_>, signal: Signal) {
        if let Signal::Placed(Some(placement)) = signal {
            self.go(cx, placement);
        } else {
            self.with(|inner, outputs| inner.signal(cx, outputs, signal));
        }
    }

    fn on_wake(&mut self, cx: &mut Cx<'_>) {
        self.input(cx, Input::Tick);
        self.with(|inner, outputs| {
            inner.wake_at = cx.now.mono.plus(LOBBY_TICK_MS);
            inner.enter(cx, outputs);
            if let Place::Zone(instance) = inner.place {
                inner.offer(cx, instance, cx.id());
                inner.feed(cx, outputs);
            }
        });
    }

    fn on_drain(&mut self, cx: &mut Cx<'_>) -> OnDrain {
        self.with(|inner, _| inner.leave(cx, LeaveReason::Drain));
        self.input(cx, Input::Kick(Kick::Drain));
        OnDrain::Close
    }

    fn on_close(&mut self, cx: &mut Cx<'_>, _: CloseReason) {
        self.with(|inner, _| {
            inner.leave(cx, LeaveReason::LinkLost);
            if let Some(account) = inner.claimed {
                let identity = inner.identity;
                cx.shard
                    .host(|host| host.tell(cx.shard, Tell::Released { account, identity }));
            }
        });
    }

    fn poll(&mut self) -> Option<LaneOutput<RealmHost, Answer>> {
        self.outputs.pop_front()
    }

    fn stage(&self) -> Stage {
        match &self.inner {
            Some(inner) if inner.session.account().is_some() => Stage::Open,
            Some(inner) if inner.session.is_waiting() => Stage::Login,
            _ => Stage::Handshake,
        }
    }

    fn wake_at(&self) -> Option<Millis> {
        let inner = self.inner.as_ref()?;
        // A message that found no room is offered again at the next tick.
        Some(if inner.held.is_some() {
            Millis(0)
        } else {
            inner.wake_at
        })
    }

    fn wants_input(&self) -> bool {
        let Some(inner) = &self.inner else {
            return false;
        };
        match inner.place {
            Place::Lobby => !inner.session.is_waiting(),
            Place::Seeking(_) | Place::Entering(..) | Place::Following(..) => false,
            Place::Zone(_) => inner.held.is_none(),
        }
    }
}

/// The zone a player goes to.
fn key(entry: &PlayerEntry) -> ZoneKey {
    ZoneKey {
        world: entry.sheet.character.world_id,
        holder: entry.holder,
    }
}

fn player_entry(entry: realm::session::Entry) -> PlayerEntry {
    PlayerEntry {
        connection: ConnectionId(0),
        sheet: *entry.sheet,
        account: AccountView {
            premium_tier: entry.signature.into(),
            currencies: entry.currencies,
        },
        permissions: entry.permissions,
        arrival: Arrival::Login,
        holder: Holder::Everybody,
    }
}

fn close(reason: realm::session::CloseReason) -> CloseReason {
    use realm::session::CloseReason as Realm;
    match reason {
        Realm::Silent => CloseReason::Deadline(Stage::Handshake),
        Realm::Malformed => CloseReason::Protocol("malformed message"),
        Realm::Violation => CloseReason::Protocol("message out of state"),
        Realm::Flood => CloseReason::Protocol("flood"),
        Realm::BadSession => CloseReason::Protocol("unknown session key"),
        Realm::Kicked(Kick::Drain) => CloseReason::Drain,
        Realm::Kicked(_) | Realm::Superseded => CloseReason::Finished,
        Realm::Internal => CloseReason::Fault,
    }
}
