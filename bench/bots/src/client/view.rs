//! What a client knows from what it was shown: itself, the world, and the players in sight
//! (`flows.md` sections 4, 7 and 13).

use std::collections::HashMap;

use anyhow::{Context, bail, ensure};
use bezgelor_core::Vec3;
use protocol::messages::{
    ServerChangeWorld, ServerChat, ServerChatAccept, ServerEntityCommand, ServerEntityCreate,
    ServerEntityDestroy, ServerForceKick, ServerLogoutUpdate, ServerPlayerChanged,
};
use protocol::structs::ItemVisual;
use protocol::unions::{IEntityCommandModel, IEntityModel as Model};
use protocol::{Message, decode_message};

use super::things::{Things, Told};

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
}

/// Another player as we see them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Neighbour {
    /// The name over their head.
    pub name: String,
    /// Where they last were.
    pub position: Vec3,
}

/// A unit that is no player as we see it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Creature {
    /// Row of `Creature2.tbl`; none for the few kinds of units that have no such row.
    pub creature_id: Option<u32>,
    /// Where it stands; none when it was created without a place.
    pub position: Option<Vec3>,
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
    /// Something about our items and currencies.
    Told(Told),
    /// Anything else.
    Other(u16),
}

/// Everything a client has been shown.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// What the loading screen told.
    pub entrance: Entrance,
    /// Players in sight, ourselves excluded.
    pub neighbours: HashMap<u32, Neighbour>,
    /// Units in sight that are no players.
    pub creatures: HashMap<u32, Creature>,
    /// What we hold.
    pub things: Things,
    /// Where we are, by what we sent or the server corrected last.
    pub position: Vec3,
}

impl View {
    /// Takes one message in and says what it means.
    ///
    /// # Errors
    /// When it says what no server may say, or that we are kicked.
    pub fn notice(&mut self, opcode: u16, body: &[u8]) -> anyhow::Result<Event> {
        if let Some(told) = self.things.notice(opcode, body)? {
            return Ok(Event::Told(told));
        }
        Ok(match opcode {
            ServerChangeWorld::OPCODE => {
                let change: ServerChangeWorld = decode_message(body)?;
                self.entrance.world_id = change.world_id;
                let p = change.position;
                self.entrance.position = Vec3::new(p.vector_0, p.vector_1, p.vector_2);
                self.position = self.entrance.position;
                self.neighbours.clear();
                self.creatures.clear();
                Event::Other(opcode)
            }
            ServerPlayerChanged::OPCODE => {
                let changed: ServerPlayerChanged = decode_message(body)?;
                self.entrance.guid = changed.guid;
                self.neighbours.remove(&changed.guid);
                Event::Other(opcode)
            }
            ServerEntityCreate::OPCODE => return self.created(body),
            ServerEntityDestroy::OPCODE => {
                let gone: ServerEntityDestroy = decode_message(body)?;
                self.neighbours.remove(&gone.guid);
                self.creatures.remove(&gone.guid);
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
        let Model::Player { name, .. } = entity.entity_model else {
            let creature_id = creature_id_of(&entity.entity_model);
            let creature = Creature {
                creature_id,
                position,
            };
            self.creatures.insert(entity.guid, creature);
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
}

fn position_of(command: &IEntityCommandModel) -> Option<Vec3> {
    match command {
        IEntityCommandModel::SetPosition { position, .. } => Some(*position),
        _ => None,
    }
}

fn creature_id_of(model: &Model) -> Option<u32> {
    match model {
        Model::NonPlayer { creature_id, .. }
        | Model::Chest { creature_id, .. }
        | Model::Destructible { creature_id, .. }
        | Model::Vehicle { creature_id, .. }
        | Model::Door { creature_id, .. }
        | Model::HarvestUnit { creature_id, .. }
        | Model::CorpseUnit { creature_id, .. }
        | Model::Mount { creature_id, .. }
        | Model::CollectableUnit { creature_id, .. }
        | Model::Taxi { creature_id, .. }
        | Model::Simple { creature_id, .. }
        | Model::Platform { creature_id, .. }
        | Model::MailBox { creature_id, .. }
        | Model::AiTurret { creature_id, .. }
        | Model::InstancePortal { creature_id, .. }
        | Model::Residence { creature_id, .. }
        | Model::StructuredPlug { creature_id, .. }
        | Model::PinataLoot { creature_id, .. }
        | Model::BindPoint { creature_id, .. }
        | Model::Hidden { creature_id, .. }
        | Model::Pet { creature_id, .. }
        | Model::EsperPet { creature_id, .. }
        | Model::ScannerUnit { creature_id, .. }
        | Model::Trap { creature_id, .. }
        | Model::DestructibleDoor { creature_id, .. }
        | Model::Pickup { creature_id, .. }
        | Model::SimpleCollidable { creature_id, .. }
        | Model::HousingMannequin { creature_id, .. }
        | Model::HousingHarvestPlug { creature_id, .. }
        | Model::HousingPlant { creature_id, .. }
        | Model::Lockbox { creature_id, .. } => Some(*creature_id),
        _ => None,
    }
}
