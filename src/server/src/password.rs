//! Where a new password comes from: the command line, the standard input, or the terminal.

use std::io::{self, BufRead, BufReader, IsTerminal, Write};

use anyhow::{Context, bail};
use bezgelor_core::limits;
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use crate::cli::PasswordArgs;

/// Gets the password that `args` say.
///
/// # Errors
/// When there is none, it is too long, or it was typed differently twice.
pub(crate) fn get(args: &PasswordArgs) -> anyhow::Result<String> {
    let password = match &args.password {
        Some(password) => password.clone(),
        None if args.password_stdin => first_line(io::stdin().lock())?,
        None => ask_twice()?,
    };
    check(&password)?;
    Ok(password)
}

fn check(password: &str) -> anyhow::Result<()> {
    if password.is_empty() {
        bail!("the password is empty");
    }
    if password.len() > limits::PASSWORD_BYTES_MAX {
        bail!(
            "the password is longer than {} bytes",
            limits::PASSWORD_BYTES_MAX
        );
    }
    if password.chars().any(char::is_control) {
        bail!("the password holds a control character, which no client can type");
    }
    Ok(())
}

fn first_line(mut input: impl BufRead) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    // Longer than any password: the rest of an endless input is never read.
    let most = limits::PASSWORD_BYTES_MAX as u64 * 2;
    let mut limited = io::Read::take(&mut input, most);
    limited
        .read_until(b'\n', &mut bytes)
        .context("read the password")?;
    let line = String::from_utf8(bytes).context("the password is not UTF-8")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn ask_twice() -> anyhow::Result<String> {
    if !io::stdin().is_terminal() {
        bail!("there is no terminal to ask on; use --password-stdin");
    }
    let first = ask("Password: ")?;
    check(&first)?;
    if ask("Once more: ")? != first {
        bail!("the two do not match");
    }
    Ok(first)
}

/// Asks on the terminal without showing what is typed.
fn ask(question: &str) -> anyhow::Result<String> {
    let stdin = io::stdin();
    let before = tcgetattr(&stdin).context("ask the terminal")?;
    let mut quiet = before.clone();
    quiet.local_modes.remove(LocalModes::ECHO);
    quiet.local_modes.insert(LocalModes::ECHONL);
    // Silent before it asks: whoever answers at once is not seen either.
    tcsetattr(&stdin, OptionalActions::Flush, &quiet).context("silence the terminal")?;
    eprint!("{question}");
    let asked = io::stderr().flush().context("ask on the terminal");
    let line = asked.and_then(|()| first_line(BufReader::new(stdin.lock())));
    tcsetattr(&stdin, OptionalActions::Flush, &before).context("restore the terminal")?;
    line
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn a_line_is_read_without_its_end() -> anyhow::Result<()> {
        for (input, line) in [("a b \r\nrest", "a b "), ("x", "x"), ("", "")] {
            assert_eq!(first_line(input.as_bytes())?, line);
        }
        let endless = io::Read::chain(io::repeat(b'x').take(1 << 20), io::empty());
        let long = first_line(BufReader::new(endless))?;
        assert!(long.len() <= limits::PASSWORD_BYTES_MAX * 2);
        Ok(())
    }

    #[test]
    fn passwords_no_client_can_type_are_refused() {
        assert!(check("correct horse").is_ok());
        assert!(check("grün").is_ok());
        let long = "x".repeat(limits::PASSWORD_BYTES_MAX + 1);
        for password in ["", "a\tb", "a\0", long.as_str()] {
            assert!(check(password).is_err(), "{password:?}");
        }
    }
}
