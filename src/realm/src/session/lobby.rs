//! What each message of the character screen leads to, and each answer.

use bezgelor_core::ids::{AccountId, CharacterId, RealmId};
use bezgelor_core::limits::{EMAIL_BYTES_MAX, SAVE_ASK_MS, SEAT_ASK_MS, SEAT_WAIT_MS};
use bezgelor_core::model::{AccountRole, CharacterSheet};
use bezgelor_core::time::{Millis, Now};
use game::admission::{self, RULES, Taker};
use protocol::enums::{CharacterModifyResult, CharacterSelectResult, RealmType};
use protocol::messages::{
    ClientCharacterCreate, ClientCharacterDelete, ClientCharacterList, ClientCharacterSelect,
    ClientHelloRealm, ClientRealmList, ClientRealmSelect, ClientStorefrontRequestCatalog,
    ServerCharacterCreate, ServerCharacterDeleteResult, ServerCharacterSelectFail, ServerNewRealm,
    ServerNewRealmGatewayData, ServerQueueFinish, ServerQueueStatus, ServerStoreCategories,
    ServerStoreFinalise,
};
use protocol::{Message, decode_message};

use super::api::{
    Answer, CloseReason, DeleteOutcome, Entry, Kick, Listing, Login, NoSheet, Output, Query,
    RealmGate, RealmRefusal, Standing, StoreRefusal, Unavailable,
};
use super::{Holder, Pending, Session, list};
use crate::creation::{self, CreateError, Maker, Wish};
use crate::gate::Phase;
use crate::presence::{Claim, Enter};
use crate::queue::{Joined, Place, QueueEvent};

type Handle = fn(&mut Session, Now);

/// A handler that is given the whole message decoded.
macro_rules! decoded {
    ($message:ty, $handler:path) => {
        (
            <$message as Message>::OPCODE,
            |session, now| match decode_message::<$message>(&session.body) {
                Ok(message) => $handler(session, &message, now),
                Err(_) => session.close(CloseReason::Malformed),
            },
        )
    };
}

/// What the session takes itself, whether or not its character is in the world.
const HANDLERS: &[(u16, Handle)] = &[
    decoded!(ClientHelloRealm, Session::hello),
    decoded!(ClientCharacterList, Session::character_list),
    decoded!(ClientCharacterCreate, Session::create),
    decoded!(ClientCharacterDelete, Session::delete),
    decoded!(ClientCharacterSelect, Session::select),
    decoded!(ClientRealmList, Session::realm_list),
    decoded!(ClientRealmSelect, Session::select_realm),
    decoded!(ClientStorefrontRequestCatalog, Session::catalogue),
];

/// As many handlers as lines of the table, and each has one: so none is missing.
const _: () = {
    let mut lines = 0;
    let mut i = 0;
    while i < RULES.len() {
        lines += matches!(RULES[i].taker, Taker::Session) as usize;
        i += 1;
    }
    assert!(lines == HANDLERS.len());
    let mut i = 0;
    while i < HANDLERS.len() {
        let line = admission::line_of(HANDLERS[i].0);
        assert!(matches!(line.taker, Taker::Session));
        let mut j = i + 1;
        while j < HANDLERS.len() {
            assert!(HANDLERS[i].0 != HANDLERS[j].0);
            j += 1;
        }
        i += 1;
    }
};

impl Session {
    /// An accepted message; its body is in `body`.
    pub(super) fn message(&mut self, opcode: u16, now: Now) {
        match HANDLERS.iter().find(|handler| handler.0 == opcode) {
            Some((_, handle)) => handle(self, now),
            None => self.close(CloseReason::Internal),
        }
    }

    /// A message of a phase that is not here yet, answered with its own failure.
    pub(super) fn refuse(&mut self, opcode: u16) {
        match opcode {
            ClientCharacterCreate::OPCODE => self.not_created(CharacterModifyResult::CreateFailed),
            ClientCharacterDelete::OPCODE => {
                self.delete_result(CharacterModifyResult::DeleteFailed, 0);
            }
            ClientCharacterSelect::OPCODE => self.select_fail(CharacterSelectResult::Failed),
            _ => {}
        }
    }

    fn hello(&mut self, hello: &ClientHelloRealm, _now: Now) {
        let key = hello.session_key;
        let email = hello.account_string.to_string_lossy();
        if email.len() > EMAIL_BYTES_MAX {
            return self.close(CloseReason::BadSession);
        }
        let query = Query::RedeemSession {
            account: AccountId(hello.account_id),
            email,
            key,
            address: self.address,
        };
        self.account = AccountId(hello.account_id);
        self.ask(Pending::Redeem { key }, query);
    }

    fn character_list(&mut self, _message: &ClientCharacterList, _now: Now) {
        match self.phase {
            Phase::Greeted => {
                let bypass = self.role != AccountRole::Player;
                self.ask(
                    Pending::Queue,
                    Query::JoinQueue {
                        account: self.account,
                        bypass,
                    },
                );
            }
            Phase::Queued => self.tell_place(),
            _ => self.list_wanted = true,
        }
    }

    fn realm_list(&mut self, _message: &ClientRealmList, _now: Now) {
        let account = self.account;
        self.ask(Pending::Realms, Query::ListRealms { account });
    }

    fn create(&mut self, message: &ClientCharacterCreate, now: Now) {
        let labels = message.labels.iter().copied();
        let choices = labels.zip(message.values.iter().copied()).collect();
        let wish = Wish {
            creation_id: message.character_creation_id,
            name: message.name.units().to_vec(),
            path: message.path,
            choices,
            bones: message.bones.clone(),
        };
        let maker = Maker {
            account: self.account,
            realm: self.realm.id,
            slots_left: list::slots_left(&self.listing),
            currencies: &self.listing.holdings.currencies,
            entitlements: &self.listing.holdings.entitlements,
        };
        match creation::create(self.realm.data.as_ref(), maker, &wish, now.unix) {
            Ok(creation) => {
                let world_id = creation.new.character.world_id.0.into();
                let cost = creation.cost;
                let slots = self.listing.holdings.slots;
                let new = Box::new(creation.new);
                let query = Query::CreateCharacter { new, cost, slots };
                self.ask(Pending::Create { world_id, cost }, query);
            }
            Err(error) => self.not_created(create_result(error)),
        }
    }

    fn delete(&mut self, message: &ClientCharacterDelete, _now: Now) {
        let character = CharacterId(message.character_id);
        if self.standing_of(character).is_none() {
            return self.delete_result(CharacterModifyResult::DeleteFailed, 0);
        }
        let query = Query::DeleteCharacter {
            account: self.account,
            character,
        };
        self.ask(Pending::Delete, query);
    }

    fn select(&mut self, message: &ClientCharacterSelect, now: Now) {
        let character = CharacterId(message.character_id);
        match self.standing_of(character) {
            None => self.select_fail(CharacterSelectResult::Failed),
            Some(Standing::MustRename) => self.select_fail(CharacterSelectResult::FailedRename),
            Some(Standing::Disabled) => self.select_fail(CharacterSelectResult::FailedDisabled),
            Some(Standing::Fine) => self.enter(character, now.mono.plus(SEAT_WAIT_MS)),
        }
    }

    fn select_realm(&mut self, message: &ClientRealmSelect, _now: Now) {
        let Ok(realm) = u16::try_from(message.realm_id).map(RealmId) else {
            return self.close(CloseReason::Violation);
        };
        // "Back" selects the realm the client is on, and an answer would crash it.
        if realm != self.realm.id {
            let query = Query::StoreSessionKeyFor {
                account: self.account,
                realm,
            };
            self.ask(Pending::NewRealm, query);
        }
    }

    /// There is no shop: no category, no offer, and the end of the catalogue.
    fn catalogue(&mut self, _message: &ClientStorefrontRequestCatalog, _now: Now) {
        self.send(&ServerStoreCategories::default());
        self.send(&ServerStoreFinalise);
    }

    /// Takes the answer to the open query.
    pub(super) fn answered(&mut self, answer: Answer, now: Now) {
        match (self.pending.take(), answer) {
            (Some(Pending::Redeem { key }), Answer::Session(login)) => self.redeemed(key, login),
            (Some(Pending::Claim), Answer::Claim(claim)) => self.claimed(claim),
            (Some(Pending::Queue), Answer::Queue(joined)) => self.joined(joined),
            (Some(Pending::List), Answer::Characters(listing)) => {
                if self.relisted(listing) {
                    self.burst(now);
                }
            }
            (Some(Pending::Create { world_id, cost }), Answer::Created(result)) => {
                self.created(result, world_id, cost.is_some());
            }
            (
                Some(Pending::ListCreated {
                    character,
                    world_id,
                    paid,
                }),
                Answer::Characters(listing),
            ) => {
                if self.relisted(listing) {
                    self.show_created(character, world_id, paid, now);
                }
            }
            (Some(Pending::Delete), Answer::Deleted(outcome)) => self.deleted(outcome),
            (Some(Pending::Enter { character, until }), Answer::Entered(enter)) => {
                self.entered(character, enter, until, now.mono);
            }
            (
                Some(Pending::Load { character, until }),
                Answer::Sheet(Err(NoSheet::PlaysElsewhere)),
            ) => self.plays_elsewhere(character, until, now.mono),
            (Some(Pending::Load { character, .. }), Answer::Sheet(sheet)) => {
                self.loaded(character, sheet.unwrap_or(None));
            }
            (Some(Pending::Realms), Answer::Realms(listing)) => match listing {
                Ok(listing) => self.send(&list::realms(&listing)),
                Err(Unavailable) => self.kick(Kick::StoreAway),
            },
            (Some(Pending::NewRealm), Answer::NewRealm(gate)) => self.new_realm(gate),
            _ => self.close(CloseReason::Internal),
        }
    }

    fn redeemed(&mut self, key: [u8; 16], login: Result<Option<Login>, Unavailable>) {
        match login {
            Ok(Some(login)) => {
                self.role = login.role;
                self.proven(key);
                self.ask(
                    Pending::Claim,
                    Query::ClaimPresence {
                        account: self.account,
                    },
                );
            }
            // Neither case has a message: the client knows the session key, we do not.
            Ok(None) | Err(Unavailable) => self.close(CloseReason::BadSession),
        }
    }

    fn claimed(&mut self, claim: Claim) {
        match claim {
            // Whether the older one is saved by then is asked again when a character is chosen.
            Claim::Granted | Claim::OlderStillSaving => {}
            Claim::Full => self.kick(Kick::NoRoom),
        }
    }

    fn joined(&mut self, joined: Joined) {
        match joined {
            Joined::Admitted => self.admitted(),
            Joined::Waiting(place) => {
                self.phase = Phase::Queued;
                self.place = Some(place);
                self.tell_place();
            }
            Joined::Full => self.kick(Kick::NoRoom),
        }
    }

    /// News of the queue, which may come while a query is open.
    pub(super) fn queue_moved(&mut self, event: QueueEvent) {
        if self.phase != Phase::Queued {
            return;
        }
        match event {
            QueueEvent::Moved(place) => {
                self.place = Some(place);
                self.tell_place();
            }
            QueueEvent::Admitted => {
                self.send(&ServerQueueFinish);
                self.admitted();
            }
        }
    }

    fn admitted(&mut self) {
        self.phase = Phase::Lobby;
        self.place = None;
        self.list_wanted = true;
    }

    fn tell_place(&mut self) {
        if let Some(Place { position, wait_s }) = self.place {
            self.send(&ServerQueueStatus {
                queue_position: position,
                wait_time_seconds: wait_s,
                is_guest: false,
            });
        }
    }

    /// Keeps a fresh listing. False when there is none, and then the connection ends.
    fn relisted(&mut self, listing: Result<Box<Listing>, Unavailable>) -> bool {
        match listing {
            Ok(listing) => {
                self.listing = *listing;
                true
            }
            Err(Unavailable) => {
                self.kick(Kick::StoreAway);
                false
            }
        }
    }

    /// The six messages of the character list, in the order of `flows.md` section 2.
    fn burst(&mut self, now: Now) {
        let currencies = list::currencies(&self.listing.holdings);
        let unlocks = list::unlocks(&self.listing.holdings);
        let entitlements = list::entitlements(&self.listing.holdings);
        let tier = list::tier(&self.listing.holdings);
        let level = list::level_achieved(&self.listing);
        self.send(&currencies);
        self.send(&unlocks);
        self.send(&entitlements);
        self.send(&tier);
        self.send(&level);
        self.send_characters(now);
    }

    fn send_characters(&mut self, now: Now) {
        let data = self.realm.data.as_ref();
        let characters = list::characters(self.realm.id, data, &self.listing, now.unix);
        self.send(&characters);
    }

    fn created(&mut self, result: Result<CharacterId, StoreRefusal>, world_id: u32, paid: bool) {
        use CharacterModifyResult as R;
        match result {
            Ok(character) => {
                let pending = Pending::ListCreated {
                    character,
                    world_id,
                    paid,
                };
                self.ask(
                    pending,
                    Query::ListCharacters {
                        account: self.account,
                    },
                );
            }
            Err(StoreRefusal::NameTaken) => self.not_created(R::CreateFailed_UniqueName),
            Err(StoreRefusal::SlotsFull) => self.not_created(R::CreateFailed_AccountFull),
            Err(StoreRefusal::Funds) => self.not_created(R::CreateFailed_InsufficientFunds),
            Err(StoreRefusal::Unavailable) => self.not_created(R::CreateFailed_Internal),
        }
    }

    /// The client looks the new character up in its list as soon as it hears that there is one, so
    /// the list goes first (`flows.md` section 3).
    fn show_created(&mut self, character: CharacterId, world_id: u32, paid: bool, now: Now) {
        if paid {
            let currencies = list::currencies(&self.listing.holdings);
            self.send(&currencies);
        }
        self.send_characters(now);
        let result = CharacterModifyResult::CreateOk;
        self.send(&ServerCharacterCreate {
            character_id: character.0,
            world_id,
            result,
        });
    }

    fn not_created(&mut self, result: CharacterModifyResult) {
        self.send(&ServerCharacterCreate {
            character_id: 0,
            world_id: 0,
            result,
        });
    }

    fn deleted(&mut self, outcome: DeleteOutcome) {
        use CharacterModifyResult as R;
        let (result, data) = match outcome {
            DeleteOutcome::Deleted => (R::DeleteOk, 0),
            DeleteOutcome::LeadsGuilds(count) => (R::DeleteFailed_GuildMaster, count),
            DeleteOutcome::Online => (R::DeleteFailed_CharacterOnline, 0),
            DeleteOutcome::Unknown | DeleteOutcome::HasMail | DeleteOutcome::Unavailable => {
                (R::DeleteFailed, 0)
            }
        };
        self.delete_result(result, data);
    }

    fn delete_result(&mut self, result: CharacterModifyResult, data: u32) {
        self.send(&ServerCharacterDeleteResult { result, data });
    }

    fn enter(&mut self, character: CharacterId, until: Millis) {
        let query = Query::EnterPresence {
            account: self.account,
            character,
        };
        self.ask(Pending::Enter { character, until }, query);
    }

    fn entered(&mut self, character: CharacterId, enter: Enter, until: Millis, now: Millis) {
        match enter {
            Enter::Granted => self.load(character, now.plus(SEAT_WAIT_MS)),
            Enter::StillSaving if now < until => {
                self.wait_for(Holder::Save, character, until, now.plus(SAVE_ASK_MS));
            }
            Enter::StillSaving => self.select_fail(CharacterSelectResult::FailedCharacterInWorld),
            Enter::Lost => self.close(CloseReason::Superseded),
        }
    }

    /// Asks for the whole character; another realm may keep it waiting until then.
    fn load(&mut self, character: CharacterId, until: Millis) {
        let query = Query::LoadSheet {
            account: self.account,
            character,
        };
        self.ask(Pending::Load { character, until }, query);
    }

    /// The account is on its way from another realm: waits for that one a little.
    fn plays_elsewhere(&mut self, character: CharacterId, until: Millis, now: Millis) {
        if now < until {
            return self.wait_for(Holder::Realm, character, until, now.plus(SEAT_ASK_MS));
        }
        self.outputs.push_back(Output::NotEntered(character));
        self.select_fail(CharacterSelectResult::FailedCharacterInWorld);
    }

    fn wait_for(&mut self, by: Holder, character: CharacterId, until: Millis, ask_at: Millis) {
        self.pending = Some(Pending::LetGo {
            character,
            by,
            until,
            ask_at,
        });
    }

    pub(super) fn ask_again(&mut self, character: CharacterId, by: Holder, until: Millis) {
        self.pending = None;
        match by {
            Holder::Save => self.enter(character, until),
            Holder::Realm => self.load(character, until),
        }
    }

    fn loaded(&mut self, character: CharacterId, sheet: Option<Box<CharacterSheet>>) {
        let ours = |sheet: &CharacterSheet| {
            sheet.character.id == character && sheet.character.account_id == self.account
        };
        match sheet {
            Some(sheet) if ours(&sheet) => {
                self.phase = Phase::World;
                // Nobody reads the list in there, and it is asked for again afterwards.
                self.listing.characters = Vec::new();
                self.outputs.push_back(Output::EnterWorld(Box::new(Entry {
                    account: self.account,
                    role: self.role,
                    permissions: self.listing.holdings.permissions,
                    currencies: self.listing.holdings.currencies.clone(),
                    signature: self.listing.holdings.signature,
                    sheet,
                })));
            }
            _ => {
                self.outputs.push_back(Output::NotEntered(character));
                self.select_fail(CharacterSelectResult::Failed);
            }
        }
    }

    fn select_fail(&mut self, result: CharacterSelectResult) {
        self.send(&ServerCharacterSelectFail { result });
    }

    fn new_realm(&mut self, gate: Result<Box<RealmGate>, RealmRefusal>) {
        match gate {
            Ok(gate) => self.send(&ServerNewRealm {
                session_key: gate.session_key,
                gateway_data: ServerNewRealmGatewayData {
                    address: gate.address.to_bits(),
                    port: gate.port,
                },
                realm_name: gate.name.into(),
                type_: RealmType(gate.realm_type.into()),
                ..Default::default()
            }),
            Err(RealmRefusal::Offline) => self.kick(Kick::NoRoom),
            Err(RealmRefusal::Unavailable) => self.kick(Kick::StoreAway),
            // The list never named it.
            Err(RealmRefusal::Unknown) => self.close(CloseReason::Violation),
        }
    }

    fn standing_of(&self, character: CharacterId) -> Option<Standing> {
        let mut listed = self.listing.characters.iter();
        listed
            .find(|listed| listed.character.id == character)
            .map(|listed| listed.standing)
    }
}

/// The code that goes with a refusal (`flows.md` section 3, `CharacterModifyResult`).
fn create_result(error: CreateError) -> CharacterModifyResult {
    match error {
        CreateError::Name(_) => CharacterModifyResult::CreateFailed_InvalidName,
        CreateError::Row => CharacterModifyResult::CreateFailed_Internal,
        CreateError::Slots => CharacterModifyResult::CreateFailed_AccountFull,
        CreateError::Entitlement => CharacterModifyResult::CreateFailed_MissingEntitlement,
        CreateError::Funds => CharacterModifyResult::CreateFailed_InsufficientFunds,
        CreateError::Path | CreateError::Look(_) => CharacterModifyResult::CreateFailed,
    }
}
