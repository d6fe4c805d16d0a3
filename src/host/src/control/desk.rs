//! The services' end: takes questions and lines, knows who stands where, counts down, and sends
//! away who was banned by whatever way.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bezgelor_core::ids::{AccountId, ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::limits::{COMMANDS_OPEN_MAX, REALM_HEARTBEAT_MS};
use bezgelor_core::time::{Millis, Now};
use realm::countdown::{Count, Countdown};
use realm::session::Kick;
use shard::{Queue, Shard};
use world::{Command, Finding, Order};

use super::case::{self, Case};
use super::letter::{Letter, Typed};
use super::roster::{Roster, Standing};
use super::scripts;
use super::{CommandOutcome, Inbox, Question, RealmView, Reply, ZoneView};
use crate::common::{Common, Stop};
use crate::realm_host::RealmHost;
use crate::service::{SERVICE_SHARD, Services};

/// See the module. Lives on the shard of the services.
pub struct Desk {
    inbox: Inbox,
    pub(super) roster: Roster,
    pub(super) countdown: Option<Countdown>,
    /// Nobody new is let in any more.
    closing: bool,
    /// The countdown is over.
    over: bool,
    pub(super) capacity: u32,
    shards: u16,
    /// Who waits for what a zone finds.
    waiting: HashMap<u64, flume::Sender<Finding>>,
    tickets: u64,
    /// Commands under way.
    open: usize,
    /// Players with a command under way: one each.
    busy: HashSet<(ShardId, ConnectionId)>,
    look_at: Millis,
    /// Of what was last said to all zones.
    notices: u64,
}

impl Desk {
    pub(crate) fn new(common: &Common, shards: u16) -> Self {
        Self {
            inbox: common.control.clone(),
            roster: Roster::default(),
            countdown: None,
            closing: false,
            over: false,
            capacity: common.realm_config.capacity,
            shards,
            waiting: HashMap::new(),
            tickets: 0,
            open: 0,
            busy: HashSet::new(),
            look_at: Millis(0),
            notices: 0,
        }
    }

    /// A ticket for a question to a zone, and where its answer comes.
    pub(super) fn expect(&mut self) -> (u64, flume::Receiver<Finding>) {
        let (to, answer) = flume::bounded(1);
        self.tickets += 1;
        self.waiting.insert(self.tickets, to);
        (self.tickets, answer)
    }

    /// Nobody waits for it any more.
    pub(super) fn give_up(&mut self, ticket: u64) {
        self.waiting.remove(&ticket);
    }

    pub(super) fn found(&mut self, ticket: u64, finding: Finding) {
        if let Some(to) = self.waiting.remove(&ticket) {
            // Who asked may have given up.
            let _ = to.try_send(finding);
        }
    }

    pub(super) fn shards(&self) -> impl Iterator<Item = ShardId> + use<> {
        (0..self.shards).map(ShardId)
    }

    /// Whether the realm stops so soon that nobody new is let in.
    pub(crate) fn is_closing(&self) -> bool {
        self.closing
    }

    pub(super) fn has_shard(&self, shard: ShardId) -> bool {
        shard.0 < self.shards
    }

    fn is_full(&self) -> bool {
        self.open >= COMMANDS_OPEN_MAX
    }
}

impl RealmHost {
    /// Takes what came in, and lets time pass.
    pub(crate) fn serve_desk(&mut self, shard: &Shard<Self>, now: Now) {
        while let Some(question) = self
            .desk
            .as_ref()
            .and_then(|desk| desk.inbox.0.try_recv().ok())
        {
            self.question(shard, question);
        }
        self.count_down(shard, now.mono);
        self.open_or_close(shard, now.mono);
        self.look_for_suspended(shard, now);
    }

    fn question(&mut self, shard: &Shard<Self>, question: Question) {
        let Some(desk) = &mut self.desk else { return };
        // Whoever asked may be gone; that is no fault.
        match question {
            Question::Run(author, line, to) => {
                if desk.is_full() {
                    let _ = to.try_send(busy());
                    return;
                }
                desk.open += 1;
                let (shard, common) = (shard.clone(), Arc::clone(&self.common));
                shard
                    .clone()
                    .spawn(Queue::Background, "command", async move {
                        let reply = case::run(&shard, &common, &author, &line).await;
                        shard.host(|host| host.done(None));
                        let _ = to.try_send(reply);
                    });
            }
            Question::Complete(author, line, to) => {
                let common = Arc::clone(&self.common);
                shard.spawn(Queue::Background, "completion", async move {
                    if let Ok(rights) = case::rights(&common, &author).await {
                        let _ = to.try_send(command::complete(&line, rights));
                    }
                });
            }
            Question::Realm(to) => {
                let _ = to.try_send(self.view(shard.now().mono));
            }
            Question::Players(to) => {
                let _ = to.try_send(desk.roster.all());
            }
            Question::Zones(to) => {
                let _ = to.try_send(self.zones());
            }
            Question::Scripts(to) => {
                let shard = shard.clone();
                shard
                    .clone()
                    .spawn(Queue::Background, "scripts", async move {
                        let _ = to.try_send(scripts::views(&shard).await);
                    });
            }
            Question::Map(instance, to) => {
                let mut zones = self.zones().into_iter();
                let zone = zones.find(|zone| zone.instance == instance);
                let (shard, common) = (shard.clone(), Arc::clone(&self.common));
                shard.clone().spawn(Queue::Background, "map", async move {
                    let found = match zone {
                        Some(zone) => Case::survey(&shard, &common, zone).await,
                        None => None,
                    };
                    let _ = to.try_send(found);
                });
            }
        }
    }

    /// Every zone that runs, by its number; none elsewhere than at the services.
    pub(super) fn zones(&self) -> Vec<ZoneView> {
        self.services().map_or_else(Vec::new, Services::zones)
    }

    /// Has a zone moved to another shard.
    ///
    /// # Errors
    /// Why not, in words.
    pub(crate) fn begin_move(
        &mut self,
        shard: &Shard<Self>,
        instance: ZoneInstanceId,
        to: ShardId,
    ) -> Result<(), &'static str> {
        let now = shard.now().mono;
        let begun = self.with_services(shard, |services| services.begin_move(instance, to, now));
        let from = begun.ok_or("The services are not here.")??;
        self.write(shard, from, Letter::MoveZone(instance, to));
        Ok(())
    }

    /// How the realm is; what only the services know is 0 elsewhere.
    pub(super) fn view(&self, now: Millis) -> RealmView {
        let (Some(desk), Some(services)) = (&self.desk, self.services()) else {
            return RealmView::default();
        };
        let countdown = desk.countdown.as_ref();
        RealmView {
            online: u32::try_from(desk.roster.count()).unwrap_or(u32::MAX),
            inside: services.online_count(),
            queued: services.waiting_count(),
            capacity: desk.capacity,
            message_of_the_day: self.message_of_the_day.clone(),
            stops_in_ms: countdown.map(|countdown| countdown.left_ms(now)),
            restarts: countdown.is_some_and(Countdown::restarts),
        }
    }

    pub(super) fn typed(&mut self, shard: &Shard<Self>, typed: Typed) {
        let Some(desk) = &mut self.desk else { return };
        let who = (typed.zone.0, typed.connection);
        if desk.is_full() || !desk.busy.insert(who) {
            let command = typed.answer(busy());
            return self.write(shard, typed.zone.0, Letter::ToZone(typed.zone.1, command));
        }
        desk.open += 1;
        let (shard, common) = (shard.clone(), Arc::clone(&self.common));
        shard
            .clone()
            .spawn(Queue::Background, "command", async move {
                let reply = case::run(&shard, &common, &typed.author, &typed.line).await;
                let (to, instance) = typed.zone;
                let command = typed.answer(reply);
                shard.host(|host| {
                    host.done(Some(who));
                    host.write(&shard, to, Letter::ToZone(instance, command));
                });
            });
    }

    fn done(&mut self, who: Option<(ShardId, ConnectionId)>) {
        if let Some(desk) = &mut self.desk {
            desk.open -= 1;
            if let Some(who) = who {
                desk.busy.remove(&who);
            }
        }
    }

    pub(super) fn stands(&mut self, shard: &Shard<Self>, standing: Standing) {
        let now = shard.now().mono;
        let Some(desk) = &mut self.desk else { return };
        let countdown = desk.countdown.as_ref().filter(|_| standing.just_logged_in);
        let notice = countdown.map(|countdown| countdown.notice(now));
        let (to, instance, connection) = (standing.shard, standing.instance, standing.connection);
        desk.roster.stands(standing);
        if let Some(text) = notice {
            let connection = Some(connection);
            let tier = None;
            let order = Order::Announce {
                connection,
                tier,
                text,
            };
            let command = Command::Order(Box::new(order));
            self.write(shard, to, Letter::ToZone(instance, command));
        }
    }

    /// Does something in all zones of all shards.
    pub(super) fn everywhere(&mut self, shard: &Shard<Self>, order: Order) {
        let Some(desk) = &mut self.desk else { return };
        desk.notices += 1;
        let number = desk.notices;
        let command = Command::Order(Box::new(order));
        for to in desk.shards() {
            self.write(shard, to, Letter::ToAll(number, command.clone()));
        }
    }

    fn count_down(&mut self, shard: &Shard<Self>, now: Millis) {
        let Some(countdown) = self.desk.as_mut().and_then(|desk| desk.countdown.as_mut()) else {
            return;
        };
        match countdown.look(now) {
            Count::Quiet => {}
            Count::Notice(text) => {
                tracing::info!(text, "countdown");
                let (connection, tier) = (None, None);
                self.everywhere(
                    shard,
                    Order::Announce {
                        connection,
                        tier,
                        text,
                    },
                );
            }
            Count::Over => {
                let stop = if countdown.restarts() {
                    Stop::Restart
                } else {
                    Stop::Shutdown
                };
                if let Some(desk) = &mut self.desk {
                    desk.countdown = None;
                    desk.over = true;
                }
                self.common.stop(stop);
            }
        }
    }

    /// Closes the realm to newcomers towards the end of a countdown, and opens it again when that
    /// is called off. The realm list hears of it at once.
    fn open_or_close(&mut self, shard: &Shard<Self>, now: Millis) {
        let Some(desk) = &mut self.desk else { return };
        let countdown = desk.countdown.as_ref();
        let closing = desk.over || countdown.is_some_and(|count| count.is_closing(now));
        if closing == desk.closing {
            return;
        }
        desk.closing = closing;
        tracing::info!(closing, "the realm closes to newcomers, or opens again");
        self.with_services(shard, |services| services.set_closed(closing));
        self.heartbeat_at = Millis(0);
    }

    /// Sends those away who were banned meanwhile, by this realm, another one or a tool.
    fn look_for_suspended(&mut self, shard: &Shard<Self>, now: Now) {
        let connected = self.services().map(Services::connected);
        let Some(desk) = &mut self.desk else { return };
        if now.mono < desk.look_at {
            return;
        }
        desk.look_at = now.mono.plus(REALM_HEARTBEAT_MS);
        let accounts = connected.unwrap_or_default();
        if accounts.is_empty() {
            return;
        }
        let (shard, common) = (shard.clone(), Arc::clone(&self.common));
        shard
            .clone()
            .spawn(Queue::Background, "suspended", async move {
                match common.db.suspended_among(accounts, now.unix).await {
                    Ok(suspended) => shard.host(|host| {
                        for account in suspended {
                            tracing::info!(account = account.0, "a suspended account is sent away");
                            host.send_away(&shard, account);
                        }
                    }),
                    Err(error) => tracing::debug!(%error, "nobody could be looked up"),
                }
            });
    }

    /// Closes whatever connection an account has, after the client was told; false for none.
    pub(super) fn send_away(&mut self, shard: &Shard<Self>, account: AccountId) -> bool {
        debug_assert_eq!(shard.id(), SERVICE_SHARD);
        self.with_services(shard, |services| services.kick(account, Kick::GameMaster))
            .unwrap_or(false)
    }

    /// Somebody left a zone.
    pub(crate) fn no_longer_stands(
        &mut self,
        character: bezgelor_core::ids::CharacterId,
        instance: ZoneInstanceId,
    ) {
        if let Some(desk) = &mut self.desk {
            desk.roster.left(character, instance);
        }
    }
}

fn busy() -> Reply {
    Reply {
        outcome: CommandOutcome::Failed,
        lines: vec!["A command is under way; try again when it is done.".into()],
    }
}
