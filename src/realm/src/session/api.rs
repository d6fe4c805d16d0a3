//! What goes into a session and what comes out of it.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use bezgelor_core::ids::{AccountId, CharacterId, RealmId};
use bezgelor_core::model::{AccountRole, Character, CharacterSheet, Item, NewCharacter, Realm};
use bezgelor_core::permission::Permissions;
use bezgelor_core::time::UnixMillis;

use crate::creation::{AccountCost, LOCATION_EQUIPPED};
use crate::presence::{Claim, Enter};
use crate::queue::{Joined, QueueEvent};

/// Something that happened to a connection.
#[derive(Clone, Debug)]
pub enum Input<'a> {
    /// Bytes from its socket.
    Bytes(&'a [u8]),
    /// The reply to the query it asked last.
    Answer(Answer),
    /// News of the realm queue.
    Queue(QueueEvent),
    /// It has to go; the client is told why.
    Kick(Kick),
    /// Time passed. Once a second is enough.
    Tick,
}

/// What a session wants done, in this order.
#[derive(Debug, PartialEq)]
pub enum Output {
    /// Bytes for the socket, framed and enciphered.
    Send(Vec<u8>),
    /// A question to a store or service, to be answered exactly once.
    Query(Query),
    /// The character goes to its zone; from now on the session only decodes
    /// ([`super::Session::next_message`]).
    EnterWorld(Box<Entry>),
    /// The character that presence let in does not enter after all: tell
    /// [`crate::presence::Presence::saved`].
    NotEntered(CharacterId),
    /// Nothing more is read. Send what was handed out before, then close.
    Close(CloseReason),
}

/// A question to a store or service. Its debug form is fit for a log: no key, no e-mail.
#[derive(Clone, PartialEq)]
pub enum Query {
    /// Does this session key belong to this account and e-mail? Takes it out of the store: a key is
    /// good once.
    RedeemSession {
        /// As the client states it.
        account: AccountId,
        /// As the client states it.
        email: String,
        /// As the client states it.
        key: [u8; 16],
        /// Where it connects from.
        address: IpAddr,
    },
    /// [`crate::presence::Presence::claim`].
    ClaimPresence {
        /// Whose.
        account: AccountId,
    },
    /// [`crate::queue::Queue::join`].
    JoinQueue {
        /// Whose.
        account: AccountId,
        /// Game masters never wait.
        bypass: bool,
    },
    /// The living characters of an account on this realm, and what the account holds.
    ListCharacters {
        /// Whose.
        account: AccountId,
    },
    /// Makes a character and takes its price, in one transaction.
    CreateCharacter {
        /// The character; names are compared without case.
        new: Box<NewCharacter>,
        /// What the account pays.
        cost: Option<AccountCost>,
        /// Living characters the account may have on this realm.
        slots: u32,
    },
    /// Deletes a character, if the rules of `features.md` section 3 allow.
    DeleteCharacter {
        /// Whose.
        account: AccountId,
        /// Which.
        character: CharacterId,
    },
    /// [`crate::presence::Presence::enter`].
    EnterPresence {
        /// Whose.
        account: AccountId,
        /// Which.
        character: CharacterId,
    },
    /// Everything of a character.
    LoadSheet {
        /// Whose.
        account: AccountId,
        /// Which.
        character: CharacterId,
    },
    /// All realms, and the account's characters on them.
    ListRealms {
        /// Whose.
        account: AccountId,
    },
    /// Draws and stores a session key with which the account may enter another realm.
    StoreSessionKeyFor {
        /// Whose.
        account: AccountId,
        /// Which realm.
        realm: RealmId,
    },
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RedeemSession {
                account, address, ..
            } => {
                write!(f, "RedeemSession({account}, {address})")
            }
            Self::ClaimPresence { account } => write!(f, "ClaimPresence({account})"),
            Self::JoinQueue { account, bypass } => write!(f, "JoinQueue({account}, {bypass})"),
            Self::ListCharacters { account } => write!(f, "ListCharacters({account})"),
            Self::CreateCharacter { new, cost, slots } => {
                write!(
                    f,
                    "CreateCharacter({:?}, {cost:?}, {slots})",
                    new.character.name
                )
            }
            Self::DeleteCharacter { account, character } => {
                write!(f, "DeleteCharacter({account}, {character})")
            }
            Self::EnterPresence { account, character } => {
                write!(f, "EnterPresence({account}, {character})")
            }
            Self::LoadSheet { account, character } => {
                write!(f, "LoadSheet({account}, {character})")
            }
            Self::ListRealms { account } => write!(f, "ListRealms({account})"),
            Self::StoreSessionKeyFor { account, realm } => {
                write!(f, "StoreSessionKeyFor({account}, {realm})")
            }
        }
    }
}

/// The store could not answer: it is away, too slow or too busy. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unavailable;

/// Why a character is not to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSheet {
    /// See [`Unavailable`].
    Unavailable,
    /// The account plays on another realm, which has not let it go yet.
    PlaysElsewhere,
}

/// The reply to a [`Query`], one variant each.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To `RedeemSession`; None when account, e-mail and key do not belong together or are stale.
    Session(Result<Option<Login>, Unavailable>),
    /// To `ClaimPresence`.
    Claim(Claim),
    /// To `JoinQueue`.
    Queue(Joined),
    /// To `ListCharacters`.
    Characters(Result<Box<Listing>, Unavailable>),
    /// To `CreateCharacter`.
    Created(Result<CharacterId, StoreRefusal>),
    /// To `DeleteCharacter`.
    Deleted(DeleteOutcome),
    /// To `EnterPresence`.
    Entered(Enter),
    /// To `LoadSheet`; None when the account has no such character.
    Sheet(Result<Option<Box<CharacterSheet>>, NoSheet>),
    /// To `ListRealms`.
    Realms(Result<RealmListing, Unavailable>),
    /// To `StoreSessionKeyFor`.
    NewRealm(Result<Box<RealmGate>, RealmRefusal>),
}

/// A proven account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Login {
    /// What it may do; everybody above a player passes the queue.
    pub role: AccountRole,
}

/// What the character screen shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// Living characters only.
    pub characters: Vec<ListedCharacter>,
    /// What belongs to the account as a whole.
    pub holdings: Holdings,
}

/// One character of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedCharacter {
    /// The character.
    pub character: Character,
    /// What it wears (`InventoryLocation` 0).
    pub worn: Vec<Item>,
    /// Whether it may be played.
    pub standing: Standing,
}

impl From<CharacterSheet> for ListedCharacter {
    /// Of a sheet that holds what is worn, and maybe more.
    fn from(sheet: CharacterSheet) -> Self {
        let worn = sheet
            .items
            .into_iter()
            .filter(|item| item.location == LOCATION_EQUIPPED);
        Self {
            character: sheet.character,
            worn: worn.collect(),
            standing: Standing::Fine,
        }
    }
}

/// Whether a character may be played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    #[default]
    Fine,
    /// Not before it has another name.
    MustRename,
    /// It is locked.
    Disabled,
}

/// What an account holds beside its characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holdings {
    /// (`AccountCurrencyType`, amount).
    pub currencies: Vec<(u8, u64)>,
    /// (`Entitlement.tbl` row id, count).
    pub entitlements: Vec<(u32, u32)>,
    /// `GenericUnlockEntry.tbl` row ids.
    pub unlocks: Vec<u32>,
    /// What it may do beyond playing.
    pub permissions: Permissions,
    /// `AccountTier` 1 instead of 0.
    pub signature: bool,
    /// Living characters it may have on this realm.
    pub slots: u32,
}

/// `Entitlement.tbl` rows that open the Chua warrior and the Aurin engineer. They were sold once;
/// without a shop they belong to everybody, and saying so is what makes the client offer them.
const ENTITLEMENTS_OF_ALL: [(u32, u32); 2] = [(61, 1), (62, 1)];

impl Default for Holdings {
    fn default() -> Self {
        Self {
            currencies: Vec::new(),
            entitlements: ENTITLEMENTS_OF_ALL.to_vec(),
            unlocks: Vec::new(),
            permissions: Permissions::NONE,
            signature: false,
            slots: bezgelor_core::limits::CHARACTER_SLOTS_DEFAULT,
        }
    }
}

/// Why a character was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreRefusal {
    /// Somebody on this realm is called so.
    NameTaken,
    /// The account has as many as it may.
    SlotsFull,
    /// The account no longer holds the price.
    Funds,
    /// See [`Unavailable`].
    Unavailable,
}

/// What became of a deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeleteOutcome {
    /// It is gone, its name free.
    Deleted,
    /// The account has no such character.
    Unknown,
    /// A mail with attachments waits for it.
    HasMail,
    /// It leads so many guilds.
    LeadsGuilds(u32),
    /// It is in the world or still being saved.
    Online,
    /// See [`Unavailable`].
    Unavailable,
}

/// The realm list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RealmListing {
    /// At most `REALMS_MAX` are shown.
    pub realms: Vec<ListedRealm>,
    /// (index, one text per language) as 0x0763 has them.
    pub messages: Vec<(u32, Vec<String>)>,
}

/// One realm of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedRealm {
    /// The realm.
    pub realm: Realm,
    /// Whether it takes players now.
    pub online: bool,
    /// Living characters of the account there.
    pub character_count: u32,
    /// The one played last, empty for none.
    pub last_played_character: String,
    /// When, None for never.
    pub last_played_at: Option<UnixMillis>,
}

/// The way into another realm. Its debug form leaves the key out.
#[derive(Clone, PartialEq, Eq)]
pub struct RealmGate {
    /// Freshly drawn and stored.
    pub session_key: [u8; 16],
    /// Where clients reach it.
    pub address: Ipv4Addr,
    /// Where clients reach it.
    pub port: u16,
    /// Its name.
    pub name: String,
    /// 0 PvE, 1 PvP.
    pub realm_type: u8,
}

impl fmt::Debug for RealmGate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "RealmGate({:?}, {}:{})",
            self.name, self.address, self.port
        )
    }
}

/// Why there is no way into another realm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RealmRefusal {
    /// There is no such realm.
    Unknown,
    /// It takes nobody now.
    Offline,
    /// See [`Unavailable`].
    Unavailable,
}

/// A character on its way into the world.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The account.
    pub account: AccountId,
    /// What it is.
    pub role: AccountRole,
    /// What it may do beyond playing.
    pub permissions: Permissions,
    /// (`AccountCurrencyType`, amount), ascending.
    pub currencies: Vec<(u8, u64)>,
    /// `AccountTier` 1 instead of 0.
    pub signature: bool,
    /// The whole character.
    pub sheet: Box<CharacterSheet>,
}

/// Why a client is told to go, with 0x036A.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kick {
    /// The account logged in elsewhere.
    NewerLogin,
    /// A game master or an operator wants it.
    GameMaster,
    /// Nothing was heard of it for five minutes.
    Inactivity,
    /// The server goes down.
    Drain,
    /// A store does not answer.
    StoreAway,
    /// Even the queue is full, or the realm chosen is offline.
    NoRoom,
}

/// Why a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseReason {
    /// It said nothing in time. Normal: realms are probed by opening and closing a connection.
    Silent,
    /// A frame, container or body that no client makes.
    Malformed,
    /// A message it had no business to send.
    Violation,
    /// Too much of it.
    Flood,
    /// The session key is not one of ours.
    BadSession,
    /// The client was told why.
    Kicked(Kick),
    /// Presence gave the account to a newer login while this one waited.
    Superseded,
    /// The driver answered something else than was asked: a fault of the server.
    Internal,
}
