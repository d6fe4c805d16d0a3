//! Tells how far a run is: a bar on a terminal, lines or JSON otherwise.

use std::io::{IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressStyle};
use tblconv::import::Progress;

use crate::ProgressForm;

pub(super) enum Teller {
    Bar(ProgressBar),
    Plain,
    Json,
    None,
}

impl Teller {
    pub(super) fn new(form: ProgressForm, total: usize) -> Self {
        match form {
            ProgressForm::Auto if std::io::stderr().is_terminal() => {
                let bar = ProgressBar::new(total as u64);
                let template = "{bar:30} {pos}/{len} {msg} (about {eta} left)";
                if let Ok(style) = ProgressStyle::with_template(template) {
                    bar.set_style(style);
                }
                Self::Bar(bar)
            }
            ProgressForm::Auto | ProgressForm::Plain => Self::Plain,
            ProgressForm::Json => Self::Json,
            ProgressForm::None => Self::None,
        }
    }

    pub(super) fn finish(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Teller {
    fn step(&self, done: usize, total: usize, name: &str) {
        let mut out = std::io::stderr();
        // Progress that nobody can read is no reason to stop.
        let _ = match self {
            Self::Bar(bar) => {
                bar.set_position(done as u64);
                bar.set_message(name.to_owned());
                Ok(())
            }
            Self::Plain => writeln!(out, "{done}/{total} {name}"),
            Self::Json => {
                let name = serde_json::Value::from(name);
                writeln!(
                    out,
                    "{{\"done\": {done}, \"total\": {total}, \"name\": {name}}}"
                )
            }
            Self::None => Ok(()),
        };
    }
}
