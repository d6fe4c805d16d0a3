//! `cargo xtask test`: the steps, in order, each with its line and its time.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::cli::TestOptions;
use crate::process::{self, Finished};
use crate::summary::Counts;
use crate::{machine, tidy};

/// One step of the test command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Install what the machine lacks.
    Setup,
    /// `cargo fmt --check`.
    Format,
    /// The invariants read from the sources.
    Tidy,
    /// Clippy with warnings denied.
    Clippy,
    /// Documentation with warnings denied.
    Doc,
    /// Every test.
    Test,
    /// The examples in the documentation.
    DocTest,
}

const STEPS: [(Step, &str); 7] = [
    (Step::Setup, "setup"),
    (Step::Format, "fmt"),
    (Step::Tidy, "tidy"),
    (Step::Clippy, "clippy"),
    (Step::Doc, "doc"),
    (Step::Test, "test"),
    (Step::DocTest, "doctest"),
];

impl Step {
    /// The step called `name` on the command line.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let found = STEPS.iter().find(|(_, other)| *other == name);
        found.map(|(step, _)| *step)
    }

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = STEPS.iter().find(|(step, _)| *step == self);
        found.map_or("", |(_, name)| name)
    }

    /// All names in the order the steps run, for messages.
    #[must_use]
    pub fn names() -> String {
        STEPS.map(|(_, name)| name).join(", ")
    }

    fn is_slow_check(self) -> bool {
        matches!(self, Self::Clippy | Self::Doc | Self::DocTest)
    }
}

/// What one step came to.
struct Outcome {
    good: bool,
    counts: Counts,
}

impl Outcome {
    fn check(good: bool) -> Self {
        let counts = Counts::default();
        Self { good, counts }
    }

    /// A run of tests; one that counted no failure and still failed did not compile.
    fn tests(finished: &Finished, counts: Counts) -> Self {
        let good = finished.good && counts.failed == 0;
        Self { good, counts }
    }
}

/// Runs the steps that `options` ask for; the last line printed is the count of tests.
///
/// A step that fails does not keep the others from running. A failed step that is no test counts
/// as one failure, so that the closing line never looks good when the exit status is not.
///
/// # Errors
/// When a program cannot be started or a source cannot be read.
pub fn test(root: &Path, options: &TestOptions) -> anyhow::Result<bool> {
    let begun = Instant::now();
    let mut counts = Counts::default();
    let mut lines = Vec::new();
    for (step, name) in STEPS {
        if !options.only.is_empty() && !options.only.contains(&step) {
            continue;
        }
        if options.fast && step.is_slow_check() {
            lines.push(format!("{name}: skipped by --fast"));
            continue;
        }
        println!("==> {name}");
        let start = Instant::now();
        let outcome = run_step(step, root, options)?;
        let verdict = if outcome.good { "ok" } else { "FAILED" };
        let line = format!("{name}: {verdict} in {}", seconds(start.elapsed()));
        println!("==> {line}");
        lines.push(line);
        counts += outcome.counts;
        if !outcome.good && outcome.counts.failed == 0 {
            counts.failed += 1;
        }
    }
    println!("==> all steps in {}", seconds(begun.elapsed()));
    for line in lines {
        println!("    {line}");
    }
    println!("{}", counts.line());
    Ok(counts.failed == 0)
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

fn run_step(step: Step, root: &Path, options: &TestOptions) -> anyhow::Result<Outcome> {
    let packages = packages(&options.crates);
    let with = |head: &[&str], tail: &[&str]| {
        let middle = packages.iter().map(String::as_str);
        let words: Vec<&str> = head
            .iter()
            .copied()
            .chain(middle)
            .chain(tail.iter().copied())
            .collect();
        let mut command = process::cargo_command(root);
        if step == Step::Test
            && std::env::var_os("TMPDIR").is_none()
            && let Some(folder) = machine::memory_folder()
        {
            command.env("TMPDIR", folder);
        }
        process::run(command.args(words))
    };
    Ok(match step {
        Step::Setup => {
            // What is missing shows again in the step that needs it.
            let _complete = machine::set_up(root);
            Outcome::check(true)
        }
        Step::Format => Outcome::check(process::cargo(root, &["fmt", "--all", "--check"])?.good),
        Step::Tidy => {
            let findings = tidy::check_tree(root)?;
            for finding in &findings {
                println!("{finding}");
            }
            Outcome::check(findings.is_empty())
        }
        Step::Clippy => {
            let finished = with(&["clippy"], &["--all-targets", "--", "-D", "warnings"])?;
            Outcome::check(finished.good)
        }
        Step::Doc => {
            let mut command = process::cargo_command(root);
            command.arg("doc").args(&packages).arg("--no-deps");
            command.env("RUSTDOCFLAGS", "-D warnings");
            Outcome::check(process::run(&mut command)?.good)
        }
        Step::Test => {
            // The end-to-end tests start the programs as they were built.
            let built = with(&["build"], &["--bins"])?;
            if !built.good {
                return Ok(Outcome::check(false));
            }
            run_tests(with)?
        }
        Step::DocTest => {
            let finished = with(&["test"], &["--doc", "--no-fail-fast"])?;
            Outcome::tests(&finished, Counts::from_cargo_test(&finished.output))
        }
    })
}

/// Runs the tests by nextest where it is installed; `with` runs cargo on the chosen crates.
fn run_tests(
    with: impl Fn(&[&str], &[&str]) -> anyhow::Result<Finished>,
) -> anyhow::Result<Outcome> {
    if process::find_program("cargo-nextest").is_some() {
        let finished = with(&["nextest", "run"], &["--no-fail-fast", "--no-tests=pass"])?;
        let counts = Counts::from_nextest(&finished.output);
        return Ok(Outcome::tests(&finished, counts));
    }
    println!("cargo-nextest is not installed; `cargo test` runs instead");
    let finished = with(&["test"], &["--all-targets", "--no-fail-fast"])?;
    let counts = Counts::from_cargo_test(&finished.output);
    Ok(Outcome::tests(&finished, counts))
}

/// The whole workspace unless crates are named: features then unify the same way in every step
/// and nothing is compiled twice.
fn packages(crates: &[String]) -> Vec<String> {
    if crates.is_empty() {
        return vec!["--workspace".into()];
    }
    crates
        .iter()
        .flat_map(|name| ["--package".into(), name.clone()])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_found_by_their_names() {
        for (step, name) in STEPS {
            assert_eq!(Step::from_name(name), Some(step));
            assert_eq!(step.name(), name);
        }
        assert_eq!(Step::from_name("lint"), None);
    }

    #[test]
    fn the_workspace_is_the_default() {
        assert_eq!(packages(&[]), ["--workspace"]);
        assert_eq!(
            packages(&["a".into(), "b".into()]),
            ["--package", "a", "--package", "b"]
        );
    }

    #[test]
    fn a_run_that_did_not_compile_is_not_good() {
        let finished = Finished {
            good: false,
            output: String::new(),
        };
        assert!(!Outcome::tests(&finished, Counts::default()).good);
    }
}
