//! What commands say on the standard output.
//!
//! Whoever reads it may have gone, as in `bezgelor audit | head -1`. What a command does is done
//! whole all the same: a restore does not end in its middle because nobody reads what it says.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write as _};

/// Writes a line, as `println!` does.
macro_rules! say {
    ($($part:tt)*) => {
        $crate::say::line(format_args!($($part)*))
    };
}
pub(crate) use say;

/// See [`say!`].
pub(crate) fn line(text: Arguments<'_>) {
    let mut out = io::stdout().lock();
    let written = writeln!(out, "{text}").and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("error: write to the standard output: {error}");
        }
        _ => {}
    }
}
