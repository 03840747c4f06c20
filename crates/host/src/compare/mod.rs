//! Two runs side by side: their articles are paired as they are read, and their findings compared.

mod claim;
mod side;

pub(crate) use side::{Side, SideError};

use copydesk_diff::{ArticleChanges, Changes, Finding, Presence};
use side::Compared;
use std::collections::{BTreeMap, VecDeque};

/// What differs between two runs, in the order of the first; and what could not be read.
pub(crate) fn compare(before: Side, after: Side) -> Result<(Vec<ArticleChanges>, Vec<String>), SideError> {
    let is_rendered = before.knows_texts() && after.knows_texts();
    let mut sides = [before, after];
    let mut waiting = [Waiting::default(), Waiting::default()];
    let mut differences = BTreeMap::new();
    let mut complaints = Vec::new();
    let mut place = 0;
    // One article of each in turn: where both have the same order, no more than one waits for its counterpart.
    loop {
        let mut has_ended = true;
        for turn in [0, 1] {
            let next = match sides[turn].next()? {
                Some(Ok(next)) => next,
                Some(Err(complaint)) => {
                    complaints.push(complaint);
                    has_ended = false;
                    continue;
                }
                None => continue,
            };
            has_ended = false;
            place += 1;
            match waiting[1 - turn].take_like(&next) {
                Some((at, other)) => {
                    let (before, after) = if turn == 0 { (next, other) } else { (other, next) };
                    let found = difference(Some(before), Some(after), is_rendered);
                    differences.insert((0, if turn == 0 { place } else { at }), found);
                }
                None => waiting[turn].add(place, next),
            }
        }
        if has_ended {
            break;
        }
    }
    let [before, after] = waiting;
    for (at, article) in before.articles {
        differences.insert((0, at), difference(Some(article), None, is_rendered));
    }
    for (at, article) in after.articles {
        differences.insert((1, at), difference(None, Some(article), is_rendered));
    }
    Ok((differences.into_values().flatten().collect(), complaints))
}

/// Articles of one side whose counterpart was not read yet, by the order in which they were read.
#[derive(Default)]
struct Waiting {
    articles: BTreeMap<usize, Compared>,
    by_hash: BTreeMap<String, VecDeque<usize>>,
    by_id: BTreeMap<String, VecDeque<usize>>,
}

impl Waiting {
    fn add(&mut self, place: usize, article: Compared) {
        if let Some(hash) = &article.hash {
            self.by_hash.entry(hash.clone()).or_default().push_back(place);
        }
        self.by_id.entry(article.id.clone()).or_default().push_back(place);
        self.articles.insert(place, article);
    }

    /// The first article that has the content of `other`, or else its id.
    fn take_like(&mut self, other: &Compared) -> Option<(usize, Compared)> {
        let alike = other.hash.as_ref().and_then(|hash| self.by_hash.get(hash)).and_then(VecDeque::front);
        let named = self.by_id.get(&other.id).and_then(VecDeque::front);
        let place = *alike.or(named)?;
        let article = self.articles.remove(&place)?;
        forget(&mut self.by_id, &article.id, place);
        if let Some(hash) = &article.hash {
            forget(&mut self.by_hash, hash, place);
        }
        Some((place, article))
    }
}

fn forget(places: &mut BTreeMap<String, VecDeque<usize>>, key: &str, place: usize) {
    if let Some(queue) = places.get_mut(key) {
        queue.retain(|other| *other != place);
        if queue.is_empty() {
            places.remove(key);
        }
    }
}

/// What differs in one article, by analyzer; nothing for those whose findings are the same.
fn difference(before: Option<Compared>, after: Option<Compared>, is_rendered: bool) -> Vec<ArticleChanges> {
    let presence = match (&before, &after) {
        (Some(_), None) => Presence::Before,
        (None, Some(_)) => Presence::After,
        _ => Presence::Both,
    };
    if let (Some(before), Some(after)) = (&before, &after)
        && before.findings == after.findings
    {
        return Vec::new();
    }
    let article = after.as_ref().or(before.as_ref()).map(Compared::shown_id).unwrap_or_default();
    let mut by_analyzer: BTreeMap<String, [Vec<Finding>; 2]> = BTreeMap::new();
    for (side, compared) in [before, after].into_iter().enumerate() {
        for (analyzer, finding) in compared.into_iter().flat_map(|compared| compared.claims(is_rendered)) {
            by_analyzer.entry(analyzer).or_default()[side].push(finding);
        }
    }
    let changes = by_analyzer.into_iter().map(|(analyzer, [before, after])| {
        let changes = Changes::between(before, after);
        ArticleChanges { analyzer, article: article.clone(), presence, changes }
    });
    changes.filter(|article| !article.changes.is_empty()).collect()
}
