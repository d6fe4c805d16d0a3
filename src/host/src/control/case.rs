//! The life of one command: rights, parsing, doing, the log.

use std::sync::Arc;
use std::time::Duration;

use bezgelor_core::ids::AccountId;
use bezgelor_core::limits::{COMMAND_ANSWER_LINES_MAX, COMMAND_ZONE_MS_MAX};
use bezgelor_core::model::{Account, AccountRole};
use bezgelor_core::permission::Permissions;
use command::argument::Email;
use command::{Command, Kind};
use db::{CommandUse, DbError};
use futures_lite::future::or;
use shard::Shard;
use world::{Dot, Finding, Order, Question};

use super::letter::Letter;
use super::lookup;
use super::roster::Standing;
use super::{Author, CommandOutcome, Reply, ZoneView};
use crate::common::Common;
use crate::realm_host::RealmHost;

/// What is answered, or why it is not done.
pub(super) type Done = Result<Vec<String>, String>;

/// One command on its way.
pub(super) struct Case<'a> {
    pub(super) shard: &'a Shard<RealmHost>,
    pub(super) common: &'a Arc<Common>,
    pub(super) author: &'a Author,
    pub(super) rights: Permissions,
}

/// One line for an answer.
pub(super) fn line(text: impl Into<String>) -> Done {
    Ok(vec![text.into()])
}

/// So many of something, in words.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What a store's refusal means to the author.
pub(super) fn away(error: DbError) -> String {
    match error {
        DbError::NotFound => "There is nothing of that kind.".into(),
        error => {
            tracing::warn!(%error, "a command got no answer from a store");
            format!("The database: {error}.")
        }
    }
}

/// What an author may do, now.
pub(super) async fn rights(common: &Common, author: &Author) -> Result<Permissions, DbError> {
    let own = match author.account {
        Some(account) => common.db.rights(account).await?.effective,
        None => common.db.role_rights(AccountRole::Console).await?,
    };
    Ok(own.without(Permissions::ALL.without(author.limit)))
}

/// Runs a line and writes it into the log.
pub(super) async fn run(
    shard: &Shard<RealmHost>,
    common: &Arc<Common>,
    author: &Author,
    text: &str,
) -> Reply {
    let began = shard.now();
    let (mut reply, kept) = match rights(common, author).await {
        Ok(rights) => {
            let (parsed, kept) = command::parse(text, rights);
            let reply = match parsed {
                Ok(parsed) => {
                    let case = Case {
                        shard,
                        common,
                        author,
                        rights,
                    };
                    done(Box::pin(case.carry_out(parsed)).await)
                }
                Err(error) => Reply {
                    outcome: if error.is_refusal() {
                        CommandOutcome::Refused
                    } else {
                        CommandOutcome::Misused
                    },
                    lines: error.lines(),
                },
            };
            (reply, kept)
        }
        Err(error) => (done(Err(away(error))), String::new()),
    };
    let more = reply.lines.len().saturating_sub(COMMAND_ANSWER_LINES_MAX);
    if more > 0 {
        reply.lines.truncate(COMMAND_ANSWER_LINES_MAX);
        reply.lines.push(format!("… and {more} more."));
    }
    let took_ms = shard.now().mono.since(began.mono);
    let used = CommandUse {
        realm_id: common.realm_config.id,
        at: began.unix,
        source: author.source,
        account_id: author.account,
        character_id: author.character,
        who: author.who.clone(),
        place: author.place.clone(),
        line: kept,
        outcome: reply.outcome,
        answer: reply.lines.join("\n"),
        took_ms: u32::try_from(took_ms).unwrap_or(u32::MAX),
    };
    let (who, line, outcome) = (&used.who, &used.line, used.outcome);
    tracing::info!(who, line, ?outcome, "command");
    if let Err(error) = common.db.log_command(used).await {
        tracing::error!(%error, "a command could not be written into the log");
    }
    reply
}

fn done(done: Done) -> Reply {
    match done {
        Ok(lines) => Reply {
            outcome: CommandOutcome::Done,
            lines,
        },
        Err(why) => Reply {
            outcome: CommandOutcome::Failed,
            lines: vec![why],
        },
    }
}

impl Case<'_> {
    async fn carry_out(&self, parsed: command::Parsed) -> Done {
        let player = parsed.player.as_deref();
        match parsed.command {
            Command::Zone(command) => {
                let arguments = parsed.definition.arguments;
                let may_name = arguments.iter().any(|one| matches!(one.kind, Kind::Player));
                let standing = match may_name {
                    true => self.subject(player)?,
                    false => self.own()?,
                };
                lookup::check(&self.common.tables, &command)?;
                let question = Question::Run(standing.connection, command);
                let zone = (standing.shard, standing.instance);
                match self.ask_zone(zone, question).await? {
                    Finding::Ran(done) => done,
                    Finding::At(_) | Finding::Selected(_) | Finding::Units(_) => {
                        Err("The zone misunderstood.".into())
                    }
                }
            }
            Command::Account(command) => self.about_account(command).await,
            Command::Holding(command) => self.about_holdings(command).await,
            Command::Lookup(command) => self.about_tables(command).await,
            Command::Player(command) => self.about_player(command, player).await,
            Command::Realm(command) => self.about_realm(command).await,
        }
    }

    /// The character a command is for: the one named, else the author's own.
    pub(super) fn subject(&self, name: Option<&str>) -> Result<Standing, String> {
        match name {
            Some(name) => self.named(name),
            None => self
                .own()
                .map_err(|_| "Only a character can do that; name one.".into()),
        }
    }

    /// A player in the world.
    pub(super) fn named(&self, name: &str) -> Result<Standing, String> {
        let desk = |host: &mut RealmHost| host.desk.as_ref()?.roster.named(name).cloned();
        let found = self.shard.host(desk);
        found.ok_or_else(|| format!("{name} is not in the world."))
    }

    /// The author's own character.
    pub(super) fn own(&self) -> Result<Standing, String> {
        let missing = "Only a character can do that.";
        let character = self.author.character.ok_or(missing)?;
        let desk = |host: &mut RealmHost| host.desk.as_ref()?.roster.get(character).cloned();
        self.shard.host(desk).ok_or_else(|| missing.into())
    }

    /// The account named, else the author's own.
    pub(super) async fn account(&self, email: Option<&Email>) -> Result<Account, String> {
        let db = &self.common.db;
        match (email, self.author.account) {
            (Some(email), _) => self.account_of(email).await,
            (None, Some(own)) => db.account(own).await.map_err(away),
            (None, None) => Err("Name an account.".into()),
        }
    }

    /// The account with this login name.
    pub(super) async fn account_of(&self, email: &Email) -> Result<Account, String> {
        match self.common.db.account_by_email(&email.0).await {
            Err(DbError::NotFound) => Err(format!("There is no account {}.", email.0)),
            other => other.map_err(away),
        }
    }

    /// Does something for the character of an account, if it is in the world.
    pub(super) fn order_for(
        &self,
        account: AccountId,
        order: impl FnOnce(&Standing) -> Order,
    ) -> bool {
        order_for(self.shard, account, order)
    }

    /// Asks a zone and waits for what it finds.
    pub(super) async fn ask_zone(
        &self,
        zone: (
            bezgelor_core::ids::ShardId,
            bezgelor_core::ids::ZoneInstanceId,
        ),
        question: Question,
    ) -> Result<Finding, String> {
        ask(self.shard, zone, question)
            .await
            .ok_or_else(|| "The zone does not answer.".into())
    }

    /// Who and what stands where in a zone.
    pub(super) async fn survey(
        shard: &Shard<RealmHost>,
        _: &Arc<Common>,
        zone: ZoneView,
    ) -> Option<Vec<Dot>> {
        match ask(shard, (zone.shard, zone.instance), Question::Survey).await? {
            Finding::Units(dots) => Some(dots),
            Finding::Ran(_) | Finding::At(_) | Finding::Selected(_) => None,
        }
    }
}

/// Does something for the character of an account; false when it is not in the world.
pub(super) fn order_for(
    shard: &Shard<RealmHost>,
    account: AccountId,
    order: impl FnOnce(&Standing) -> Order,
) -> bool {
    shard.host(|host| {
        let desk = host.desk.as_ref();
        let standing = desk.and_then(|desk| desk.roster.of_account(account));
        let Some(standing) = standing.cloned() else {
            return false;
        };
        let command = world::Command::Order(Box::new(order(&standing)));
        let letter = Letter::ToZone(standing.instance, command);
        host.write(shard, standing.shard, letter);
        true
    })
}

async fn ask(
    shard: &Shard<RealmHost>,
    (to, instance): (
        bezgelor_core::ids::ShardId,
        bezgelor_core::ids::ZoneInstanceId,
    ),
    question: Question,
) -> Option<Finding> {
    let (ticket, answer) = shard.host(|host| {
        let (ticket, answer) = host.desk.as_mut()?.expect();
        let order = Order::Ask { ticket, question };
        let command = world::Command::Order(Box::new(order));
        host.write(shard, to, Letter::ToZone(instance, command));
        Some((ticket, answer))
    })?;
    let found = async { answer.recv_async().await.ok() };
    let late = async {
        shard::rt::sleep(Duration::from_millis(COMMAND_ZONE_MS_MAX)).await;
        None
    };
    let finding = or(found, late).await;
    if finding.is_none() {
        shard.host(|host| {
            if let Some(desk) = &mut host.desk {
                desk.give_up(ticket);
            }
        });
    }
    finding
}
