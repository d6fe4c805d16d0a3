//! What a zone reports behind a step, and who is told of it.

use bezgelor_core::Vec3;
use bezgelor_core::ids::{AccountId, ConnectionId};
use protocol::stray::{Fault, Stray};
use realm::directory::ZoneKey;
use shard::Shard;
use world::Event;

use super::{Ending, HostedZone};
use crate::control::letter::AsksWay;
use crate::control::{Letter, Tokens};
use crate::message::{Signal, Tell};
use crate::realm_host::RealmHost;
use crate::service::SERVICE_SHARD;

/// Sends a letter to the shard of the services.
fn to_services(shard: &Shard<RealmHost>, letter: Letter) {
    shard.host(|host| host.write(shard, SERVICE_SHARD, letter));
}

impl HostedZone {
    /// Tells whom it concerns.
    pub(super) fn distribute_event(&mut self, shard: &Shard<RealmHost>, event: Event) {
        let (connection, signal) = match event {
            Event::LoggedOut { connection } => {
                return self.end(shard, connection, Ending::LoggedOut);
            }
            Event::Left { connection } => {
                return self.end(shard, connection, Ending::Gone);
            }
            Event::Transfer {
                entry, world_id, ..
            } => {
                let connection = entry.connection;
                shard.signal(connection, Signal::Transfer { entry, world_id });
                return self.end(shard, connection, Ending::Transfers);
            }
            Event::Typed {
                connection,
                line,
                origin,
                placement,
            } => {
                return self.typed(shard, connection, line, origin, placement);
            }
            Event::Disconnect { connection, reason } => (connection, Signal::Disconnect(reason)),
            Event::EnterFailed { connection, reason } => (connection, Signal::EnterFailed(reason)),
            news => return self.pass_on(shard, news),
        };
        shard.signal(connection, signal);
        self.end(shard, connection, Ending::Gone);
    }

    /// What ends nobody's stay: for the services and for the log.
    fn pass_on(&self, shard: &Shard<RealmHost>, event: Event) {
        match event {
            Event::Found { ticket, finding } => {
                to_services(shard, Letter::Found { ticket, finding });
            }
            Event::AsksWay {
                connection,
                account,
                world_id: world,
                holder,
                unlimited,
            } => {
                let by = (!unlimited).then_some(account);
                self.asks_way(shard, connection, (ZoneKey { world, holder }, by));
            }
            Event::ForsakesCopy {
                world_id: world,
                holder,
            } => to_services(shard, Letter::Forsaken(ZoneKey { world, holder })),
            Event::PaysTokens {
                account,
                taxi_node,
                tokens,
                ..
            } => {
                let wish = Tokens::new(account, tokens, Some(taxi_node));
                to_services(shard, Letter::Tokens(wish));
            }
            Event::ReturnsTokens { account, tokens } => {
                let wish = Tokens::new(account, tokens, None);
                to_services(shard, Letter::Tokens(wish));
            }
            Event::Who {
                connection,
                request,
            } => {
                let zone = (shard.id(), self.config.instance);
                let who = Letter::Who {
                    zone,
                    connection,
                    request,
                };
                to_services(shard, who);
            }
            Event::Walks {
                character,
                world_zone,
            } => {
                let walks = Letter::Walks {
                    character,
                    world_zone,
                };
                to_services(shard, walks);
            }
            Event::Closes => {
                let closes = Tell::ZoneClosed(self.config.instance);
                shard.host(|host| host.tell(shard, closes));
            }
            Event::OutOfState { opcode } => {
                let stray = Stray::new(opcode, Fault::OutOfState, &[]);
                shard.host(|host| host.unhandled.count(&stray));
            }
            news => self.note(&news),
        }
    }

    fn asks_way(
        &self,
        shard: &Shard<RealmHost>,
        connection: ConnectionId,
        (key, by): (ZoneKey, Option<AccountId>),
    ) {
        if let Some(&character) = self.connections.get(&connection) {
            let asks = AsksWay {
                zone: (shard.id(), self.config.instance),
                character,
                key,
                by,
            };
            to_services(shard, Letter::AsksWay(asks));
        }
    }

    /// What is for the log alone.
    fn note(&self, event: &Event) {
        match *event {
            Event::Crossed {
                connection,
                location,
                came,
            } => {
                let world = self.config.world_id.0;
                tracing::debug!(%connection, world, location, came, "a player crossed a border");
            }
            Event::Disbelieved(ref disbelief) => {
                let world = self.config.world_id.0;
                let Vec3 { x, y, z } = disbelief.at;
                tracing::warn!(
                    connection = %disbelief.connection,
                    character = disbelief.character.0,
                    world,
                    x,
                    y,
                    z,
                    last = %disbelief.fault,
                    score = disbelief.score,
                    sent_away = disbelief.is_sent_away,
                    "a player makes steps that nobody can"
                );
            }
            Event::Shedding(rung) => {
                tracing::warn!(
                    instance = self.config.instance.0,
                    world = self.config.world_id.0,
                    players = self.zone.player_count(),
                    leaves_out = rung.name(),
                    "a zone's load changed what it leaves out"
                );
            }
            // Opcodes nobody takes the lane has counted and named; the rest is done already.
            _ => {}
        }
    }
}
