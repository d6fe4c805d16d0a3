//! The programs of this workspace as a user runs them.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::{Scratch, binary};

/// What came of a command.
#[derive(Clone, Debug)]
pub struct Ran {
    /// Whether its exit status was 0.
    pub good: bool,
    /// What it printed for programs.
    pub out: String,
    /// What it printed for people.
    pub errors: String,
}

/// Runs a built program to its end with `input` on its standard input.
///
/// # Panics
/// When it cannot be run at all.
#[must_use]
pub fn run<A: AsRef<OsStr>>(program: &str, args: &[A], input: &str) -> Ran {
    run_with_env(program, args, input, &[])
}

/// As [`run`], with variables of the environment.
///
/// # Panics
/// As [`run`].
#[must_use]
pub fn run_with_env<A: AsRef<OsStr>>(
    program: &str,
    args: &[A],
    input: &str,
    env: &[(String, String)],
) -> Ran {
    let mut child = Command::new(binary(program))
        .args(args)
        .envs(env.iter().map(|(key, value)| (key, value)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a built program can be run");
    let mut stdin = child.stdin.take().expect("the pipe was asked for");
    // A program that reads nothing may be gone already.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("a child can be waited for");
    Ran {
        good: output.status.success(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        errors: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Runs `bezgelor` with its data in `data`.
///
/// # Panics
/// When it fails; the message holds what it said.
#[must_use]
pub fn bezgelor(data: &Path, args: &[&str], input: &str) -> Ran {
    let data = data.to_string_lossy();
    let mut all = args.to_vec();
    all.extend(["--data", &data]);
    let ran = run("bezgelor", &all, input);
    assert!(ran.good, "bezgelor {args:?}: {}{}", ran.errors, ran.out);
    ran
}

/// Makes an account on the command line.
///
/// # Panics
/// As [`bezgelor`].
pub fn create_account(data: &Path, email: &str, password: &str) {
    let args = ["account", "create", email, "--password-stdin"];
    let _ = bezgelor(data, &args, &format!("{password}\n"));
}

/// `bezgelor exec` on a running realm: whether it was done, and what was said.
///
/// # Panics
/// When it cannot be run.
#[must_use]
pub fn exec(data: &Scratch, line: &str) -> (bool, String) {
    let folder = data.path().to_string_lossy();
    let ran = run("bezgelor", &["exec", "--data", &folder, line], "");
    (ran.good, ran.out + &ran.errors)
}

/// As [`exec`], of what must be done.
///
/// # Panics
/// When it is not.
pub fn done(data: &Scratch, line: &str) -> String {
    let (good, said) = exec(data, line);
    assert!(good, "{line}: {said}");
    said
}
