//! The operator's page in a real browser, against the built server with bots in the world: what is
//! done on the page is what happens to players.
//!
//! Wants node, Chromium and `npm ci` in `tests/page`, which `cargo xtask test` sees to where it
//! may; says `skipped` where one of them is absent.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};

use bezgelor_core::Vec3;
use bezgelor_tests::{
    Fleet, Member, Scratch, Server, ServerOptions, bezgelor, block_on, bot, create_account, land,
};
use bots::client::{Event, Lobby};
use bots::look;
use bots::scenario::PASSWORD as BOT_PASSWORD;
use protocol::Message as _;
use protocol::messages::ServerRealmBroadcast;

/// A script for the page to show.
const GREETING: &str = "on('entered', function(e) zone.tell(e.player, 'welcome') end)";
const ADMINISTRATOR: &str = "admin@example.org";
const PLAYER: &str = "player@example.org";
const PASSWORD: &str = "secret";

/// What becomes of each bot, by number.
const KICKED: u32 = 0;
const BANNED: u32 = 1;
const MOVED: u32 = 2;
const HIDER: u32 = 3;
const STAFF: u32 = 4;
const BOTS: u32 = 6;
/// Creatures around them.
const CREATURES: u32 = 60;
/// How far the page sends the one who is moved: near enough to go without a loading screen.
const AWAY: f32 = 40.0;
/// Typed by a player, seen by the operator: must stay text.
const MARKUP: &str = "<img src=x onerror=\"window.broken=true\">";

/// The browser, where there is one.
fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("BEZGELOR_CHROMIUM").map(PathBuf::from);
    let usual = ["chromium", "chromium-browser", "google-chrome"];
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&paths)
        .flat_map(|folder| usual.map(|name| folder.join(name)))
        .find(|path| path.is_file());
    named.or(found)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("page")
}

/// What keeps the tests from running, in words.
fn missing() -> Option<&'static str> {
    if chromium().is_none() {
        return Some("Chromium is absent");
    }
    let node = Command::new("node").arg("--version").output();
    if !node.is_ok_and(|node| node.status.success()) {
        return Some("node is absent");
    }
    let modules = folder().join("node_modules");
    let brought = ["playwright-core", "axe-core"].map(|name| modules.join(name).is_dir());
    if brought != [true; 2] {
        return Some("Playwright is absent: run `npm ci` in tests/page");
    }
    None
}

/// Whether to skip, having said so.
fn skips() -> bool {
    let missing = missing();
    if let Some(missing) = missing {
        println!("skipped: {missing}");
    }
    missing.is_some()
}

/// A script of `tests/page` against the interface on `port`.
fn script(name: &str, port: u16) -> Command {
    let mut node = Command::new("node");
    node.arg(name)
        .current_dir(folder())
        .env("PAGE_URL", format!("http://127.0.0.1:{port}/"))
        .env("PAGE_EMAIL", ADMINISTRATOR)
        .env("PAGE_PASSWORD", PASSWORD)
        .env("PAGE_PLAYER", PLAYER)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if let Some(browser) = chromium() {
        node.env("PAGE_CHROMIUM", browser);
    }
    if let Some(shots) = std::env::var_os("BEZGELOR_PAGE_SHOTS") {
        node.env("PAGE_SHOTS", shots);
    }
    node
}

fn assert_good(output: &Output, server: &Server) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{}", server.log_tail());
}

fn data(name: &str) -> Scratch {
    let data = Scratch::new(name);
    create_account(data.path(), ADMINISTRATOR, PASSWORD);
    create_account(data.path(), PLAYER, PASSWORD);
    let role = ["account", "role", ADMINISTRATOR, "administrator"];
    let _ = bezgelor(data.path(), &role, "");
    data
}

/// What a bot lived through.
#[derive(Default)]
struct Lived {
    said: Vec<String>,
    /// Texts across the whole screen.
    broadcasts: u32,
    /// Where the server put it.
    put: Vec<Vec3>,
    /// Why its connection ended.
    ended: Option<String>,
}

/// Paces to and fro until the connection ends, noting what happens.
async fn live(mut member: Member, lived: Rc<RefCell<Lived>>) {
    const PACE: Duration = Duration::from_millis(250);
    const STEP: f32 = 1.0;
    let begun = Instant::now();
    let mut ticks = tokio::time::interval(PACE);
    let mut steps = 0_u32;
    let ended: anyhow::Error = loop {
        tokio::select! {
            _ = ticks.tick() => {
                let east = if (steps / 12).is_multiple_of(2) { STEP } else { -STEP };
                steps += 1;
                let here = member.place();
                let there = Vec3::new(here.x + east, here.y, here.z);
                let velocity = Vec3::new(east / PACE.as_secs_f32(), 0.0, 0.0);
                let time_ms = begun.elapsed().as_millis() as u32;
                if let Err(error) = member.client.step(time_ms, there, velocity).await {
                    break error;
                }
            }
            filled = member.client.fill() => {
                if let Err(error) = filled.and_then(|()| take_in(&mut member, &lived)) {
                    break error;
                }
            }
        }
    };
    lived.borrow_mut().ended = Some(format!("{ended:#}"));
}

fn take_in(member: &mut Member, lived: &RefCell<Lived>) -> anyhow::Result<()> {
    let own = member.client.guid();
    while let Some(event) = member.client.buffered_event()? {
        match event {
            Event::Said { text, .. } => lived.borrow_mut().said.push(text),
            Event::Moved {
                guid,
                position,
                by_server: true,
            } if guid == own => lived.borrow_mut().put.push(position),
            Event::Other(ServerRealmBroadcast::OPCODE) => lived.borrow_mut().broadcasts += 1,
            _ => {}
        }
    }
    Ok(())
}

/// All enter, and one of them says what must never become markup.
async fn enter(server: &Server) -> Vec<(String, Rc<RefCell<Lived>>)> {
    let fleet = Fleet::enter(server, 0, BOTS).await;
    let fleet = fleet.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    let mut lives = Vec::new();
    for mut member in fleet.members {
        let email = member.account.email.clone();
        if email == bot(server, BOTS - 1).email {
            let line = format!("!player message Nobody {MARKUP}");
            member.client.say(&line, 1).await.expect("it is connected");
        }
        let lived = Rc::new(RefCell::new(Lived::default()));
        tokio::task::spawn_local(live(member, Rc::clone(&lived)));
        lives.push((email, lived));
    }
    lives
}

/// What the page did to the bots, as they saw it.
async fn assert_done(server: &Server, lives: &[(String, Rc<RefCell<Lived>>)], target: Vec3) {
    let of = |number: u32| {
        let email = bot(server, number).email;
        let found = lives.iter().find(|(other, _)| *other == email);
        found.map(|(_, lived)| lived.borrow()).expect("a bot")
    };
    for gone in [KICKED, BANNED] {
        assert!(of(gone).ended.is_some(), "bot {gone} is still there");
    }
    for stays in [MOVED, HIDER, STAFF, BOTS - 1] {
        assert_eq!(of(stays).ended, None, "bot {stays} was not to go");
        // The broadcast, the two countdowns and that they were called off.
        assert_eq!(of(stays).broadcasts, 5, "bot {stays}");
    }
    let put = of(MOVED).put.clone();
    let arrived = put.iter().any(|at| at.distance_squared(target) < 1.0);
    assert!(arrived, "put to {put:?} instead of {target:?}");
    let said = of(MOVED).said.clone();
    assert!(
        said.iter().any(|t| t.contains("hello & <b>you</b>")),
        "{said:?}"
    );
    assert!(
        Lobby::login(&bot(server, KICKED)).await.is_ok(),
        "a kick is no ban"
    );
    assert!(
        Lobby::login(&bot(server, BANNED)).await.is_err(),
        "a ban keeps out"
    );
}

#[test]
fn the_page_does_what_it_says() {
    if skips() {
        return;
    }
    let data = data("page");
    land::settle(data.path(), CREATURES);
    let scripts = data.path().join("scripts");
    std::fs::create_dir_all(&scripts).expect("a folder");
    std::fs::write(scripts.join("greeting.luau"), GREETING).expect("a script");
    let staff = format!("bot{STAFF}@test.bezgelor");
    create_account(data.path(), &staff, BOT_PASSWORD);
    let _ = bezgelor(data.path(), &["account", "role", &staff, "gamemaster"], "");
    let options = ServerOptions {
        tables: Some(land::land(data.path())),
        ..ServerOptions::default()
    };
    let server = Server::start(data.path(), &options);
    block_on(async {
        let lives = enter(&server).await;
        let target = Vec3::new(land::MIDDLE.x, land::MIDDLE.y, land::MIDDLE.z + AWAY);
        let mut driver = script("operator.mjs", server.http_port);
        for (role, number) in [
            ("KICKED", KICKED),
            ("BANNED", BANNED),
            ("MOVED", MOVED),
            ("HIDER", HIDER),
            ("STAFF", STAFF),
        ] {
            driver.env(format!("PAGE_{role}"), look::name(number));
        }
        driver
            .env("PAGE_BOTS", BOTS.to_string())
            .env("PAGE_CREATURES", CREATURES.to_string())
            .env("PAGE_BOT_PASSWORD", BOT_PASSWORD)
            .env("PAGE_HIDER_EMAIL", bot(&server, HIDER).email)
            .env("PAGE_BANNED_EMAIL", bot(&server, BANNED).email)
            .env(
                "PAGE_TARGET",
                format!("{} {} {}", target.x, target.y, target.z),
            );
        let output = tokio::task::spawn_blocking(move || driver.output()).await;
        let output = output.expect("nothing panics").expect("node can be run");
        assert_good(&output, &server);
        assert_done(&server, &lives, target).await;
    });
}

#[test]
fn the_page_looks_right_everywhere() {
    if skips() {
        return;
    }
    let data = data("page-looks");
    land::settle(data.path(), CREATURES);
    let options = ServerOptions {
        tables: Some(land::land(data.path())),
        ..ServerOptions::default()
    };
    let server = Server::start(data.path(), &options);
    block_on(async {
        let _lives = enter(&server).await;
        let mut driver = script("looks.mjs", server.http_port);
        let output = tokio::task::spawn_blocking(move || driver.output()).await;
        let output = output.expect("nothing panics").expect("node can be run");
        assert_good(&output, &server);
    });
}

#[test]
fn the_page_finds_its_server_again() {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    if skips() {
        return;
    }
    let data = data("page-again");
    let server = Server::start(data.path(), &ServerOptions::default());
    let port = server.http_port;
    let mut driver = script("again.mjs", port).spawn().expect("node can be run");
    let mut told = BufReader::new(driver.stdout.take().expect("a pipe")).lines();
    let mut tell = driver.stdin.take().expect("a pipe");
    let mut server = Some(server);
    while let Some(Ok(line)) = told.next() {
        match line.as_str() {
            "stop" => assert!(server.take().is_some_and(|server| server.stop().success())),
            "start" => {
                let listen = format!("127.0.0.1:{port}");
                let options = ServerOptions::with(&[("api.listen", &listen)]);
                server = Some(Server::start(data.path(), &options));
            }
            _ => continue,
        }
        // A driver that failed has said so elsewhere.
        let _ = tell.write_all(b"done\n");
    }
    let mut said = String::new();
    let errors = driver.stderr.take().expect("a pipe");
    let _ = BufReader::new(errors).read_to_string(&mut said);
    let ended = driver.wait().expect("node ends");
    assert!(ended.success(), "{said}");
}
