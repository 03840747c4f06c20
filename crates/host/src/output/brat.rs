//! Findings as brat standoff annotations: for each article a `.txt` and an `.ann`, and for all of them the
//! `annotation.conf` that brat wants beside them. The form: <https://brat.nlplab.org/standoff.html>.
//!
//! A finding is an event: its trigger is the finding's span, its arguments are its labels, the quotation it lies in
//! (`attributed-to`) and the finding it repeats (`same-as`); a note holds what it says and its data. Offsets count code
//! points. A span that runs over the end of a line, and the pieces of a quotation, are one annotation of several stretches.

use super::columns::data;
use super::sink::Draft;
use super::{Output, OutputError};
use crate::analysis::{Analysis, Reported};
use crate::report::flattened;
use crate::selection::Selection;
use copydesk_analyzer::document::{OffsetConverter, OffsetUnit};
use copydesk_analyzer::{Document, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The longest name of a file, without the number in front and the extension behind.
const LONGEST_NAME: usize = 60;

/// An article and its findings as the text of two files.
pub(crate) struct Standoff {
    name: String,
    text: String,
    annotations: String,
}

/// A new folder of articles with their annotations. It appears when it is complete.
pub(crate) struct Folder {
    to: String,
    folder: Place,
    articles: usize,
}

enum Place {
    /// Becomes the folder in the end.
    Draft(Draft),
    /// Is the folder, for readers that follow it.
    Open(PathBuf),
}

impl Folder {
    /// A folder at `place`, where nothing or an empty folder is. Files are not mixed with those of others, which may be
    /// annotations that a person has corrected.
    pub(crate) fn new(place: &Path, selection: &Selection) -> Result<Self, OutputError> {
        let made = Self::checked(place).and_then(|()| Draft::of(place)).and_then(|draft| {
            fs::create_dir_all(draft.path())?;
            Ok(Place::Draft(draft))
        });
        Self::with(place, made, selection)
    }

    /// Like [`Folder::new`], but files appear in the folder as they are made.
    pub(crate) fn in_place(place: &Path, selection: &Selection) -> Result<Self, OutputError> {
        let made = Self::checked(place).and_then(|()| fs::create_dir_all(place));
        Self::with(place, made.map(|()| Place::Open(place.to_owned())), selection)
    }

    fn checked(place: &Path) -> io::Result<()> {
        let holds_files = place.exists() && fs::read_dir(place)?.next().is_some();
        let problem =
            "it holds files, which may be annotations of others: name a new folder, or empty this one";
        if holds_files { Err(io::Error::other(problem)) } else { Ok(()) }
    }

    fn with(place: &Path, made: io::Result<Place>, selection: &Selection) -> Result<Self, OutputError> {
        let to = place.display().to_string();
        let folder = made.map_err(|error| OutputError { to: to.clone(), error })?;
        let folder = Self { to, folder, articles: 0 };
        folder.write("annotation.conf", &configuration(selection))?;
        Ok(folder)
    }

    fn write(&self, name: &str, text: &str) -> Result<(), OutputError> {
        let folder = match &self.folder {
            Place::Draft(draft) => draft.path(),
            Place::Open(path) => path,
        };
        let written = fs::write(folder.join(name), text);
        written.map_err(|error| OutputError { to: format!("{}/{name}", self.to), error })
    }
}

impl Output<Standoff> for Folder {
    fn add(&mut self, part: Standoff) -> Result<(), OutputError> {
        self.articles += 1;
        // The number keeps names apart, and in the order of the input.
        let name = format!("{:06}-{}", self.articles, part.name);
        self.write(&format!("{name}.txt"), &part.text)?;
        self.write(&format!("{name}.ann"), &part.annotations)
    }

    fn prints(&self) -> bool {
        false
    }

    fn settle(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn finish(self) -> Result<(), OutputError> {
        match self.folder {
            Place::Draft(draft) => draft.publish().map_err(|error| OutputError { to: self.to, error }),
            Place::Open(_) => Ok(()),
        }
    }
}

/// What brat must know of types and arguments: the kinds of finding are events, the roles of labels entities.
fn configuration(selection: &Selection) -> String {
    let mut roles = BTreeSet::new();
    let mut events: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for descriptor in selection.analyzers().iter().map(|analyzer| analyzer.descriptor()) {
        let own = descriptor.roles.iter().map(|role| role.name);
        roles.extend(own.clone());
        for kind in descriptor.kinds {
            events.entry(kind.name).or_default().extend(own.clone());
        }
    }
    let mut text = "[entities]\n".to_owned();
    roles.iter().for_each(|role| text.extend([&entity(role), "\n"]));
    text.push_str("\n[relations]\n\n[events]\n");
    for (kind, roles) in events {
        let roles: String = roles.iter().map(|role| format!("{role}*:{}, ", entity(role))).collect();
        let _ = writeln!(text, "{kind}\t{roles}attributed-to?:<EVENT>, same-as?:<EVENT>");
    }
    text + "\n[attributes]\n"
}

/// The type of a role's words: capitalised, so that it is never that of a kind of finding.
fn entity(role: &str) -> String {
    let mut letters = role.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// An article and its findings.
pub(crate) fn standoff(document: &Document, analysis: &Analysis) -> Standoff {
    let mut annotations = Annotations {
        document,
        offsets: OffsetConverter::new(document.text(), OffsetUnit::Chars),
        lines: String::new(),
        entities: 0,
    };
    for (index, reported) in analysis.findings.iter().enumerate() {
        annotations.add(index, reported);
    }
    Standoff {
        name: file_name(&document.article().id),
        text: document.text().chars().map(plain).collect(),
        annotations: annotations.lines,
    }
}

/// The lines of an `.ann` file.
struct Annotations<'d> {
    document: &'d Document,
    offsets: OffsetConverter<'d>,
    lines: String,
    entities: usize,
}

impl Annotations<'_> {
    fn add(&mut self, index: usize, reported: &Reported) {
        let (finding, number) = (&reported.finding, index + 1);
        let trigger = self.entity(finding.kind, &[finding.span]);
        let mut event = format!("E{number}\t{}:T{trigger}", finding.kind);
        let mut numbers = BTreeMap::new();
        for (role, spans) in arguments(reported) {
            let entity = self.entity(&entity(role), &spans);
            let number: &mut usize = numbers.entry(role).or_default();
            *number += 1;
            // brat numbers the arguments of one role from the second on.
            let suffix = if *number == 1 { String::new() } else { number.to_string() };
            let _ = write!(event, " {role}{suffix}:T{entity}");
        }
        for (role, other) in [("attributed-to", reported.attribution), ("same-as", reported.same_as)] {
            if let Some(other) = other {
                let _ = write!(event, " {role}:E{}", other + 1);
            }
        }
        let _ = writeln!(self.lines, "{event}\n#{number}\tAnnotatorNotes E{number}\t{}", note(reported));
    }

    /// Writes a text-bound annotation of several stretches and gives its number.
    fn entity(&mut self, kind: &str, spans: &[Span]) -> usize {
        let stretches: Vec<Span> = spans.iter().flat_map(|span| stretches(self.document, *span)).collect();
        let place =
            |span: &Span| format!("{} {}", self.offsets.convert(span.start), self.offsets.convert(span.end));
        let places: Vec<_> = stretches.iter().map(place).collect();
        let words: Vec<String> =
            stretches.iter().map(|span| self.document.slice(*span).chars().map(plain).collect()).collect();
        self.entities += 1;
        let (places, words) = (places.join(";"), words.join(" "));
        let _ = writeln!(self.lines, "T{}\t{kind} {places}\t{words}", self.entities);
        self.entities
    }
}

/// The labels of a finding; the pieces of what is said in a quotation are one.
fn arguments(reported: &Reported) -> Vec<(&'static str, Vec<Span>)> {
    let mut arguments: Vec<(&'static str, Vec<Span>)> = Vec::new();
    for label in &reported.finding.labels {
        let begun = arguments.iter_mut().find(|(role, _)| label.role == "content" && *role == "content");
        match begun {
            // Stretches of one annotation are apart.
            Some((_, spans)) if spans.iter().all(|span| span.end < label.span.start) => {
                spans.push(label.span);
            }
            _ => arguments.push((label.role, vec![label.span])),
        }
    }
    arguments
}

/// A span without the ends of lines in it; the span itself where it holds nothing else.
fn stretches(document: &Document, span: Span) -> Vec<Span> {
    let words = document.slice(span);
    let base = words.as_ptr() as usize;
    let lines = words.split('\n').map(|line| line.trim_matches(|letter| plain(letter) == ' '));
    let found = lines.filter(|line| !line.is_empty()).map(|line| {
        let start = span.start as usize + (line.as_ptr() as usize - base);
        Span::from_range(start..start + line.len())
    });
    let found: Vec<_> = found.collect();
    if found.is_empty() { vec![span] } else { found }
}

/// A character as both files have it: those that steer a reader of lines or of fields are blanks, so that every offset
/// stays as it is.
fn plain(letter: char) -> char {
    match letter {
        '\n' => '\n',
        '\u{2028}' | '\u{2029}' => ' ',
        other if other.is_control() => ' ',
        other => other,
    }
}

/// What a finding says, how sure it is, and its data.
fn note(reported: &Reported) -> String {
    let finding = &reported.finding;
    let fields = flattened(&data(reported)).into_iter().map(|(path, value)| format!("{path}: {value}"));
    let sure = finding.confidence.map(|sure| format!("confidence: {sure}"));
    let analyzer = format!("analyzer: {}", reported.analyzer.id);
    let parts = [finding.message.clone(), analyzer].into_iter().chain(sure).chain(fields);
    let note = parts.collect::<Vec<_>>().join("; ");
    note.chars().map(|letter| if letter == '\n' { ' ' } else { plain(letter) }).collect()
}

/// The last of an article's id that a name of a file can hold.
fn file_name(id: &str) -> String {
    let stem = id.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(id);
    let letters = stem.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
    let name: String = letters.take(LONGEST_NAME).collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "article".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze;
    use crate::fakes::{Brackets, Brittle};

    fn annotated(text: &str) -> Standoff {
        let document = Document::from_paragraphs(text);
        let analysis = analyze(&document, &Selection::of(vec![&Brackets, &Brittle]), 0.0);
        standoff(&document, &analysis)
    }

    #[test]
    fn a_finding_is_an_event_whose_arguments_are_its_labels_and_its_quotation() {
        let standoff = annotated("é [we lost ten]");
        assert_eq!(
            standoff.annotations,
            "T1\tword 2 15\t[we lost ten]\nT2\tContent 2 15\t[we lost ten]\nE1\tword:T1 content:T2\n\
             #1\tAnnotatorNotes E1\tbrackets; analyzer: brackets\n\
             T3\tword 11 14\tten\nT4\tQuantity 11 14\tten\nE2\tword:T3 quantity:T4 attributed-to:E1\n\
             #2\tAnnotatorNotes E2\tten; analyzer: brittle; confidence: 0.5\n"
        );
    }

    #[test]
    fn a_span_over_several_lines_is_an_annotation_of_several_stretches() {
        let standoff = annotated("[one \r\n\r\n two\tthree]");
        assert!(
            standoff.annotations.starts_with("T1\tword 0 4;10 20\t[one two three]\n"),
            "{}",
            standoff.annotations
        );
        assert_eq!(standoff.text, "[one  \n \n two three]");
    }

    #[test]
    fn kinds_are_events_and_roles_are_entities() {
        let configuration = configuration(&Selection::of(vec![&Brackets, &Brittle]));
        assert!(configuration.contains("[entities]\nContent\nCue\nQuantity\nSource\n\n"), "{configuration}");
        assert!(
            configuration
                .contains("\nword\tcontent*:Content, cue*:Cue, quantity*:Quantity, source*:Source, ")
        );
    }

    #[test]
    fn files_have_names_that_every_system_takes() {
        assert_eq!(file_name("news/A day's work?.html"), "A-day-s-work--html");
        assert_eq!(file_name("https://example.com/a/"), "a");
        assert_eq!(file_name("//"), "article");
        assert_eq!(file_name(&"x".repeat(500)).len(), LONGEST_NAME);
    }
}
