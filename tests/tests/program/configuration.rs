//! `copydesk.toml` and `copydesk config`.

use copydesk_tests::{Run, program};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use tempfile::{TempDir, tempdir};

/// A lead with a claim in a quotation, a table of it, and a caption.
const PAGE: &str = "<html><body><article><h1>Plant news</h1>\
    <p>“We laid off 300 people in May,” said Ann Lee, who runs the plant, and she said that more would follow before the \
    year was out, which nobody at the plant had expected to hear.</p>\
    <figure><img src=a.jpg><figcaption>The plant laid off 450 workers in March, Mr Park said.</figcaption></figure>\
    <p>The plant made forty vans a day for many years, and the town around it lived from them, as towns do.</p>\
    </article></body></html>";

/// A folder with a configuration and an article below it.
fn desk(configuration: &str) -> TempDir {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("inbox")).unwrap();
    fs::write(folder.path().join("copydesk.toml"), configuration).unwrap();
    fs::write(folder.path().join("inbox/a.html"), PAGE).unwrap();
    folder
}

fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = program();
    let output = command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn findings(run: &Run) -> Vec<Value> {
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.json_lines()[0]["findings"].as_array().unwrap().clone()
}

fn analyzers(run: &Run) -> Vec<String> {
    let mut ids: Vec<_> =
        findings(run).iter().map(|finding| finding["analyzer"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids.dedup();
    ids
}

#[test]
fn the_nearest_configuration_above_the_working_directory_is_in_force_and_options_beat_it() {
    let desk = desk("[analyzers]\nignore = [\"quote-attribution\"]\n[output]\noffsets = \"utf16\"\n");
    let inbox = desk.path().join("inbox");
    assert_eq!(analyzers(&run_in(&inbox, &["analyze", "a.html"])), ["staffing-attrition"]);
    let selected = run_in(&inbox, &["analyze", "a.html", "--select", "quote-attribution"]);
    assert_eq!(analyzers(&selected), ["quote-attribution"]);
    let elsewhere = ["analyze", "a.html", "--config", "/dev/null"];
    assert_eq!(analyzers(&run_in(&inbox, &elsewhere)), ["quote-attribution", "staffing-attrition"]);
    let start = |run: &Run| findings(run)[0]["span"]["start"].as_u64().unwrap();
    let in_bytes = run_in(&inbox, &["analyze", "a.html", "--offsets", "bytes"]);
    assert_eq!(
        start(&in_bytes),
        start(&run_in(&inbox, &["analyze", "a.html"])) + 2,
        "an opening mark is 3 bytes"
    );
}

#[test]
fn an_analyzer_has_its_own_kinds_and_minimum() {
    let desk = desk(
        "[analyzer.quote-attribution]\nkinds = [\"direct\"]\n[analyzer.staffing-attrition]\nkinds = []\n",
    );
    let run = run_in(desk.path(), &["analyze", "inbox"]);
    let found = findings(&run);
    assert!(!found.is_empty() && found.iter().all(|finding| finding["kind"] == "direct"), "{found:?}");
    fs::write(desk.path().join("copydesk.toml"), "[analyzer.quote-attribution]\nmin-confidence = 1\n")
        .unwrap();
    assert_eq!(analyzers(&run_in(desk.path(), &["analyze", "inbox"])), ["staffing-attrition"]);
    let unsure = run_in(desk.path(), &["analyze", "inbox", "--min-confidence", "0.1"]);
    assert_eq!(analyzers(&unsure), ["quote-attribution", "staffing-attrition"]);
}

#[test]
fn a_noise_rule_switched_off_lets_analyzers_read_what_it_kept_from_them() {
    let desk = desk("");
    let says =
        |run: &Run| findings(run).iter().any(|finding| finding["text"].as_str().unwrap().contains("450"));
    assert!(!says(&run_in(desk.path(), &["analyze", "inbox"])));
    fs::write(desk.path().join("copydesk.toml"), "[noise]\ncaption = false\n").unwrap();
    assert!(says(&run_in(desk.path(), &["analyze", "inbox"])));
    let parsed = run_in(desk.path(), &["parse", "inbox"]);
    assert!(parsed.json_lines()[0]["body"].as_str().unwrap().contains("450 workers"), "{}", parsed.stdout);
}

#[test]
fn what_is_in_force_is_shown_with_its_origin_and_is_a_configuration_itself() {
    let desk = desk("[output]\n\nformat = \"csv\"\n[input]\njobs = 2\n");
    let shown = run_in(desk.path(), &["config", "--select", "ai-systems", "--jobs", "3"]);
    assert_eq!(shown.status, 0, "{}", shown.stderr);
    for (value, origin) in [
        ("format = \"csv\"", "# copydesk.toml:3"),
        ("select = [\"ai-systems\"]", "# command line"),
        ("jobs = 3", "# command line"),
        ("offsets = \"bytes\"", "# default"),
        ("caption = true", "# default"),
        ("# kinds =", "# default: all"),
    ] {
        let has = |line: &str| line.starts_with(value) && line.trim_end().ends_with(origin);
        assert!(shown.stdout.lines().any(has), "{value} {origin}: {}", shown.stdout);
    }
    fs::write(desk.path().join("copydesk.toml"), &shown.stdout).unwrap();
    let again = run_in(desk.path(), &["config"]);
    assert_eq!(again.status, 0, "{}", again.stderr);
    let values = |page: &str| {
        let lines = page.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.split(" #").next().unwrap().trim_end().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(values(&again.stdout), values(&shown.stdout));
}

#[test]
fn a_wrong_key_or_value_is_named_with_its_file_line_and_the_nearest_right_one() {
    for (configuration, told) in [
        (
            "[output]\nformt = \"csv\"\n",
            "copydesk.toml:2: there is no key output.formt; did you mean output.format?",
        ),
        ("[output]\nformat = \"cvs\"\n", "did you mean \"csv\"?"),
        (
            "\n[analyzers]\nselect = [\"quote-atribution\"]\n",
            "copydesk.toml:3: analyzers.select: \"quote-atribution\" is none of",
        ),
        (
            "[input]\njobs = \"two\"\n",
            "copydesk.toml:2: input.jobs must be a whole number from 1, not the text \"two\"",
        ),
        ("[input\n", "copydesk.toml:1: "),
    ] {
        let desk = desk(configuration);
        for command in ["analyze", "parse", "config"] {
            let run = run_in(desk.path(), &[command, "inbox"]);
            assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{configuration}");
            assert!(run.stderr.contains(told), "{configuration}: {}", run.stderr);
        }
    }
    let run = run_in(desk("").path(), &["analyze", "--config", "nowhere.toml", "inbox"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("cannot read the configuration nowhere.toml: "), "{}", run.stderr);
}

#[test]
fn a_format_that_counts_code_points_takes_no_other_unit() {
    let desk = desk("[output]\noffsets = \"utf16\"\nformat = \"web-annotation\"\n");
    assert_eq!(run_in(desk.path(), &["analyze", "inbox"]).status, 0);
    let wrong = run_in(desk.path(), &["analyze", "--offsets", "bytes", "inbox"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.stderr.contains("leave out --offsets"), "{}", wrong.stderr);
}

#[test]
fn a_store_lies_beside_the_configuration_and_knows_readings_under_other_noise_rules_apart() {
    let desk = desk("[store]\npath = \"desk.db\"\n");
    let inbox = desk.path().join("inbox");
    let says =
        |run: &Run| findings(run).iter().any(|finding| finding["text"].as_str().unwrap().contains("450"));
    assert!(!says(&run_in(&inbox, &["analyze", "a.html"])));
    assert!(desk.path().join("desk.db").is_file() && !inbox.join("desk.db").exists());
    let configuration = "[store]\npath = \"desk.db\"\n[noise]\ncaption = false\n";
    fs::write(desk.path().join("copydesk.toml"), configuration).unwrap();
    for _ in 0..2 {
        assert!(says(&run_in(&inbox, &["analyze", "a.html"])));
    }
    fs::write(desk.path().join("copydesk.toml"), "[store]\npath = \"desk.db\"\n").unwrap();
    assert!(!says(&run_in(&inbox, &["analyze", "a.html"])));
}
