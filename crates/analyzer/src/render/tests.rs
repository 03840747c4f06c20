//! What a reader sees of a finding.

use super::*;
use copydesk_document::Span;
use serde::Serialize;

fn span_of(document: &Document, words: &str) -> Span {
    let start = document.text().find(words).unwrap();
    Span::from_range(start..start + words.len())
}

fn finding_of(document: &Document, words: &str, labels: &[(&'static str, &str)]) -> Finding<()> {
    let finding = Finding::new("departure", span_of(document, words), "people left", ());
    labels.iter().fold(finding, |finding, (role, words)| finding.label(role, span_of(document, words)))
}

fn rendered(document: &Document, words: &str, labels: &[(&'static str, &str)]) -> String {
    let text = finding(document, &finding_of(document, words, labels), &[], &Style::SNAPSHOT);
    text.split_once("\n\n").unwrap().1.to_owned()
}

#[test]
fn a_long_sentence_is_wrapped_at_words_with_the_marks_under_each_line() {
    let document = Document::from_paragraphs(
        "Four of the nine designers named in the patent for the folding bicycle, have quit or said that \
         they will be moving on, according to their own web pages.",
    );
    let labels = [("quantity", "Four of the nine"), ("subject", "designers")];
    let words = "Four of the nine designers named in the patent for the folding bicycle, have quit or said that \
                 they will be moving on";
    assert_eq!(
        rendered(&document, words, &labels),
        "  | Four of the nine designers named in the patent for the folding bicycle, have quit or
  | ^^^^^^^^^^^^^^^^ ^^^^^^^^^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  | quantity         subject
  | said that they will be moving on, according to their own web pages.
  | ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
"
    );
}

#[test]
fn only_the_sentences_that_a_finding_touches_are_shown() {
    let document =
        Document::from_paragraphs("It rained. Ten left the firm. It rained on.\nMore rain. So said Ada.");
    assert_eq!(
        rendered(&document, "Ten left", &[("quantity", "Ten"), ("source", "Ada")]),
        "  | Ten left the firm.
  | ^^^~~~~~
  | quantity
  | …
  | So said Ada.
  |         ^^^
  |         source
"
    );
}

#[test]
fn roles_that_would_touch_stand_on_lines_of_their_own() {
    let document = Document::from_paragraphs("A b c.");
    assert_eq!(
        rendered(&document, "A b c", &[("quantity", "A"), ("subject", "b"), ("period", "c")]),
        "  | A b c.
  | ^ ^ ^
  | quantity
  |   subject
  |     period
"
    );
}

#[test]
fn marks_stand_under_wide_and_joined_characters() {
    let document = Document::from_paragraphs("東京 cafe\u{301} lost ten people.");
    assert_eq!(
        rendered(&document, "lost ten people", &[("quantity", "ten")]),
        "  | 東京 cafe\u{301} lost ten people.
  |           ~~~~~^^^~~~~~~~
  |                quantity
"
    );
}

#[test]
fn characters_that_steer_a_terminal_are_shown_not_sent() {
    let document = Document::from_paragraphs("Ten\u{1b}[2J left\u{202e} us.");
    let text = rendered(&document, "left\u{202e} us", &[]);
    assert_eq!(text, "  | Ten␛[2J left\\u{202e} us.\n  |         ~~~~~~~~~~~~~~~\n");
}

#[test]
fn a_word_longer_than_the_line_is_broken() {
    let document = Document::from_paragraphs("x".repeat(100));
    let text = rendered(&document, &"x".repeat(100), &[]);
    assert!(text.lines().all(|line| line.len() <= 90), "{text}");
    assert_eq!(text.matches('x').count(), 100);
}

#[test]
fn a_mark_in_an_endless_sentence_is_shown_with_a_few_words_around_it() {
    let words = "on and ".repeat(50_000);
    let document = Document::from_paragraphs(format!("{words} ten left {words}"));
    let text = rendered(&document, "ten left", &[("quantity", "ten")]);
    assert!(text.starts_with("  | … "), "{text}");
    assert!(text.trim_end().ends_with(" …"), "{text}");
    assert!(text.len() < 2000, "{} bytes", text.len());
}

#[test]
fn a_finding_as_long_as_a_book_is_shown_by_its_ends() {
    let words = "on and ".repeat(50_000);
    let document = Document::from_paragraphs(format!("Begin {words}end."));
    let text = rendered(&document, document.text(), &[]);
    assert!(text.contains("Begin") && text.contains("end.") && text.contains('…'), "{text}");
    assert!(text.len() < 6000, "{} bytes", text.len());
}

#[test]
fn colours_change_nothing_but_colours() {
    let document = Document::from_paragraphs("Ten left.");
    let finding_ = finding_of(&document, "Ten left", &[("quantity", "Ten")]);
    let style = Style { width: 90, palette: Palette::COLOUR };
    let mut coloured = finding(&document, &finding_, &[("note", "x")], &style);
    for code in [Palette::COLOUR.kind, Palette::COLOUR.label, Palette::COLOUR.rest, Palette::COLOUR.key] {
        assert!(coloured.contains(code), "{code:?} is not used");
        coloured = coloured.replace(code, "");
    }
    let plain = coloured.replace(Palette::COLOUR.dim, "").replace(Palette::COLOUR.reset, "");
    assert_eq!(plain, finding(&document, &finding_, &[("note", "x")], &Style::SNAPSHOT));
}

#[derive(Serialize)]
struct Figures {
    zeta: Nested,
    alpha: Option<f64>,
    rate: f64,
    flops: f64,
    name: &'static str,
    plain: &'static str,
    absent: Option<u8>,
}

#[derive(Serialize)]
struct Nested {
    form: &'static str,
    value: f64,
}

#[test]
fn data_is_yaml_in_declared_order_without_absent_values() {
    let data = Figures {
        zeta: Nested { form: "at-least", value: 16000.0 },
        alpha: Some(0.1),
        rate: 6.0 / 14.0,
        flops: 3.14e23,
        name: "a: \"b\"",
        plain: "Meta’s lab",
        absent: None,
    };
    let document = Document::from_paragraphs("Ten left.");
    let finding_ = finding_of(&document, "Ten left", &[]).map_data(|()| data);
    let text = finding(&document, &finding_, &[("attributed to", "Ada")], &Style::SNAPSHOT);
    let facts = text.rsplit_once("\n\n").unwrap().1;
    assert_eq!(
        facts,
        "  zeta: {form: at-least, value: 16000}
  alpha: 0.1
  rate: 0.4286
  flops: 3.14e23
  name: \"a: \\\"b\\\"\"
  plain: Meta’s lab
  attributed to: Ada
"
    );
}

#[test]
fn a_map_that_fills_more_than_a_line_is_indented() {
    let data = std::collections::BTreeMap::from([("list", vec!["long words ".repeat(5); 3])]);
    let entries = yaml::entries(&data, 88);
    assert_eq!(entries[0], (0, "list:".to_owned(), String::new()));
    assert_eq!(entries[1], (1, "-".to_owned(), format!("{:?}", "long words ".repeat(5))));
}
