//! Whole texts, block by block.

use super::*;

/// Each block as `kind` or `kind→n` for a repetition of block n, and its first words.
fn outline(text: &str) -> Vec<String> {
    let (_, blocks) = parse(text, Article::default());
    let line = |block: Block| {
        let noise = block.kind.noise().map(|noise| noise.name()).unwrap_or(block.kind.name());
        let copy = block.duplicate_of.map(|of| format!("→{of}")).unwrap_or_default();
        let words: Vec<&str> = text[block.span.range()].split_whitespace().take(3).collect();
        format!("{noise}{copy} {}", words.join(" "))
    };
    blocks.into_iter().map(line).collect()
}

const SCRAPE: &str = "Save 40% today\n\nHarbour Lets a Third of Its Pilots Go\n\n\
By Ida Holm , Per Lund and Lou Roe March 3, 2021 7:15 am ET The harbour of Lisbon is losing its pilots. A third of \
them were dismissed on Monday, two of them said. The uni\n\n\
One man, one blog, many ships.\nHarbour Lets a Third of Its Pilots Go\n\n\
The harbour of Lisbon is losing its pilots.\n\n\
A third of them were dismissed on Monday, two of them said. The union calls the step reckless.\n\n\
Newsletter Sign-Up\n\nShips\n\nEvery Monday, all that moves on the water.\n\nSubscribe Now\n\n\
“We go on,” said the union’s head, who has led it for a decade and will do so for another one.\n\n\
The pilots’ quay in Lisbon, Portugal.\n\nPhoto: Ida Holm/Harbour News\n\n\
What comes next\n\n\
The harbour said that it would hire new pilots in the autumn, once the budget has been passed.\n\n\
Write to Ida Holm at [email protected] and Per Lund at [email protected]\n\n\
What’s Your Reaction?\n\nlike\n\nlove\n\nsad\n\nHarbour Union\n\nContact us >\n";

#[test]
fn a_messy_scrape_comes_out_right_in_every_block() {
    let expected = [
        "advertisement Save 40% today",
        "headline→6 Harbour Lets a",
        "byline By Ida Holm",
        "dateline March 3, 2021",
        "paragraph→7 The harbour of",
        "promotion One man, one",
        "headline Harbour Lets a",
        "paragraph The harbour of",
        "paragraph A third of",
        "newsletter Newsletter Sign-Up",
        "newsletter Ships",
        "newsletter Every Monday, all",
        "subscribe-button Subscribe Now",
        "paragraph “We go on,”",
        "caption The pilots’ quay",
        "credit Photo: Ida Holm/Harbour",
        "subheading What comes next",
        "paragraph The harbour said",
        "contact-line Write to Ida",
        "reaction-widget What’s Your Reaction?",
        "reaction-widget like",
        "reaction-widget love",
        "reaction-widget sad",
        "footer Harbour Union",
        "contact-line Contact us >",
    ];
    assert_eq!(outline(SCRAPE), expected);
}

#[test]
fn the_scrape_tells_who_wrote_it_and_when() {
    let (article, _) = parse(SCRAPE, Article::default());
    assert_eq!(article.headline.as_deref(), Some("Harbour Lets a Third of Its Pilots Go"));
    assert_eq!(article.byline, ["Ida Holm", "Per Lund", "Lou Roe"]);
    assert_eq!(article.published.unwrap().to_string(), "2021-03-03T07:15:00-05:00");
}

#[test]
fn what_is_given_goes_before_what_the_text_says() {
    let given =
        Article { headline: Some("Another Title".into()), byline: vec!["Bo".into()], ..Article::default() };
    let (article, blocks) = parse(SCRAPE, given);
    assert_eq!((article.headline.as_deref(), article.byline), (Some("Another Title"), vec!["Bo".to_owned()]));
    assert!(blocks.iter().all(|block| block.kind != BlockKind::Headline));
}

#[test]
fn a_single_sentence_is_a_paragraph() {
    assert_eq!(outline("He left"), ["paragraph He left"]);
    assert_eq!(outline("Harbour Lets Its Pilots Go."), ["paragraph Harbour Lets Its"]);
}

#[test]
fn a_dateline_stands_on_the_line_of_its_paragraph() {
    let text =
        "Harbour lets pilots go\n\nLISBON, March 3 (Reuters) — The harbour lets a third of its pilots go.";
    assert_eq!(
        outline(text),
        ["headline Harbour lets pilots", "dateline LISBON, March 3", "paragraph The harbour lets"]
    );
}

#[test]
fn sentences_that_a_live_report_repeats_are_no_headline() {
    let text = "The Latest: Pilots leave the harbour of Lisbon.\n\nThe latest on the pilots of Lisbon, who were \
                dismissed on Monday by the harbour’s new head.\n\n9 p.m.\n\nIt takes twelve pilots to run the harbour.\n\n\
                The union wants to talk to the city before the end of the week, it said.\n\n8 p.m.\n\n\
                It takes twelve pilots to run the harbour.\n\nNobody knows how many will come.";
    let headlines: Vec<_> = outline(text).into_iter().filter(|line| line.starts_with("headline")).collect();
    assert_eq!(headlines, ["headline The Latest: Pilots"]);
}

#[test]
fn a_date_below_the_body_is_no_time_of_publication_unless_it_says_so() {
    let body = "Harbour lets pilots go\n\nThe harbour of Lisbon lets a third of its pilots go, said the union on Monday night.\n\n";
    let published = |foot: &str| parse(&format!("{body}{foot}"), Article::default()).0.published;
    assert_eq!(published("Friday, December 4, 2015"), None);
    assert_eq!(published("Published 4 December 2015").unwrap().to_string(), "2015-12-04");
}
