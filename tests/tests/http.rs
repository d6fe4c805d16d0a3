//! The HTTP interface of the built server: what an operator sees and does is what happens to
//! players.

use std::time::{Duration, Instant};

use bezgelor_tests::{
    Api, Fleet, Scratch, Server, ServerOptions, bezgelor, block_on, create_account, done, exec,
    http, run,
};
use serde_json::{Value, json};

fn token(data: &Scratch, name: &str, scopes: &str) -> String {
    let args = ["token", "create", name, "--scopes", scopes];
    bezgelor(data.path(), &args, "").out.trim().to_owned()
}

fn started(name: &str, settings: &[(&str, &str)]) -> (Scratch, Server, Api) {
    let data = Scratch::new(name);
    let server = Server::start(data.path(), &ServerOptions::with(settings));
    let api = Api::new(&server, &token(&data, "test", "admin"));
    (data, server, api)
}

/// Nothing that is waited for takes longer, on a machine that is full either.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks until the answer is as wanted.
fn until(api: &Api, path: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    let end = Instant::now() + PATIENCE;
    loop {
        let reply = api.get(path);
        if reply.status == 200 && wanted(&reply.json()) {
            return reply.json();
        }
        assert!(Instant::now() < end, "{path}: {}", reply.body);
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn count(value: &Value) -> usize {
    value.as_array().map_or(0, Vec::len)
}

#[test]
fn an_operator_sees_players_and_sends_one_away() {
    let (_data, server, api) = started("http-players", &[("runtime.shards", "2")]);
    block_on(async {
        let fleet = Fleet::enter(&server, 0, 3).await;
        let mut fleet = fleet.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
        let players = until(&api, "/api/players", |players| count(players) == 3);
        let name = players[0]["name"].as_str().expect("a name").to_owned();
        let zone = players[0]["zone"].as_u64().expect("a zone");
        let zones = until(&api, "/api/zones", |zones| zones[0]["players"] == 3);
        assert_eq!(
            (count(&zones), zones[0]["instance"].as_u64()),
            (1, Some(zone))
        );
        let map = api.get(&format!("/api/zones/{zone}/map")).json();
        let dots = map.as_array().expect("dots");
        let of = |member: &bezgelor_tests::Member| {
            dots.iter()
                .find(|dot| dot["player"] == member.character)
                .unwrap_or_else(|| panic!("{} is not on {map}", member.character))
        };
        for member in &fleet.members {
            let (dot, place) = (of(member), member.place());
            let near = |axis: &str, place: f32| {
                (dot[axis].as_f64().unwrap_or(f64::MAX) - f64::from(place)).abs() < 1.0
            };
            assert!(
                near("x", place.x) && near("z", place.z),
                "{dot} is not at {place:?}"
            );
        }
        assert!(
            dots.iter().any(|dot| dot["player"].is_null()),
            "no creature on {map}"
        );
        let status = until(&api, "/api/status", |status| status["online"] == 3);
        assert_eq!(status["shards"], 2);

        let said = api.run(&format!("player kick \"{name}\" because"));
        assert!(!said.is_empty());
        let left = until(&api, "/api/players", |players| count(players) == 2);
        assert!(!left.to_string().contains(&name), "{left}");
        // Whoever was sent away is told by the end of the connection.
        let kicked = fleet.members.iter_mut().find(|member| {
            !left
                .to_string()
                .contains(&format!("\"character\":{}", member.character))
        });
        let kicked = kicked.expect("one of them is gone");
        let ended = async { while kicked.client.next_event().await.is_ok() {} };
        let ended = tokio::time::timeout(PATIENCE, ended).await;
        assert!(ended.is_ok(), "the connection goes on");
    });
    let audit = api.get("/api/audit?contains=player%20kick").json();
    assert_eq!(
        (audit[0]["who"].as_str(), audit[0]["source"].as_str()),
        (Some("token test"), Some("http"))
    );
    assert_eq!(audit[0]["outcome"], "done");
}

/// Asks until the answer holds what is wanted.
fn wait_for(wanted: &str, ask: impl Fn() -> String) {
    let until = Instant::now() + PATIENCE;
    loop {
        let answer = ask();
        if answer.contains(wanted) {
            return;
        }
        assert!(Instant::now() < until, "{wanted} is not in {answer}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn figures_events_and_documents_come_from_the_running_realm() {
    let (_data, server, api) = started("http-figures", &[("runtime.shards", "2")]);
    let port = server.http_port;
    let figures = http(port, "GET", "/metrics", &[], "");
    assert!(
        figures.head.contains("text/plain; version=0.0.4"),
        "{}",
        figures.head
    );
    let events = api.events_until("/api/events?topics=status,shards,logs", "event: shards");
    assert!(events.contains("text/event-stream"), "{events}");
    let lines = api.events_until("/api/events?topics=logs", "HTTP interface");
    assert!(lines.contains("event: log"), "{lines}");
    // Each shard tells its figures in its own time.
    for wanted in [
        "bezgelor_update_diff_seconds_bucket{shard=\"1\",le=\"+Inf\"}",
        "bezgelor_realm_up 1",
        "bezgelor_players_online 0",
    ] {
        wait_for(wanted, || http(port, "GET", "/metrics", &[], "").body);
    }
    let described = http(port, "GET", "/api/openapi.json", &[], "").json();
    assert!(described["paths"]["/api/players"]["get"].is_object());
    let page = http(port, "GET", "/", &[], "");
    assert!(page.head.contains("default-src 'none'") && page.body.contains("/js/main.js"));
    assert_eq!(http(port, "GET", "/api/docs/", &[], "").status, 200);
    assert_eq!(
        http(port, "GET", "/api/health", &[], "").json()["status"],
        "ok"
    );

    let said = api.run("realm motd Hello <b>there</b>");
    assert!(!said.is_empty());
    let state = until(&api, "/api/status", |state| {
        state["message_of_the_day"] == "Hello <b>there</b>"
    });
    assert_eq!(state["stops_in_ms"], Value::Null);
    let _ = api.run("realm shutdown start 1h");
    let state = until(&api, "/api/status", |state| !state["stops_in_ms"].is_null());
    assert!(state["stops_in_ms"].as_u64() > Some(3_500_000), "{state}");
    let _ = api.run("realm shutdown cancel");
    let _ = until(&api, "/api/status", |state| state["stops_in_ms"].is_null());
    assert!(server.stop().success(), "open streams hold nothing up");
}

#[test]
fn what_is_logged_changes_while_the_realm_runs() {
    let (data, server, api) = started("http-log", &[]);
    let log = || std::fs::read_to_string(server.log_path()).unwrap_or_default();
    let ended = "a connection ended";
    let call = || drop(std::net::TcpStream::connect(("127.0.0.1", server.sts_port)));
    assert!(!log().contains(ended), "told at debug");
    let said = done(&data, "realm log info,shard=debug");
    assert!(said.contains("info,shard=debug"), "{said}");
    call();
    wait_for(ended, log);
    wait_for(ended, || api.get("/api/logs").body);

    // Over HTTP; what is wrong changes nothing.
    let _ = api.run("realm log warn");
    let _ = done(&data, "realm motd Unheard");
    let (good, said) = exec(&data, "realm log inof");
    assert!(
        !good && said.contains("`inof` is no level; write info"),
        "{said}"
    );
    let _ = api.run("realm log info");
    let _ = done(&data, "realm motd Heard");
    wait_for("realm motd Heard", log);
    assert!(!log().contains("realm motd Unheard"), "{}", log());
}

#[test]
fn tokens_and_accounts_of_the_command_line_count_at_once() {
    let (data, server, api) = started("http-tokens", &[("api.sign_up", "true")]);
    let narrow = Api::new(&server, &token(&data, "narrow", "status"));
    assert_eq!(narrow.get("/api/status").status, 200);
    assert_eq!(narrow.get("/api/accounts").status, 403);
    let listed = bezgelor(data.path(), &["token", "list", "--json"], "").out;
    let listed: Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!(
        (count(&listed), listed[1]["scopes"].as_str()),
        (2, Some("status"))
    );
    let _ = bezgelor(data.path(), &["token", "revoke", "narrow"], "");
    assert_eq!(narrow.get("/api/status").status, 401);
    for wrong in [
        &["token", "create", "test"][..],
        &["token", "create", "x", "--scopes", "everything"],
        &["token", "revoke", "nobody"],
    ] {
        let mut line = wrong.to_vec();
        let place = data.path().to_string_lossy();
        line.extend(["--data", &place]);
        assert!(!run("bezgelor", &line, "").good, "{wrong:?}");
    }

    let wish = json!({ "email": "new@example.org", "password": "first" });
    let made = http(
        server.http_port,
        "POST",
        "/api/sign-up",
        &[],
        &wish.to_string(),
    );
    assert_eq!(made.status, 201, "{}", made.body);
    create_account(data.path(), "operator@example.org", "secret");
    let role = ["account", "role", "operator@example.org", "administrator"];
    let _ = bezgelor(data.path(), &role, "");
    let login = |email: &str, password: &str| {
        let proof = json!({ "email": email, "password": password }).to_string();
        http(server.http_port, "POST", "/api/session", &[], &proof)
    };
    let operator = login("operator@example.org", "secret");
    assert_eq!(operator.json()["scopes"][0], "admin");
    let player = login("new@example.org", "first");
    assert_eq!(count(&player.json()["scopes"]), 0);
    let accounts = api.get("/api/accounts").json();
    assert_eq!(count(&accounts), 2);
    let _ = api.run("ban account player new@example.org rude 1h");
    assert_eq!(login("new@example.org", "first").status, 403);
}

#[test]
fn logins_of_the_page_outlive_a_restart_and_end_with_what_they_stand_on() {
    let data = Scratch::new("http-logins");
    let emails = [
        "stays@x.org",
        "leaves@x.org",
        "banned@x.org",
        "renewed@x.org",
    ];
    for email in emails {
        create_account(data.path(), email, "secret");
    }
    let server = Server::start(data.path(), &ServerOptions::default());
    let logged_in = |email: &str| {
        let proof = json!({ "email": email, "password": "secret" }).to_string();
        let reply = http(server.http_port, "POST", "/api/session", &[], &proof);
        assert_eq!(reply.status, 200, "{email}: {}", reply.body);
        let begin = reply.head.find("bezgelor=").expect("a cookie");
        let cookie = reply.head[begin..].split(';').next().expect("a value");
        cookie.to_owned()
    };
    let cookies = emails.map(logged_in);
    let status = |server: &Server, cookie: &str| {
        let headers = [("cookie", cookie), ("x-bezgelor", "page")];
        http(server.http_port, "GET", "/api/session", &headers, "").status
    };
    let leave = [("cookie", cookies[1].as_str()), ("x-bezgelor", "page")];
    let left = http(server.http_port, "DELETE", "/api/session", &leave, "");
    assert_eq!(left.status, 204);
    assert!(server.stop().success());

    let server = Server::start(data.path(), &ServerOptions::default());
    let kept = cookies.each_ref().map(|cookie| status(&server, cookie));
    assert_eq!(kept, [200, 401, 200, 200]);
    done(&data, "ban account player banned@x.org rude");
    assert_eq!(status(&server, &cookies[2]), 401, "a ban counts at once");
    assert!(server.stop().success());

    // A password set while no realm runs, and a ban that was lifted, bring nothing back.
    let renew = ["account", "password", "renewed@x.org", "--password-stdin"];
    let _ = bezgelor(data.path(), &renew, "other\n");
    let _ = bezgelor(data.path(), &["account", "unban", "banned@x.org"], "");
    let server = Server::start(data.path(), &ServerOptions::default());
    let kept = cookies.each_ref().map(|cookie| status(&server, cookie));
    assert_eq!(kept, [200, 401, 401, 401]);
}

#[test]
fn settings_of_the_realm_are_logged_and_outlive_a_restart() {
    let (data, server, api) = started("http-settings", &[]);
    let narrow = format!("Bearer {}", token(&data, "narrow", "commands"));
    let patch = |body: Value| {
        let headers = [("authorization", narrow.as_str())];
        http(
            server.http_port,
            "PATCH",
            "/api/realm",
            &headers,
            &body.to_string(),
        )
    };
    let changed = patch(json!({ "capacity": 321, "message_of_the_day": "Say \"hi\"" }));
    assert_eq!(changed.status, 200, "{}", changed.body);
    let is_set = |state: &Value| {
        (&state["capacity"], &state["message_of_the_day"]) == (&json!(321), &json!("Say \"hi\""))
    };
    assert!(is_set(&changed.json()), "{}", changed.body);
    let audit = api.get("/api/audit?contains=realm%20m").json();
    let rows = audit.as_array().expect("rows").iter();
    let of = |row: &Value| {
        (
            row["who"].clone(),
            row["line"].clone(),
            row["outcome"].clone(),
        )
    };
    let wanted = ["realm max 321", "realm motd \"Say \\\"hi\\\"\""];
    let wanted = wanted.map(|line| (json!("token narrow"), json!(line), json!("done")));
    assert_eq!(rows.map(of).collect::<Vec<_>>(), wanted);
    assert!(server.stop().success());
    let server = Server::start(data.path(), &ServerOptions::default());
    let api = Api::new(&server, narrow.trim_start_matches("Bearer "));
    assert_eq!(api.get("/api/status").status, 403, "of another scope");
    let api = Api::new(&server, &token(&data, "again", "status"));
    let _ = until(&api, "/api/status", is_set);
}

/// Four spawns, of which one is of no kind and one of a creature nobody knows.
const GAPS: &str =
    "INSERT INTO `entity` (`Id`, `Type`, `Creature`, `World`, `Area`, `X`, `Y`, `Z`) VALUES
    (1, 0, 53620, 870, 1, 1, 0, 1), (2, 99, 53620, 870, 1, 2, 0, 2),
    (3, 0, 4000000, 870, 1, 3, 0, 3), (4, 0, 53620, 51, 1, 3, 0, 3);\n";

#[test]
fn what_the_data_lacks_is_counted_before_anybody_comes() {
    let data = Scratch::new("http-gaps");
    let file = data.path().join("gaps.sql");
    std::fs::write(&file, GAPS).expect("written");
    let file = file.display().to_string();
    let _ = bezgelor(data.path(), &["world", "import", &file], "");
    let server = Server::start(data.path(), &ServerOptions::default());
    let api = Api::new(&server, &token(&data, "test", "admin"));
    let is_wanted = |counts: &Value| {
        let kinds = ["spawn-kind", "spawn-creature", "patrol-mode"];
        kinds.map(|kind| &counts[kind]) == [&json!(1), &json!(1), &Value::Null]
    };
    let _ = until(&api, "/api/status", |state| {
        is_wanted(&state["data_problems"])
    });
    let figures = http(server.http_port, "GET", "/metrics", &[], "").body;
    for wanted in ["{kind=\"spawn-kind\"} 1", "{kind=\"patrol-mode\"} 0"] {
        let line = format!("bezgelor_data_problems{wanted}");
        assert!(figures.contains(&line), "{line}: {figures}");
    }
    let path = data.path().join("data-problems.json");
    let report = || std::fs::read_to_string(&path).unwrap_or_default();
    wait_for("spawn-kind", report);
    let written: Value = serde_json::from_str(&report()).expect("JSON");
    assert!(is_wanted(&written["total"]), "{written}");
    assert_eq!(written["worlds"][0]["world"], 870, "the worst first");
    wait_for("the data of the worlds lacks something", || {
        server.log_tail()
    });
    assert!(server.stop().success());

    let place = data.path().to_string_lossy();
    let doctor = run("bezgelor", &["doctor", "--json", "--data", &place], "").out;
    assert!(
        doctor.contains("E-DATA-GAPS") && doctor.contains("spawn-kind 1"),
        "{doctor}"
    );
    let out = data.path().join("bundle.tar.gz").display().to_string();
    let bundle = bezgelor(data.path(), &["support-bundle", "--out", &out], "").out;
    assert!(bundle.contains("data-problems.json"), "{bundle}");
}

#[test]
fn a_network_is_not_let_in_without_tls() {
    let data = Scratch::new("http-open");
    let place = data.path().to_string_lossy();
    let args = ["serve", "--data", &place];
    let refused = {
        let mut command = std::process::Command::new(bezgelor_tests::binary("bezgelor"));
        command.args(args).env("BEZGELOR__API__LISTEN", "0.0.0.0:0");
        for (key, port) in [("STS", "0"), ("AUTH", "0"), ("WORLD", "0")] {
            command.env(format!("BEZGELOR__NETWORK__{key}_PORT"), port);
        }
        command.output().expect("the server can be run")
    };
    assert!(!refused.status.success());
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(
        said.contains("without TLS") && said.contains("api.allow_insecure"),
        "{said}"
    );
}

#[test]
fn a_taken_port_costs_the_interface_and_not_the_realm() {
    let (_data, first, api) = started("http-taken", &[]);
    let data = Scratch::new("http-taken-too");
    let listen = format!("127.0.0.1:{}", first.http_port);
    let options = ServerOptions::with(&[("api.listen", &listen)]);
    let second = Server::start(data.path(), &options);
    wait_for("api.listen", || second.log_tail());
    assert_eq!(api.get("/api/status").status, 200, "the first one goes on");
    assert!(second.stop().success());
}
