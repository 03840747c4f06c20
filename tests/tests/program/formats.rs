//! The formats of `copydesk analyze`, each compared with its JSON Lines, as a reader that others wrote understands it.

use copydesk_tests::readers::understood;
use copydesk_tests::{Run, run, run_with, workspace};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

/// Words of two, three and four bytes, a quotation in two pieces over two paragraphs with a claim in it, words that
/// begin like a formula, tabs, quotation marks, and line ends of every sort.
const ARTICLE: &str = "Café news 😀\r\n\r\n“We laid off\t300 people in May,” said Ann Lee, who runs the plant. “It was\u{2028}hard.”\r\n\r\n\
                       =SUM(A1) The plant, \"Big One\", made 40 vans a day, @workers said.\n\n\
                       “Nobody is left.\n\n“We sold the last 1,024 GPUs,” Mr Lee said.\n";

/// Arguments of the program.
macro_rules! arguments {
    ($($argument:expr),* $(,)?) => { [$(std::ffi::OsStr::new($argument)),*] };
}

/// The articles of the fixtures, texts and pages, and the one above.
struct Newsroom {
    folder: TempDir,
    article: std::path::PathBuf,
}

impl Newsroom {
    fn new() -> Self {
        let folder = tempdir().unwrap();
        let article = folder.path().join("a hostile, \"article\".txt");
        fs::write(&article, ARTICLE).unwrap();
        Self { folder, article }
    }

    fn analyze(&self, options: &[&std::ffi::OsStr]) -> Run {
        let fixtures = workspace().join("fixtures");
        let paths = arguments!["analyze", &self.article, &fixtures];
        let run = run(&[&paths[..], options].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        run
    }

    /// What a run writes to a file of this name.
    fn written(&self, name: &str, options: &[&str]) -> std::path::PathBuf {
        let path = self.folder.path().join(name);
        let options: Vec<_> = options.iter().map(std::ffi::OsStr::new).collect();
        let run = self.analyze(&[&options[..], &arguments!["--output", &path]].concat());
        assert_eq!(run.stdout, "", "what has a file does not go to standard output");
        path
    }

    /// The articles as JSON Lines.
    fn articles(&self, offsets: &str) -> Vec<Value> {
        self.analyze(&arguments!["--offsets", offsets]).json_lines()
    }
}

/// Every finding with its article and its index in it.
fn findings(articles: &[Value]) -> Vec<(&Value, usize, &Value)> {
    let of = |article: &'_ Value| article["findings"].as_array().unwrap().len();
    assert!(articles.iter().map(of).sum::<usize>() > 100, "the fixtures hold findings");
    let each = articles.iter().flat_map(|article| {
        let findings = article["findings"].as_array().unwrap().iter().enumerate();
        findings.map(move |(index, finding)| (&article["article"], index, finding))
    });
    each.collect()
}

/// The words of a finding's source: those of the quotation that it lies in.
fn attributed_to(articles: &[Value], article: &Value, finding: &Value) -> Option<String> {
    let quotation = usize::try_from(finding["attribution"].as_u64()?).unwrap();
    let article = articles.iter().find(|other| other["article"] == *article).unwrap();
    let quotation = &article["findings"][quotation];
    let labels = quotation["labels"].as_array().unwrap();
    let source = labels.iter().find(|label| label["role"] == "source").map(|label| &label["text"]);
    Some(source.unwrap_or(&quotation["message"]).as_str().unwrap().to_owned())
}

/// The words that a finding's labels of a role have, joined.
fn labelled(finding: &Value, role: &str) -> String {
    let labels = finding["labels"].as_array().unwrap().iter().filter(|label| label["role"] == role);
    labels.map(|label| label["text"].as_str().unwrap()).collect::<Vec<_>>().join(" … ")
}

/// What a row of a table must hold of a finding, by column; null where there is nothing.
fn expected(
    articles: &[Value],
    (article, index, finding): (&Value, usize, &Value),
) -> BTreeMap<String, Value> {
    let data = &finding["data"];
    let words = |text: String| if text.is_empty() { Value::Null } else { Value::from(text) };
    let mut row = BTreeMap::from([
        ("article_id".to_owned(), article["id"].clone()),
        ("headline".to_owned(), article["headline"].clone()),
        ("url".to_owned(), article["url"].clone()),
        ("published".to_owned(), article["published"].clone()),
        ("finding".to_owned(), json!(index)),
        ("analyzer".to_owned(), finding["analyzer"].clone()),
        ("kind".to_owned(), finding["kind"].clone()),
        ("start".to_owned(), finding["span"]["start"].clone()),
        ("end".to_owned(), finding["span"]["end"].clone()),
        ("source_start".to_owned(), finding["span"]["source"]["start"].clone()),
        ("text".to_owned(), finding["text"].clone()),
        ("message".to_owned(), finding["message"].clone()),
        ("confidence".to_owned(), finding["confidence"].clone()),
        ("attribution".to_owned(), finding["attribution"].clone()),
        ("attributed_to".to_owned(), attributed_to(articles, article, finding).into()),
        ("same_as".to_owned(), finding["same_as"].clone()),
        ("rate".to_owned(), data["rate"].clone()),
        ("organization".to_owned(), data["organization"].clone()),
        ("status".to_owned(), data["status"].clone()),
        ("speaker_name".to_owned(), data["speaker"]["name"].clone()),
        ("speaker_kind".to_owned(), data["speaker"]["kind"].clone()),
        ("label_content".to_owned(), words(labelled(finding, "content"))),
        ("label_subject".to_owned(), words(labelled(finding, "subject"))),
    ]);
    for field in ["form", "value", "low", "high", "numerator", "denominator", "unit"] {
        row.insert(format!("quantity_{field}"), data["quantity"][field].clone());
    }
    row
}

#[test]
fn csv_has_a_row_for_each_finding() {
    let newsroom = Newsroom::new();
    let articles = newsroom.articles("bytes");
    let Some(rows) = understood("csv", &newsroom.written("findings.csv", &[])) else { return };
    let rows = rows.as_array().unwrap();
    let findings = findings(&articles);
    assert_eq!(rows.len(), findings.len());
    for (row, finding) in rows.iter().zip(findings) {
        for (column, value) in expected(&articles, finding) {
            let cell = row[&column].as_str().unwrap_or_else(|| panic!("no column {column}"));
            match value {
                Value::Null => assert_eq!(cell, "", "{column}"),
                Value::String(text) => {
                    // Python reads the cell; its apostrophe is ours.
                    let guarded = text.starts_with(['=', '+', '-', '@', '\'', '\t', '\r']);
                    assert_eq!(cell, if guarded { format!("'{text}") } else { text }, "{column}");
                }
                number => assert_eq!(cell.parse::<f64>().ok(), number.as_f64(), "{column}"),
            }
        }
        let data: Value = serde_json::from_str(row["data"].as_str().unwrap()).unwrap();
        assert_eq!(data, finding.2["data"]);
    }
}

#[test]
fn csv_runs_no_formula_of_an_article() {
    let article = "=cmd|' /C calc'!A0\n\n“=1+1 is what we lost,” said Ann Lee.\n\n@Lee laid off 30 people.\n";
    let run = run_with(&["analyze", "--format", "csv"], article.as_bytes());
    assert!(run.stdout.lines().count() > 1, "{}", run.stdout);
    assert!(run.stdout.contains("'=cmd|") && run.stdout.contains("'@Lee"), "{}", run.stdout);
    let is_formula = |cell: &str| cell.trim_matches('"').starts_with(['=', '+', '-', '@']);
    assert!(!run.stdout.split([',', '\n']).any(is_formula), "{}", run.stdout);
}

#[test]
fn parquet_has_typed_columns_and_a_row_for_each_finding() {
    let newsroom = Newsroom::new();
    let articles = newsroom.articles("utf16");
    let Some(table) = understood("parquet", &newsroom.written("findings.parquet", &["--offsets", "utf16"]))
    else {
        return;
    };
    let rows = table["rows"].as_array().unwrap();
    let findings = findings(&articles);
    assert_eq!(rows.len(), findings.len());
    for (row, finding) in rows.iter().zip(findings) {
        for (column, value) in expected(&articles, finding) {
            match value.as_f64() {
                Some(number) => assert_eq!(row[&column].as_f64(), Some(number), "{column}"),
                None => assert_eq!(row[&column], value, "{column}"),
            }
        }
    }
    for (column, kind) in [("text", "string"), ("start", "int64"), ("quantity_value", "double")] {
        assert_eq!(table["types"][column], kind, "{column}");
    }
}

/// Follows one property of an expanded JSON-LD node to its first value.
fn first<'v>(node: &'v Value, property: &str) -> &'v Value {
    &node[property][0]
}

const OA: &str = "http://www.w3.org/ns/oa#";

#[test]
fn web_annotations_select_the_words_of_each_finding_in_code_points() {
    let newsroom = Newsroom::new();
    let articles = newsroom.articles("chars");
    let path = newsroom.written("findings.jsonld", &[]);
    let Some(read) = understood("web-annotation", &path) else { return };
    let collection = &read["expanded"][0];
    let streams = "http://www.w3.org/ns/activitystreams#";
    assert_eq!(collection["@type"], json!([format!("{streams}OrderedCollection")]));
    let page = first(collection, &format!("{streams}first"));
    let annotations = first(page, &format!("{streams}items"))["@list"].as_array().unwrap();
    let findings = findings(&articles);
    assert_eq!(annotations.len(), findings.len());
    assert_eq!(first(collection, &format!("{streams}totalItems"))["@value"], json!(findings.len()));
    let text: Vec<char> = ARTICLE.chars().collect();
    for (annotation, (article, _, finding)) in annotations.iter().zip(&findings) {
        assert_eq!(annotation["@type"], json!([format!("{OA}Annotation")]));
        let target = first(annotation, &format!("{OA}hasTarget"));
        let selectors = target[format!("{OA}hasSelector")].as_array().unwrap();
        let value = |selector: usize, name: &str| {
            first(&selectors[selector], &format!("{OA}{name}"))["@value"].clone()
        };
        assert_eq!(value(0, "exact"), finding["text"]);
        assert_eq!(
            [value(1, "start"), value(1, "end")],
            [finding["span"]["start"].clone(), finding["span"]["end"].clone()]
        );
        if !finding["span"]["source"].is_null() {
            assert_eq!(value(2, "start"), finding["span"]["source"]["start"]);
        }
        if article["id"].as_str().unwrap().contains("hostile") {
            let place = |name: &str| usize::try_from(value(1, name).as_u64().unwrap()).unwrap();
            let around = [&value(0, "prefix"), &value(0, "exact"), &value(0, "suffix")];
            let around: Vec<char> = around.iter().flat_map(|part| part.as_str().unwrap().chars()).collect();
            let (start, end) = (place("start").saturating_sub(32), (place("end") + 32).min(text.len()));
            assert_eq!(around, text[start..end]);
        }
        let bodies = annotation[format!("{OA}hasBody")].as_array().unwrap();
        let json =
            first(&bodies[2], "http://www.w3.org/1999/02/22-rdf-syntax-ns#value")["@value"].as_str().unwrap();
        let facts: Value = serde_json::from_str(json).unwrap();
        assert_eq!((&facts["data"], &facts["kind"]), (&finding["data"], &finding["kind"]));
        let linked = bodies.iter().filter(|body| !body[format!("{OA}hasSource")].is_null()).count();
        let links =
            [&finding["attribution"], &finding["same_as"]].iter().filter(|link| !link.is_null()).count();
        assert_eq!(linked, links);
    }
    // At least its type, motivation, target, selectors and bodies, each a statement of its own.
    assert!(read["quads"].as_u64().unwrap() > 20 * findings.len() as u64);
}

#[test]
fn brat_reads_each_finding_as_an_event_with_its_labels() {
    let newsroom = Newsroom::new();
    let articles = newsroom.articles("chars");
    let Some(read) = understood("brat", &newsroom.written("annotated", &["--format", "brat"])) else {
        return;
    };
    assert_eq!(read["said"], json!([]));
    let documents = read["documents"].as_array().unwrap();
    assert_eq!(documents.len(), articles.len());
    for (document, article) in documents.iter().zip(&articles) {
        for complaint in ["failed", "complaints", "issues"] {
            assert_eq!(document[complaint], json!([]), "{}", document["name"]);
        }
        let findings = article["findings"].as_array().unwrap();
        let events = document["events"].as_array().unwrap();
        assert_eq!(events.len(), findings.len());
        for (event, finding) in events.iter().zip(findings) {
            assert_eq!(event["type"], finding["kind"]);
            let spans = event["trigger"]["spans"].as_array().unwrap();
            assert_eq!(spans[0][0], finding["span"]["start"], "{event}");
            assert_eq!(spans[spans.len() - 1][1], finding["span"]["end"], "{event}");
            for label in finding["labels"].as_array().unwrap() {
                let starts = |argument: &Value| {
                    let spans = argument[1]["spans"].as_array().into_iter().flatten();
                    spans.map(|span| span[0].clone()).collect::<Vec<_>>()
                };
                let arguments = event["arguments"].as_array().unwrap().iter();
                let mut of_role = arguments.filter(|argument| {
                    argument[0].as_str().unwrap().starts_with(label["role"].as_str().unwrap())
                });
                assert!(
                    of_role.any(|argument| starts(argument).contains(&label["start"])),
                    "{label} in {event}"
                );
            }
            let note = document["notes"][event["id"].as_str().unwrap()].as_str().unwrap();
            assert!(note.starts_with(finding["message"].as_str().unwrap()), "{note}");
        }
    }
}

#[test]
fn brat_takes_pieces_of_a_quotation_for_one_annotation_and_never_overwrites_annotations() {
    let newsroom = Newsroom::new();
    let folder = newsroom.folder.path().join("annotated");
    let options = arguments!["analyze", &newsroom.article, "--format", "brat", "--output", &folder];
    assert_eq!(run(&options).status, 0);
    let name = "000001-a-hostile---article--txt";
    let annotations = fs::read_to_string(folder.join(format!("{name}.ann"))).unwrap();
    let content = annotations.lines().find(|line| line.contains("\tContent ")).unwrap();
    assert!(
        content.contains(';') && content.contains("“We laid off 300 people in May,” “It was hard.”"),
        "{content}"
    );
    let text = fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
    assert_eq!(text.chars().count(), ARTICLE.chars().count());

    fs::write(folder.join(format!("{name}.ann")), "corrected by hand").unwrap();
    let again = run(&options);
    assert_eq!(again.status, 1);
    assert!(again.stderr.contains("name a new folder"), "{}", again.stderr);
    assert_eq!(fs::read_to_string(folder.join(format!("{name}.ann"))).unwrap(), "corrected by hand");
}

#[test]
fn markdown_lists_each_finding_with_its_words_and_source_and_runs_nothing_of_the_article() {
    let article =
        "<script>alert(1)</script>\n\n“We *lost* [300](javascript:alert(2)) <b>people</b>,” said Ann Lee.\n";
    let run = run_with(&["analyze", "--input-format", "text", "--format", "markdown"], article.as_bytes());
    assert!(run.stdout.contains("- **direct**: "), "{}", run.stdout);
    assert!(
        run.stdout.contains("\n  > “We \\*lost\\* \\[300\\](javascript:alert(2)) \\<b>people\\</b>,”"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.replace("\\<", "").contains('<'), "{}", run.stdout);
    let fixture = workspace().join("fixtures/articles/layoffs-across-the-sector.txt");
    let run = run_on(&["analyze", "--format", "markdown"], &fixture);
    assert!(run.stdout.starts_with("## ") && run.stdout.contains("\n  attributed to "), "{}", run.stdout);
}

fn run_on(arguments: &[&str], path: &Path) -> Run {
    let arguments = arguments.iter().map(std::ffi::OsStr::new).chain([path.as_os_str()]);
    run(&arguments.collect::<Vec<_>>())
}

#[test]
fn every_format_is_the_same_on_any_number_of_threads() {
    let newsroom = Newsroom::new();
    for format in ["csv", "markdown", "web-annotation"] {
        let on = |jobs: &str| newsroom.analyze(&arguments!["--format", format, "--jobs", jobs]).stdout;
        assert!(on("1") == on("8"), "{format} depends on the number of threads");
    }
}

#[test]
fn a_file_has_the_format_of_its_extension_unless_another_is_asked_for() {
    let newsroom = Newsroom::new();
    let begins = |name: &str, options: &[&str], with: &str| {
        let text = fs::read_to_string(newsroom.written(name, options)).unwrap();
        assert!(text.starts_with(with), "{name}: {}", &text[..80]);
    };
    begins("a.csv", &[], "article_id,source,");
    begins("a.json", &[], "[\n");
    begins("a.jsonl", &[], "{\"article\":");
    begins("a.jsonld", &[], "{\n\"@context\":");
    begins("a.md", &[], "## ");
    begins("a.csv", &["--format", "jsonl"], "{\"article\":");
    begins("a", &[], "{\"article\":");
}

#[test]
fn a_file_is_replaced_when_the_run_is_complete_and_left_alone_when_it_fails() {
    let folder = tempdir().unwrap();
    let place = folder.path().join("findings.jsonl");
    fs::write(&place, "old").unwrap();
    let wrong = run(&arguments!["analyze", "--select", "nobody", "--output", &place, "-"]);
    assert_eq!((wrong.status, fs::read_to_string(&place).unwrap().as_str()), (2, "old"));
    let missing = run(&arguments!["analyze", "--output", &place, "missing.txt", "-"]);
    assert_eq!(missing.status, 1);
    assert!(fs::read_to_string(&place).unwrap().is_empty(), "standard input held no article");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left there");
    let nowhere = run(&arguments!["parse", "--output", "/dev/null/a.jsonl", "-"]);
    assert_eq!(nowhere.status, 1);
    assert!(nowhere.stderr.contains("cannot write to /dev/null/a.jsonl"), "{}", nowhere.stderr);
}

#[test]
fn a_format_of_folders_asks_for_one() {
    let run = run_with(&["analyze", "--format", "brat"], ARTICLE.as_bytes());
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("--output DIR"), "{}", run.stderr);
}
