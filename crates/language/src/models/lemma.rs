//! Lemmas: irregular forms from a table, the rest by the spelling rules of English.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::labels::{Tag, Upos, Xpos};

/// Irregular forms by form and part of speech.
static IRREGULAR: LazyLock<BTreeMap<(&str, &str), &str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/lemmas.tsv").lines().filter(|line| !line.starts_with('#'));
    let fields = lines.filter_map(|line| {
        line.split_once('\t').and_then(|(form, rest)| Some((form, rest.split_once('\t')?)))
    });
    fields.map(|(form, (upos, lemma))| ((form, upos), lemma)).collect()
});

/// Verbs whose base form is known.
static VERBS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    include_str!("../../data/base-verbs.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// The base form of `word`, which bears `tag`: lower case, but names keep their case.
///
/// ```
/// use copydesk_language::models::{Tag, Upos, Xpos, lemma};
/// assert_eq!(lemma("said", Tag { upos: Upos::Verb, xpos: Xpos::Vbd }), "say");
/// assert_eq!(lemma("Companies", Tag { upos: Upos::Noun, xpos: Xpos::Nns }), "company");
/// assert_eq!(lemma("Meta", Tag { upos: Upos::Propn, xpos: Xpos::Nnp }), "Meta");
/// ```
pub fn lemma(word: &str, tag: Tag) -> Cow<'_, str> {
    if tag.upos == Upos::Propn || word == "I" {
        return Cow::Borrowed(word);
    }
    let lower = lower(word);
    if let Some(&lemma) = IRREGULAR.get(&(&*lower, table_of(tag))) {
        return Cow::Borrowed(lemma);
    }
    let regular = match tag.xpos {
        Xpos::Vbz => third_person(&lower),
        Xpos::Vbd | Xpos::Vbn => {
            lower.strip_suffix("ied").map(|stem| format!("{stem}y")).or_else(|| past(&lower))
        }
        Xpos::Vbg => lower.strip_suffix("ing").filter(|stem| has_vowel(stem)).map(verb_of),
        Xpos::Nns => singular(&lower),
        Xpos::Jjr | Xpos::Rbr => compared(&lower, "er"),
        Xpos::Jjs | Xpos::Rbs => compared(&lower, "est"),
        _ => None,
    };
    regular.map_or(lower, Cow::Owned)
}

/// The word in lower case, with a straight apostrophe; borrowed where it is so already.
fn lower(word: &str) -> Cow<'_, str> {
    let plain = |character: char| !character.is_uppercase() && character != '’';
    if word.chars().all(plain) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    }
}

/// The part of speech under which the table lists a word's irregular form.
fn table_of(tag: Tag) -> &'static str {
    match tag.upos {
        Upos::Aux | Upos::Verb => "VERB",
        // A participle that stands as an adjective still is a form of its verb.
        Upos::Adj if matches!(tag.xpos, Xpos::Vbn | Xpos::Vbg) => "VERB",
        other => other.as_str(),
    }
}

fn has_vowel(stem: &str) -> bool {
    stem.len() > 1 && stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

fn third_person(form: &str) -> Option<String> {
    let stem = form.strip_suffix('s')?;
    if let Some(base) = stem.strip_suffix("ie").filter(|base| base.len() > 1) {
        return Some(format!("{base}y"));
    }
    Some(without_plural_e(stem).to_owned())
}

/// "pushe" of "pushes" without the vowel that the ending brought along.
fn without_plural_e(stem: &str) -> &str {
    match stem.strip_suffix('e') {
        Some(base) if ["ss", "sh", "ch", "x", "zz"].iter().any(|end| base.ends_with(end)) => base,
        _ => stem,
    }
}

fn past(form: &str) -> Option<String> {
    form.strip_suffix("ed").filter(|stem| has_vowel(stem)).map(verb_of)
}

/// The verb of a stem without its ending: a known one if any, else by spelling.
fn verb_of(stem: &str) -> String {
    let silent = format!("{stem}e");
    let single = undoubled(stem);
    let known = [stem, &silent, single].into_iter().find(|verb| VERBS.contains(verb));
    if let Some(verb) = known {
        return verb.to_owned();
    }
    if single != stem {
        return single.to_owned();
    }
    if wants_silent_e(stem) { silent } else { stem.to_owned() }
}

/// The stem without the consonant that was doubled before the ending; "call", "miss" and "stuff" keep theirs.
fn undoubled(stem: &str) -> &str {
    let bytes = stem.as_bytes();
    match bytes {
        [.., first, second] if first == second && b"bdgmnprt".contains(second) => &stem[..stem.len() - 1],
        [.., first, b'l', b'l'] if bytes.len() > 5 && b"aeiou".contains(first) => &stem[..stem.len() - 1],
        _ => stem,
    }
}

/// Whether a verb's stem of this spelling usually ends in a silent e, as in "involv-", "produc-", "creat-".
fn wants_silent_e(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let vowel = |byte: &u8| b"aeiou".contains(byte);
    match bytes {
        [.., b'v' | b'u'] | [.., b'c'] => true,
        [.., b'n', b'g'] => false,
        [.., b's', b's'] | [.., b'z', b'z'] => false,
        [.., b'g' | b's' | b'z'] => true,
        [.., before, b'a', b't'] => !vowel(before) || *before == b'i' || *before == b'u' || *before == b'e',
        [.., consonant, b'l'] => b"bcdfgkptz".contains(consonant),
        [.., before, b'i' | b'u', b'r'] => !vowel(before),
        [.., before, b'i', b'd'] => !vowel(before),
        [.., before, vowels, last] => {
            bytes.len() == 3 && !vowel(before) && vowel(vowels) && b"dklmnpt".contains(last)
        }
        _ => false,
    }
}

fn singular(form: &str) -> Option<String> {
    let stem = form.strip_suffix('s').filter(|stem| stem.len() > 1 && !stem.ends_with('s'))?;
    if let Some(base) = stem.strip_suffix("ie").filter(|base| base.len() > 1) {
        return Some(format!("{base}y"));
    }
    if let Some(base) = stem.strip_suffix("use").filter(|base| !base.ends_with(['a', 'o'])) {
        return Some(format!("{base}us"));
    }
    Some(without_plural_e(stem.trim_end_matches('\'')).to_owned())
}

fn compared(form: &str, ending: &str) -> Option<String> {
    let stem = form.strip_suffix(ending).filter(|stem| has_vowel(stem))?;
    if let Some(base) = stem.strip_suffix('i') {
        return Some(format!("{base}y"));
    }
    let silent = stem.ends_with("rg") || stem.ends_with(['c', 'v', 'u']);
    Some(if silent { format!("{stem}e") } else { undoubled(stem).to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verb(xpos: Xpos, forms: &[(&str, &str)]) {
        for &(form, base) in forms {
            assert_eq!(lemma(form, Tag { upos: Upos::Verb, xpos }), base);
        }
    }

    #[test]
    fn verbs_lose_their_endings() {
        verb(
            Xpos::Vbz,
            &[("says", "say"), ("tries", "try"), ("pushes", "push"), ("leases", "lease"), ("has", "have")],
        );
        verb(Xpos::Vbd, &[("hired", "hire"), ("departed", "depart"), ("cited", "cite"), ("planned", "plan")]);
        verb(Xpos::Vbd, &[("told", "tell"), ("called", "call"), ("denied", "deny"), ("tweeted", "tweet")]);
        verb(
            Xpos::Vbn,
            &[("left", "leave"), ("laid", "lay"), ("poached", "poach"), ("reorganized", "reorganize")],
        );
        verb(
            Xpos::Vbg,
            &[("firing", "fire"), ("running", "run"), ("leaving", "leave"), ("bringing", "bring")],
        );
    }

    #[test]
    fn nouns_lose_their_plural() {
        let tag = Tag { upos: Upos::Noun, xpos: Xpos::Nns };
        let forms =
            [("sources", "source"), ("employees", "employee"), ("losses", "loss"), ("people", "people")];
        let more = [
            ("viruses", "virus"),
            ("houses", "house"),
            ("crises", "crisis"),
            ("GPUs", "gpu"),
            ("churches", "church"),
        ];
        for (form, base) in forms.into_iter().chain(more) {
            assert_eq!(lemma(form, tag), base);
        }
    }

    #[test]
    fn adjectives_lose_their_comparison() {
        let tag = Tag { upos: Upos::Adj, xpos: Xpos::Jjr };
        for (form, base) in [("larger", "large"), ("bigger", "big"), ("earlier", "early"), ("better", "good")]
        {
            assert_eq!(lemma(form, tag), base);
        }
    }

    #[test]
    fn typographic_contractions_have_the_lemma_of_plain_ones() {
        assert_eq!(lemma("n’t", Tag { upos: Upos::Part, xpos: Xpos::Rb }), "not");
    }

    #[test]
    fn odd_words_come_back_in_lower_case() {
        let tag = Tag { upos: Upos::Verb, xpos: Xpos::Vbg };
        for word in ["", "ing", "🏳️‍🌈", "s", "日本語ing"] {
            assert!(!lemma(word, tag).contains('I'));
        }
    }
}
