//! Sentences with the changes that must be found in them.

use copydesk_analyzer::Document;
use copydesk_analyzer::testing::assert_well_formed;
use copydesk_analyzer::testing::cases::assert_cases;
use copydesk_org_changes::OrgChanges;

#[test]
fn changes_are_found_where_a_reader_sees_them() {
    assert_cases(&OrgChanges, include_str!("cases.txt"));
}

#[test]
fn a_line_without_an_end_takes_no_longer_than_its_length() {
    let line = "Acme made a chatbot called Parley and named Ida Falk chief of the group, ".repeat(4000);
    assert_well_formed(&OrgChanges, &Document::from_paragraphs(line));
}
