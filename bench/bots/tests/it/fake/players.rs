//! Who is in the fake world, and what the others are shown of them.

use bezgelor_core::Vec3;
use protocol::enums::ItemSlot;
use protocol::messages::{
    ServerEntityCommand, ServerEntityCommandCommands, ServerEntityCreate,
    ServerEntityCreateCommands,
};
use protocol::structs::ItemVisual;
use protocol::unions::{IEntityCommandModel, IEntityModel};
use protocol::{Message, encode_message};
use tokio::sync::mpsc::Sender;

use super::{Fault, Realm};

/// Where a new character begins.
pub(crate) const BIRTHPLACE: Vec3 = Vec3::new(100.0, -5.0, 200.0);

#[derive(Clone, Debug)]
pub(crate) struct Character {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) position: Vec3,
    pub(crate) visuals: Vec<ItemVisual>,
}

impl Character {
    pub(crate) fn new(id: u64, name: String) -> Self {
        let visual = ItemVisual {
            slot: ItemSlot(1),
            display_id: id as u16 + 1,
            ..ItemVisual::default()
        };
        Self {
            id,
            name,
            position: BIRTHPLACE,
            visuals: vec![visual],
        }
    }
}

/// Somebody in the world; the unit's id is that of its account.
pub(crate) struct Player {
    pub(crate) character: Character,
    /// Encoded messages on their way to its connection.
    pub(crate) outbox: Sender<Vec<u8>>,
}

pub(crate) fn encoded<M: Message>(message: &M) -> Vec<u8> {
    let mut bytes = Vec::new();
    encode_message(message, &mut bytes);
    bytes
}

fn at(position: Vec3) -> IEntityCommandModel {
    IEntityCommandModel::SetPosition {
        position,
        blend: false,
    }
}

pub(crate) fn creation(guid: u32, character: &Character) -> ServerEntityCreate {
    ServerEntityCreate {
        guid,
        entity_model: player_model(character),
        commands: vec![ServerEntityCreateCommands {
            model: at(character.position),
        }],
        visible_items: character.visuals.clone(),
        ..ServerEntityCreate::default()
    }
}

fn player_model(character: &Character) -> IEntityModel {
    IEntityModel::Player {
        id: character.id,
        realm_id: 1,
        name: character.name.as_str().into(),
        race: Default::default(),
        class: Default::default(),
        sex: Default::default(),
        group_id: 0,
        pet_id_list: Vec::new(),
        guild_name: "".into(),
        guild_type: Default::default(),
        guild_ids: Vec::new(),
        bones: Vec::new(),
        pv_p_flag: Default::default(),
        unknown4_c: 0,
        title: 0,
    }
}

fn movement(guid: u32, position: Vec3, server_controlled: bool) -> ServerEntityCommand {
    ServerEntityCommand {
        guid,
        server_controlled,
        commands: vec![ServerEntityCommandCommands {
            model: at(position),
        }],
        ..ServerEntityCommand::default()
    }
}

impl Realm {
    /// To everybody in the world but `except`.
    pub(crate) fn broadcast(&self, except: u32, bytes: &[u8]) {
        for (guid, player) in &self.players {
            if *guid != except {
                // A connection that is gone takes itself off the list.
                let _ = player.outbox.try_send(bytes.to_vec());
            }
        }
    }

    /// A player says where it is.
    pub(crate) fn stepped(&mut self, guid: u32, position: Vec3) {
        let Some(player) = self.players.get_mut(&guid) else {
            return;
        };
        player.character.position = position;
        if self.fault == Fault::CorrectsSteps {
            let back = encoded(&movement(guid, BIRTHPLACE, true));
            let _ = player.outbox.try_send(back);
        }
        let shown = match self.fault {
            Fault::InventsSteps => Vec3::new(position.x + 0.5, position.y, position.z),
            _ => position,
        };
        self.broadcast(guid, &encoded(&movement(guid, shown, false)));
    }
}
