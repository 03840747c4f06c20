//! The name of the site that a page is from, to be told from what is the article's.

use super::headline::{plain, similarity};
use super::metadata::Statements;

/// Marks between a title and the site's name, the surest ones first.
const MARKS: &[&str] =
    &[" | ", " :: ", " » ", " * ", " • ", " · ", " — ", " – ", " - ", " // ", "｜", "ㅣ", "："];
/// Words that a site's name has at most.
const SITE_WORDS: usize = 5;

/// What is known of the site's name.
#[derive(Default)]
pub(super) struct Site {
    name: String,
    /// Letters and digits of its host.
    host: String,
    /// The parts of its host.
    labels: Vec<String>,
}

impl Site {
    pub(super) fn of(page: &Statements<'_, '_>) -> Self {
        let url = page.url.or(page.metas.canonical.as_deref()).or(page.metas.first(&["og:url"]));
        let host = url.map(host).unwrap_or_default();
        Self {
            name: page.publisher().unwrap_or_default(),
            labels: host.split('.').map(str::to_owned).collect(),
            host: plain(host).replace(' ', ""),
        }
    }

    /// Whether a name is the site's, or its host's, as it stands or by its initials.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let joined = plain(name).replace(' ', "");
        !joined.is_empty()
            && (joined == plain(&self.name).replace(' ', "")
                || joined.len() > 2 && self.host.contains(&joined)
                || self.labels.contains(&initials(name)))
    }

    fn is(&self, part: &str) -> bool {
        let joined = plain(part).replace(' ', "");
        similarity(part, &self.name) > 0.5 || joined.len() > 3 && self.host.contains(&joined)
    }

    /// A title without the site's name, or a section's, behind or in front of it.
    pub(super) fn without(&self, title: &str) -> String {
        let mut rest = title.trim();
        for mark in MARKS {
            while let Some((front, end)) = rest.rsplit_once(mark) {
                let is_short = end.split_whitespace().count() <= SITE_WORDS && front.len() > end.len();
                let is_sure = matches!(*mark, " | " | " :: " | " » " | " • " | " · " | "｜" | "ㅣ");
                if !(self.is(end) || is_sure && is_short) {
                    break;
                }
                rest = front.trim_end();
            }
            if let Some((front, end)) = rest.split_once(mark)
                && self.is(front)
            {
                rest = end.trim_start();
            }
        }
        rest.to_owned()
    }
}

/// The host of an address.
fn host(url: &str) -> &str {
    url.split("://").last().unwrap_or(url).split('/').next().unwrap_or_default()
}

/// The first letters of the words of a name, small.
fn initials(name: &str) -> String {
    plain(name).split(' ').filter_map(|word| word.chars().next()).collect()
}
