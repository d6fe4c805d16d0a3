//! What callers are answered, with a realm that answers from a script.

use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use bezgelor_core::config::Config;
use bezgelor_core::ids::{AccountId, CharacterId, WorldId, WorldZoneId, ZoneInstanceId};
use bezgelor_core::lacks::{Lack, Lacks};
use bezgelor_core::model::{AccountRole, Suspension};
use bezgelor_core::permission::Permission;
use db::{DbHandle, Exception, NewAccount, NewApiToken};
use serde_json::{Value, json};
use tokio::sync::watch;
use tower::ServiceExt as _;

use super::*;
use crate::gauge::Gauges;
use crate::gauge::tests::figures;
use crate::kept::Kept;
use crate::logs::LogTail;
use crate::realm::{Asked, Author, Dot, Player, Ran, Realm, RealmState};
use crate::state::now;
use crate::streams::Streams;

/// Three people in one zone, and a memory of what was run.
#[derive(Default)]
struct Script {
    accounts: Vec<AccountId>,
    ran: Kept<Vec<(Author, String)>>,
}

fn player(number: u64, account: AccountId, staff: bool) -> Player {
    Player {
        character: CharacterId(number),
        name: format!("Player {number}"),
        account,
        staff,
        level: 3,
        race: 1,
        class: 2,
        faction: 167,
        world: WorldId(426),
        world_zone: WorldZoneId(9),
        zone: ZoneInstanceId(1),
        online_s: 60,
    }
}

impl Realm for Script {
    fn state(&self) -> Asked<RealmState> {
        let state = RealmState {
            online: 3,
            capacity: 50,
            ..RealmState::default()
        };
        Box::pin(async { Ok(state) })
    }

    fn players(&self) -> Asked<Vec<Player>> {
        let numbered = (1..).zip(&self.accounts);
        let players = numbered.map(|(number, account)| player(number, *account, number == 3));
        let players = players.collect();
        Box::pin(async { Ok(players) })
    }

    fn map(&self, zone: ZoneInstanceId) -> Asked<Option<Vec<Dot>>> {
        let dot = |unit: u32, player: Option<u64>| Dot {
            unit,
            player: player.map(CharacterId),
            name: format!("unit {unit}"),
            creature: 7,
            x: 1.5,
            y: 0.0,
            z: -2.0,
        };
        let dots = vec![
            dot(1, Some(1)),
            dot(2, Some(2)),
            dot(3, Some(3)),
            dot(4, None),
        ];
        Box::pin(async move { Ok((zone == ZoneInstanceId(1)).then_some(dots)) })
    }

    fn scripts(&self) -> Asked<Vec<crate::realm::Script>> {
        let greeting = crate::realm::Script {
            name: "greeting.luau".into(),
            worlds: vec![3460],
            last_fault: "greeting.luau:3: no".into(),
            ..Default::default()
        };
        Box::pin(async { Ok(vec![greeting]) })
    }

    fn run(&self, author: Author, line: String) -> Asked<Ran> {
        self.ran.with(|ran| ran.push((author, line)));
        let lines = vec!["so it is".to_owned()];
        Box::pin(async move { Ok(Ran { done: true, lines }) })
    }
}

/// A router on databases of its own.
struct House {
    folder: PathBuf,
    router: axum::Router,
    db: DbHandle,
    ran: Kept<Vec<(Author, String)>>,
    accounts: Vec<AccountId>,
    _stop: watch::Sender<bool>,
}

impl Drop for House {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own cleaning.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// What came back.
struct Reply {
    status: StatusCode,
    headers: HashMap<String, String>,
    text: String,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The stable word of a problem, after looking at its form.
    fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        assert!(
            !problem["title"].as_str().unwrap_or("").is_empty(),
            "{problem}"
        );
        problem["type"].as_str().unwrap_or("").to_owned()
    }
}

const EMAILS: [&str; 3] = ["one@x.org", "two@x.org", "three@x.org"];

impl House {
    async fn new(change: impl FnOnce(&mut Config)) -> Self {
        let unique = crate::secret::random().expect("randomness");
        let folder = std::env::temp_dir().join(format!("bezgelor-api-{unique}"));
        std::fs::create_dir_all(&folder).expect("a folder");
        let mut config = Config::default();
        change(&mut config);
        let db = DbHandle::open(&config.database, &folder).expect("databases");
        let mut accounts = Vec::new();
        for email in EMAILS {
            let salt = [7; 16];
            let new = NewAccount {
                email: email.into(),
                salt,
                verifier: crypto::srp::verifier(email, "right", &salt).to_vec(),
                role: AccountRole::Player,
                created_at: now(),
            };
            accounts.push(db.create_account(new).await.expect("made").id);
        }
        let ran = Kept::default();
        let realm = Script {
            accounts: accounts.clone(),
            ran: ran.clone(),
        };
        let mut gauges = Gauges::default();
        gauges.take(figures(0, 1000, &[500]));
        gauges.take(figures(0, 2000, &[500, 700]));
        let (tell, lacks) = crate::lacks::lacks();
        let mut some = Lacks::default();
        some.add(Lack::PatrolMode);
        tell.tell(some);
        let (stop, stopping) = watch::channel(false);
        let app = App {
            limits: App::limits_of(&config),
            config: Arc::new(config),
            version: "test",
            db: db.clone(),
            realm: Arc::new(realm),
            worlds: Arc::new(BTreeMap::from([(WorldId(426), "Somewhere".into())])),
            tables: tables::starter::embedded().expect("the starter set"),
            started: Instant::now(),
            gauges: Kept::new(gauges),
            logs: LogTail::default(),
            lacks,
            streams: Kept::new(Streams::default()),
            stopping,
        };
        Self {
            folder,
            router: router(app),
            db,
            ran,
            accounts,
            _stop: stop,
        }
    }

    async fn token(&self, scopes: &str) -> String {
        let (secret, hash) = crate::secret::new_token().expect("randomness");
        let new = NewApiToken {
            name: format!("for {scopes}"),
            hash,
            scopes: scopes.into(),
            created_at: now(),
            expires_at: None,
        };
        self.db.create_api_token(new).await.expect("made");
        format!("Bearer {secret}")
    }

    async fn raw(&self, mut request: Request<Body>, peer: [u8; 4]) -> Response {
        let peer = SocketAddr::from((peer, 4000));
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = self.router.clone().oneshot(request).await;
        answer.expect("a router answers")
    }

    async fn send(&self, request: Request<Body>) -> Reply {
        self.send_from(request, [127, 0, 0, 1]).await
    }

    async fn send_from(&self, request: Request<Body>, peer: [u8; 4]) -> Reply {
        let response = self.raw(request, peer).await;
        let status = response.status();
        let headers = response.headers().iter();
        let headers = headers
            .map(|(name, value)| {
                let value = value.to_str().expect("a text");
                (name.to_string(), value.to_owned())
            })
            .collect();
        let body = axum::body::to_bytes(response.into_body(), 1 << 20).await;
        let text = String::from_utf8_lossy(&body.expect("a body")).into_owned();
        Reply {
            status,
            headers,
            text,
        }
    }

    async fn get(&self, path: &str, token: &str) -> Reply {
        let mut request = Request::get(path);
        if !token.is_empty() {
            request = request.header("authorization", token);
        }
        self.send(request.body(Body::empty()).expect("a request"))
            .await
    }

    async fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Reply {
        let mut request = Request::post(path).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = Body::from(body.to_string());
        self.send(request.body(body).expect("a request")).await
    }

    /// Logs an account in and gives its cookie.
    async fn log_in(&self, email: &str, password: &str) -> Result<String, Reply> {
        let proof = json!({ "email": email, "password": password });
        let reply = self.post("/api/session", &[], &proof).await;
        if reply.status != StatusCode::OK {
            return Err(reply);
        }
        let cookie = reply.header("set-cookie");
        for word in ["HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(cookie.contains(word), "{cookie}");
        }
        Ok(cookie.split(';').next().unwrap_or("").to_owned())
    }

    async fn get_with(&self, path: &str, cookie: &str) -> Reply {
        let request = Request::get(path).header("cookie", cookie);
        self.send(request.body(Body::empty()).expect("a request"))
            .await
    }
}

mod answers;
mod callers;
mod settings;
