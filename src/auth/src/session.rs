//! One auth connection from its hello to the realm's address (`sts.md` section 7).
//!
//! | message | waiting for the hello | answered |
//! |---|---|---|
//! | 0x0592 | accepted or denied | the connection ends |
//! | anything else | ignored | ignored |
//!
//! The server speaks first, in the clear; everything after that is enciphered with the build key.
//! A denied client is left to read its denial: the connection ends when it leaves, or a little
//! later.

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::net::IpAddr;

use bezgelor_core::ids::{AccountId, RealmId};
use bezgelor_core::limits::{
    EMAIL_BYTES_MAX, HANDSHAKE_DEADLINE_MS, LOGIN_DEADLINE_MS, SESSION_KEY_LIFETIME_MS,
};
use bezgelor_core::time::{Millis, Now, UnixMillis};
use crypto::{AUTH_MESSAGE, CLIENT_BUILD, token};
use protocol::enums::{NpLoginResult, RealmFlag, RealmType};
use protocol::messages::{
    ClientHelloAuth, ServerAuthAccepted, ServerAuthDenied, ServerHello, ServerRealmInfo,
    ServerRealmMessages,
};
use protocol::session::{Lane, ServerCodec, SessionError};
use protocol::stray::{Fault, Stray, Strays};
use protocol::{DecodeError, Message, decode_message, encode_message, structs};
use zeroize::Zeroizing;

use crate::gateway::{Denial, Gateway, NewKey, Redeemed, denial};

/// Tells an auth server from a world server in 0x0003.
const CONNECTION_TYPE_AUTH: u8 = 3;

/// What happens to a session.
pub enum Input<'a> {
    /// Bytes from the socket.
    Bytes(&'a [u8]),
    /// The answer to the one open query.
    Answer(Answer),
    /// Time has passed; see [`Session::deadline`].
    Tick,
    /// The socket is gone.
    Closed,
}

/// What a session wants done, in this order.
#[derive(Debug, PartialEq)]
pub enum Output {
    /// Bytes for the socket, as they are.
    Send(Vec<u8>),
    /// A question, to be answered exactly once; until then nothing more is read.
    Query(Query),
    /// Close the socket once everything sent before is out.
    Close(CloseReason),
}

/// What a session cannot do itself.
#[derive(Debug, PartialEq)]
pub enum Query {
    /// Take the game token, so that nobody can take it again, and say where its account may go →
    /// [`Answer::Redeemed`]. What it says of the key happens at once with that.
    RedeemToken {
        /// The lower-cased e-mail; the token must be of this account.
        email_key: String,
        /// [`crypto::token::storage_hash`] of the token.
        token_hash: [u8; 32],
        /// To be kept for the first of the realms, if it opens any.
        key: NewKey,
    },
    /// Keep the key for the world connection → [`Answer::SessionKeyStored`] once committed.
    StoreSessionKey {
        /// Whose.
        account: AccountId,
        /// The realm it opens.
        realm: RealmId,
        /// The key itself; it is stored as a hash.
        session_key: Zeroizing<[u8; 16]>,
        /// The key is good until then.
        expires_at: UnixMillis,
    },
}

/// Answers to queries.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To [`Query::RedeemToken`]: `None` for a token that is unknown, used, expired or another's.
    Redeemed(Option<Redeemed>),
    /// To [`Query::StoreSessionKey`].
    SessionKeyStored,
    /// To any query: a queue is full, or the database cannot be reached.
    Unavailable,
}

/// Why a session ended, for logs and metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseReason {
    /// The socket was closed by the peer.
    Peer,
    /// The bytes are no frames.
    Frame(SessionError),
    /// 0x0592 cannot be decoded.
    Body(DecodeError),
    /// A second 0x0592.
    OutOfState,
    /// A deadline passed.
    TimedOut,
    /// A query was answered with another query's answer: a fault of the driver.
    WrongAnswer,
}

enum State {
    Hello,
    Waiting(Pending),
    Answered,
    Closed,
}

/// What an open query is about.
enum Pending {
    Token,
    Key(Box<Admission>),
}

/// Everything a client is told once its key is stored.
struct Admission {
    account: AccountId,
    realm: Gateway,
    messages: Vec<String>,
}

/// One auth connection. Lives on the shard that accepted it, until [`Output::Close`].
pub struct Session {
    peer: IpAddr,
    session_key: Zeroizing<[u8; 16]>,
    codec: ServerCodec,
    state: State,
    deadline: Millis,
    outputs: VecDeque<Output>,
    strays: Strays,
}

impl Session {
    /// A connection just accepted from `peer`, greeted at once. `session_key` is fresh random
    /// bytes, the key of the world connection this one may lead to.
    #[must_use]
    pub fn new(peer: IpAddr, session_key: [u8; 16], now: Now) -> Self {
        let mut message = Vec::new();
        encode_message(&hello(), &mut message);
        let mut frame = Vec::new();
        ServerCodec::wrap_clear(&message, &mut frame);
        Self {
            peer,
            session_key: Zeroizing::new(session_key),
            codec: ServerCodec::new(Lane::Auth),
            state: State::Hello,
            deadline: now.mono.plus(HANDSHAKE_DEADLINE_MS),
            outputs: VecDeque::from([Output::Send(frame)]),
            strays: Strays::default(),
        }
    }

    /// Takes one input; then take outputs until there is none. After [`Output::Close`] inputs are
    /// ignored.
    pub fn input(&mut self, input: Input<'_>, now: Now) {
        if matches!(self.state, State::Closed) {
            return;
        }
        match input {
            Input::Bytes(bytes) => match self.codec.push(bytes) {
                Ok(()) => self.read(now),
                Err(error) => self.close(CloseReason::Frame(error)),
            },
            Input::Answer(answer) => {
                self.answered(answer, now);
                self.read(now);
            }
            Input::Tick if now.mono >= self.deadline => self.close(CloseReason::TimedOut),
            Input::Tick => {}
            Input::Closed => self.close(CloseReason::Peer),
        }
    }

    /// The next thing to do.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When the next [`Input::Tick`] is due. It may come later or more often.
    #[must_use]
    pub fn deadline(&self) -> Millis {
        self.deadline
    }

    /// The cipher and containers, for whoever records what is said.
    pub fn codec(&mut self) -> &mut ServerCodec {
        &mut self.codec
    }

    /// Messages that were ignored since the last call.
    #[must_use]
    pub fn take_strays(&mut self) -> Vec<Stray> {
        self.strays.take()
    }

    fn read(&mut self, now: Now) {
        while matches!(self.state, State::Hello | State::Answered) {
            let hello = match self.codec.pop() {
                Ok(None) => return,
                Err(error) => return self.close(CloseReason::Frame(error)),
                Ok(Some(incoming)) if incoming.opcode == ClientHelloAuth::OPCODE => {
                    decode_message::<ClientHelloAuth>(incoming.body)
                }
                Ok(Some(incoming)) => {
                    self.strays
                        .note(incoming.opcode, Fault::Unknown, incoming.body);
                    continue;
                }
            };
            match (hello, &self.state) {
                (Ok(hello), State::Hello) => self.hello(&hello, now),
                (Ok(_), _) => self.close(CloseReason::OutOfState),
                (Err(error), _) => self.close(CloseReason::Body(error)),
            }
        }
    }

    fn hello(&mut self, hello: &ClientHelloAuth, now: Now) {
        self.deadline = now.mono.plus(LOGIN_DEADLINE_MS);
        if hello.build != CLIENT_BUILD {
            return self.deny(NpLoginResult::ClientServerVersionMismatch.into(), now);
        }
        let email = hello.account_string.to_string_lossy();
        if email.is_empty() || email.len() > EMAIL_BYTES_MAX {
            return self.deny(NpLoginResult::ErrorInvalidToken.into(), now);
        }
        let query = Query::RedeemToken {
            email_key: email.to_lowercase(),
            token_hash: token::storage_hash(&hello.game_token.0),
            key: NewKey::new(
                self.peer,
                self.session_key.clone(),
                now.unix.plus(SESSION_KEY_LIFETIME_MS),
            ),
        };
        self.ask(query, Pending::Token);
    }

    fn answered(&mut self, answer: Answer, now: Now) {
        let state = std::mem::replace(&mut self.state, State::Closed);
        let State::Waiting(pending) = state else {
            return self.close(CloseReason::WrongAnswer);
        };
        match (pending, answer) {
            (_, Answer::Unavailable) => self.deny(NpLoginResult::ErrorDb.into(), now),
            (Pending::Token, Answer::Redeemed(None)) => {
                self.deny(NpLoginResult::ErrorInvalidToken.into(), now);
            }
            (Pending::Token, Answer::Redeemed(Some(redeemed))) => {
                let suspension = redeemed.suspension.as_ref();
                match denial(redeemed.address, suspension, self.peer, now.unix) {
                    Some(denial) => self.deny(denial, now),
                    None => self.choose(redeemed, now),
                }
            }
            (Pending::Key(admission), Answer::SessionKeyStored) => self.accept(*admission, now),
            _ => self.close(CloseReason::WrongAnswer),
        }
    }

    fn choose(&mut self, redeemed: Redeemed, now: Now) {
        let Redeemed {
            account,
            messages,
            key_of,
            ..
        } = redeemed;
        let Some(realm) = redeemed.realms.into_iter().next() else {
            return self.deny(NpLoginResult::NoRealmsAvailableAtThisTime.into(), now);
        };
        let admission = Admission {
            account,
            realm,
            messages,
        };
        let realm = admission.realm.id;
        if key_of == Some(realm) {
            return self.accept(admission, now);
        }
        // The one it was kept for cannot be reached.
        let query = Query::StoreSessionKey {
            account,
            realm,
            session_key: self.session_key.clone(),
            expires_at: now.unix.plus(SESSION_KEY_LIFETIME_MS),
        };
        self.ask(query, Pending::Key(Box::new(admission)));
    }

    fn accept(&mut self, admission: Admission, now: Now) {
        let Admission {
            account,
            realm,
            messages,
        } = admission;
        let messages = messages
            .iter()
            .zip(0..)
            .map(|(text, index)| structs::Message {
                index,
                messages: vec![text.as_str().into()],
            });
        let mut bytes = Vec::new();
        self.codec.send(&ServerAuthAccepted::default(), &mut bytes);
        let messages = messages.collect();
        self.codec
            .send(&ServerRealmMessages { messages }, &mut bytes);
        let info = ServerRealmInfo {
            address: realm.address.to_bits(),
            port: realm.port,
            session_key: *self.session_key,
            account_id: account.0,
            realm_name: realm.name.as_str().into(),
            flags: RealmFlag::default(),
            type_: RealmType(u32::from(realm.realm_type)),
            note_text_id: 0,
        };
        self.codec.send(&info, &mut bytes);
        self.end_with(bytes, now);
    }

    fn deny(&mut self, denial: Denial, now: Now) {
        let denied = ServerAuthDenied {
            login_result: denial.result,
            error_value: 0,
            suspended_days: denial.suspended_days,
        };
        let mut bytes = Vec::new();
        self.codec.send(&denied, &mut bytes);
        self.end_with(bytes, now);
    }

    fn end_with(&mut self, bytes: Vec<u8>, now: Now) {
        self.outputs.push_back(Output::Send(bytes));
        self.state = State::Answered;
        self.deadline = now.mono.plus(HANDSHAKE_DEADLINE_MS);
    }

    fn ask(&mut self, query: Query, pending: Pending) {
        self.outputs.push_back(Output::Query(query));
        self.state = State::Waiting(pending);
    }

    fn close(&mut self, reason: CloseReason) {
        self.state = State::Closed;
        self.outputs.push_back(Output::Close(reason));
    }
}

/// The first message, in the clear (53 bytes with its header).
fn hello() -> ServerHello {
    ServerHello {
        auth_version: CLIENT_BUILD,
        connection_type: CONNECTION_TYPE_AUTH,
        auth_message: AUTH_MESSAGE,
        ..ServerHello::default()
    }
}
