"""The ledger's tables, as migrations in order. SQLite, STRICT, WAL, foreign keys, FTS5.

``PRAGMA user_version`` is the number of migrations applied; ``PRAGMA application_id`` marks the
file as a Sayso ledger. A migration is never edited once released: a change is a new one.

    report    one text with its metadata           receipt   by which path it came (custody)
    claim     the ledger's row, with its record    *_words   full-text indexes
    custody   what happened, append-only, sealed   original  the bytes as received
    failure   what could not be read, and why      decision  what a person judged, for ever
    proposition, member, link                      derived from claims and decisions, recomputed
    heard, mark, source, mention, waiting          whose each mention is, derived too
    as_read   claims that a person put right or struck, as they were read
"""

from __future__ import annotations

APPLICATION_ID = 0x53415953  # "SAYS"

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE report (
        id TEXT PRIMARY KEY,
        outlet TEXT, title TEXT, url TEXT,
        published TEXT,                        -- ISO 8601 day or time
        outlet_key TEXT NOT NULL,              -- folded for look-up
        made_by TEXT NOT NULL,                 -- which version and model read it
        record TEXT NOT NULL                   -- the whole Report as JSON, with its text
    ) STRICT;

    CREATE TABLE receipt (
        path TEXT NOT NULL,
        sha256_bytes TEXT NOT NULL,
        report TEXT NOT NULL REFERENCES report(id) ON DELETE CASCADE,
        PRIMARY KEY (path, sha256_bytes)
    ) STRICT;
    CREATE INDEX receipt_report ON receipt(report);

    CREATE TABLE claim (
        id TEXT PRIMARY KEY,
        report TEXT NOT NULL REFERENCES report(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,             -- first code point of the content
        content TEXT NOT NULL, source TEXT NOT NULL, cue TEXT NOT NULL,
        quote TEXT NOT NULL,
        speaker TEXT,                          -- source id, NULL where unresolved
        speaker_key TEXT NOT NULL,             -- folded name, or the folded words of the source
        act TEXT NOT NULL, certainty TEXT NOT NULL, polarity TEXT NOT NULL, stage TEXT,
        hearsay INTEGER NOT NULL, channel TEXT,
        said_start TEXT, said_end TEXT,
        confidence REAL NOT NULL,
        record TEXT NOT NULL                   -- the whole Claim as JSON
    ) STRICT;
    CREATE INDEX claim_report ON claim(report, position);
    CREATE INDEX claim_speaker ON claim(speaker);

    CREATE TABLE failure (path TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT;

    CREATE TABLE decision (
        number INTEGER PRIMARY KEY,
        verb TEXT NOT NULL, subjects TEXT NOT NULL, value TEXT,
        made_by TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL
    ) STRICT;

    CREATE TABLE proposition (id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
    CREATE TABLE member (
        claim TEXT PRIMARY KEY REFERENCES claim(id) ON DELETE CASCADE,
        proposition TEXT NOT NULL REFERENCES proposition(id) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX member_proposition ON member(proposition);
    CREATE TABLE link (
        id TEXT PRIMARY KEY,
        a TEXT NOT NULL, b TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL
    ) STRICT;

    CREATE TABLE state (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;

    CREATE VIRTUAL TABLE claim_words USING fts5(
        id UNINDEXED, content, source, tokenize = 'porter unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE report_words USING fts5(
        id UNINDEXED, title, body, tokenize = 'porter unicode61 remove_diacritics 2');
    """,
    """
    CREATE TABLE custody (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL, action TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
        report TEXT NOT NULL, digest TEXT NOT NULL, detail TEXT NOT NULL, tool TEXT NOT NULL,
        seal TEXT NOT NULL                     -- over this entry and the seal before it
    ) STRICT;
    CREATE INDEX custody_report ON custody(report, action);
    CREATE INDEX custody_path ON custody(path, action);
    CREATE TRIGGER custody_is_not_changed BEFORE UPDATE ON custody
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
    CREATE TRIGGER custody_is_not_removed BEFORE DELETE ON custody
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

    CREATE TABLE original (
        sha256 TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        packed BLOB NOT NULL                   -- the bytes as received, zlib
    ) STRICT;
    """,
    """
    -- What linking builds on, so that a report changes only what it touches. Numbers are ids as
    -- signed integers; records are read by the linking room alone. All of it can be made again.
    CREATE TABLE linked_claim (
        number INTEGER PRIMARY KEY,
        report INTEGER NOT NULL,
        moment INTEGER NOT NULL,               -- the day on which it can be known
        twin INTEGER NOT NULL,                 -- the same for claims that repeat each other
        said TEXT, record BLOB NOT NULL
    ) STRICT;
    CREATE INDEX linked_claim_report ON linked_claim(report);
    CREATE TABLE posting (
        bucket INTEGER NOT NULL, moment INTEGER NOT NULL, claim INTEGER NOT NULL,
        PRIMARY KEY (bucket, moment, claim)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE met (
        a INTEGER NOT NULL, b INTEGER NOT NULL,
        times INTEGER NOT NULL,                -- in how many buckets they meet
        same INTEGER NOT NULL, hard INTEGER NOT NULL, score REAL NOT NULL, record BLOB NOT NULL,
        PRIMARY KEY (a, b)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX met_b ON met(b);
    CREATE TABLE tie (
        tie INTEGER NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL,
        PRIMARY KEY (tie, a, b)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tie_pair ON tie(a, b);
    CREATE TABLE linked_report (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL, outlet TEXT,
        size INTEGER NOT NULL, print BLOB NOT NULL, credits TEXT NOT NULL
    ) STRICT;
    CREATE INDEX linked_report_outlet ON linked_report(outlet);
    CREATE TABLE passages (number INTEGER PRIMARY KEY, sequences BLOB NOT NULL) STRICT;
    CREATE TABLE passage (
        sequence INTEGER NOT NULL, report INTEGER NOT NULL,
        PRIMARY KEY (sequence, report)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE overlap (
        a INTEGER NOT NULL, b INTEGER NOT NULL,
        shared INTEGER NOT NULL, reprint INTEGER NOT NULL, record BLOB NOT NULL,
        PRIMARY KEY (a, b)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX overlap_b ON overlap(b);
    CREATE TABLE linked_decision (record TEXT PRIMARY KEY) STRICT;
    CREATE INDEX link_a ON link(a);
    CREATE INDEX link_b ON link(b);

    -- Reports that came, went or changed since they were last linked.
    CREATE TABLE touched (report TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TRIGGER report_came AFTER INSERT ON report
        BEGIN INSERT OR IGNORE INTO touched VALUES (NEW.id); END;
    CREATE TRIGGER report_changed AFTER UPDATE OF record ON report WHEN OLD.record <> NEW.record
        BEGIN INSERT OR IGNORE INTO touched VALUES (NEW.id); END;
    CREATE TRIGGER report_went AFTER DELETE ON report
        BEGIN INSERT OR IGNORE INTO touched VALUES (OLD.id); END;
    CREATE TRIGGER claim_came AFTER INSERT ON claim
        BEGIN INSERT OR IGNORE INTO touched VALUES (NEW.report); END;
    CREATE TRIGGER claim_changed AFTER UPDATE OF record ON claim WHEN OLD.record <> NEW.record
        BEGIN INSERT OR IGNORE INTO touched VALUES (NEW.report); END;
    """,
    """
    CREATE TABLE facts (                       -- what a report says of its sources, computed once
        report TEXT PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        record TEXT NOT NULL
    ) STRICT;
    CREATE TABLE source (
        id TEXT PRIMARY KEY,
        name_key TEXT NOT NULL,                -- all its names, folded for look-up
        record TEXT NOT NULL                   -- the SourceRecord as JSON
    ) STRICT;
    CREATE TABLE mention (
        claim TEXT NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
        source TEXT NOT NULL,                  -- the source's id in its report
        record TEXT NOT NULL,                  -- the source record that it is
        told TEXT,                             -- what the record says otherwise, as JSON
        how TEXT NOT NULL,                     -- why it is that record
        PRIMARY KEY (claim, source)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX mention_record ON mention(record);
    CREATE TABLE suggestion (id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
    CREATE TABLE waiting (                     -- decisions about what the ledger does not hold
        number INTEGER PRIMARY KEY,
        record TEXT NOT NULL
    ) STRICT;
    -- A claim whose sources are told otherwise is linked again.
    CREATE TRIGGER mention_came AFTER INSERT ON mention WHEN NEW.told IS NOT NULL
        BEGIN INSERT OR IGNORE INTO touched SELECT report FROM claim WHERE id = NEW.claim; END;
    CREATE TRIGGER mention_went AFTER DELETE ON mention WHEN OLD.told IS NOT NULL
        BEGIN INSERT OR IGNORE INTO touched SELECT report FROM claim WHERE id = OLD.claim; END;
    CREATE TRIGGER mention_changed AFTER UPDATE OF told ON mention WHEN OLD.told IS NOT NEW.told
        BEGIN INSERT OR IGNORE INTO touched SELECT report FROM claim WHERE id = NEW.claim; END;
    ALTER TABLE decision ADD COLUMN anchors TEXT NOT NULL DEFAULT '[]';
    DELETE FROM state WHERE key = 'linked';    -- so that all is computed at the next opening
    """,
    """
    -- Pages of a view in its order, without sorting the whole ledger.
    CREATE INDEX report_order ON report(published IS NULL, published, id);
    CREATE INDEX claim_order ON claim(report, position, id);
    DROP INDEX claim_report;
    CREATE INDEX link_kind ON link(kind);
    """,
    """
    -- Rows that this ledger adds to the tables by which sources are known; a JSON list of cells.
    CREATE TABLE added_row (
        tab TEXT NOT NULL, name TEXT NOT NULL, cells TEXT NOT NULL,
        PRIMARY KEY (tab, name)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    DROP TABLE suggestion;                     -- made when asked for
    """,
    """
    -- The latest first without sorting; the words of a claim by number, not by looking ids up.
    CREATE INDEX report_latest ON report(published IS NULL, published DESC, id);
    ALTER TABLE claim ADD COLUMN words INTEGER;    -- its row in claim_words
    CREATE TABLE place_of AS SELECT id, rowid AS place FROM claim_words;
    CREATE INDEX place_of_id ON place_of(id);
    UPDATE claim SET words = (SELECT max(place) FROM place_of WHERE id = claim.id);
    DROP TABLE place_of;
    CREATE INDEX claim_walk ON claim(report, position, id, words, act, said_start, said_end);
    DROP INDEX claim_order;
    CREATE INDEX claim_key ON claim(speaker_key, id);
    """,
    """
    -- Who is cited where, so that a report tells anew only the sources that it touches. All of it
    -- can be made again. Rows outlive their report until that is told.
    DROP TABLE facts;
    CREATE TABLE heard (
        block TEXT NOT NULL,                   -- nobody is one with anybody outside it
        report TEXT NOT NULL,
        source TEXT NOT NULL,                  -- the source's id in its report
        sha256 TEXT NOT NULL,                  -- of the report's text
        speaks TEXT NOT NULL, sole TEXT NOT NULL,  -- words by which people tie bodies
        unit TEXT NOT NULL,                    -- the appearance as JSON
        record TEXT NOT NULL, how TEXT NOT NULL,  -- what it is told to be, and why
        PRIMARY KEY (block, report, source)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX heard_report ON heard(report);
    CREATE INDEX heard_text ON heard(sha256);
    CREATE INDEX heard_decided ON heard(block) WHERE record = 'decided';
    CREATE TABLE mark (                        -- whom a report cites, and whom beside whom
        mark TEXT NOT NULL, report TEXT NOT NULL,
        PRIMARY KEY (mark, report)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX mark_report ON mark(report);
    ALTER TABLE source ADD COLUMN block TEXT NOT NULL DEFAULT '';
    CREATE INDEX source_block ON source(block);
    CREATE TABLE told_decision (record TEXT PRIMARY KEY) STRICT;
    CREATE INDEX report_text ON report(json_extract(record, '$.sha256_text'));
    """,
    """
    CREATE TABLE as_read (
        claim TEXT PRIMARY KEY,
        report TEXT NOT NULL REFERENCES report(id) ON DELETE CASCADE,
        record TEXT NOT NULL,                  -- the Claim as it was read
        made_of TEXT NOT NULL,                 -- what stands in `claim` now follows from this
        now TEXT NOT NULL,                     -- the digest of what stands there; '' where struck
        gap TEXT                               -- why it is no claim, where a person struck it
    ) STRICT;
    CREATE INDEX as_read_report ON as_read(report);
    CREATE INDEX report_url ON report(url) WHERE url IS NOT NULL;
    """,
)
