//! Sentences with the systems that must be found in them.

use copydesk_ai_systems::AiSystems;
use copydesk_analyzer::testing::cases::assert_cases;

#[test]
fn systems_are_found_where_a_reader_sees_them() {
    assert_cases(&AiSystems, include_str!("cases.txt"));
}
