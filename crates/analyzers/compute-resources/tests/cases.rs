//! Sentences of many kinds of news, with the findings that must be made in them.

use copydesk_analyzer::testing::cases::assert_cases;
use copydesk_compute_resources::ComputeResources;

#[test]
fn sentences_of_many_kinds_of_news_give_their_claims() {
    assert_cases(&ComputeResources, include_str!("cases.txt"));
}
