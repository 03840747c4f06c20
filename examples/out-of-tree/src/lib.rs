//! vote-counts: finds the results of votes, "by 31 votes to 12".

use copydesk_analyzer::language::{Lowercase, Quantities, Sentences, Tokens};
use copydesk_analyzer::{Analyzer, Descriptor, Document, Finding, Kind, Role, Span, register};
use copydesk_analyzer::{schemars, serde};

/// The analyzer; see the crate.
pub struct VoteCounts;

register!(VoteCounts);

/// The result of a vote.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(crate = "copydesk_analyzer::serde")]
#[schemars(crate = "copydesk_analyzer::schemars")]
pub struct VoteCount {
    /// Votes in favour.
    pub ayes: f64,
    /// Votes against.
    pub noes: f64,
}

impl Analyzer for VoteCounts {
    type Data = VoteCount;

    const DESCRIPTOR: Descriptor = Descriptor {
        id: "vote-counts",
        summary: "Finds how many voted for and against",
        docs: "Finds the results of votes that are told as two counts: \"by 31 votes to 12\", \"31 to 12\".",
        version: 1,
        kinds: &[Kind { name: "vote", summary: "a vote with both counts" }],
        roles: &[Role { name: "result", summary: "both counts" }],
        languages: &["en"],
    };

    fn analyze(&self, document: &Document) -> Vec<Finding<VoteCount>> {
        let sentences = document.layer::<Sentences>().all().iter();
        sentences.filter_map(|sentence| vote(document, sentence.span)).collect()
    }
}

/// The first two counts of a sentence that speaks of a vote, joined by "to".
fn vote(document: &Document, sentence: Span) -> Option<Finding<VoteCount>> {
    let words = document.layer::<Lowercase>();
    let mut tokens = document.layer::<Tokens>().within(sentence);
    if !tokens.any(|token| matches!(words.get(token), "vote" | "votes" | "voted")) {
        return None;
    }
    let counts = document.layer::<Quantities>().within(sentence);
    let joined = counts.windows(2).find(|pair| {
        let between = document.slice(Span::new(pair[0].span.end, pair[1].span.start));
        matches!(between.trim(), "to" | "votes to" | "against")
    })?;
    let [ayes, noes] = [joined[0].figure.value?, joined[1].figure.value?];
    let message = format!("{ayes} to {noes}");
    let result = joined[0].span.cover(joined[1].span);
    Some(Finding::new("vote", sentence, message, VoteCount { ayes, noes }).label("result", result))
}
