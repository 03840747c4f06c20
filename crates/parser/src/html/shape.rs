//! The shape of a block's words: what can be counted without knowing them.

use crate::text::shape::{ends_sentence, is_at_most};

/// Counts over one block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    pub(super) characters: f32,
    pub(super) words: f32,
    pub(super) capitalised: f32,
    pub(super) digits: f32,
    pub(super) commas: f32,
    pub(super) sentences: f32,
    pub(super) quotes: f32,
    pub(super) furniture: f32,
    pub(super) ends_sentence: bool,
    pub(super) ends_colon: bool,
    pub(super) starts_upper: bool,
    /// Whether it is surely prose: long enough, and ended as sentences are.
    pub(super) is_prose: bool,
}

/// Characters from which on a piece with a full stop is prose.
const PROSE: usize = 80;
/// As many of a script without blanks say as much.
const PROSE_IDEOGRAPHIC: usize = 30;

pub(super) fn of(text: &str) -> Shape {
    let mut shape = Shape::default();
    let mut before = ' ';
    let mut ideographs = 0;
    for c in text.chars() {
        shape.characters += 1.0;
        let starts_word = before.is_whitespace() && !c.is_whitespace();
        shape.words += f32::from(u8::from(starts_word));
        match c {
            _ if c.is_ascii_lowercase() => {}
            ',' | '，' | '、' | ';' => shape.commas += 1.0,
            '"' | '“' | '”' | '„' | '«' | '»' | '「' => shape.quotes += 1.0,
            '|' | '©' | '›' | '→' | '·' | '•' | '@' | '/' => shape.furniture += 1.0,
            '。' | '！' | '？' => shape.sentences += 1.0,
            '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' => ideographs += 1,
            _ if c.is_numeric() => shape.digits += 1.0,
            _ if starts_word && c.is_uppercase() => shape.capitalised += 1.0,
            _ if c.is_whitespace() && matches!(before, '.' | '!' | '?' | '…') => shape.sentences += 1.0,
            _ => {}
        }
        before = c;
    }
    // In a script without blanks two characters make a word, and say as much as five or six letters.
    shape.words += ideographs as f32 / 2.0;
    shape.characters += ideographs as f32 * 1.5;
    shape.ends_sentence = ends_sentence(text);
    shape.ends_colon = text.ends_with([':', '：']);
    shape.starts_upper = text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    shape.sentences += f32::from(u8::from(shape.ends_sentence));
    let is_long = !is_at_most(text, PROSE) || ideographs >= PROSE_IDEOGRAPHIC;
    shape.is_prose = is_long && (shape.ends_sentence || shape.ends_colon || text.len() > 400);
    shape
}
