//! The name of a new analyzer, in the forms it is needed in.

use anyhow::{Context, Result, bail, ensure};
use std::fmt;
use std::path::Path;

/// A name in kebab case that can be one of an analyzer.
pub(crate) struct Name(String);

impl Name {
    /// The name, if it has the right form.
    pub(crate) fn new(name: &str) -> Result<Self> {
        let is_part = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        let starts_with_letter = name.starts_with(|first: char| first.is_ascii_lowercase());
        ensure!(
            starts_with_letter && name.split('-').all(is_part) && name.len() <= 40,
            "{name:?} cannot name an analyzer: use lower-case letters and digits, words joined by single \
             hyphens, at most 40 characters, such as ai-systems"
        );
        Ok(Self(name.to_owned()))
    }

    /// Whether no folder and no package of the workspace has the name.
    pub(crate) fn check_free(&self, root: &Path) -> Result<()> {
        let folder = root.join("crates/analyzers").join(&self.0);
        if folder.exists() {
            bail!("the name {:?} is taken: crates/analyzers/{} is there", self.0, self.0);
        }
        let lock = root.join("Cargo.lock");
        let lock =
            std::fs::read_to_string(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
        let taken = format!("name = \"{}\"", self.package());
        ensure!(
            !lock.lines().any(|line| line == taken),
            "the name {:?} is taken: there is a package {}",
            self.0,
            self.package()
        );
        Ok(())
    }

    /// `copydesk-ai-systems`
    pub(crate) fn package(&self) -> String {
        format!("copydesk-{}", self.0)
    }

    /// `copydesk_ai_systems`
    pub(crate) fn krate(&self) -> String {
        self.package().replace('-', "_")
    }

    /// `AiSystems`
    fn type_name(&self) -> String {
        let capitalised = |word: &str| word[..1].to_uppercase() + &word[1..];
        self.0.split('-').map(capitalised).collect()
    }

    /// A template with the name in its places.
    pub(crate) fn fill(&self, template: &str) -> String {
        let snake = self.0.replace('-', "_");
        template.replace("@name@", &self.0).replace("@snake@", &snake).replace("@Type@", &self.type_name())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_of_letters_and_digits_joined_by_hyphens() {
        for good in ["ai-systems", "a", "web3-deals"] {
            assert!(Name::new(good).is_ok(), "{good}");
        }
        for bad in
            ["", "Ai", "ai_systems", "-ai", "ai-", "a--b", "3d", "../x", "ai systems", "é", &"a".repeat(41)]
        {
            assert!(Name::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_template_gets_the_name_in_every_form() {
        let name = Name::new("ai-systems").unwrap();
        assert_eq!(name.fill("@name@ @snake@ @Type@"), "ai-systems ai_systems AiSystems");
        assert_eq!(
            (name.package().as_str(), name.krate().as_str()),
            ("copydesk-ai-systems", "copydesk_ai_systems")
        );
    }
}
