//! The figures of a crowd: what was measured, what each is held to, and what could not be measured
//! and why.

use std::time::Instant;

use anyhow::Context;
use serde_json::{Map, Value, json};

/// What a figure is held to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bound {
    Most(f64),
    Least(f64),
}

/// All figures, and which of them keep their bounds.
#[derive(Default)]
pub(super) struct Report {
    as_json: bool,
    /// The one that is measured; none for all.
    only: Option<String>,
    figures: Map<String, Value>,
    bounds: Vec<Value>,
    missed: Vec<String>,
}

impl Report {
    /// An empty one, to be printed as it is filled, or `as_json` in the end; with `only` one alone.
    pub(super) fn new(as_json: bool, only: Option<&str>) -> Self {
        Self {
            as_json,
            only: only.map(Into::into),
            ..Self::default()
        }
    }

    fn is_wanted(&self, name: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == name)
    }

    /// Adds what `measure` finds under `name`, held to `bounds`. What cannot be measured is said
    /// with the reason and counts as missed; the others are measured all the same.
    pub(super) fn take(
        &mut self,
        name: &str,
        bounds: &[(&str, Bound)],
        measure: impl FnOnce() -> anyhow::Result<Value>,
    ) {
        if !self.is_wanted(name) {
            return;
        }
        eprintln!("measuring {name}");
        let began = Instant::now();
        let figures = measure().unwrap_or_else(|error| {
            let why = format!("{error:#}");
            self.missed
                .push(format!("{name} could not be taken: {why}"));
            json!({ "not_taken": why })
        });
        if figures.get("not_taken").is_none() {
            for (key, bound) in bounds {
                self.hold(name, key, &figures, *bound);
            }
        }
        eprintln!("measured {name} in {} s", began.elapsed().as_secs());
        self.add(name, figures);
    }

    /// Says why `name` is not measured this time.
    pub(super) fn leave_out(&mut self, name: &str, why: &str) {
        if self.is_wanted(name) {
            self.add(name, json!({ "not_taken": why }));
        }
    }

    fn hold(&mut self, case: &str, path: &str, figures: &Value, bound: Bound) {
        let place = path.split('.').try_fold(figures, |at, key| at.get(key));
        let value = place.and_then(Value::as_f64).unwrap_or(f64::NAN);
        let (holds, key, limit) = match bound {
            Bound::Most(most) => (value <= most, "most", most),
            Bound::Least(least) => (value >= least, "least", least),
        };
        let figure = format!("{case}.{path}");
        if !holds {
            self.missed.push(format!(
                "{figure} is {value:.3}, at {key} {limit} is wanted"
            ));
        }
        if !self.as_json {
            let verdict = if holds { "ok    " } else { "MISSED" };
            println!("{verdict} {figure:<52} {value:>14.3}  (at {key} {limit})");
        }
        self.bounds
            .push(json!({ "figure": figure, "value": value, key: limit, "holds": holds }));
    }

    fn add(&mut self, case: &str, figures: Value) {
        if !self.as_json {
            println!("{case}");
            print(&figures, 2);
        }
        self.figures.insert(case.into(), figures);
    }

    /// What was measured or left out.
    #[cfg(test)]
    pub(super) fn names(&self) -> Vec<&str> {
        self.figures.keys().map(String::as_str).collect()
    }

    /// Prints what was not printed yet; whether every bound was kept.
    pub(super) fn finish(mut self) -> bool {
        let good = self.missed.is_empty();
        if self.as_json {
            self.figures.insert("bounds".into(), json!(self.bounds));
            self.figures.insert("missed".into(), json!(self.missed));
            println!("{:#}", Value::Object(self.figures));
        } else {
            for missed in &self.missed {
                println!("MISSED {missed}");
            }
        }
        good
    }
}

fn print(figures: &Value, indent: usize) {
    for (key, value) in figures.as_object().into_iter().flatten() {
        match value {
            Value::Object(_) => {
                println!("{:indent$}{key}", "");
                print(value, indent + 2);
            }
            Value::Number(number) => {
                let number = number.as_f64().unwrap_or(f64::NAN);
                println!("{:indent$}{key:<36} {number:>16.2}", "");
            }
            other => println!("{:indent$}{key:<36} {other}", ""),
        }
    }
}

/// The number `key` of a report.
///
/// # Errors
/// When there is none.
pub(super) fn number(value: &Value, key: &str) -> anyhow::Result<f64> {
    value[key]
        .as_f64()
        .with_context(|| format!("no number `{key}` in the report"))
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn a_missing_figure_is_a_missed_bound() {
        let mut report = Report::new(true, None);
        report.hold("a", "x", &json!({"x": 1.0}), Bound::Most(1.0));
        report.hold("a", "x", &json!({"x": 1.0}), Bound::Least(1.1));
        report.hold("a", "y", &json!({"x": 1.0}), Bound::Most(5.0));
        report.hold("a", "w.x", &json!({"w": {"x": 1.0}}), Bound::Most(5.0));
        assert_eq!(report.missed.len(), 2);
        assert_eq!(report.bounds.len(), 4);
    }

    #[test]
    fn one_alone_is_measured_alone() {
        let mut report = Report::new(true, Some("b"));
        report.take("a", &[], || bail!("it is not wanted"));
        report.take("b", &[], || Ok(json!({"x": 1.0})));
        report.leave_out("c", "not this time");
        assert_eq!(report.figures.keys().collect::<Vec<_>>(), ["b"]);
        assert!(report.finish());
    }

    #[test]
    fn what_cannot_be_taken_is_said_and_missed_and_the_rest_goes_on() {
        let mut report = Report::new(true, None);
        report.take("a", &[("x", Bound::Most(1.0))], || bail!("no sockets"));
        report.take("b", &[("x", Bound::Most(1.0))], || Ok(json!({"x": 0.5})));
        report.leave_out("c", "it takes too long");
        assert_eq!(report.figures["a"]["not_taken"], "no sockets");
        assert_eq!(report.figures["c"]["not_taken"], "it takes too long");
        assert_eq!(report.missed, ["a could not be taken: no sockets"]);
        assert!(!report.finish());
    }
}
