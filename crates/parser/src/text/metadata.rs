//! What an article says about itself: headline, authors, times, publisher.

use super::byline;
use super::piece::Piece;
use super::shape::is_prose;
use crate::data::compiled;
use crate::time;
use copydesk_document::{Article, BlockKind};
use regex::Regex;
use std::sync::LazyLock;

/// Fills in what is not `given`.
pub(super) fn read(text: &str, pieces: &[Piece], given: Article) -> Article {
    let mut article = given;
    let of_kind = |kind| pieces.iter().filter(move |piece| piece.kind == Some(kind));
    if article.headline.is_none() {
        let headline = of_kind(BlockKind::Headline).find(|piece| piece.duplicate_of.is_none());
        article.headline = headline.map(|piece| one_line(piece.text(text)));
    }
    if article.byline.is_empty() {
        let names = of_kind(BlockKind::Byline).map(|piece| byline::names(piece.text(text)));
        article.byline = names.into_iter().find(|names| !names.is_empty()).unwrap_or_default();
    }
    // Below the body a date may be that of a correction, or of another article.
    let prose = pieces.iter().position(|piece| piece.is_open() && is_prose(piece.text(text)));
    let head = prose.map_or(text.len(), |prose| pieces[prose].range.start);
    for piece in of_kind(BlockKind::Dateline) {
        let words = piece.text(text);
        if piece.range.start < head || LABEL.is_match(words) {
            times(words, &mut article);
        }
    }
    // A page that states one time only, that of its last change, was published then at the latest.
    article.published = article.published.or(article.modified);
    if article.publisher.is_none() {
        let foot = pieces.iter().rev().filter(|piece| piece.is_noise());
        article.publisher = foot.filter_map(|piece| publisher(piece.text(text))).next();
    }
    article
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^(?:(?:first |originally |last )?(?:published|posted|updated?|modified)|publié|mis à jour|veröffentlicht|aktualisiert|stand|publicado|actualizado)\b",
    )
});

static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:updated?|modified|aktualisiert|mis à jour|modifié|actualizado)\b[^\p{L}]*(?:\p{L}{2,10}[ ,]+){0,2}$",
    )
});

/// Takes the first time as that of publication, and one that follows "Updated" as that of the last change.
fn times(line: &str, article: &mut Article) {
    for stated in time::find_all(line) {
        let slot = if CHANGED.is_match(&line[..stated.range.start]) {
            &mut article.modified
        } else {
            &mut article.published
        };
        slot.get_or_insert(stated.moment);
    }
}

static RIGHTS: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?:©|\([cC]\)|\b[Cc]opyright\b|COPYRIGHT)[\s©,]*(?:\([cC]\)\s*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?[\s,]*(?:by\s+)?(?<name>\p{Lu}[\p{L}\p{N}&.,’' -]{1,60})",
    )
});

/// Who holds the rights, by the line at the foot of a page.
fn publisher(line: &str) -> Option<String> {
    let name = RIGHTS.captures(line)?.name("name")?.as_str();
    let end = [". ", " All ", " Inc. All", " – ", " - "].iter().filter_map(|mark| name.find(mark)).min();
    let name = name[..end.unwrap_or(name.len())].trim_end_matches([' ', ',', '.']);
    (name.len() > 1).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_holder_of_the_rights_is_the_publisher() {
        assert_eq!(
            publisher("© 2023 The Harbour News. All rights reserved.").as_deref(),
            Some("The Harbour News")
        );
        assert_eq!(publisher("Copyright ©2023 Holm & Company, Inc.").as_deref(), Some("Holm & Company, Inc"));
        assert_eq!(publisher("All rights reserved."), None);
    }

    #[test]
    fn a_time_behind_updated_is_that_of_the_last_change() {
        let mut article = Article::default();
        times("Published 3 May 2022 | Updated 4 May 2022", &mut article);
        assert_eq!(article.published.unwrap().to_string(), "2022-05-03");
        assert_eq!(article.modified.unwrap().to_string(), "2022-05-04");
    }
}
