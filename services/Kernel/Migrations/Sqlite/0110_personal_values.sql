-- What moves leaves nothing in freed pages (D44).
PRAGMA secure_delete = ON;

-- Personal values and free text, apart from the records that name them by a random id. A value with a scope is held by one thing of it.
CREATE TABLE personal_value (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    member TEXT NOT NULL,
    value TEXT NOT NULL,
    lookup TEXT NULL,
    scope TEXT NULL,
    holds INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_personal_value PRIMARY KEY (id)
);

CREATE INDEX ix_personal_value_thing ON personal_value (thing_id);

CREATE INDEX ix_personal_value_lookup ON personal_value (lookup) WHERE lookup IS NOT NULL;

CREATE UNIQUE INDEX uq_personal_value_scope ON personal_value (scope, lookup) WHERE holds = 1;

-- What the law orders to keep after an erasure, until a day. No other statement reads it.
CREATE TABLE locked_value (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    member TEXT NOT NULL,
    value TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    locked_on TEXT NOT NULL,
    kept_until TEXT NOT NULL,
    CONSTRAINT pk_locked_value PRIMARY KEY (id)
);

CREATE INDEX ix_locked_value_kept_until ON locked_value (kept_until);

CREATE INDEX ix_locked_value_thing ON locked_value (thing_id);

-- Keyed hashes of the keys that erased things had.
CREATE TABLE erased_key (
    hash TEXT NOT NULL,
    erased_on TEXT NOT NULL,
    CONSTRAINT pk_erased_key PRIMARY KEY (hash)
);

CREATE TABLE erased_secret (
    id INTEGER NOT NULL,
    secret TEXT NOT NULL,
    CONSTRAINT pk_erased_secret PRIMARY KEY (id)
);

INSERT INTO erased_secret (id, secret) VALUES (1, hex(randomblob(32)));

-- Requests for the erasure of a person's data.
CREATE TABLE erasure (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    institution TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    decide_by TEXT NOT NULL,
    decided_on TEXT NULL,
    due_on TEXT NULL,
    done_on TEXT NULL,
    refused_by TEXT NULL,
    reason_id TEXT NULL,
    decision_id TEXT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_erasure_id UNIQUE (id)
);

CREATE UNIQUE INDEX uq_erasure_open ON erasure (person_id) WHERE state IN ('asked', 'granted');

CREATE INDEX ix_change_thing ON change (thing_id);

CREATE INDEX ix_erasure_person ON erasure (person_id);

CREATE INDEX ix_erasure_institution ON erasure (institution, seq);

CREATE INDEX ix_erasure_state ON erasure (state, seq);

ALTER TABLE audit ADD COLUMN reason_id TEXT NULL;

ALTER TABLE idempotency ADD COLUMN body_id TEXT NULL;

-- The next scripts change the audit for once.
DROP TRIGGER IF EXISTS audit_is_not_changed;
