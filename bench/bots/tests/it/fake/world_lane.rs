//! One world connection of the fake, from its hello to its end.

use bezgelor_core::ids::AccountId;
use crypto::PacketCipher;
use protocol::enums::{CharacterModifyResult, ForceKickReason};
use protocol::messages::{
    ClientCharacterCreate, ClientCharacterList, ClientCharacterSelect, ClientChat,
    ClientEnteredWorld, ClientEntityCommand, ClientHelloRealm, ClientLogoutConfirm,
    ClientLogoutRequest, ServerChangeWorld, ServerCharacterCreate, ServerChat, ServerChatAccept,
    ServerEntityDestroy, ServerForceKick, ServerHello, ServerInstanceSettings, ServerLogoutUpdate,
    ServerMovementControl, ServerPlayerChanged, ServerPlayerCreate, ServerPlayerEnteredWorld,
};
use protocol::session::{Lane, ServerCodec};
use protocol::unions::IEntityCommandModel;
use protocol::{Message, decode_message};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::lobby::position;
use super::players::{Character, Player, creation, encoded};
use super::{Fault, Shared};

/// Messages waiting for one connection; a test sends far fewer.
const OUTBOX_MESSAGES_MAX: usize = 4096;

struct Lane24000 {
    shared: Shared,
    codec: ServerCodec,
    account: AccountId,
    outbox: mpsc::Sender<Vec<u8>>,
    /// Frames for the socket.
    frames: Vec<u8>,
}

pub(crate) async fn serve(shared: Shared, mut stream: TcpStream) {
    let (outbox, mut inbox) = mpsc::channel(OUTBOX_MESSAGES_MAX);
    let mut lane = Lane24000 {
        shared,
        codec: ServerCodec::new(Lane::World),
        account: AccountId(0),
        outbox,
        frames: Vec::new(),
    };
    lane.send(&ServerHello {
        auth_version: 16042,
        connection_type: 11,
        ..ServerHello::default()
    });
    let mut chunk = [0; 4096];
    loop {
        let frames = std::mem::take(&mut lane.frames);
        if stream.write_all(&frames).await.is_err() {
            break;
        }
        tokio::select! {
            read = stream.read(&mut chunk) => {
                let Ok(count @ 1..) = read else { break };
                lane.codec.push(&chunk[..count]).expect("an honest client");
                if lane.read().is_none() {
                    break;
                }
            }
            message = inbox.recv() => {
                let message = message.expect("the lane holds a sender");
                lane.codec.wrap(&message, &mut lane.frames);
            }
        }
    }
    let account = lane.account;
    lane.leave(account);
}

impl Lane24000 {
    fn send<M: Message>(&mut self, message: &M) {
        self.codec.send(message, &mut self.frames);
    }

    /// `None` when the connection is to be closed.
    fn read(&mut self) -> Option<()> {
        while let Some(incoming) = self.codec.pop().expect("an honest client") {
            let (opcode, body) = (incoming.opcode, incoming.body.to_vec());
            self.handle(opcode, &body)?;
        }
        Some(())
    }

    fn handle(&mut self, opcode: u16, body: &[u8]) -> Option<()> {
        match opcode {
            ClientHelloRealm::OPCODE => {
                let hello: ClientHelloRealm = decode_message(body).expect("a hello");
                let keys = &mut self.shared.borrow_mut().session_keys;
                self.account = keys.remove(&hello.session_key)?;
                assert_eq!(self.account.0, hello.account_id);
                let cipher = PacketCipher::from_session_key(hello.session_key);
                self.codec.set_cipher(cipher);
            }
            ClientCharacterList::OPCODE => self.send_list(),
            ClientCharacterCreate::OPCODE => {
                self.create(&decode_message(body).expect("a wish"));
            }
            ClientCharacterSelect::OPCODE => self.enter(),
            ClientEnteredWorld::OPCODE => self.send(&ServerPlayerEnteredWorld),
            ClientEntityCommand::OPCODE => {
                return self.step(&decode_message(body).expect("steps"));
            }
            ClientChat::OPCODE => self.talk(&decode_message(body).expect("a line")),
            ClientLogoutRequest::OPCODE => self.send(&ServerLogoutUpdate::default()),
            ClientLogoutConfirm::OPCODE => self.leave(self.account),
            _ => {}
        }
        Some(())
    }

    fn send_list(&mut self) {
        let list = self.shared.borrow().list(self.account);
        self.send(&list);
    }

    fn create(&mut self, wish: &ClientCharacterCreate) {
        let character_id = 1000 + u64::from(self.account.0);
        let character = Character::new(character_id, wish.name.to_string_lossy());
        let created = ServerCharacterCreate {
            character_id,
            world_id: 870,
            result: CharacterModifyResult::CreateOk,
        };
        let fault = {
            let mut realm = self.shared.borrow_mut();
            realm.characters.insert(self.account, character);
            realm.fault
        };
        if fault == Fault::ListsLate {
            self.send(&created);
            self.send_list();
        } else {
            self.send_list();
            self.send(&created);
        }
    }

    fn enter(&mut self) {
        let guid = self.account.0;
        let character = self.shared.borrow().characters[&self.account].clone();
        self.send(&ServerChangeWorld {
            world_id: 870,
            position: position(character.position),
            yaw: 0.0,
            pitch: 0.0,
        });
        let appearance = creation(guid, &character);
        self.send(&appearance);
        self.send(&ServerPlayerChanged { guid, unknown1: 1 });
        let shared = self.shared.clone();
        let mut realm = shared.borrow_mut();
        let hidden = realm.fault == Fault::HidesPlayers;
        for (other, player) in &realm.players {
            if !hidden {
                self.send(&creation(*other, &player.character));
            }
        }
        if !hidden {
            realm.broadcast(guid, &encoded(&appearance));
        }
        let outbox = self.outbox.clone();
        realm.players.insert(guid, Player { character, outbox });
        drop(realm);
        self.send(&ServerInstanceSettings::default());
        self.send(&ServerMovementControl {
            ticket: 1,
            immediate: true,
            unit_id: guid,
        });
        self.send(&ServerPlayerCreate::default());
    }

    fn step(&mut self, steps: &ClientEntityCommand) -> Option<()> {
        let to = steps.items.iter().find_map(|item| match item.model {
            IEntityCommandModel::SetPosition { position, .. } => Some(position),
            _ => None,
        });
        let timed = steps
            .items
            .iter()
            .any(|item| matches!(item.model, IEntityCommandModel::SetTime { .. }));
        assert!(timed, "the client always says when");
        let fault = self.shared.borrow().fault;
        match fault {
            Fault::Drops => return None,
            Fault::Kicks => {
                let reason = ForceKickReason::default();
                self.send(&ServerForceKick { reason });
            }
            _ => {}
        }
        let position = to.expect("the client always says where");
        self.shared.borrow_mut().stepped(self.account.0, position);
        Some(())
    }

    fn talk(&mut self, line: &ClientChat) {
        let unit_id = self.account.0;
        self.send(&ServerChatAccept {
            chat_message_id: line.chat_message_id,
            unit_id,
            ..ServerChatAccept::default()
        });
        let said = ServerChat {
            channel: line.channel.clone(),
            text: line.message.clone(),
            unit_id,
            ..ServerChat::default()
        };
        self.shared.borrow().broadcast(unit_id, &encoded(&said));
    }

    fn leave(&mut self, account: AccountId) {
        let mut realm = self.shared.borrow_mut();
        realm.save(account);
        let gone = ServerEntityDestroy {
            guid: account.0,
            unknown0: true,
        };
        realm.broadcast(account.0, &encoded(&gone));
    }
}
