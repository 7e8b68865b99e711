"""The tables, as an append-only list of migrations. A released migration is never edited.

Times are microseconds of UTC (``*_us``) with the capture's offset in minutes (``*_zone``). Ids are never used twice
(AUTOINCREMENT): a citation of something forgotten must not point at something else later. Text is indexed twice, by
words and by runs of three characters, from the same rows, so that deleting a row cleans both indexes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema. ``name`` is for people; its place in the list is its number."""

    name: str
    sql: str


def _index(table: str, columns: str) -> str:
    """Both full-text indexes of ``table`` and the triggers that keep them true."""
    new = ", ".join(f"new.{column}" for column in columns.split(", "))
    old = ", ".join(f"old.{column}" for column in columns.split(", "))
    differ = f"({old}) IS NOT ({new})"
    parts = []
    for index, tokenize in (("words", "unicode61 remove_diacritics 2"), ("grams", "trigram remove_diacritics 1")):
        name = f"{table}_{index}"
        gone = f"INSERT INTO {name}({name}, rowid, {columns}) VALUES ('delete', old.id, {old});"
        come = f"INSERT INTO {name}(rowid, {columns}) VALUES (new.id, {new});"
        parts.append(f"""
            CREATE VIRTUAL TABLE {name}
                USING fts5({columns}, content='{table}', content_rowid='id', tokenize="{tokenize}");
            INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1);
            INSERT INTO {name}({name}) VALUES ('rebuild');
            CREATE TRIGGER {name}_insert AFTER INSERT ON {table} BEGIN {come} END;
            CREATE TRIGGER {name}_delete AFTER DELETE ON {table} BEGIN {gone} END;
            CREATE TRIGGER {name}_update AFTER UPDATE OF {columns} ON {table} WHEN {differ}
            BEGIN {gone} {come} END;
        """)
    return "".join(parts)


_RECORDS = """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE counters (name TEXT PRIMARY KEY, value REAL NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE tombstones (mark BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

    CREATE TABLE screens (monitor INTEGER PRIMARY KEY, state TEXT NOT NULL) STRICT;

    CREATE TABLE frames (
        id INTEGER PRIMARY KEY AUTOINCREMENT, mark BLOB NOT NULL UNIQUE, time_us INTEGER NOT NULL,
        time_zone INTEGER NOT NULL, monitor INTEGER NOT NULL, dropped TEXT
    ) STRICT;
    CREATE INDEX frames_time ON frames (time_us);

    CREATE TABLE observations (
        id INTEGER PRIMARY KEY AUTOINCREMENT, start_us INTEGER NOT NULL, start_zone INTEGER NOT NULL,
        end_us INTEGER NOT NULL, end_zone INTEGER NOT NULL, app TEXT NOT NULL, title TEXT NOT NULL,
        monitor INTEGER NOT NULL, file TEXT, focused INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX observations_start ON observations (start_us);
    CREATE INDEX observations_end ON observations (end_us);

    CREATE TABLE frame_observations (
        frame_id INTEGER NOT NULL REFERENCES frames ON DELETE CASCADE,
        observation_id INTEGER NOT NULL REFERENCES observations ON DELETE CASCADE,
        PRIMARY KEY (frame_id, observation_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX frame_observations_observation ON frame_observations (observation_id);

    CREATE TABLE lines (
        id INTEGER PRIMARY KEY AUTOINCREMENT, observation_id INTEGER NOT NULL REFERENCES observations ON DELETE CASCADE,
        text TEXT NOT NULL, x0 INTEGER NOT NULL, y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL,
        tier TEXT NOT NULL, who TEXT NOT NULL, header TEXT NOT NULL, block INTEGER NOT NULL, block_kind TEXT NOT NULL,
        score REAL NOT NULL
    ) STRICT;
    CREATE INDEX lines_observation ON lines (observation_id);

    CREATE TABLE propositions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, kind TEXT NOT NULL, confidence REAL NOT NULL,
        trust TEXT NOT NULL, created_us INTEGER NOT NULL, created_zone INTEGER NOT NULL, updated_us INTEGER NOT NULL,
        updated_zone INTEGER NOT NULL, half_life_s REAL, valid_from_us INTEGER, valid_from_zone INTEGER NOT NULL,
        valid_to_us INTEGER, valid_to_zone INTEGER NOT NULL, status TEXT NOT NULL,
        supersedes INTEGER REFERENCES propositions ON DELETE SET NULL, wording TEXT NOT NULL, logprob REAL,
        entities TEXT NOT NULL, pinned INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX propositions_status ON propositions (status);
    CREATE INDEX propositions_kind ON propositions (kind);
    CREATE INDEX propositions_status_kind ON propositions (status, kind);
    CREATE INDEX propositions_supersedes ON propositions (supersedes);
    CREATE INDEX propositions_updated ON propositions (updated_us);

    CREATE TABLE evidence (
        id INTEGER PRIMARY KEY AUTOINCREMENT, proposition_id INTEGER NOT NULL REFERENCES propositions ON DELETE CASCADE,
        observation_id INTEGER REFERENCES observations ON DELETE SET NULL, quote TEXT NOT NULL,
        supports INTEGER NOT NULL, tier TEXT NOT NULL, time_us INTEGER NOT NULL, time_zone INTEGER NOT NULL,
        app TEXT NOT NULL, title TEXT NOT NULL, header TEXT NOT NULL, who TEXT NOT NULL,
        UNIQUE (proposition_id, time_us, quote, supports, app)
    ) STRICT;
    CREATE INDEX evidence_observation ON evidence (observation_id);
    CREATE INDEX evidence_time ON evidence (time_us);
    CREATE INDEX evidence_quote ON evidence (quote);

    CREATE TABLE suggestions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, body TEXT NOT NULL, p REAL NOT NULL,
        benefit REAL NOT NULL, cost_fp REAL NOT NULL, cost_fn REAL NOT NULL, utility REAL NOT NULL,
        created_us INTEGER NOT NULL, created_zone INTEGER NOT NULL, expires_us INTEGER NOT NULL,
        expires_zone INTEGER NOT NULL, status TEXT NOT NULL, shown_us INTEGER, shown_zone INTEGER NOT NULL,
        withheld_for TEXT, key TEXT NOT NULL
    ) STRICT;
    CREATE INDEX suggestions_status ON suggestions (status);
    CREATE INDEX suggestions_created ON suggestions (created_us);
    CREATE INDEX suggestions_key ON suggestions (key);

    CREATE TABLE suggestion_because (
        suggestion_id INTEGER NOT NULL REFERENCES suggestions ON DELETE CASCADE,
        proposition_id INTEGER NOT NULL REFERENCES propositions ON DELETE CASCADE,
        PRIMARY KEY (suggestion_id, proposition_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX suggestion_because_proposition ON suggestion_because (proposition_id);

    CREATE TABLE feedback (
        id INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT NOT NULL, verdict TEXT NOT NULL, time_us INTEGER NOT NULL,
        time_zone INTEGER NOT NULL, note TEXT NOT NULL, key_mark BLOB
    ) STRICT;
    CREATE INDEX feedback_target ON feedback (target);
    CREATE INDEX feedback_key ON feedback (key_mark);

    CREATE TABLE proposition_vectors (
        id INTEGER PRIMARY KEY REFERENCES propositions ON DELETE CASCADE, vector BLOB NOT NULL
    ) STRICT;
    CREATE TABLE line_vectors (id INTEGER PRIMARY KEY REFERENCES lines ON DELETE CASCADE, vector BLOB NOT NULL) STRICT;

    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT, payload TEXT NOT NULL,
        observation_id INTEGER REFERENCES observations ON DELETE CASCADE,
        proposition_id INTEGER REFERENCES propositions ON DELETE CASCADE,
        due_us INTEGER NOT NULL, state TEXT NOT NULL, claims INTEGER NOT NULL, failures INTEGER NOT NULL,
        crashes INTEGER NOT NULL, error TEXT, UNIQUE (kind, key)
    ) STRICT;
    CREATE INDEX jobs_due ON jobs (state, due_us);
    CREATE INDEX jobs_observation ON jobs (observation_id);
    CREATE INDEX jobs_proposition ON jobs (proposition_id);
"""

_GROUNDS = """
    ALTER TABLE propositions ADD COLUMN features TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE propositions ADD COLUMN log_odds REAL;
    ALTER TABLE feedback ADD COLUMN confidence REAL;
    ALTER TABLE feedback ADD COLUMN log_odds REAL;
    ALTER TABLE feedback ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
"""
"""What a confidence was computed from, and what it was when the user answered: names of features and numbers only."""

_ATTENTION = """
    ALTER TABLE frames ADD COLUMN focus INTEGER REFERENCES observations ON DELETE SET NULL;
    ALTER TABLE frames ADD COLUMN idle_s REAL;
    CREATE INDEX frames_focus ON frames (focus);
    UPDATE frames SET focus = (
        SELECT o.id FROM frame_observations f JOIN observations o ON o.id = f.observation_id
            WHERE f.frame_id = frames.id AND o.focused ORDER BY o.start_us DESC, o.id DESC LIMIT 1
    );
"""
"""Which window had the focus at each look; of older looks, the newest one that had it when it was read."""
_REJECTIONS = """
    CREATE TABLE rejections (
        id INTEGER PRIMARY KEY AUTOINCREMENT, proposition_id INTEGER UNIQUE REFERENCES propositions ON DELETE CASCADE,
        reason TEXT NOT NULL, note TEXT NOT NULL, time_us INTEGER NOT NULL, time_zone INTEGER NOT NULL,
        gist TEXT NOT NULL, vector BLOB
    ) STRICT;
    CREATE INDEX rejections_time ON rejections (time_us);
    INSERT INTO rejections (proposition_id, reason, note, time_us, time_zone, gist)
        SELECT id, 'wrong', '', updated_us, updated_zone, '[]' FROM propositions WHERE status = 'rejected';

    CREATE TABLE preferences (
        id INTEGER PRIMARY KEY AUTOINCREMENT, sort TEXT NOT NULL, subject TEXT NOT NULL, value TEXT NOT NULL,
        UNIQUE (sort, subject, value)
    ) STRICT;
    CREATE TABLE preference_because (
        preference_id INTEGER NOT NULL REFERENCES preferences ON DELETE CASCADE,
        proposition_id INTEGER NOT NULL REFERENCES propositions ON DELETE CASCADE,
        time_us INTEGER NOT NULL, time_zone INTEGER NOT NULL,
        PRIMARY KEY (preference_id, proposition_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX preference_because_proposition ON preference_because (proposition_id);

    -- What nothing teaches any more is no preference.
    CREATE TRIGGER preference_untaught AFTER DELETE ON preference_because BEGIN
        DELETE FROM preferences WHERE id = old.preference_id
            AND NOT EXISTS (SELECT 1 FROM preference_because WHERE preference_id = old.preference_id);
    END;

    -- A belief that is in force again, whoever brought it back, is no longer rejected and teaches nothing by it.
    CREATE TRIGGER rejection_lifted AFTER UPDATE OF status ON propositions
    WHEN old.status IN ('rejected', 'quarantined') AND new.status NOT IN ('rejected', 'quarantined') BEGIN
        DELETE FROM preference_because WHERE proposition_id = new.id
            AND EXISTS (SELECT 1 FROM rejections WHERE proposition_id = new.id);
        DELETE FROM rejections WHERE proposition_id = new.id;
    END;
"""

_QUESTIONS = """
    CREATE TABLE questions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        proposition_id INTEGER NOT NULL REFERENCES propositions ON DELETE CASCADE,
        text TEXT NOT NULL, worth REAL NOT NULL, created_us INTEGER NOT NULL, created_zone INTEGER NOT NULL,
        expires_us INTEGER NOT NULL, expires_zone INTEGER NOT NULL, status TEXT NOT NULL, answer TEXT NOT NULL
    ) STRICT;
    CREATE INDEX questions_status ON questions (status);
    CREATE INDEX questions_created ON questions (created_us);
    CREATE INDEX questions_proposition ON questions (proposition_id);
"""

_JOURNAL = """
    CREATE TABLE journal (
        id INTEGER PRIMARY KEY AUTOINCREMENT, proposition_id INTEGER NOT NULL REFERENCES propositions ON DELETE CASCADE,
        time_us INTEGER NOT NULL, time_zone INTEGER NOT NULL, what TEXT NOT NULL, reason TEXT NOT NULL,
        evidence_id INTEGER REFERENCES evidence ON DELETE SET NULL,
        other_id INTEGER REFERENCES propositions ON DELETE SET NULL, before TEXT
    ) STRICT;
    CREATE INDEX journal_proposition ON journal (proposition_id);
    CREATE INDEX journal_evidence ON journal (evidence_id);
    CREATE INDEX journal_other ON journal (other_id);

    INSERT INTO journal (proposition_id, time_us, time_zone, what, reason, evidence_id)
        SELECT id, created_us, created_zone, 'added', '',
            (SELECT min(e.id) FROM evidence e WHERE e.proposition_id = p.id AND e.supports)
        FROM propositions p;
    INSERT INTO journal (proposition_id, time_us, time_zone, what, reason, other_id)
        SELECT p.id, coalesce(n.created_us, p.updated_us), coalesce(n.created_zone, p.updated_zone),
            CASE p.status WHEN 'expired' THEN iif(p.valid_to_us <= p.updated_us, 'past', 'asleep') ELSE p.status END,
            '', n.id
        FROM propositions p LEFT JOIN propositions n
            ON n.id = (SELECT max(id) FROM propositions WHERE supersedes = p.id) AND p.status = 'superseded'
        WHERE p.status <> 'active';
"""

_USES = """
    CREATE TABLE uses (
        proposition_id INTEGER PRIMARY KEY REFERENCES propositions ON DELETE CASCADE, day TEXT NOT NULL
    ) STRICT;
"""
_ROUTINES = """
    CREATE TABLE routines (
        proposition_id INTEGER PRIMARY KEY REFERENCES propositions ON DELETE CASCADE, deed BLOB NOT NULL, cause BLOB,
        minute INTEGER, days INTEGER NOT NULL, hits INTEGER NOT NULL, misses INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX routines_deed ON routines (deed);
"""
"""What each routine is about, as keyed hashes, so that its next count meets the same belief."""

_RULES = """
    CREATE TABLE rules (
        id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, effect TEXT NOT NULL, scope TEXT NOT NULL,
        value TEXT NOT NULL, days TEXT NOT NULL, start TEXT NOT NULL, stop TEXT NOT NULL, lead_s REAL,
        created_us INTEGER NOT NULL, created_zone INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE put_away (
        proposition_id INTEGER NOT NULL REFERENCES propositions ON DELETE CASCADE, holder TEXT NOT NULL,
        status TEXT NOT NULL, PRIMARY KEY (proposition_id, holder)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX put_away_holder ON put_away (holder);
"""
"""The user's standing instructions, and which beliefs each of them ("rule:3", "sensitive:health") holds back."""

_ENTITIES = """
    CREATE TABLE entities (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL) STRICT;
    CREATE TABLE aliases (
        id INTEGER PRIMARY KEY AUTOINCREMENT, entity_id INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
        text TEXT NOT NULL, UNIQUE (entity_id, text)
    ) STRICT;
    CREATE TABLE alias_words (
        word TEXT NOT NULL, alias_id INTEGER NOT NULL REFERENCES aliases ON DELETE CASCADE,
        PRIMARY KEY (word, alias_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX alias_words_alias ON alias_words (alias_id);
    CREATE TABLE mentions (
        id INTEGER PRIMARY KEY, alias_id INTEGER NOT NULL REFERENCES aliases ON DELETE CASCADE,
        proposition_id INTEGER REFERENCES propositions ON DELETE CASCADE,
        observation_id INTEGER REFERENCES observations ON DELETE CASCADE,
        line_id INTEGER REFERENCES lines ON DELETE CASCADE
    ) STRICT;
    CREATE UNIQUE INDEX mentions_place ON mentions
        (alias_id, ifnull(proposition_id, 0), ifnull(observation_id, 0), ifnull(line_id, 0));
    CREATE INDEX mentions_proposition ON mentions (proposition_id);
    CREATE INDEX mentions_observation ON mentions (observation_id);
    CREATE INDEX mentions_line ON mentions (line_id);

    -- A name lives as long as something mentions it.
    CREATE TRIGGER mention_gone AFTER DELETE ON mentions BEGIN
        DELETE FROM aliases WHERE id = old.alias_id
            AND NOT EXISTS (SELECT 1 FROM mentions WHERE alias_id = old.alias_id);
    END;
    CREATE TRIGGER alias_gone AFTER DELETE ON aliases BEGIN
        DELETE FROM entities WHERE id = old.entity_id
            AND NOT EXISTS (SELECT 1 FROM aliases WHERE entity_id = old.entity_id);
    END;

    -- Whoever adds a belief or an observation need not know of names: what was not looked at yet is noted here.
    CREATE TABLE unnamed (
        proposition_id INTEGER UNIQUE REFERENCES propositions ON DELETE CASCADE,
        observation_id INTEGER UNIQUE REFERENCES observations ON DELETE CASCADE
    ) STRICT;
    CREATE TRIGGER proposition_unnamed AFTER INSERT ON propositions BEGIN
        INSERT INTO unnamed (proposition_id) VALUES (new.id);
    END;
    CREATE TRIGGER proposition_renamed AFTER UPDATE OF entities ON propositions
    WHEN old.entities IS NOT new.entities BEGIN
        DELETE FROM mentions WHERE proposition_id = new.id;
        INSERT OR IGNORE INTO unnamed (proposition_id) VALUES (new.id);
    END;
    CREATE TRIGGER observation_unnamed AFTER INSERT ON observations BEGIN
        INSERT INTO unnamed (observation_id) VALUES (new.id);
    END;
    INSERT INTO unnamed (proposition_id) SELECT id FROM propositions;
    INSERT INTO unnamed (observation_id) SELECT id FROM observations;
"""

_AFTER = """
    ALTER TABLE journal ADD COLUMN after REAL;
"""
"""How sure a belief was after each entry: later weighing is not the work of an earlier quote."""

_NEWEST_MENTIONS = """
    CREATE INDEX mentions_seen ON mentions (alias_id, observation_id);
    CREATE INDEX mentions_told ON mentions (alias_id, proposition_id);
"""

MIGRATIONS: tuple[Migration, ...] = (
    Migration("records", _RECORDS),
    Migration("full-text search", _index("lines", "text, header") + _index("propositions", "text")),
    Migration("search of window titles", _index("observations", "title")),
    Migration("grounds of confidence", _GROUNDS),
    Migration("attention", _ATTENTION),
    Migration("what happened to beliefs", _JOURNAL),
    Migration("rejections and preferences", _REJECTIONS),
    Migration("questions", _QUESTIONS),
    Migration("uses of beliefs", _USES),
    Migration("rules", _RULES),
    Migration("routines", _ROUTINES),
    Migration("names", _ENTITIES),
    Migration("newest mentions", _NEWEST_MENTIONS),
    Migration("how sure after each change", _AFTER),
)
