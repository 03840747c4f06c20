//! The language that a document is written in.

use crate::lexicon::{WordList, lines};
use copydesk_document::{Document, Layer};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The language of a document: what its text tells, else what the page states.
///
/// The text decides where it tells for sure: pages often state the language of their template. Where the page states a
/// language that the detector does not know, the page is believed, unless the text is English. A text too short or too
/// odd to tell has the language that its page states, or none; no reader should take it for a foreign one.
///
/// ```
/// use copydesk_document::Document;
/// use copydesk_language::Language;
///
/// let german = "Der Hafen bleibt bis Freitag geschlossen, weil der Kran nach dem Sturm erst geprüft werden muss.";
/// assert_eq!(Document::from_paragraphs(german).layer::<Language>().code(), Some("de"));
/// assert_eq!(Document::from_paragraphs("Kran defekt.").layer::<Language>().code(), None);
/// ```
pub struct Language(Option<String>);

static ENGLISH: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../data/english-words.txt")));

/// So many bytes of letters tell a language; with fewer, English sentences full of names are taken for others.
const LEAST: usize = 60;
/// At most so many stretches of a text are looked at, from all over it.
const STRETCHES: usize = 12;
/// The characters of one stretch.
const STRETCH: usize = 200;

impl Language {
    /// Its code in ISO 639-1; `None` where neither the text nor the page tells.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// Whether it may be one of these languages, given by their codes: where it is not known, it may be any.
    #[must_use]
    pub fn may_be(&self, codes: &[&str]) -> bool {
        self.0.as_deref().is_none_or(|own| codes.iter().any(|code| code.eq_ignore_ascii_case(own)))
    }
}

impl Layer for Language {
    fn compute(document: &Document) -> Self {
        let stated = document.article().language.as_deref().and_then(primary);
        let told = prevailing(&stretches(document));
        let is_known = |code: &String| codes().any(|(_, known)| known == code);
        match (stated, told) {
            (Some(stated), Some(told)) if told != "en" && !is_known(&stated) => Self(Some(stated)),
            (stated, told) => Self(told.map(str::to_owned).or(stated)),
        }
    }
}

/// The language of a tag in lower case: `de` of `de-AT`.
fn primary(tag: &str) -> Option<String> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag).trim().to_lowercase();
    (!primary.is_empty()).then_some(primary)
}

/// The language that most of the text is in, stretch by stretch: a note or a quotation in another one does not decide. Once
/// one has more than half of the letters, what is left cannot change that and is not looked at.
fn prevailing(stretches: &[String]) -> Option<&'static str> {
    let counts: Vec<usize> = stretches.iter().map(|stretch| letters_of(stretch)).collect();
    let all: usize = counts.iter().sum();
    let mut letters: BTreeMap<&str, usize> = BTreeMap::new();
    for (stretch, count) in stretches.iter().zip(counts) {
        let Some(told) = told(stretch) else { continue };
        let so_far = letters.entry(told).or_default();
        *so_far += count;
        if 2 * *so_far > all {
            return Some(told);
        }
    }
    None
}

/// The language of a text, if it tells for sure.
fn told(text: &str) -> Option<&'static str> {
    if letters_of(text) < LEAST {
        return None;
    }
    let found = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    if found.script() == whatlang::Script::Latin
        && found.lang() != whatlang::Lang::Eng
        && may_be_english(text)
    {
        return None;
    }
    codes().find(|(code, _)| *code == found.lang().code()).map(|(_, code)| code)
}

/// Whether a text in Latin letters has so few words, or so many English ones, that it is no other language for sure:
/// fragments, and lists of names.
fn may_be_english(text: &str) -> bool {
    const FEW: usize = 8;
    const SHARE: usize = 25;
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1);
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let english = words.iter().filter(|word| ENGLISH.contains(word)).count();
    let distinct: BTreeSet<&String> = words.iter().collect();
    distinct.len() < FEW || english * SHARE >= words.len()
}

/// How many bytes of letters a text has.
fn letters_of(text: &str) -> usize {
    text.chars().filter(|character| character.is_alphabetic()).map(char::len_utf8).sum()
}

/// The languages that the detector knows: each with its code in ISO 639-3 and in ISO 639-1.
fn codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(include_str!("../data/languages.tsv")).filter_map(|line| line.split_once('\t'))
}

/// The beginnings of some blocks from all over the document; short blocks are looked at together.
fn stretches(document: &Document) -> Vec<String> {
    let blocks: Vec<_> = document.read_blocks().map(|(_, block)| block.span).collect();
    let each = (STRETCHES * STRETCH / blocks.len().max(1)).max(STRETCH);
    let mut stretches = Vec::new();
    let mut stretch = String::new();
    for span in blocks.iter().step_by(blocks.len().div_ceil(STRETCHES).max(1)) {
        stretch.extend(document.slice(*span).chars().take(each));
        stretch.push('\n');
        if stretch.len() >= STRETCH {
            stretches.push(std::mem::take(&mut stretch));
        }
    }
    stretches.push(stretch);
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str =
        "The harbour stays shut until Friday because the crane has to be checked after the storm.";
    const GERMAN: &str = "Der Hafen bleibt bis Freitag zu, weil der Kran nach dem Sturm geprüft werden muss.";

    fn code(text: &str, stated: Option<&str>) -> Option<String> {
        let mut document = Document::from_paragraphs(text);
        document.article_mut().language = stated.map(str::to_owned);
        document.layer::<Language>().code().map(str::to_owned)
    }

    #[test]
    fn a_long_text_overrules_the_page() {
        assert_eq!(code(GERMAN, Some("en-US")).as_deref(), Some("de"));
        assert_eq!(code(ENGLISH, Some("de")).as_deref(), Some("en"));
        assert_eq!(code(GERMAN, None).as_deref(), Some("de"));
    }

    #[test]
    fn a_text_that_does_not_tell_has_the_language_that_the_page_states() {
        assert_eq!(code("Reinfeld AG: 300 GPUs", Some("de_AT")).as_deref(), Some("de"));
        assert_eq!(code("Nvidia Corp.", None), None);
        assert_eq!(code("2,048 × 80 = 163,840; 4 + 4 = 8 …", None), None);
        assert_eq!(code("", Some("")), None);
        let fragments =
            "By Ann Lee … hired — é “ By Ann Lee said Ann Lee GPU-hours ‘ Mr Poe … By Ann Lee Mr Poe hired é";
        assert_eq!(code(fragments, None), None);
    }

    #[test]
    fn a_stated_language_that_no_detector_knows_is_believed() {
        assert_eq!(code(GERMAN, Some("gsw")).as_deref(), Some("gsw"));
        assert_eq!(code(ENGLISH, Some("gsw")).as_deref(), Some("en"));
    }

    #[test]
    fn a_paragraph_in_another_language_does_not_decide() {
        let (english, german) =
            (format!("{ENGLISH} {ENGLISH} {ENGLISH}\n"), format!("{GERMAN} {GERMAN} {GERMAN}\n"));
        let mixed = |blocks: [&str; 4]| code(&blocks.concat(), None);
        assert_eq!(mixed([&english, &english, &german, &english]).as_deref(), Some("en"));
        assert_eq!(mixed([&german, &german, &english, &german]).as_deref(), Some("de"));
    }

    #[test]
    fn languages_are_told_by_script_and_by_words() {
        for (language, text) in [
            ("ja", "強い風のため、港のクレーンは金曜日まで止まったままになると市が発表した。"),
            ("ru", "Порт останется закрытым до пятницы, потому что кран нужно проверить после бури."),
            (
                "fr",
                "Le port restera fermé jusqu'à vendredi, car la grue doit être vérifiée après la tempête.",
            ),
            ("ar", "سيبقى الميناء مغلقا حتى يوم الجمعة لأن الرافعة تحتاج إلى فحص بعد العاصفة"),
            ("pl", "Port pozostanie zamknięty do piątku, ponieważ po burzy trzeba sprawdzić dźwig."),
        ] {
            assert_eq!(code(text, None).as_deref(), Some(language));
        }
    }
}
