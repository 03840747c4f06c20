//! A finding as two runs are compared by it.

use serde_json::Value;
use std::ops::Range;

/// A finding of one analyzer in one article. Texts are as people are to read them; [`json`](Self::json) is as it was.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Finding {
    /// Its kind.
    pub kind: String,
    /// What it says, in one line.
    pub message: String,
    /// Where it stands, for people: line and column, or its span.
    pub place: String,
    /// Where it stands, in bytes of the article's text, where that is known.
    pub span: Option<Range<u64>>,
    /// The words or the sentences that it stands on.
    pub words: String,
    /// What else it says: the names of its labels and data, each with what it holds, in a fixed order.
    pub facts: Vec<(String, String)>,
    /// What is shown below its headline.
    pub body: String,
    /// The finding as the program prints it; null where there is none such.
    pub json: Value,
}

/// Something that a finding says otherwise than before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alteration {
    /// What it is: `kind`, `message`, `text`, `place`, or the name of a label or of a piece of the data.
    pub what: String,
    /// What it was, where there was any.
    pub before: Option<String>,
    /// What it is now, where there is any.
    pub after: Option<String>,
}

impl Finding {
    /// Kind and message: `departure: 6 of 14 authors left`.
    #[must_use]
    pub fn headline(&self) -> String {
        format!("{}: {}", self.kind, self.message)
    }

    /// The headline with the place, and what is shown below it.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{} @ {}\n{}\n", self.headline(), self.place, self.body)
    }

    /// Everything but the place: equal for two findings that say the same.
    pub(crate) fn content(&self) -> (&str, &str, &str, &[(String, String)]) {
        (&self.kind, &self.message, &self.words, &self.facts)
    }

    /// What `after` says otherwise than this finding.
    #[must_use]
    pub fn alterations(&self, after: &Self) -> Vec<Alteration> {
        let own = [
            ("kind", &self.kind, &after.kind),
            ("message", &self.message, &after.message),
            ("text", &self.words, &after.words),
            ("place", &self.place, &after.place),
        ];
        let own = own.into_iter().filter(|(_, before, after)| before != after);
        let mut all: Vec<_> = own
            .map(|(what, before, after)| Alteration {
                what: what.to_owned(),
                before: Some(before.clone()),
                after: Some(after.clone()),
            })
            .collect();
        let value = |facts: &[(String, String)], name: &str| {
            facts.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        };
        let added = after.facts.iter().filter(|(name, _)| value(&self.facts, name).is_none());
        for (name, _) in self.facts.iter().chain(added) {
            let (before, after) = (value(&self.facts, name), value(&after.facts, name));
            if before != after {
                all.push(Alteration { what: name.clone(), before, after });
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alterations_name_what_came_went_and_changed() {
        let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let before = Finding {
            message: "9 people".to_owned(),
            facts: vec![fact("value", "9"), fact("unit", "people")],
            ..Finding::default()
        };
        let after = Finding {
            message: "10 of them".to_owned(),
            facts: vec![fact("value", "10"), fact("organization", "Acme")],
            ..Finding::default()
        };
        let alterations = before.alterations(&after);
        let shown: Vec<_> = alterations
            .iter()
            .map(|it| (it.what.as_str(), it.before.as_deref(), it.after.as_deref()))
            .collect();
        let expected = [
            ("message", Some("9 people"), Some("10 of them")),
            ("value", Some("9"), Some("10")),
            ("unit", Some("people"), None),
            ("organization", None, Some("Acme")),
        ];
        assert_eq!(shown, expected);
        assert!(before.alterations(&before).is_empty());
    }
}
