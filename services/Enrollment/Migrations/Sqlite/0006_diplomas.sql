CREATE TABLE diploma (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    learner_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    institution TEXT NOT NULL,
    annotation TEXT NULL,
    awarded_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT uq_diploma_id UNIQUE (id),
    CONSTRAINT uq_diploma_kind UNIQUE (learner_id, kind)
);
