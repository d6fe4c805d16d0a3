//! Tells how far a run is: a bar on a terminal, lines or JSON otherwise, each with the time left.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};

use crate::error::one_line;
use crate::import::{Progress, Step};

/// How progress is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProgressForm {
    /// A bar on a terminal, plain lines otherwise.
    Auto,
    /// One line per archive.
    Plain,
    /// One JSON object per archive.
    Json,
    /// Nothing but the result.
    None,
}

/// Tells the steps of one run on the standard error.
#[derive(Debug)]
pub struct Teller {
    form: Form,
    started: Instant,
}

#[derive(Debug)]
enum Form {
    Bar(ProgressBar),
    Plain,
    Json,
    None,
}

impl Teller {
    /// Tells in `form`, with the time measured from now.
    #[must_use]
    pub fn new(form: ProgressForm) -> Self {
        let form = match form {
            ProgressForm::Auto if std::io::stderr().is_terminal() => {
                let bar = ProgressBar::new(0);
                let template = "{bar:30} {msg}";
                if let Ok(style) = ProgressStyle::with_template(template) {
                    bar.set_style(style);
                }
                Form::Bar(bar)
            }
            ProgressForm::Auto | ProgressForm::Plain => Form::Plain,
            ProgressForm::Json => Form::Json,
            ProgressForm::None => Form::None,
        };
        Self {
            form,
            started: Instant::now(),
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Form::Bar(bar) = &self.form {
            bar.finish_and_clear();
        }
    }
}

/// Seconds left, if the rest goes on as the bytes so far did.
fn seconds_left(elapsed: Duration, step: &Step<'_>) -> f64 {
    let left = step.bytes_total.saturating_sub(step.bytes_done);
    elapsed.as_secs_f64() * left as f64 / step.bytes_done.max(1) as f64
}

/// "about 3 s left", "about 2 min left".
fn in_words(seconds: f64) -> String {
    if seconds < 90.0 {
        format!("about {seconds:.0} s left")
    } else {
        format!("about {:.0} min left", seconds / 60.0)
    }
}

impl Progress for Teller {
    fn step(&self, step: Step<'_>) {
        let left = seconds_left(self.started.elapsed(), &step);
        let (done, total, name) = (step.done, step.total, step.name);
        let text = || format!("{done}/{total} {}, {}", one_line(name), in_words(left));
        let mut out = std::io::stderr();
        // Progress that nobody can read is no reason to stop.
        let _ = match &self.form {
            Form::Bar(bar) => {
                bar.set_length(step.bytes_total);
                bar.set_position(step.bytes_done);
                bar.set_message(text());
                Ok(())
            }
            Form::Plain if step.whole => writeln!(out, "{}", text()),
            Form::Json if step.whole => {
                let name = serde_json::Value::from(name);
                writeln!(
                    out,
                    "{{\"done\": {done}, \"total\": {total}, \"name\": {name}, \
                     \"seconds_left\": {left:.1}}}"
                )
            }
            Form::Plain | Form::Json | Form::None => Ok(()),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_follows_the_bytes() {
        let step = Step {
            done: 1,
            total: 9,
            bytes_done: 250,
            bytes_total: 1000,
            name: "a",
            whole: true,
        };
        let left = seconds_left(Duration::from_secs(10), &step);
        assert!((left - 30.0).abs() < 1e-9, "{left}");
        assert_eq!(in_words(left), "about 30 s left");
        assert_eq!(in_words(600.0), "about 10 min left");
        let begun = Step {
            bytes_done: 0,
            ..step
        };
        assert!(seconds_left(Duration::ZERO, &begun).is_finite());
    }
}
