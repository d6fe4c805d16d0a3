//! Counts tests from what the test runners print.

use std::ops::AddAssign;

/// Tests by their outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ran and held.
    pub passed: u64,
    /// Ran and did not hold, or never ended.
    pub failed: u64,
    /// Did not run.
    pub skipped: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl Counts {
    /// The closing line: "12 passed, 0 failed", and what was skipped where there is any.
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = format!("{} passed, {} failed", self.passed, self.failed);
        if self.skipped > 0 {
            line.push_str(&format!(", {} skipped", self.skipped));
        }
        line
    }

    /// Counts from the output of `cargo nextest run`: its line
    /// "Summary [ 1.2s] 4 tests run: 2 passed (1 slow), 1 failed, 1 timed out, 3 skipped".
    #[must_use]
    pub fn from_nextest(output: &str) -> Self {
        let mut summaries = output
            .lines()
            .filter(|line| line.trim_start().starts_with("Summary ["));
        let Some((_, tail)) = summaries.next_back().and_then(|line| line.split_once(':')) else {
            return Self::default();
        };
        let mut counts = Self::default();
        for part in tail.split(',') {
            let mut words = part.split_whitespace();
            let number = words.next().and_then(|word| word.parse::<u64>().ok());
            match (number, words.next()) {
                (Some(number), Some("passed")) => counts.passed += number,
                (Some(number), Some("skipped")) => counts.skipped += number,
                (Some(number), Some("failed" | "timed" | "exec")) => counts.failed += number,
                _ => {}
            }
        }
        counts
    }

    /// Counts from the output of `cargo test`: the sum of its lines
    /// "test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out".
    #[must_use]
    pub fn from_cargo_test(output: &str) -> Self {
        let mut counts = Self::default();
        for line in output.lines() {
            let Some(result) = line.trim().strip_prefix("test result: ") else {
                continue;
            };
            for part in result.split([';', '.']) {
                let mut words = part.split_whitespace();
                let number = words.next().and_then(|word| word.parse::<u64>().ok());
                match (number, words.next()) {
                    (Some(number), Some("passed")) => counts.passed += number,
                    (Some(number), Some("failed")) => counts.failed += number,
                    (Some(number), Some("ignored")) => counts.skipped += number,
                    _ => {}
                }
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_is_counted() {
        let output = "  PASS [ 0.1s] a b\n────\n     Summary [   1.234s] 12 tests run: 9 passed \
                      (1 slow, 2 flaky), 2 failed, 1 timed out, 3 skipped\n  FAIL a b\n";
        let expected = Counts {
            passed: 9,
            failed: 3,
            skipped: 3,
        };
        assert_eq!(Counts::from_nextest(output), expected);
        assert_eq!(
            Counts::from_nextest("error: could not compile"),
            Counts::default()
        );
    }

    #[test]
    fn an_interrupted_run_is_counted_by_its_own_words() {
        let output = "     Summary [  0.010s] 1/3 tests run: 0 passed, 1 failed, 0 skipped\n";
        assert_eq!(Counts::from_nextest(output).failed, 1);
    }

    #[test]
    fn cargo_test_is_summed() {
        let output = "test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                      test a ... FAILED\n\
                      test result: FAILED. 1 passed; 4 failed; 0 ignored; 0 measured; 7 filtered \
                      out; finished in 0.00s\n";
        let expected = Counts {
            passed: 3,
            failed: 4,
            skipped: 1,
        };
        assert_eq!(Counts::from_cargo_test(output), expected);
    }

    #[test]
    fn the_closing_line_is_plain() {
        let mut counts = Counts {
            passed: 3,
            ..Counts::default()
        };
        assert_eq!(counts.line(), "3 passed, 0 failed");
        counts.skipped = 2;
        assert_eq!(counts.line(), "3 passed, 0 failed, 2 skipped");
    }
}
