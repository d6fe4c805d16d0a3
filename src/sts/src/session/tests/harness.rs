//! A driver that answers every query at once, and a client that speaks the protocol.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bezgelor_core::ids::AccountId;
use bezgelor_core::time::{Millis, Now, UnixMillis};
use crypto::Arc4;
use crypto::srp::{self, Client, Secret};

use crate::limiter::{Limiter, Outcome};
use crate::session::{Answer, CloseReason, Input, Output, Query, Session};
use crate::{AccountParts, Config};

pub(super) const NAME: &str = "tester@example.com";
pub(super) const PASSWORD: &str = "hunter2";

/// A reply as a client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) sequence: Option<String>,
    pub(super) body: String,
}

impl Reply {
    /// All replies in a run of clear bytes.
    pub(super) fn all(mut bytes: &[u8]) -> Vec<Self> {
        let mut replies = Vec::new();
        while !bytes.is_empty() {
            let text = std::str::from_utf8(bytes).expect("replies are text");
            let (head, rest) = text.split_once("\r\n\r\n").expect("a whole head");
            let mut lines = head.split("\r\n");
            let status = lines.next().and_then(|line| line.split(' ').nth(1));
            let mut headers = lines.map(|line| line.split_once(':').expect("name:value"));
            let (l, length) = headers.next().expect("l comes first");
            assert_eq!(l, "l");
            let length: usize = length.parse().expect("l is a number");
            replies.push(Self {
                status: status.expect("a status").parse().expect("a number"),
                sequence: headers.next().map(|(_, value)| value.to_owned()),
                body: rest[..length].to_owned(),
            });
            bytes = &rest.as_bytes()[length..];
        }
        replies
    }

    /// The text of the only element of this name.
    pub(super) fn text(&self, element: &str) -> String {
        let (open, close) = (format!("<{element}>"), format!("</{element}>"));
        let (_, rest) = self.body.split_once(&open).expect("the element");
        rest.split_once(&close).expect("its end").0.to_owned()
    }

    pub(super) fn is_refusal(&self) -> bool {
        self.status == 400 && self.body.contains("code=\"3002\"")
    }
}

/// What the driver of a test remembers.
pub(super) struct World {
    pub(super) accounts: HashMap<String, AccountParts>,
    pub(super) limiter: Limiter,
    pub(super) tokens: Vec<(AccountId, [u8; 32], UnixMillis)>,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) queries: Vec<&'static str>,
    /// The query that is answered with `Unavailable`.
    pub(super) down_at: Option<&'static str>,
    /// Overrides the server's private exponent.
    pub(super) secret: Option<Vec<u8>>,
    pub(super) now_ms: u64,
}

impl Default for World {
    fn default() -> Self {
        let mut world = Self {
            accounts: HashMap::new(),
            limiter: Limiter::new(),
            tokens: Vec::new(),
            outcomes: Vec::new(),
            queries: Vec::new(),
            down_at: None,
            secret: None,
            now_ms: 1000,
        };
        static VERIFIER: OnceLock<[u8; 128]> = OnceLock::new();
        let salt = [7; 16];
        let verifier = VERIFIER.get_or_init(|| srp::verifier(NAME, PASSWORD, &salt));
        world.add(NAME, salt, Box::new(*verifier));
        world
    }
}

impl World {
    pub(super) fn add(&mut self, email: &str, salt: [u8; 16], verifier: Box<[u8; 128]>) {
        let id = AccountId(self.accounts.len() as u32 + 1);
        let parts = AccountParts { id, salt, verifier };
        self.accounts.insert(email.to_lowercase(), parts);
    }

    pub(super) fn now(&self) -> Now {
        Now {
            mono: Millis(self.now_ms),
            unix: UnixMillis(1_000_000 + self.now_ms as i64),
        }
    }

    fn answer(&mut self, query: Query) -> Answer {
        let now = self.now().mono;
        let name = name_of(&query);
        self.queries.push(name);
        if self.down_at == Some(name) {
            return Answer::Unavailable;
        }
        match query {
            Query::Admit(attempt) => Answer::Admitted(self.limiter.admit(&attempt, now)),
            Query::BeginProof(attempt) => Answer::Admitted(self.limiter.begin_proof(&attempt, now)),
            Query::AccountByEmail { email_key, create } => {
                if let (false, Some(create)) = (self.accounts.contains_key(&email_key), create) {
                    let new = create.run();
                    self.add(&new.email, new.salt, new.verifier);
                }
                Answer::Account(self.accounts.get(&email_key).cloned())
            }
            Query::SrpStart(mut job) => {
                if let Some(secret) = &self.secret {
                    assert!(secret.len() <= 32, "a wide secret has a test of its own");
                    let byte = |i| secret.get(i).copied().unwrap_or(0);
                    job.secret = zeroize::Zeroizing::new(std::array::from_fn(byte));
                }
                Answer::Started(Box::new(job.run()))
            }
            Query::SrpVerify(job) => Answer::Verified(Box::new(job.run())),
            Query::StoreGameToken {
                account,
                token_hash,
                expires_at,
                ..
            } => {
                self.tokens.push((account, token_hash, expires_at));
                Answer::TokenStored
            }
        }
    }
}

/// All names that [`name_of`] gives.
pub(super) const QUERIES: [&str; 6] = [
    "Admit",
    "AccountByEmail",
    "SrpStart",
    "BeginProof",
    "SrpVerify",
    "StoreGameToken",
];

fn name_of(query: &Query) -> &'static str {
    let index = match query {
        Query::Admit(_) => 0,
        Query::AccountByEmail { .. } => 1,
        Query::SrpStart(_) => 2,
        Query::BeginProof(_) => 3,
        Query::SrpVerify(_) => 4,
        Query::StoreGameToken { .. } => 5,
    };
    QUERIES[index]
}

/// One connection to the world, with the client's end of ARC4.
pub(super) struct Connection {
    pub(super) session: Session,
    pub(super) raw: Vec<u8>,
    pub(super) closed: Option<CloseReason>,
    send: Option<Arc4>,
    receive: Option<Arc4>,
    sequence: u32,
}

impl Connection {
    pub(super) fn new(world: &World) -> Self {
        Self::from_peer(world, "203.0.113.9", false)
    }

    pub(super) fn from_peer(world: &World, peer: &str, test_accounts: bool) -> Self {
        let config = Config {
            server_secret: [42; 32],
            test_accounts,
        };
        let peer: IpAddr = peer.parse().expect("an address");
        Self {
            session: Session::new(Arc::new(config), peer, [9; 32], world.now()),
            raw: Vec::new(),
            closed: None,
            send: None,
            receive: None,
            sequence: 0,
        }
    }

    /// Bytes in, all queries answered; returns the bytes that came out.
    pub(super) fn bytes(&mut self, world: &mut World, bytes: &[u8]) -> Vec<u8> {
        self.session.input(Input::Bytes(bytes), world.now());
        self.drain(world)
    }

    pub(super) fn drain(&mut self, world: &mut World) -> Vec<u8> {
        let mut sent = Vec::new();
        while let Some(output) = self.session.poll() {
            match output {
                Output::Send(mut bytes) => sent.append(&mut bytes),
                Output::Query(query) => {
                    let answer = world.answer(query);
                    self.session.input(Input::Answer(answer), world.now());
                }
                Output::Ended(attempt, outcome) => {
                    world.outcomes.push(outcome);
                    world.limiter.end(&attempt, outcome, world.now().mono);
                }
                Output::Close(reason) => {
                    assert_eq!(self.closed, None, "closed once");
                    self.closed = Some(reason);
                }
            }
        }
        self.raw.extend_from_slice(&sent);
        sent
    }

    pub(super) fn tick(&mut self, world: &mut World) {
        self.session.input(Input::Tick, world.now());
        self.drain(world);
    }

    /// One request; the replies it brought.
    pub(super) fn request(&mut self, world: &mut World, uri: &str, body: &str) -> Vec<Reply> {
        self.sequence += 1;
        let mut bytes = request_bytes(uri, self.sequence, body);
        if let Some(cipher) = &mut self.send {
            cipher.apply(&mut bytes);
        }
        let mut sent = self.bytes(world, &bytes);
        if let Some(cipher) = &mut self.receive {
            cipher.apply(&mut sent);
        }
        let replies = Reply::all(&sent);
        for reply in &replies {
            assert_eq!(reply.sequence, Some(format!("{}R", self.sequence)));
        }
        replies
    }

    /// One request that has exactly one reply.
    pub(super) fn ask(&mut self, world: &mut World, uri: &str, body: &str) -> Reply {
        let mut replies = self.request(world, uri, body);
        assert_eq!(replies.len(), 1, "{uri}: {replies:?}");
        replies.remove(0)
    }

    pub(super) fn login_start(&mut self, world: &mut World, name: &str) -> Reply {
        self.ask(world, "/Auth/LoginStart", &login_body(name))
    }

    /// `LoginStart` and `KeyData`; the second reply.
    pub(super) fn login(&mut self, world: &mut World, name: &str, password: &str) -> Reply {
        let challenge = self.login_start(world, name);
        if challenge.status != 200 {
            return challenge;
        }
        self.prove(world, name, password, &challenge)
    }

    pub(super) fn prove(
        &mut self,
        world: &mut World,
        name: &str,
        password: &str,
        challenge: &Reply,
    ) -> Reply {
        let blob = STANDARD.decode(challenge.text("KeyData")).expect("base64");
        let (salt, public) = (&blob[4..20], &blob[24..]);
        let client = Client::new(Secret::from([5; 32]));
        let salt = salt.try_into().expect("16 bytes");
        let proof = client.prove(name, password, salt, public).expect("honest");
        let body = key_data_body(client.public(), proof.client_proof());
        let reply = self.ask(world, "/Auth/KeyData", &body);
        if reply.status == 200 {
            let blob = STANDARD.decode(reply.text("KeyData")).expect("base64");
            assert!(proof.accepts(&blob[4..]), "the server proves itself too");
            self.send = Some(Arc4::new(proof.key()));
            self.receive = Some(Arc4::new(proof.key()));
        }
        reply
    }
}

pub(super) fn login_body(name: &str) -> String {
    let name = quick_xml::escape::escape(name);
    format!("<Request>\n<LoginName>{name}</LoginName>\n</Request>\n")
}

pub(super) fn key_data_body(public: &[u8], proof: &[u8]) -> String {
    let blob = crate::key_data::encode(&[public, proof]);
    format!("<Request>\n<KeyData>{blob}</KeyData>\n</Request>\n")
}

pub(super) fn request_bytes(uri: &str, sequence: u32, body: &str) -> Vec<u8> {
    format!(
        "POST {uri} STS/1.0\r\nl:{}\r\ns:{sequence}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
