//! Systems that are widely known, and where they stand in a text.

use crate::systems::System;
use copydesk_language::Reading;
use std::ops::Range;
use std::sync::LazyLock;

/// A system of the list.
pub(crate) struct Known {
    name: Vec<&'static str>,
    maker: &'static str,
    sort: &'static str,
    /// Whether its name is also a common word or name, so that the article must speak of AI systems.
    pub(crate) is_ambiguous: bool,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let lines = include_str!("../data/systems.tsv").lines().filter(|line| !line.starts_with('#'));
    let known = |line: &'static str| {
        let mut fields = line.split('\t');
        let name = fields.next()?.split(' ').collect();
        let (maker, sort) = (fields.next()?, fields.next()?);
        Some(Known { name, maker, sort, is_ambiguous: fields.next() == Some("?") })
    };
    lines.filter_map(known).collect()
});

impl Known {
    /// The system as an article calls it.
    pub(crate) fn system(&self, name: String) -> System {
        System { name, maker: Some(self.maker.to_owned()), sort: Some(self.sort.to_owned()) }
    }
}

/// The known system whose name starts at a token, with the tokens of its name and version: "GPT-4", "BlenderBot 3".
pub(crate) fn at(reading: &Reading, token: usize, end: usize) -> Option<(&'static Known, Range<usize>)> {
    let longest = KNOWN.iter().filter_map(|known| Some((known, spelled(reading, token, end, &known.name)?)));
    let (known, behind) = longest.max_by_key(|(_, behind)| *behind)?;
    let is_version = |token: usize| {
        let text = if token < end { reading.text(token) } else { "" };
        text.len() <= 4 && text.starts_with(|c: char| c.is_ascii_digit())
    };
    let hyphen = usize::from(behind < end && reading.text(behind) == "-");
    let version = if is_version(behind + hyphen) { hyphen + 1 } else { 0 };
    // Of "32B" the unit is a token of its own.
    let last = behind + version;
    let adjoins = version > 0 && last < end && {
        let [before, unit] = [last - 1, last].map(|token| reading.tokens.all()[token].span);
        before.end == unit.start && matches!(reading.text(last), "B" | "M" | "T")
    };
    Some((known, token..last + usize::from(adjoins)))
}

/// The token behind a name that starts at a token, however the tokens split it; a version may stand right behind it:
/// "Qwen3-32B".
fn spelled(reading: &Reading, token: usize, end: usize, name: &[&str]) -> Option<usize> {
    let mut at = token;
    for word in name {
        let mut rest = *word;
        while !rest.is_empty() {
            let text = if at < end { reading.text(at) } else { return None };
            rest = match text.strip_prefix(rest) {
                Some(version) if version.starts_with(|c: char| c.is_ascii_digit()) => "",
                _ => rest.strip_prefix(text)?,
            };
            at += 1;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_document::Document;

    fn known(text: &str) -> Option<(&'static str, String)> {
        let document = Document::from_paragraphs(text);
        let reading = Reading::new(&document);
        let (known, tokens) = at(&reading, 0, reading.tokens.all().len())?;
        Some((known.maker, document.slice(reading.span(tokens)).to_owned()))
    }

    #[test]
    fn a_name_is_found_with_its_version() {
        assert_eq!(known("BlenderBot 3 came."), Some(("Meta", "BlenderBot 3".to_owned())));
        assert_eq!(known("GPT-4 came."), Some(("OpenAI", "GPT-4".to_owned())));
        assert_eq!(known("GPT-4o came."), Some(("OpenAI", "GPT-4o".to_owned())));
        assert_eq!(known("Qwen3-32B came."), Some(("Alibaba", "Qwen3-32B".to_owned())));
        assert_eq!(known("Optics came."), None);
    }
}
