//! Brings the corpora's entities into one convention: names without titles, countries as places.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use copydesk_language::models::{Entity, EntityKind, Relation, Xpos};

use super::names::Names;
use crate::corpus::{self, Sentence};

/// Words before a person's name that are no part of it; GMB counts them in.
static TITLES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("../../data/titles.txt").lines().collect());

/// Particles in lower case that a name may begin with.
const PARTICLES: &[&str] =
    &["al", "al-", "bin", "da", "de", "del", "der", "di", "el", "ibn", "la", "van", "von"];

/// The entities of a sentence as annotated.
pub fn entities(sentence: &Sentence) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    for (at, token) in (0..).zip(&sentence.tokens) {
        match token.entity {
            corpus::Entity::Begin(kind) => entities.push(Entity { start: at, end: at + 1, kind }),
            corpus::Entity::Inside(kind) => match entities.last_mut() {
                Some(last) if last.end == at && last.kind == kind => last.end += 1,
                _ => entities.push(Entity { start: at, end: at + 1, kind }),
            },
            corpus::Entity::Outside | corpus::Entity::Unknown => {}
        }
    }
    entities
}

/// The entities of a sentence without titles and leading words in lower case.
pub fn trimmed(sentence: &Sentence) -> Vec<Entity> {
    let form = |at: u32| sentence.tokens[at as usize].form.as_str();
    let mut entities = entities(sentence);
    for entity in &mut entities {
        let person = entity.kind == EntityKind::Person;
        let extra = |word: &str| {
            let lower = word.starts_with(char::is_lowercase) && !word.contains(['-', '@', '.']);
            (person && (word == "-" || TITLES.binary_search(&word).is_ok()))
                || (lower && !PARTICLES.contains(&word))
        };
        while entity.start + 1 < entity.end && extra(form(entity.start)) {
            entity.start += 1;
        }
    }
    entities.retain(|entity| {
        let lone = entity.start + 1 == entity.end && entity.kind == EntityKind::Person;
        !(lone && TITLES.binary_search(&form(entity.start)).is_ok())
    });
    entities
}

/// Entities without what a hyphen adds to a name: "U.S.-led", "Fox-owned".
pub fn without_tails(sentence: &Sentence, mut entities: Vec<Entity>) -> Vec<Entity> {
    let form = |at: u32| sentence.tokens[at as usize].form.as_str();
    for entity in &mut entities {
        while entity.start + 2 < entity.end
            && form(entity.end - 2) == "-"
            && form(entity.end - 1).starts_with(char::is_lowercase)
            && !PARTICLES.contains(&form(entity.end - 3).to_lowercase().as_str())
        {
            entity.end -= 2;
        }
    }
    entities
}

/// Extends entities to the left over proper nouns that modify them: GUM's flat entities may hold the
/// last word of a name only.
pub fn extended(sentence: &Sentence, mut entities: Vec<Entity>) -> Vec<Entity> {
    let mut free = 0;
    for entity in &mut entities {
        while entity.start > free {
            let token = &sentence.tokens[entity.start as usize - 1];
            let proper = matches!(token.xpos, Some(Xpos::Nnp | Xpos::Nnps));
            let inside = (entity.start + 1..=entity.end).contains(&token.head);
            let modifies =
                matches!(token.relation, Some(Relation::Compound | Relation::Amod | Relation::Flat));
            if !(proper && inside && modifies) {
                break;
            }
            entity.start -= 1;
        }
        free = entity.end;
    }
    entities
}

fn name(sentence: &Sentence, entity: &Entity) -> String {
    let words = &sentence.tokens[entity.start as usize..entity.end as usize];
    words.iter().map(|token| token.form.as_str()).collect::<Vec<_>>().join(" ")
}

/// Parts words at hyphens between letters, as the treebanks and our own tokens do. Heads are lost.
pub fn part_hyphens(sentence: &mut Sentence) {
    let mut tokens = Vec::with_capacity(sentence.tokens.len());
    for token in sentence.tokens.drain(..) {
        let pieces: Vec<&str> = token.form.split('-').collect();
        let letters = |piece: &&str| {
            piece.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '\'')) && !piece.is_empty()
        };
        let web = token.form.starts_with(['@', '#']);
        if pieces.len() == 1 || web || !pieces.iter().all(letters) {
            tokens.push(token);
            continue;
        }
        let mut entity = token.entity;
        for (at, piece) in pieces.iter().enumerate() {
            for form in ["-", piece].into_iter().skip(usize::from(at == 0)) {
                tokens.push(corpus::Token {
                    form: form.to_owned(),
                    entity,
                    head: 0,
                    relation: None,
                    ..token.clone()
                });
                if let corpus::Entity::Begin(kind) = entity {
                    entity = corpus::Entity::Inside(kind);
                }
            }
        }
    }
    sentence.tokens = tokens;
}

/// What single words are called in corpora of one convention: kinds of entity, the last for none.
#[derive(Debug, Default)]
pub struct Consensus(BTreeMap<String, [usize; 5]>);

impl Consensus {
    /// Counts a sentence's words.
    pub fn count(&mut self, sentence: &Sentence, entities: &[Entity]) {
        let mut kinds = vec![4; sentence.tokens.len()];
        for entity in entities {
            kinds[entity.start as usize..entity.end as usize].fill(entity.kind as usize);
        }
        for (token, kind) in sentence.tokens.iter().zip(kinds) {
            if token.form.starts_with(char::is_uppercase) {
                self.0.entry(token.form.clone()).or_default()[kind] += 1;
            }
        }
    }

    /// What a word is in four of five cases, if there are five.
    fn usual(&self, word: &str) -> Option<usize> {
        let counts = self.0.get(word)?;
        let total: usize = counts.iter().sum();
        (0..5).find(|&kind| total >= 5 && counts[kind] * 5 >= total * 4)
    }

    /// Calls countries places, and other entities of one word what they usually are.
    pub fn settle(&self, sentence: &Sentence, entities: &mut Vec<Entity>, names: &Names) {
        entities.retain_mut(|entity| {
            let name = name(sentence, entity);
            if names.is_country(&name) {
                entity.kind = EntityKind::Place;
                return true;
            }
            let single = entity.start + 1 == entity.end;
            let Some(usual) = self.usual(&name).filter(|_| single) else { return true };
            entity.kind = EntityKind::from_index(usual).unwrap_or(entity.kind);
            usual < EntityKind::ALL.len()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Entity as Mark, Token};
    use EntityKind::{Organization, Person, Place};

    /// A sentence of words, each written `word` or `word/B-PER`.
    fn sentence(text: &str) -> Sentence {
        let token = |word: &str| {
            let (form, mark) = word.split_once('/').unwrap_or((word, "O"));
            let entity = match mark.split_once('-') {
                Some(("B", kind)) => Mark::Begin(kind.parse().unwrap()),
                Some((_, kind)) => Mark::Inside(kind.parse().unwrap()),
                None => Mark::Outside,
            };
            Token { form: form.to_owned(), upos: None, xpos: None, head: 0, relation: None, entity }
        };
        Sentence { tokens: text.split(' ').map(token).collect(), document: 0, has_misc: true }
    }

    fn named(sentence: &Sentence, entities: &[Entity]) -> Vec<(String, EntityKind)> {
        entities.iter().map(|entity| (name(sentence, entity), entity.kind)).collect()
    }

    #[test]
    fn titles_are_no_part_of_names() {
        let text = "Prime/B-PER Minister/I-PER Ada/I-PER Holm/I-PER met/O President/B-PER ./O";
        let sentence = sentence(text);
        assert_eq!(named(&sentence, &trimmed(&sentence)), [("Ada Holm".to_owned(), Person)]);
    }

    #[test]
    fn words_are_parted_at_hyphens_and_keep_their_names() {
        let mut sentence = sentence("al-Noor/B-ORG and U.S.-led/B-LOC troops e-mail @a-b");
        part_hyphens(&mut sentence);
        let words = sentence.words().join(" ");
        assert_eq!(words, "al - Noor and U.S. - led troops e - mail @a-b");
        let found = without_tails(&sentence, entities(&sentence));
        let expected = [("al - Noor".to_owned(), Organization), ("U.S.".to_owned(), Place)];
        assert_eq!(named(&sentence, &found), expected);
    }

    #[test]
    fn countries_are_places_and_single_words_what_they_usually_are() {
        let mut consensus = Consensus::default();
        let usual =
            sentence("Zenodyne/B-ORG hired Zenodyne/B-ORG Zenodyne/B-ORG Zenodyne/B-ORG Zenodyne/B-ORG");
        consensus.count(&usual, &entities(&usual));
        let sentence = sentence("Zenodyne/B-PER left Norway/B-ORG for Holm/B-PER");
        let mut found = entities(&sentence);
        consensus.settle(&sentence, &mut found, &Names::read().unwrap());
        let expected = [("Zenodyne", Organization), ("Norway", Place), ("Holm", Person)];
        assert_eq!(named(&sentence, &found), expected.map(|(name, kind)| (name.to_owned(), kind)));
    }
}
