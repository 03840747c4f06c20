//! The findings in the project's articles, as reviewed.

use copydesk_ai_systems::AiSystems;
use copydesk_analyzer::testing::assert_snapshots;

#[test]
fn findings_in_the_fixtures_are_as_reviewed() {
    assert_snapshots(&AiSystems);
}
