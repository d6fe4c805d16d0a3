//! Sessions together with the queue and presence of their realm, as one driver hosts them.

use std::collections::{BTreeMap, VecDeque};
use std::net::{IpAddr, Ipv4Addr};

use bezgelor_core::ids::{AccountId, ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::limits::{SAVE_ASK_MS, SEAT_WAIT_MS};
use bezgelor_core::model::AccountRole;
use bezgelor_core::time::{Millis, Now, UnixMillis};
use crypto::PacketCipher;
use protocol::Message;
use protocol::messages::{ClientCharacterList, ClientCharacterSelect, ClientHelloRealm};
use protocol::session::{ClientCodec, Envelope};
use realm::presence::{Presence, PresenceEvent};
use realm::queue::{Queue, Ticket};
use realm::session::{Answer, Input, Kick, Login, Output, Query, Session};

use crate::play::{HERO, KEY, listing, realm, sheet};

const ZONE: (ShardId, ZoneInstanceId) = (ShardId(0), ZoneInstanceId(1));

struct Line {
    session: Session,
    client: ClientCodec,
    account: AccountId,
    heard: Vec<u16>,
    closed: bool,
}

/// A driver with everything on one shard and stores that answer at once.
struct House {
    lines: BTreeMap<u64, Line>,
    presence: Presence,
    queue: Queue,
    now: Now,
}

impl House {
    fn for_players(capacity: u32) -> Self {
        let now = Now {
            mono: Millis(0),
            unix: UnixMillis(1_700_000_000_000),
        };
        let (presence, queue) = (Presence::new(), Queue::new(capacity));
        Self {
            lines: BTreeMap::new(),
            presence,
            queue,
            now,
        }
    }

    /// Connects, says hello and asks for the list.
    fn log_in(&mut self, id: u64, account: u32) {
        let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let session = Session::new(realm(), ConnectionId(id), address, self.now);
        let (client, account) = (ClientCodec::new(), AccountId(account));
        let line = Line {
            session,
            client,
            account,
            heard: Vec::new(),
            closed: false,
        };
        self.lines.insert(id, line);
        self.run();
        let hello = ClientHelloRealm {
            account_id: account.0,
            session_key: KEY,
            ..Default::default()
        };
        let line = self.lines.get_mut(&id).unwrap();
        let mut bytes = Vec::new();
        line.client.send(&hello, Envelope::Encrypted, &mut bytes);
        line.client.set_cipher(PacketCipher::from_session_key(KEY));
        line.heard.clear();
        line.session.input(Input::Bytes(&bytes), self.now);
        self.say(id, &ClientCharacterList);
    }

    fn say(&mut self, id: u64, message: &impl Message) {
        let line = self.lines.get_mut(&id).unwrap();
        let mut bytes = Vec::new();
        line.client.send(message, Envelope::Encrypted, &mut bytes);
        line.session.input(Input::Bytes(&bytes), self.now);
        self.run();
    }

    fn select(&mut self, id: u64) {
        self.say(
            id,
            &ClientCharacterSelect {
                character_id: HERO.0,
            },
        );
    }

    /// The socket is gone.
    fn hang_up(&mut self, id: u64) {
        let line = self.lines.remove(&id).unwrap();
        self.presence.release(line.account, ConnectionId(id));
        self.queue
            .leave(line.account, ConnectionId(id), self.now.mono);
        self.run();
    }

    fn wait(&mut self, ms: u64) {
        self.now.mono = self.now.mono.plus(ms);
        self.queue.tick(self.now.mono);
        for line in self.lines.values_mut() {
            line.session.input(Input::Tick, self.now);
        }
        self.run();
    }

    /// What a client heard since it was last asked.
    fn heard(&mut self, id: u64) -> Vec<u16> {
        std::mem::take(&mut self.lines.get_mut(&id).unwrap().heard)
    }

    fn run(&mut self) {
        loop {
            let mut work: VecDeque<(u64, Query)> = VecDeque::new();
            for (id, line) in &mut self.lines {
                while let Some(output) = line.session.poll() {
                    match output {
                        Output::Send(bytes) => {
                            line.client.push(&bytes).unwrap();
                            while let Some(message) = line.client.pop().unwrap() {
                                line.heard.push(message.opcode);
                            }
                        }
                        Output::Query(query) => work.push_back((*id, query)),
                        Output::EnterWorld(entry) => {
                            self.presence.stands_in(entry.sheet.character.id, ZONE);
                        }
                        Output::NotEntered(character) => self.presence.saved(character),
                        Output::Close(_) => line.closed = true,
                    }
                }
            }
            let idle = work.is_empty();
            for (id, query) in work {
                let answer = self.answer(ConnectionId(id), query);
                let line = self.lines.get_mut(&id).unwrap();
                line.session.input(Input::Answer(answer), self.now);
            }
            let kicked = std::iter::from_fn(|| self.presence.poll()).collect::<Vec<_>>();
            for PresenceEvent::Kick(connection) in &kicked {
                if let Some(line) = self.lines.get_mut(&connection.0) {
                    line.session.input(Input::Kick(Kick::NewerLogin), self.now);
                }
            }
            let news = std::iter::from_fn(|| self.queue.poll()).collect::<Vec<_>>();
            for (connection, event) in &news {
                let line = self.lines.get_mut(&connection.0).unwrap();
                line.session.input(Input::Queue(*event), self.now);
            }
            if idle && kicked.is_empty() && news.is_empty() {
                return;
            }
        }
    }

    fn answer(&mut self, connection: ConnectionId, query: Query) -> Answer {
        match query {
            Query::RedeemSession { .. } => Answer::Session(Ok(Some(Login {
                role: AccountRole::Player,
            }))),
            Query::ClaimPresence { account } => {
                Answer::Claim(self.presence.claim(account, connection))
            }
            Query::JoinQueue { account, bypass } => {
                let ticket = Ticket {
                    account,
                    connection,
                    bypass,
                };
                Answer::Queue(self.queue.join(ticket, self.now.mono))
            }
            Query::ListCharacters { .. } => Answer::Characters(Ok(Box::new(listing()))),
            Query::EnterPresence { account, character } => {
                Answer::Entered(self.presence.enter(account, connection, character))
            }
            Query::LoadSheet { account, .. } => {
                let mut sheet = sheet();
                sheet.character.account_id = account;
                Answer::Sheet(Ok(Some(Box::new(sheet))))
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_newer_login_wins_and_waits_for_the_save() {
    let mut house = House::for_players(10);
    house.log_in(1, 5);
    house.select(1);
    assert!(house.presence.locate(HERO).is_some());
    house.heard(1);

    house.log_in(2, 5);
    assert_eq!(house.heard(1), [0x036a]);
    assert!(house.lines[&1].closed);
    assert_eq!(
        house.heard(2).last(),
        Some(&0x0117),
        "the list is shown meanwhile"
    );
    house.select(2);
    assert!(house.heard(2).is_empty());

    // The driver closes the old socket; its zone lets the hero go and saves it.
    house.hang_up(1);
    house.presence.saving(HERO);
    house.wait(SEAT_WAIT_MS);
    assert_eq!(house.heard(2), [0x0162], "it took too long");
    house.select(2);
    house.wait(SAVE_ASK_MS);
    assert!(house.heard(2).is_empty());
    house.presence.saved(HERO);
    house.wait(SAVE_ASK_MS);
    assert_eq!(house.presence.locate(HERO), Some((ConnectionId(2), ZONE)));
    // The old connection's end took no seat away.
    assert_eq!(house.queue.inside_count(), 1);
}

#[test]
fn a_full_realm_lets_in_in_order_and_keeps_places() {
    let mut house = House::for_players(1);
    for account in 1..=3 {
        house.log_in(u64::from(account), account);
    }
    assert_eq!(house.heard(1).last(), Some(&0x0117));
    assert_eq!(house.heard(2), [0x0717]);
    assert_eq!(house.heard(3), [0x0717]);
    // Nothing changed, nothing is told.
    house.wait(5_000);
    assert_eq!((house.heard(2), house.heard(3)), (vec![], vec![]));

    // The first waiting one loses its connection and comes back to its place.
    house.hang_up(2);
    house.log_in(4, 2);
    assert_eq!(house.heard(4), [0x0717]);
    house.hang_up(1);
    assert_eq!(house.heard(4).first(), Some(&0x0715));
    house.wait(5_000);
    assert_eq!(house.heard(3), [0x0717]);
    house.hang_up(4);
    assert_eq!(
        house.heard(3),
        [0x0715, 0x0966, 0x0981, 0x0968, 0x097f, 0x0036, 0x0117]
    );
}
