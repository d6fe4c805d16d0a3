//! What a preflight found, for people and for programs.

use serde::Serialize;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A realm starts, but not as well as it could.
    Warning,
    /// A realm does not start.
    Error,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable, for searching and for programs: `E-PORT-6600`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

/// Everything a preflight looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What is in order, a line each.
    pub passed: Vec<String>,
    /// What is not.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether a realm would start.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.findings
            .iter()
            .all(|finding| finding.severity == Severity::Warning)
    }

    /// The report as lines, the findings last.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        lines.extend(self.passed.iter().map(|passed| format!("ok    {passed}")));
        for finding in &self.findings {
            let mark = match finding.severity {
                Severity::Warning => "warn ",
                Severity::Error => "FAIL ",
            };
            lines.push(format!("{mark} {}: {}", finding.code, finding.what));
            lines.push(format!("      remedy: {}", finding.remedy));
        }
        lines.join("\n")
    }

    /// The report as one JSON object: `good`, `passed`, `findings`.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::json!({
            "good": self.is_good(),
            "passed": self.passed,
            "findings": self.findings,
        })
        .to_string()
    }

    pub(super) fn pass(&mut self, line: String) {
        self.passed.push(line);
    }

    pub(super) fn fail(&mut self, code: &str, what: String, remedy: impl Into<String>) {
        self.push(code, Severity::Error, what, remedy.into());
    }

    pub(super) fn warn(&mut self, code: &str, what: String, remedy: impl Into<String>) {
        self.push(code, Severity::Warning, what, remedy.into());
    }

    fn push(&mut self, code: &str, severity: Severity, what: String, remedy: String) {
        self.findings.push(Finding {
            code: code.to_owned(),
            severity,
            what,
            remedy,
        });
    }
}
