//! The word that someone may have meant.

/// Words less alike than this are not offered.
const LIKENESS: f64 = 0.7;

/// Of the candidates, the one most like `word`, if any is like it.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let likeness = |other: &str| strsim::jaro_winkler(word, other);
    let alike = candidates.into_iter().filter(|other| likeness(other) > LIKENESS);
    alike.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}

/// The question whether someone meant that word, to stand behind a message.
pub(crate) fn hint<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    nearest(word, candidates).map(|other| format!("; did you mean {other:?}?")).unwrap_or_default()
}
