//! Closed sets of labels as small enums: parts of speech, relations, kinds of entity.

use std::fmt;

/// A name that is not in the label set it was read for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {set} label `{name}`: use one of its documented names")]
pub struct UnknownLabel {
    /// The label set, as the type is called.
    pub set: &'static str,
    /// The name that was asked for.
    pub name: String,
}

/// Declares a `Copy` enum whose variants carry the names that treebanks write.
macro_rules! labels {
    ($(#[$doc:meta])* $set:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $set { $(#[doc = concat!("<code>", $name, "</code>")] $(#[$variant_doc])* $variant),* }

        impl $set {
            /// Every label, in the order of declaration: `ALL[label as usize] == label`.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name as the treebanks write it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The label at `index` of [`Self::ALL`].
            pub fn from_index(index: usize) -> Option<Self> {
                Self::ALL.get(index).copied()
            }
        }

        impl std::str::FromStr for $set {
            type Err = $crate::models::UnknownLabel;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                match name {
                    $($name => Ok(Self::$variant),)*
                    _ => Err($crate::models::UnknownLabel { set: stringify!($set), name: name.to_owned() }),
                }
            }
        }

        impl std::fmt::Display for $set {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

labels! {
    /// A universal part of speech (Universal Dependencies v2).
    ///
    /// ```
    /// use copydesk_language::models::Upos;
    /// assert_eq!("PROPN".parse(), Ok(Upos::Propn));
    /// assert_eq!(Upos::Propn.as_str(), "PROPN");
    /// ```
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

labels! {
    /// A part of speech of the Penn treebank, with the additions of the English web treebank.
    ///
    /// ```
    /// use copydesk_language::models::Xpos;
    /// assert_eq!("VBD".parse(), Ok(Xpos::Vbd));
    /// assert_eq!(Xpos::LeftBracket.as_str(), "-LRB-");
    /// ```
    Xpos {
        Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", Gw = "GW",
        Hyph = "HYPH", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD", Nfp = "NFP",
        Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP",
        PrpPossessive = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO",
        Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT",
        Wp = "WP", WpPossessive = "WP$", Wrb = "WRB", Xx = "XX", Period = ".", Comma = ",", Colon = ":",
        Dollar = "$", OpenQuote = "``", CloseQuote = "''", LeftBracket = "-LRB-", RightBracket = "-RRB-",
    }
}

labels! {
    /// A dependency relation of Universal Dependencies v2, with the subtypes that English treebanks use.
    ///
    /// ```
    /// use copydesk_language::models::Relation;
    /// assert_eq!("nsubj:pass".parse(), Ok(Relation::NsubjPass));
    /// assert_eq!(Relation::NsubjPass.universal(), Relation::Nsubj);
    /// ```
    Relation {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod",
        Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
        CcPreconj = "cc:preconj", Ccomp = "ccomp", Clf = "clf", Compound = "compound",
        CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjOuter = "csubj:outer",
        CsubjPass = "csubj:pass", Dep = "dep", Det = "det", DetPredet = "det:predet", Discourse = "discourse",
        Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith",
        Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc",
        NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer",
        NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
        OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
        Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
}

labels! {
    /// What an entity mention names, in the terms of CoNLL-2003.
    ///
    /// ```
    /// use copydesk_language::models::EntityKind;
    /// assert_eq!("ORG".parse(), Ok(EntityKind::Organization));
    /// ```
    EntityKind {
        Person = "PER", Organization = "ORG", Place = "LOC",
        #[doc = " anything else with a name: works, products, events, nationalities"]
        Misc = "MISC",
    }
}

impl Relation {
    /// The universal relation: the label without its subtype.
    pub fn universal(self) -> Self {
        let base = self.as_str().split(':').next().unwrap_or_default();
        base.parse().unwrap_or(self)
    }
}

/// The part of speech of a token, in both label sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn treebank part of speech.
    pub xpos: Xpos,
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.upos, self.xpos)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_read_back_from_its_name() {
        assert!(Upos::ALL.iter().all(|&label| label.as_str().parse() == Ok(label)));
        assert!(Xpos::ALL.iter().all(|&label| label.as_str().parse() == Ok(label)));
        assert!(Relation::ALL.iter().all(|&label| label.as_str().parse() == Ok(label)));
        assert!(EntityKind::ALL.iter().all(|&label| label.as_str().parse() == Ok(label)));
    }

    #[test]
    fn an_unknown_name_says_which_set_refused_it() {
        let error = "subject".parse::<Relation>().unwrap_err();
        assert_eq!(error.to_string(), "unknown Relation label `subject`: use one of its documented names");
    }

    #[test]
    fn a_subtype_has_its_universal_relation() {
        assert_eq!(Relation::OblAgent.universal(), Relation::Obl);
        assert_eq!(Relation::Root.universal(), Relation::Root);
    }
}
