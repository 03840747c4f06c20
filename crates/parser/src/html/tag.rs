//! Element and attribute names that the parser tells apart.

macro_rules! names {
    ($(#[$doc:meta])* $enum:ident { $($variant:ident => $($name:literal)|+,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        #[repr(u8)]
        pub(super) enum $enum { $($variant,)* Other }

        impl $enum {
            /// The one of a name in small letters.
            pub(super) fn from_name(name: &[u8]) -> Self {
                match name {
                    $($($name)|+ => Self::$variant,)*
                    _ => Self::Other,
                }
            }
        }
    };
}

names! {
    /// An element's name.
    Tag {
        Text => b"#text",
        A => b"a",
        Address => b"address",
        Article => b"article",
        Aside => b"aside",
        Audio => b"audio",
        B => b"b" | b"strong",
        Base => b"base",
        Blockquote => b"blockquote",
        Body => b"body",
        Br => b"br",
        Button => b"button",
        Canvas => b"canvas",
        Caption => b"caption",
        Center => b"center",
        Cite => b"cite",
        Col => b"col",
        Colgroup => b"colgroup",
        Datalist => b"datalist",
        Dd => b"dd",
        Details => b"details",
        Dialog => b"dialog",
        Div => b"div",
        Dl => b"dl",
        Dt => b"dt",
        Em => b"em" | b"i",
        Embed => b"embed",
        Fieldset => b"fieldset",
        Figcaption => b"figcaption",
        Figure => b"figure",
        Font => b"font",
        Footer => b"footer",
        Form => b"form",
        H1 => b"h1",
        H2 => b"h2",
        H3 => b"h3",
        H4 => b"h4",
        H5 => b"h5",
        H6 => b"h6",
        Head => b"head",
        Header => b"header",
        Hgroup => b"hgroup",
        Hr => b"hr",
        Html => b"html",
        Iframe => b"iframe",
        Img => b"img",
        Input => b"input",
        Label => b"label",
        Legend => b"legend",
        Li => b"li",
        Link => b"link",
        Main => b"main",
        Math => b"math",
        Menu => b"menu",
        Meta => b"meta",
        Nav => b"nav",
        Noembed => b"noembed",
        Noframes => b"noframes" | b"noframe",
        Noscript => b"noscript",
        Object => b"object",
        Ol => b"ol",
        Optgroup => b"optgroup",
        Option => b"option",
        P => b"p",
        Param => b"param",
        Picture => b"picture",
        Plaintext => b"plaintext",
        Pre => b"pre",
        Rp => b"rp",
        Rt => b"rt",
        Script => b"script",
        Section => b"section",
        Select => b"select",
        Small => b"small",
        Source => b"source",
        Span => b"span",
        Style => b"style",
        Sub => b"sub",
        Summary => b"summary",
        Sup => b"sup",
        Svg => b"svg",
        Table => b"table",
        Tbody => b"tbody",
        Td => b"td",
        Template => b"template",
        Textarea => b"textarea",
        Tfoot => b"tfoot",
        Th => b"th",
        Thead => b"thead",
        Time => b"time",
        Title => b"title",
        Tr => b"tr",
        Track => b"track",
        U => b"u",
        Ul => b"ul",
        Video => b"video",
        Wbr => b"wbr",
        Xmp => b"xmp",
    }
}

names! {
    /// An attribute's name; the ones that test suites read name a component as a class does.
    Attribute {
        AriaHidden => b"aria-hidden",
        Charset => b"charset",
        Class => b"class",
        Component => b"data-testid" | b"data-component" | b"data-component-name" | b"data-qa" | b"data-test" | b"data-module" | b"data-type" | b"data-block" | b"data-test-id" | b"data-cy" | b"data-gu-name",
        Content => b"content",
        Datetime => b"datetime",
        Hidden => b"hidden",
        Href => b"href",
        HttpEquiv => b"http-equiv",
        Id => b"id",
        Itemprop => b"itemprop",
        Itemscope => b"itemscope",
        Itemtype => b"itemtype",
        Lang => b"lang" | b"xml:lang",
        Name => b"name",
        Property => b"property",
        Rel => b"rel",
        Role => b"role",
        Style => b"style",
        Title => b"title",
        Type => b"type",
    }
}

impl Tag {
    /// How many there are.
    pub(super) const COUNT: usize = Self::Other as usize + 1;

    /// Whether it never has content.
    pub(super) fn is_void(self) -> bool {
        use Tag::{Base, Br, Col, Embed, Hr, Img, Input, Link, Meta, Param, Source, Track, Wbr};
        matches!(
            self,
            Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr
        )
    }

    /// Whether it starts a line of its own.
    pub(super) fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Text
                | Self::A
                | Self::Audio
                | Self::B
                | Self::Base
                | Self::Br
                | Self::Button
                | Self::Canvas
                | Self::Cite
                | Self::Em
                | Self::Embed
                | Self::Font
                | Self::Iframe
                | Self::Img
                | Self::Input
                | Self::Label
                | Self::Link
                | Self::Math
                | Self::Meta
                | Self::Noembed
                | Self::Noframes
                | Self::Noscript
                | Self::Object
                | Self::Other
                | Self::Param
                | Self::Picture
                | Self::Rp
                | Self::Rt
                | Self::Script
                | Self::Small
                | Self::Source
                | Self::Span
                | Self::Style
                | Self::Sub
                | Self::Sup
                | Self::Svg
                | Self::Template
                | Self::Time
                | Self::Track
                | Self::U
                | Self::Video
                | Self::Wbr
        )
    }

    /// Whether its content is never shown as text.
    pub(super) fn is_unread(self) -> bool {
        use Tag::{
            Audio, Canvas, Datalist, Iframe, Math, Noembed, Noframes, Noscript, Object, Rp, Rt, Script,
            Select, Style, Svg, Template, Textarea, Title, Video,
        };
        matches!(
            self,
            Audio
                | Canvas
                | Datalist
                | Iframe
                | Math
                | Noembed
                | Noframes
                | Noscript
                | Object
                | Rp
                | Rt
                | Script
                | Select
                | Style
                | Svg
                | Template
                | Textarea
                | Title
                | Video
        )
    }

    /// Whether it is a heading.
    pub(super) fn is_heading(self) -> bool {
        matches!(self, Self::H1 | Self::H2 | Self::H3 | Self::H4 | Self::H5 | Self::H6)
    }

    /// Whether an open paragraph ends where it starts.
    pub(super) fn ends_paragraph(self) -> bool {
        self.is_block()
            && !matches!(
                self,
                Self::Body
                    | Self::Html
                    | Self::Head
                    | Self::Legend
                    | Self::Optgroup
                    | Self::Option
                    | Self::Caption
            )
            && !self.is_table_part()
    }

    /// Whether it is a part of a table.
    pub(super) fn is_table_part(self) -> bool {
        use Tag::{Col, Colgroup, Tbody, Td, Tfoot, Th, Thead, Tr};
        matches!(self, Col | Colgroup | Tbody | Td | Tfoot | Th | Thead | Tr)
    }

    /// Whether end tags inside it do not reach beyond it.
    pub(super) fn is_scope(self) -> bool {
        use Tag::{Caption, Html, Object, Table, Td, Template, Th};
        matches!(self, Caption | Html | Object | Table | Td | Template | Th)
    }
}
