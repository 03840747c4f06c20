//! `copydesk analyze --store`: a second run does nothing again, whatever happened to the first.

use copydesk_tests::{Run, program, run};
use rusqlite::Connection;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::{TempDir, tempdir};

/// A folder with so many articles, each with claims of its own.
fn articles(number: usize) -> TempDir {
    let folder = tempdir().unwrap();
    for at in 0..number {
        let (staff, left) = (at * 10 + 300, at + 12);
        let text = format!(
            "Mill number {at} shrinks\n\n“We laid off {left} of our {staff} workers in May,” said Ann Lee, who runs \
             mill {at}.\n\nThe mill had rented {staff} GPUs, according to two people close to it.\n"
        );
        fs::write(folder.path().join(format!("mill-{at:04}.txt")), text.repeat(3)).unwrap();
    }
    folder
}

fn analyze(store: Option<&Path>, articles: &Path, options: &[&str]) -> Run {
    let mut arguments: Vec<PathBuf> = vec!["analyze".into(), articles.into()];
    arguments.extend(options.iter().map(PathBuf::from));
    arguments.extend(store.into_iter().flat_map(|store| ["--store".into(), store.to_owned()]));
    run(&arguments)
}

fn start(store: &Path, articles: &Path, output: &Path) -> Child {
    let mut command = program();
    command.arg("analyze").arg(articles).arg("--store").arg(store).args(["--jobs", "2"]);
    command.stdin(Stdio::null()).stderr(Stdio::null()).stdout(fs::File::create(output).unwrap());
    command.spawn().unwrap()
}

/// How many articles a store holds with all that was found in them; none where it is not there yet.
fn count(store: &Path) -> i64 {
    let connection = Connection::open_with_flags(store, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY);
    let count = |connection: Connection| {
        connection.query_row("SELECT count(DISTINCT article) FROM analyses", [], |row| row.get(0))
    };
    connection.and_then(count).unwrap_or(0)
}

fn assert_sound(store: &Path) {
    let connection = Connection::open(store).unwrap();
    let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let broken = connection.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap();
    assert!(!broken, "a row refers to one that is not there");
}

#[test]
fn a_second_run_prints_the_same_bytes_as_one_without_a_store() {
    let (folder, articles) = (tempdir().unwrap(), articles(6));
    let store = folder.path().join("desk.db");
    for options in
        [&[][..], &["--format", "text"], &["--offsets", "utf16"], &["--select", "staffing-attrition"]]
    {
        let plain = analyze(None, articles.path(), options);
        for _ in 0..2 {
            let stored = analyze(Some(&store), articles.path(), options);
            assert_eq!((stored.status, &stored.stdout), (0, &plain.stdout), "{options:?}");
        }
    }
    assert_sound(&store);
}

#[test]
fn an_article_that_moved_is_known_and_one_that_changed_is_not() {
    let (folder, articles) = (tempdir().unwrap(), articles(3));
    let store = folder.path().join("desk.db");
    analyze(Some(&store), articles.path(), &[]);
    fs::rename(articles.path().join("mill-0000.txt"), articles.path().join("moved.txt")).unwrap();
    assert_eq!(
        analyze(Some(&store), articles.path(), &[]).stdout,
        analyze(None, articles.path(), &[]).stdout
    );
    assert_eq!(count(&store), 3);
    fs::write(articles.path().join("moved.txt"), "The mill hired 40 people in June, Ann Lee said.\n")
        .unwrap();
    assert_eq!(
        analyze(Some(&store), articles.path(), &[]).stdout,
        analyze(None, articles.path(), &[]).stdout
    );
    assert_eq!(count(&store), 4);
}

#[test]
fn a_run_that_is_killed_again_and_again_loses_nothing_that_it_had_done() {
    let (folder, articles) = (tempdir().unwrap(), articles(240));
    let (store, output) = (folder.path().join("desk.db"), folder.path().join("out.jsonl"));
    let mut kills = 0;
    loop {
        let before = count(&store);
        let mut run = start(&store, articles.path(), &output);
        // Killed as soon as something new is saved: in the midst of saving the next.
        while run.try_wait().unwrap().is_none() && count(&store) <= before {
            thread::sleep(Duration::from_millis(kills % 7));
        }
        let saved = count(&store);
        if run.try_wait().unwrap().is_some() {
            break;
        }
        run.kill().unwrap();
        run.wait().unwrap();
        kills += 1;
        assert!(count(&store) >= saved, "{} of {saved} articles are left after kill {kills}", count(&store));
        assert_sound(&store);
    }
    assert!(kills >= 3, "the run ended before it was killed three times");
    assert_eq!(count(&store), 240);
    let again = analyze(Some(&store), articles.path(), &[]);
    assert_eq!((again.status, again.stdout), (0, analyze(None, articles.path(), &[]).stdout));
}

#[test]
fn two_runs_at_once_share_a_store() {
    let (folder, articles) = (tempdir().unwrap(), articles(40));
    let store = folder.path().join("desk.db");
    let outputs = ["a.jsonl", "b.jsonl"].map(|name| folder.path().join(name));
    let runs = outputs.each_ref().map(|output| start(&store, articles.path(), output));
    for mut run in runs {
        assert!(run.wait().unwrap().success());
    }
    let plain = analyze(None, articles.path(), &[]).stdout;
    assert!(outputs.iter().all(|output| fs::read_to_string(output).unwrap() == plain));
    assert_sound(&store);
    assert_eq!(count(&store), 40);
}

/// A store that another program keeps to itself.
fn locked(folder: &Path) -> (PathBuf, Connection) {
    let store = folder.join("desk.db");
    analyze(Some(&store), articles(1).path(), &[]);
    let lock = Connection::open(&store).unwrap();
    lock.execute_batch(
        "PRAGMA locking_mode = exclusive; BEGIN EXCLUSIVE; UPDATE articles SET source = source",
    )
    .unwrap();
    (store, lock)
}

#[test]
fn a_run_waits_for_a_store_that_is_in_use_and_says_so_where_it_waits_in_vain() {
    let (folder, articles) = (tempdir().unwrap(), articles(2));
    let (store, lock) = locked(folder.path());
    let started = Instant::now();
    let refused = analyze(Some(&store), articles.path(), &[]);
    assert!(started.elapsed() > Duration::from_secs(4), "it did not wait");
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("desk.db is in use by another program"), "{}", refused.stderr);
    let waiting = thread::spawn(move || analyze(Some(&store), articles.path(), &[]));
    thread::sleep(Duration::from_secs(1));
    drop(lock);
    assert_eq!(waiting.join().unwrap().status, 0);
}

#[test]
fn a_file_that_is_no_store_is_refused_before_anything_is_read() {
    let (folder, articles) = (tempdir().unwrap(), articles(1));
    let text = folder.path().join("notes.txt");
    fs::write(&text, "Notes that someone took, and would not like to lose. ".repeat(60)).unwrap();
    let other = folder.path().join("songs.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE songs (title TEXT)").unwrap();
    let newer = folder.path().join("newer.db");
    analyze(Some(&newer), articles.path(), &[]);
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let missing = folder.path().join("missing/desk.db");
    for (store, problem) in [
        (&text, "notes.txt is no SQLite database"),
        (&other, "songs.db is a database, but none that copydesk made"),
        (&newer, "newer.db was made by a newer copydesk (its schema is 99, this one knows 1)"),
        (&missing, "missing/desk.db: unable to open database file"),
    ] {
        let run = analyze(Some(store), articles.path(), &[]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{problem}");
        assert!(run.stderr.contains(problem), "{}", run.stderr);
    }
    assert!(fs::read_to_string(&text).unwrap().starts_with("Notes that"));
}

#[test]
fn a_report_of_a_store_shows_what_a_report_of_its_articles_shows() {
    let (folder, articles) = (tempdir().unwrap(), articles(5));
    let store = folder.path().join("desk.db");
    analyze(Some(&store), articles.path(), &[]);
    let report = |name: &str, options: &[&Path]| {
        let output = folder.path().join(name);
        let run = run(&[&[Path::new("report"), Path::new("-o"), &output], options].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        ["index.html", "findings.jsonl"].map(|file| fs::read(output.join(file)).unwrap())
    };
    let plain = report("plain", &[articles.path()]);
    assert!(report("stored", &[Path::new("--store"), &store]) == plain);
    assert!(report("both", &[Path::new("--store"), &store, articles.path()]) == plain);
    let missing = run(&["report", "-o", "/dev/null/report", "--store", "missing.db"]);
    assert_eq!(missing.status, 2);
    assert!(missing.stderr.contains("missing.db: there is no such store"), "{}", missing.stderr);
}

#[test]
fn a_database_is_a_format_like_the_others_and_is_the_same_each_time() {
    let (folder, articles) = (tempdir().unwrap(), articles(5));
    let export = |name: &str, jobs: &str| {
        let path = folder.path().join(name);
        let run = analyze(None, articles.path(), &["--jobs", jobs, "--output", path.to_str().unwrap()]);
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        path
    };
    let (one, two) = (export("one.db", "1"), export("two.db", "4"));
    assert!(fs::read(&one).unwrap() == fs::read(two).unwrap(), "the file depends on the number of threads");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "each is one file");
    assert_sound(&one);
    let lines = analyze(None, articles.path(), &[]).json_lines();
    let findings: usize = lines.iter().map(|line| line["findings"].as_array().unwrap().len()).sum();
    let connection = Connection::open(one).unwrap();
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM findings"), i64::try_from(findings).unwrap());
    assert_eq!(count("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'shrinks'"), 5);
}

/// Python's own reader of SQLite, and its JSON. What the store says must be what was printed.
const READER: &str = r#"
import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.row_factory = sqlite3.Row
for line in sys.stdin:
    line = json.loads(line)
    article = database.execute("SELECT * FROM articles WHERE article = ?", [line["article"]["id"]]).fetchone()
    rows = database.execute("SELECT * FROM findings WHERE article = ? ORDER BY span_start, span_end, analyzer, id",
                            [article["id"]]).fetchall()
    found = sorted(line["findings"], key=lambda it: (it["span"]["start"], it["span"]["end"], it["analyzer"]))
    assert len(rows) == len(found), (len(rows), len(found))
    for row, finding in zip(rows, found):
        for key in ["analyzer", "kind", "message", "text"]:
            assert row[key] == finding[key], (key, row[key], finding[key])
        text = article["text"].encode()[row["span_start"]:row["span_end"]].decode()
        assert text == finding["text"], (text, finding["text"])
        assert json.loads(row["data"]) == finding["data"]
        quantity = finding["data"].get("quantity") or {}
        assert row["quantity_value"] == quantity.get("value"), (row["quantity_value"], quantity)
        labels = database.execute("SELECT role, text FROM labels WHERE finding = ? ORDER BY position", [row["id"]])
        assert [tuple(it) for it in labels] == [(it["role"], it["text"]) for it in finding["labels"]]
        if finding["attribution"] is not None:
            quotation = database.execute("SELECT text FROM findings WHERE id = ?", [row["attribution"]]).fetchone()
            assert quotation["text"] == line["findings"][finding["attribution"]]["text"]
        hits = database.execute("SELECT rowid FROM findings_fts WHERE findings_fts MATCH ?",
                                ['"' + finding["message"].replace('"', '""') + '"'])
        assert row["id"] in [hit[0] for hit in hits], finding["message"]
assert database.execute("SELECT count(*) FROM claims").fetchone()[0] > 0
print("read")
"#;

#[test]
fn python_reads_the_findings_that_were_printed() {
    let folder = tempdir().unwrap();
    let database = folder.path().join("desk.db");
    let articles = copydesk_tests::workspace().join("fixtures/articles");
    let printed = analyze(Some(&database), &articles, &[]).stdout;
    let mut python = std::process::Command::new("python3");
    python
        .arg("-c")
        .arg(READER)
        .arg(&database)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut python = match python.spawn() {
        Ok(python) => python,
        Err(error) => {
            eprintln!(
                "skipped: python3 cannot be run here ({error}); install it to have the database read by it"
            );
            return;
        }
    };
    let mut input = python.stdin.take().unwrap();
    thread::scope(|scope| {
        scope.spawn(move || input.write_all(printed.as_bytes()));
        let output = python.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.stdout, b"read\n");
    });
}
