//! Word lists, read from the data files.

pub(crate) use copydesk_analyzer::language::{Gender, gender, is_honorific, is_person_noun};

use copydesk_analyzer::language::models::{Upos, hash::hash_bytes};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A sorted set of lower-case words or phrases, one a line; the first line says where they come from.
pub(crate) struct Words(BTreeSet<&'static str>);

impl Words {
    fn read(file: &'static str) -> Self {
        Self(file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect())
    }

    /// Whether a word, in lower case, is in the list.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

macro_rules! lists {
    ($($(#[doc = $doc:literal])* $name:ident: $file:literal,)*) => {
        $($(#[doc = $doc])* pub(crate) static $name: LazyLock<Words> =
            LazyLock::new(|| Words::read(include_str!(concat!("../data/", $file))));)*
    };
}

lists! {
    /// Words before the colon of a turn that stand for a speaker: "Q", "Interviewer".
    CALLERS: "callers.txt",
    /// Words before a colon that name no speaker: "Photo", "Source".
    CREDITS: "credits.txt",
    /// Forms of verbs that introduce what somebody says.
    CUES: "cues.txt",
    /// Forms that do so as verbs, and are often something else: "claims", "found".
    CUE_VERBS: "cue-verbs.txt",
    /// Forms of verbs whose object hears what was said: "told", "assured".
    HEARERS: "hearers.txt",
    /// Words for what somebody thinks, means to do or has said, before a clause: "convinced", "plans", "fears".
    THOUGHTS: "thoughts.txt",
    /// Last words of the names of organizations, and words that stand for one: "Inc.", "university", "company".
    ORGANIZATIONS: "organizations.txt",
    /// Words for what is written or measured: "report", "poll", "tweet".
    DOCUMENTS: "documents.txt",
    /// Words for people whose name the article leaves out: "source", "person", "official".
    ANONYMOUS: "anonymous.txt",
    /// Nouns for what somebody tells point by point: "details", "reasons".
    POINTS: "points.txt",
    /// Nouns for what somebody worked out or recorded: "estimates", "filings".
    RECKONINGS: "reckonings.txt",
    /// Nouns for several people: "republicans", "critics", "employees".
    GROUPS: "groups.txt",
}

/// Irregular forms and their base form, sorted.
static IRREGULAR: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    include_str!("../data/irregular.txt").lines().filter_map(|line| line.split_once('\t')).collect()
});

/// The hash of a word's stem: its base form as far as irregular forms and endings tell, so that the forms of one verb
/// share it. The word is in lower case.
pub(crate) fn stem(word: &str) -> u64 {
    let base = match IRREGULAR.binary_search_by_key(&word, |(form, _)| form) {
        Ok(index) => IRREGULAR[index].1,
        Err(_) => word,
    };
    let endings = ["ing", "ed", "es", "s", "e"];
    let cut = |ending: &&str| base.strip_suffix(*ending).filter(|rest| rest.len() > 2 && base.is_ascii());
    let root = endings.iter().find_map(cut).unwrap_or(base);
    let bytes = root.as_bytes();
    match bytes {
        [rest @ .., b'y'] if rest.len() > 2 => hash_bytes(&[rest, b"i"].concat()),
        [.., left, right] if left == right && bytes.len() > 3 => hash_bytes(&bytes[..bytes.len() - 1]),
        _ => hash_bytes(bytes),
    }
}

/// Whether a word, in lower case, introduces what somebody says.
pub(crate) fn is_cue(word: &str, part: Upos) -> bool {
    CUES.has(word) || part == Upos::Verb && CUE_VERBS.has(word)
}

/// Whether a noun, in lower case, stands for people, a body or a document that may be whose word something is.
pub(crate) fn names_speakers(noun: &str) -> bool {
    [&ANONYMOUS, &DOCUMENTS, &GROUPS, &ORGANIZATIONS].iter().any(|list| list.has(noun)) || is_honorific(noun)
}

#[cfg(test)]
mod tests {
    #[test]
    fn forms_of_one_verb_share_a_stem() {
        for forms in
            [["deny", "denied", "denying"], ["admit", "admitted", "admits"], ["tell", "told", "telling"]]
        {
            assert!(forms.iter().all(|form| super::stem(form) == super::stem(forms[0])), "{forms:?}");
        }
    }

    #[test]
    fn lists_are_sorted_and_in_lower_case() {
        for file in [
            include_str!("../data/anonymous.txt"),
            include_str!("../data/callers.txt"),
            include_str!("../data/credits.txt"),
            include_str!("../data/cue-verbs.txt"),
            include_str!("../data/cues.txt"),
            include_str!("../data/documents.txt"),
            include_str!("../data/groups.txt"),
            include_str!("../data/hearers.txt"),
            include_str!("../data/irregular.txt"),
            include_str!("../data/organizations.txt"),
            include_str!("../data/points.txt"),
            include_str!("../data/reckonings.txt"),
            include_str!("../data/thoughts.txt"),
        ] {
            let words: Vec<&str> = file.lines().skip(1).collect();
            assert!(file.starts_with("# ") && words.windows(2).all(|pair| pair[0] < pair[1]), "{file}");
            assert_eq!(file.lines().skip(1).collect::<String>().to_lowercase(), words.concat());
        }
    }
}
