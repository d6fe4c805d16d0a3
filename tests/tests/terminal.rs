//! What a person meets at a terminal: the console of a realm with its history and completion, and
//! the questions of `bezgelor setup`.

use std::fs;

use bezgelor_tests::{Scratch, Terminal, done};

const UP: &str = "\x1b[A";
const CTRL_C: &str = "\x03";

/// Ports nobody has.
fn any_ports() -> Vec<(String, String)> {
    let ports = [
        "NETWORK__STS_PORT",
        "NETWORK__AUTH_PORT",
        "NETWORK__WORLD_PORT",
    ];
    let mut env: Vec<(String, String)> = ports
        .map(|key| (format!("BEZGELOR__{key}"), "0".into()))
        .to_vec();
    env.push(("BEZGELOR__API__LISTEN".into(), "127.0.0.1:0".into()));
    env
}

#[test]
fn the_console_has_history_and_completion_and_ctrl_c_drops_a_line() {
    let data = Scratch::new("terminal-console");
    let folder = data.path().to_string_lossy().into_owned();
    let Some(mut at) = Terminal::open("bezgelor", &["serve", "--data", &folder], &any_ports())
    else {
        return;
    };
    at.wait_for("is open");
    at.press("realm mo\t");
    at.wait_for("realm motd ");
    at.press("Hello\r");
    at.wait_for("Shown at login: Hello");
    at.press(&format!("{UP}\r"));
    at.wait_for("Shown at login: Hello");
    at.press("account create a@b.c hunter2\r");
    at.wait_for("made: a@b.c");

    at.press("realm max 1");
    at.wait_for("realm max 1");
    at.press(CTRL_C);
    at.wait_for("bezgelor> ");
    at.press("realm status\r");
    at.wait_for("0 of 5000 places taken");
    let log = done(&data, "realm audit");
    assert!(!log.contains("realm max"), "{log}");
    assert_eq!(log.matches("realm motd Hello - done").count(), 2, "{log}");

    at.wait_for("bezgelor> ");
    at.press(CTRL_C);
    at.wait_for("Stopping: nobody new comes in, everybody is saved.");
    assert_eq!(at.end(), Some(0));
    let history = fs::read_to_string(data.path().join("console_history")).expect("a history");
    assert!(history.contains("realm motd Hello"), "{history}");
    assert!(!history.contains("hunter2"), "{history}");
}

#[test]
fn setup_asks_for_what_no_flag_says() {
    let home = Scratch::new("terminal-setup");
    let data = home.path().join("data").to_string_lossy().into_owned();
    let mut env = any_ports();
    env.push(("HOME".into(), home.path().to_string_lossy().into_owned()));
    let Some(mut at) = Terminal::open("bezgelor", &["setup", "--data", &data], &env) else {
        return;
    };
    at.wait_for("Name of the realm [");
    at.press("Home & Hearth\r");
    at.wait_for("Address by which players reach this machine");
    at.press("\r");
    at.wait_for("Folder of the WildStar client");
    at.press("no/such/folder\r");
    at.wait_for("no ClientData.index here");
    at.wait_for("Folder of the WildStar client");
    at.press("\r");
    at.wait_for("E-mail address of the first account");
    at.press("you@example.org\r");
    at.wait_for("Password: ");
    at.press("hunter2\r");
    at.wait_for("Once more: ");
    at.press("hunter2\r");
    at.wait_for("you@example.org, administrator");
    at.wait_for("done in ");
    at.wait_for("WildStar64.exe /auth 127.0.0.1");
    let shown = at.shown();
    assert!(!shown.contains("hunter2"), "{shown}");
    assert_eq!(at.end(), Some(0), "{shown}");
    let config = fs::read_to_string(home.path().join("data/bezgelor.toml")).expect("one");
    assert!(config.contains("\nname = \"Home & Hearth\"\n"), "{config}");
}
