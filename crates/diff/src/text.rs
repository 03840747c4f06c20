//! Changes as text for people: counts on top, then each article with what was added, lost and altered.

use crate::counts::{Counted, by_analyzer};
use crate::{ArticleChanges, Finding, Wording};
use std::fmt::Write;

/// What is written before a line of each sort, as terminal escape sequences, and what ends them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Colours {
    /// Before an article's name.
    pub article: &'static str,
    /// Before what was added.
    pub added: &'static str,
    /// Before what was lost.
    pub lost: &'static str,
    /// Before what was altered.
    pub altered: &'static str,
    /// After each of these.
    pub reset: &'static str,
}

impl Colours {
    /// The colours that every terminal has.
    pub const TERMINAL: Self = Self {
        article: "\x1b[1m",
        added: "\x1b[32m",
        lost: "\x1b[31m",
        altered: "\x1b[33m",
        reset: "\x1b[0m",
    };
}

/// The changes as text. Articles come in the order given.
#[must_use]
pub fn render(changes: &[ArticleChanges], wording: &Wording, colours: &Colours) -> String {
    if changes.is_empty() {
        return format!("{}\n", wording.nothing);
    }
    let mut out = String::new();
    for (analyzer, Counted { articles, added, lost, altered }) in by_analyzer(changes) {
        let (number, things) = (articles.len(), wording.things);
        let _ =
            writeln!(out, "{analyzer}: {added} added, {lost} lost, {altered} altered in {number} {things}");
    }
    let mut last = None;
    for article in changes {
        if last != Some(&article.article) {
            heading(&mut out, article, wording, colours);
            last = Some(&article.article);
        }
        for (before, after) in &article.changes.altered {
            altered(&mut out, &article.analyzer, before, after, colours);
        }
        for finding in &article.changes.added {
            one(&mut out, '+', colours.added, &article.analyzer, finding, colours);
        }
        for finding in &article.changes.lost {
            one(&mut out, '-', colours.lost, &article.analyzer, finding, colours);
        }
    }
    out
}

fn heading(out: &mut String, article: &ArticleChanges, wording: &Wording, colours: &Colours) {
    let note = wording.of(article.presence).map(|note| format!(" ({note})")).unwrap_or_default();
    let _ = writeln!(out, "\n{}{}{}{note}", colours.article, article.article, colours.reset);
}

fn one(out: &mut String, sign: char, colour: &str, analyzer: &str, finding: &Finding, colours: &Colours) {
    let (headline, place, reset) = (finding.headline(), &finding.place, colours.reset);
    let _ = writeln!(out, "  {colour}{sign} {analyzer}: {headline} @ {place}{reset}");
    if !finding.words.is_empty() {
        let _ = writeln!(out, "      | {}", finding.words);
    }
}

fn altered(out: &mut String, analyzer: &str, before: &Finding, after: &Finding, colours: &Colours) {
    one(out, '~', colours.altered, analyzer, after, colours);
    for alteration in before.alterations(after) {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
        let (before, after) = (side(&alteration.before), side(&alteration.after));
        let _ = writeln!(out, "      {}: {before} → {after}", alteration.what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Changes, Presence};

    #[test]
    fn each_article_says_what_was_added_lost_and_altered() {
        let finding = |message: &str, span: std::ops::Range<u64>| Finding {
            kind: "layoff".to_owned(),
            message: message.to_owned(),
            place: format!("{}..{}", span.start, span.end),
            span: Some(span),
            words: "Nine left.".to_owned(),
            ..Finding::default()
        };
        let before = [finding("9 people", 0..10), finding("2 people", 50..60)];
        let after = [finding("10 people", 0..12), finding("7 people", 80..90)];
        let changes = ArticleChanges {
            analyzer: "staffing".to_owned(),
            article: "harbour.txt".to_owned(),
            presence: Presence::Both,
            changes: Changes {
                altered: vec![(before[0].clone(), after[0].clone())],
                lost: vec![before[1].clone()],
                added: vec![after[1].clone()],
            },
        };
        let text = render(&[changes], &Wording::ARTICLES, &Colours::default());
        let expected = "\
staffing: 1 added, 1 lost, 1 altered in 1 articles

harbour.txt
  ~ staffing: layoff: 10 people @ 0..12
      | Nine left.
      message: 9 people → 10 people
      place: 0..10 → 0..12
  + staffing: layoff: 7 people @ 80..90
      | Nine left.
  - staffing: layoff: 2 people @ 50..60
      | Nine left.
";
        assert_eq!(text, expected);
    }

    #[test]
    fn no_change_is_said() {
        assert_eq!(render(&[], &Wording::ARTICLES, &Colours::default()), "No finding changed.\n");
    }
}
