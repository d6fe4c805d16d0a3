//! Answers to the questions of the sessions that only the stores or the workers know.
//!
//! Each function is one round: ask, translate. Nothing is decided here.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use bezgelor_core::ids::{AccountId, CharacterId, RealmId};
use bezgelor_core::limits::{REALM_STALE_MS, SESSION_KEY_LIFETIME_MS};
use bezgelor_core::model::{
    AccountRole, Character, CharacterSheet, NewCharacter, Realm, Suspension,
};
use bezgelor_core::permission::Permission;
use bezgelor_core::time::UnixMillis;
use db::{CharacterScreen, DbError, NewAccount, NewSessionKey, OperationId, Refusal};
use realm::session as lobby;
use sts::AccountParts;

use crate::common::{Common, resolve};

/// What an STS query that is not the services' is answered with.
pub async fn sts(common: Arc<Common>, query: sts::Query, now: UnixMillis) -> sts::Answer {
    match query {
        // Asked of the services; here only when the lane is at fault.
        sts::Query::Admit(_) | sts::Query::BeginProof(_) => sts::Answer::Unavailable,
        sts::Query::AccountByEmail { email_key, create } => {
            account_by_email(&common, email_key, create, now).await
        }
        // The powers of the generator are known before: it takes less than the way to a worker.
        sts::Query::SrpStart(job) => sts::Answer::Started(Box::new(job.run())),
        sts::Query::SrpVerify(job) => match common.workers.run(move || job.run()).await {
            Ok(verified) => sts::Answer::Verified(Box::new(verified)),
            Err(_) => sts::Answer::Unavailable,
        },
        sts::Query::StoreGameToken {
            account,
            token_hash,
            address,
            expires_at,
        } => {
            let address = address.to_string();
            let stored = common
                .db
                .store_game_token(account, token_hash, &address, expires_at);
            match stored.await {
                Ok(()) => sts::Answer::TokenStored,
                Err(error) => unavailable(&error, sts::Answer::Unavailable),
            }
        }
    }
}

async fn account_by_email(
    common: &Common,
    email_key: String,
    create: Option<sts::TestAccount>,
    now: UnixMillis,
) -> sts::Answer {
    match common.db.account_by_email(&email_key).await {
        Ok(account) => sts::Answer::Account(AccountParts::from_account(&account)),
        Err(DbError::NotFound) => match create {
            Some(test) => create_test_account(common, &email_key, test, now).await,
            None => sts::Answer::Account(None),
        },
        // A name that no database keeps is nobody's.
        Err(DbError::Invalid(_)) => sts::Answer::Account(None),
        Err(error) => unavailable(&error, sts::Answer::Unavailable),
    }
}

async fn create_test_account(
    common: &Common,
    email_key: &str,
    test: sts::TestAccount,
    now: UnixMillis,
) -> sts::Answer {
    let Ok(made) = common.workers.run(move || test.run()).await else {
        return sts::Answer::Unavailable;
    };
    let new = NewAccount {
        email: made.email,
        salt: made.salt,
        verifier: made.verifier.to_vec(),
        role: AccountRole::Player,
        created_at: now,
    };
    let account = match common.db.create_account(new).await {
        // Two logins at once: the other one made it.
        Err(DbError::EmailTaken) => common.db.account_by_email(email_key).await,
        made => made,
    };
    match account {
        Ok(account) => sts::Answer::Account(AccountParts::from_account(&account)),
        Err(error) => unavailable(&error, sts::Answer::Unavailable),
    }
}

/// What an auth query is answered with.
pub async fn auth(common: Arc<Common>, query: auth::Query, now: UnixMillis) -> auth::Answer {
    match query {
        auth::Query::RedeemToken {
            email_key,
            token_hash,
            key,
        } => {
            let own = common.realm_config.id;
            let opens = move |token: &db::RedeemedToken| session_key(token, &key, own, now);
            match common
                .db
                .redeem_game_token(&email_key, token_hash, now, opens)
                .await
            {
                Ok(token) => auth::Answer::Redeemed(redeemed(&common, token, now).await),
                Err(DbError::NotFound) => auth::Answer::Redeemed(None),
                Err(error) => unavailable(&error, auth::Answer::Unavailable),
            }
        }
        auth::Query::StoreSessionKey {
            account,
            realm,
            session_key,
            expires_at,
        } => {
            let key = NewSessionKey {
                realm_id: realm,
                key: *session_key,
                expires_at,
            };
            match common.db.store_session_key(account, key).await {
                Ok(()) => auth::Answer::SessionKeyStored,
                Err(error) => unavailable(&error, auth::Answer::Unavailable),
            }
        }
    }
}

async fn redeemed(
    common: &Common,
    token: db::RedeemedToken,
    now: UnixMillis,
) -> Option<auth::Redeemed> {
    let address = token.address.parse().ok()?;
    let own = common.realm_config.id;
    let realms = token.realms.into_iter();
    let mut online: Vec<Realm> = realms.filter(|realm| is_online(realm, own, now)).collect();
    online.sort_by_key(|realm| rank(realm, own));
    Some(auth::Redeemed {
        account: token.account,
        suspension: token.suspension,
        address,
        realms: gateways(common, online).await,
        messages: token.messages,
        key_of: token.key_of,
    })
}

/// Our own realm first: the client is already talking to this machine.
fn rank(realm: &Realm, own: RealmId) -> (bool, RealmId) {
    (realm.id != own, realm.id)
}

/// The key that goes with a token: for the realm that whoever has it will be sent to.
fn session_key(
    token: &db::RedeemedToken,
    key: &auth::NewKey,
    own: RealmId,
    now: UnixMillis,
) -> Option<NewSessionKey> {
    let address = token.address.parse().ok()?;
    if !key.opens(address, token.suspension.as_ref(), now) {
        return None;
    }
    let online = token
        .realms
        .iter()
        .filter(|realm| is_online(realm, own, now));
    let realm = online.min_by_key(|realm| rank(realm, own))?;
    Some(NewSessionKey {
        realm_id: realm.id,
        key: *key.session_key,
        expires_at: key.expires_at,
    })
}

async fn gateways(common: &Common, realms: Vec<Realm>) -> Vec<auth::Gateway> {
    let mut gateways = Vec::with_capacity(realms.len());
    for realm in realms {
        let Some(address) = address_of(common, &realm.host).await else {
            tracing::warn!(
                realm = realm.name,
                host = realm.host,
                "the realm has no IPv4 address"
            );
            continue;
        };
        gateways.push(auth::Gateway {
            id: realm.id,
            name: realm.name,
            address,
            port: realm.port,
            realm_type: realm.realm_type,
        });
    }
    gateways
}

/// The IPv4 address of a realm's host; a name is looked up on a worker.
async fn address_of(common: &Common, host: &str) -> Option<Ipv4Addr> {
    if let Ok(address) = host.parse() {
        return Some(address);
    }
    let host = host.to_owned();
    let resolved = common.workers.run(move || resolve(&host)).await;
    resolved.ok().flatten()
}

/// Whether a realm takes players: the one of this process lives, whatever a slow database made of
/// its heartbeat; of the others the heartbeat tells. One that stops soon takes nobody.
fn is_online(realm: &Realm, own: RealmId, now: UnixMillis) -> bool {
    let lives = realm.id == own || now.0.saturating_sub(realm.last_seen_at.0) <= REALM_STALE_MS;
    lives && !realm.closing
}

/// What a query of the character screen is answered with, if the stores know it.
pub async fn realm(
    common: Arc<Common>,
    query: lobby::Query,
    operation: OperationId,
    session_key: Option<[u8; 16]>,
    now: UnixMillis,
) -> lobby::Answer {
    match query {
        lobby::Query::RedeemSession {
            account,
            email,
            key,
            address: _,
        } => lobby::Answer::Session(redeem_session(&common, account, &email, key, now).await),
        lobby::Query::ListCharacters { account } => {
            lobby::Answer::Characters(list_characters(&common, account).await)
        }
        lobby::Query::CreateCharacter {
            new,
            cost: None,
            slots,
        } => lobby::Answer::Created(create_character(&common, operation, *new, slots).await),
        // No account holds a currency that could pay for a character.
        lobby::Query::CreateCharacter { cost: Some(_), .. } => {
            lobby::Answer::Created(Err(lobby::StoreRefusal::Funds))
        }
        lobby::Query::DeleteCharacter { account, character } => {
            lobby::Answer::Deleted(delete(&common, operation, account, character, now).await)
        }
        lobby::Query::LoadSheet { account, character } => {
            lobby::Answer::Sheet(load(&common, account, character, now).await)
        }
        lobby::Query::ListRealms { account } => {
            lobby::Answer::Realms(list_realms(&common, account, now).await)
        }
        lobby::Query::StoreSessionKeyFor { account, realm } => lobby::Answer::NewRealm(
            open_realm(&common, account, realm, session_key, now)
                .await
                .map(Box::new),
        ),
        lobby::Query::ClaimPresence { .. }
        | lobby::Query::JoinQueue { .. }
        | lobby::Query::EnterPresence { .. } => {
            unreachable!("presence and queue are the services', the lane asks them")
        }
    }
}

async fn redeem_session(
    common: &Common,
    account: AccountId,
    email: &str,
    key: [u8; 16],
    now: UnixMillis,
) -> Result<Option<lobby::Login>, lobby::Unavailable> {
    let realm = common.realm_config.id;
    match common
        .db
        .redeem_session_key(account, email, realm, key, now)
        .await
    {
        // Whoever was banned since it chose this realm gets no farther.
        Ok(key) if is_suspended(key.suspension.as_ref(), now) => Ok(None),
        Ok(key) => Ok(Some(lobby::Login { role: key.role })),
        Err(DbError::NotFound) => Ok(None),
        Err(error) => Err(unavailable(&error, lobby::Unavailable)),
    }
}

fn is_suspended(suspension: Option<&Suspension>, now: UnixMillis) -> bool {
    suspension.is_some_and(|suspension| suspension.is_in_force(now))
}

async fn list_characters(
    common: &Common,
    account: AccountId,
) -> Result<Box<lobby::Listing>, lobby::Unavailable> {
    let realm = common.realm_config.id;
    let screen = common.db.character_screen(account, realm).await;
    let screen = screen.map_err(|error| unavailable(&error, lobby::Unavailable))?;
    let holdings = holdings(&screen);
    let listed = |sheet: CharacterSheet| lobby::ListedCharacter {
        character: sheet.character,
        worn: sheet.items,
        standing: lobby::Standing::Fine,
    };
    Ok(Box::new(lobby::Listing {
        characters: screen.characters.into_iter().map(listed).collect(),
        holdings,
    }))
}

/// What an account holds and may do, as the character screen needs it.
fn holdings(screen: &CharacterScreen) -> lobby::Holdings {
    let permissions = screen.rights.effective;
    let mut holdings = lobby::Holdings {
        currencies: screen.holdings.currencies.clone(),
        unlocks: screen.holdings.unlocks.clone(),
        permissions,
        signature: permissions.has(Permission::Signature),
        ..lobby::Holdings::default()
    };
    for &(id, amount) in &screen.holdings.entitlements {
        match holdings
            .entitlements
            .iter_mut()
            .find(|(known, _)| *known == id)
        {
            Some((_, known)) => *known = amount.max(*known),
            None => holdings.entitlements.push((id, amount)),
        }
    }
    holdings
}

async fn create_character(
    common: &Common,
    operation: OperationId,
    new: NewCharacter,
    slots: u32,
) -> Result<CharacterId, lobby::StoreRefusal> {
    match common.db.create_character(operation, new, slots).await {
        Ok(sheet) => Ok(sheet.character.id),
        Err(DbError::Refused(Refusal::NameTaken)) => Err(lobby::StoreRefusal::NameTaken),
        Err(DbError::Refused(Refusal::SlotsFull)) => Err(lobby::StoreRefusal::SlotsFull),
        Err(error) => Err(unavailable(&error, lobby::StoreRefusal::Unavailable)),
    }
}

async fn delete(
    common: &Common,
    operation: OperationId,
    account: AccountId,
    character: CharacterId,
    now: UnixMillis,
) -> lobby::DeleteOutcome {
    match common
        .db
        .delete_character(operation, account, character, now)
        .await
    {
        Ok(_) => lobby::DeleteOutcome::Deleted,
        Err(DbError::Refused(_)) => lobby::DeleteOutcome::Unknown,
        Err(error) => unavailable(&error, lobby::DeleteOutcome::Unavailable),
    }
}

async fn load(
    common: &Common,
    account: AccountId,
    character: CharacterId,
    now: UnixMillis,
) -> Result<Option<Box<CharacterSheet>>, lobby::NoSheet> {
    let realm = common.realm_config.id;
    match common.db.has_seat(account, realm, now).await {
        Ok(true) => {}
        Ok(false) => return Err(lobby::NoSheet::PlaysElsewhere),
        Err(error) => return Err(unavailable(&error, lobby::NoSheet::Unavailable)),
    }
    match common.db.load_character(character).await {
        Ok(sheet) => {
            let owner: &Character = &sheet.character;
            let own = owner.account_id == account && owner.realm_id == realm;
            Ok(own.then(|| Box::new(sheet)))
        }
        Err(DbError::NotFound) => Ok(None),
        Err(error) => Err(unavailable(&error, lobby::NoSheet::Unavailable)),
    }
}

async fn list_realms(
    common: &Common,
    account: AccountId,
    now: UnixMillis,
) -> Result<lobby::RealmListing, lobby::Unavailable> {
    let list = common.db.realm_list().await;
    let (realms, messages) = list.map_err(|error| unavailable(&error, lobby::Unavailable))?;
    let messages = (0..).zip(messages.into_iter().map(|text| vec![text]));
    let mut listing = lobby::RealmListing {
        messages: messages.collect(),
        ..lobby::RealmListing::default()
    };
    for realm in realms {
        let characters = common.db.list_characters(account, realm.id).await;
        let characters = characters.map_err(|error| unavailable(&error, lobby::Unavailable))?;
        let last = characters.iter().map(|sheet| &sheet.character);
        let last = last.max_by_key(|character| character.last_online_at);
        listing.realms.push(lobby::ListedRealm {
            online: is_online(&realm, common.realm_config.id, now),
            character_count: u32::try_from(characters.len()).unwrap_or(u32::MAX),
            last_played_character: last.map_or_else(String::new, |last| last.name.clone()),
            last_played_at: last.map(|last| last.last_online_at),
            realm,
        });
    }
    Ok(listing)
}

async fn open_realm(
    common: &Common,
    account: AccountId,
    realm: RealmId,
    session_key: Option<[u8; 16]>,
    now: UnixMillis,
) -> Result<lobby::RealmGate, lobby::RealmRefusal> {
    let away = |error: &DbError| unavailable(error, lobby::RealmRefusal::Unavailable);
    let session_key = session_key.ok_or(lobby::RealmRefusal::Unavailable)?;
    let realms = common
        .db
        .list_realms()
        .await
        .map_err(|error| away(&error))?;
    let realm = realms
        .into_iter()
        .find(|listed| listed.id == realm)
        .ok_or(lobby::RealmRefusal::Unknown)?;
    if !is_online(&realm, common.realm_config.id, now) {
        return Err(lobby::RealmRefusal::Offline);
    }
    let address = address_of(common, &realm.host).await;
    let address = address.ok_or(lobby::RealmRefusal::Offline)?;
    let expires_at = now.plus(SESSION_KEY_LIFETIME_MS);
    let key = NewSessionKey {
        realm_id: realm.id,
        key: session_key,
        expires_at,
    };
    let stored = common.db.store_session_key(account, key);
    stored.await.map_err(|error| away(&error))?;
    Ok(lobby::RealmGate {
        session_key,
        address,
        port: realm.port,
        name: realm.name,
        realm_type: realm.realm_type,
    })
}

/// Notes why the stores gave no answer; outages are noted where they are noticed first, by the
/// store itself, so that one outage is not one line per player.
fn unavailable<T>(error: &DbError, answer: T) -> T {
    if error.is_transient() {
        tracing::debug!(%error, "a store did not answer");
    } else {
        tracing::error!(%error, "a store failed");
    }
    answer
}

/// An address as it is counted and compared: IPv4 in IPv6 is IPv4.
#[must_use]
pub fn canonical(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_realm_stays_its_own_process_realm_when_its_heartbeat_is_late() {
        let realm = |id| Realm {
            id: RealmId(id),
            name: "here".into(),
            host: "127.0.0.1".into(),
            port: 24000,
            realm_type: 0,
            last_seen_at: UnixMillis(0),
            online_count: 0,
            capacity: 1,
            closing: false,
        };
        let late = UnixMillis(REALM_STALE_MS + 1);
        assert!(is_online(&realm(1), RealmId(1), late));
        assert!(!is_online(&realm(2), RealmId(1), late));
        assert!(is_online(&realm(2), RealmId(1), UnixMillis(5)));
        let closing = Realm {
            closing: true,
            ..realm(1)
        };
        assert!(!is_online(&closing, RealmId(1), UnixMillis(5)));
    }
}
