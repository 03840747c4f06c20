//! What tells a cue: features of a word that may attribute something.

use super::keys::{bucket, key1, key2, key3, mix};
use crate::reading::{Reading, Word};
use copydesk_analyzer::language::models::{Relation, Upos};

/// Whether a word can be a cue at all: no quoted word, and of a part of speech that cues have.
#[must_use]
pub fn is_candidate(word: &Word) -> bool {
    use Upos::{Adj, Adp, Adv, Aux, Noun, Part, Propn, Sconj, Verb};
    let open = matches!(word.tag.upos, Verb | Noun | Adj | Sconj | Adv | Aux | Adp | Propn | Part);
    word.region.is_none() && (open && word.is_word() || word.text == ":")
}

/// A word that stands for the lack of one.
const NOTHING: u64 = 0x6e6f_7468;

/// Hands each feature of the word at `index` to `add`.
pub fn features(reading: &Reading, index: usize, mut add: impl FnMut(u32)) {
    word_features(reading, index, &mut add);
    context_features(reading, index, &mut add);
}

/// The features that need the tree and the sentence.
pub(super) fn context_features(reading: &Reading, index: usize, add: &mut impl FnMut(u32)) {
    tree_features(reading, index, add);
    place_features(reading, index, add);
}

fn upos(word: &Word) -> u64 {
    word.tag.upos as u64
}

fn xpos(word: &Word) -> u64 {
    word.tag.xpos as u64
}

fn relation(word: &Word) -> u64 {
    word.relation as u64
}

fn neighbour<'r, 'd>(reading: &'r Reading<'d>, index: usize, offset: isize) -> Option<&'r Word<'d>> {
    let place = index.checked_add_signed(offset)?;
    reading.words.get(place).filter(|word| word.sentence == reading.words[index].sentence)
}

/// The features of the word itself and its neighbours.
pub(super) fn word_features(reading: &Reading, index: usize, add: &mut impl FnMut(u32)) {
    let word = &reading.words[index];
    let at = |offset| neighbour(reading, index, offset);
    let form = |offset| at(offset).map_or(NOTHING, |word| word.form);
    let tag = |offset| at(offset).map_or(NOTHING, xpos);
    add(key1(0, 0));
    add(key1(1, word.form));
    add(key1(2, word.stem));
    add(key2(3, word.form, xpos(word)));
    add(key2(4, word.stem, upos(word)));
    add(key2(5, word.suffix, xpos(word)));
    add(key2(6, form(-1), upos(word)));
    add(key2(7, form(1), upos(word)));
    add(key2(8, word.stem, form(1)));
    add(key2(9, word.stem, form(-1)));
    add(key2(10, word.stem, tag(1)));
    add(key2(11, word.stem, tag(-1)));
    add(key3(12, form(1), form(2), upos(word)));
    add(key3(13, form(-2), form(-1), upos(word)));
    add(key3(14, tag(-1), xpos(word), tag(1)));
    add(key3(15, xpos(word), tag(1), tag(2)));
    add(key3(16, tag(-2), tag(-1), xpos(word)));
    add(key2(17, form(2), xpos(word)));
    add(key2(18, form(-2), xpos(word)));
    add(key3(19, word.stem, form(1), form(2)));
}

fn tree_features(reading: &Reading, index: usize, add: &mut impl FnMut(u32)) {
    let word = &reading.words[index];
    add(key2(30, relation(word), xpos(word)));
    add(key2(31, relation(word), word.stem));
    let mut outline = 0;
    for dependent in reading.dependents(index) {
        let child = &reading.words[dependent];
        let side = u64::from(dependent > index);
        let place = mix(relation(child), side);
        if child.relation == Relation::Punct && !child.is_mark() {
            continue;
        }
        add(key2(32, place, upos(word)));
        add(key2(33, place, word.stem));
        add(key3(34, place, child.form, upos(word)));
        add(key3(35, place, xpos(child), xpos(word)));
        add(key3(36, place, child.form, word.stem));
        if child.relation != Relation::Advmod && child.relation != Relation::Punct {
            outline = mix(outline, place);
        }
        if matches!(
            child.relation,
            Relation::Nsubj | Relation::NsubjPass | Relation::NmodPoss | Relation::Obl | Relation::Nmod
        ) {
            grandchild_features(reading, dependent, word, add);
        }
    }
    add(key2(37, outline, upos(word)));
    add(key2(38, outline, word.stem));
    ancestor_features(reading, index, add);
}

/// The subject's shape and the preposition of a complement say much about what a verb means.
fn grandchild_features(reading: &Reading, child: usize, word: &Word, add: &mut impl FnMut(u32)) {
    let noun = &reading.words[child];
    add(key3(40, relation(noun), u64::from(noun.shape), xpos(noun)));
    add(key3(41, relation(noun), noun.stem, upos(word)));
    for below in reading.dependents(child) {
        let marker = &reading.words[below];
        if marker.relation == Relation::Case {
            add(key3(42, relation(noun), marker.form, word.stem));
            add(key3(43, relation(noun), marker.form, xpos(word)));
        }
    }
}

/// The chain of heads: what governs a word, and whether something above it already attributes.
fn ancestor_features(reading: &Reading, index: usize, add: &mut impl FnMut(u32)) {
    let word = &reading.words[index];
    let mut path = relation(word);
    let mut at = index;
    for step in 0u64..5 {
        let Some(head) = reading.words[at].head else { break };
        let above = &reading.words[head];
        if step < 2 {
            add(key3(50 + step as u8, path, above.stem, upos(word)));
            add(key3(52 + step as u8, path, upos(above), upos(word)));
            add(key3(54 + step as u8, above.stem, word.stem, path));
        }
        let clause = matches!(
            reading.words[at].relation,
            Relation::Ccomp
                | Relation::Xcomp
                | Relation::Parataxis
                | Relation::Conj
                | Relation::Advcl
                | Relation::AclRelcl
                | Relation::Acl
        );
        if above.says && clause {
            add(key3(56, relation(&reading.words[at]), u64::from(head > index), upos(word)));
            add(key3(57, relation(&reading.words[at]), u64::from(head > index), word.stem));
            add(key3(58, relation(&reading.words[at]), step, u64::from(word.says)));
        }
        path = mix(path, relation(above));
        at = head;
    }
    add(key2(59, u64::from(word.depth.min(8)), upos(word)));
    if let Some(first) = reading.dependents(index).next() {
        add(key2(60, bucket(index.abs_diff(first)), upos(word)));
    }
}

/// Quotation marks near by, the sentence's place in the article, other cues in the sentence.
fn place_features(reading: &Reading, index: usize, add: &mut impl FnMut(u32)) {
    let word = &reading.words[index];
    let sentence = &reading.sentences[word.sentence];
    let near = |range: std::ops::Range<usize>| reading.words[range].iter().any(|word| word.region.is_some());
    let start = sentence.words.start;
    let end = sentence.words.end;
    let before = near(index.saturating_sub(4).max(start)..index);
    let after = near(index + 1..(index + 5).min(end));
    let far_before = near(index.saturating_sub(40).max(start)..index);
    let far_after = near(index + 1..(index + 40).min(end));
    let marks =
        u64::from(before) | u64::from(after) << 1 | u64::from(far_before) << 2 | u64::from(far_after) << 3;
    add(key2(70, marks, upos(word)));
    add(key2(71, marks, word.stem));
    add(key3(72, marks, relation(word), upos(word)));
    let place = word.sentence.min(2) as u64;
    add(key2(73, place, xpos(word)));
    add(key2(74, place, word.stem));
    add(key2(75, bucket(index - start), upos(word)));
    add(key2(76, bucket(end - 1 - index), word.stem));
    let around = |other: &usize| {
        *other != index && reading.words[*other].says && reading.words[*other].region.is_none()
    };
    let window = index.saturating_sub(30).max(start)..(index + 30).min(end);
    let others = window.clone().filter(around).count().min(3) as u64;
    add(key3(77, others, u64::from(word.says), upos(word)));
    add(key2(78, others, word.stem));
    let previous = word.sentence.checked_sub(1).map(|previous| &reading.sentences[previous]);
    let follows_quotation =
        previous.is_some_and(|previous| previous.quoted && previous.block == sentence.block);
    let next = reading.sentences.get(word.sentence + 1);
    let leads_quotation = next.is_some_and(|next| next.quoted);
    add(key3(
        79,
        u64::from(follows_quotation) | u64::from(leads_quotation) << 1,
        word.stem,
        u64::from(sentence.quoted),
    ));
}
