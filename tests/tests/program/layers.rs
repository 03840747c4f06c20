//! `copydesk parse --layers` and `--format conllu`: the language layers as other programs and people see them.

use copydesk_tests::readers::understood;
use copydesk_tests::run_with;
use serde_json::Value;

const ARTICLE: &str =
    "Maria Keller can’t leave Google. She said the company has 300 people.\n\nIt hired 20 in May 2023.\n";

fn parse(options: &[&str]) -> String {
    let run = run_with(&[&["parse"], options].concat(), ARTICLE.as_bytes());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    run.stdout
}

#[test]
fn layers_in_json_name_tokens_mentions_clusters_quantities_and_dates() {
    let article: Value = serde_json::from_str(&parse(&["--layers"])).unwrap();
    let layers = &article["layers"];
    let token = &layers["tokens"][3];
    assert_eq!(
        (&token["text"], &token["lemma"], &token["xpos"]),
        (&"n’t".into(), &"not".into(), &"RB".into())
    );
    let words = |key: &str| -> Vec<&str> {
        layers[key].as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap()).collect()
    };
    assert_eq!(words("mentions")[..2], ["Maria Keller", "Google"]);
    assert_eq!(layers["clusters"][0]["name"]["text"], "Maria Keller");
    assert_eq!(layers["clusters"][0]["pronouns"].as_array().unwrap().len(), 1);
    assert_eq!(words("quantities"), ["300", "20"]);
    assert_eq!(words("dates"), ["in May 2023"]);
    assert!(article["sentences"].as_array().unwrap().len() == 3, "{article}");
}

#[test]
fn conllu_has_ten_columns_consecutive_ids_and_heads_of_its_sentence() {
    let written = parse(&["--format", "conllu", "--offsets", "chars"]);
    let text: Vec<char> = ARTICLE.chars().collect();
    let sentences: Vec<&str> = written.trim_end().split("\n\n").collect();
    assert_eq!(sentences.len(), 3);
    for sentence in sentences {
        let words: Vec<Vec<&str>> = sentence
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect();
        assert!(words.iter().all(|columns| columns.len() == 10), "{sentence}");
        let tokens: Vec<_> = words.iter().filter(|columns| !columns[0].contains('-')).collect();
        for (number, columns) in (1..).zip(&tokens) {
            assert_eq!(columns[0], number.to_string());
            let head: usize = columns[6].parse().unwrap();
            assert!(head <= tokens.len() && (head == 0) == (columns[7] == "root"), "{columns:?}");
            let place = |key: &str| -> usize {
                let value = columns[9].split('|').find_map(|pair| pair.strip_prefix(key)).unwrap();
                value.parse().unwrap()
            };
            let words: String = text[place("start_char=")..place("end_char=")].iter().collect();
            assert_eq!(words, columns[1]);
        }
    }
}

#[test]
fn layers_on_a_page_show_tokens_arcs_mentions_and_who_is_whom() {
    let page = parse(&["--format", "text", "--layers"]);
    assert!(page.contains("▶") && page.contains("nsubj"), "{page}");
    assert!(page.contains("person #1 (2 tokens)"), "{page}");
    assert!(page.contains("quantity  300: exact 300"), "{page}");
    assert!(page.contains("date      in May 2023: 2023-05-01 to 2023-05-31"), "{page}");
    assert!(page.contains("Maria Keller (she): Maria Keller · She"), "{page}");
    assert!(!page.contains('\u{1b}'));
}

#[test]
fn an_article_without_text_has_no_sentence_in_conllu() {
    let run = run_with(&["parse", "--format", "conllu"], b"");
    assert_eq!(run.stdout, "");
}

#[test]
fn another_reader_of_conllu_has_the_same_words_trees_and_entities() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.conllu");
    std::fs::write(&path, parse(&["--format", "conllu"])).unwrap();
    let Some(read) = understood("conllu", &path) else { return };
    let article: Value = serde_json::from_str(&parse(&["--layers"])).unwrap();
    let layers = &article["layers"];
    let sentences = read["sentences"].as_array().unwrap();
    for (sentence, own) in sentences.iter().zip(article["sentences"].as_array().unwrap()) {
        assert_eq!((&sentence["text"], &sentence["computed"]), (&own["text"], &own["text"]));
    }
    let words = sentences.iter().flat_map(|sentence| sentence["words"].as_array().unwrap());
    let tokens = layers["tokens"].as_array().unwrap();
    assert_eq!(words.clone().count(), tokens.len());
    for (word, token) in words.zip(tokens) {
        for (theirs, ours) in
            [("form", "text"), ("lemma", "lemma"), ("upos", "upos"), ("relation", "relation")]
        {
            assert_eq!(word[theirs], token[ours], "{word} {token}");
        }
        assert_eq!(word["head"] == 0, token["head"].is_null());
    }
    assert_eq!(sentences[0]["multiwords"], serde_json::json!(["can’t"]));
    let entities = read["entities"].as_array().unwrap();
    assert_eq!(entities.len(), layers["clusters"].as_array().unwrap().len());
    assert_eq!(entities[0]["mentions"].as_array().unwrap().len(), 2, "{entities:?}");
}
