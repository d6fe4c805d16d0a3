//! A server of the smallest kind, on a thread of its own, that can be told to misbehave.

mod auth_lane;
mod lobby;
mod players;
mod sts_lane;
mod world_lane;

use std::cell::RefCell;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;
use std::sync::{Arc, mpsc};
use std::time::Instant;

use bezgelor_core::ids::AccountId;
use bezgelor_core::time::{Millis, Now, UnixMillis};
use bots::client::Account;
use sts::AccountParts;
use sts::limiter::Limiter;
use tokio::net::TcpListener;
use tokio::task::{LocalSet, spawn_local};

use players::{Character, Player};

/// What the server does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing.
    None,
    /// Does not make test accounts.
    NoTestAccounts,
    /// Lists and enters a character where it never was.
    LosesPosition,
    /// Dresses a character otherwise when it comes back.
    LosesLook,
    /// Relays places where nobody was.
    InventsSteps,
    /// Moves players that have not been created.
    HidesPlayers,
    /// Puts honest players back.
    CorrectsSteps,
    /// Kicks everybody who walks.
    Kicks,
    /// Closes the connection of everybody who walks.
    Drops,
    /// Answers the creation before it lists the character.
    ListsLate,
}

/// Everything the fake server knows.
pub(crate) struct Realm {
    pub(crate) fault: Fault,
    began: Instant,
    world_port: u16,
    sts_config: Arc<sts::Config>,
    accounts: HashMap<String, AccountParts>,
    limiter: Limiter,
    tokens: HashMap<[u8; 32], (AccountId, IpAddr)>,
    session_keys: HashMap<[u8; 16], AccountId>,
    characters: HashMap<AccountId, Character>,
    players: HashMap<u32, Player>,
    drawn: u8,
}

pub(crate) type Shared = Rc<RefCell<Realm>>;

impl Realm {
    pub(crate) fn now(&self) -> Now {
        let ms = self.began.elapsed().as_millis() as u64;
        Now {
            mono: Millis(ms),
            unix: UnixMillis(ms as i64),
        }
    }

    /// Different each time, which is all a fake needs.
    fn draw<const N: usize>(&mut self) -> [u8; N] {
        self.drawn += 1;
        [self.drawn; N]
    }

    fn add_account(&mut self, email: &str, salt: [u8; 16], verifier: Box<[u8; 128]>) {
        let id = AccountId(self.accounts.len() as u32 + 1);
        let parts = AccountParts { id, salt, verifier };
        self.accounts.insert(email.to_owned(), parts);
    }
}

/// The ports of a running fake.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fake {
    pub(crate) sts_port: u16,
    pub(crate) auth_port: u16,
}

impl Fake {
    /// Starts a server; it lives as long as the test process.
    pub(crate) fn start(fault: Fault) -> Self {
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = { runtime }.enable_all().build().expect("a runtime");
            LocalSet::new().block_on(&runtime, serve(fault, tell));
        });
        told.recv().expect("the fake listens")
    }

    pub(crate) fn account(self, email: &str, password: &str) -> Account {
        Account {
            host: Ipv4Addr::LOCALHOST,
            sts_port: self.sts_port,
            auth_port: self.auth_port,
            world_port: None,
            email: email.into(),
            password: password.into(),
        }
    }
}

async fn serve(fault: Fault, tell: mpsc::Sender<Fake>) {
    let listen = async || {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        (listener, port)
    };
    let ((sts, sts_port), (auth, auth_port)) = (listen().await, listen().await);
    let (world, world_port) = listen().await;
    let realm = Rc::new(RefCell::new(Realm {
        fault,
        began: Instant::now(),
        world_port,
        sts_config: Arc::new(sts::Config {
            server_secret: [1; 32],
            test_accounts: fault != Fault::NoTestAccounts,
        }),
        accounts: HashMap::new(),
        limiter: Limiter::new(),
        tokens: HashMap::new(),
        session_keys: HashMap::new(),
        characters: HashMap::new(),
        players: HashMap::new(),
        drawn: 0,
    }));
    let fake = Fake {
        sts_port,
        auth_port,
    };
    tell.send(fake).expect("the test waits");
    loop {
        let shared = Rc::clone(&realm);
        tokio::select! {
            accepted = sts.accept() => {
                let (stream, peer) = accepted.expect("a connection");
                spawn_local(sts_lane::serve(shared, stream, peer.ip()));
            }
            accepted = auth.accept() => {
                let (stream, peer) = accepted.expect("a connection");
                spawn_local(auth_lane::serve(shared, stream, peer.ip()));
            }
            accepted = world.accept() => {
                let (stream, _) = accepted.expect("a connection");
                spawn_local(world_lane::serve(shared, stream));
            }
        }
    }
}
