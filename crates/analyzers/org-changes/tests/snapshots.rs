//! The findings in the project's articles, as reviewed.

use copydesk_analyzer::testing::assert_snapshots;
use copydesk_org_changes::OrgChanges;

#[test]
fn findings_in_the_fixtures_are_as_reviewed() {
    assert_snapshots(&OrgChanges);
}
