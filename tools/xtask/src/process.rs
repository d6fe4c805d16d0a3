//! Runs other programs: their output goes to the terminal as it comes and is kept to be read.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::Context;

/// How a program ended.
#[derive(Debug)]
pub struct Finished {
    /// Whether it exited with status 0.
    pub good: bool,
    /// What it wrote to both streams, line by line.
    pub output: String,
}

/// Runs `cargo` with `arguments` in `root`, echoing its output.
///
/// # Errors
/// When the program cannot be started.
pub fn cargo(root: &Path, arguments: &[&str]) -> anyhow::Result<Finished> {
    run(cargo_command(root).args(arguments))
}

/// The `cargo` that called us, in `root`.
#[must_use]
pub fn cargo_command(root: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(root);
    command
}

/// Runs `command` to its end, echoing its output.
///
/// # Errors
/// When the program cannot be started.
pub fn run(command: &mut Command) -> anyhow::Result<Finished> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("start {name}"))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let output = thread::scope(|scope| {
        let errors =
            scope.spawn(move || err.map_or_else(String::new, |s| echo(s, std::io::stderr())));
        let mut output = out.map_or_else(String::new, |s| echo(s, std::io::stdout()));
        output.push_str(&errors.join().unwrap_or_default());
        output
    });
    let status = child.wait().with_context(|| format!("wait for {name}"))?;
    Ok(Finished {
        good: status.success(),
        output,
    })
}

fn echo(stream: impl Read, mut terminal: impl Write) -> String {
    let mut kept = String::new();
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
        // A closed terminal must not stop the program whose output we carry.
        let _closed = terminal.write_all(&line);
        kept.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    kept
}

/// The place of `program` on the search path.
#[must_use]
pub fn find_program(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|place| place.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_streams_and_the_status_are_kept() -> anyhow::Result<()> {
        let mut command = Command::new("sh");
        let finished = run(command.args(["-c", "echo out; echo err >&2; exit 3"]))?;
        assert!(!finished.good);
        assert!(finished.output.contains("out\n") && finished.output.contains("err\n"));
        Ok(())
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program-here")).map(|f| f.output);
        let text = error.unwrap_or_else(|e| format!("{e:#}"));
        assert!(text.contains("start no-such-program-here"), "{text}");
        assert_eq!(find_program("no-such-program-here"), None);
    }
}
