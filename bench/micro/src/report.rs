//! Figures with the bound they are held to, as a table or as JSON.

use std::fmt::Write as _;

use serde_json::json;

/// One measured figure.
pub(crate) struct Figure {
    /// What was measured.
    pub(crate) name: &'static str,
    /// How much.
    pub(crate) value: f64,
    /// Of what: `ns`, `x`, `M/s`, `bytes`.
    pub(crate) unit: &'static str,
    /// What it is held to, if anything.
    pub(crate) bound: Bound,
}

/// What a figure is held to.
#[derive(Clone, Copy)]
pub(crate) enum Bound {
    /// For information.
    None,
    /// At most.
    Most(f64),
    /// At least.
    Least(f64),
}

impl Figure {
    /// A figure and its bound.
    pub(crate) const fn new(
        name: &'static str,
        value: f64,
        unit: &'static str,
        bound: Bound,
    ) -> Self {
        Self {
            name,
            value,
            unit,
            bound,
        }
    }

    /// Whether it keeps its bound.
    pub(crate) fn holds(&self) -> bool {
        match self.bound {
            Bound::None => true,
            Bound::Most(most) => self.value <= most,
            Bound::Least(least) => self.value >= least,
        }
    }
}

/// A line per figure.
pub(crate) fn table(figures: &[Figure]) -> String {
    let mut out = String::new();
    for figure in figures {
        let bound = match figure.bound {
            Bound::None => String::new(),
            Bound::Most(most) => format!("<= {most}"),
            Bound::Least(least) => format!(">= {least}"),
        };
        let verdict = if figure.holds() { "" } else { "MISSED" };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{:<58} {:>9.2} {:<5} {bound:<8} {verdict}",
            figure.name, figure.value, figure.unit
        );
    }
    out
}

/// One object per figure.
pub(crate) fn json(figures: &[Figure]) -> String {
    let figures: Vec<_> = figures
        .iter()
        .map(|figure| {
            let (most, least) = match figure.bound {
                Bound::None => (None, None),
                Bound::Most(most) => (Some(most), None),
                Bound::Least(least) => (None, Some(least)),
            };
            json!({
                "name": figure.name,
                "value": figure.value,
                "unit": figure.unit,
                "most": most,
                "least": least,
                "holds": figure.holds(),
            })
        })
        .collect();
    format!("{:#}\n", json!(figures))
}
