//! Commands about the realm as a whole.

use bezgelor_core::ids::{ShardId, ZoneInstanceId};
use bezgelor_core::limits::{COMMAND_ZONE_MS_MAX, REALM_MESSAGES_MAX};
use bezgelor_core::time::Now;
use command::RealmCommand;
use command::argument::{Duration, Text, Tier};
use db::{CommandLogEntry, CommandLogFilter, CommandOutcome};
use realm::countdown::Countdown;
use world::Order;

use super::case::{Case, Done, away, counted, line};
use crate::realm_host::RealmHost;

/// Between two looks whether a zone has moved.
const MOVE_LOOK: std::time::Duration = std::time::Duration::from_millis(20);
/// Lines of the log that are shown.
const LOG_LINES: u16 = 20;

impl Case<'_> {
    pub(super) async fn about_realm(&self, command: RealmCommand) -> Done {
        use RealmCommand as C;
        match command {
            C::Help { command } => self.help(command.as_ref().map_or("", |path| &path.0)),
            C::BroadcastMessage { tier, text } => self.broadcast(tier, text.0),
            C::RealmMotd { text } => {
                let text = text.map_or_else(String::new, |text| text.0);
                self.message_of_the_day(text).await
            }
            C::RealmMessageList {} => self.messages().await,
            C::RealmMessageAdd { text } => self.add_message(text.0).await,
            C::RealmMessageRemove { line } => self.remove_message(line).await,
            C::RealmMax { players } => self.capacity(players).await,
            C::RealmShutdownStart { delay, reason } => self.stop_after(delay, false, reason),
            C::RealmRestart { delay, reason } => self.stop_after(delay, true, reason),
            C::RealmShutdownCancel {} => self.cancel(),
            C::RealmStatus {} => Ok(self.status()),
            C::RealmLog { filter } => self.change_log(&filter.0),
            C::RealmAudit { text } => self.log(text).await,
            C::ShardList {} => Ok(self.shards()),
            C::ZoneList {} => Ok(self.zones()),
            C::ZoneMove { instance, shard } => {
                self.move_zone(ZoneInstanceId(instance), ShardId(shard))
                    .await
            }
            C::ScriptList {} => self.scripts().await,
            C::ScriptReload {} => self.reload_scripts().await,
            C::DrillConnection { .. }
            | C::DrillHandler { .. }
            | C::DrillZone { .. }
            | C::DrillShard { .. }
            | C::DrillScripts { .. }
            | C::DrillLoad { .. } => self.drill(command),
        }
    }

    fn help(&self, about: &str) -> Done {
        let lines = command::help(about, self.rights);
        if lines.is_empty() {
            return Err(format!("There is no command `{about}` for you."));
        }
        Ok(lines)
    }

    async fn message_of_the_day(&self, text: String) -> Done {
        let (id, db) = (self.common.realm_config.id, &self.common.db);
        let kept = db.set_message_of_the_day(id, text.clone());
        kept.await.map_err(away)?;
        let answer = if text.is_empty() {
            line("No message is shown at login.")
        } else {
            line(format!("Shown at login: {text}"))
        };
        let order = Order::MessageOfTheDay { text };
        self.shard.host(|host| host.everywhere(self.shard, order));
        answer
    }

    async fn capacity(&self, players: u32) -> Done {
        let (id, db) = (self.common.realm_config.id, &self.common.db);
        db.set_capacity(id, players).await.map_err(away)?;
        self.shard.host(|host| {
            if let Some(desk) = &mut host.desk {
                desk.capacity = players;
            }
            host.with_services(self.shard, |services| services.set_capacity(players));
        });
        let players = counted(players as usize, "player", "players");
        line(format!("The realm takes {players}."))
    }

    fn change_log(&self, filter: &str) -> Done {
        (self.common.log_level)(filter)?;
        line(format!("Logged from now on: {filter}"))
    }

    async fn messages(&self) -> Done {
        let texts = self.common.db.realm_messages().await.map_err(away)?;
        if texts.is_empty() {
            return line("No line is shown beside the realm list.");
        }
        let numbered = (1..).zip(texts);
        let row = |(number, text): (u32, String)| format!("{number}. {text}");
        Ok(numbered.map(row).collect())
    }

    async fn add_message(&self, text: String) -> Done {
        let db = &self.common.db;
        let mut texts = db.realm_messages().await.map_err(away)?;
        texts.push(text);
        if texts.len() > REALM_MESSAGES_MAX {
            return Err(format!("There are {REALM_MESSAGES_MAX} lines already."));
        }
        db.set_realm_messages(texts).await.map_err(away)?;
        self.messages().await
    }

    async fn remove_message(&self, number: u32) -> Done {
        let db = &self.common.db;
        let mut texts = db.realm_messages().await.map_err(away)?;
        let index = (number as usize).checked_sub(1);
        let Some(index) = index.filter(|index| *index < texts.len()) else {
            return Err(format!("There is no line {number}."));
        };
        texts.remove(index);
        db.set_realm_messages(texts).await.map_err(away)?;
        self.messages().await
    }

    fn stop_after(&self, delay: Duration, restarts: bool, reason: Option<Text>) -> Done {
        let ends_at = self.shard.now().mono.plus(delay.0);
        let reason = reason.map(|reason| reason.0);
        let countdown = Countdown::new(ends_at, restarts, reason);
        let notice = countdown.notice(self.shard.now().mono);
        self.shard.host(|host| {
            if let Some(desk) = &mut host.desk {
                desk.countdown = Some(countdown);
            }
            let order = Order::Announce {
                connection: None,
                tier: Some(Tier::High),
                text: notice.clone(),
            };
            host.everywhere(self.shard, order);
        });
        line(notice)
    }

    fn cancel(&self) -> Done {
        self.shard.host(|host| {
            let running = host.desk.as_mut().and_then(|desk| desk.countdown.take());
            if running.is_none() {
                return Err("No countdown is running.".into());
            }
            let text = "The countdown was called off: the realm stays.".to_owned();
            for tier in [None, Some(Tier::High)] {
                let text = text.clone();
                let connection = None;
                host.everywhere(
                    self.shard,
                    Order::Announce {
                        connection,
                        tier,
                        text,
                    },
                );
            }
            line(text)
        })
    }

    fn status(&self) -> Vec<String> {
        let Now { mono, .. } = self.shard.now();
        let view = self.shard.host(|host| host.view(mono));
        let minutes = (mono.0 / 60_000) as usize;
        let mut lines = vec![
            format!(
                "Realm {} {}",
                self.common.realm_config.id.0, self.common.realm_config.name
            ),
            format!(
                "  {} in the world, {} of {} places taken, {} waiting",
                view.online, view.inside, view.capacity, view.queued
            ),
            format!("  up for {}", counted(minutes, "minute", "minutes")),
        ];
        if !view.message_of_the_day.is_empty() {
            lines.push(format!("  shown at login: {}", view.message_of_the_day));
        }
        if let Some(left) = view.stops_in_ms {
            let left = left.div_ceil(1000) as usize;
            let what = if view.restarts { "restarts" } else { "stops" };
            let left = counted(left, "second", "seconds");
            lines.push(format!("  {what} in {left}"));
        }
        lines
    }

    fn zones(&self) -> Vec<String> {
        let zones = self.shard.host(|host| host.zones());
        let mut lines = vec![format!("{}:", counted(zones.len(), "zone", "zones"))];
        lines.extend(zones.iter().map(|zone| {
            let (instance, world, shard) = (zone.instance.0, zone.world.0, zone.shard.0);
            let players = counted(zone.players as usize, "player", "players");
            format!("  instance {instance}, world {world}, shard {shard}, {players}")
        }));
        lines
    }

    async fn move_zone(&self, instance: ZoneInstanceId, to: ShardId) -> Done {
        let begun = self.shard.host(|host| {
            let known = host.desk.as_ref().is_some_and(|desk| desk.has_shard(to));
            if !known {
                return Err("There is no such shard.");
            }
            host.begin_move(self.shard, instance, to)
        });
        begun?;
        let where_is = |host: &mut RealmHost| {
            let services = host.services();
            let now = self.shard.now().mono;
            let moving = services.is_some_and(|services| services.is_moving(now));
            (
                moving,
                services.and_then(|services| services.shard_of(instance)),
            )
        };
        let until = self.shard.now().mono.plus(COMMAND_ZONE_MS_MAX);
        loop {
            let (moving, at) = self.shard.host(where_is);
            if at == Some(to) {
                return line(format!("Zone {} runs on shard {} now.", instance.0, to.0));
            }
            if !moving || self.shard.now().mono >= until {
                return Err("It stays where it is: look into the log.".into());
            }
            shard::rt::sleep(MOVE_LOOK).await;
        }
    }

    fn shards(&self) -> Vec<String> {
        let found = self.shard.host(|host| {
            let desk = host.desk.as_ref()?;
            Some((desk.shards().collect::<Vec<_>>(), host.zones()))
        });
        let (shards, zones) = found.unwrap_or_default();
        let row = |shard: &ShardId| {
            let own = zones.iter().filter(|zone| zone.shard == *shard);
            let players: u32 = own.clone().map(|zone| zone.players).sum();
            let players = counted(players as usize, "player", "players");
            let zones = counted(own.count(), "zone", "zones");
            format!("Shard {}: {zones}, {players}", shard.0)
        };
        shards.iter().map(row).collect()
    }

    async fn log(&self, text: Option<Text>) -> Done {
        let filter = CommandLogFilter {
            contains: text.map(|text| text.0),
            ..CommandLogFilter::default()
        };
        let found = self.common.db.command_log(filter, LOG_LINES).await;
        let found = found.map_err(away)?;
        let now = self.shard.now().unix.0;
        let row = |entry: &CommandLogEntry| {
            let what = &entry.what;
            let ago = now.saturating_sub(what.at.0) / 1000;
            let outcome = match what.outcome {
                CommandOutcome::Done => "done",
                CommandOutcome::Refused => "refused",
                CommandOutcome::Misused => "misused",
                CommandOutcome::Failed => "failed",
            };
            let (who, place, line) = (&what.who, &what.place, &what.line);
            format!("{ago} s ago, {who} ({place}): {line} - {outcome}")
        };
        Ok(found.iter().rev().map(row).collect())
    }
}
