//! What a run has done, in one line.

use crate::cli::Outcome;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Counts what a run does.
pub(crate) struct Summary {
    started: Instant,
    articles: usize,
    errors: usize,
    findings: BTreeMap<&'static str, usize>,
    counts_findings: bool,
}

impl Summary {
    pub(crate) fn new() -> Self {
        Self {
            started: Instant::now(),
            articles: 0,
            errors: 0,
            findings: BTreeMap::new(),
            counts_findings: false,
        }
    }

    /// One more article is read.
    pub(crate) fn add_article(&mut self) {
        self.articles += 1;
    }

    /// One more thing is missing from the output.
    pub(crate) fn add_error(&mut self) {
        self.errors += 1;
    }

    /// So many more findings of each analyzer are made; `None` where nothing is looked for.
    pub(crate) fn add_findings(&mut self, findings: Option<BTreeMap<&'static str, usize>>) {
        self.counts_findings |= findings.is_some();
        for (id, number) in findings.into_iter().flatten() {
            *self.findings.entry(id).or_default() += number;
        }
    }

    /// Whether every input was read and analysed.
    pub(crate) fn outcome(&self) -> Outcome {
        if self.errors == 0 { Outcome::Complete } else { Outcome::Incomplete }
    }

    /// The line, for a run that has read `bytes` until now.
    pub(crate) fn line(&self, bytes: u64) -> String {
        self.line_after(bytes, self.started.elapsed())
    }

    fn line_after(&self, bytes: u64, time: Duration) -> String {
        let mut line = count(self.articles, "article");
        if self.counts_findings {
            let findings = count(self.findings.values().sum(), "finding");
            line = format!("{line}: {findings}");
            let each: Vec<_> = self.findings.iter().map(|(id, number)| format!("{id} {number}")).collect();
            if !each.is_empty() {
                line = format!("{line} ({})", each.join(", "));
            }
        }
        if self.errors > 0 {
            line = format!("{line}; {}", count(self.errors, "error"));
        }
        let seconds = time.as_secs_f64();
        // A count and a size exact enough for a rate.
        #[allow(clippy::cast_precision_loss)]
        let (articles, megabytes) = (self.articles as f64, bytes as f64 / 1e6);
        let (articles, megabytes) = (articles / seconds, megabytes / seconds);
        format!("{line}; {seconds:.1} s, {articles:.0} articles/s, {megabytes:.1} MB/s")
    }
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_counts_articles_findings_and_errors_and_tells_the_speed() {
        let mut summary = Summary::new();
        summary.add_article();
        let line = summary.line_after(3_000_000, Duration::from_secs(2));
        assert_eq!(line, "1 article; 2.0 s, 0 articles/s, 1.5 MB/s");
        summary.add_article();
        summary.add_error();
        summary.add_findings(Some(BTreeMap::from([("b", 1), ("a", 2)])));
        summary.add_findings(Some(BTreeMap::from([("b", 1)])));
        let line = summary.line_after(0, Duration::from_millis(100));
        assert_eq!(line, "2 articles: 4 findings (a 2, b 2); 1 error; 0.1 s, 20 articles/s, 0.0 MB/s");
        assert!(summary.outcome() == Outcome::Incomplete);
    }
}
