//! What the embedded models must get right, on sentences written for these tests, and what must not break them.

use super::{
    Arc, Entity, EntityKind, EntityTagger, Parser, Relation, Tag, Tagger, Upos, Xpos,
    parser::is_projective_tree,
};

fn analyze(text: &str) -> (Vec<&str>, Vec<Tag>, Vec<Arc>) {
    let words: Vec<&str> = text.split(' ').collect();
    let (mut tags, mut arcs) = (Vec::new(), Vec::new());
    Tagger::embedded().tag(&words, &mut tags);
    Parser::embedded().parse(&words, &tags, &mut arcs);
    (words, tags, arcs)
}

/// Asserts that `dependent` hangs on `head` by `relation`; words are named by their first occurrence.
fn assert_arc(text: &str, dependent: &str, relation: Relation, head: &str) {
    let (words, _, arcs) = analyze(text);
    let at = |word: &str| words.iter().position(|&other| other == word).unwrap();
    let arc = arcs[at(dependent)];
    let found = if arc.head == 0 { "" } else { words[arc.head as usize - 1] };
    assert_eq!((found, arc.relation), (head, relation), "{dependent} in: {text}");
}

#[test]
fn words_are_tagged_by_their_place_in_the_sentence() {
    let (_, tags, _) = analyze("They plan to plan the launch .");
    let xpos: Vec<Xpos> = tags.iter().map(|tag| tag.xpos).collect();
    assert_eq!(xpos, [Xpos::Prp, Xpos::Vbp, Xpos::To, Xpos::Vb, Xpos::Dt, Xpos::Nn, Xpos::Period]);
    assert_eq!((tags[1].upos, tags[5].upos), (Upos::Verb, Upos::Noun));
}

#[test]
fn typographic_quotes_are_punctuation() {
    let (_, tags, _) = analyze("“ We will hire more people , ” she said .");
    assert_eq!((tags[0].upos, tags[7].upos), (Upos::Punct, Upos::Punct));
}

#[test]
fn a_reporting_verb_has_its_speaker_and_its_content() {
    let text = "The company said that it would cut 200 jobs .";
    assert_arc(text, "company", Relation::Nsubj, "said");
    assert_arc(text, "cut", Relation::Ccomp, "said");
    assert_arc(text, "jobs", Relation::Obj, "cut");
    assert_arc(text, "200", Relation::Nummod, "jobs");
}

#[test]
fn a_subject_is_found_across_a_relative_clause() {
    let text = "The company , which lost a third of its staff , said on Monday that it would close .";
    assert_arc(text, "company", Relation::Nsubj, "said");
    assert_arc(text, "lost", Relation::AclRelcl, "company");
    assert_arc(text, "its", Relation::NmodPoss, "staff");
}

#[test]
fn passive_and_possessive_are_told_from_active() {
    assert_arc("The engineers were hired by the startup .", "engineers", Relation::NsubjPass, "hired");
    assert_arc("The startup 's founder resigned .", "startup", Relation::NmodPoss, "founder");
}

#[test]
fn hostile_sentences_get_one_tag_and_one_arc_a_word() {
    for words in [vec![], vec![""], vec!["🏳️‍🌈"; 300], vec!["("; 1000], vec!["x"; 100_000]] {
        let (mut tags, mut arcs) = (Vec::new(), Vec::new());
        Tagger::embedded().tag(&words, &mut tags);
        Parser::embedded().parse(&words, &tags, &mut arcs);
        assert_eq!((tags.len(), arcs.len()), (words.len(), words.len()));
        let heads: Vec<u32> = arcs.iter().map(|arc| arc.head).collect();
        assert!(words.is_empty() || is_projective_tree(&heads));
    }
}

#[test]
fn the_same_sentence_gives_the_same_tree() {
    let text = "Staff who asked not to be named said layoffs began in March .";
    assert_eq!(analyze(text).2, analyze(text).2);
}

fn entities(sentences: &[&str]) -> Vec<Vec<(String, EntityKind)>> {
    let words: Vec<Vec<&str>> = sentences.iter().map(|text| text.split(' ').collect()).collect();
    let mut tags = vec![Vec::new(); words.len()];
    words.iter().zip(&mut tags).for_each(|(words, tags)| Tagger::embedded().tag(words, tags));
    let input: Vec<(&[&str], &[Tag])> =
        words.iter().map(Vec::as_slice).zip(tags.iter().map(Vec::as_slice)).collect();
    let found = EntityTagger::embedded().tag_document(&input);
    let text = |words: &[&str], entity: &Entity| words[entity.start as usize..entity.end as usize].join(" ");
    let all = words.iter().zip(found);
    all.map(|(words, found)| found.iter().map(|entity| (text(words, entity), entity.kind)).collect())
        .collect()
}

#[test]
fn people_organizations_and_places_are_found() {
    let found = entities(&["Maria Lopez , a lawyer at the University of Texas , flew to Berlin on Monday ."]);
    let expected = [
        ("Maria Lopez", EntityKind::Person),
        ("University of Texas", EntityKind::Organization),
        ("Berlin", EntityKind::Place),
    ];
    assert_eq!(found[0], expected.map(|(name, kind)| (name.to_owned(), kind)));
}

#[test]
fn an_entity_tagger_reads_hostile_sentences() {
    for words in [vec![], vec![""], vec!["🏳️‍🌈"; 300], vec!["Paris"; 100_000]] {
        let (mut tags, mut found) = (Vec::new(), Vec::new());
        Tagger::embedded().tag(&words, &mut tags);
        EntityTagger::embedded().tag(&words, &tags, &mut found);
        assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }
}
