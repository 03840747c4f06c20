//! Names as a page's data has them: several in a line, with roles and degrees behind them, or an address in place of one.

use crate::text::byline;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static DEGREES: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| crate::data::lines(include_str!("../../data/degrees.txt")).collect());

/// Names found so far, each once.
#[derive(Default)]
pub(super) struct Names {
    pub(super) found: Vec<String>,
}

/// Characters that a name in a page's data has at most, and a line of names.
const LONGEST: usize = 100;
const LONGEST_LINE: usize = 250;

impl Names {
    /// Adds the names of a line of a page's data; a line that looks like no names is one as it stands.
    pub(super) fn add(&mut self, line: &str) {
        let line = without_role(line.trim());
        let is_key = line.contains("://")
            || line.contains(['{', '@', '_'])
            || !line.contains(' ') && line.contains('.');
        let length = line.chars().count();
        let is_name = line.chars().any(char::is_alphabetic) && length <= LONGEST_LINE;
        if is_key || !is_name || line.starts_with("www.") {
            return;
        }
        let names = byline::names(line);
        let joints = [",", ";", "|", "/", "&", "(", " and ", " und ", " et ", " y ", " og "];
        let is_single = !byline::has_cue(line) && !joints.iter().any(|joint| line.contains(joint));
        if (names.is_empty() || is_single) && length <= LONGEST {
            self.push(line.to_owned());
        } else {
            names.into_iter().for_each(|name| self.push(with_degrees(name, line)));
        }
    }

    pub(super) fn push(&mut self, name: String) {
        if !self.found.iter().any(|other| other.eq_ignore_ascii_case(&name)) {
            self.found.push(name);
        }
    }

    /// Whether it holds all `others`, whatever titles stand in front of them, and somebody else.
    pub(super) fn has_more_than(&self, others: &[String]) -> bool {
        let has = |other: &String| {
            let other = other.to_lowercase();
            self.found.iter().any(|name| name.to_lowercase().ends_with(&other))
        };
        self.found.len() > others.len() && others.iter().all(has)
    }
}

/// A name without the word for its bearer's work that is written behind it in scripts without capital letters.
fn without_role(line: &str) -> &str {
    let has_case = |c: char| c.is_lowercase() || c.is_uppercase();
    match line.rsplit_once(' ') {
        Some((name, role)) if !role.contains(has_case) && byline::is_no_name(role) => name.trim_end(),
        _ => line,
    }
}

/// A name with the degrees that stand behind it in a line, as they are part of how it is written.
fn with_degrees(mut name: String, line: &str) -> String {
    let Some(at) = line.find(&name) else { return name };
    let joints = [" and ", " und ", " et ", " y ", "&", ";", "|"];
    let rest = &line[at + name.len()..];
    let end = joints.iter().filter_map(|joint| rest.find(joint)).min().unwrap_or(rest.len());
    for part in rest[..end].split(',').skip(1) {
        let plain = |c: &char| c.is_alphanumeric() || *c == '-';
        let letters: String = part.chars().filter(plain).collect::<String>().to_lowercase();
        if !DEGREES.contains(letters.as_str()) {
            break;
        }
        name.push_str(", ");
        name.push_str(part.trim());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        let mut names = Names::default();
        names.add(line);
        names.found
    }

    #[test]
    fn degrees_belong_to_a_name_and_roles_do_not() {
        assert_eq!(names("Ida Holm, PhD, R.N."), ["Ida Holm, PhD, R.N."]);
        assert_eq!(names("Ida Holm, MD and Per Lund, Senior Editor"), ["Ida Holm, MD", "Per Lund"]);
        assert_eq!(names("Ida Holm, AP"), ["Ida Holm"]);
        assert_eq!(names("홀름 기자"), ["홀름"]);
        assert_eq!(names("Harbour Staff"), ["Harbour Staff"]);
    }

    #[test]
    fn addresses_and_keys_are_no_names() {
        for line in ["https://paper.example/ida", "ida@paper.example", "ida_holm", "paper.example", "7"] {
            assert!(names(line).is_empty(), "{line}");
        }
    }
}
