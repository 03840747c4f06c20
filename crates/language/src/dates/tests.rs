//! Dates of every form against one day of publication.

use super::*;
use copydesk_document::Moment;
use jiff::civil::date;

/// The mentions of a text published on Friday, 16 June 2023, as `words = from..to`, parted by ` | `.
fn read(text: &str) -> String {
    let mut document = Document::from_paragraphs(text);
    document.article_mut().published = Some(Moment::Day(date(2023, 6, 16)));
    let shown: Vec<_> =
        document.layer::<Dates>().all().iter().map(|mention| show(&document, mention)).collect();
    shown.join(" | ")
}

fn show(document: &Document, mention: &DateMention) -> String {
    let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
    let days =
        mention.period.map_or("?".to_owned(), |period| format!("{}..{}", day(period.from), day(period.to)));
    format!("{} = {days}", document.slice(mention.span))
}

fn assert_all(cases: &[(&str, &str)]) {
    for (text, wanted) in cases {
        assert_eq!(read(text), *wanted, "{text}");
    }
}

#[test]
fn full_dates_are_worked_out() {
    assert_all(&[
        ("It closed on 16 June 2021.", "on 16 June 2021 = 2021-06-16..2021-06-16"),
        ("It closed June 16, 2021, at last.", "June 16, 2021 = 2021-06-16..2021-06-16"),
        ("It closed on 2021-06-16.", "on 2021-06-16 = 2021-06-16..2021-06-16"),
        ("It opened in August 2022.", "in August 2022 = 2022-08-01..2022-08-31"),
        ("It opened in 2013.", "in 2013 = 2013-01-01..2013-12-31"),
        ("It grew since 2019.", "since 2019 = 2019-01-01..2023-06-16"),
        ("Ten have left since the merger.", "since the merger = ?"),
        ("Since the firm moved to a bigger office, ten have left.", ""),
        ("It runs between 2019 and 2021.", "between 2019 and 2021 = 2019-01-01..2021-12-31"),
        ("It ran in November and December 2020.", "in November and December 2020 = 2020-11-01..2020-12-31"),
        ("It ran from April to August 2005.", "from April to August 2005 = 2005-04-01..2005-08-31"),
        ("Back in the 1990s it was new.", "in the 1990s = 1990-01-01..1999-12-31"),
        ("In Q4 2026 it opens.", "In Q4 2026 = 2026-10-01..2026-12-31"),
        ("In the first half of 2022 it fell.", "In the first half of 2022 = 2022-01-01..2022-06-30"),
    ]);
}

#[test]
fn dates_without_a_year_are_the_last_or_the_next() {
    assert_all(&[
        ("As of March, it had ten.", "As of March = 2023-03-01..2023-03-31"),
        ("In November it fell.", "In November = 2022-11-01..2022-11-30"),
        ("It will open in November.", "in November = 2023-11-01..2023-11-30"),
        ("It fell in November of last year.", "in November of last year = 2022-11-01..2022-11-30"),
        ("It said so on Friday.", "on Friday = 2023-06-16..2023-06-16"),
        ("It said so late Thursday.", "late Thursday = 2023-06-15..2023-06-15"),
        ("It closes next Tuesday.", "next Tuesday = 2023-06-20..2023-06-20"),
        ("Sales fell in the third quarter.", "in the third quarter = 2022-07-01..2022-09-30"),
        ("It may grow.", ""),
        ("They march in line.", ""),
    ]);
}

#[test]
fn times_are_told_from_the_day_of_publication() {
    assert_all(&[
        ("It fell last year.", "last year = 2022-01-01..2022-12-31"),
        ("It fell in the last year.", "in the last year = 2022-06-16..2023-06-16"),
        ("It fell last week.", "last week = 2023-06-05..2023-06-11"),
        ("It met earlier this month.", "earlier this month = 2023-06-01..2023-06-16"),
        ("It grew over the past decade.", "over the past decade = 2013-06-16..2023-06-16"),
        ("It grows over the next five years.", "over the next five years = 2023-06-16..2028-06-16"),
        ("A decade ago it was new.", "A decade ago = 2013-01-01..2013-12-31"),
        ("By the end of 2024 it closes.", "By the end of 2024 = ..2024-12-31"),
        ("It closes by the end of the year.", "by the end of the year = ..2023-12-31"),
        ("Two weeks later it closed.", "Two weeks later = ?"),
        ("It closed yesterday.", "yesterday = 2023-06-15..2023-06-15"),
        ("It closed several years ago.", "several years ago = ?"),
        ("It closed more than a year ago.", "more than a year ago = ?"),
        ("It closed about a month ago.", "about a month ago = 2023-05-01..2023-05-31"),
    ]);
}

#[test]
fn without_a_day_of_publication_only_full_dates_are_worked_out() {
    let document = Document::from_paragraphs("It fell last year and in May 2020.");
    let periods: Vec<_> =
        document.layer::<Dates>().all().iter().map(|mention| mention.period.is_some()).collect();
    assert_eq!(periods, [false, true]);
}

#[test]
fn counts_are_no_dates() {
    assert_eq!(read("It has 2,000 cooks, 1500 of them new, and 12 pods of 2048 GPUs."), "");
}
