//! Who is whom in short articles.

use super::*;

/// Each cluster that is spoken of more than once: its name, and its other mentions and pronouns in order.
fn clusters(text: &str) -> Vec<String> {
    let document = Document::from_paragraphs(text);
    let reading = Reading::new(&document);
    let mentions = document.layer::<Mentions>().all();
    let words = |tokens: Range<usize>| document.slice(reading.span(tokens)).to_owned();
    let all = document.layer::<Clusters>().all().iter();
    let spoken = all.filter(|cluster| cluster.mentions.len() + cluster.pronouns.len() > 1);
    let shown = spoken.map(|cluster| {
        let named = cluster.mentions.iter().map(|index| mentions[*index].tokens.clone());
        let mut places: Vec<_> =
            named.chain(cluster.pronouns.iter().map(|token| *token..token + 1)).collect();
        places.sort_by_key(|tokens| tokens.start);
        let places: Vec<_> = places.into_iter().map(words).collect();
        format!("{}: {}", words(cluster.name.clone()), places.join(", "))
    });
    shown.collect()
}

#[test]
fn a_surname_is_the_person_with_the_full_name_in_front_or_behind() {
    assert_eq!(
        clusters("Maria Keller resigned on Monday. Keller had joined in 2019."),
        ["Maria Keller: Maria Keller, Keller"]
    );
    assert_eq!(
        clusters("Mr. Carter resigned. John Carter had joined in 2019."),
        ["John Carter: Carter, John Carter"]
    );
}

#[test]
fn pronouns_agree_with_the_person_in_gender() {
    assert_eq!(
        clusters("Maria Keller hired John Carter. She said he was the best."),
        ["Maria Keller: Maria Keller, She", "John Carter: John Carter, he"]
    );
}

#[test]
fn an_acronym_is_the_organization_with_these_initials() {
    let found = clusters("The World Health Organization met in Geneva. The WHO warned of a shortage.");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("World Health Organization") && found[0].contains("WHO"), "{found:?}");
}

#[test]
fn the_company_and_its_pronoun_are_the_one_told_of() {
    let found = clusters("Google cut 300 jobs. The company said it would hire again.");
    assert_eq!(found, ["Google: Google, The company, it"]);
}

#[test]
fn the_role_is_whoever_was_called_so() {
    let found = clusters("Google spokesman John Carter declined. The spokesman said nothing else.");
    assert!(found.contains(&"John Carter: John Carter, The spokesman".to_owned()), "{found:?}");
}

#[test]
fn they_are_the_group_and_who_the_noun_in_front() {
    let found = clusters("Some researchers who left said they had been ignored.");
    assert_eq!(found, ["Some researchers: Some researchers, who, they"]);
}

#[test]
fn the_first_person_in_quotation_marks_is_the_speaker() {
    let found = clusters("“I am tired,” said Maria Keller. “My back hurts.”");
    assert_eq!(found, ["Maria Keller: I, Maria Keller, My"]);
}

#[test]
fn a_name_is_what_it_is_most_often() {
    let found =
        clusters("Google grew. At Google nobody left. Maria Keller praised Google. Nobody saw Keller.");
    assert_eq!(found, ["Google: Google, Google, Google", "Maria Keller: Maria Keller, Keller"]);
}

#[test]
fn nobody_is_guessed_where_no_one_was_told_of() {
    assert!(clusters("It rains. They say so. He left.").is_empty());
}

#[test]
fn an_article_of_pronouns_and_namesakes_ends() {
    let text =
        "Ann Lee met Bo Lee, she told him, and the company told its people who they were. ".repeat(8000);
    let document = Document::from_paragraphs(text);
    assert!(!document.layer::<Clusters>().all().is_empty());
}
