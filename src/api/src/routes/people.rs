//! Players in the world and characters in the database.

use std::collections::HashSet;

use axum::Json;
use axum::extract::{Query, State};
use bezgelor_core::ids::{AccountId, CharacterId};
use bezgelor_core::model::Character;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answered;
use crate::caller::Caller;
use crate::problem::{Answer, Problem};
use crate::realm::Player;
use crate::scope::Scope;
use crate::state::App;

/// One player in the world.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct PlayerRow {
    /// The character's id.
    character: u64,
    name: String,
    /// Its account; 0 for those who may not know.
    account: u32,
    level: u8,
    /// `Race` of the protocol.
    race: u8,
    /// `Class` of the protocol.
    class: u8,
    /// 166 Dominion, 167 Exile.
    faction: u16,
    /// Row of World.
    world: u16,
    /// Row of WorldZone.
    world_zone: u16,
    /// The zone's number, as in `/api/zones`.
    zone: u32,
    /// Seconds since it entered the world.
    online_s: u64,
    /// Whether its account is a game master's or an administrator's.
    staff: bool,
    /// Whether it asked not to be shown to other players.
    hidden: bool,
}

/// Whom a caller may see.
pub(crate) enum Seen {
    /// Everybody and every creature.
    All,
    /// These players alone.
    Some(HashSet<CharacterId>),
}

fn may_see(player: &Player, hidden: &HashSet<AccountId>, own: AccountId, staff: bool) -> bool {
    let shown = !hidden.contains(&player.account) && (staff || !player.staff);
    shown || player.account == own
}

async fn hidden(app: &App, players: &[Player]) -> Answer<HashSet<AccountId>> {
    let accounts = players.iter().map(|player| player.account).collect();
    Ok(app.db.hidden_among(accounts).await?.into_iter().collect())
}

/// Whom `caller` may see on the map.
pub(crate) async fn visible(app: &App, caller: &Caller) -> Answer<Seen> {
    if caller.scopes.allow(Scope::Players) {
        return Ok(Seen::All);
    }
    let Some(own) = caller.account().map(|account| account.id) else {
        caller.need(Scope::Players)?;
        return Ok(Seen::Some(HashSet::new()));
    };
    let players = answered(app.realm.players().await)?;
    let hidden = hidden(app, &players).await?;
    let staff = app.config.api.show_staff;
    let seen = players
        .iter()
        .filter(|player| may_see(player, &hidden, own, staff));
    Ok(Seen::Some(seen.map(|player| player.character).collect()))
}

/// The players `caller` may see.
pub(crate) async fn rows(app: &App, caller: &Caller) -> Answer<Vec<PlayerRow>> {
    let all = caller.scopes.allow(Scope::Players);
    let own = caller.account().map(|account| account.id);
    if own.is_none() {
        caller.need(Scope::Players)?;
    }
    let mut players = answered(app.realm.players().await)?;
    let hidden = hidden(app, &players).await?;
    let staff = app.config.api.show_staff;
    players.retain(|player| all || may_see(player, &hidden, own.unwrap_or(AccountId(0)), staff));
    players.sort_by(|one, other| one.name.cmp(&other.name));
    let rows = players.into_iter().map(|player| PlayerRow {
        character: player.character.0,
        account: if all { player.account.0 } else { 0 },
        level: player.level,
        race: player.race,
        class: player.class,
        faction: player.faction,
        world: player.world.0,
        world_zone: player.world_zone.0,
        zone: player.zone.0,
        online_s: player.online_s,
        staff: player.staff,
        hidden: hidden.contains(&player.account),
        name: player.name,
    });
    Ok(rows.collect())
}

/// Who is in the world. Players without rights see nobody who hides and no staff.
#[utoipa::path(get, path = "/api/players", tag = "people", security(("token" = ["players"])),
    responses((status = 200, body = [PlayerRow]), (status = "4XX", body = Problem)))]
pub(crate) async fn players(
    State(app): State<App>,
    caller: Caller,
) -> Answer<Json<Vec<PlayerRow>>> {
    rows(&app, &caller).await.map(Json)
}

/// One character as it is stored.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CharacterRow {
    id: u64,
    account: u32,
    realm: u16,
    name: String,
    level: u8,
    race: u8,
    class: u8,
    sex: u8,
    faction: u16,
    path: u8,
    world: u16,
    world_zone: u16,
    x: f32,
    y: f32,
    z: f32,
    /// Seconds played.
    played_s: u64,
    /// Milliseconds since 1970.
    created_at: i64,
    /// Milliseconds since 1970.
    last_online_at: i64,
}

impl From<Character> for CharacterRow {
    fn from(character: Character) -> Self {
        let at = character.placement.position;
        Self {
            id: character.id.0,
            account: character.account_id.0,
            realm: character.realm_id.0,
            name: character.name,
            level: character.level,
            race: character.race,
            class: character.class,
            sex: character.sex,
            faction: character.faction,
            path: character.path,
            world: character.world_id.0,
            world_zone: character.world_zone_id.0,
            x: at.x,
            y: at.y,
            z: at.z,
            played_s: character.played_s,
            created_at: character.created_at.0,
            last_online_at: character.last_online_at.0,
        }
    }
}

/// The characters of an account on this realm.
pub(crate) async fn of_account(app: &App, account: AccountId) -> Answer<Vec<CharacterRow>> {
    let sheets = app.db.list_characters(account, app.config.realm.id).await?;
    let rows = sheets.into_iter().map(|sheet| sheet.character.into());
    Ok(rows.collect())
}

/// Which characters.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// Those of this account.
    account: Option<u32>,
    /// The one of this name, case not regarded.
    name: Option<String>,
}

/// The characters of an account, or the one of a name, on this realm.
#[utoipa::path(get, path = "/api/characters", tag = "people", params(Which),
    security(("token" = ["characters"])),
    responses((status = 200, body = [CharacterRow]), (status = "4XX", body = Problem)))]
pub(crate) async fn characters(
    State(app): State<App>,
    caller: Caller,
    Query(which): Query<Which>,
) -> Answer<Json<Vec<CharacterRow>>> {
    caller.need(Scope::Characters)?;
    let account = match which {
        Which {
            account: Some(account),
            name: None,
        } => return of_account(&app, AccountId(account)).await.map(Json),
        Which {
            account: None,
            name: Some(name),
        } => name,
        _ => return Err(Problem::bad_request("give either `account` or `name`")),
    };
    let found = app.db.find_character(app.config.realm.id, &account).await?;
    let sheet = app.db.load_character(found.id).await?;
    Ok(Json(vec![sheet.character.into()]))
}
