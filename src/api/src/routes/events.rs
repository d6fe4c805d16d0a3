//! Live events as a stream (server-sent events). Each stream has a task of its own that looks once
//! a second and puts what is new into a bounded queue; a reader that is too slow loses events and
//! is told how many.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use bezgelor_core::ids::ZoneInstanceId;
use bezgelor_core::limits::HTTP_STREAM_EVENTS_MAX;
use futures_lite::Stream;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio::time::MissedTickBehavior;
use utoipa::IntoParams;

use super::people::rows;
use super::world::dots;
use crate::caller::Caller;
use crate::gauge::Point;
use crate::problem::{Answer, Problem};
use crate::scope::Scope;
use crate::state::App;
use crate::streams::Place;

/// Between two looks.
const LOOK: Duration = Duration::from_secs(1);
/// Looks between two tests whether the caller still may: a revoked token ends its streams.
const LOOKS_PER_CHECK: u32 = 10;
/// Lines of the log in one event.
const LINES_PER_EVENT: usize = 100;

/// What to tell.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Words with commas between them: `status`, `players`, `shards`, `logs`.
    #[serde(default)]
    topics: String,
    /// A zone's number: who and what stands where in it, as `map`.
    zone: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    Status,
    Players,
    Shards,
    Logs,
}

fn topics(caller: &Caller, words: &str) -> Answer<Vec<Topic>> {
    let words = words.split(',').map(str::trim);
    let words = words.filter(|word| !word.is_empty());
    let mut topics = Vec::new();
    for word in words {
        let (topic, scope) = match word {
            "status" => (Topic::Status, Some(Scope::Status)),
            // Whoever has an account may see some of them.
            "players" if caller.account().is_some() => (Topic::Players, None),
            "players" => (Topic::Players, Some(Scope::Players)),
            "shards" => (Topic::Shards, Some(Scope::Status)),
            "logs" => (Topic::Logs, Some(Scope::Logs)),
            other => {
                let known = "status, players, shards or logs";
                return Err(Problem::bad_request(format!(
                    "`{other}` is none of {known}"
                )));
            }
        };
        if let Some(scope) = scope {
            caller.need(scope)?;
        }
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    Ok(topics)
}

/// Live events: `status`, `players`, `shards`, `log` and `map`, each with JSON, once a second when
/// something is new. An event `lost` counts what a slow reader missed.
#[utoipa::path(get, path = "/api/events", tag = "operation", params(Wanted),
    security(("token" = ["status", "players", "logs"])),
    responses((status = 200, body = String, content_type = "text/event-stream"),
        (status = "4XX", body = Problem)))]
pub(crate) async fn events(
    State(app): State<App>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Answer<Sse<impl Stream<Item = Result<Event, Infallible>>>> {
    let topics = topics(&caller, &wanted.topics)?;
    let zone = wanted.zone.map(ZoneInstanceId);
    if topics.is_empty() && zone.is_none() {
        return Err(Problem::bad_request("name `topics` or a `zone`"));
    }
    if let Some(zone) = zone {
        // Before the stream begins an error still has a status.
        dots(&app, &caller, zone).await?;
    }
    let is_player = !caller.scopes.allow(Scope::Status);
    let place = Place::take(&app.streams, caller.name(), is_player)?;
    let (sender, receiver) = mpsc::channel(HTTP_STREAM_EVENTS_MAX);
    let feed = Feed {
        app,
        caller,
        topics,
        zone,
        sender,
        lost: 0,
        sent: Vec::new(),
        logged: 0,
        _place: place,
    };
    tokio::spawn(feed.run());
    let stream = futures_lite::stream::unfold(receiver, |mut receiver| async move {
        let event = receiver.recv().await?;
        Some((Ok(event), receiver))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))))
}

struct Feed {
    app: App,
    caller: Caller,
    topics: Vec<Topic>,
    zone: Option<ZoneInstanceId>,
    sender: mpsc::Sender<Event>,
    lost: u64,
    /// What was last said under each name: the same is not said twice.
    sent: Vec<(&'static str, String)>,
    /// The number of the last line of the log that was told.
    logged: u64,
    _place: Place,
}

/// A shard's last second.
#[derive(Serialize)]
struct ShardPoint {
    shard: u16,
    #[serde(flatten)]
    point: Point,
}

impl Feed {
    async fn run(mut self) {
        let mut stopping = self.app.stopping.clone();
        let mut look = tokio::time::interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut looks = 0_u32;
        let sender = self.sender.clone();
        loop {
            tokio::select! {
                _ = look.tick() => {}
                _ = stopping.changed() => return,
                () = sender.closed() => return,
            }
            looks += 1;
            if looks.is_multiple_of(LOOKS_PER_CHECK) && !self.still_may().await {
                return;
            }
            // What cannot be answered now is asked again at the next look.
            let _ = self.look().await;
        }
    }

    /// Reads the caller's rights anew.
    async fn still_may(&mut self) -> bool {
        match self.caller.renewed(&self.app).await {
            Ok(caller) => {
                let same = caller.scopes == self.caller.scopes;
                self.caller = caller;
                same
            }
            // The database being away takes nobody's rights.
            Err(problem) => problem.status().is_server_error(),
        }
    }

    async fn look(&mut self) -> Answer<()> {
        for topic in self.topics.clone() {
            match topic {
                Topic::Status => {
                    let state = super::answered(self.app.realm.state().await)?;
                    self.tell("status", &state);
                }
                Topic::Players => {
                    let players = rows(&self.app, &self.caller).await?;
                    self.tell("players", &players);
                }
                Topic::Shards => {
                    let points = self.points();
                    self.tell("shards", &points);
                }
                Topic::Logs => self.tell_log(),
            }
        }
        if let Some(zone) = self.zone {
            let dots = dots(&self.app, &self.caller, zone).await?;
            self.tell("map", &dots.unwrap_or_default());
        }
        Ok(())
    }

    fn points(&self) -> Vec<ShardPoint> {
        self.app.gauges.with(|gauges| {
            let last = gauges.latest().keys().filter_map(|shard| {
                let point = gauges.points(*shard).last()?;
                let shard = shard.0;
                Some(ShardPoint { shard, point })
            });
            last.collect()
        })
    }

    fn tell_log(&mut self) {
        let lines = self.app.logs.after(self.logged, LINES_PER_EVENT, |_| true);
        if let Some(last) = lines.last() {
            self.logged = last.number;
            self.tell("log", &lines);
        }
    }

    fn tell(&mut self, name: &'static str, what: &impl Serialize) {
        let Ok(text) = serde_json::to_string(what) else {
            return;
        };
        let said = self.sent.iter_mut().find(|(said, _)| *said == name);
        match said {
            Some((_, last)) if *last == text => return,
            Some((_, last)) => last.clone_from(&text),
            None => self.sent.push((name, text.clone())),
        }
        if self.lost > 0 {
            let lost = Event::default().event("lost").data(self.lost.to_string());
            if self.sender.try_send(lost).is_ok() {
                self.lost = 0;
            }
        }
        let event = Event::default().event(name).data(text);
        if self.sender.try_send(event).is_err() {
            self.lost += 1;
        }
    }
}
