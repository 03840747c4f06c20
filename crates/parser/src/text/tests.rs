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

const PAGE: &str = "Home / Business / Ports\n\nBUSINESS\n\nHarbour lets a third of its pilots go\n\n\
The union hears of it from the paper\n\nBy Ida Holm\n\nSenior reporter\n\n@idaholm\n\nJune 4, 2025, 5:15 PM PDT\n\n\
Five men who had brought ships into the harbour for decades were told on Monday that they may go.\n\n\
RELATED: The tug that nobody wanted\n\n\
The harbour’s head did not answer questions, and the city said that it had not been asked.\n\n\
What the union wants\n\n• Their jobs back\n\n• A word from the mayor\n\n\
The pilots’ house at low tide in May. (Ada Lim / Pacific Wire)\n\n\
A strike would close the harbour for a week, the union says, and cost the city two million dollars.\n\n\
Correction, June 5: An earlier version of this article misstated the number of pilots.\n\n\
Ida Holm covers ports. Before she joined the paper in 2021 she was a sailor for six years.\n\n\
Per Lund contributed to this article.\n\nMore from Business\n\nWhy the ferry is late\n\nThree charts on fish\n\n\
Comments (2)\n\ngull77 • 2 hours ago\n\nMy cousin is one of them and he says that nobody ever told him anything at all about it.\n\n\
Reply | Share | 2 likes\n\n© 2025 Harbour News LLC. All rights reserved.\n";

#[test]
fn a_page_with_all_its_furniture_comes_out_right() {
    let expected = [
        "navigation Home / Business",
        "navigation BUSINESS",
        "headline Harbour lets a",
        "paragraph The union hears",
        "byline By Ida Holm",
        "byline Senior reporter",
        "byline @idaholm",
        "dateline June 4, 2025,",
        "paragraph Five men who",
        "related-links RELATED: The tug",
        "paragraph The harbour’s head",
        "subheading What the union",
        "list-item • Their jobs",
        "list-item • A word",
        "caption The pilots’ house",
        "paragraph A strike would",
        "correction-note Correction, June 5:",
        "author-bio Ida Holm covers",
        "byline Per Lund contributed",
        "related-links More from Business",
        "related-links Why the ferry",
        "related-links Three charts on",
        "comments Comments (2)",
        "comments gull77 • 2",
        "comments My cousin is",
        "comments Reply | Share",
        "footer © 2025 Harbour",
    ];
    assert_eq!(outline(PAGE), expected);
    let (article, _) = parse(PAGE, Article::default());
    assert_eq!(article.publisher.as_deref(), Some("Harbour News LLC"));
    assert_eq!(article.published.unwrap().to_string(), "2025-06-04T17:15:00-07:00");
}

#[test]
fn a_time_with_its_label_is_cut_from_the_byline() {
    let text = "Harbour lets pilots go\n\nBy Ida Holm | Updated April 11, 2025 at 7:45 a.m. EDT\n\n\
                Five men who had brought ships into the harbour for decades were told that they may go.";
    assert_eq!(outline(text)[1..3], ["byline By Ida Holm", "dateline Updated April 11,"]);
    assert_eq!(parse(text, Article::default()).0.modified.unwrap().to_string(), "2025-04-11T07:45:00-04:00");
}

#[test]
fn a_teaser_that_leaves_out_a_sentence_still_repeats_the_lead() {
    let text = "Harbour Lets Pilots Go\n\nBy Ida Holm March 3, 2021 Five men who had brought ships into the harbour for \
                decades were told that they may go. A strike is near\n\nOne blog, many ships.\n\nHarbour Lets Pilots Go\n\n\
                Five men who had brought ships into the harbour for decades were told that they may go.\n\n\
                The union heard of it from the paper. A strike is near, it says, and it will be long.";
    let expected = [
        "headline→5 Harbour Lets Pilots",
        "byline By Ida Holm",
        "dateline March 3, 2021",
        "paragraph→6 Five men who",
        "promotion One blog, many",
    ];
    assert_eq!(outline(text)[..5], expected);
}
