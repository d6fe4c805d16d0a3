//! The operator's page in a real browser, against the built server with bots in the world.
//!
//! Wants node, Chromium and `npm install` in `tests/page`; says `skipped` where one of them is
//! absent.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use bezgelor_tests::{Fleet, Scratch, Server, ServerOptions, bezgelor, block_on, create_account};

const ADMINISTRATOR: &str = "admin@example.org";
const PLAYER: &str = "player@example.org";
const PASSWORD: &str = "secret";
const BOTS: u32 = 3;

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

/// What keeps the test from running, in words.
fn missing(folder: &Path) -> Option<&'static str> {
    let node = Command::new("node").arg("--version").output();
    if !node.is_ok_and(|node| node.status.success()) {
        return Some("node is absent");
    }
    if !folder.join("node_modules/playwright-core").is_dir() {
        return Some("Playwright is absent: run `npm install` in tests/page");
    }
    None
}

#[test]
fn the_page_works_in_a_browser() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("page");
    let Some(browser) = chromium() else {
        println!("skipped: Chromium is absent");
        return;
    };
    if let Some(missing) = missing(&folder) {
        println!("skipped: {missing}");
        return;
    }
    let data = Scratch::new("page");
    create_account(data.path(), ADMINISTRATOR, PASSWORD);
    create_account(data.path(), PLAYER, PASSWORD);
    let role = ["account", "role", ADMINISTRATOR, "administrator"];
    let _ = bezgelor(data.path(), &role, "");
    let server = Server::start(data.path(), &ServerOptions::default());
    block_on(async {
        let fleet = Fleet::enter(&server, 0, BOTS).await;
        let mut fleet = fleet.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
        let mut driver = Command::new("node");
        driver
            .arg("page.mjs")
            .current_dir(&folder)
            .env(
                "PAGE_URL",
                format!("http://127.0.0.1:{}/", server.http_port),
            )
            .env("PAGE_EMAIL", ADMINISTRATOR)
            .env("PAGE_PASSWORD", PASSWORD)
            .env("PAGE_PLAYER", PLAYER)
            .env("PAGE_PLAYERS", BOTS.to_string())
            .env("PAGE_CHROMIUM", &browser);
        if let Some(shots) = std::env::var_os("BEZGELOR_PAGE_SHOTS") {
            driver.env("PAGE_SHOTS", shots);
        }
        // The bots walk on, each by itself: one of them is sent away.
        let end = Instant::now() + Duration::from_secs(300);
        for mut member in fleet.members.drain(..) {
            tokio::task::spawn_local(async move {
                let _ = member.walk(end).await;
            });
        }
        let output = tokio::task::spawn_blocking(move || driver.output()).await;
        let output = output.expect("nothing panics").expect("node can be run");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}\n{}", server.log_tail());
    });
}
