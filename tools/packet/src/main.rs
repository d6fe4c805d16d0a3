//! The packet inspector: prints, checks and documents everything the protocol crate can read.
//!
//! All of it comes from the same static descriptions the codecs are derived with.

mod decode;
mod describe;
mod dissector;
mod docs;
mod print;
mod schema;
mod transcript;
mod verify;

use std::io::{ErrorKind, Read as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::{Parser, Subcommand};
use crypto::PacketCipher;
use protocol::Sender;
use protocol::capture::parse_hex;

/// Reads the WildStar protocol (client build 16042).
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print frames, a recording or one message as named fields
    Decode {
        /// Hex text, a file or `-` for standard input: a recording of the server, hex text, or raw
        /// bytes; frames, or one message from its opcode on
        #[arg(default_value = "-")]
        input: String,
        /// Cipher key: `build`, 16 hex digits of a key, or 32 of a session key; of several the
        /// first that gives a message is taken, frame by frame
        #[arg(long, default_value = "build")]
        key: Vec<String>,
        /// Who sent it: `client` or `server`; by default guessed from the containers
        #[arg(long)]
        from: Option<String>,
        /// The input is one body, this is its opcode
        #[arg(long)]
        body: Option<String>,
        /// Print each message as one line of JSON, in the form `verify` reads
        #[arg(long)]
        json: bool,
    },
    /// Check a vector file; the last line is `N passed, M failed`
    Verify {
        /// JSON lines in the forms of the reference; `-` for standard input
        file: PathBuf,
    },
    /// List all messages
    List {
        /// Only those whose name or topic contains this
        filter: Option<String>,
    },
    /// Print the layout of a message
    Describe {
        /// Opcode or name
        message: String,
    },
    /// Write a Wireshark dissector in Lua
    Dissector,
    /// Write all layouts as JSON
    Schema,
    /// Write all layouts as one HTML page
    Docs,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok((text, success)) => {
            if written(&text) && success {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "packet: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Writes to the standard output. A reader that has seen enough (`packet list | head`) is no
/// failure; a full disk is one, lest half a dissector passes for a whole.
fn written(text: &str) -> bool {
    let mut out = std::io::stdout().lock();
    let done = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match done {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let _ = writeln!(std::io::stderr(), "packet: cannot write: {error}");
            false
        }
        _ => true,
    }
}

/// What to print, and whether all was well.
fn run(command: Command) -> Result<(String, bool)> {
    let text = match command {
        Command::Decode {
            input,
            key,
            from,
            body,
            json,
        } => {
            let options = decode::Options {
                ciphers: key.iter().map(|key| cipher(key)).collect::<Result<_>>()?,
                from: from.as_deref().map(sender).transpose()?,
                json,
            };
            return match body {
                Some(opcode) => decode::body(&input, describe::opcode(&opcode)?, &options),
                None => decode::input(&input, options),
            };
        }
        Command::Verify { file } => {
            let bytes = if file.as_os_str() == "-" {
                let mut bytes = Vec::new();
                let read = std::io::stdin().lock().read_to_end(&mut bytes);
                read.map(|_| bytes)
            } else {
                std::fs::read(&file)
            };
            let bytes = bytes.with_context(|| format!("cannot read {}", file.display()))?;
            return Ok(verify::report(&bytes));
        }
        Command::List { filter } => describe::list(filter.as_deref()),
        Command::Describe { message } => describe::describe(&message)?,
        Command::Dissector => dissector::lua(),
        Command::Schema => schema::json(),
        Command::Docs => docs::html(),
    };
    Ok((text, true))
}

fn cipher(key: &str) -> Result<PacketCipher> {
    if key == "build" {
        return Ok(PacketCipher::from_build());
    }
    let bytes = parse_hex(decode::digits(key)).context("a key is `build` or hex digits")?;
    if let Ok(session_key) = <[u8; 16]>::try_from(bytes.as_slice()) {
        return Ok(PacketCipher::from_session_key(session_key));
    }
    match <[u8; 8]>::try_from(bytes.as_slice()) {
        Ok(key) => Ok(PacketCipher::from_key(u64::from_be_bytes(key))),
        Err(_) => bail!("a key has 16 hex digits, a session key 32"),
    }
}

fn sender(text: &str) -> Result<Sender> {
    match text {
        "client" | "C" => Ok(Sender::Client),
        "server" | "S" => Ok(Sender::Server),
        _ => bail!("`{text}` is neither client nor server"),
    }
}
