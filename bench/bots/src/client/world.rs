//! A client in the world: the loading screen, walking, talking, seeing others, logging out
//! (`flows.md` sections 4, 6, 7 and 13).

use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use bezgelor_core::Vec3;
use protocol::enums::{ChatChannelType, MovementSpeed, StateFlags};
use protocol::messages::{
    ClientChat, ClientCombatOptions, ClientEnteredWorld, ClientEntityCommand,
    ClientEntityCommandItems, ClientLogoutConfirm, ClientLogoutRequest,
    ClientPlayerMovementSpeedUpdate, ClientZoneChange, Server0635, ServerChangeWorld, ServerChat,
    ServerChatAccept, ServerEntityCommand, ServerEntityCreate, ServerEntityDestroy,
    ServerForceKick, ServerInstanceSettings, ServerLogoutUpdate, ServerMovementControl,
    ServerPlayerChanged, ServerPlayerCreate, ServerPlayerEnteredWorld,
};
use protocol::session::Envelope;
use protocol::structs::{Channel, ItemVisual};
use protocol::unions::{IEntityCommandModel, IEntityModel};
use protocol::{Message, decode_message};

use super::lobby::Lobby;
use super::socket::{GameSocket, Traffic};

/// A burst that pauses this long has been read to its end.
const LOADING_PAUSE: Duration = Duration::from_millis(100);
/// A server that needs longer than this to let a client in has failed.
const ENTER_DEADLINE: Duration = Duration::from_secs(60);

/// What the server said while the loading screen was up.
#[derive(Clone, Debug, Default)]
pub struct Entrance {
    /// The world.
    pub world_id: u16,
    /// Where the server put us.
    pub position: Vec3,
    /// Our own unit.
    pub guid: u32,
    /// How we look, from our own creation.
    pub visuals: Vec<ItemVisual>,
    /// Opcodes in the order they came, up to 0x0061.
    pub opcodes: Vec<u16>,
    /// Units created that are not players.
    pub creatures: usize,
}

/// Another player as we see them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Neighbour {
    /// The name over their head.
    pub name: String,
    /// Where they last were.
    pub position: Vec3,
}

/// What a client notices.
#[derive(Clone, Debug)]
pub enum Event {
    /// A player came into sight.
    Appeared(u32),
    /// A unit went out of sight.
    Vanished(u32),
    /// A unit said where it is.
    Moved {
        /// Who.
        guid: u32,
        /// Where.
        position: Vec3,
        /// True when the server moved it.
        by_server: bool,
    },
    /// Somebody said something.
    Said {
        /// Who.
        unit_id: u32,
        /// What.
        text: String,
    },
    /// Our own line was taken.
    Accepted(u16),
    /// Logging out takes this many milliseconds.
    Camping(u32),
    /// Anything else.
    Other(u16),
}

/// A client in the world.
pub struct WorldClient {
    socket: GameSocket,
    /// What the loading screen told.
    pub entrance: Entrance,
    /// Players in sight, ourselves excluded.
    pub neighbours: HashMap<u32, Neighbour>,
    position: Vec3,
}

impl WorldClient {
    /// What entering the world begins with.
    pub const FIRST_OPCODE: u16 = ServerChangeWorld::OPCODE;

    /// Reads the whole burst, answers as the client does and waits for the loading screen to go.
    pub(crate) async fn enter(socket: GameSocket) -> anyhow::Result<Self> {
        let mut client = Self {
            socket,
            entrance: Entrance::default(),
            neighbours: HashMap::new(),
            position: Vec3::default(),
        };
        tokio::time::timeout(ENTER_DEADLINE, client.load())
            .await
            .context("the loading screen never went away")??;
        Ok(client)
    }

    async fn load(&mut self) -> anyhow::Result<()> {
        let mut created = false;
        loop {
            let next = tokio::time::timeout(LOADING_PAUSE, self.socket.receive()).await;
            match next {
                Ok(received) => {
                    let (opcode, body) = received?;
                    self.entrance.opcodes.push(opcode);
                    created |= opcode == ServerPlayerCreate::OPCODE;
                    self.load_one(opcode, &body).await?;
                }
                Err(_) if created && self.entrance.guid != 0 => break,
                Err(_) => {}
            }
        }
        self.send(&ClientEnteredWorld::default()).await?;
        loop {
            let (opcode, body) = self.socket.receive().await?;
            self.entrance.opcodes.push(opcode);
            if opcode == ServerPlayerEnteredWorld::OPCODE {
                return Ok(());
            }
            self.load_one(opcode, &body).await?;
        }
    }

    async fn load_one(&mut self, opcode: u16, body: &[u8]) -> anyhow::Result<()> {
        match opcode {
            ServerChangeWorld::OPCODE => {
                let change: ServerChangeWorld = decode_message(body)?;
                self.entrance.world_id = change.world_id;
                let p = change.position;
                self.entrance.position = Vec3::new(p.vector_0, p.vector_1, p.vector_2);
                self.position = self.entrance.position;
            }
            ServerPlayerChanged::OPCODE => {
                let changed: ServerPlayerChanged = decode_message(body)?;
                self.entrance.guid = changed.guid;
                self.neighbours.remove(&changed.guid);
            }
            ServerInstanceSettings::OPCODE => {
                self.send(&ClientCombatOptions::default()).await?;
                let speed = MovementSpeed::Run;
                self.send(&ClientPlayerMovementSpeedUpdate { speed })
                    .await?;
            }
            ServerMovementControl::OPCODE => {
                let control: ServerMovementControl = decode_message(body)?;
                self.send(&Server0635 {
                    unknown0: control.ticket,
                })
                .await?;
                self.send(&ClientZoneChange::default()).await?;
            }
            _ => {
                self.notice(opcode, body)?;
            }
        }
        Ok(())
    }

    /// The next thing that happens.
    ///
    /// # Errors
    /// When the connection ends, the server kicks us or says what no server may say.
    pub async fn next_event(&mut self) -> anyhow::Result<Event> {
        let (opcode, body) = self.socket.receive().await?;
        self.notice(opcode, &body)
    }

    fn notice(&mut self, opcode: u16, body: &[u8]) -> anyhow::Result<Event> {
        Ok(match opcode {
            ServerEntityCreate::OPCODE => return self.created(body),
            ServerEntityDestroy::OPCODE => {
                let gone: ServerEntityDestroy = decode_message(body)?;
                self.neighbours.remove(&gone.guid);
                Event::Vanished(gone.guid)
            }
            ServerEntityCommand::OPCODE => return self.moved(body),
            ServerChat::OPCODE => {
                let chat: ServerChat = decode_message(body)?;
                Event::Said {
                    unit_id: chat.unit_id,
                    text: chat.text.to_string_lossy(),
                }
            }
            ServerChatAccept::OPCODE => {
                let accepted: ServerChatAccept = decode_message(body)?;
                Event::Accepted(accepted.chat_message_id)
            }
            ServerLogoutUpdate::OPCODE => {
                let update: ServerLogoutUpdate = decode_message(body)?;
                Event::Camping(update.time_till_logout)
            }
            ServerForceKick::OPCODE => {
                let kick: ServerForceKick = decode_message(body)?;
                bail!("kicked: {:?}", kick.reason);
            }
            _ => Event::Other(opcode),
        })
    }

    fn created(&mut self, body: &[u8]) -> anyhow::Result<Event> {
        let entity: ServerEntityCreate = decode_message(body)?;
        let position = entity.commands.iter().find_map(|c| position_of(&c.model));
        let IEntityModel::Player { name, .. } = entity.entity_model else {
            self.entrance.creatures += 1;
            return Ok(Event::Other(ServerEntityCreate::OPCODE));
        };
        // The own creation comes before the message that says which unit we are.
        if self.entrance.guid == 0 {
            self.entrance.visuals = entity.visible_items;
        }
        ensure!(
            entity.guid == self.entrance.guid || !self.neighbours.contains_key(&entity.guid),
            "unit {} was created twice",
            entity.guid
        );
        let position = position.context("a player without a position")?;
        let name = name.to_string_lossy();
        ensure!(!name.is_empty(), "a player without a name");
        self.neighbours
            .insert(entity.guid, Neighbour { name, position });
        Ok(Event::Appeared(entity.guid))
    }

    fn moved(&mut self, body: &[u8]) -> anyhow::Result<Event> {
        let command: ServerEntityCommand = decode_message(body)?;
        let guid = command.guid;
        let Some(position) = command.commands.iter().find_map(|c| position_of(&c.model)) else {
            return Ok(Event::Other(ServerEntityCommand::OPCODE));
        };
        if let Some(neighbour) = self.neighbours.get_mut(&guid) {
            neighbour.position = position;
        } else if guid == self.entrance.guid {
            self.position = position;
        }
        Ok(Event::Moved {
            guid,
            position,
            by_server: command.server_controlled,
        })
    }

    /// Where we last said we are.
    #[must_use]
    pub fn position(&self) -> Vec3 {
        self.position
    }

    /// What went over this connection so far.
    #[must_use]
    pub fn traffic(&self) -> Traffic {
        self.socket.traffic
    }

    /// Our own unit.
    #[must_use]
    pub fn guid(&self) -> u32 {
        self.entrance.guid
    }

    /// Tells the server that we are at `position` now and move with `velocity` (units per second).
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn step(
        &mut self,
        time_ms: u32,
        position: Vec3,
        velocity: Vec3,
    ) -> anyhow::Result<()> {
        self.position = position;
        let yaw = (-velocity.x).atan2(-velocity.z);
        let moving = velocity != Vec3::default();
        let state = if moving {
            StateFlags::Velocity | StateFlags::Move
        } else {
            StateFlags::None
        };
        let forward = Vec3::new(0.0, 0.0, if moving { -1.0 } else { 0.0 });
        let commands = [
            IEntityCommandModel::SetPosition {
                position,
                blend: true,
            },
            IEntityCommandModel::SetVelocity {
                velocity,
                blend: true,
            },
            IEntityCommandModel::SetMove {
                move_: forward,
                blend: true,
            },
            IEntityCommandModel::SetRotation {
                rotation: Vec3::new(yaw, 0.0, 0.0),
                blend: true,
            },
            IEntityCommandModel::SetState { state },
        ];
        let items = commands
            .map(|model| ClientEntityCommandItems { model })
            .into();
        self.send(&ClientEntityCommand {
            time: time_ms,
            items,
        })
        .await
    }

    /// Says `text` to those near; `id` comes back in [`Event::Accepted`].
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn say(&mut self, text: &str, id: u16) -> anyhow::Result<()> {
        let channel = Channel {
            chat_channel_id: ChatChannelType::Say,
            chat_id: 0,
        };
        let chat = ClientChat {
            channel,
            message: text.into(),
            format: Vec::new(),
            chat_message_id: id,
        };
        self.send(&chat).await
    }

    /// Logs out properly, waiting as long as the server demands, and comes back to the character
    /// screen on the same connection.
    ///
    /// # Errors
    /// When the server does not answer as it must.
    pub async fn log_out(mut self) -> anyhow::Result<Lobby> {
        self.send(&ClientLogoutRequest { initiated: true }).await?;
        let camping_ms = loop {
            if let Event::Camping(camping_ms) = self.next_event().await? {
                break camping_ms;
            }
        };
        let camp = async {
            loop {
                if let Err(error) = self.next_event().await {
                    break error;
                }
            }
        };
        let camping = Duration::from_millis(u64::from(camping_ms) + 50);
        if let Ok(error) = tokio::time::timeout(camping, camp).await {
            return Err(error.context("while camping"));
        }
        self.send(&ClientLogoutConfirm).await?;
        Lobby::returned(self.socket).await
    }

    /// Sends any message as a client in the world does.
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn send<M: Message>(&mut self, message: &M) -> anyhow::Result<()> {
        self.socket.send(message, Envelope::World).await
    }
}

fn position_of(command: &IEntityCommandModel) -> Option<Vec3> {
    match command {
        IEntityCommandModel::SetPosition { position, .. } => Some(*position),
        _ => None,
    }
}
