//! The page's headline: what its data, its title and its first headings agree on.

use super::evidence::hash_words;
use super::flow::Flow;
use super::metadata::Statements;
use super::site::Site;
use super::tag::Tag;
use super::tree::{Node, Tree};
use crate::time;

/// The block that says the headline: a heading that has its words and little else, or else any such block.
pub(super) fn block(tree: &Tree<'_>, flow: &Flow, headline: Option<&str>) -> Option<usize> {
    let headline = headline?;
    let says = |index: &usize| {
        let text = &flow.text[flow.pieces[*index].range.clone()];
        text.len() < 4 * headline.len() + 20 && similarity(text, headline) >= 0.9
    };
    let is_heading = |index: &usize| tree.node(flow.pieces[*index].node).tag == Tag::H1;
    let all = 0..flow.pieces.len();
    all.clone().filter(is_heading).find(says).or_else(|| all.clone().find(says))
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

/// What each place of a page states, without the site's name.
struct Wordings {
    heading: Option<String>,
    /// Whether something else on the page has most of the heading's words.
    is_confirmed: bool,
    data: Option<String>,
    is_news: bool,
    open: Option<String>,
    title: Option<String>,
}

/// The headline of a page.
///
/// Of a news page the wording that most places state; but one that its data for sharing alone has was written as a
/// headline, not for search. Of another page the heading, where something else on the page confirms it.
pub(super) fn find(page: &Statements<'_, '_>) -> Option<String> {
    let wordings = Wordings::read(page);
    if !wordings.is_news && wordings.is_confirmed {
        return wordings.heading;
    }
    if wordings.is_news && wordings.is_shared_apart() {
        return wordings.open;
    }
    let candidates = wordings.candidates();
    let votes = |candidate: &Candidate| -> f32 {
        let same = candidates.iter().filter(|other| other.plain == candidate.plain);
        same.map(|other| other.trust).sum()
    };
    let best = candidates.iter().rev().max_by(|a, b| votes(a).total_cmp(&votes(b)))?;
    // Of the wordings that differ in marks alone, the page's own heading counts.
    let same = candidates.iter().find(|other| other.plain == best.plain);
    same.map(|candidate| candidate.wording.clone())
}

impl Wordings {
    fn read(page: &Statements<'_, '_>) -> Self {
        let metas = &page.metas;
        let site = &page.site;
        let item = || metas.items.get("headline").and_then(|items| items.first());
        let data = page
            .described("headline")
            .or_else(|| metas.first(&["headline"]).map(str::to_owned))
            .or_else(|| item().map(|id| page.tree.text_of(*id)))
            .filter(|data| !data.is_empty());
        let data = data.map(|data| site.without(&data));
        let open = metas.first(&["og:title", "twitter:title"]).map(|title| site.without(title));
        let title = metas.title.as_deref().map(|title| site.without(title));
        let is_news = page.is_news();
        let mut wordings = Self { heading: None, is_confirmed: false, data, is_news, open, title };
        wordings.read_heading(page, site);
        wordings.drop_tails();
        wordings
    }

    /// The first heading may be the site's name: one that something else repeats goes before it.
    fn read_heading(&mut self, page: &Statements<'_, '_>, site: &Site) {
        let headings = || page.metas.headings.iter().take(HEADINGS).map(|id| (*id, page.tree.text_of(*id)));
        let stated: Vec<&String> = [&self.data, &self.open, &self.title].into_iter().flatten().collect();
        let confirmed = headings().find(|(_, text)| stated.iter().any(|stated| overlap(text, stated)));
        self.is_confirmed = confirmed.is_some();
        let Some((id, text)) = confirmed.or_else(|| headings().find(|(_, text)| !text.is_empty())) else {
            return;
        };
        // A part of a heading that is stated elsewhere is the headline; the rest is a topic or a date.
        let is_part = |(id, node): &(u32, &Node)| node.tag != Tag::Text && node.end - id <= PART_NODES;
        let parts = page.tree.inside(id).take(PART_NODES as usize).filter(is_part);
        let mut parts = parts.map(|(id, _)| page.tree.text_of(id));
        let is_stated = |part: &String| {
            part.len() < text.len() && stated.iter().any(|stated| plain(stated) == plain(part))
        };
        let text = parts.find(is_stated).unwrap_or(text);
        let text = site.without(&super::entities::decode(&text));
        self.heading = Some(stated.iter().find_map(|stated| dated(&text, stated)).unwrap_or(text));
    }

    /// Takes off what stands behind a mark where another place ends in front of it.
    fn drop_tails(&mut self) {
        let whole: Vec<String> = [&self.heading, &self.data].into_iter().flatten().cloned().collect();
        for wording in [&mut self.data, &mut self.open, &mut self.title].into_iter().flatten() {
            let tail = |whole: &String| {
                let tail = wording.strip_prefix(whole.as_str())?;
                tail.trim_start().starts_with(MARK_CHARACTERS).then_some(whole.len())
            };
            if let Some(end) = whole.iter().filter(|whole| whole.len() > SHORTEST).find_map(tail) {
                wording.truncate(end);
            }
        }
    }

    /// Whether heading, data and title agree, and what is stated for sharing has other words.
    fn is_shared_apart(&self) -> bool {
        let Some(heading) = self.heading.as_deref().map(plain) else { return false };
        let is_heading = |wording: &Option<String>| wording.as_deref().is_some_and(|w| plain(w) == heading);
        let is_title = self
            .title
            .as_deref()
            .is_some_and(|title| self.open.as_deref().is_some_and(|open| plain(title) == plain(open)));
        self.is_confirmed
            && is_heading(&self.data)
            && self.open.is_some()
            && !is_heading(&self.open)
            && !is_title
    }

    fn candidates(self) -> Vec<Candidate> {
        let anything = self.data.is_some() || self.open.is_some() || self.title.is_some();
        let heading = if self.is_confirmed || !anything { HEADING } else { 0.5 };
        let data = if self.is_news { NEWS_DATA } else { OTHER_DATA };
        let stated =
            [(self.heading, heading), (self.data, data), (self.open, OPEN_GRAPH), (self.title, TITLE)];
        let candidates = stated.into_iter().filter_map(|(wording, trust)| {
            let wording = wording?;
            let plain = plain(&wording);
            (!plain.is_empty()).then_some(Candidate { wording, plain, trust })
        });
        candidates.collect()
    }
}

/// A stated wording that a heading holds with nothing more than a date in front or behind.
fn dated(heading: &str, stated: &str) -> Option<String> {
    let (whole, part) = (plain(heading), plain(stated));
    let rest =
        whole.strip_prefix(&part).or_else(|| whole.strip_suffix(&part)).filter(|_| !part.is_empty())?;
    let is_date = time::find_all(rest).next().is_some_and(|date| date.range.len() == rest.trim().len());
    is_date.then(|| stated.to_owned())
}

/// Headings that are looked at, and nodes of one: a heading that is never closed holds the rest of the page.
const HEADINGS: usize = 12;
const PART_NODES: u32 = 24;
/// Marks that a site's name stands behind.
const MARK_CHARACTERS: &[char] = &['|', '»', '*', '•', '·', '—', '–', '-', '｜', 'ㅣ'];
/// Bytes that a headline has at least, where another one is cut to it.
const SHORTEST: usize = 12;

/// Letters and digits of a title, small, single blanks between words.
pub(super) fn plain(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric() && c != '\u{ad}').filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(|word| word.replace('\u{ad}', "").to_lowercase()).collect();
    words.join(" ")
}

/// Whether two wordings have half of the shorter one's words in common, and most of the longer one's are not left.
fn overlap(a: &str, b: &str) -> bool {
    let words =
        |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    let (fewest, most) = (words(a).min(words(b)) as f32, words(a).max(words(b)) as f32);
    let shared = similarity(a, b);
    shared >= 0.5 && shared * fewest >= 0.35 * most
}

/// The share of words that two titles have in common, of those of the shorter one's.
pub(super) fn similarity(a: &str, b: &str) -> f32 {
    let (a, b) = (distinct_words(a), distinct_words(b));
    let fewest = a.len().min(b.len());
    let most = a.len().max(b.len());
    if fewest == 0 || fewest * 3 < most {
        return 0.0;
    }
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok());
    shared.count() as f32 / fewest as f32
}

/// Hashes of a title's words, sorted, each once.
fn distinct_words(title: &str) -> Vec<u64> {
    let mut words = Vec::new();
    hash_words(title, &mut words);
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use crate::html::emitter::parse;
    use crate::html::metadata::Statements;

    fn headline(page: &str) -> Option<String> {
        super::find(&Statements::read(&parse(page), None))
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

    #[test]
    fn what_a_news_page_states_for_sharing_alone_is_its_headline() {
        let page = |title: &str| {
            format!(
                "<script type=application/ld+json>{{\"@type\": \"NewsArticle\", \"headline\": \"Town news: Quay shut\"}}\
                 </script><title>{title}</title><meta property=og:title content='The quay is shut for good'>\
                 <h1>Town news: Quay shut</h1>"
            )
        };
        assert_eq!(headline(&page("Town news: Quay shut")).as_deref(), Some("The quay is shut for good"));
        // Search engines read the title: a wording that stands there too was written for them.
        assert_eq!(headline(&page("The quay is shut for good")).as_deref(), Some("Town news: Quay shut"));
    }

    #[test]
    fn a_date_beside_the_heading_is_no_part_of_the_headline() {
        for heading in ["The quay is shut<div>3 May 2022</div>", "<time>May 3, 2022</time> The quay is shut"]
        {
            let page = format!("<meta property=og:title content='The quay is shut'><h1>{heading}</h1>");
            assert_eq!(headline(&page).as_deref(), Some("The quay is shut"), "{heading}");
        }
        let page =
            "<meta property=og:title content='The quay is shut'><h1>The quay is shut until May 3, 2022</h1>";
        assert_eq!(headline(page).as_deref(), Some("The quay is shut until May 3, 2022"));
    }

    #[test]
    fn a_word_of_the_sites_name_is_not_its_name() {
        let page = "<meta property=og:site_name content='Bread Harbour'><h1>Best Bread Ovens – Three Favourites</h1>\
                    <title>Best Bread Ovens - Three Favourites - Bread Harbour</title>";
        assert_eq!(headline(page).as_deref(), Some("Best Bread Ovens – Three Favourites"));
    }

    #[test]
    fn a_topic_inside_the_heading_is_no_part_of_the_headline() {
        let page = "<meta property=og:title content='The quay is shut'><title>The quay is shut</title>\
                    <h1><span>Harbour</span> <span>The quay is shut</span></h1>";
        assert_eq!(headline(page).as_deref(), Some("The quay is shut"));
        let page = "<h1>The quay<br>is shut &amp;#x26; sold</h1>";
        assert_eq!(headline(page).as_deref(), Some("The quay is shut & sold"));
    }
}
