//! The words that training knew, and how much of an article they leave unknown.

use crate::reading::Reading;
use copydesk_analyzer::language::models::binary::{ModelError, Reader, Writer};

/// Words that several articles of training have, by the first bits of their hashes, sorted.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    known: Vec<u32>,
}

/// An article of few words is taken for one of another kind, as far as so many more words of which a quarter is unknown
/// make it one.
const PRIOR: (f32, f32) = (15.0, 60.0);
/// An article with less unknown than the first is like those of training (95 % of PolNeAR's development articles have
/// less than the second), one with more than the second is of another kind.
const RAMP: (f32, f32) = (0.16, 0.21);

impl Vocabulary {
    /// A vocabulary of words, given by the hashes of their forms.
    #[must_use]
    pub fn new(forms: impl IntoIterator<Item = u64>) -> Self {
        let mut known: Vec<u32> = forms.into_iter().map(key).collect();
        known.sort_unstable();
        known.dedup();
        Self { known }
    }

    /// How foreign an article is, from 0 (like those of training) to 1, by the share of its longer words that are
    /// unknown.
    #[must_use]
    pub fn foreign(&self, reading: &Reading) -> f32 {
        let (mut unknown, mut all) = PRIOR;
        for form in counted(reading) {
            all += 1.0;
            unknown += f32::from(u8::from(self.known.binary_search(&key(form)).is_err()));
        }
        ((unknown / all - RAMP.0) / (RAMP.1 - RAMP.0)).clamp(0.0, 1.0)
    }

    /// Appends the words to a model.
    pub fn write(&self, writer: &mut Writer) {
        writer.size(self.known.len());
        self.known.iter().for_each(|key| writer.u32(*key));
    }

    /// Reads what [`Vocabulary::write`] wrote.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are cut off.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        Ok(Self { known: reader.u32s()? })
    }
}

/// The hashes of an article's words that count: letters only, and more than three of them.
pub fn counted(reading: &Reading) -> impl Iterator<Item = u64> {
    let counts = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 3;
    reading.words.iter().filter(move |word| counts(word.text)).map(|word| word.form)
}

fn key(form: u64) -> u32 {
    (form >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_analyzer::Document;

    #[test]
    fn an_article_of_known_words_is_less_foreign_than_one_of_unknown_words() {
        let document = Document::from_paragraphs("The senator greeted voters in Ohio. ".repeat(20));
        let reading = Reading::new(&document);
        let known = Vocabulary::new(counted(&reading));
        assert!(known.foreign(&reading) < 0.1);
        assert!(Vocabulary::default().foreign(&reading) > 0.9);
    }
}
