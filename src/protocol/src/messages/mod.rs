//! Every message, in folders by what a player would call it.
//!
//! - [`account`]: what belongs to the account and not to one character.
//! - [`achievement`]: achievements, titles, lore, reward tracks and rotations.
//! - [`auction`]: the auction house, the commodity exchange and the CREDD exchange.
//! - [`character`]: one character: made, chosen, renamed, grown.
//! - [`chat`]: channels, whispers, emotes, rolls, who, and what add-ons say to each other.
//! - [`cinematic`]: camera, actors and texts of scenes the player watches.
//! - [`combat`]: damage, threat, death and resurrection.
//! - [`container`]: messages that carry other messages, enciphered or plain.
//! - [`costume`]: costumes, dyes and how a character looks.
//! - [`crafting`]: tradeskills: crafts, schematics, talents, runes.
//! - [`duel`]: duels between two players.
//! - [`entity`]: what the player sees around them: created, changed, gone.
//! - [`friend`]: friends, account friends, rivals, neighbours and who is ignored.
//! - [`group`]: groups and raids: invitations, members, marks, ready checks.
//! - [`guild`]: guilds, circles, arena teams: ranks, roster, bank, perks.
//! - [`housing`]: residences, plots, decor, neighbours and communities.
//! - [`item`]: items: moved, split, used, deleted, stacked.
//! - [`login`]: from the first hello to the character list: greetings, refusals, the queue.
//! - [`loot`]: loot, rolls on it and who may take it.
//! - [`mail`]: letters with items and money, and cash on delivery.
//! - [`matching`]: queues for instances and battlegrounds, matches, ratings, leaderboards.
//! - [`movement`]: who steers an entity, and the commands that move it.
//! - [`option`]: key bindings, options and tutorials.
//! - [`path`]: the four paths: soldier, settler, scientist, explorer.
//! - [`pet`]: vanity pets, combat pets, flair.
//! - [`public_event`]: public events: objectives, votes, teams, scores.
//! - [`quest`]: quests, communicator calls and challenges.
//! - [`realm`]: the list of realms, changing to another one, announcements of the realm.
//! - [`spell`]: casting, effects, cooldowns, abilities and action sets.
//! - [`store`]: the storefront, unlocks and games of fortune.
//! - [`support`]: tickets, bug reports, surveys and getting unstuck.
//! - [`telemetry`]: what the client reports of its own health.
//! - [`trade`]: two players exchanging items and money face to face.
//! - [`vehicle`]: mounts, taxis and chairs.
//! - [`vendor`]: buying, selling and buying back.
//! - [`war_party`]: warplots: war parties, their plugs and boss tokens.
//! - [`world`]: worlds, zones, maps, weather of the story: where the player is.

pub mod account;
pub mod achievement;
pub mod auction;
pub mod character;
pub mod chat;
pub mod cinematic;
pub mod combat;
pub mod container;
pub mod costume;
pub mod crafting;
pub mod duel;
pub mod entity;
pub mod friend;
pub mod group;
pub mod guild;
pub mod housing;
pub mod item;
pub mod login;
pub mod loot;
pub mod mail;
pub mod matching;
pub mod movement;
pub mod option;
pub mod path;
pub mod pet;
pub mod public_event;
pub mod quest;
pub mod realm;
pub mod spell;
pub mod store;
pub mod support;
pub mod telemetry;
pub mod trade;
pub mod vehicle;
pub mod vendor;
pub mod war_party;
pub mod world;

pub use account::*;
pub use achievement::*;
pub use auction::*;
pub use character::*;
pub use chat::*;
pub use cinematic::*;
pub use combat::*;
pub use container::*;
pub use costume::*;
pub use crafting::*;
pub use duel::*;
pub use entity::*;
pub use friend::*;
pub use group::*;
pub use guild::*;
pub use housing::*;
pub use item::*;
pub use login::*;
pub use loot::*;
pub use mail::*;
pub use matching::*;
pub use movement::*;
pub use option::*;
pub use path::*;
pub use pet::*;
pub use public_event::*;
pub use quest::*;
pub use realm::*;
pub use spell::*;
pub use store::*;
pub use support::*;
pub use telemetry::*;
pub use trade::*;
pub use vehicle::*;
pub use vendor::*;
pub use war_party::*;
pub use world::*;

use crate::registry::Entry;

/// The messages of every topic.
pub(crate) const TOPICS: &[&[Entry]] = &[
    ACCOUNT,
    ACHIEVEMENT,
    AUCTION,
    CHARACTER,
    CHAT,
    CINEMATIC,
    COMBAT,
    CONTAINER,
    COSTUME,
    CRAFTING,
    DUEL,
    ENTITY,
    FRIEND,
    GROUP,
    GUILD,
    HOUSING,
    ITEM,
    LOGIN,
    LOOT,
    MAIL,
    MATCHING,
    MOVEMENT,
    OPTION,
    PATH,
    PET,
    PUBLIC_EVENT,
    QUEST,
    REALM,
    SPELL,
    STORE,
    SUPPORT,
    TELEMETRY,
    TRADE,
    VEHICLE,
    VENDOR,
    WAR_PARTY,
    WORLD,
];
