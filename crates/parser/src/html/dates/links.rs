//! Where a date that links as a whole leads: the article's own may lead to the article, or to all of its day.

use crate::html::metadata::Statements;
use crate::html::tag::{Attribute, Tag};
use crate::html::tree::NodeId;
use jiff::civil::Date;

/// Elements between a date and the link around it.
const LEVELS: usize = 8;

/// Whether the link around a node leads to the page itself, or to the archive of a day.
pub(super) fn is_own(page: &Statements<'_, '_>, id: NodeId, day: Date) -> bool {
    let parent = |id: &NodeId| (*id > 0).then(|| page.tree.node(*id).parent);
    let around = std::iter::successors(Some(id), parent).take(LEVELS);
    let link = around.into_iter().find(|id| page.tree.node(*id).tag == Tag::A);
    let Some(target) = link.and_then(|id| page.tree.attribute(id, Attribute::Href)) else { return false };
    let target = path(target.trim());
    is_archive_of(target, day) || is_page(page, target)
}

/// Whether a path ends in a day, as in `/blog/2025/04/18`.
fn is_archive_of(path: &str, day: Date) -> bool {
    let mut parts = path.rsplit('/').map(|part| part.parse::<i16>().ok());
    [i16::from(day.day()), i16::from(day.month()), day.year()]
        .into_iter()
        .all(|part| parts.next().flatten() == Some(part))
}

fn is_page(page: &Statements<'_, '_>, target: &str) -> bool {
    let stated = page.metas.first(&["og:url"]);
    let own = [page.url, page.metas.canonical.as_deref(), stated];
    !target.is_empty() && own.into_iter().flatten().any(|own| path(own) == target)
}

/// The path of an address, without what stands around it.
fn path(address: &str) -> &str {
    let rest =
        address.split_once("://").map_or(address, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    rest[..end].trim_matches('/')
}

#[cfg(test)]
mod tests {
    use crate::html::dates::tests::published;

    #[test]
    fn a_date_that_leads_to_its_article_or_its_day_is_the_articles() {
        let page = |target: &str| {
            format!(
                "<link rel=canonical href=https://paper.example/quay><h1>Pilots leave</h1>\
                 <div><a href='{target}'><span>3 May 2022</span></a></div><p>Text."
            )
        };
        for own in ["/quay/#top", "https://paper.example/quay", "https://paper.example/2022/05/03/"] {
            assert_eq!(published(&page(own)), "2022-05-03", "{own}");
        }
        for other in ["/other", "/", "/2022/05/03/other", "/2022/05/04/"] {
            assert_eq!(published(&page(other)), "", "{other}");
        }
    }
}
