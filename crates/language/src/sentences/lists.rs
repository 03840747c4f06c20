//! Items of a list that is written in one line ("1) Milk 2) Bread").

/// The places where the second and later items start, if the text starts with a first item.
pub(super) fn cuts(text: &str) -> Vec<usize> {
    let Some(first) = Marker::at_start(text) else { return Vec::new() };
    let mut cuts = Vec::new();
    let mut expected = first.next();
    let mut before_blank = first.length;
    while let Some(found) = text[before_blank..].find(char::is_whitespace) {
        let gap = &text[before_blank + found..];
        let start = text.len() - gap.trim_start().len();
        match Marker::at_start(&text[start..]) {
            Some(marker) if expected.as_ref().is_some_and(|expected| marker.is_same_item(expected)) => {
                cuts.push(start);
                expected = marker.next();
                before_blank = start + marker.length;
            }
            // A bullet stands before its marker: step over the word only.
            _ => before_blank = start + text[start..].find(char::is_whitespace).unwrap_or(text.len() - start),
        }
    }
    cuts
}

/// The length in bytes of a marker that starts the text ("1.", "• 9.)"); zero if none does.
pub(super) fn marker_length(text: &str) -> usize {
    Marker::at_start(text).map_or(0, |marker| marker.length)
}

/// The number or letter before an item.
struct Marker<'a> {
    bulleted: bool,
    value: u32,
    letter: bool,
    closing: &'a str,
    length: usize,
}

impl<'a> Marker<'a> {
    fn at_start(text: &'a str) -> Option<Self> {
        let label = text.trim_start_matches(['•', '⁃', '◦', '▪', '·']);
        let bulleted = label.len() < text.len();
        let label = if bulleted { label.trim_start_matches(' ') } else { label };
        let digits = label.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let (value, width) = match label.bytes().next()? {
            _ if (1..=3).contains(&digits) => (label[..digits].parse().ok()?, digits),
            letter @ b'a'..=b'z' => (u32::from(letter), 1),
            _ => return None,
        };
        let closing = [".)", ".", ")"].into_iter().find(|closing| label[width..].starts_with(closing))?;
        let behind = &label[width + closing.len()..];
        if !behind.starts_with(char::is_whitespace) {
            return None;
        }
        let length = text.len() - behind.len();
        let closing = &label[width..width + closing.len()];
        Some(Self { bulleted, value, letter: digits == 0, closing, length })
    }

    fn next(&self) -> Option<Self> {
        let value = self.value.checked_add(1)?;
        Some(Self { value, ..*self })
    }

    fn is_same_item(&self, other: &Self) -> bool {
        (self.bulleted, self.value, self.letter, self.closing)
            == (other.bulleted, other.value, other.letter, other.closing)
    }
}
