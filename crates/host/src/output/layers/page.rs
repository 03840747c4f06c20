//! The layers as text for people: each sentence with its tokens, arcs and mentions, then who is whom.

use super::{Layers, Spoken, arcs};
use crate::output::heading;
use copydesk_analyzer::Document;
use copydesk_analyzer::language::{Days, Figure, Gender, LONGEST_SENTENCE, MentionKind};
use copydesk_analyzer::render::{Style, visible, wrap};
use std::fmt::Write;
use std::ops::Range;

/// The widest column of words.
const WIDEST: usize = 18;
/// At most so many words of a cluster are listed.
const LISTED: usize = 12;

/// The article's heading, its sentences and its clusters.
pub(crate) fn page(document: &Document, style: &Style) -> String {
    let layers = Layers::new(document);
    let mut page = String::new();
    heading::write(&mut page, document.article(), style);
    let page_of = Page { spoken: layers.spoken(), layers, style };
    for sentence in 0..page_of.layers.reading.sentences.all().len() {
        page_of.write_sentence(&mut page, sentence);
    }
    page_of.write_clusters(&mut page);
    page
}

struct Page<'d, 's> {
    layers: Layers<'d>,
    spoken: Vec<Spoken>,
    style: &'s Style,
}

impl Page<'_, '_> {
    fn write_sentence(&self, page: &mut String, sentence: usize) {
        let reading = &self.layers.reading;
        let palette = &self.style.palette;
        let span = reading.sentences.all()[sentence].span;
        page.push('\n');
        for line in wrap(reading.document.slice(span), self.style.width) {
            let _ = writeln!(page, "{}{line}{}", palette.label, palette.reset);
        }
        page.push('\n');
        let tokens = reading.tokens.of_sentence(sentence);
        let is_readable = tokens.len() <= LONGEST_SENTENCE;
        let drawn = if is_readable { arcs::drawn(reading.syntax, &tokens) } else { Vec::new() };
        for (row, token) in tokens.clone().enumerate() {
            self.write_token(page, token, drawn.get(row).map_or("", String::as_str), &tokens);
        }
        for quantity in reading.quantities.within(span) {
            let words = visible(reading.document.slice(quantity.span));
            let _ = writeln!(page, "  quantity  {words}: {}", figure(&quantity.figure));
        }
        for date in reading.dates.within(span) {
            let words = visible(reading.document.slice(date.span)).into_owned();
            let day = |day: Option<String>| day.unwrap_or_else(|| "…".to_owned());
            let days =
                date.period.map(Days::from).map(|days| format!(": {} to {}", day(days.from), day(days.to)));
            let _ = writeln!(page, "  date      {words}{}", days.unwrap_or_default());
        }
    }

    fn write_token(&self, page: &mut String, token: usize, arcs: &str, sentence: &Range<usize>) {
        let reading = &self.layers.reading;
        let dim = self.style.palette.dim;
        let reset = self.style.palette.reset;
        let tag = reading.tags.all()[token];
        let (colour, reset_word) = self.kind_at(token).map_or(("", ""), |kind| (self.colour(kind), reset));
        let head = reading.syntax.head(token).map_or(0, |head| head - sentence.start + 1);
        let number = token - sentence.start + 1;
        let word = padded(reading.text(token));
        let lemma = padded(&self.layers.lemma(token));
        let line = format!(
            "{dim}{arcs}{reset}{number:>4} {colour}{word}{reset_word} {:<6}{:<6}{lemma} {dim}{head:>4}{reset} {:<11}{}",
            tag.upos.as_str(),
            tag.xpos.as_str(),
            reading.syntax.relation(token).as_str(),
            self.mentions_at(token)
        );
        page.push_str(line.trim_end());
        page.push('\n');
    }

    /// What starts at a token: the kind and the number of each cluster.
    fn mentions_at(&self, token: usize) -> String {
        let first = self.spoken.partition_point(|spoken| spoken.tokens.start < token);
        let starting = self.spoken[first..].iter().take_while(|spoken| spoken.tokens.start == token);
        let shown = starting.map(|spoken| {
            let kind = self.layers.clusters.all()[spoken.cluster].kind;
            let words = spoken.tokens.len();
            let length = if words > 1 { format!(" ({words} tokens)") } else { String::new() };
            let reset = self.style.palette.reset;
            format!("{}{} #{}{reset}{length}", self.colour(kind), kind.as_str(), spoken.cluster + 1)
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    /// The kind of the innermost of the mentions that hold a token and start near it.
    fn kind_at(&self, token: usize) -> Option<MentionKind> {
        const NEAR: usize = 32;
        let behind = self.spoken.partition_point(|spoken| spoken.tokens.start <= token);
        let holding = self.spoken[..behind].iter().rev().take(NEAR).find(|spoken| spoken.tokens.end > token);
        holding.map(|spoken| self.layers.clusters.all()[spoken.cluster].kind)
    }

    fn colour(&self, kind: MentionKind) -> &'static str {
        match kind {
            _ if self.style.palette.reset.is_empty() => "",
            MentionKind::Person => "\x1b[36m",
            MentionKind::Group => "\x1b[35m",
            MentionKind::Organization => "\x1b[33m",
            MentionKind::Place => "\x1b[32m",
            MentionKind::Other => "\x1b[34m",
        }
    }

    fn write_clusters(&self, page: &mut String) {
        let reset = self.style.palette.reset;
        let words = |tokens: &Range<usize>| {
            let words = self.layers.reading.document.slice(self.layers.reading.span(tokens.clone()));
            visible(&words.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
        };
        let mut by_cluster = vec![Vec::new(); self.layers.clusters.all().len()];
        for spoken in &self.spoken {
            by_cluster[spoken.cluster].push(words(&spoken.tokens));
        }
        if !by_cluster.is_empty() {
            page.push_str("\nwho is whom\n");
        }
        for (number, (cluster, spoken)) in (1..).zip(self.layers.clusters.all().iter().zip(by_cluster)) {
            let gender = match cluster.gender {
                Some(Gender::Feminine) => " (she)",
                Some(Gender::Masculine) => " (he)",
                None => "",
            };
            let more = spoken.len().saturating_sub(LISTED);
            let listed = spoken.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(" · ");
            let more = if more > 0 { format!(" · and {more} more") } else { String::new() };
            let (colour, kind) = (self.colour(cluster.kind), cluster.kind.as_str());
            let head = format!("{}{gender}: {listed}{more}", words(&cluster.name));
            let lines = wrap(&head, self.style.width.saturating_sub(20).max(20));
            for (row, line) in lines.iter().enumerate() {
                let label = if row == 0 { format!("{number:>4}  {kind:<14}") } else { String::new() };
                let _ = writeln!(page, "{colour}{label:<20}{reset}{line}");
            }
        }
    }
}

/// A word in a column of its own.
fn padded(word: &str) -> String {
    let word = visible(word);
    let length = word.chars().count();
    if length <= WIDEST {
        return format!("{word}{:1$}", "", WIDEST - length);
    }
    let cut: String = word.chars().take(WIDEST - 1).collect();
    format!("{cut}…")
}

fn figure(figure: &Figure) -> String {
    let form = serde_json::to_value(figure.form).ok();
    let form = form.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
    let (number, unit) = (figure.to_string(), figure.unit.as_deref().unwrap_or_default());
    let parts = [form, number.as_str(), unit];
    parts.into_iter().filter(|part| !part.is_empty()).map(visible).collect::<Vec<_>>().join(" ")
}
