//! Two processes that use one set hold its pages once.

use std::fs;
use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::command::{folder, out, run};

/// Rows of the table: too many for a pipe, so that a process that prints them stops half-way with
/// the set open.
const ROWS: u32 = 40_000;

/// KiB of the mapped archives of a process: shared with another, and copied for it alone. What it
/// has looked at and nobody else yet is neither. A page of a set just written is dirty until the
/// kernel has stored it, whoever maps it; only an anonymous page is a copy.
fn mapped(child: &Child) -> Option<(u64, u64)> {
    let text = fs::read_to_string(format!("/proc/{}/smaps", child.id())).ok()?;
    let (mut shared, mut copied, mut ours) = (0, 0, false);
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let first = words.next().unwrap_or_default();
        if !first.ends_with(':') {
            ours = line.ends_with(".bga");
            continue;
        }
        let mut kib = || words.next().and_then(|word| word.parse::<u64>().ok());
        match (ours, first) {
            (true, "Shared_Clean:" | "Shared_Dirty:") => shared += kib().unwrap_or(0),
            (true, "Anonymous:") => copied += kib().unwrap_or(0),
            _ => {}
        }
    }
    Some((shared, copied))
}

fn printing(set: &str) -> Child {
    let child = Command::new(env!("CARGO_BIN_EXE_tblconv"))
        .args([
            "dump",
            "WorldLocation2",
            "--csv",
            "--where",
            "position0>-1",
            "--set",
            set,
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = child.unwrap_or_else(|error| panic!("{error}"));
    // The first bytes say that the set is open and its rows are being read.
    let mut first = [0; 64];
    let read = child
        .stdout
        .as_mut()
        .map(|pipe| pipe.read_exact(&mut first));
    assert!(matches!(read, Some(Ok(()))));
    child
}

#[test]
fn two_processes_share_the_pages_of_a_set() {
    let work = folder("sharing");
    let path = |name: &str| work.join(name).to_string_lossy().into_owned();
    let (text, table, set) = (
        path("WorldLocation2.csv"),
        path("WorldLocation2.tbl"),
        path("set"),
    );
    let rows: Vec<String> = (1..=ROWS).map(|id| format!("{id},{id}")).collect();
    assert!(fs::write(&text, format!("ID,position0\n{}\n", rows.join("\n"))).is_ok());
    assert!(run(&["pack", &text, &table]).status.success());
    let made = run(&["convert", &table, "--out", &set, "--progress", "none"]);
    assert!(made.status.success(), "{}", out(&made));
    let (mut one, mut two) = (printing(&set), printing(&set));
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let both = mapped(&one).zip(mapped(&two));
        let Some(((shared, copied), (other, other_copied))) = both else {
            eprintln!("skipped: this system does not tell what a process has mapped");
            break;
        };
        let told = format!("{shared} and {other} KiB, {copied} and {other_copied} copied");
        assert_eq!(copied + other_copied, 0, "{told}");
        if shared.min(other) > 64 {
            break;
        }
        assert!(Instant::now() < deadline, "{told}");
        std::thread::sleep(Duration::from_millis(20));
    }
    for child in [&mut one, &mut two] {
        assert!(child.kill().is_ok() && child.wait().is_ok());
    }
    let _ = fs::remove_dir_all(&work);
}
