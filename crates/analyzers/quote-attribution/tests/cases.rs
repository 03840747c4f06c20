//! Sentences with the attributions that must be found in them.

use copydesk_analyzer::testing::cases::assert_cases;
use copydesk_quote_attribution::QuoteAttribution;

#[test]
fn attributions_are_found_where_a_reader_sees_them() {
    assert_cases(&QuoteAttribution, include_str!("cases.txt"));
}
