//! Where a change happens: the organization that the words around it name or point back to.

use crate::change::Change;
use crate::lexicon::ROLES;
use crate::phrase::Article;
use copydesk_analyzer::language::models::Relation;
use copydesk_analyzer::language::{OrganizationMention, Statement, is_workplace};
use std::ops::Range;

/// How many words behind a change may still name its organization.
const PHRASE: usize = 4;

/// The fullest name of a change's organization: one that its words name ("Acme named", "editor of the Courier") or point
/// back to ("its", "the company"), else the one that the whole article is about.
pub(crate) fn organization(
    reading: &Article,
    change: &Change,
    tokens: &Range<usize>,
) -> Option<Range<usize>> {
    let verb = change.trigger.start;
    let allowed = |mention: &OrganizationMention| !reading.is_surname(mention.tokens.end - 1);
    let owner = reading.owner(&Statement { fact: tokens.clone(), verb }, allowed)?;
    let end = (tokens.end + PHRASE).min(reading.clauses.of(tokens.end - 1).end).max(tokens.end);
    // What stands beside a person's name says where somebody comes from, not where to.
    let is_person =
        |noun: &Range<usize>| change.person.as_ref().is_some_and(|person| noun.contains(&person.start));
    let subject = reading.subject(verb).filter(|subject| !is_person(subject));
    let around = [Some(verb..end), subject, change.unit.clone()];
    let ties = |words: &Range<usize>| {
        let named = words.start <= owner.words.start && owner.words.end <= words.end;
        named || words.clone().any(|token| points_back(reading, token))
    };
    let tied = around.iter().flatten().any(ties)
        || is_part_of_one(reading, change)
        || is_where(reading, verb, &owner.words)
        || !is_public(reading, change)
            && reading.organizations.theme().is_some_and(|theme| theme == owner.name);
    tied.then_some(owner.name)
}

/// Whether a change is one inside an organization that the reader knows by now: of "the research unit", of a part that
/// reports to somebody, of whoever reports to "the chief executive".
fn is_part_of_one(reading: &Article, change: &Change) -> bool {
    let definite =
        |words: &Option<Range<usize>>| words.as_ref().is_some_and(|words| reading.word(words.start) == "the");
    definite(&change.unit) || definite(&change.superior) || change.unit.is_some() && change.superior.is_some()
}

/// Whether the change is told in a clause that hangs on an organization: "the studio Plume, where".
fn is_where(reading: &Article, verb: usize, organization: &Range<usize>) -> bool {
    let hangs = reading.syntax.relation(verb).universal() == Relation::Acl;
    hangs
        && reading.syntax.head(verb).is_some_and(|noun| {
            reading.syntax.subtree(noun).start <= organization.start && organization.end <= verb
        })
}

/// Whether the post is one that a state has: whoever becomes president does so in an article about something else.
fn is_public(reading: &Article, change: &Change) -> bool {
    let last = change.role.as_ref().map(|role| role.end - 1);
    last.is_some_and(|last| ROLES.category(reading.word(last)) == Some("office"))
}

/// Whether a token points back to an organization: "its", "the electricity company".
fn points_back(reading: &Article, token: usize) -> bool {
    /// How many words the phrase has at most in front of its noun.
    const PHRASE: usize = 3;
    let definite = |noun: usize| {
        let front = noun.saturating_sub(PHRASE)..noun;
        front.into_iter().any(|token| matches!(reading.word(token), "the" | "this"))
    };
    let word = reading.word(token);
    matches!(word, "it" | "its" | "we" | "our" | "they" | "their") || is_workplace(word) && definite(token)
}

#[cfg(test)]
mod tests {
    use crate::OrgChanges;
    use copydesk_analyzer::{Analyzer, Document};

    fn organization(text: &str) -> Option<String> {
        let findings = OrgChanges.analyze(&Document::from_paragraphs(text));
        assert_eq!(findings.len(), 1, "{text}");
        findings[0].data.organization.clone()
    }

    #[test]
    fn an_organization_is_one_that_the_change_is_tied_to() {
        let told = [
            ("Orrery Bank appointed Peter Lang finance chief.", Some("Orrery Bank")),
            ("Orrery Bank grew. The company named Peter Lang chief executive.", Some("Orrery Bank")),
            (
                "At the studio Plume Media, where Peter Lang became director, work stopped.",
                Some("Plume Media"),
            ),
            ("Orrery Bank sued Plume Media. Peter Lang was elected governor.", None),
            ("Peter Lang, a chemist of Orrery Bank, became head coach.", None),
        ];
        for (text, expected) in told {
            assert_eq!(organization(text).as_deref(), expected, "{text}");
        }
    }
}
