//! The page's headline: what its data, its title and its first headings agree on.

use super::flow::Flow;
use super::metadata::Statements;

/// The block that says the headline: the first one that has its words and little else.
pub(super) fn block(flow: &Flow, headline: Option<&str>) -> Option<usize> {
    let headline = headline?;
    flow.pieces.iter().position(|piece| {
        let text = &flow.text[piece.range.clone()];
        text.len() < 4 * headline.len() + 20 && similarity(text, headline) >= 0.9
    })
}

/// A wording of the headline and how much it is trusted.
struct Candidate {
    wording: String,
    plain: String,
    trust: f32,
}

/// Trust in each place that states a headline. Only the order matters much: two that agree go before one that does not.
const NEWS_DATA: f32 = 1.2;
const HEADING: f32 = 1.1;
const OTHER_DATA: f32 = 1.0;
const OPEN_GRAPH: f32 = 1.0;
const TITLE: f32 = 0.7;
const TWITTER: f32 = 0.4;

/// The wording that most of the places state; where no data names the headline, the heading that the title repeats.
pub(super) fn find(page: &Statements<'_, '_>) -> Option<String> {
    let candidates = candidates(page);
    if page.described("headline").is_none()
        && let Some(heading) = candidates.first().filter(|candidate| candidate.trust == HEADING)
    {
        return Some(heading.wording.clone());
    }
    let votes = |candidate: &Candidate| -> f32 {
        let same = candidates.iter().filter(|other| other.plain == candidate.plain);
        same.map(|other| other.trust).sum()
    };
    let best = candidates.iter().rev().max_by(|a, b| votes(a).total_cmp(&votes(b)))?;
    // Of the wordings that differ in marks alone, the page's own heading counts.
    let same = candidates.iter().find(|other| other.plain == best.plain);
    same.map(|candidate| candidate.wording.clone())
}

fn candidates(page: &Statements<'_, '_>) -> Vec<Candidate> {
    let metas = &page.metas;
    let title = metas.title.as_deref().map(|title| without_site(page, title));
    let open = metas.first(&["og:title"]).map(|title| without_site(page, title));
    let data = page.described("headline");
    let is_news = page.graph.article().is_some_and(|object| super::jsonld::has_type(object, "NewsArticle"));
    let mut candidates = Vec::new();
    let mut push = |wording: Option<String>, trust: f32| {
        if let Some(wording) = wording {
            let plain = plain(&wording);
            if !plain.is_empty() {
                candidates.push(Candidate { wording, plain, trust });
            }
        }
    };
    let headings = metas.headings.iter().map(|id| page.tree.text_of(*id));
    let headings: Vec<String> = headings.filter(|text| !text.is_empty()).collect();
    let stated = [&data, &open, &title];
    let is_stated = |heading: &&String| {
        let mut stated = stated.iter().filter_map(|stated| stated.as_ref());
        stated.any(|stated| similarity(heading, stated) >= 0.5)
    };
    // The first heading may be the site's name: one that something else repeats goes before it.
    let heading = headings.iter().find(is_stated);
    let lone = if stated.iter().any(|stated| stated.is_some()) { 0.5 } else { HEADING };
    match heading {
        Some(heading) => push(Some(heading.clone()), HEADING),
        None => push(headings.first().cloned(), lone),
    }
    push(data, if is_news { NEWS_DATA } else { OTHER_DATA });
    push(open, OPEN_GRAPH);
    push(title, TITLE);
    push(metas.first(&["twitter:title"]).map(|title| without_site(page, title)), TWITTER);
    candidates
}

/// Letters and digits of a title, small, single blanks between words.
fn plain(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric() && c != '\u{ad}').filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(|word| word.replace('\u{ad}', "").to_lowercase()).collect();
    words.join(" ")
}

/// Marks between a title and the site's name, the surest ones first.
const MARKS: &[&str] = &[" | ", " :: ", " » ", " * ", " • ", " · ", " — ", " – ", " - ", " // "];
/// Words that a site's name has at most.
const SITE_WORDS: usize = 5;

/// A title without the site's name, or a section's, behind or in front of it.
fn without_site(page: &Statements<'_, '_>, title: &str) -> String {
    let site = page.publisher().unwrap_or_default();
    let host =
        page.metas.canonical.as_deref().or(page.metas.first(&["og:url"])).map(host).unwrap_or_default();
    let is_site = |part: &str| {
        let joined = plain(part).replace(' ', "");
        similarity(part, &site) >= 0.5 || joined.len() > 3 && host.contains(&joined)
    };
    let mut rest = title.trim();
    for mark in MARKS {
        while let Some((front, end)) = rest.rsplit_once(mark) {
            let is_short = end.split_whitespace().count() <= SITE_WORDS && front.len() > end.len();
            let is_sure = matches!(*mark, " | " | " :: " | " » " | " • " | " · ");
            if !(is_site(end) || is_sure && is_short) {
                break;
            }
            rest = front.trim_end();
        }
        if let Some((front, end)) = rest.split_once(mark)
            && is_site(front)
        {
            rest = end.trim_start();
        }
    }
    rest.to_owned()
}

/// The host of an address, letters and digits only.
fn host(url: &str) -> String {
    let host = url.split("://").last().unwrap_or(url).split('/').next().unwrap_or_default();
    host.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// The share of words that two titles have in common, of those of the shorter one's.
pub(super) fn similarity(a: &str, b: &str) -> f32 {
    let words = |text: &str| -> std::collections::BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let fewest = a.len().min(b.len());
    let most = a.len().max(b.len());
    if fewest == 0 || fewest * 3 < most { 0.0 } else { a.intersection(&b).count() as f32 / fewest as f32 }
}

#[cfg(test)]
mod tests {
    use crate::html::emitter::parse;
    use crate::html::metadata::Statements;

    fn headline(page: &str) -> Option<String> {
        super::find(&Statements::read(&parse(page)))
    }

    #[test]
    fn the_site_is_no_part_of_the_headline() {
        let page = |title: &str| {
            format!("<title>{title}</title><meta property=og:site_name content='The Harbour News'>")
        };
        for title in [
            "Pilots leave the quay | Harbour News",
            "Harbour News - Pilots leave the quay",
            "Pilots leave the quay",
        ] {
            assert_eq!(headline(&page(title)).as_deref(), Some("Pilots leave the quay"), "{title}");
        }
        let kept = "Pilots leave - and the quay stays open";
        assert_eq!(headline(&page(kept)).as_deref(), Some(kept));
    }

    #[test]
    fn wordings_that_agree_go_before_one_that_does_not() {
        let page = "<script type=application/ld+json>{\"@type\": \"NewsArticle\", \"headline\": \"Quay shut: a third must go\"}
                    </script><title>Quay shut: a third must go</title><h1>Shipping Quay shut: a third must go</h1>";
        assert_eq!(headline(page).as_deref(), Some("Quay shut: a third must go"));
    }

    #[test]
    fn a_heading_with_the_name_of_the_site_is_not_the_headline() {
        let page = "<title>Pilots leave the quay</title><h1>Harbour News</h1><h1>Pilots leave the quay</h1>";
        assert_eq!(headline(page).as_deref(), Some("Pilots leave the quay"));
    }
}
