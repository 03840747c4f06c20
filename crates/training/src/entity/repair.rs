//! Brings the corpora's entities into one convention: names without titles, countries as places.

use std::collections::BTreeMap;

use copydesk_language::models::{Entity, EntityKind, Relation, Xpos};

use crate::corpus::{self, Sentence};

/// Words before a person's name that are no part of it; GMB counts them in.
const TITLES: &[&str] = &[
    "Mr.",
    "Ms.",
    "Mrs.",
    "Dr.",
    "Mr",
    "Ms",
    "Mrs",
    "Dr",
    "President",
    "Prime",
    "Minister",
    "Vice",
    "General",
    "Secretary",
    "Senator",
    "King",
    "Queen",
    "Prince",
    "Princess",
    "Chancellor",
    "Pope",
    "Colonel",
    "Captain",
    "Major",
    "Lieutenant",
    "Sergeant",
    "Professor",
    "Judge",
    "Justice",
    "Ambassador",
    "Governor",
    "Congressman",
    "Representative",
    "Chairman",
    "Chief",
    "Foreign",
    "Defense",
    "Interior",
    "Director",
    "Ayatollah",
    "Sheikh",
    "Deputy",
    "Attorney",
    "Mayor",
    "Admiral",
    "Cardinal",
    "Archbishop",
    "Bishop",
    "Rev.",
    "Sen.",
    "Rep.",
    "Gov.",
    "Gen.",
    "Col.",
    "Lt.",
    "Sgt.",
    "Capt.",
    "Sir",
    "Lord",
    "Lady",
    "Spokesman",
    "Commander",
    "Envoy",
];

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
            (person && TITLES.contains(&word)) || (lower && !PARTICLES.contains(&word))
        };
        while entity.start + 1 < entity.end && extra(form(entity.start)) {
            entity.start += 1;
        }
    }
    entities.retain(|entity| {
        let lone = entity.start + 1 == entity.end && entity.kind == EntityKind::Person;
        !(lone && TITLES.contains(&form(entity.start)))
    });
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

/// Words that name places more often than nationalities; GMB calls many a country MISC where it acts.
#[derive(Debug, Default)]
pub struct Countries(BTreeMap<String, [usize; 2]>);

impl Countries {
    /// Counts the places and other names of one word.
    pub fn count(&mut self, sentence: &Sentence, entities: &[Entity]) {
        for entity in entities {
            let counts = self.0.entry(name(sentence, entity)).or_default();
            match entity.kind {
                EntityKind::Place => counts[0] += 1,
                EntityKind::Misc => counts[1] += 1,
                EntityKind::Person | EntityKind::Organization => {}
            }
        }
    }

    /// Calls a place what is one in a fifth of the cases or more.
    pub fn settle(&self, sentence: &Sentence, entities: &mut [Entity]) {
        for entity in entities.iter_mut().filter(|entity| entity.kind == EntityKind::Misc) {
            let [places, others] = self.0.get(&name(sentence, entity)).copied().unwrap_or_default();
            if places * 4 >= others && places > 0 {
                entity.kind = EntityKind::Place;
            }
        }
    }
}

fn name(sentence: &Sentence, entity: &Entity) -> String {
    let words = &sentence.tokens[entity.start as usize..entity.end as usize];
    words.iter().map(|token| token.form.as_str()).collect::<Vec<_>>().join(" ")
}
