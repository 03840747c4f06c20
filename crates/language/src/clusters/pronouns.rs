//! Pronouns of the third person and relative ones: whom they stand for.

use super::{Place, Resolver};
use crate::models::{Relation, Upos};
use crate::{Gender, MentionKind};

/// How many sentences back a person stands for whom a pronoun is used; and a group or an organization.
const PERSON_NEAR: u32 = 3;
const THING_NEAR: u32 = 2;
/// At most so many places are looked at.
const REMEMBERED: usize = 48;

/// The gender that a pronoun agrees with.
pub(super) fn gender_of(word: &str) -> Option<Gender> {
    match word {
        "he" | "him" | "his" | "himself" => Some(Gender::Masculine),
        "she" | "her" | "hers" | "herself" => Some(Gender::Feminine),
        _ => None,
    }
}

/// The cluster that the pronoun at a token stands for.
pub(super) fn resolve(resolver: &Resolver<'_>, token: usize) -> Option<usize> {
    let reading = &resolver.reading;
    if reading.tags.all()[token].upos != Upos::Pron || reading.syntax.relation(token) == Relation::Expl {
        return None;
    }
    match reading.word(token) {
        "who" | "whom" | "whose" => antecedent(resolver, token),
        "they" | "them" | "their" | "theirs" | "themselves" => {
            last(resolver, token, THING_NEAR, |kind, _| kind == MentionKind::Group)
        }
        "it" | "its" | "itself" => {
            subject(resolver, token, THING_NEAR, |kind| kind == MentionKind::Organization)
        }
        word => {
            let wanted = gender_of(word)?;
            last(resolver, token, PERSON_NEAR, |kind, own| {
                kind == MentionKind::Person && own.is_none_or(|own| own == wanted)
            })
        }
    }
}

/// The noun that a relative clause hangs on, through the verb that the pronoun belongs to.
fn antecedent(resolver: &Resolver<'_>, token: usize) -> Option<usize> {
    const STEPS: usize = 4;
    let syntax = resolver.reading.syntax;
    let mut at = token;
    for _ in 0..STEPS {
        let head = syntax.head(at)?;
        if syntax.relation(at) == Relation::AclRelcl {
            let flat = syntax.children(head).rfind(|child| syntax.relation(*child) == Relation::Flat);
            return resolver.cluster_at(head).or_else(|| resolver.cluster_at(flat?));
        }
        at = head;
    }
    None
}

/// The last subject that fits, else the last that fits at all, in front of a token.
fn last(
    resolver: &Resolver<'_>,
    token: usize,
    near: u32,
    fits: impl Fn(MentionKind, Option<Gender>) -> bool,
) -> Option<usize> {
    let fits = |place: &&Place| {
        let cluster = &resolver.clusters[place.cluster];
        fits(cluster.kind, cluster.gender)
    };
    let places = places(resolver, token, near);
    let subject = places.clone().filter(|place| place.is_subject).find(fits);
    subject.or_else(|| places.clone().find(fits)).map(|place| place.cluster)
}

/// The last subject that fits, in front of a token.
fn subject(
    resolver: &Resolver<'_>,
    token: usize,
    near: u32,
    fits: impl Fn(MentionKind) -> bool,
) -> Option<usize> {
    let mut places = places(resolver, token, near).filter(|place| place.is_subject);
    places.find(|place| fits(resolver.clusters[place.cluster].kind)).map(|place| place.cluster)
}

/// Where clusters were spoken of in the sentences near a token, the last first; not inside quotation marks for a pronoun
/// outside.
fn places<'r>(
    resolver: &'r Resolver<'_>,
    token: usize,
    near: u32,
) -> impl Iterator<Item = &'r Place> + Clone {
    let at = resolver.reading.tokens.all()[token];
    let is_quoted = resolver.quoted.holds(at.span.start);
    let told = resolver.told.iter().rev().take(REMEMBERED);
    let told = told.take_while(move |place| place.sentence + near > at.sentence);
    told.filter(move |place| place.token < token && (is_quoted || !place.is_quoted))
}
