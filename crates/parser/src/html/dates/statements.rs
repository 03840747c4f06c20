//! What else a page states about the time of publication, where one statement is not all.

use super::{PUBLISHED, all_stated, dated, near};
use crate::html::features::View;
use crate::html::metadata::Statements;
use crate::html::tag::Attribute;
use crate::time;
use copydesk_document::Moment;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// The stated moment, or one of the others that the page states which says the same more closely, or which is the one
/// that the page shows.
pub(super) fn checked(page: &Statements<'_, '_>, view: &View<'_, '_>, stated: Moment) -> Moment {
    let others = others(page);
    let stated = that_is_shown(page, view, &others, stated);
    let stated = with_clock(&others, stated);
    in_its_zone(page, stated)
}

/// The other statements of when the page was published: of other objects of its data, and of its metas.
fn others(page: &Statements<'_, '_>) -> Vec<Moment> {
    let dates = page.graph.described_alike("datePublished");
    dates.filter_map(|date| time::parse(&date)).chain(all_stated(page, PUBLISHED)).collect()
}

/// Of statements of different days the one whose day the page shows beside its headline.
fn that_is_shown(
    page: &Statements<'_, '_>,
    view: &View<'_, '_>,
    others: &[Moment],
    stated: Moment,
) -> Moment {
    if others.iter().all(|other| days(other).contains(&stated.date())) {
        return stated;
    }
    let shown: Vec<Date> =
        near(view).filter_map(|index| dated(page, view, index)).map(|(_, moment)| moment.date()).collect();
    let is_shown = |moment: &&Moment| days(moment).iter().any(|day| shown.contains(day));
    if is_shown(&&stated) {
        return stated;
    }
    others.iter().find(is_shown).copied().unwrap_or(stated)
}

/// A day, or its midnight, with the time of day that another statement knows.
fn with_clock(others: &[Moment], stated: Moment) -> Moment {
    if has_clock(&stated) {
        return stated;
    }
    // Of an evening west of Greenwich UTC has the next day.
    let day = stated.date();
    let is_same = |other: &&Moment| {
        has_clock(other)
            && (days(other).contains(&day) || day.tomorrow().is_ok_and(|next| is_night(other, next)))
    };
    others.iter().find(is_same).copied().unwrap_or(stated)
}

/// Whether a moment is one of UTC in the first half of a day.
fn is_night(moment: &Moment, day: Date) -> bool {
    matches!(moment, Moment::Zoned(local, Offset::UTC) if local.date() == day && local.hour() < 12)
}

/// Whether a moment says more than the day.
fn has_clock(moment: &Moment) -> bool {
    match moment {
        Moment::Day(_) => false,
        Moment::Local(local) | Moment::Zoned(local, _) => local.time() != Time::midnight(),
    }
}

/// The days that a moment may fall on: where it was written, and by UTC.
fn days(moment: &Moment) -> Vec<Date> {
    let utc = match moment {
        Moment::Zoned(local, offset) => {
            offset.to_timestamp(*local).ok().map(|at| Offset::UTC.to_datetime(at).date())
        }
        Moment::Day(_) | Moment::Local(_) => None,
    };
    [Some(moment.date()), utc].into_iter().flatten().collect()
}

/// A moment of UTC in the zone in which a `time` element of the page has it.
fn in_its_zone(page: &Statements<'_, '_>, stated: Moment) -> Moment {
    let Moment::Zoned(local, Offset::UTC) = stated else { return stated };
    let at = |local, offset: Offset| offset.to_timestamp(local).ok();
    let same = |moment: &Moment| match moment {
        Moment::Zoned(other, offset) if *offset != Offset::UTC => {
            at(*other, *offset) == at(local, Offset::UTC)
        }
        _ => false,
    };
    let times = page.metas.times.iter().take(TIMES);
    let stated_at = |id: &u32| time::parse(&page.tree.attribute(*id, Attribute::Datetime)?);
    times.filter_map(stated_at).find(same).unwrap_or(stated)
}

/// `time` elements that are asked for their zone.
const TIMES: usize = 12;

#[cfg(test)]
mod tests {
    fn published(page: &str) -> String {
        let document = crate::html::tests::read(page);
        document.article().published.map(|moment| moment.to_string()).unwrap_or_default()
    }

    fn data(kind: &str, date: &str) -> String {
        format!(
            r#"<script type=application/ld+json>{{"@type": "{kind}", "headline": "Pilots leave", "datePublished": "{date}"}}</script>"#
        )
    }

    #[test]
    fn of_statements_that_differ_the_one_that_is_shown_counts() {
        let meta = "<meta property=article:published_time content='2022-05-03T08:00:00+02:00'>";
        let page = |shown: &str| {
            format!("{}{meta}<h1>Pilots leave</h1><div>{shown}</div><p>Text.", data("Article", "2019-02-01"))
        };
        assert_eq!(published(&page("3 May 2022")), "2022-05-03T08:00:00+02:00");
        assert_eq!(published(&page("1 February 2019")), "2019-02-01");
        assert_eq!(published(&page("4 May 2022")), "2019-02-01");
    }

    #[test]
    fn the_time_of_day_is_taken_from_where_it_is_stated() {
        let both = |time: &str| {
            published(&format!("{}{}", data("NewsArticle", "2022-05-03T00:00:00Z"), data("WebPage", time)))
        };
        assert_eq!(both("2022-05-03T16:00:00Z"), "2022-05-03T16:00:00+00:00");
        assert_eq!(both("2022-05-04T03:30:00Z"), "2022-05-04T03:30:00+00:00");
        assert_eq!(both("2022-05-04T16:00:00Z"), "2022-05-03T00:00:00+00:00");
    }

    #[test]
    fn a_time_element_knows_the_zone() {
        let page = |time: &str| {
            format!(
                "{}<h1>Pilots leave</h1><time datetime='{time}'>2 May</time><p>Text.",
                data("Article", "2022-05-03T03:00:00Z")
            )
        };
        assert_eq!(published(&page("2022-05-02T20:00:00-07:00")), "2022-05-02T20:00:00-07:00");
        assert_eq!(published(&page("2022-05-02T21:00:00-07:00")), "2022-05-03T03:00:00+00:00");
    }
}
