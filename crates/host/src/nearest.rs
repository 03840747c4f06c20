//! The word that someone may have meant.

/// Words less alike than this are not offered.
const LIKENESS: f64 = 0.7;
/// The likeness of words that are one slip apart.
const SLIP: f64 = 0.8;

/// Of the candidates, the one most like `word`, if any is like it.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // One slip makes any word alike, however short it is: for three letters of which two changed places the other measure
    // knows only one of them.
    let slip = |other: &str| if strsim::osa_distance(word, other) <= 1 { SLIP } else { 0.0 };
    let likeness = |other: &str| strsim::jaro_winkler(word, other).max(slip(other));
    let alike = candidates.into_iter().filter(|other| likeness(other) > LIKENESS);
    alike.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}

/// The question whether someone meant that word, to stand behind a message.
pub(crate) fn hint<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    nearest(word, candidates).map(|other| format!("; did you mean {other:?}?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_one_that_someone_may_have_meant() {
        let words = ["csv", "json", "jsonl", "web-annotation"];
        assert_eq!(nearest("cvs", words), Some("csv"));
        assert_eq!(nearest("jsnl", words), Some("jsonl"));
        assert_eq!(nearest("webannotation", words), Some("web-annotation"));
        assert_eq!(nearest("xml", words), None);
    }
}
