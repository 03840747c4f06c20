-- What a store holds. Every table is meant to be read by other programs: names are words, places are bytes of
-- `articles.text` (and, as `source_…`, of the original file), times are ISO 8601.

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    -- Of everything below that tells one article from another: the same content is one row, wherever it was read.
    hash TEXT NOT NULL UNIQUE,
    -- The id and the source under which it was read first.
    article TEXT NOT NULL,
    source TEXT,
    headline TEXT,
    -- A JSON array of names.
    byline TEXT NOT NULL,
    published TEXT,
    modified TEXT,
    publisher TEXT,
    url TEXT,
    section TEXT,
    language TEXT,
    text TEXT NOT NULL,
    -- A JSON array of [kind, start, end, reason, duplicate of]; the last two where there are any.
    blocks TEXT NOT NULL,
    -- Where each piece of the text stands in the original file, packed; null where the text is the file.
    source_map BLOB
) STRICT;

CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_publisher ON articles (publisher);
CREATE INDEX articles_url ON articles (url);

-- Which bytes were read as which article, by which build of the parser.
CREATE TABLE readings (
    bytes BLOB PRIMARY KEY,
    parser TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX readings_article ON readings (article);

-- Which analyzer of which version, over which build of the language layers, was run over which article.
CREATE TABLE analyses (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    analyzer TEXT NOT NULL,
    version INTEGER NOT NULL,
    layers TEXT NOT NULL,
    PRIMARY KEY (article, analyzer)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    analyzer TEXT NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    text TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    source_start INTEGER,
    source_end INTEGER,
    confidence REAL,
    -- The quotation that it lies in, whom that quotes in the article's words, and the speaker's name.
    attribution INTEGER REFERENCES findings (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    attributed_to TEXT,
    attributed_to_speaker TEXT,
    -- The finding that told the same before.
    same_as INTEGER REFERENCES findings (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    organization TEXT,
    status TEXT,
    rate REAL,
    quantity_form TEXT,
    quantity_value REAL,
    quantity_low REAL,
    quantity_high REAL,
    quantity_numerator REAL,
    quantity_denominator REAL,
    quantity_unit TEXT,
    system TEXT,
    person TEXT,
    person_role TEXT,
    speaker_name TEXT,
    speaker_kind TEXT,
    speaker_title TEXT,
    speaker_affiliation TEXT,
    speaker_description TEXT,
    period_from TEXT,
    period_to TEXT,
    -- All that the analyzer says of it, as JSON.
    data TEXT NOT NULL
) STRICT;

CREATE INDEX findings_article ON findings (article);
CREATE INDEX findings_kind ON findings (analyzer, kind);
CREATE INDEX findings_organization ON findings (organization);
CREATE INDEX findings_speaker ON findings (speaker_name);
CREATE INDEX findings_attribution ON findings (attribution) WHERE attribution IS NOT NULL;
CREATE INDEX findings_same_as ON findings (same_as) WHERE same_as IS NOT NULL;

-- The parts that play a role in a finding, in the order of the text.
CREATE TABLE labels (
    finding INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    source_start INTEGER,
    source_end INTEGER,
    PRIMARY KEY (finding, position)
) STRICT, WITHOUT ROWID;

-- Full text: `SELECT … FROM articles_fts WHERE articles_fts MATCH 'layoffs'`; the rowid is the id.
CREATE VIRTUAL TABLE articles_fts USING fts5 (
    headline, text, content='articles', content_rowid='id', tokenize='porter unicode61'
);
CREATE VIRTUAL TABLE findings_fts USING fts5 (
    message, text, content='findings', content_rowid='id', tokenize='porter unicode61'
);

CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, headline, text) VALUES (new.id, new.headline, new.text);
END;
CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, headline, text)
    VALUES ('delete', old.id, old.headline, old.text);
END;
CREATE TRIGGER articles_changed AFTER UPDATE OF headline, text ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, headline, text)
    VALUES ('delete', old.id, old.headline, old.text);
    INSERT INTO articles_fts (rowid, headline, text) VALUES (new.id, new.headline, new.text);
END;
CREATE TRIGGER findings_added AFTER INSERT ON findings BEGIN
    INSERT INTO findings_fts (rowid, message, text) VALUES (new.id, new.message, new.text);
END;
CREATE TRIGGER findings_removed AFTER DELETE ON findings BEGIN
    INSERT INTO findings_fts (findings_fts, rowid, message, text)
    VALUES ('delete', old.id, old.message, old.text);
END;

CREATE TRIGGER findings_changed AFTER UPDATE OF message, text ON findings BEGIN
    INSERT INTO findings_fts (findings_fts, rowid, message, text)
    VALUES ('delete', old.id, old.message, old.text);
    INSERT INTO findings_fts (rowid, message, text) VALUES (new.id, new.message, new.text);
END;

-- Each finding beside what is known of its article: what one sorts, filters and exports.
CREATE VIEW claims AS
SELECT
    findings.id, findings.analyzer, findings.kind, findings.message, findings.text, findings.confidence,
    findings.attributed_to, findings.attributed_to_speaker, findings.organization, findings.status, findings.rate,
    findings.quantity_form, findings.quantity_value, findings.quantity_low, findings.quantity_high,
    findings.quantity_unit, findings.speaker_name, findings.speaker_kind, findings.same_as,
    articles.id AS article, articles.headline, articles.published, articles.publisher, articles.url,
    articles.source, findings.span_start, findings.span_end
FROM findings JOIN articles ON articles.id = findings.article;
