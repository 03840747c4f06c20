//! The language that an article is written in.

use crate::lexicon::Table;
use copydesk_document::{Document, Layer};
use std::sync::LazyLock;

/// ISO 639-1 codes by their ISO 639-3 codes.
static CODES: LazyLock<Table<&'static str>> =
    LazyLock::new(|| Table::parse(include_str!("../data/languages.tsv"), |columns| columns.first().copied()));

/// Text is told safely from this length on, in bytes; shorter text is believed to be in the language that its page states.
const SHORTEST_SAMPLE: usize = 160;
/// More text makes the guess slower and no better, in bytes.
const LONGEST_SAMPLE: usize = 1_200;
/// What is assumed of short text on a page that states no language.
const DEFAULT: &str = "en";

/// The language of a document's headline and body, by trigrams (crate whatlang).
///
/// ```
/// use copydesk_document::Document;
/// use copydesk_language::Language;
///
/// let text = "Der Konzern hat am Freitag angekündigt, in den nächsten beiden Jahren rund ein Drittel der Stellen in der \
///             Forschung zu streichen, wie eine Sprecherin der Zeitung sagte. Betroffen seien vor allem die Labore.";
/// let document = Document::from_paragraphs(text);
/// assert_eq!(document.layer::<Language>().code(), "de");
/// assert!(Document::from_paragraphs("Short.").layer::<Language>().is_english());
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Language {
    code: String,
    confidence: f64,
}

impl Language {
    /// The code in ISO 639-1 ("en"); "und" for a language that has none.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// How sure the code is, from 0 to 1; 0 where it is what the page states, or assumed.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        self.confidence
    }

    /// Whether it is English.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.code == "en"
    }
}

impl Layer for Language {
    fn compute(document: &Document) -> Self {
        let sample = sample(document);
        let told =
            whatlang::detect(&sample).filter(|told| sample.len() >= SHORTEST_SAMPLE && told.is_reliable());
        if let Some(told) = told {
            let code = CODES.get(told.lang().code()).copied().unwrap_or("und");
            return Self { code: code.to_owned(), confidence: told.confidence() };
        }
        let stated = document.article().language.as_deref().and_then(|tag| tag.split(['-', '_']).next());
        let code = stated.filter(|code| !code.is_empty()).unwrap_or(DEFAULT).to_ascii_lowercase();
        Self { code, confidence: 0.0 }
    }
}

/// The first stretch of the text that the layers read.
fn sample(document: &Document) -> String {
    let mut sample = String::new();
    for (_, block) in document.read_blocks() {
        let text = document.slice(block.span);
        let room = LONGEST_SAMPLE - sample.len();
        let end = (0..=room.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        sample.push_str(&text[..end]);
        if end < text.len() || sample.len() >= LONGEST_SAMPLE {
            break;
        }
        sample.push('\n');
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str, stated: Option<&str>) -> String {
        let mut document = Document::from_paragraphs(text);
        document.article_mut().language = stated.map(str::to_owned);
        document.layer::<Language>().code().to_owned()
    }

    #[test]
    fn long_text_tells_its_language_whatever_the_page_states() {
        let english = "The company said on Friday that it would cut about a third of the jobs in its research labs \
                       over the next two years, according to a person who was told of the plan.";
        let french = "L’entreprise a annoncé vendredi qu’elle supprimerait environ un tiers des postes de ses \
                      laboratoires au cours des deux prochaines années, selon une personne informée du projet.";
        assert_eq!(code(english, Some("fr")), "en");
        assert_eq!(code(french, Some("en")), "fr");
    }

    #[test]
    fn short_text_is_in_the_language_that_its_page_states() {
        assert_eq!(code("Oslo.", Some("nb-NO")), "nb");
        assert_eq!(code("Oslo.", None), "en");
        assert_eq!(code("", None), "en");
    }
}
