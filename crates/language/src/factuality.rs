//! Factuality: whether a clause tells of something that happened, is planned, is possible, or is denied.

use crate::models::{Relation, Upos, Xpos};
use crate::{Found, Lowercase, Reading, phrase_tables};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How far a claim is a fact.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Factuality {
    /// It happened, or is so.
    #[default]
    Actual,
    /// It is announced, intended or under way.
    Planned,
    /// It could be.
    Possible,
    /// It is said not to be so.
    Denied,
}

phrase_tables! {
    CUES: "../data/factuality.txt",
}

/// How far up the tree what governs a verb is looked for.
const STEPS: usize = 8;

impl Factuality {
    /// What the cues among some tokens say; of several, the one that is farthest from a fact.
    ///
    /// ```
    /// use copydesk_document::Document;
    /// use copydesk_language::{Factuality, Lowercase};
    ///
    /// let document = Document::from_paragraphs("It could cut jobs");
    /// let words = document.layer::<Lowercase>();
    /// assert_eq!(Factuality::of(words, 0..4), Factuality::Possible);
    /// assert_eq!(Factuality::of(words, 2..4), Factuality::Actual);
    /// ```
    #[must_use]
    pub fn of(words: &Lowercase, tokens: Range<usize>) -> Self {
        CUES.find(words, tokens).map(|found| class(&found)).max().unwrap_or_default()
    }

    /// What is said of the statement that a verb, or a noun of an event, makes: by the cues that govern it, those of
    /// the verbs above it ("plans to cut"), and those that nothing parts from it. The month of May is no cue.
    ///
    /// ```
    /// use copydesk_document::Document;
    /// use copydesk_language::{Factuality, Reading};
    ///
    /// let document = Document::from_paragraphs("Acme cut 40 jobs in May and said it would cut 50.");
    /// let reading = Reading::new(&document);
    /// assert_eq!(Factuality::of_statement(&reading, 1), Factuality::Actual);
    /// assert_eq!(Factuality::of_statement(&reading, 10), Factuality::Planned);
    /// ```
    #[must_use]
    pub fn of_statement(reading: &Reading<'_>, verb: usize) -> Self {
        let sentence = reading.sentence_of(verb);
        let above = Above::of(reading, verb);
        let clause = reading.clauses.of(verb);
        let cues = CUES.find(reading.words, sentence).filter(|cue| {
            let dated = !reading.dates.within(reading.span(cue.tokens.clone())).is_empty();
            let overlaps = cue.tokens.contains(&verb);
            let near = clause.contains(&cue.tokens.start) && is_joined(reading, cue, verb);
            !dated && (overlaps || near || above.is_governed_by(reading, cue))
        });
        cues.map(|cue| class(&cue)).max().unwrap_or_default()
    }
}

fn class(cue: &Found) -> Factuality {
    match cue.category {
        "denied" => Factuality::Denied,
        "possible" => Factuality::Possible,
        _ => Factuality::Planned,
    }
}

/// Whether a cue stands in front of a verb with no verb in a tense between them; behind a plan also no auxiliary in one:
/// "a tall order, as many have left".
fn is_joined(reading: &Reading<'_>, cue: &Found, verb: usize) -> bool {
    let tags = reading.tags.all();
    let tensed = |token: usize| matches!(tags[token].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let planned = cue.category == "planned";
    let parts = |token: usize| {
        let upos = tags[token].upos;
        tensed(token) && (upos == Upos::Verb || planned && upos == Upos::Aux)
    };
    cue.tokens.end <= verb && !(cue.tokens.end..verb).any(parts)
}

/// The words above a verb in the tree, itself included.
struct Above {
    chain: Vec<Link>,
}

/// A word above a verb.
struct Link {
    token: usize,
    /// Whether the way to it leads through a clause that it only reports.
    reported: bool,
    /// The word that is joined to it by "and", where the way leads over one.
    joined: Option<usize>,
}

impl Above {
    fn of(reading: &Reading<'_>, verb: usize) -> Self {
        let mut chain = vec![Link { token: verb, reported: false, joined: None }];
        let (mut at, mut reported) = (verb, false);
        while let Some(head) = reading.syntax.head(at).filter(|_| chain.len() < STEPS) {
            let relation = reading.syntax.relation(at);
            let universal = relation.universal();
            if relation == Relation::AclRelcl || matches!(universal, Relation::Advcl | Relation::Parataxis) {
                break;
            }
            reported |= universal == Relation::Ccomp;
            let joined = (universal == Relation::Conj).then_some(at);
            chain.push(Link { token: head, reported, joined });
            at = head;
        }
        Self { chain }
    }

    fn is_governed_by(&self, reading: &Reading<'_>, cue: &Found) -> bool {
        let mut links = self.chain.iter();
        links.any(|link| {
            let itself = cue.tokens.contains(&link.token);
            let hangs_on = cue.tokens.clone().any(|token| {
                let relation = reading.syntax.relation(token).universal();
                let helps = matches!(relation, Relation::Aux | Relation::Advmod);
                helps && reading.syntax.head(token) == Some(link.token)
            });
            // "Did not say whether it cut jobs" denies nothing; "did not plan to" does, and so does "denied that".
            let denies = cue.category != "denied" || !link.reported || itself;
            let governs = match link.joined {
                Some(joined) => hangs_on && is_bare(reading, joined),
                None => itself || hangs_on,
            };
            denies && governs
        })
    }
}

/// Whether a verb has no tense and no auxiliary of its own, so that it shares those of the verb it is joined to.
fn is_bare(reading: &Reading<'_>, verb: usize) -> bool {
    let tensed = matches!(reading.tags.all()[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    !tensed && reading.syntax.child(verb, Relation::Aux).is_none()
}
