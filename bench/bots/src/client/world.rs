//! A client in the world: the loading screen, walking, talking, seeing others, logging out
//! (`flows.md` sections 4, 6, 7 and 13).

use std::time::{Duration, Instant};

use anyhow::Context;
use bezgelor_core::Vec3;
use protocol::enums::{ChatChannelType, MovementSpeed, StateFlags};
use protocol::messages::{
    ClientChat, ClientCombatOptions, ClientEnteredWorld, ClientEntityCommand,
    ClientEntityCommandItems, ClientLogoutConfirm, ClientLogoutRequest,
    ClientPlayerMovementSpeedUpdate, ClientZoneChange, Server0635, ServerChangeWorld,
    ServerInstanceSettings, ServerMovementControl, ServerPhaseVisibilityWorldLocation,
    ServerPlayerCreate, ServerPlayerEnteredWorld,
};
use protocol::session::Envelope;
use protocol::structs::Channel;
use protocol::unions::IEntityCommandModel;
use protocol::{Message, decode_message};

use super::lobby::Lobby;
use super::socket::{GameSocket, Traffic};
use super::things::{self, Told, Wish};
use super::view::{Event, View};

/// A burst that pauses this long has been read to its end.
const LOADING_PAUSE: Duration = Duration::from_millis(100);
/// A client is done loading this long after it was told who it is, pause or not.
const LOADING_MAX: Duration = Duration::from_millis(500);
/// A server that needs longer than this to let a client in has failed.
const ENTER_DEADLINE: Duration = Duration::from_secs(60);

/// A client in the world.
pub struct WorldClient {
    socket: GameSocket,
    /// What it has been shown.
    pub view: View,
}

impl WorldClient {
    /// What entering the world begins with.
    pub const FIRST_OPCODE: u16 = ServerChangeWorld::OPCODE;

    /// Reads the whole burst, answers as the client does and waits for the loading screen to go.
    pub(crate) async fn enter(socket: GameSocket) -> anyhow::Result<Self> {
        let mut client = Self {
            socket,
            view: View::default(),
        };
        tokio::time::timeout(ENTER_DEADLINE, client.load(ServerPlayerCreate::OPCODE))
            .await
            .context("the loading screen never went away")??;
        Ok(client)
    }

    /// Loads until the pause behind `last`, of what a client needs the last message.
    async fn load(&mut self, last: u16) -> anyhow::Result<()> {
        // The real client is done when it has loaded its models; in a crowd the messages never
        // pause, so the time since the last needed one counts too.
        let mut ready_at: Option<Instant> = None;
        loop {
            let next = tokio::time::timeout(LOADING_PAUSE, self.socket.receive()).await;
            if let Ok(received) = next {
                let (opcode, body) = received?;
                self.load_one(opcode, &body).await?;
                let entrance = &self.view.entrance;
                let told = entrance.guid != 0 && opcode == last;
                if told && ready_at.is_none() {
                    ready_at = Some(Instant::now() + LOADING_MAX);
                }
                if ready_at.is_none_or(|at| Instant::now() < at) {
                    continue;
                }
            }
            if ready_at.is_some() {
                break;
            }
        }
        self.send(&ClientEnteredWorld::default()).await?;
        loop {
            let (opcode, body) = self.socket.receive().await?;
            self.load_one(opcode, &body).await?;
            if opcode == ServerPlayerEnteredWorld::OPCODE {
                return Ok(());
            }
        }
    }

    /// Goes along when the server takes it elsewhere: through a loading screen, or when that is
    /// near, by acknowledging where it is now.
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn follow(&mut self) -> anyhow::Result<()> {
        loop {
            let (opcode, body) = self.socket.receive().await?;
            match opcode {
                ServerChangeWorld::OPCODE => {
                    self.load_one(opcode, &body).await?;
                    // Who it is it knows.
                    return self.load(ServerPhaseVisibilityWorldLocation::OPCODE).await;
                }
                ServerMovementControl::OPCODE => return self.load_one(opcode, &body).await,
                _ => drop(self.view.notice(opcode, &body)?),
            }
        }
    }

    /// Takes a message in and answers it as a client that loads does (`flows.md` section 4).
    async fn load_one(&mut self, opcode: u16, body: &[u8]) -> anyhow::Result<()> {
        self.view.entrance.opcodes.push(opcode);
        self.view.notice(opcode, body)?;
        match opcode {
            ServerInstanceSettings::OPCODE => {
                self.send(&ClientCombatOptions::default()).await?;
                let speed = MovementSpeed::Run;
                self.send(&ClientPlayerMovementSpeedUpdate { speed }).await
            }
            ServerMovementControl::OPCODE => {
                let control: ServerMovementControl = decode_message(body)?;
                let unknown0 = control.ticket;
                self.send(&Server0635 { unknown0 }).await?;
                self.send(&ClientZoneChange::default()).await
            }
            _ => Ok(()),
        }
    }

    /// Waits for more bytes. May be dropped while it waits without losing anything.
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn fill(&mut self) -> anyhow::Result<()> {
        self.socket.fill().await
    }

    /// From the next message on, reads one step of others in `one_in` in full and counts the rest.
    pub fn sample(&mut self, one_in: u32) {
        self.socket.sample(one_in);
    }

    /// See [`GameSocket::narrow`].
    ///
    /// # Errors
    /// When the system refuses.
    pub fn narrow(&self, bytes: usize) -> std::io::Result<()> {
        self.socket.narrow(bytes)
    }

    /// See [`GameSocket::read_raw`].
    ///
    /// # Errors
    /// When the connection has ended.
    pub fn read_raw(&self, bytes: usize) -> anyhow::Result<()> {
        self.socket.read_raw(bytes)
    }

    /// What has already come, without waiting.
    ///
    /// # Errors
    /// As [`View::notice`].
    pub fn buffered_event(&mut self) -> anyhow::Result<Option<Event>> {
        match self.socket.buffered()? {
            None => Ok(None),
            Some((opcode, body)) => self.view.notice(opcode, body).map(Some),
        }
    }

    /// The next thing that happens.
    ///
    /// # Errors
    /// When the connection ends, the server kicks us or says what no server may say.
    pub async fn next_event(&mut self) -> anyhow::Result<Event> {
        let (opcode, body) = self.socket.receive().await?;
        self.view.notice(opcode, &body)
    }

    /// As [`WorldClient::next_event`], for what has no event: the message itself.
    ///
    /// # Errors
    /// As [`WorldClient::next_event`].
    pub async fn next_message(&mut self) -> anyhow::Result<(u16, Vec<u8>)> {
        let (opcode, body) = self.socket.receive().await?;
        self.view.notice(opcode, &body)?;
        Ok((opcode, body))
    }

    /// Where we last said we are.
    #[must_use]
    pub fn position(&self) -> Vec3 {
        self.view.position
    }

    /// What went over this connection so far.
    #[must_use]
    pub fn traffic(&self) -> Traffic {
        self.socket.traffic
    }

    /// Our own unit.
    #[must_use]
    pub fn guid(&self) -> u32 {
        self.view.entrance.guid
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
        self.view.position = position;
        let yaw = (-velocity.x).atan2(-velocity.z);
        let moving = velocity != Vec3::default();
        let state = if moving {
            StateFlags::Velocity | StateFlags::Move
        } else {
            StateFlags::None
        };
        let forward = Vec3::new(0.0, 0.0, if moving { -1.0 } else { 0.0 });
        let commands = [
            IEntityCommandModel::SetTime { time: time_ms },
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

    /// Asks for something to be done with our things, without waiting.
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn wish(&mut self, wish: Wish) -> anyhow::Result<()> {
        match wish {
            Wish::Move(from, to) => self.send(&things::move_item(from, to)).await,
            Wish::Split(guid, to, count) => self.send(&things::split(guid, to, count)).await,
            Wish::Destroy(from) => self.send(&things::destroy(from)).await,
        }
    }

    /// As [`WorldClient::wish`], and waits until all that it leads to is told; [`View::things`] is
    /// up to date then. Wishes one at a time: the next only after this one.
    ///
    /// # Errors
    /// When the connection ends, or the server says what it may not.
    pub async fn fulfil(&mut self, wish: Wish) -> anyhow::Result<Told> {
        self.wish(wish).await?;
        let first = self.told().await?;
        for _ in 1..wish.messages(first) {
            self.told().await?;
        }
        Ok(first)
    }

    /// The next news of our things.
    ///
    /// # Errors
    /// As [`WorldClient::next_event`].
    pub async fn told(&mut self) -> anyhow::Result<Told> {
        loop {
            if let Event::Told(told) = self.next_event().await? {
                return Ok(told);
            }
        }
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
