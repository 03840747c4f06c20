//! The shape of a block's words: what can be counted without knowing them.

use crate::text::shape::ends_sentence;

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
    // Counted as whole numbers: sums of fractions wait for one another.
    let [mut characters, mut words, mut capitalised, mut digits] = [0_u32; 4];
    let [mut commas, mut sentences, mut quotes, mut furniture, mut ideographs] = [0_u32; 5];
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        characters += 1;
        let starts_word = is_blank(before) && !is_blank(c);
        words += u32::from(starts_word);
        match c {
            'a'..='z' => {
                // Most of a text are small letters behind one another, of which there is nothing to say.
                let run = small_letters(rest.as_str());
                characters += run as u32;
                rest = rest.as_str()[run..].chars();
            }
            ',' | '，' | '、' | ';' => commas += 1,
            '"' | '“' | '”' | '„' | '«' | '»' | '「' => quotes += 1,
            '|' | '©' | '›' | '→' | '·' | '•' | '@' | '/' => furniture += 1,
            '。' | '！' | '？' => sentences += 1,
            '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' => ideographs += 1,
            _ if c.is_numeric() => digits += 1,
            _ if starts_word && c.is_uppercase() => capitalised += 1,
            _ if matches!(before, '.' | '!' | '?' | '…') && is_blank(c) => sentences += 1,
            _ => {}
        }
        before = c;
    }
    let mut shape = Shape {
        characters: characters as f32,
        words: words as f32,
        capitalised: capitalised as f32,
        digits: digits as f32,
        commas: commas as f32,
        sentences: sentences as f32,
        quotes: quotes as f32,
        furniture: furniture as f32,
        ..Shape::default()
    };
    // In a script without blanks two characters make a word, and say as much as five or six letters.
    shape.words += ideographs as f32 / 2.0;
    shape.characters += ideographs as f32 * 1.5;
    shape.ends_sentence = ends_sentence(text);
    shape.ends_colon = text.ends_with([':', '：']);
    shape.starts_upper = text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    shape.sentences += f32::from(u8::from(shape.ends_sentence));
    let is_long = characters as usize > PROSE || ideographs as usize >= PROSE_IDEOGRAPHIC;
    shape.is_prose = is_long && (shape.ends_sentence || shape.ends_colon || text.len() > 400);
    shape
}

/// How many small letters of ASCII a text starts with.
fn small_letters(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_lowercase).count()
}

fn is_blank(c: char) -> bool {
    c == ' ' || !c.is_ascii_graphic() && c.is_whitespace()
}
