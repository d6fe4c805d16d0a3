//! The commands: listed, completed and run.

use axum::Json;
use axum::extract::{Query, State};
use command::definitions;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answered;
use crate::caller::Caller;
use crate::problem::{Answer, Problem};
use crate::realm::Ran;
use crate::state::App;

/// One command.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CommandRow {
    /// Its words.
    path: &'static str,
    /// Other words for the same.
    aliases: Vec<&'static str>,
    /// What one needs to use it.
    permission: &'static str,
    /// How it is written.
    usage: String,
    /// What it does.
    help: &'static str,
    arguments: Vec<ArgumentRow>,
}

/// One argument of a command.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ArgumentRow {
    name: &'static str,
    help: &'static str,
    /// Whether it may be left out.
    optional: bool,
}

/// The commands the caller may use.
#[utoipa::path(get, path = "/api/commands", tag = "operation",
    security(("token" = ["commands"])),
    responses((status = 200, body = [CommandRow]), (status = "4XX", body = Problem)))]
pub(crate) async fn commands(
    State(app): State<App>,
    caller: Caller,
) -> Answer<Json<Vec<CommandRow>>> {
    let author = caller.author(&app).await?;
    let allowed = definitions().filter(|command| author.rights.has(command.permission));
    let rows = allowed.map(|command| CommandRow {
        path: command.path,
        aliases: command.aliases.to_vec(),
        permission: command.permission.name(),
        usage: command.usage(),
        help: command.help,
        arguments: command
            .arguments
            .iter()
            .map(|argument| ArgumentRow {
                name: argument.name,
                help: argument.help,
                optional: argument.optional,
            })
            .collect(),
    });
    Ok(Json(rows.collect()))
}

/// A line to be run.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    /// As it would be typed at the console, without a mark before it.
    line: String,
}

/// Runs a command and has it logged. What it says comes back whether it was done or not.
#[utoipa::path(post, path = "/api/commands", tag = "operation", request_body = Line,
    security(("token" = ["commands"])),
    responses((status = 200, body = Ran), (status = "4XX", body = Problem)))]
pub(crate) async fn run(
    State(app): State<App>,
    caller: Caller,
    Json(line): Json<Line>,
) -> Answer<Json<Ran>> {
    let author = caller.author(&app).await?;
    if line.line.trim().is_empty() {
        return Err(Problem::bad_request("`line` is empty"));
    }
    answered(app.realm.run(author, line.line).await).map(Json)
}

/// A line as far as it is typed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Typed {
    /// The line.
    line: String,
}

/// How a line can go on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Completions {
    /// What can stand at the end of the line.
    words: Vec<String>,
    /// From which byte of the line on.
    from: usize,
}

/// How a line can go on, as at the console.
#[utoipa::path(get, path = "/api/commands/complete", tag = "operation", params(Typed),
    security(("token" = ["commands"])),
    responses((status = 200, body = Completions), (status = "4XX", body = Problem)))]
pub(crate) async fn complete(
    State(app): State<App>,
    caller: Caller,
    Query(typed): Query<Typed>,
) -> Answer<Json<Completions>> {
    let author = caller.author(&app).await?;
    let found = command::complete(&typed.line, author.rights);
    Ok(Json(Completions {
        words: found.candidates,
        from: found.start,
    }))
}
