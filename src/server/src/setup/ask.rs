//! Questions on the terminal, each with what an empty answer means.

use std::io::{self, BufRead, IsTerminal, Write};

/// Bytes of an answer at most; paths are shorter.
const ANSWER_BYTES_MAX: u64 = 4096;

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asking {
    /// The one at the terminal.
    Terminal,
    /// Nobody: defaults are taken.
    Nobody,
}

impl Asking {
    /// The terminal, unless there is none or it shall not be used.
    pub(super) fn choose(quiet: bool) -> Self {
        if quiet || !io::stdin().is_terminal() {
            Self::Nobody
        } else {
            Self::Terminal
        }
    }

    /// Asks; an empty answer, or nobody to ask, is `default`.
    ///
    /// # Errors
    /// When the terminal cannot be read.
    pub(super) fn text(self, question: &str, default: &str) -> io::Result<String> {
        if self == Self::Nobody {
            return Ok(default.to_owned());
        }
        let shown = if default.is_empty() {
            String::new()
        } else {
            format!(" [{default}]")
        };
        eprint!("{question}{shown}: ");
        io::stderr().flush()?;
        let answer = answer(io::stdin().lock())?;
        Ok(if answer.is_empty() {
            default.to_owned()
        } else {
            answer
        })
    }
}

fn answer(input: impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    input.take(ANSWER_BYTES_MAX).read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_trimmed_and_bounded() -> io::Result<()> {
        assert_eq!(answer(" a b \r\nrest".as_bytes())?, "a b");
        assert_eq!(answer("".as_bytes())?, "");
        let endless = "x".repeat(100_000);
        assert_eq!(answer(endless.as_bytes())?.len() as u64, ANSWER_BYTES_MAX);
        Ok(())
    }

    #[test]
    fn nobody_takes_the_default() -> io::Result<()> {
        assert_eq!(Asking::Nobody.text("?", "yes")?, "yes");
        Ok(())
    }
}
