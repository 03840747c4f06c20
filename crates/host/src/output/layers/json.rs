//! The layers as JSON; keys stand in the order declared here, places as everywhere.

use super::Layers;
use crate::output::json::{PlaceWithText, Places};
use copydesk_analyzer::language::{Days, Figure, Gender};
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;

/// The layers of an article. Numbers of tokens, mentions and clusters count from 0 in these lists.
#[derive(Serialize)]
pub(crate) struct LayersJson<'d> {
    tokens: Vec<TokenJson<'d>>,
    mentions: Vec<MentionJson<'d>>,
    clusters: Vec<ClusterJson<'d>>,
    quantities: Vec<QuantityJson<'d>>,
    dates: Vec<DateJson<'d>>,
}

#[derive(Serialize)]
struct TokenJson<'d> {
    #[serde(flatten)]
    place: PlaceWithText<'d>,
    sentence: u32,
    lemma: Cow<'d, str>,
    upos: &'static str,
    xpos: &'static str,
    /// The token that it depends on; none for a root.
    head: Option<usize>,
    relation: &'static str,
}

#[derive(Serialize)]
struct MentionJson<'d> {
    #[serde(flatten)]
    place: PlaceWithText<'d>,
    kind: &'static str,
    is_name: bool,
    head: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<PlaceWithText<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<PlaceWithText<'d>>,
    cluster: usize,
}

#[derive(Serialize)]
struct ClusterJson<'d> {
    kind: &'static str,
    name: PlaceWithText<'d>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gender: Option<&'static str>,
    mentions: &'d [usize],
    /// Tokens.
    pronouns: &'d [usize],
}

#[derive(Serialize)]
struct QuantityJson<'d> {
    #[serde(flatten)]
    place: PlaceWithText<'d>,
    quantity: &'d Figure,
}

#[derive(Serialize)]
struct DateJson<'d> {
    #[serde(flatten)]
    place: PlaceWithText<'d>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Days>,
}

impl<'d> LayersJson<'d> {
    pub(crate) fn new(places: &Places<'d>) -> Self {
        let layers = Layers::new(places.document());
        let reading = &layers.reading;
        let words = |tokens: &Range<usize>| places.with_text(reading.span(tokens.clone()));
        let tokens = (0..reading.tokens.all().len()).map(|token| token_json(&layers, places, token));
        let mentions = layers.mentions.iter().enumerate().map(|(index, mention)| MentionJson {
            place: words(&mention.tokens),
            kind: mention.kind.as_str(),
            is_name: mention.is_name,
            head: mention.head,
            title: mention.title.as_ref().map(words),
            affiliation: mention.affiliation.as_ref().map(words),
            cluster: layers.clusters.of_mention(index),
        });
        let clusters = layers.clusters.all().iter().map(|cluster| ClusterJson {
            kind: cluster.kind.as_str(),
            name: words(&cluster.name),
            gender: cluster.gender.map(|gender| match gender {
                Gender::Masculine => "masculine",
                Gender::Feminine => "feminine",
            }),
            mentions: &cluster.mentions,
            pronouns: &cluster.pronouns,
        });
        let quantities = reading.quantities.all().iter().map(|quantity| QuantityJson {
            place: places.with_text(quantity.span),
            quantity: &quantity.figure,
        });
        let dates = reading
            .dates
            .all()
            .iter()
            .map(|date| DateJson { place: places.with_text(date.span), period: date.period.map(Days::from) });
        Self {
            tokens: tokens.collect(),
            mentions: mentions.collect(),
            clusters: clusters.collect(),
            quantities: quantities.collect(),
            dates: dates.collect(),
        }
    }
}

fn token_json<'d>(layers: &Layers<'d>, places: &Places<'d>, token: usize) -> TokenJson<'d> {
    let reading = &layers.reading;
    let (at, tag) = (reading.tokens.all()[token], reading.tags.all()[token]);
    TokenJson {
        place: places.with_text(at.span),
        sentence: at.sentence,
        lemma: layers.lemma(token),
        upos: tag.upos.as_str(),
        xpos: tag.xpos.as_str(),
        head: reading.syntax.head(token),
        relation: reading.syntax.relation(token).as_str(),
    }
}
