//! Text that nobody writes: the layers stay linear, in order and inside the text.

use crate::{Dates, Language, Quantities, Sentences, Tokens};
use copydesk_document::{Document, Span};
use proptest::prelude::*;

/// Asserts that spans lie inside the text, on characters, in order and without overlap; then returns their number.
fn assert_ordered(document: &Document, spans: impl Iterator<Item = Span>) -> usize {
    let mut end = 0;
    let mut count = 0;
    for span in spans {
        assert!(span.start >= end && !span.is_empty(), "{span:?} starts before {end} or is empty");
        assert!(!document.slice(span).trim().is_empty(), "{span:?} holds white space only");
        end = span.end;
        count += 1;
    }
    count
}

/// Reads every layer of a text and checks its spans; returns the number of tokens.
fn read(text: &str) -> usize {
    let document = Document::from_paragraphs(text);
    let sentences = document.layer::<Sentences>();
    assert_ordered(&document, sentences.all().iter().map(|sentence| sentence.span));
    let tokens = document.layer::<Tokens>();
    let count = assert_ordered(&document, tokens.all().iter().map(|token| token.span));
    for (index, sentence) in sentences.all().iter().enumerate() {
        let words = &tokens.all()[tokens.of_sentence(index)];
        assert!(words.iter().all(|token| sentence.span.contains(token.span)), "a token leaves its sentence");
        assert_eq!(words.first().map(|token| token.span.start), Some(sentence.span.start));
        assert_eq!(words.last().map(|token| token.span.end), Some(sentence.span.end));
    }
    let quantities = document.layer::<Quantities>().all();
    assert_ordered(&document, quantities.iter().map(|quantity| quantity.span));
    assert!(quantities.iter().all(|quantity| quantity.figure.value.is_none_or(f64::is_finite)));
    assert_ordered(&document, document.layer::<Dates>().all().iter().map(|date| date.span));
    assert!(!document.layer::<Language>().code().is_empty());
    count
}

#[test]
fn long_runs_of_anything_are_read() {
    let runs = [
        "\"",
        "'s",
        "@a",
        "a@",
        "a-",
        "re-",
        "1,111,",
        "1. ",
        ". ",
        ".",
        "U.S. ",
        "e\u{301}",
        "\u{301}",
        "👩🏽‍🔬",
        "مرحبا ",
        "a third of the ",
        "5 of the ",
        "1 to ",
        "hundreds of ",
        "more than ",
        "one in ",
        "June and ",
        "10 x ",
        "1/2/",
        "(",
        "• ",
        "$",
        "https://",
        "the last ",
        "?\" ",
        "hundred ",
        "1e9",
        "٣",
        "½",
        "…",
        "A",
        "said ",
        "between 1 and ",
    ];
    for run in runs {
        read(&run.repeat(20_000));
    }
}

#[test]
fn a_sentence_of_a_megabyte_is_read() {
    assert_eq!(read(&"they said that it was so and ".repeat(36_000)), 36_000 * 7);
    assert_eq!(read(&"7".repeat(100_000)), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_has_ordered_layers(text in "\\PC{0,200}") {
        read(&text);
    }

    #[test]
    fn text_of_figures_and_marks_has_ordered_layers(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "$", "5", "1.5", "2022", "16,000", "million", "k", "bn", "%", "percent", "-", "–", "to", "and", "between", "from",
                "of", "the", "a", "third", "half", "in", "June", "May", "16", "Friday", "last", "next", "year", "years", "ago",
                "about", "more", "than", "up", "+", "×", "10", "^", "25", "GB", "FLOP", "hours", "GPU", "hundreds", "several", "dozen",
                "twenty", "one", "two", "hundred", "thousand", ".", "?", "\"", "”", "“", "…", "Mr.", "U.S.", "p.m.", "(", ")", ",",
                "'s", "n't", "/", "#", "@", "http://", "e", "½", "²", "£", "Q3", "the end of", "earlier", "times", "fold", "x",
            ]),
            0..40,
        ),
        spaced in prop::collection::vec(any::<bool>(), 40),
    ) {
        let mut text = String::new();
        for (word, space) in words.iter().zip(spaced) {
            text.push_str(word);
            if space {
                text.push(' ');
            }
        }
        read(&text);
    }
}
