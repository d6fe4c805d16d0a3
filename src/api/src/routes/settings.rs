//! What an operator sets about a running realm; it is kept over restarts.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answered;
use crate::caller::Caller;
use crate::problem::{Answer, Problem};
use crate::realm::RealmState;
use crate::state::App;

/// What is to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// Players the realm takes before the queue begins.
    capacity: Option<u32>,
    /// Shown in chat to who logs in, one line; empty for nothing.
    message_of_the_day: Option<String>,
}

impl Settings {
    /// The commands that do it.
    fn lines(&self) -> Answer<Vec<String>> {
        let mut lines = Vec::new();
        if let Some(text) = &self.message_of_the_day {
            if text.chars().any(char::is_control) {
                let detail = "`message_of_the_day` is one line without control characters";
                return Err(Problem::bad_request(detail));
            }
            lines.push(format!("realm motd {}", text.trim()));
        }
        if let Some(players) = self.capacity {
            lines.push(format!("realm max {players}"));
        }
        if lines.is_empty() {
            return Err(Problem::bad_request("nothing is to change"));
        }
        Ok(lines)
    }
}

/// Changes settings of the realm, by the commands `realm motd` and `realm max`: with their rights,
/// and logged as they are.
#[utoipa::path(patch, path = "/api/realm", tag = "operation", request_body = Settings,
    security(("token" = ["commands"])),
    responses((status = 200, body = RealmState), (status = "4XX", body = Problem)))]
pub(crate) async fn change(
    State(app): State<App>,
    caller: Caller,
    Json(settings): Json<Settings>,
) -> Answer<Json<RealmState>> {
    let author = caller.author(&app).await?;
    for line in settings.lines()? {
        let ran = answered(app.realm.run(author.clone(), line).await)?;
        if !ran.done {
            return Err(Problem::forbidden(ran.lines.join(" ")));
        }
    }
    answered(app.realm.state().await).map(Json)
}
