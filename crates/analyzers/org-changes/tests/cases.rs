//! Sentences with the changes that must be found in them.

use copydesk_analyzer::testing::cases::assert_cases;
use copydesk_org_changes::OrgChanges;

#[test]
fn changes_are_found_where_a_reader_sees_them() {
    assert_cases(&OrgChanges, include_str!("cases.txt"));
}
