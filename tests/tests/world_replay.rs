//! A served realm records its zones, and `bezgelor replay` gets the same bytes out of them.

use std::path::{Path, PathBuf};

use bezgelor_tests::{Scratch, Server, ServerOptions, args, assert_clean, run};

const BOTS: u32 = 4;
const SECONDS: u64 = 4;

fn recordings(data: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(data.join("zones")).expect("the folder was made");
    files.map(|file| file.expect("readable").path()).collect()
}

/// Whether it succeeded, and what it said.
fn replay(data: &Path, file: &Path) -> (bool, String) {
    let (data, file) = (data.display().to_string(), file.display().to_string());
    let ran = run("bezgelor", &["replay", &file, "--data", &data], "");
    (ran.good, ran.out + &ran.errors)
}

#[test]
fn a_recorded_zone_comes_out_the_same_and_a_changed_recording_does_not() {
    let data = Scratch::new("replay");
    let folder = data.path().join("zones").display().to_string();
    let options = ServerOptions {
        args: vec!["--record-zones".into(), folder],
        ..ServerOptions::with(&[("realm.logout_s", "1")])
    };
    let server = Server::start(data.path(), &options);
    let summary = bots::scenario::run(&args(&server, BOTS, SECONDS)).expect("the bots can run");
    assert_clean(&summary, &server);
    assert!(server.stop().success());

    let files = recordings(data.path());
    assert!(!files.is_empty(), "no zone was recorded");
    let mut most = (0, files[0].clone());
    for file in files {
        let (succeeded, text) = replay(data.path(), &file);
        assert!(succeeded && text.contains(": identical"), "{text}");
        let inputs = text
            .split(", ")
            .nth(1)
            .and_then(|part| part.split(' ').next());
        let inputs: u64 = inputs
            .and_then(|inputs| inputs.parse().ok())
            .expect("a number");
        most = most.max((inputs, file));
    }
    assert!(most.0 > 100, "the bots walked: {most:?}");

    // The last eight bytes are the digest of the last step.
    let mut log = std::fs::read(&most.1).expect("readable");
    let last = log.len() - 1;
    log[last] ^= 1;
    let changed = data.path().join("changed.bzlg");
    std::fs::write(&changed, &log).expect("writable");
    let (succeeded, text) = replay(data.path(), &changed);
    assert!(!succeeded && text.contains("differently"), "{text}");
    std::fs::write(&changed, &log[..last]).expect("writable");
    let (succeeded, text) = replay(data.path(), &changed);
    assert!(
        !succeeded && text.contains("ends within a record"),
        "{text}"
    );
}
