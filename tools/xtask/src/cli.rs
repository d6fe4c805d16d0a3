//! The command line of `cargo xtask`, read by hand: the command must build in seconds.

use anyhow::bail;

use crate::steps::Step;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
cargo xtask COMMAND

  test [--fast] [--only STEP]... [-p CRATE]...
             every check and test of the project; the steps are
             setup, fmt, tidy, clippy, doc, test, doctest
             --fast       leave out clippy, doc and doctest
             --only STEP  run these steps alone
             -p CRATE     compile and test these crates alone
  tidy       the invariants of architecture and style, read from the sources
  bench [micro|bots|crowd] [--json] [--quick] [--case CASE]
             measure on this machine, with optimised builds; crowd compares a
             thousand and more players in one place with a floor of raw sends
             --quick      crowds play shortly, and the largest one not at all
             --case CASE  one measurement of crowd alone
  crash-loop [--rounds N] [--seed S] [--life-ms MS] [--postgres] [--json]
             kill the server again and again while bots handle valuables, and
             compare what they were told with what is true: 0 lost, 0 doubled
  package [--target TRIPLE]
             an archive to install from: optimised programs, systemd unit,
             manual pages, completions, the guide; into target/package
  starter    validate and compile tables/starter
  help       this text";

/// One parsed command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Print [`HELP`].
    Help,
    /// Run the checks and tests.
    Test(TestOptions),
    /// Run the tidy check alone.
    Tidy,
    /// Measure.
    Bench(BenchOptions),
    /// Kill the server again and again, with these arguments of the loop's own.
    CrashLoop(Vec<String>),
    /// Build an archive to install from, for this machine or another kind.
    Package(Option<String>),
    /// Validate and compile the starter tables.
    Starter,
}

/// What `test` runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TestOptions {
    /// Leave out the slow checks.
    pub fast: bool,
    /// Run these steps alone; empty for all.
    pub only: Vec<Step>,
    /// Compile and test these crates alone; empty for all.
    pub crates: Vec<String>,
}

/// What `bench` measures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BenchOptions {
    /// `micro`, `bots` or `crowd`; `None` for all.
    pub what: Option<String>,
    /// Print one JSON object a measurement.
    pub json: bool,
    /// Crowds play shortly, and the largest one not at all.
    pub quick: bool,
    /// The one measurement of crowds that is taken; `None` for all.
    pub case: Option<String>,
}

/// Reads the arguments after `cargo xtask`.
///
/// # Errors
/// When a command, step or option is not known or lacks its value.
pub fn parse(arguments: &[String]) -> anyhow::Result<Command> {
    let mut words = arguments.iter().map(String::as_str);
    let command = words.next().unwrap_or("help");
    let rest: Vec<&str> = words.collect();
    match command {
        "test" => parse_test(&rest).map(Command::Test),
        "bench" => parse_bench(&rest).map(Command::Bench),
        "crash-loop" => Ok(Command::CrashLoop(
            rest.iter().map(|word| (*word).to_owned()).collect(),
        )),
        "package" => match rest[..] {
            [] => Ok(Command::Package(None)),
            ["--target", triple] => Ok(Command::Package(Some(triple.to_owned()))),
            _ => bail!(
                "`package` takes --target TRIPLE alone, not `{}`",
                rest.join(" ")
            ),
        },
        "tidy" | "starter" | "help" | "--help" | "-h" if !rest.is_empty() => {
            bail!("`{command}` takes no arguments, not `{}`", rest.join(" "))
        }
        "tidy" => Ok(Command::Tidy),
        "starter" => Ok(Command::Starter),
        "help" | "--help" | "-h" => Ok(Command::Help),
        other => bail!("no command `{other}`; see `cargo xtask help`"),
    }
}

fn parse_test(words: &[&str]) -> anyhow::Result<TestOptions> {
    let mut options = TestOptions::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || match words.next() {
            Some(value) => Ok(*value),
            None => bail!("`{word}` needs a value"),
        };
        match *word {
            "--fast" => options.fast = true,
            "--only" => {
                let name = value()?;
                let Some(step) = Step::from_name(name) else {
                    bail!("no step `{name}`; they are {}", Step::names());
                };
                options.only.push(step);
            }
            "-p" | "--package" => options.crates.push(value()?.to_owned()),
            other => bail!("`test` has no option `{other}`; see `cargo xtask help`"),
        }
    }
    Ok(options)
}

fn parse_bench(words: &[&str]) -> anyhow::Result<BenchOptions> {
    let mut options = BenchOptions::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--json" => options.json = true,
            "--quick" => options.quick = true,
            "--case" => match words.next() {
                Some(case) => options.case = Some((*case).to_owned()),
                None => bail!("`--case` needs a value"),
            },
            "micro" | "bots" | "crowd" if options.what.is_none() => {
                options.what = Some((*word).to_owned());
            }
            other => bail!("`bench` measures micro, bots or crowd, not `{other}`"),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> anyhow::Result<Command> {
        let words: Vec<String> = line.split_whitespace().map(String::from).collect();
        parse(&words)
    }

    #[test]
    fn test_takes_steps_and_crates() -> anyhow::Result<()> {
        let command = parsed("test --fast --only fmt --only tidy -p world")?;
        let expected = TestOptions {
            fast: true,
            only: vec![Step::Format, Step::Tidy],
            crates: vec!["world".into()],
        };
        assert_eq!(command, Command::Test(expected));
        Ok(())
    }

    #[test]
    fn what_is_not_known_is_refused_by_name() {
        for (line, part) in [
            ("tset", "`tset`"),
            ("test --only", "needs a value"),
            ("test --only lint", "setup, fmt, tidy"),
            ("test --quick", "`--quick`"),
            ("bench nano", "`nano`"),
            ("bench crowd --case", "needs a value"),
            ("tidy now", "no arguments"),
            ("package --target", "--target TRIPLE alone"),
        ] {
            let error = parsed(line).map_or_else(|e| e.to_string(), |c| format!("{c:?}"));
            assert!(error.contains(part), "{line}: {error}");
        }
    }

    #[test]
    fn every_step_is_in_the_help() {
        for name in Step::names().split(", ") {
            assert!(HELP.contains(name), "{name}");
        }
    }
}
