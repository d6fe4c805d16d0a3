//! A client and a driver around one session: what the client says, what it hears, what the session
//! asks for.

use std::collections::VecDeque;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{AccountId, CharacterId, ConnectionId, ItemId, RealmId, WorldZoneId};
use bezgelor_core::model::{AccountRole, Appearance, Character, CharacterSheet, Item};
use bezgelor_core::time::{Millis, Now, UnixMillis};
use bezgelor_core::{Vec3, ids::ItemTemplateId, ids::WorldId};
use crypto::PacketCipher;
use protocol::messages::{
    ClientCharacterList, ClientCharacterSelect, ClientHelloRealm, ServerHello,
};
use protocol::session::{ClientCodec, Envelope};
use protocol::{Message, decode_message};
use realm::gate::Phase;
use realm::presence::{Claim, Enter};
use realm::queue::{Joined, Place};
use realm::session::{
    Answer, CloseReason, Entry, Input, ListedCharacter, Listing, Login, Output, Query, Realm,
    Session, Standing,
};

use crate::support::{CHEST, Invented, POTION};

pub(crate) const ACCOUNT: AccountId = AccountId(42);
pub(crate) const REALM: RealmId = RealmId(1);
pub(crate) const HERO: CharacterId = CharacterId(7);
pub(crate) const KEY: [u8; 16] = *b"sixteen byte key";
pub(crate) const EMAIL: &str = "tester@example.com";

/// What a session did beside sending.
#[derive(Debug, PartialEq)]
pub(crate) enum Did {
    Enter(Box<Entry>),
    NotEntered(CharacterId),
    Close(CloseReason),
}

pub(crate) struct Play {
    pub(crate) session: Session,
    pub(crate) client: ClientCodec,
    pub(crate) now: Now,
    heard: VecDeque<(u16, Vec<u8>)>,
    asked: VecDeque<Query>,
    did: VecDeque<Did>,
}

pub(crate) fn realm() -> Arc<Realm> {
    Arc::new(Realm {
        id: REALM,
        data: Arc::new(Invented::default()),
    })
}

impl Play {
    /// A fresh connection; our hello is heard already.
    pub(crate) fn connect() -> Self {
        Self::connect_to(realm())
    }

    pub(crate) fn connect_to(realm: Arc<Realm>) -> Self {
        let now = Now {
            mono: Millis(1_000),
            unix: UnixMillis(1_700_000_000_000),
        };
        let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let mut play = Self {
            session: Session::new(realm, ConnectionId(1), address, now),
            client: ClientCodec::new(),
            now,
            heard: VecDeque::new(),
            asked: VecDeque::new(),
            did: VecDeque::new(),
        };
        play.drain();
        let hello: ServerHello = play.hear();
        assert_eq!((hello.auth_version, hello.connection_type), (16042, 11));
        play
    }

    /// A connection that stands in `phase`, with everything said on the way heard.
    pub(crate) fn in_phase(phase: Phase) -> Self {
        let mut play = Self::connect();
        if phase == Phase::Hello {
            return play;
        }
        play.greet();
        if phase == Phase::Greeted {
            return play;
        }
        play.say(&ClientCharacterList);
        assert!(matches!(
            play.asked(),
            Query::JoinQueue {
                account: ACCOUNT,
                bypass: false
            }
        ));
        if phase == Phase::Queued {
            play.answer(Answer::Queue(Joined::Waiting(Place {
                position: 3,
                wait_s: 90,
            })));
            play.heard.clear();
            return play;
        }
        play.answer(Answer::Queue(Joined::Admitted));
        assert_eq!(play.asked(), Query::ListCharacters { account: ACCOUNT });
        play.answer(Answer::Characters(Ok(Box::new(listing()))));
        play.heard.clear();
        if phase == Phase::World {
            play.enter();
        }
        play
    }

    /// Says 0x058F and has it proven.
    pub(crate) fn greet(&mut self) {
        self.say(&hello());
        self.client.set_cipher(PacketCipher::from_session_key(KEY));
        assert!(matches!(
            self.asked(),
            Query::RedeemSession {
                account: ACCOUNT,
                ..
            }
        ));
        self.answer(Answer::Session(Ok(Some(Login {
            role: AccountRole::Player,
        }))));
        assert_eq!(self.asked(), Query::ClaimPresence { account: ACCOUNT });
        self.answer(Answer::Claim(Claim::Granted));
    }

    /// Chooses the hero and lets it in.
    pub(crate) fn enter(&mut self) {
        self.say(&ClientCharacterSelect {
            character_id: HERO.0,
        });
        assert_eq!(
            self.asked(),
            Query::EnterPresence {
                account: ACCOUNT,
                character: HERO
            }
        );
        self.answer(Answer::Entered(Enter::Granted));
        assert_eq!(
            self.asked(),
            Query::LoadSheet {
                account: ACCOUNT,
                character: HERO
            }
        );
        self.answer(Answer::Sheet(Ok(Some(Box::new(sheet())))));
        assert!(matches!(self.did(), Some(Did::Enter(entry)) if entry.account == ACCOUNT));
    }

    pub(crate) fn say<M: Message>(&mut self, message: &M) {
        let mut bytes = Vec::new();
        self.client.send(message, envelope(M::OPCODE), &mut bytes);
        self.bytes(&bytes);
    }

    /// Any opcode with any body.
    pub(crate) fn say_raw(&mut self, opcode: u16, body: &[u8]) {
        let message = [&opcode.to_le_bytes(), body].concat();
        let mut bytes = Vec::new();
        self.client.wrap(&message, Envelope::Encrypted, &mut bytes);
        self.bytes(&bytes);
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.session.input(Input::Bytes(bytes), self.now);
        self.drain();
    }

    pub(crate) fn answer(&mut self, answer: Answer) {
        self.session.input(Input::Answer(answer), self.now);
        self.drain();
    }

    pub(crate) fn input(&mut self, input: Input<'_>) {
        self.session.input(input, self.now);
        self.drain();
    }

    pub(crate) fn wait(&mut self, ms: u64) {
        self.now.mono = self.now.mono.plus(ms);
        self.input(Input::Tick);
    }

    /// The message of a client in the world that its zone gets next.
    pub(crate) fn routed(&mut self) -> Option<(u16, Vec<u8>)> {
        let mut arena = vec![0xaa];
        let message = self.session.next_message(self.now, &mut arena);
        let message = message.map(|(opcode, body)| (opcode, arena[body].to_vec()));
        self.drain();
        message
    }

    /// The next message the client hears, which must be an `M`.
    pub(crate) fn hear<M: Message>(&mut self) -> M {
        let (opcode, body) = self.heard.pop_front().expect("something to hear");
        assert_eq!(
            opcode,
            M::OPCODE,
            "heard {opcode:#06x} instead of {}",
            M::NAME
        );
        decode_message(&body).expect("a body of ours")
    }

    /// Opcodes of everything heard since.
    pub(crate) fn heard_opcodes(&mut self) -> Vec<u16> {
        self.heard.drain(..).map(|(opcode, _)| opcode).collect()
    }

    /// The query asked, which must be there.
    pub(crate) fn asked(&mut self) -> Query {
        self.asked.pop_front().expect("a query")
    }

    pub(crate) fn asks_nothing(&self) -> bool {
        self.asked.is_empty()
    }

    pub(crate) fn did(&mut self) -> Option<Did> {
        self.did.pop_front()
    }

    pub(crate) fn drain(&mut self) {
        while let Some(output) = self.session.poll() {
            match output {
                Output::Send(bytes) => {
                    self.client.push(&bytes).expect("room");
                    while let Some(message) = self.client.pop().expect("frames of ours") {
                        self.heard
                            .push_back((message.opcode, message.body.to_vec()));
                    }
                }
                Output::Query(query) => self.asked.push_back(query),
                Output::EnterWorld(entry) => self.did.push_back(Did::Enter(entry)),
                Output::NotEntered(character) => self.did.push_back(Did::NotEntered(character)),
                Output::Close(reason) => self.did.push_back(Did::Close(reason)),
            }
        }
    }
}

pub(crate) fn envelope(opcode: u16) -> Envelope {
    if opcode == 0x025b {
        Envelope::Packed
    } else {
        Envelope::Encrypted
    }
}

pub(crate) fn hello() -> ClientHelloRealm {
    ClientHelloRealm {
        account_id: ACCOUNT.0,
        session_key: KEY,
        unused: 0,
        account_string: EMAIL.into(),
        always3: 3,
    }
}

pub(crate) fn hero() -> Character {
    Character {
        id: HERO,
        account_id: ACCOUNT,
        realm_id: REALM,
        name: "Aurin Tester".into(),
        sex: 1,
        race: 4,
        class: 7,
        faction: 167,
        path: 2,
        level: 12,
        xp: 99,
        creation_id: 511,
        world_id: WorldId(990),
        world_zone_id: WorldZoneId(5),
        placement: Placement {
            position: Vec3::new(1.0, 2.0, 3.0),
            rotation: Vec3::new(0.5, 0.25, 0.0),
        },
        appearance: Appearance {
            customisations: vec![(1, 4), (2, 10)],
            visuals: vec![(25, 640)],
            bones: vec![1.0, -0.5],
        },
        played_s: 60,
        created_at: UnixMillis(0),
        last_online_at: UnixMillis(1_700_000_000_000 - 36 * 3_600_000),
        revision: 1,
    }
}

pub(crate) fn item(template: u32, location: u16, bag_index: u32) -> Item {
    Item {
        id: ItemId(u64::from(template)),
        template_id: ItemTemplateId(template),
        location,
        bag_index,
        stack_count: 1,
        charges: 0,
    }
}

pub(crate) fn listing() -> Listing {
    let worn = vec![item(CHEST, 0, 0), item(POTION, 0, 8)];
    let hero = ListedCharacter {
        character: hero(),
        worn,
        standing: Standing::Fine,
    };
    Listing {
        characters: vec![hero],
        ..Listing::default()
    }
}

pub(crate) fn sheet() -> CharacterSheet {
    CharacterSheet::new(hero(), Vec::new(), vec![item(CHEST, 0, 0)])
}
