//! Reading of the tables in `data/`: tab-separated rows, comments from `#` at the start of a line.

use regex::{Regex, RegexSet};

/// The lines of a list.
pub(crate) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The rows of a table, each as its fields.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    lines(table).map(|line| {
        let mut fields = line.split('\t');
        std::array::from_fn(|_| fields.next().expect("every row of a table has all fields"))
    })
}

/// A regular expression that matches any of `words`, longest first.
pub(crate) fn any_of<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut words: Vec<String> = words.map(regex::escape).collect();
    words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    format!("(?:{})", words.join("|"))
}

/// The expression of a pattern that is part of the program, or of its tables, which the tests compile.
///
/// Word boundaries are those of ASCII: with Unicode's the engine leaves its fast path at the first “ of a text.
pub(crate) fn compiled(pattern: &str) -> Regex {
    Regex::new(&bounded(pattern)).expect("the patterns are part of the program, and tested")
}

/// Several expressions, asked at once.
pub(crate) fn compiled_set<'p>(patterns: impl Iterator<Item = &'p str>) -> RegexSet {
    RegexSet::new(patterns.map(bounded)).expect("the patterns are part of the program, and tested")
}

fn bounded(pattern: &str) -> String {
    pattern.replace(r"\b", r"(?-u:\b)")
}
