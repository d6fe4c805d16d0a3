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
            // In quotes, so that a quote in it is no beginning of one.
            lines.push(match text.trim() {
                "" => "realm motd".to_owned(),
                text => format!("realm motd {}", command::quote(text)),
            });
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
/// and logged as they are. When one of them may not be, none is.
#[utoipa::path(patch, path = "/api/realm", tag = "operation", request_body = Settings,
    security(("token" = ["commands"])),
    responses((status = 200, body = RealmState), (status = "4XX", body = Problem)))]
pub(crate) async fn change(
    State(app): State<App>,
    caller: Caller,
    Json(settings): Json<Settings>,
) -> Answer<Json<RealmState>> {
    let author = caller.author(&app).await?;
    let lines = settings.lines()?;
    for line in &lines {
        match command::parse(line, author.rights).0 {
            Ok(_) => {}
            Err(error) if error.is_refusal() => {
                // The realm refuses it as well, and logs who tried.
                let ran = answered(app.realm.run(author, line.clone()).await)?;
                return Err(Problem::forbidden(ran.lines.join(" ")));
            }
            Err(error) => return Err(Problem::bad_request(error.to_string())),
        }
    }
    for line in lines {
        let ran = answered(app.realm.run(author.clone(), line).await)?;
        if !ran.done {
            return Err(Problem::unavailable(ran.lines.join(" ")));
        }
    }
    answered(app.realm.state().await).map(Json)
}
