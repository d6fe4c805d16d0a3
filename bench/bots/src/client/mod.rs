//! One player's connection: the STS login, the auth lane, the character screen and the world.

mod lobby;
mod skim;
mod socket;
mod sts;
mod things;
mod view;
mod world;

use std::net::Ipv4Addr;

pub use lobby::{CharacterWish, Lobby};
pub use socket::{GameSocket, Traffic};
pub use sts::{StsClient, StsError};
pub use things::{Place, Thing, Things, Told, Wish};
pub use view::{Creature, Entrance, Event, Neighbour, View};
pub use world::WorldClient;

/// Where a client connects to and as whom.
#[derive(Clone, Debug)]
pub struct Account {
    /// Address of STS and auth.
    pub host: Ipv4Addr,
    /// Port of the STS listener.
    pub sts_port: u16,
    /// Port of the auth listener.
    pub auth_port: u16,
    /// Port of the world listener, instead of the one the auth server names.
    pub world_port: Option<u16>,
    /// Login name.
    pub email: String,
    /// Password.
    pub password: String,
}
