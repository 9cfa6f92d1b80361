-- The day on which a closed organisation ended (D45). Of those closed before, the day is not known.
ALTER TABLE organisation ADD COLUMN ended_on TEXT NULL;

-- What became of graduates (S6, S7). Its facts have the values; a correction supersedes one (D43).
CREATE TABLE outcome (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    learner_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT uq_outcome_id UNIQUE (id)
);

CREATE INDEX ix_outcome_learner ON outcome (learner_id, seq);

CREATE TABLE outcome_fact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    outcome_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    learner_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    answer TEXT NOT NULL,
    employer TEXT NULL,
    employer_kind TEXT NULL,
    withdrawn INTEGER NOT NULL,
    reason TEXT NULL,
    effective_on TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_on TEXT NULL,
    superseded_at TEXT NULL,
    CONSTRAINT uq_outcome_fact_version UNIQUE (outcome_id, version)
);

CREATE INDEX ix_outcome_fact_learner ON outcome_fact (learner_id, kind);
