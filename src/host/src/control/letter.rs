//! What shards say to one another about commands, and the part every shard has in them.

use bezgelor_core::ids::{
    AccountId, CharacterId, ConnectionId, ShardId, WorldZoneId, ZoneInstanceId,
};
use bezgelor_core::limits::NOTICES_KEPT_MAX;
use bezgelor_core::travel::Holder;
use protocol::messages::ClientWhoRequest;
use realm::balance::Permille;
use realm::directory::ZoneKey;
use shard::Shard;
use world::{Answer, ChatOrigin, Command, Finding, LeaveReason, Order, PlayerEntry};

use super::roster::Standing;
use super::{Author, CommandOutcome, Reply, Tokens};
use crate::message::Message;
use crate::realm_host::{RealmHost, post};
use crate::service::SERVICE_SHARD;

/// Between shards.
pub enum Letter {
    /// To the services: a line that a player typed.
    Typed(Typed),
    /// To the services: a character stands in a zone.
    Stands(Standing),
    /// To the services: a player looks for others.
    Who {
        /// The zone it is in.
        zone: (ShardId, ZoneInstanceId),
        /// Its connection there.
        connection: ConnectionId,
        /// For whom it looks.
        request: Box<ClientWhoRequest>,
    },
    /// To the services: a character came into another zone of its world.
    Walks {
        /// Which.
        character: CharacterId,
        /// Row of WorldZone.
        world_zone: WorldZoneId,
    },
    /// To the services: what a zone found.
    Found {
        /// Of the question.
        ticket: u64,
        /// The answer.
        finding: Finding,
    },
    /// To the shard of a zone.
    ToZone(ZoneInstanceId, Command),
    /// To every shard, for all its zones; they are numbered as they are sent.
    ToAll(u64, Command),
    /// To the services: how busy each zone keeps a shard.
    Load {
        /// Which shard.
        shard: ShardId,
        /// Its zones.
        zones: Vec<(ZoneInstanceId, Permille)>,
    },
    /// To the shard of a zone: it is to run on that shard.
    MoveZone(ZoneInstanceId, ShardId),
    /// To the services: a player pays with service tokens, or gets them back.
    Tokens(Tokens),
    /// To the services: a player wants to go to a copy of a world.
    AsksWay(AsksWay),
    /// To the services: whose copy of a world it is wants it anew.
    Forsaken(ZoneKey),
    /// To the shard of a zone: it is to close, unless somebody is in it.
    CloseZone(ZoneInstanceId),
    /// To the shard of a zone: the realm's word on that.
    Way {
        /// Which zone.
        instance: ZoneInstanceId,
        /// Who wants to go: its connection may have another name by now.
        character: CharacterId,
        /// Whose copy it asked for.
        holder: Holder,
        /// `None` when it may go, else the `GenericError` it is told.
        refusal: Option<u32>,
    },
    /// To the shard of a zone: a connection ended before it could follow.
    StaysBehind {
        /// Which zone.
        instance: ZoneInstanceId,
        /// As it was called where the zone came from.
        connection: ConnectionId,
        /// Why.
        reason: LeaveReason,
    },
}

/// A player wants to go to a copy of a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsksWay {
    /// Where its zone is when it asks.
    pub zone: (ShardId, ZoneInstanceId),
    /// Who.
    pub character: CharacterId,
    /// Where to.
    pub key: ZoneKey,
    /// Whose opening it would be; `None` for who has no limits.
    pub by: Option<AccountId>,
}

/// A line that a player typed.
pub struct Typed {
    /// Who.
    pub author: Author,
    /// What.
    pub line: String,
    /// Where the zone is that it was typed in.
    pub zone: (ShardId, ZoneInstanceId),
    /// Whose connection there.
    pub connection: ConnectionId,
    /// Where an answer belongs.
    pub origin: ChatOrigin,
}

impl Typed {
    /// What its author is told.
    pub(super) fn answer(&self, reply: Reply) -> Command {
        let answer = match reply.outcome {
            CommandOutcome::Refused => Answer::Refused,
            _ => Answer::Lines(reply.lines),
        };
        Command::Order(Box::new(Order::Answer {
            connection: self.connection,
            origin: self.origin,
            answer,
        }))
    }
}

impl RealmHost {
    /// Sends a letter, or opens it when it is for this shard.
    pub fn write(&mut self, shard: &Shard<Self>, to: ShardId, letter: Letter) {
        if to == shard.id() {
            self.open(shard, letter);
        } else {
            post(shard, to, Message::Letter(Box::new(letter)));
        }
    }

    /// Opens a letter.
    pub fn open(&mut self, shard: &Shard<Self>, letter: Letter) {
        match letter {
            Letter::ToZone(instance, command) => self.command_zone(shard, instance, command),
            Letter::ToAll(number, command) => self.command_all(shard, number, command),
            Letter::Load { shard, zones } => self.weighed(shard, zones),
            Letter::MoveZone(instance, to) => self.move_zone(shard, instance, to),
            Letter::StaysBehind {
                instance,
                connection,
                reason,
            } => self.stays_behind(shard, instance, (connection, reason)),
            Letter::AsksWay(asks) => self.asks_way(shard, asks),
            Letter::Forsaken(key) => self.forsaken(shard, key),
            Letter::CloseZone(instance) => {
                self.close_zone(shard, instance);
            }
            Letter::Way {
                instance,
                character,
                holder,
                refusal,
            } => self.way(shard, instance, character, (holder, refusal)),
            Letter::Tokens(wish) => self.tokens(shard, wish),
            Letter::Typed(typed) => self.typed(shard, typed),
            Letter::Stands(standing) => self.stands(shard, standing),
            Letter::Who {
                zone: (to, instance),
                connection,
                request,
            } => {
                let order = self.look_for((instance, connection), &request);
                let answer = Letter::ToZone(instance, Command::Order(Box::new(order)));
                // By mail even on this shard: the zone that asks is busy telling.
                post(shard, to, Message::Letter(Box::new(answer)));
            }
            Letter::Walks {
                character,
                world_zone,
            } => {
                if let Some(desk) = &mut self.desk {
                    desk.roster.walks(character, world_zone);
                }
            }
            Letter::Found { ticket, finding } => {
                if let Some(desk) = &mut self.desk {
                    desk.found(ticket, finding);
                }
            }
        }
    }

    /// Whom the search of a player in a zone finds.
    fn look_for(
        &self,
        (instance, connection): (ZoneInstanceId, ConnectionId),
        request: &ClientWhoRequest,
    ) -> Order {
        let desk = self.desk.as_ref();
        let found = desk.map(|desk| desk.roster.find((instance, connection), request));
        let (people, is_partial) = found.unwrap_or_default();
        Order::Who {
            connection,
            people,
            is_partial,
        }
    }

    fn command_zone(&mut self, shard: &Shard<Self>, instance: ZoneInstanceId, command: Command) {
        if let Some(to) = self.moved_to(instance) {
            return self.write(shard, to, Letter::ToZone(instance, command));
        }
        let ticket = match &command {
            Command::Order(order) => match **order {
                Order::Ask { ticket, .. } => Some(ticket),
                _ => None,
            },
            _ => None,
        };
        let paid = Tokens::paid(&command);
        let taken = shard.zone(instance, |zone| zone.command(command));
        if let (None | Some(Err(_)), Some(paid)) = (&taken, paid) {
            self.write(shard, SERVICE_SHARD, Letter::Tokens(paid));
        }
        if let (None | Some(Err(_)), Some(ticket)) = (taken, ticket) {
            let finding = Finding::Ran(Err("The zone takes nothing more now.".into()));
            self.write(shard, SERVICE_SHARD, Letter::Found { ticket, finding });
        }
    }

    /// A copy that runs is closed where it is; of one that does not there is nothing left.
    fn forsaken(&mut self, shard: &Shard<Self>, key: ZoneKey) {
        let found = self.services().and_then(|services| services.placed(key));
        if let Some(placement) = found {
            self.write(
                shard,
                placement.shard,
                Letter::CloseZone(placement.instance),
            );
        }
    }

    fn asks_way(&mut self, shard: &Shard<Self>, asks: AsksWay) {
        let AsksWay { key, by, .. } = asks;
        let now = shard.now().mono;
        let refusal = self.with_services(shard, |services| services.way(key, by, now));
        let Some(refusal) = refusal else { return };
        let (to, instance) = asks.zone;
        let way = Letter::Way {
            instance,
            character: asks.character,
            holder: key.holder,
            refusal: refusal.map(|error| error.0),
        };
        // By mail even on this shard: the zone that asks is busy telling.
        post(shard, to, Message::Letter(Box::new(way)));
    }

    /// Hands a zone the realm's word on a journey, wherever the zone is by now.
    fn way(
        &mut self,
        shard: &Shard<Self>,
        instance: ZoneInstanceId,
        character: CharacterId,
        (holder, refusal): (Holder, Option<u32>),
    ) {
        if let Some(to) = self.moved_to(instance) {
            let way = Letter::Way {
                instance,
                character,
                holder,
                refusal,
            };
            return self.write(shard, to, way);
        }
        // A zone that takes nothing more lets the question grow old.
        shard.zone(instance, |zone| zone.way(character, holder, refusal));
    }

    fn command_all(&mut self, shard: &Shard<Self>, number: u64, command: Command) {
        if let Command::Order(order) = &command
            && let Order::MessageOfTheDay { text } = &**order
        {
            self.message_of_the_day.clone_from(text);
        }
        for instance in self.premises.running() {
            shard.zone(instance, |zone| zone.notice(number, &command));
        }
        if self.notices.len() >= NOTICES_KEPT_MAX {
            self.notices.pop_front();
        }
        self.notices.push_back((number, command));
    }

    /// The number of what was last said to all zones.
    pub(crate) fn noticed(&self) -> u64 {
        self.notices.back().map_or(0, |(number, _)| *number)
    }

    /// Tells the services that a character stands in a zone of this shard.
    pub(crate) fn tell_standing(&mut self, shard: &Shard<Self>, standing: Standing) {
        self.write(shard, SERVICE_SHARD, Letter::Stands(standing));
    }
}

/// A character as it comes into a zone.
pub(crate) fn standing(
    shard: &Shard<RealmHost>,
    instance: ZoneInstanceId,
    entry: &PlayerEntry,
) -> Standing {
    let character = &entry.sheet.character;
    Standing {
        character: character.id,
        name: character.name.clone(),
        account: character.account_id,
        level: character.level,
        race: character.race,
        class: character.class,
        sex: character.sex,
        path: character.path,
        faction: character.faction,
        world: character.world_id,
        world_zone: character.world_zone_id,
        instance,
        holder: entry.holder,
        shard: shard.id(),
        connection: entry.connection,
        permissions: entry.permissions,
        just_logged_in: entry.arrival == world::Arrival::Login,
        since: shard.now().unix,
    }
}
