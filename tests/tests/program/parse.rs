//! `copydesk parse`: the shape of its output.

use copydesk_tests::run_with;
use serde_json::Value;

const ARTICLE: &str = "Town Sells Its Old Mill\n\nBy Ann Lee\n\nThe town sold the mill. It had stood empty.\n\n\
                       Subscribe Now\n\nA new owner takes over in May.\n";

fn parse(options: &[&str]) -> String {
    let run = run_with(&[&["parse"], options].concat(), ARTICLE.as_bytes());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    run.stdout
}

#[test]
fn an_article_has_metadata_body_and_blocks() {
    let article: Value = serde_json::from_str(&parse(&[])).unwrap();
    assert_eq!(article.as_object().unwrap().keys().collect::<Vec<_>>(), ["article", "body", "blocks"]);
    assert_eq!(article["article"]["headline"], "Town Sells Its Old Mill");
    assert_eq!(article["article"]["byline"], serde_json::json!(["Ann Lee"]));
    assert_eq!(
        article["body"],
        "The town sold the mill. It had stood empty.\nA new owner takes over in May."
    );
    let kinds: Vec<_> = article["blocks"].as_array().unwrap().iter().map(|block| &block["kind"]).collect();
    assert_eq!(kinds, ["headline", "byline", "paragraph", "boilerplate", "paragraph"]);
    assert_eq!(article["blocks"][3]["reason"], "subscribe-button");
}

#[test]
fn blocks_say_where_they_stand() {
    let article: Value = serde_json::from_str(&parse(&[])).unwrap();
    for block in article["blocks"].as_array().unwrap() {
        let place = |key: &str| usize::try_from(block["span"][key].as_u64().unwrap()).unwrap();
        assert_eq!(block["text"], ARTICLE[place("start")..place("end")]);
    }
}

#[test]
fn sentences_are_printed_when_asked_for() {
    let article: Value = serde_json::from_str(&parse(&["--sentences"])).unwrap();
    let sentences = article["sentences"].as_array().unwrap();
    let words: Vec<_> = sentences.iter().map(|sentence| sentence["text"].as_str().unwrap()).collect();
    assert_eq!(
        words,
        [
            "Town Sells Its Old Mill",
            "The town sold the mill.",
            "It had stood empty.",
            "A new owner takes over in May."
        ]
    );
}

#[test]
fn text_shows_every_block_with_its_kind_and_why_it_is_noise() {
    let text = parse(&["--format", "text"]);
    assert!(text.starts_with("Town Sells Its Old Mill\nBy Ann Lee\n"), "{text}");
    assert!(text.contains("   2  paragraph         The town sold the mill. It had stood empty.\n"), "{text}");
    assert!(text.contains("   3  boilerplate       Subscribe Now\n      subscribe-button\n"), "{text}");
}

#[test]
fn markdown_holds_headline_byline_and_body() {
    assert_eq!(
        parse(&["--format", "markdown"]),
        "# Town Sells Its Old Mill\n\n*By Ann Lee*\n\nThe town sold the mill. It had stood empty.\n\n\
         A new owner takes over in May.\n"
    );
}

#[test]
fn blocks_of_a_page_say_where_they_stand_in_the_file() {
    let words = "were served at the fair on Monday, and the whole village came to see the new bridge.";
    let page = format!(
        "<!DOCTYPE html><html><head><title>Fair</title></head><body><article><h1>A Fair in the Village</h1>\
         <p>Tea &amp; cake {words}</p><p>Soup &amp; bread {words}</p></article></body></html>"
    );
    let run = run_with(&["parse", "--input-format", "html"], page.as_bytes());
    let article = &run.json_lines()[0];
    for (shown, written) in [("Tea & cake", "Tea &amp; cake"), ("Soup & bread", "Soup &amp; bread")] {
        let blocks = article["blocks"].as_array().unwrap();
        let block = blocks.iter().find(|block| block["text"].as_str().unwrap().starts_with(shown)).unwrap();
        let place = |key: &str| usize::try_from(block["span"]["source"][key].as_u64().unwrap()).unwrap();
        assert_eq!(page[place("start")..place("end")], format!("{written} {words}"));
    }
}

#[test]
fn a_page_that_shows_no_text_is_an_article_with_a_warning() {
    let page = b"<!DOCTYPE html><title>Mill sold</title><body><script>fill('the page')</script>";
    let run = run_with(&["parse"], page);
    assert_eq!((run.status, run.stderr.lines().count()), (0, 1), "{run:?}");
    assert!(run.stderr.starts_with("copydesk: -: shows no text"), "{}", run.stderr);
    let article = &run.json_lines()[0];
    assert_eq!((&article["article"]["headline"], &article["body"]), (&"Mill sold".into(), &"".into()));
    assert_eq!(article["diagnostics"][0]["level"], "warning");
    let run = run_with(&["analyze"], page);
    assert_eq!(
        (run.status, &run.json_lines()[0]["diagnostics"][0]["level"]),
        (0, &"warning".into()),
        "{run:?}"
    );
    for format in ["text", "markdown"] {
        assert_eq!(run_with(&["parse", "--format", format], page).status, 0, "{format}");
    }
}
