//! The findings in every article of the fixtures, reviewed.

#[test]
fn findings_in_the_fixtures_are_as_reviewed() {
    copydesk_analyzer::testing::assert_snapshots(&copydesk_quote_attribution::QuoteAttribution);
}
