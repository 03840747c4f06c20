//! The report in a real browser: filters, links, the address bar, the keyboard, citing, and hostile articles.

mod access;
mod large;

use copydesk_tests::browser::Browser;
use copydesk_tests::{run, workspace};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A report in a folder of its own, and a browser to open it; none where this machine has no browser.
struct Opened {
    browser: Browser,
    folder: TempDir,
}

impl Opened {
    /// The report of the articles at `input`.
    fn new(input: &Path) -> Option<Self> {
        let browser = Browser::start()?;
        let folder = tempfile::tempdir().unwrap();
        let run = run(&["report".as_ref(), input.as_os_str(), "-o".as_ref(), folder.path().as_os_str()]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        Some(Self { browser, folder })
    }

    fn fixtures() -> Option<Self> {
        Self::new(&workspace().join("fixtures/articles"))
    }

    fn page(&self) -> PathBuf {
        self.folder.path().join("index.html")
    }

    /// Opens the report at a place and waits for its view.
    fn at(&self, fragment: &str) {
        self.browser.open(&self.page(), fragment);
        self.browser.wait("return document.getElementById('heading') !== null");
    }

    fn text(&self, script: &str) -> String {
        self.browser.run(script).as_str().unwrap_or_default().to_owned()
    }

    fn number(&self, script: &str) -> u64 {
        self.browser.run(script).as_u64().unwrap_or_default()
    }

    fn findings(&self) -> Vec<Value> {
        let lines = fs::read_to_string(self.folder.path().join("findings.jsonl")).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn assert_quiet(&self) {
        let console = self.browser.console();
        assert!(console.is_empty(), "{console:#?}");
    }
}

const FOUND: &str = "return document.getElementById('found').textContent";
/// Sets a field of the filters as a reader does.
fn set(name: &str, value: &str) -> String {
    format!(
        "const field = document.forms.filters.elements['{name}']; field.value = '{value}'; \
         field.dispatchEvent(new Event('input', {{ bubbles: true }})); field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    )
}

#[test]
fn filters_narrow_every_view_and_the_address_keeps_them() {
    let Some(report) = Opened::fixtures() else { return };
    report.at("#findings");
    let all = report.text(FOUND);
    let _ = report.browser.run(&set("kind", "staffing-attrition:departure"));
    let narrowed = report.text(FOUND);
    assert_ne!(narrowed, all);
    let kinds = "return [...new Set([...document.querySelectorAll('.list .chip')].map((chip) => chip.textContent))].join()";
    assert_eq!(report.text(kinds), "departure");
    assert_eq!(report.text("return location.hash"), "#findings?kind=staffing-attrition%3Adeparture");

    report.at(&report.text("return location.hash"));
    assert_eq!(report.text(FOUND), narrowed, "the address alone says what is shown");
    assert_eq!(
        report.text("return document.forms.filters.elements.kind.value"),
        "staffing-attrition:departure"
    );

    let _ = report.browser.run(&set("q", "fernhill"));
    let searched = report.text(FOUND);
    assert_ne!(searched, narrowed);
    report.browser.back();
    report.browser.wait("return !location.hash.includes('q=')");
    assert_eq!(report.text(FOUND), narrowed, "going back takes the last filter away");
    for view in ["overview", "speakers", "organizations", "articles"] {
        let _ = report.browser.run(&format!("location.hash = '#{view}?q=fernhill'"));
        report
            .browser
            .wait(&format!("return document.querySelector('nav [aria-current]').href.includes('#{view}')"));
        assert!(
            report.text("return document.getElementById('found').textContent").contains(" of "),
            "{view}"
        );
    }
    report.assert_quiet();
}

#[test]
fn each_filter_leaves_only_what_fits_it() {
    let Some(report) = Opened::fixtures() else { return };
    report.at("#findings");
    let all = report.findings();
    let findings = || {
        all.iter().flat_map(|article| {
            article["findings"].as_array().unwrap().iter().map(move |finding| (article, finding))
        })
    };
    let sure = findings().filter(|(_, finding)| finding["confidence"].as_f64().unwrap_or(1.0) >= 0.8).count();
    let dated = findings()
        .filter(|(article, _)| {
            article["article"]["published"].as_str().is_some_and(|day| &day[..10] >= "2025-01-01")
        })
        .count();
    let counted = |field: &str, value: &str| {
        let _ = report.browser.run("document.querySelector('#filters [type=reset]').click()");
        let _ = report.browser.run(&set(field, value));
        report.text(FOUND)
    };
    assert!(counted("sure", "0.8").starts_with(&format!("{sure} of ")), "{sure}");
    assert!(counted("from", "2025-01-01").starts_with(&format!("{dated} of ")), "{dated}");
    let speakers = "return [...document.querySelectorAll('.list tbody tr')].every((row) => row.cells[4].textContent.includes('Ferreira'))";
    counted("speaker", "ferreira");
    assert_eq!(report.browser.run(speakers), json!(true));
    assert!(report.number("return document.querySelectorAll('.list tbody tr').length") > 0);
    assert_ne!(
        counted("speaker", "ferreira"),
        counted("speaker", "\"ferreira\""),
        "in quotation marks it is the whole name"
    );
    counted("organization", "fernhill");
    let organizations = "return [...document.querySelectorAll('.list tbody tr')].every((row) => row.cells[3].textContent.includes('Fernhill'))";
    assert_eq!(report.browser.run(organizations), json!(true));
    let _ = report.browser.run("document.querySelector('#filters [type=reset]').click()");
    let _ =
        report.browser.run("document.querySelector('#analyzers input[value=\"quote-attribution\"]').click()");
    let left = findings().filter(|(_, finding)| finding["analyzer"] != "quote-attribution").count();
    assert!(report.text(FOUND).starts_with(&format!("{left} of ")), "{}", report.text(FOUND));
}

#[test]
fn every_link_inside_the_report_leads_somewhere() {
    let Some(report) = Opened::fixtures() else { return };
    report.at("");
    let links = report.browser.run(
        "const links = new Set();
         for (const view of ['overview', 'findings', 'speakers', 'organizations', 'articles', 'article/1', 'article/10']) {
           location.hash = '#' + view; dispatchEvent(new Event('popstate'));
           for (const link of document.querySelectorAll('main a[href]')) links.add(link.getAttribute('href'));
         }
         // A browser lets a page go to some 200 places in ten seconds.
         const every = Math.ceil(links.size / 150);
         return [...links].filter((link, at) => {
           if (at % every) return false;
           if (!link.startsWith('#')) return !/^https?:/.test(link);
           location.hash = link; dispatchEvent(new Event('popstate'));
           const [path] = link.slice(1).split('?'), [view, article, finding] = path.split('/');
           const card = finding === undefined || document.querySelector(`.card[data-finding=\"${finding - 1}\"]`) === document.activeElement;
           const shown = view === 'article' ? document.querySelector('main article') : document.querySelector(`nav [aria-current][href^=\"#${view}\"]`);
           return !shown || !card;
         }).concat(links.size > 100 ? [] : ['too few links']);",
    );
    assert_eq!(links, json!([]), "these links lead nowhere");
    report.assert_quiet();
}

#[test]
fn a_finding_is_cited_with_its_words_source_offsets_and_address() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("articles.jsonl");
    let text = "Résumé.\n\n“We lost a third of our staff,” said Ann Lee, who runs the plant.";
    let line = json!({"id": "a", "text": text, "url": "https://example.org/a", "headline": "A hard year", "published": "2025-03-10"});
    fs::write(&article, line.to_string()).unwrap();
    let Some(report) = Opened::new(&article) else { return };
    report.at("#article/1");
    let _ = report.browser.run(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); };
         document.querySelector('.card button').click();",
    );
    report.browser.wait("return document.getElementById('said').textContent === 'Copied as a quotation'");
    let copied = report.text("return window.copied");
    let findings = report.findings();
    let finding = &findings[0]["findings"][0];
    let (start, end) = (&finding["span"]["start"], &finding["span"]["end"]);
    for part in [
        "We lost a third",
        "A hard year",
        "2025-03-10",
        "https://example.org/a",
        &format!("bytes {start}–{end}"),
    ] {
        assert!(copied.contains(part), "{part}: {copied}");
    }
    let _ = report.browser.run(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); document.querySelector('.card button').click();",
    );
    report.browser.wait("return document.querySelector('dialog textarea')?.value === window.copied");
    report.assert_quiet();
}

#[test]
fn findings_are_ordered_and_copied_as_a_table() {
    let Some(report) = Opened::fixtures() else { return };
    report.at("#findings?kind=compute-resources%3Ahardware-count&order=largest%20figure");
    let figures =
        "return [...document.querySelectorAll('.list tbody tr')].map((row) => row.cells[2].textContent)";
    let figures = report.browser.run(figures);
    assert_eq!(figures[0], "200,000 GPUs", "{figures}");
    let _ = report.browser.run(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); };
         document.querySelector('main button').click();",
    );
    report.browser.wait("return window.copied !== undefined");
    let copied = report.text("return window.copied");
    let lines: Vec<_> = copied.lines().collect();
    assert_eq!(lines.len(), 1 + figures.as_array().unwrap().len());
    let columns = lines[0].matches('\t').count();
    assert!(lines.iter().all(|line| line.matches('\t').count() == columns), "{copied}");
    assert!(lines[1].contains("\t200,000 GPUs\t\t200000\t200000\t"), "{}", lines[1]);
    let _ = report.browser.run("const order = document.getElementById('order'); order.value = ''; order.dispatchEvent(new Event('change', { bubbles: true }))");
    assert_eq!(report.text("return location.hash"), "#findings?kind=compute-resources%3Ahardware-count");
    report.assert_quiet();
}

#[test]
fn claims_that_contradict_one_another_are_flagged_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles.jsonl");
    let lines = [
        ("Fernhill Labs cut 400 jobs in May 2025, the company said.", "Cuts"),
        ("Fernhill Labs cut 900 jobs in May 2025, the union said.", "Counts"),
    ];
    let lines = lines.map(|(text, title)| {
        json!({"id": title, "text": text, "headline": title, "published": "2025-06-02"}).to_string()
    });
    fs::write(&articles, lines.join("\n")).unwrap();
    let Some(report) = Opened::new(&articles) else { return };
    report.at("#organizations");
    let flags = report
        .browser
        .run("return [...document.querySelectorAll('tr .against')].map((flag) => flag.textContent)");
    assert_eq!(flags, json!(["contradicts 900 jobs (the union)", "contradicts 400 jobs (the company)"]));
    let _ = report.browser.run("document.querySelector('tr .against a').click()");
    report.browser.wait("return document.querySelector('.card:focus .against a') !== null");
    report.assert_quiet();
}

#[test]
fn a_hostile_article_runs_nothing() {
    const ATTACK: &str = "</script></noscript><script>window.ran = 1</script><img src=x onerror='window.ran = 2'>\
        <svg onload='window.ran = 3'><a href=\"javascript:window.ran = 4\">x</a>\u{202e}<!--<script>";
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("articles.jsonl");
    let text = format!(
        "{ATTACK}\n\n“We lost a third of our staff, {ATTACK}” said Ann “{ATTACK}” Lee, who runs {ATTACK}."
    );
    let line = json!({"id": ATTACK, "text": text, "url": "javascript:window.ran=5", "headline": ATTACK, "byline": [ATTACK],
        "publisher": ATTACK, "published": "2025-03-10"});
    fs::write(&article, line.to_string()).unwrap();
    let Some(report) = Opened::new(&article) else { return };
    for place in [
        "",
        "#findings",
        "#speakers",
        "#organizations",
        "#articles",
        "#article/1",
        "#findings?q=<img src=x onerror=window.ran=6>",
    ] {
        report.at(place);
        let _ = report.browser.run("for (const element of document.querySelectorAll('main *')) element.dispatchEvent(new Event('pointerover', { bubbles: true }))");
        assert_eq!(report.browser.run("return window.ran ?? null"), Value::Null, "{place}");
        let foreign = "return document.querySelectorAll('img, main script, iframe, [onload], [onerror], a[href^=javascript]').length";
        assert_eq!(report.number(foreign), 0, "{place}");
        assert_eq!(
            report.browser.run("return document.body.textContent.includes('\\u202e')"),
            json!(false),
            "{place}"
        );
    }
    report.at("#article/1");
    assert!(
        report
            .text("return document.querySelector('main article').textContent")
            .contains("<script>window.ran = 1</script>")
    );
    report.assert_quiet();
}

#[test]
fn a_report_without_findings_says_so_in_every_view() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("article.txt");
    fs::write(&article, "The cat slept.\n").unwrap();
    let Some(report) = Opened::new(&article) else { return };
    for view in ["findings", "speakers", "organizations"] {
        report.at(&format!("#{view}"));
        let main = report.text("return document.querySelector('main').textContent");
        assert!(main.contains("Nothing fits these filters."), "{view}: {main}");
    }
    for place in ["", "#articles", "#article/1", "#article/9", "#nonsense?x=%E0"] {
        report.at(place);
    }
    report.assert_quiet();
}
