//! The realm's own scripts: how they fare, and loading them anew.

use axum::Json;
use axum::extract::State;

use super::answered;
use crate::caller::Caller;
use crate::problem::{Answer, Problem};
use crate::realm::{Ran, Script};
use crate::scope::Scope;
use crate::state::App;

/// The scripts that are loaded and how they fare.
#[utoipa::path(get, path = "/api/scripts", tag = "operation", security(("token" = ["status"])),
    responses((status = 200, body = [Script]), (status = "4XX", body = Problem)))]
pub(crate) async fn scripts(State(app): State<App>, caller: Caller) -> Answer<Json<Vec<Script>>> {
    caller.need(Scope::Status)?;
    answered(app.realm.scripts().await).map(Json)
}

/// Loads all scripts anew, by the command `script reload`: with its right, and logged as it is.
/// When one does not load, the old ones stay and the answer says why, with file and line.
#[utoipa::path(post, path = "/api/scripts/reload", tag = "operation",
    security(("token" = ["commands"])),
    responses((status = 200, body = Ran), (status = "4XX", body = Problem)))]
pub(crate) async fn reload(State(app): State<App>, caller: Caller) -> Answer<Json<Ran>> {
    let author = caller.author(&app).await?;
    let reloaded = app.realm.run(author, "script reload".to_owned()).await;
    answered(reloaded).map(Json)
}
