//! Inputs: files, directories, standard input; their order.

use copydesk_tests::{run, run_with, workspace};
use std::fs;
use tempfile::tempdir;

#[test]
fn a_directory_is_read_in_the_order_of_its_files_names_without_hidden_and_foreign_files() {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("b")).unwrap();
    for name in ["c.txt", "b/z.txt", "b/a.TXT", "a.txt.zst", ".hidden.txt", "picture.png"] {
        fs::write(folder.path().join(name), "Some text of an article.").unwrap();
    }
    let ids = run(&["analyze".as_ref(), folder.path()]).ids();
    let names: Vec<_> =
        ids.iter().map(|id| id.rsplit_once(folder.path().to_str().unwrap()).unwrap().1).collect();
    assert_eq!(names, ["/a.txt.zst", "/b/a.TXT", "/b/z.txt", "/c.txt"]);
}

#[test]
fn inputs_are_read_in_the_order_they_are_named_standard_input_among_them() {
    let folder = tempdir().unwrap();
    let (first, second) = (folder.path().join("z.txt"), folder.path().join("a.picture"));
    fs::write(&first, "The first text.").unwrap();
    fs::write(&second, "The second text.").unwrap();
    let run =
        run_with(&["parse".as_ref(), first.as_os_str(), "-".as_ref(), second.as_os_str()], b"From a pipe.");
    let bodies: Vec<_> = run.json_lines().iter().map(|line| line["body"].clone()).collect();
    assert_eq!(bodies, ["The first text.", "From a pipe.", "The second text."]);
}

#[test]
fn without_a_path_standard_input_is_read() {
    assert_eq!(run_with(&["parse"], b"From a pipe.").ids(), ["-"]);
}

#[cfg(unix)]
#[test]
fn a_directory_that_holds_itself_is_named_and_the_rest_is_read() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Some text.").unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    let run = run(&["parse".as_ref(), folder.path()]);
    assert_eq!((run.status, run.ids().len()), (1, 1));
    assert!(run.stderr.contains("loop"), "{}", run.stderr);
}

#[test]
fn output_is_the_same_on_one_thread_and_on_sixteen() {
    let articles = workspace().join("fixtures/articles");
    let on = |jobs: &str| run(&["analyze".as_ref(), "--jobs".as_ref(), jobs.as_ref(), articles.as_os_str()]);
    let (one, sixteen) = (on("1"), on("16"));
    assert_eq!(one.status, 0, "{}", one.stderr);
    assert!(one.stdout.lines().count() >= 10);
    assert!(one.stdout == sixteen.stdout, "the output depends on the number of threads");
}

#[test]
fn output_order_is_input_order_when_late_articles_are_done_first() {
    let long = "The mayor said that the bridge would be closed for a week. ".repeat(300);
    let line = |id: usize| {
        let text = if id.is_multiple_of(5) { long.as_str() } else { "It rained." };
        serde_json::json!({"id": id.to_string(), "text": text}).to_string() + "\n"
    };
    let input: String = (0..40).map(line).collect();
    let run = run_with(&["analyze", "--jobs", "16"], input.as_bytes());
    assert_eq!(run.ids(), (0..40).map(|id| id.to_string()).collect::<Vec<_>>());
}
