//! A snapshot file read back: the findings it shows.

use copydesk_diff::Finding;

/// The findings that a snapshot file shows. A finding starts at its headline, `KIND: MESSAGE @ LINE:COLUMN` from the first
/// column on; sentences and data below it are indented or have another form.
pub(crate) fn findings(file: &str) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for line in without_header(file).lines() {
        if let Some((kind, message, place)) = headline(line) {
            let [kind, message, place] = [kind, message, place].map(str::to_owned);
            findings.push(Finding { kind, message, place, ..Finding::default() });
        } else if let Some(finding) = findings.last_mut() {
            finding.body.push_str(line);
            finding.body.push('\n');
        }
    }
    findings.into_iter().map(read).collect()
}

/// A finding with what its body says. How that is wrapped and marked is form, not content.
fn read(mut finding: Finding) -> Finding {
    finding.body.truncate(finding.body.trim_end().len());
    finding.words = sentences(&finding.body);
    let lines = finding.body.lines().filter(|line| !line.trim_start().starts_with('|'));
    let data: Vec<_> = lines.flat_map(str::split_whitespace).collect();
    finding.facts = vec![("labels".to_owned(), labelled(&finding.body)), ("data".to_owned(), data.join(" "))];
    finding
}

/// The words under labels, each stretch in brackets, over line breaks: "[Six of the 14 authors] [have left]".
fn labelled(body: &str) -> String {
    let lines = body.lines().filter_map(|line| line.trim_start().strip_prefix('|'));
    let mut text: Vec<(char, bool)> = Vec::new();
    let (mut sentence, mut marks) = ("", "");
    for line in lines {
        if is_marks(line) {
            marks = line;
        } else if marks.is_empty() || !is_roles(line, marks) {
            add_line(&mut text, sentence, std::mem::take(&mut marks));
            sentence = line;
        }
    }
    add_line(&mut text, sentence, marks);
    let stretches = text.chunk_by(|left, right| left.1 == right.1).filter(|stretch| stretch[0].1);
    let bracketed =
        stretches.map(|stretch| format!("[{}]", stretch.iter().map(|(c, _)| c).collect::<String>()));
    bracketed.collect::<Vec<_>>().join(" ")
}

/// Adds a line's characters, each with whether it is labelled.
fn add_line(text: &mut Vec<(char, bool)>, line: &str, marks: &str) {
    let marks = marks.chars().chain(std::iter::repeat(' ')).map(|mark| mark == '^');
    let mut characters =
        line.trim_end().chars().zip(marks).skip_while(|(character, _)| *character == ' ').peekable();
    if let (Some((_, before)), Some((_, behind))) = (text.last(), characters.peek()) {
        text.push((' ', *before && *behind));
    }
    text.extend(characters);
}

/// The sentences that a finding stands on, without marks, roles and line breaks.
fn sentences(body: &str) -> String {
    let lines = body.lines().filter_map(|line| line.trim_start().strip_prefix('|'));
    let mut sentences = Vec::new();
    let mut marks = "";
    for line in lines {
        if is_marks(line) {
            marks = line;
        } else if marks.is_empty() || !is_roles(line, marks) {
            sentences.push(line.trim());
            marks = "";
        }
    }
    sentences.join(" ")
}

/// Whether a line holds only marks under the line above it.
fn is_marks(line: &str) -> bool {
    !line.trim().is_empty() && line.chars().all(|character| matches!(character, '^' | '~' | ' '))
}

/// Whether a line holds only roles: words of letters and hyphens, each where a stretch of marks begins, or a single one
/// inside such a stretch.
fn is_roles(line: &str, marks: &str) -> bool {
    let marks: Vec<char> = marks.chars().collect();
    let is_marked = |column: usize| marks.get(column) == Some(&'^');
    let is_role = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let mut column = 0;
    let words = line.split_whitespace().count();
    line.split(' ').all(|word| {
        let begin = column;
        column += word.chars().count() + 1;
        let begins_stretch = words == 1 || begin == 0 || !is_marked(begin - 1);
        word.is_empty() || (is_role(word) && is_marked(begin) && begins_stretch)
    })
}

/// The file without insta's header between two lines of `---`.
fn without_header(file: &str) -> &str {
    let body = file.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    body.map_or(file, |(_, body)| body)
}

/// Kind, message and place.
fn headline(line: &str) -> Option<(&str, &str, &str)> {
    let (headline, place) = line.rsplit_once(" @ ")?;
    let (kind, message) = headline.split_once(": ")?;
    let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let (row, column) = place.split_once(':')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_kind && is_number(row) && is_number(column)).then_some((kind, message, place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_diff::Changes;

    const FILE: &str = "---\nsource: crates/analyzer/src/testing.rs\n---
departure: 6 of 14 authors (43 %) left @ 12:1

  | Six of the 14 authors listed on the paper have left or announced
  | ^^^^^^^^^^^^^ ^^^^^^^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  | quantity
  |               subject
  | they will go, they said.
  | ~~~~~~~~~~~~

  quantity: {form: fraction, numerator: 6, denominator: 14}
  rate: 0.4286

layoff: some left @ 14:3

  | Some left.
  | ^^^^~~~~~
  | quantity
";

    #[test]
    fn findings_are_parted_at_their_headlines() {
        let findings = findings(FILE);
        let headlines: Vec<_> = findings.iter().map(Finding::headline).collect();
        assert_eq!(headlines, ["departure: 6 of 14 authors (43 %) left", "layoff: some left"]);
        assert_eq!((findings[0].place.as_str(), findings[1].kind.as_str()), ("12:1", "layoff"));
    }

    #[test]
    fn sentences_are_read_without_their_marks_and_roles() {
        let sentence =
            "Six of the 14 authors listed on the paper have left or announced they will go, they said.";
        assert_eq!(findings(FILE)[0].words, sentence);
    }

    #[test]
    fn wrapping_and_place_are_form_and_data_are_content() {
        let wrapped =
            FILE.replace("  | Some left.\n  | ^^^^~~~~~\n", "  | Some\n  | ^^^^\n").replace("14:3", "99:1");
        let wrapped = wrapped.trim_end().to_owned() + "\n  | left.\n  | ~~~~~\n";
        assert!(Changes::between(findings(FILE), findings(&wrapped)).is_empty());
        let other = FILE.replace("0.4286", "0.5");
        assert_eq!(Changes::between(findings(FILE), findings(&other)).altered.len(), 1);
    }

    #[test]
    fn labels_are_content() {
        assert_eq!(findings(FILE)[0].facts[0].1, "[Six of the 14] [authors]");
        let wider = FILE.replace("^^^^^^^^^^^^^ ^^^^^^^~~", "^^^^^^^^^^^^^ ^^^^^^^^^");
        assert_eq!(Changes::between(findings(FILE), findings(&wider)).altered.len(), 1);
        let file = "layoff: some left @ 1:1\n\n  | Some of the\n  | ^^^^^^^^^^^\n  | subject\n  | painters left.\n  | ^^^^^^^^~~~~~\n";
        assert_eq!(findings(file)[0].facts[0].1, "[Some of the painters]");
    }

    #[test]
    fn nothing_found_is_no_finding() {
        assert!(findings("---\nsource: x\n---\nnothing found\n").is_empty());
    }
}
