//! Named people who leave, are let go or come: who, from where, to where, in which post.

use copydesk_analyzer::{Analyzer, Document};
use copydesk_staffing_attrition::{Person, StaffingAttrition};

/// The persons of the claims in a text, each as "name, from, to, role"; a dash for what is not told.
fn people(text: &str) -> Vec<String> {
    let findings = StaffingAttrition.analyze(&Document::from_paragraphs(text));
    let told = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
    let person = |person: Person| {
        format!("{}, {}, {}, {}", person.name, told(&person.from), told(&person.to), told(&person.role))
    };
    findings.into_iter().filter_map(|finding| finding.data.person).map(person).collect()
}

#[test]
fn who_led_something_and_left_for_a_rival_is_told_with_both_firms_and_the_post() {
    assert_eq!(
        people("Jane Doe, who led robotics at Microsoft, left for Google in March."),
        ["Jane Doe, Microsoft, Google, led robotics"]
    );
}

#[test]
fn a_relative_clause_tells_of_the_person_in_front_of_it() {
    assert_eq!(
        people("Microsoft thanked Anita Holm, who stepped down in January."),
        ["Anita Holm, Microsoft, -, -"]
    );
}

#[test]
fn a_pronoun_stands_for_the_person_named_last() {
    let text = "Femi Laurent ran the data centers of Microsoft. He quit in January.";
    assert!(people(text)[0].starts_with("Femi Laurent, Microsoft"));
}

#[test]
fn a_surname_stands_for_the_full_name() {
    let text = "Paul Carter joined Microsoft in 2019. Mr Carter resigned on Friday.";
    assert!(people(text)[1].starts_with("Paul Carter"));
}

#[test]
fn who_is_hired_comes_from_the_one_and_goes_to_the_other() {
    assert_eq!(
        people("Google hired Maria Santos from Microsoft as chief scientist."),
        ["Maria Santos, Microsoft, Google, chief scientist"]
    );
}

#[test]
fn who_is_fired_is_named_with_the_title() {
    assert_eq!(
        people("Google fired its finance director, David Brown, on 2 April."),
        ["David Brown, Google, -, finance director"]
    );
}

#[test]
fn a_firm_of_one_word_is_no_person() {
    for text in ["Hooli loses staff.", "Hooli, which makes phones, lost many engineers."] {
        assert!(people(text).is_empty(), "{text}");
    }
}
