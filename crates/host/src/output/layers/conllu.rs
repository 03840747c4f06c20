//! CoNLL-U: a token a line, for other programs that work with language.
//!
//! <https://universaldependencies.org/format.html>. Clusters stand in `Entity` of MISC, as CorefUD 1.0 writes them;
//! names in `NER`, as BIO over PER, ORG, LOC and MISC; places in the text in `start_char` and `end_char`, as Stanza
//! writes them.

use super::{Layers, Spoken};
use crate::output::json::Places;
use copydesk_analyzer::Span;
use copydesk_analyzer::language::MentionKind;
use copydesk_analyzer::language::models::Xpos;
use copydesk_analyzer::language::models::hash::hash_bytes;
use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

/// A document's sentences; nothing for a document without any.
pub(crate) fn sentences(places: &Places<'_>) -> String {
    let document = places.document();
    let layers = Layers::new(document);
    let all = layers.reading.sentences.all();
    let id = name(&document.article().id);
    let mut out = String::new();
    let misc = misc_of_clusters(&layers);
    for (index, sentence) in all.iter().enumerate() {
        if index == 0 {
            let _ = writeln!(out, "# newdoc id = {id}\n# global.Entity = eid-etype-head");
        }
        if index == 0 || all[index - 1].block != sentence.block {
            let _ = writeln!(out, "# newpar id = {id}-p{}", sentence.block);
        }
        let words: Vec<_> = document.slice(sentence.span).split_whitespace().map(printable).collect();
        let _ = writeln!(out, "# sent_id = {id}-s{}\n# text = {}", index + 1, words.join(" "));
        let tokens = layers.reading.tokens.of_sentence(index);
        let mut writer =
            Writer { layers: &layers, places, misc: &misc, tokens: tokens.clone(), out: &mut out };
        writer.write();
        out.push('\n');
    }
    out
}

/// Writes the tokens of one sentence.
struct Writer<'w, 'd> {
    layers: &'w Layers<'d>,
    places: &'w Places<'d>,
    misc: &'w [Vec<String>],
    tokens: Range<usize>,
    out: &'w mut String,
}

impl Writer<'_, '_> {
    fn write(&mut self) {
        let mut at = self.tokens.start;
        while at < self.tokens.end {
            let word = at..self.end_of_word(at);
            if word.len() > 1 {
                self.write_range(&word);
            }
            for token in word.clone() {
                self.write_token(token, word.len() == 1);
            }
            at = word.end;
        }
    }

    /// Where the word ends that starts at a token: "don't", "cannot" and "Meta's" are words of two tokens.
    fn end_of_word(&self, first: usize) -> usize {
        let mut end = first + 1;
        while end < self.tokens.end && self.continues(end) {
            end += 1;
        }
        end
    }

    fn continues(&self, token: usize) -> bool {
        let (before, own) = (self.layers.reading.text(token - 1), self.layers.reading.text(token));
        let letters = |word: &str| word.chars().all(char::is_alphabetic);
        let clitic = own.strip_prefix(['\'', '’']).is_some_and(|rest| !rest.is_empty() && letters(rest));
        let possessive = self.layers.reading.tags.all()[token].xpos == Xpos::Pos;
        let negation = matches!(self.layers.reading.word(token), "n't");
        let part = letters(own) && letters(before);
        self.is_glued(token)
            && before.ends_with(char::is_alphanumeric)
            && (clitic || possessive || negation || part)
    }

    /// Whether no white space stands in front of a token.
    fn is_glued(&self, token: usize) -> bool {
        let all = self.layers.reading.tokens.all();
        token > 0 && all[token - 1].span.end == all[token].span.start
    }

    fn write_range(&mut self, word: &Range<usize>) {
        let span = self.layers.reading.span(word.clone());
        let form = printable(self.layers.reading.document.slice(span));
        let (first, last) = (self.number(word.start), self.number(word.end - 1));
        let misc = self.place(span, self.space_after(word.end));
        let _ = writeln!(self.out, "{first}-{last}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}");
    }

    fn write_token(&mut self, token: usize, is_word: bool) {
        let reading = &self.layers.reading;
        let (tag, relation) = (reading.tags.all()[token], reading.syntax.relation(token));
        let head = reading.syntax.head(token).map_or(0, |head| self.number(head));
        let (form, lemma) = (printable(reading.text(token)), self.layers.lemma(token));
        let relation = if head == 0 { "root" } else { relation.as_str() };
        let mut misc = self.misc[token].join("|");
        if !misc.is_empty() {
            misc.push('|');
        }
        misc += &self.place(reading.tokens.all()[token].span, is_word && self.space_after(token + 1));
        let (lemma, number) = (printable(&lemma), self.number(token));
        let _ = writeln!(
            self.out,
            "{number}\t{form}\t{lemma}\t{}\t{}\t_\t{head}\t{relation}\t_\t{misc}",
            tag.upos, tag.xpos
        );
    }

    /// A token's number in its sentence, from 1.
    fn number(&self, token: usize) -> usize {
        token - self.tokens.start + 1
    }

    /// Whether the next token follows without white space.
    fn space_after(&self, next: usize) -> bool {
        next < self.tokens.end && self.is_glued(next)
    }

    fn place(&self, span: Span, glued: bool) -> String {
        let glued = if glued { "SpaceAfter=No|" } else { "" };
        let range = self.places.range(span);
        format!("{glued}start_char={}|end_char={}", range.start, range.end)
    }
}

/// What each token's MISC says of clusters and names.
fn misc_of_clusters(layers: &Layers<'_>) -> Vec<Vec<String>> {
    let mut entities = vec![String::new(); layers.reading.tokens.all().len()];
    let spoken = layers.spoken();
    // Readers take entities of one name for one, whatever document they stand in.
    let id = layers.reading.document.article().id.as_bytes();
    let prefix = format!("d{:08x}e", hash_bytes(id) & 0xFFFF_FFFF);
    for Spoken { tokens, head, cluster } in &spoken {
        let kind = layers.clusters.all()[*cluster].kind.as_str();
        let close = if tokens.len() == 1 { ")" } else { "" };
        let head = head - tokens.start + 1;
        let _ = write!(entities[tokens.start], "({prefix}{}-{kind}-{head}{close}", cluster + 1);
    }
    // What opened last closes first.
    for Spoken { tokens, cluster, .. } in spoken.iter().rev().filter(|spoken| spoken.tokens.len() > 1) {
        let _ = write!(entities[tokens.end - 1], "{prefix}{})", cluster + 1);
    }
    let entity = |entity: String| if entity.is_empty() { None } else { Some(format!("Entity={entity}")) };
    let mut misc: Vec<Vec<String>> =
        entities.into_iter().map(|found| entity(found).into_iter().collect()).collect();
    for mention in layers.mentions.iter().filter(|mention| mention.is_name) {
        let label = match mention.kind {
            MentionKind::Person | MentionKind::Group => "PER",
            MentionKind::Organization => "ORG",
            MentionKind::Place => "LOC",
            MentionKind::Other => "MISC",
        };
        for token in mention.tokens.clone() {
            misc[token]
                .push(format!("NER={}-{label}", if token == mention.tokens.start { 'B' } else { 'I' }));
        }
    }
    misc
}

/// A document's id without blanks and slashes, which mean something in the ids of sentences.
fn name(id: &str) -> String {
    let words: Vec<_> = id.split(|character: char| character.is_whitespace() || character == '/').collect();
    printable(&words.join("_")).into_owned()
}

/// Text without control characters, which end lines for some readers.
fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_control) {
        Cow::Owned(text.replace(char::is_control, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_analyzer::Document;
    use copydesk_analyzer::document::OffsetUnit;

    fn lines(text: &str) -> Vec<String> {
        let mut document = Document::from_paragraphs(text);
        document.article_mut().id = "a b/1".to_owned();
        let written = sentences(&Places::new(&document, OffsetUnit::Chars));
        written.lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_contraction_is_one_word_of_two_tokens() {
        let lines = lines("She can’t  stay.");
        assert_eq!(
            lines[..5],
            [
                "# newdoc id = a_b_1",
                "# global.Entity = eid-etype-head",
                "# newpar id = a_b_1-p0",
                "# sent_id = a_b_1-s1",
                "# text = She can’t stay.",
            ]
        );
        assert!(
            lines[6].starts_with("2-3\tcan’t\t_\t_\t_\t_\t_\t_\t_\tstart_char=4|end_char=9"),
            "{lines:?}"
        );
        assert!(
            lines[7].starts_with("2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\tstart_char=4|end_char=6"),
            "{lines:?}"
        );
        assert!(
            lines[8].starts_with("3\tn’t\tnot\tPART\tRB\t_\t4\tadvmod\t_\tstart_char=6|end_char=9"),
            "{lines:?}"
        );
        assert!(lines[9].ends_with("SpaceAfter=No|start_char=11|end_char=15"), "{lines:?}");
    }

    #[test]
    fn possessives_and_fused_words_are_parted_and_amounts_are_not() {
        let ranges = |text: &str| -> Vec<String> {
            let of_range = |line: &String| line.split('\t').next().is_some_and(|id| id.contains('-'));
            let found = lines(text).into_iter().filter(|line| !line.starts_with('#')).filter(of_range);
            found.filter_map(|line| line.split('\t').nth(1).map(str::to_owned)).collect()
        };
        assert_eq!(ranges("Google’s dogs’ food cannot cost $5bn."), ["Google’s", "dogs’", "cannot"]);
    }

    #[test]
    fn names_and_clusters_stand_in_misc() {
        let lines = lines("Maria Keller left. She slept.");
        let misc: Vec<_> = lines.iter().filter_map(|line| line.split('\t').nth(9)).collect();
        assert!(misc[0].contains("e1-person-2|NER=B-PER|"), "{misc:?}");
        assert!(misc[1].contains("e1)|NER=I-PER|"), "{misc:?}");
        assert!(misc[4].contains("e1-person-1)|"), "{misc:?}");
    }

    #[test]
    fn control_characters_end_no_line() {
        assert!(
            lines("Tea\u{1c}cup \u{7}x.")
                .iter()
                .all(|line| !line.contains(char::is_control) || line.contains('\t'))
        );
        assert!(lines("").is_empty());
    }
}
