//! A snapshot file read back: the findings it shows.

/// The findings of one article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Snapshot {
    pub(crate) findings: Vec<Shown>,
}

/// A finding as a snapshot shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Shown {
    /// `departure: 6 of 14 authors left`.
    pub(crate) headline: String,
    /// `12:1`.
    pub(crate) place: String,
    /// What stands below the headline: sentences with marks, then data.
    pub(crate) body: String,
}

impl Snapshot {
    /// Reads a snapshot file. A finding starts at its headline, `KIND: MESSAGE @ LINE:COLUMN` from the first column on;
    /// sentences and data below it are indented or have another form.
    pub(crate) fn parse(file: &str) -> Self {
        let mut findings: Vec<Shown> = Vec::new();
        for line in without_header(file).lines() {
            if let Some((headline, place)) = headline(line) {
                let (headline, place) = (headline.to_owned(), place.to_owned());
                findings.push(Shown { headline, place, body: String::new() });
            } else if let Some(finding) = findings.last_mut() {
                finding.body.push_str(line);
                finding.body.push('\n');
            }
        }
        for finding in &mut findings {
            finding.body.truncate(finding.body.trim_end().len());
        }
        Self { findings }
    }
}

impl Shown {
    /// The finding's kind.
    pub(crate) fn kind(&self) -> &str {
        self.headline.split(':').next().unwrap_or_default()
    }

    /// The sentences it stands on, without marks, roles and line breaks.
    pub(crate) fn sentences(&self) -> String {
        let lines = self.body.lines().filter_map(|line| line.trim_start().strip_prefix('|'));
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

    /// Everything but the place, with white space and marks left out: equal for two findings that differ in form only.
    pub(crate) fn content(&self) -> String {
        let lines = self.body.lines().filter(|line| !line.trim_start().starts_with('|'));
        let data: Vec<_> = lines.flat_map(str::split_whitespace).collect();
        format!("{}\n{}\n{}", self.headline, self.sentences(), data.join(" "))
    }

    /// The finding as the snapshot shows it.
    pub(crate) fn text(&self) -> String {
        format!("{} @ {}\n{}\n", self.headline, self.place, self.body)
    }
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

fn headline(line: &str) -> Option<(&str, &str)> {
    let (headline, place) = line.rsplit_once(" @ ")?;
    let (kind, _) = headline.split_once(": ")?;
    let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let (row, column) = place.split_once(':')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_kind && is_number(row) && is_number(column)).then_some((headline, place))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let snapshot = Snapshot::parse(FILE);
        let headlines: Vec<_> = snapshot.findings.iter().map(|finding| finding.headline.as_str()).collect();
        assert_eq!(headlines, ["departure: 6 of 14 authors (43 %) left", "layoff: some left"]);
        assert_eq!(snapshot.findings[0].place, "12:1");
        assert_eq!(snapshot.findings[1].kind(), "layoff");
    }

    #[test]
    fn sentences_are_read_without_their_marks_and_roles() {
        let snapshot = Snapshot::parse(FILE);
        let sentence =
            "Six of the 14 authors listed on the paper have left or announced they will go, they said.";
        assert_eq!(snapshot.findings[0].sentences(), sentence);
    }

    #[test]
    fn wrapping_and_place_are_form_and_data_are_content() {
        let finding = &Snapshot::parse(FILE).findings[1];
        let wrapped =
            FILE.replace("  | Some left.\n  | ^^^^~~~~~\n", "  | Some\n  | ^^^^\n").replace("14:3", "99:1");
        let wrapped = wrapped.trim_end().to_owned() + "\n  | left.\n  | ~~~~~\n";
        assert_eq!(Snapshot::parse(&wrapped).findings[1].content(), finding.content());
        let other = FILE.replace("0.4286", "0.5");
        assert_ne!(
            Snapshot::parse(&other).findings[0].content(),
            Snapshot::parse(FILE).findings[0].content()
        );
    }

    #[test]
    fn nothing_found_is_no_finding() {
        assert!(Snapshot::parse("---\nsource: x\n---\nnothing found\n").findings.is_empty());
    }
}
