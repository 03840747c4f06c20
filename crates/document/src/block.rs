//! Blocks: the stretches of a page, each with what it is.

use crate::Span;
use std::fmt;

/// A stretch of the text with a kind. Blocks stand in reading order and do not overlap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The index of the block that holds the same words in full, where this one is a repetition (or a truncated one).
    pub duplicate_of: Option<u32>,
}

impl Block {
    /// A block that repeats no other.
    #[must_use]
    pub fn new(span: Span, kind: BlockKind) -> Self {
        Self { span, kind, duplicate_of: None }
    }

    /// Whether it belongs to the article's body: prose that is said here for the first time.
    #[must_use]
    pub fn is_body(&self) -> bool {
        self.duplicate_of.is_none() && self.kind.is_body()
    }

    /// Whether the language layers read it: the body, and the headline above it.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.is_body() || (self.duplicate_of.is_none() && self.kind == BlockKind::Headline)
    }
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BlockKind {
    /// The article's headline.
    Headline,
    /// Who wrote it.
    Byline,
    /// Place, date or agency before the text, or the time of publication.
    Dateline,
    /// A paragraph of prose.
    Paragraph,
    /// A heading inside the article.
    Subheading,
    /// An item of a list.
    ListItem,
    /// A quotation set off as a block.
    Quotation,
    /// A picture's caption.
    Caption,
    /// Who took or drew a picture.
    Credit,
    /// A cell of a table.
    TableCell,
    /// Anything that is not the article, with the reason for saying so.
    Boilerplate(Noise),
}

impl BlockKind {
    /// Whether blocks of this kind are part of the article's body. A dateline is not: [`Document::body`] prints it where
    /// it opens a paragraph.
    ///
    /// [`Document::body`]: crate::Document::body
    #[must_use]
    pub fn is_body(self) -> bool {
        use BlockKind::{ListItem, Paragraph, Quotation, Subheading, TableCell};
        matches!(self, Paragraph | Subheading | ListItem | Quotation | TableCell)
    }

    /// Its name as printed, in kebab case; `boilerplate` for all noise.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Paragraph => "paragraph",
            Self::Subheading => "subheading",
            Self::ListItem => "list-item",
            Self::Quotation => "quotation",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::TableCell => "table-cell",
            Self::Boilerplate(_) => "boilerplate",
        }
    }

    /// The kind of a [name](Self::name) and, for boilerplate, of its [reason](Self::noise)'s name.
    ///
    /// ```
    /// # use copydesk_document::{BlockKind, Noise};
    /// assert_eq!(BlockKind::named("list-item", None), Some(BlockKind::ListItem));
    /// assert_eq!(BlockKind::named("boilerplate", Some("paywall")), Some(BlockKind::Boilerplate(Noise::Paywall)));
    /// assert_eq!(BlockKind::named("poem", None), None);
    /// ```
    #[must_use]
    pub fn named(name: &str, reason: Option<&str>) -> Option<Self> {
        use BlockKind::{
            Byline, Caption, Credit, Dateline, Headline, ListItem, Paragraph, Quotation, Subheading,
            TableCell,
        };
        let noise = Noise::ALL.iter().find(|noise| reason == Some(noise.name()));
        let plain = [
            Headline, Byline, Dateline, Paragraph, Subheading, ListItem, Quotation, Caption, Credit,
            TableCell,
        ];
        let plain = plain.into_iter().filter(|_| reason.is_none());
        let mut kinds = plain.chain(noise.map(|noise| Self::Boilerplate(*noise)));
        kinds.find(|kind| kind.name() == name)
    }

    /// Why it is boilerplate, where it is.
    #[must_use]
    pub fn noise(self) -> Option<Noise> {
        match self {
            Self::Boilerplate(noise) => Some(noise),
            _ => None,
        }
    }
}

impl fmt::Display for BlockKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! noise {
    ($($(#[doc = $doc:literal])* $variant:ident => $name:literal,)*) => {
        /// Why a block is no part of the article.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Noise { $($(#[doc = $doc])* $variant,)* }

        impl Noise {
            /// Every reason, in declared order.
            pub const ALL: &'static [Noise] = &[$(Noise::$variant,)*];

            /// Its name as printed, in kebab case.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

noise! {
    /// A paid message, or a discount banner.
    Advertisement => "advertisement",
    /// Lines about the author.
    AuthorBio => "author-bio",
    /// Readers' comments and the form for them.
    Comments => "comments",
    /// A way to reach the authors or the publisher.
    ContactLine => "contact-line",
    /// A request to accept cookies.
    CookieNotice => "cookie-notice",
    /// A note on what was corrected or updated.
    CorrectionNote => "correction-note",
    /// The foot of a page: rights, imprint, legal links.
    Footer => "footer",
    /// Menus, breadcrumbs, section names, skip links.
    Navigation => "navigation",
    /// A box that offers a newsletter.
    Newsletter => "newsletter",
    /// A note that the rest must be paid for.
    Paywall => "paywall",
    /// The site's own words about itself.
    Promotion => "promotion",
    /// Buttons to react with.
    ReactionWidget => "reaction-widget",
    /// Pointers to other articles.
    RelatedLinks => "related-links",
    /// Buttons to share, print or save.
    ShareButtons => "share-buttons",
    /// A button or line that asks to subscribe.
    SubscribeButton => "subscribe-button",
    /// Topics and tags that the article is filed under.
    Tags => "tags",
    /// Anything else.
    Other => "other",
}

impl fmt::Display for Noise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
