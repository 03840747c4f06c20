//! Sentences of many kinds of news, with the findings that must be made in them.

use copydesk_analyzer::Document;
use copydesk_analyzer::testing::assert_well_formed;
use copydesk_analyzer::testing::cases::assert_cases;
use copydesk_staffing_attrition::StaffingAttrition;

#[test]
fn sentences_of_many_kinds_of_news_give_their_claims() {
    assert_cases(&StaffingAttrition, include_str!("cases.txt"));
}

#[test]
fn a_line_without_an_end_takes_no_longer_than_its_length() {
    let line = "Acme cut 400 jobs and bought 300 GPUs for $5 million, ".repeat(4000);
    let document = Document::from_paragraphs(line);
    assert_well_formed(&StaffingAttrition, &document);
}
