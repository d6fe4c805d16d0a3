//! The log of commands: who used which one, where, and what came of it.

use bezgelor_core::ids::{AccountId, CharacterId, RealmId};
use bezgelor_core::limits;
use bezgelor_core::time::UnixMillis;

use crate::error::DbError;
use crate::handle::DbHandle;
use crate::sql::{Row, Value, args};

/// By which way a command came; the numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum CommandSource {
    /// Typed by a player in the game.
    Chat = 1,
    /// Typed at the server's own console.
    Console = 2,
    /// `bezgelor exec`.
    Exec = 3,
    /// Over HTTP.
    Http = 4,
    /// `bezgelor account …`, on the database directly.
    Tool = 5,
}

/// What came of a command; the numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum CommandOutcome {
    /// It was done.
    Done = 1,
    /// Whoever used it may not.
    Refused = 2,
    /// It was not understood.
    Misused = 3,
    /// It could not be done.
    Failed = 4,
}

/// One use of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandUse {
    /// On which realm.
    pub realm_id: RealmId,
    /// When.
    pub at: UnixMillis,
    /// By which way.
    pub source: CommandSource,
    /// Whose account, when it came from one.
    pub account_id: Option<AccountId>,
    /// By which character, when one typed it.
    pub character_id: Option<CharacterId>,
    /// The e-mail or the name people know it by.
    pub who: String,
    /// Where it was used: a world and a point, an address, a terminal.
    pub place: String,
    /// What was typed, passwords blotted out.
    pub line: String,
    /// What came of it.
    pub outcome: CommandOutcome,
    /// What was answered, cut off at [`limits::COMMAND_LOG_ANSWER_BYTES`].
    pub answer: String,
    /// How long it took.
    pub took_ms: u32,
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandLogEntry {
    /// Ascends with time.
    pub id: u64,
    /// What happened.
    pub what: CommandUse,
}

/// Which lines of the log to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandLogFilter {
    /// Only lines with ids below this: the next page.
    pub before: Option<u64>,
    /// Only those of an account.
    pub account_id: Option<AccountId>,
    /// Only those whose line, place or author contains this, case not regarded.
    pub contains: Option<String>,
    /// Only those from this time on.
    pub since: Option<UnixMillis>,
}

fn entry(row: &Row) -> Result<CommandLogEntry, DbError> {
    let unknown = |column, what: u8| DbError::Corrupt {
        column,
        problem: format!("{what} is no kind of this"),
    };
    let outcome = match row.int(9)? {
        1_u8 => CommandOutcome::Done,
        2 => CommandOutcome::Refused,
        3 => CommandOutcome::Misused,
        4 => CommandOutcome::Failed,
        other => return Err(unknown(9, other)),
    };
    let source = match row.int(3)? {
        1_u8 => CommandSource::Chat,
        2 => CommandSource::Console,
        3 => CommandSource::Exec,
        4 => CommandSource::Http,
        5 => CommandSource::Tool,
        other => return Err(unknown(3, other)),
    };
    let what = CommandUse {
        realm_id: RealmId(row.int(1)?),
        at: UnixMillis(row.int(2)?),
        source,
        account_id: row.int_or_null(4)?.map(|id| AccountId(id as u32)),
        character_id: row
            .int_or_null(5)?
            .map(|id| CharacterId(id.cast_unsigned())),
        who: row.text(6)?,
        place: row.text(7)?,
        line: row.text(8)?,
        outcome,
        answer: row.text(10)?,
        took_ms: row.int(11)?,
    };
    Ok(CommandLogEntry {
        id: row.int(0)?,
        what,
    })
}

impl DbHandle {
    /// Writes a line into the log.
    ///
    /// # Errors
    /// As every request.
    pub async fn log_command(&self, what: CommandUse) -> Result<(), DbError> {
        let mut answer = what.answer;
        cut(&mut answer, limits::COMMAND_LOG_ANSWER_BYTES);
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let sql = "INSERT INTO command_log (realm_id, at, source, account_id, character_id,
                       who, place, line, outcome, answer, took_ms)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
            let args = args![
                what.realm_id,
                what.at,
                what.source as u8,
                what.account_id.map(|id| i64::from(id.0)),
                what.character_id.map(|id| id.0.cast_signed()),
                what.who,
                what.place,
                what.line,
                what.outcome as u8,
                answer,
                what.took_ms
            ];
            tx.conn().run(sql, args).await?;
            Ok(tx.commit().await?)
        })
        .await
    }

    /// Up to `limit` lines of the log, newest first.
    ///
    /// # Errors
    /// As every request.
    pub async fn command_log(
        &self,
        filter: CommandLogFilter,
        limit: u16,
    ) -> Result<Vec<CommandLogEntry>, DbError> {
        let before = filter.before.and_then(|id| i64::try_from(id).ok());
        let contains = filter.contains.map(|text| like(&text.to_lowercase()));
        let args: Vec<Value> = args![
            before.unwrap_or(i64::MAX),
            filter.account_id.map_or(-1, |id| i64::from(id.0)),
            filter.since.unwrap_or(UnixMillis(i64::MIN)),
            contains.unwrap_or_else(|| "%".into()),
            limit
        ];
        self.request(move |stores| async move {
            let mut reader = stores.auth.reader().await?.apart();
            let sql = "SELECT id, realm_id, at, source, account_id, character_id, who, place,
                       line, outcome, answer, took_ms FROM command_log
                       WHERE id < $1 AND ($2 = -1 OR account_id = $2) AND at >= $3
                       AND (lower(line) LIKE $4 ESCAPE '!' OR lower(who) LIKE $4 ESCAPE '!'
                            OR lower(place) LIKE $4 ESCAPE '!')
                       ORDER BY id DESC LIMIT $5";
            let rows = reader.conn().all(sql, args).await?;
            rows.iter().map(entry).collect()
        })
        .await
    }
}

/// `text` anywhere, taken as it stands.
pub(super) fn like(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

fn cut(text: &mut String, bytes_max: usize) {
    if text.len() > bytes_max {
        text.truncate(text.floor_char_boundary(bytes_max));
    }
}
