//! One STS connection from its first byte to its last (`sts.md` sections 2 and 7).
//!
//! | message | start | connected | challenged | proven |
//! |---|---|---|---|---|
//! | `Connect` | no reply | no reply | refused | refused |
//! | `Ping` | no reply | no reply | no reply | no reply |
//! | `LoginStart` | challenge | challenge | new challenge | refused |
//! | `KeyData` | refused | refused | proof | refused |
//! | `LoginFinish` | refused | refused | refused | answered |
//! | `ListMyAccounts` | refused | refused | refused | answered |
//! | `RequestGameToken` | refused | refused | refused | answered |
//! | `PageVerifiedIps` | refused | refused | refused | answered |
//! | anything else | ignored | ignored | ignored | ignored |
//!
//! Refused means error 3002 and the end of the connection. A failed proof is error 3002 and leads
//! back to connected: one proof per challenge. Every request is answered before the next is read.

mod deadlines;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::Arc;

use bezgelor_core::ids::AccountId;
use bezgelor_core::limits::{
    EMAIL_BYTES_MAX, GAME_TOKEN_LIFETIME_MS, STS_ATTEMPTS_MAX, STS_TOKENS_MAX,
};
use bezgelor_core::time::{Millis, Now, UnixMillis};
use crypto::Arc4;

use crate::config::{AccountParts, Config, TestAccount, is_loopback};
use crate::jobs::{Challenge, Entropy, GameToken, ProvenAccount, SrpStart, SrpVerify, Verified};
use crate::key_data;
use crate::limiter::{Attempt, Outcome};
use crate::reply::Reply;
use crate::request::{Request, RequestError, RequestReader};
use crate::xml;
use deadlines::Deadlines;

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
pub enum Output {
    /// Bytes for the socket, as they are.
    Send(Vec<u8>),
    /// A question, to be answered exactly once; until then nothing more is read.
    Query(Query),
    /// For [`crate::limiter::Limiter::end`].
    Ended(Attempt, Outcome),
    /// Close the socket once everything sent before is out.
    Close(CloseReason),
}

/// What a session cannot do itself.
pub enum Query {
    /// [`crate::limiter::Limiter::admit`] → [`Answer::Admitted`].
    Admit(Attempt),
    /// [`crate::limiter::Limiter::begin_proof`] → [`Answer::Admitted`].
    BeginProof(Attempt),
    /// The account whose e-mail is `email_key` when lower-cased → [`Answer::Account`].
    AccountByEmail {
        /// The lower-cased e-mail.
        email_key: String,
        /// Present only where test accounts are allowed: when there is no such account, run this
        /// on a worker thread, store the result and answer with it.
        create: Option<TestAccount>,
    },
    /// Run it, where one is → [`Answer::Started`].
    SrpStart(Box<SrpStart>),
    /// Run it on a worker thread → [`Answer::Verified`].
    SrpVerify(Box<SrpVerify>),
    /// Replace the account's game token → [`Answer::TokenStored`] once it is committed.
    StoreGameToken {
        /// Whose.
        account: AccountId,
        /// [`crypto::token::storage_hash`] of the token.
        token_hash: [u8; 32],
        /// The token is good from this address only.
        address: IpAddr,
        /// The token is good until then.
        expires_at: UnixMillis,
    },
}

/// Answers to queries.
pub enum Answer {
    /// To [`Query::Admit`] and [`Query::BeginProof`].
    Admitted(bool),
    /// To [`Query::AccountByEmail`].
    Account(Option<AccountParts>),
    /// To [`Query::SrpStart`].
    Started(Box<Challenge>),
    /// To [`Query::SrpVerify`].
    Verified(Box<Verified>),
    /// To [`Query::StoreGameToken`].
    TokenStored,
    /// To any query: a queue is full, or the database cannot be reached.
    Unavailable,
}

/// Why a session ended, for logs and metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseReason {
    /// The socket was closed by the peer.
    Peer,
    /// The bytes are not requests.
    Malformed(RequestError),
    /// A message in a state where it is not welcome.
    OutOfState,
    /// Too many attempts or tokens on one connection.
    TooMany,
    /// A deadline passed.
    TimedOut,
    /// A query could not be answered.
    Unavailable,
    /// A query was answered with another query's answer: a fault of the driver.
    WrongAnswer,
}

enum State {
    Start,
    Connected,
    Challenged(Box<Challenge>),
    Proven(ProvenAccount),
    Waiting(Pending),
    Closed,
}

/// What an open query is about.
enum Pending {
    Admit(Name),
    Account(Name),
    Start,
    Begin(Box<SrpVerify>),
    Verify,
    Token(ProvenAccount, GameToken),
}

struct Name {
    email: String,
    email_key: String,
}

/// One STS connection. Lives on the shard that accepted it, until [`Output::Close`].
pub struct Session {
    config: Arc<Config>,
    peer: IpAddr,
    entropy: Entropy,
    reader: RequestReader,
    send_cipher: Option<Arc4>,
    state: State,
    /// `s` of the request being answered.
    sequence: Option<u32>,
    /// What the login in progress is counted under.
    attempt: Option<Attempt>,
    attempts: u32,
    tokens: u32,
    deadlines: Deadlines,
    outputs: VecDeque<Output>,
}

impl Session {
    /// A connection just accepted from `peer`. `seed` is 32 fresh random bytes, from which all
    /// secrets of the session follow.
    #[must_use]
    pub fn new(config: Arc<Config>, peer: IpAddr, seed: [u8; 32], now: Now) -> Self {
        Self {
            config,
            peer,
            entropy: Entropy::new(seed),
            reader: RequestReader::default(),
            send_cipher: None,
            state: State::Start,
            sequence: None,
            attempt: None,
            attempts: 0,
            tokens: 0,
            deadlines: Deadlines::new(now.mono),
            outputs: VecDeque::new(),
        }
    }

    /// Takes one input; then take outputs until there is none. After [`Output::Close`] inputs are
    /// ignored.
    pub fn input(&mut self, input: Input<'_>, now: Now) {
        if matches!(self.state, State::Closed) {
            return;
        }
        match input {
            Input::Bytes(bytes) => match self.reader.push(bytes) {
                Ok(()) => self.read_requests(now),
                Err(error) => self.close(CloseReason::Malformed(error)),
            },
            Input::Answer(answer) => {
                self.answered(answer, now);
                self.read_requests(now);
            }
            Input::Tick => {
                if now.mono >= self.deadlines.next() {
                    self.close(CloseReason::TimedOut);
                }
            }
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
        self.deadlines.next()
    }

    fn is_waiting(&self) -> bool {
        matches!(self.state, State::Waiting(_))
    }

    fn read_requests(&mut self, now: Now) {
        while !matches!(self.state, State::Waiting(_) | State::Closed) {
            match self.reader.take() {
                Ok(Some(request)) => {
                    self.deadlines.request_came(now.mono);
                    self.handle(&request, now);
                }
                Ok(None) => break,
                Err(error) => self.close(CloseReason::Malformed(error)),
            }
        }
        let waits = self.reader.is_midway() && !self.is_waiting();
        self.deadlines.bytes_wait(waits, now.mono);
    }

    fn handle(&mut self, request: &Request, now: Now) {
        self.sequence = request.sequence;
        // Out of reach of every handler that fails to set a new state: closed.
        let state = std::mem::replace(&mut self.state, State::Closed);
        match (request.uri.as_str(), state) {
            ("/Sts/Connect", State::Start | State::Connected) => self.state = State::Connected,
            ("/Auth/LoginStart", State::Start | State::Connected | State::Challenged(_)) => {
                self.login_start(request);
            }
            ("/Auth/KeyData", State::Challenged(challenge)) => self.key_data(request, *challenge),
            ("/Auth/LoginFinish", State::Proven(account)) => {
                self.reply_proven(&Reply::login_finish(), account);
            }
            ("/GameAccount/ListMyAccounts", State::Proven(account)) => {
                self.reply_proven(&Reply::accounts(), account);
            }
            ("/Auth/PageVerifiedIps", State::Proven(account)) => {
                self.reply_proven(&Reply::verified_ips(), account);
            }
            ("/Auth/RequestGameToken", State::Proven(account)) => {
                self.request_token(account, now);
            }
            (
                "/Sts/Connect"
                | "/Auth/LoginStart"
                | "/Auth/KeyData"
                | "/Auth/LoginFinish"
                | "/GameAccount/ListMyAccounts"
                | "/Auth/PageVerifiedIps"
                | "/Auth/RequestGameToken",
                _,
            ) => {
                self.send(&Reply::refused());
                self.close(CloseReason::OutOfState);
            }
            // A ping only keeps the connection; what is unknown, the client does not wait for.
            (_, state) => self.state = state,
        }
    }

    fn login_start(&mut self, request: &Request) {
        self.attempts += 1;
        if self.attempts > STS_ATTEMPTS_MAX {
            return self.close(CloseReason::TooMany);
        }
        let honest = |email: &String| {
            let length = 1..=EMAIL_BYTES_MAX;
            length.contains(&email.len()) && !email.contains(char::is_control)
        };
        let Some(email) = xml::request_field(&request.body, "LoginName").filter(honest) else {
            return self.refuse_login();
        };
        let email_key = email.to_lowercase();
        let exempt = self.config.test_accounts && is_loopback(self.peer);
        let attempt = Attempt::new(&email_key, self.peer, exempt);
        self.attempt = Some(attempt);
        let pending = Pending::Admit(Name { email, email_key });
        self.ask(Query::Admit(attempt), pending);
    }

    fn key_data(&mut self, request: &Request, challenge: Challenge) {
        let parts = xml::request_field(&request.body, "KeyData")
            .and_then(|text| key_data::decode_pair(&text));
        let Some([public, proof]) = parts else {
            return self.refuse_login();
        };
        let Some(attempt) = self.attempt else {
            return self.close(CloseReason::OutOfState);
        };
        let job = Box::new(SrpVerify {
            challenge,
            public,
            proof,
        });
        self.ask(Query::BeginProof(attempt), Pending::Begin(job));
    }

    fn request_token(&mut self, account: ProvenAccount, now: Now) {
        self.tokens += 1;
        if self.tokens > STS_TOKENS_MAX {
            return self.close(CloseReason::TooMany);
        }
        let token = account.mint(&mut self.entropy);
        let expires_at = now.unix.plus(GAME_TOKEN_LIFETIME_MS);
        let query = Query::StoreGameToken {
            account: account.id(),
            token_hash: token.hash(),
            address: self.peer,
            expires_at,
        };
        self.ask(query, Pending::Token(account, token));
    }

    fn answered(&mut self, answer: Answer, now: Now) {
        let state = std::mem::replace(&mut self.state, State::Closed);
        let State::Waiting(pending) = state else {
            self.state = state;
            return self.close(CloseReason::WrongAnswer);
        };
        match (pending, answer) {
            (pending, Answer::Unavailable) => {
                if matches!(pending, Pending::Verify) {
                    self.end_proof(Outcome::Unchecked);
                }
                self.send(&Reply::unavailable());
                self.close(CloseReason::Unavailable);
            }
            (Pending::Admit(name), Answer::Admitted(true)) => self.ask_account(name),
            (Pending::Begin(job), Answer::Admitted(true)) => {
                self.ask(Query::SrpVerify(job), Pending::Verify);
            }
            (Pending::Admit(_) | Pending::Begin(_), Answer::Admitted(false)) => {
                self.refuse_login();
            }
            (Pending::Account(name), Answer::Account(account)) => self.start(name, account),
            (Pending::Start, Answer::Started(challenge)) => {
                let blob = key_data::encode(&challenge.parts());
                self.send(&Reply::key_data(&blob));
                self.state = State::Challenged(challenge);
            }
            (Pending::Verify, Answer::Verified(verified)) => self.verified(*verified, now),
            (Pending::Token(account, token), Answer::TokenStored) => {
                self.reply_proven(&Reply::token(&token.text()), account);
            }
            _ => self.close(CloseReason::WrongAnswer),
        }
    }

    fn ask_account(&mut self, name: Name) {
        let create = TestAccount::permitted(&self.config, self.peer, &name.email);
        let query = Query::AccountByEmail {
            email_key: name.email_key.clone(),
            create,
        };
        self.ask(query, Pending::Account(name));
    }

    fn start(&mut self, name: Name, account: Option<AccountParts>) {
        let job = SrpStart {
            server_secret: self.config.server_secret,
            email: name.email,
            email_key: name.email_key,
            account,
            secret: self.entropy.draw(),
        };
        self.ask(Query::SrpStart(Box::new(job)), Pending::Start);
    }

    fn verified(&mut self, verified: Verified, now: Now) {
        let Some(opened) = verified.open() else {
            self.end_proof(Outcome::Failed);
            self.deadlines.login_failed(now.mono);
            return self.refuse_login();
        };
        self.end_proof(Outcome::Proven);
        self.deadlines.login_proven(now.mono);
        // The reply to the proof is still clear; everything behind it, on both ways, is not
        // (`sts.md` section 4).
        let blob = key_data::encode(&[&opened.server_proof]);
        self.reply_proven(&Reply::key_data(&blob), opened.account);
        self.send_cipher = Some(opened.send_cipher);
        self.reader.arm(opened.receive_cipher);
    }

    fn refuse_login(&mut self) {
        self.send(&Reply::refused());
        self.state = State::Connected;
    }

    fn reply_proven(&mut self, reply: &Reply, account: ProvenAccount) {
        self.send(reply);
        self.state = State::Proven(account);
    }

    fn ask(&mut self, query: Query, pending: Pending) {
        self.outputs.push_back(Output::Query(query));
        self.state = State::Waiting(pending);
    }

    fn end_proof(&mut self, outcome: Outcome) {
        if let Some(attempt) = self.attempt.take() {
            self.outputs.push_back(Output::Ended(attempt, outcome));
        }
    }

    fn send(&mut self, reply: &Reply) {
        let mut bytes = reply.bytes(self.sequence);
        if let Some(cipher) = &mut self.send_cipher {
            cipher.apply(&mut bytes);
        }
        if let Some(Output::Send(last)) = self.outputs.back_mut() {
            last.append(&mut bytes);
        } else {
            self.outputs.push_back(Output::Send(bytes));
        }
    }

    fn close(&mut self, reason: CloseReason) {
        if matches!(self.state, State::Waiting(Pending::Verify)) {
            // Leaving while a proof is checked must not be a way to guess for free.
            self.end_proof(Outcome::Failed);
        }
        self.state = State::Closed;
        self.outputs.push_back(Output::Close(reason));
    }
}
