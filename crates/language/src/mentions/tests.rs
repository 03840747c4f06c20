//! What is mentioned in sentences of news.

use super::*;

/// Each mention as `words|kind|title|affiliation`, without the empty parts at the end.
fn mentions(text: &str) -> Vec<String> {
    let document = Document::from_paragraphs(text);
    let reading = Reading::new(&document);
    let words = |tokens: &Range<usize>| document.slice(reading.span(tokens.clone())).to_owned();
    let shown = document.layer::<Mentions>().all().iter().map(|mention| {
        let of = |part: &Option<Range<usize>>| part.as_ref().map_or(String::new(), words);
        let parts = [
            words(&mention.tokens),
            mention.kind.as_str().to_owned(),
            of(&mention.title),
            of(&mention.affiliation),
        ];
        parts.join("|").trim_end_matches('|').to_owned()
    });
    shown.collect()
}

#[test]
fn a_person_has_the_title_and_affiliation_that_stand_behind_the_name() {
    assert_eq!(
        mentions("Maria Keller, director of research at Google, resigned on Monday."),
        ["Maria Keller|person|director of research|Google", "Google|organization"]
    );
    assert_eq!(mentions("Maria Keller, 52, a baker, resigned."), ["Maria Keller|person|baker"]);
    assert_eq!(mentions("Maria Keller, who is a baker, resigned.")[0], "Maria Keller|person");
}

#[test]
fn a_person_has_the_title_and_affiliation_that_stand_in_front_of_the_name() {
    assert_eq!(
        mentions("Google spokesman John Carter declined to comment."),
        ["Google|organization", "John Carter|person|spokesman|Google"]
    );
    assert_eq!(mentions("Mayor Maria Keller resigned."), ["Maria Keller|person|Mayor"]);
    assert_eq!(mentions("Mr. Carter resigned."), ["Carter|person"]);
}

#[test]
fn people_without_a_name_are_mentioned_by_what_they_are() {
    assert_eq!(
        mentions("People familiar with the matter said so."),
        ["People familiar with the matter|group"]
    );
    assert_eq!(mentions("Some researchers left.")[0], "Some researchers|group");
    let spokesman = mentions("A Google spokesman declined to comment.");
    assert!(spokesman.contains(&"A Google spokesman|person||Google".to_owned()), "{spokesman:?}");
}

#[test]
fn an_organization_is_described_only_where_one_is_meant() {
    assert!(mentions("The company cut jobs.").contains(&"The company|organization".to_owned()));
    assert!(mentions("Company cars are cheap.").is_empty());
}

#[test]
fn a_long_sentence_of_roles_ends() {
    let document = Document::from_paragraphs("the spokesman, a director of the company, ".repeat(20_000));
    assert!(document.layer::<Mentions>().all().len() > 40_000);
}
