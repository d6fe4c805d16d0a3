//! What happened: the log of commands and the server's own log.

use axum::Json;
use axum::extract::{Query, State};
use bezgelor_core::ids::AccountId;
use bezgelor_core::time::UnixMillis;
use db::{CommandLogEntry, CommandLogFilter, CommandOutcome, CommandSource};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::items;
use crate::caller::Caller;
use crate::logs::LogLine;
use crate::problem::{Answer, Problem};
use crate::scope::Scope;
use crate::state::App;

/// One use of a command.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditRow {
    /// Ascends with time.
    id: u64,
    realm: u16,
    /// Milliseconds since 1970.
    at: i64,
    /// `chat`, `console`, `exec`, `http` or `tool`.
    source: &'static str,
    account: Option<u32>,
    character: Option<u64>,
    /// The e-mail or the name people know it by.
    who: String,
    /// Where it was used: a world and a point, an address, a terminal.
    place: String,
    /// What was typed, passwords blotted out.
    line: String,
    /// `done`, `refused`, `misused` or `failed`.
    outcome: &'static str,
    /// What was answered.
    answer: String,
    took_ms: u32,
}

impl From<CommandLogEntry> for AuditRow {
    fn from(CommandLogEntry { id, what }: CommandLogEntry) -> Self {
        Self {
            id,
            realm: what.realm_id.0,
            at: what.at.0,
            source: match what.source {
                CommandSource::Chat => "chat",
                CommandSource::Console => "console",
                CommandSource::Exec => "exec",
                CommandSource::Http => "http",
                CommandSource::Tool => "tool",
            },
            account: what.account_id.map(|id| id.0),
            character: what.character_id.map(|id| id.0),
            who: what.who,
            place: what.place,
            line: what.line,
            outcome: match what.outcome {
                CommandOutcome::Done => "done",
                CommandOutcome::Refused => "refused",
                CommandOutcome::Misused => "misused",
                CommandOutcome::Failed => "failed",
            },
            answer: what.answer,
            took_ms: what.took_ms,
        }
    }
}

/// Which uses.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Only those with lower ids: the next page.
    before: Option<u64>,
    /// Only those of an account.
    account: Option<u32>,
    /// Only those with this in their line, place or author.
    contains: Option<String>,
    /// Only those from this time on, in milliseconds since 1970.
    since: Option<i64>,
    /// How many, at most 500.
    limit: Option<usize>,
}

/// Who used which command, newest first.
#[utoipa::path(get, path = "/api/audit", tag = "operation", params(Wanted),
    security(("token" = ["audit"])),
    responses((status = 200, body = [AuditRow]), (status = "4XX", body = Problem)))]
pub(crate) async fn audit(
    State(app): State<App>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Answer<Json<Vec<AuditRow>>> {
    caller.need(Scope::Audit)?;
    let filter = CommandLogFilter {
        before: wanted.before,
        account_id: wanted.account.map(AccountId),
        contains: wanted.contains.filter(|text| !text.is_empty()),
        since: wanted.since.map(UnixMillis),
    };
    let entries = app.db.command_log(filter, items(wanted.limit)).await?;
    Ok(Json(entries.into_iter().map(Into::into).collect()))
}

/// Which lines of the log.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Lines {
    /// Only those with higher numbers.
    #[serde(default)]
    after: u64,
    /// Only this level and worse ones: `error`, `warn`, `info`, `debug` or `trace`.
    level: Option<String>,
    /// Only those with this in them, case not regarded.
    contains: Option<String>,
    /// How many, at most 500.
    limit: Option<usize>,
}

/// How bad a level is, 0 the worst; `None` for no level.
pub(crate) fn severity(level: &str) -> Option<usize> {
    let levels = ["error", "warn", "info", "debug", "trace"];
    levels
        .iter()
        .position(|known| known.eq_ignore_ascii_case(level))
}

/// The newest lines of the server's log, oldest first; no more than 2000 are kept.
#[utoipa::path(get, path = "/api/logs", tag = "operation", params(Lines),
    security(("token" = ["logs"])),
    responses((status = 200, body = [LogLine]), (status = "4XX", body = Problem)))]
pub(crate) async fn logs(
    State(app): State<App>,
    caller: Caller,
    Query(lines): Query<Lines>,
) -> Answer<Json<Vec<LogLine>>> {
    caller.need(Scope::Logs)?;
    let unknown = || Problem::bad_request("`level` is error, warn, info, debug or trace");
    let worst = match &lines.level {
        Some(level) => severity(level).ok_or_else(unknown)?,
        None => usize::MAX,
    };
    let contains = lines.contains.unwrap_or_default().to_lowercase();
    let found = app
        .logs
        .after(lines.after, items(lines.limit).into(), |line| {
            severity(&line.level).is_none_or(|level| level <= worst)
                && (line.text.to_lowercase().contains(&contains) || line.target.contains(&contains))
        });
    Ok(Json(found))
}
