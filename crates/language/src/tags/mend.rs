//! Tags that the words around a word rule out.

use crate::models::{Tag, Upos, Xpos};

/// Mends the tags of a sentence's words.
pub(super) fn sentence(words: &[&str], tags: &mut [Tag]) {
    single_phrases(words, tags);
    if let Some(verb) = bare_subject(words, tags) {
        tags[verb] = Tag { upos: Upos::Verb, xpos: Xpos::Vbp };
    }
    if let Some(verb) = only_verb(words, tags).or_else(|| unmarked_verb(words, tags)) {
        tags[verb] = Tag { upos: Upos::Verb, xpos: Xpos::Vbd };
    }
    for at in 1..tags.len() {
        if is_adverb(words, tags, at) {
            tags[at] = Tag { upos: Upos::Adv, xpos: Xpos::Rb };
        }
    }
}

/// Takes a word in -s that ends a phrase with "a" for a verb, for no such phrase ends in a plural: "a shared table shows".
fn single_phrases(words: &[&str], tags: &mut [Tag]) {
    let mut single = false;
    for at in 0..tags.len() {
        single = match tags[at].xpos {
            Xpos::Dt => matches!(words[at], "a" | "an" | "A" | "An"),
            Xpos::Nn => single && !QUANTITIES.contains(&words[at]),
            Xpos::Jj | Xpos::Vbn | Xpos::Nnp => single,
            Xpos::Nns => {
                if single && tags[at - 1].xpos == Xpos::Nn && ends_phrase(tags, at) {
                    tags[at] = Tag { upos: Upos::Verb, xpos: Xpos::Vbz };
                }
                false
            }
            _ => false,
        };
    }
}

/// Nouns behind "a" that count what follows.
const QUANTITIES: [&str; 8] =
    ["billion", "couple", "dozen", "hundred", "lot", "million", "thousand", "trillion"];

fn ends_phrase(tags: &[Tag], at: usize) -> bool {
    tags.get(at + 1).is_none_or(|next| matches!(next.upos, Upos::Punct | Upos::Sconj))
}

/// The verb in front of the first clause of a sentence that opens with a plural, where there is none so far: "Memos show
/// how", "Filings seen by the Courier show that".
fn bare_subject(words: &[&str], tags: &[Tag]) -> Option<usize> {
    let first = words.first().filter(|word| word.ends_with('s') && tags[0].upos == Upos::Noun)?;
    let clause = words.iter().position(|word| matches!(*word, "how" | "that" | "why" | "whether"))?;
    let verb = clause.checked_sub(1).filter(|&verb| verb > 0 && words[verb] != *first)?;
    let described = matches!(tags[verb - 1].upos, Upos::Det | Upos::Adj | Upos::Adp | Upos::Pron);
    let bare = tags[verb].xpos == Xpos::Nn && !described;
    (bare && !tags[..verb].iter().any(is_finite)).then_some(verb)
}

fn is_finite(tag: &Tag) -> bool {
    matches!(tag.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
}

/// The verb of a sentence without one that reads as a noun as well, between a noun and its object: "The company cut jobs."
fn unmarked_verb(words: &[&str], tags: &[Tag]) -> Option<usize> {
    let verbless = !tags.iter().any(|tag| matches!(tag.upos, Upos::Verb | Upos::Aux));
    let opens = |tag: &Tag| matches!(tag.upos, Upos::Noun | Upos::Propn | Upos::Det | Upos::Num | Upos::Adj);
    let verb = (1..words.len()).find(|&at| UNMARKED.contains(&words[at]))?;
    let object = tags.get(verb + 1).is_some_and(opens);
    let subject = matches!(tags[verb - 1].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    (verbless && words.last() == Some(&".") && object && subject && tags[verb].xpos == Xpos::Nn)
        .then_some(verb)
}

/// Past forms of verbs that are nouns as well.
const UNMARKED: [&str; 6] = ["bet", "cost", "cut", "hit", "put", "split"];

/// The participle that is its sentence's verb, for there is no other up to the clause that ends the sentence: "A clerk,
/// Ida Falk, confirmed on Monday that it had".
fn only_verb(words: &[&str], tags: &[Tag]) -> Option<usize> {
    let clause = (0..words.len()).find(|&at| words[at] == "that" || is_finite(&tags[at]))?;
    let participle = (1..clause).rev().find(|&at| tags[at].xpos == Xpos::Vbn)?;
    let alone = words[clause] == "that" && words[participle - 1] == "," && words[participle].ends_with("ed");
    let ends = words[clause..].iter().all(|word| *word != ",")
        && words[participle..clause].iter().all(|word| *word != ",");
    (alone && ends).then_some(participle)
}

/// Whether a word in -ly says how somebody does what the verb in front of it says: "said wryly".
fn is_adverb(words: &[&str], tags: &[Tag], at: usize) -> bool {
    tags[at].xpos == Xpos::Nn
        && words[at].ends_with("ly")
        && tags[at - 1].upos == Upos::Verb
        && ends_phrase(tags, at)
        && !NOUNS_IN_LY.contains(&words[at])
}

const NOUNS_IN_LY: [&str; 10] =
    ["ally", "anomaly", "assembly", "butterfly", "family", "fly", "jelly", "monopoly", "reply", "supply"];

#[cfg(test)]
mod tests {
    use crate::Tags;
    use crate::models::Xpos;
    use copydesk_document::Document;

    fn tag(text: &str, at: usize) -> Xpos {
        Document::from_paragraphs(text).layer::<Tags>().all()[at].xpos
    }

    #[test]
    fn a_phrase_with_an_article_ends_in_no_plural() {
        assert_eq!(tag("Most of them have found new jobs, a shared spreadsheet shows.", 11), Xpos::Vbz);
        assert_eq!(tag("She hired a dozen clerks.", 4), Xpos::Nns);
    }

    #[test]
    fn a_sentence_has_a_verb() {
        assert_eq!(tag("Memos show how the lab shared out its machines.", 1), Xpos::Vbp);
        assert_eq!(tag("Filings seen by the Courier show that the yard lost money.", 5), Xpos::Vbp);
        assert_eq!(tag("The company cut jobs.", 2), Xpos::Vbd);
        assert_eq!(
            tag("A spokeswoman, Lindsay Orr, confirmed on Wednesday that it had existed.", 6),
            Xpos::Vbd
        );
    }

    #[test]
    fn adverbs_follow_verbs() {
        assert_eq!(tag("“Museums get grants,” he said wryly.", 8), Xpos::Rb);
        assert_eq!(tag("He has family.", 2), Xpos::Nn);
    }
}
